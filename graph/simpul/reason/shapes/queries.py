"""The shapes of a graph as queries that find the nodes which break them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from simpul.reason.shapes.classes import Classes
from simpul.reason.shapes.conditions import PARAMETERS, Conditions
from simpul.reason.shapes.set_tests import Fault, any_of
from simpul.reason.shapes.shapes_graph import SH, Node, NotCompiledError, ShapesGraph
from simpul.terms import PREFIXES, Literal, NamedNode, Term, rdf_type

_TARGETS: Final = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_PATHS: Final = ("alternativePath", "inversePath", "oneOrMorePath", "zeroOrMorePath", "zeroOrOnePath")  # fmt: skip
_SAID: Final = ("path", "severity", "message", "deactivated", "name", "description", "order", "group", "defaultValue")  # fmt: skip
_KNOWN: Final = PARAMETERS | {*_TARGETS, *_PATHS, *_SAID}
_CLASSES: Final = frozenset((PREFIXES["rdfs"] + "Class", PREFIXES["owl"] + "Class"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeQuery:
    """Finds the nodes that break a shape.

    Attributes:
        shape: It is whose results are found.
        path: IRI of the property that the shape is about; empty where it is about none.
        text: A SELECT of ``?focus``, and of ``?path`` where each result has its own.
    """

    shape: Node
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """Some of the nodes that a shape is about (SHACL, section 2.1.3).

    Attributes:
        how: The parameter that names them.
        term: Its value.
        steps: Paths that lead on from there.
    """

    how: str
    term: Term
    steps: tuple[str, ...] = ()


def queries_of(graph: ShapesGraph, classes: Classes) -> list[ShapeQuery]:
    """Return the queries of all shapes that have targets, and of those that these hand their values to.

    Raises:
        NotCompiledError: The shapes use what is not known, one is malformed or made of itself, or would leave it
            to the engine to say what is wrong.
    """
    if strange := graph.all_names() - _KNOWN:
        raise NotCompiledError(", ".join(sorted(strange)))
    _refuse_circles(graph)
    conditions = Conditions(graph=graph, classes=classes)
    found = _all_targets(conditions)
    return [q for shape, targets in found.items() for q in _queries(conditions, shape, targets)]


def _refuse_circles(graph: ShapesGraph) -> None:
    """Refuse shapes that are made of themselves: what they mean is left open (SHACL, section 3.4.3)."""
    done: set[Node] = set()
    above: list[Node] = []

    def visit(shape: Node) -> None:
        if shape in above:
            raise NotCompiledError("a shape within itself")
        if shape not in done:
            above.append(shape)
            for part in _parts(graph, shape):
                visit(part)
            done.add(above.pop())

    for shape in graph.subjects(*PARAMETERS):
        visit(shape)


def _parts(graph: ShapesGraph, shape: Node) -> Iterator[Node]:
    """Yield the shapes that a shape names."""
    for name in ("property", "node", "not", "qualifiedValueShape"):
        yield from graph.nodes(shape, name)
    for name in ("and", "or", "xone"):
        for head in graph.values(shape, name):
            yield from graph.list_of_nodes(head)


def _all_targets(conditions: Conditions) -> Mapping[Node, Sequence[_Target]]:
    """Return the targets of every shape that has results of its own: those that it states, and those handed down."""
    graph = conditions.graph
    found: defaultdict[Node, list[_Target]] = defaultdict(list)

    def hand(shape: Node, targets: Sequence[_Target]) -> None:
        fresh = [target for target in targets if target not in found.get(shape, ())]
        if graph.flag(shape, "deactivated") or not fresh:
            return
        found[shape] += fresh
        path = conditions.path(shape)
        steps = (path.text,) if path else ()
        onward = [_Target(how=t.how, term=t.term, steps=t.steps + steps) for t in fresh]
        for name in ("property", "node"):
            for part in graph.nodes(shape, name):
                hand(part, onward)

    for shape in _shapes(graph):
        _check(conditions, shape)
        hand(shape, [*_own_targets(graph, shape)])
    return found


def _shapes(graph: ShapesGraph) -> list[Node]:
    typed = {node for name in ("NodeShape", "PropertyShape") for node in graph.instances(SH + name)}
    named = graph.subjects(*PARAMETERS, *_TARGETS)
    return sorted(typed.union(named, *(_parts(graph, shape) for shape in named)), key=str)


def _check(conditions: Conditions, shape: Node) -> None:
    """Refuse a shape that is malformed, even where nothing asks for it."""
    graph, path = conditions.graph, conditions.path(shape)
    types = graph.types(shape)
    wanted = {SH + "NodeShape": path is None, SH + "PropertyShape": path is not None}
    if not all(wanted.get(type_, True) for type_ in types):
        raise NotCompiledError("a shape of the other kind")
    if any(conditions.path(part) is None for part in graph.nodes(shape, "property")):
        raise NotCompiledError("sh:property without sh:path")
    if any(conditions.path(part) for part in graph.nodes(shape, "node")):
        raise NotCompiledError("sh:node with sh:path")
    if path and path.is_stationary and graph.subjects("targetNode"):
        # The engine does not find what is in no triple at the end of a path that stays where it is.
        raise NotCompiledError("sh:targetNode with a path that may stay")


def _own_targets(graph: ShapesGraph, shape: Node) -> Iterator[_Target]:
    for how in _TARGETS:
        for term in graph.values(shape, how):
            if not isinstance(term, NamedNode if how != "targetNode" else NamedNode | Literal):
                raise NotCompiledError(f"sh:{how} {term}")
            yield _Target(how=how, term=term)
    if _CLASSES & graph.types(shape):
        yield _Target(how="targetClass", term=shape)


def _queries(
    conditions: Conditions, shape: Node, targets: Sequence[_Target]
) -> Iterator[ShapeQuery]:
    graph, path = conditions.graph, conditions.path(shape)
    own = graph.names(shape) & PARAMETERS - {"property", "flags", "ignoredProperties"}
    if own and not graph.messages(shape):
        raise NotCompiledError("a shape without sh:message")
    iri = path.iri if path else ""
    for pattern in _broken(conditions, conditions.own_faults(shape, "?focus"), targets, iri):
        text = f"SELECT ?focus WHERE {{ {pattern} }}"
        yield ShapeQuery(shape=shape, path=iri, text=text)
    if graph.flag(shape, "closed"):
        value = conditions.variable() if path else "?focus"
        values = f"?focus {path.text} {value} ." if path else ""
        foreign = conditions.foreign(shape, value, "?path")
        text = f"SELECT ?focus ?path WHERE {{ {_union(conditions, targets)} {values} {foreign} }}"
        yield ShapeQuery(shape=shape, path=iri, text=text)


def _broken(
    conditions: Conditions, faults: Sequence[Fault], targets: Sequence[_Target], path: str
) -> Iterator[str]:
    """Yield patterns of the nodes that have any of these faults."""
    having = _Target(how="targetSubjectsOf", term=NamedNode(path)) if path else None
    others = [target for target in targets if target != having]
    for fault in faults:
        if fault.has_values and having in targets:
            yield fault.among or f"{_union(conditions, targets)} {fault.pattern()}"
        elif fault.among and (asked := others if fault.has_values is False else targets):
            yield f"{_union(conditions, asked)} {fault.among}"
    if near := [fault for fault in faults if not fault.among]:
        yield f"{_union(conditions, targets)} FILTER({any_of(near)})"


def _union(conditions: Conditions, targets: Sequence[_Target]) -> str:
    """Return a pattern of all targets, as ``?focus``."""
    grouped: defaultdict[tuple[str, tuple[str, ...]], list[Term]] = defaultdict(list)
    for target in targets:
        grouped[target.how, target.steps].append(target.term)
    patterns = (
        f"{{ {_pattern(conditions, how, terms, steps)} }}"
        for (how, steps), terms in grouped.items()
    )
    return " UNION ".join(patterns)


def _pattern(conditions: Conditions, how: str, terms: Sequence[Term], steps: Sequence[str]) -> str:
    nodes = [*(conditions.variable() for _step in steps), "?focus"]
    way = (f" . {a} {step} {b}" for (a, b), step in zip(pairwise(nodes), steps, strict=True))
    return _begin(conditions, how, terms, nodes[0]) + "".join(way)


def _begin(conditions: Conditions, how: str, terms: Sequence[Term], node: str) -> str:
    """Return a pattern of the nodes that a parameter names."""
    match how:
        case "targetNode":
            return _one_of(node, terms)
        case "targetClass":
            classes = (term for term in terms if isinstance(term, NamedNode))
            types = {type_ for class_ in classes for type_ in conditions.classes.types(class_)}
            class_ = conditions.variable()
            return f"{_one_of(class_, sorted(types, key=str))} {node} {rdf_type} {class_}"
        case _:
            other = conditions.variable()
            begin, end = (node, other) if how == "targetSubjectsOf" else (other, node)
            return " UNION ".join(f"{{ {begin} {term} {end} }}" for term in terms)


def _one_of(variable: str, terms: Sequence[Term]) -> str:
    return f"VALUES {variable} {{ {' '.join(map(str, terms))} }}"
