"""What is wrong with a graph by shapes, and where a thing is judged with what little the shapes can see of it."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from simpul.errors import Severity
from simpul.reason.dates import date_properties
from simpul.reason.ontology import ontology
from simpul.reason.shapes import compiled
from simpul.reason.shapes.findings import Finding
from simpul.reason.shapes.shapes_graph import SH, NotCompiledError, ShapesGraph, shapes_of
from simpul.reason.shapes.wrong_values import wrong_values
from simpul.store import OxigraphStore, Queryable
from simpul.terms import (
    ONTOLOGY,
    DefaultGraph,
    NamedNode,
    Triple,
    in_graph,
    rdf_type,
    text,
)


def validate(
    graph: Queryable,
    shapes: Queryable | None = None,
    *,
    advice: bool = False,
    focus: Iterable[str] | None = None,
) -> list[Finding]:
    """Return what breaks the shapes, worst first, then by thing.

    The merge is taken as it is: inference comes before. Advice on what a source may well leave open (when, who)
    is left out unless asked for.

    Args:
        graph: What is known, in its merge.
        shapes: Else Simpul's own.
        advice: Give advice too.
        focus: IRIs of the things to judge; else all.
    """
    wanted = None if focus is None else {*focus}
    wrong = wrong_values(graph)
    told = [_of_value(triple, what) for triple, what in wrong.items()]
    broken = _broken(graph, shapes, {*wrong}, advice=advice)
    found = {
        finding
        for finding in (*told, *_not_told(broken, told))
        if wanted is None or finding.focus in wanted
    }
    order = list(Severity)
    return sorted(
        (f for f in found if advice or f.severity is not Severity.ADVICE),
        key=lambda f: (order.index(f.severity), f.focus, f.path, f.message),
    )


def _of_value(triple: Triple, what: str) -> Finding:
    """Return the finding on a value that is wrong; a warning where the property is not Simpul's."""
    own = triple.predicate.value.startswith(ONTOLOGY)
    return Finding(
        focus=text(triple.subject),
        path=triple.predicate.value,
        message=what,
        severity=Severity.ERROR if own else Severity.WARNING,
    )


def _not_told(findings: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what the shapes find but of values that are told of with what they should be, and of their bounds."""
    values = {(finding.focus, finding.path) for finding in told}
    dated = date_properties()
    for finding in findings:
        path = NamedNode(finding.path) if finding.path else None
        of = dated.bounded.get(path) if path else None
        if {(finding.focus, finding.path), (finding.focus, of.value if of else "")} & values:
            continue
        yield finding


def _broken(
    graph: Queryable, shapes: Queryable | None, wrong: Collection[Triple], *, advice: bool
) -> list[Finding]:
    """Return what breaks the shapes, wrong values left out: they cannot be compared."""
    read = ShapesGraph(shapes) if shapes else _own_read()
    try:
        return compiled.findings(_without(graph, wrong, read), read, advice=advice)
    except NotCompiledError:
        from simpul.reason.shapes import reference

        rest = (triple for triple in _triples(graph) if triple not in wrong)
        return reference.findings(rest, _triples(shapes or _own()))


def _without(graph: Queryable, wrong: Collection[Triple], shapes: ShapesGraph) -> Queryable:
    """Return a graph without some triples, as far as the shapes can see: often that is the same graph."""
    seen = shapes.terms()
    if "closed" not in shapes.all_names() and not any(t.predicate in seen for t in wrong):
        return graph
    rest = OxigraphStore.in_memory()
    rest.add(in_graph(t, DefaultGraph()) for t in _triples(graph) if t not in wrong)
    return rest


def _triples(graph: Queryable) -> Iterator[Triple]:
    return (quad.triple for quad in graph.matching(graph=DefaultGraph()))


def report(graph: Queryable, shapes: Queryable | None = None) -> bytes:
    """Return the SHACL validation report as Turtle (https://www.w3.org/TR/shacl/#validation-report)."""
    from simpul.reason.shapes import reference

    return reference.report(_triples(graph), _triples(shapes or _own()))


@cache
def _own() -> OxigraphStore:
    """Return the shapes that come with Simpul, which stay as they are; only to be read."""
    return shapes_of()


@cache
def _own_read() -> ShapesGraph:
    return ShapesGraph(_own())


def surroundings(graph: Queryable, things: Iterable[str]) -> OxigraphStore:
    """Return what Simpul's own shapes can reach from some things, and the ontology, as a merge."""
    found: set[Triple] = set()
    pending = {NamedNode(iri) for iri in things}
    shapes = _own()
    for predicate in _values(shapes, "targetObjectsOf"):
        for node in pending:
            pointing = next(graph.matching(None, predicate, node, DefaultGraph()), None)
            found |= {pointing.triple} if pointing else set()
    for predicate in _values(shapes, "inversePath"):
        for node in list(pending):
            pending |= {
                quad.subject
                for quad in graph.matching(None, predicate, node, DefaultGraph())
                if isinstance(quad.subject, NamedNode)
            }
    objects: set[NamedNode] = set()
    for node in pending:
        for quad in graph.matching(node, None, None, DefaultGraph()):
            found.add(quad.triple)
            if isinstance(quad.object, NamedNode) and quad.predicate != rdf_type:
                objects.add(quad.object)
    further = [rdf_type, *_second_steps(shapes)]
    for node in objects - pending:
        for predicate in further:
            found |= {q.triple for q in graph.matching(node, predicate, None, DefaultGraph())}
    near = ontology()
    near.add(in_graph(triple, DefaultGraph()) for triple in found)
    return near


def _values(shapes: Queryable, name: str) -> list[NamedNode]:
    """Return the IRIs that SHACL's property of this name has for a value in shapes, sorted."""
    found = {quad.object for quad in shapes.matching(None, NamedNode(SH + name), None)}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def _second_steps(shapes: Queryable) -> list[NamedNode]:
    """Return the properties that shapes follow from a value of another one, sorted."""
    query = f"SELECT DISTINCT ?step WHERE {{ ?shape <{SH}path>/rdf:rest/rdf:first ?step }}"
    steps = (row["step"] for row in shapes.select(query, checked=True))
    return sorted((step for step in steps if isinstance(step, NamedNode)), key=str)
