"""What a change of the store breaks: references to nothing, names beside the wrong id, shapes.

Only what the change touches is judged: the things it says something of or takes something from, those it
points at, and those that point at a thing whose class changed. The shapes see of each the triples that their
paths can reach. What lies further off was judged when it came in.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from simpul import paths
from simpul.errors import Place, Problem, Severity, did_you_mean
from simpul.ingest.change import Change
from simpul.ingest.cities import Cities
from simpul.locale import translate as _
from simpul.naming import Names, fold
from simpul.reason.ontology import no_term, ontology
from simpul.reason.shapes import Finding, validate
from simpul.store import Store
from simpul.tables import Fact, NameCheck
from simpul.terms import (
    ALL_LABELS,
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    DefaultGraph,
    NamedNode,
    Triple,
    rdf_type,
    text,
)

_CITY: Final = ID + "city/"
_INVERSE: Final = NamedNode("http://www.w3.org/ns/shacl#inversePath")


def dangling(facts: Iterable[Fact], store: Store, names: Names) -> list[Problem]:
    """Return a problem for each reference to a thing that no source describes.

    Args:
        facts: What the source says; the store has it.
        store: A build under way.
        names: For naming near ones.
    """
    known: dict[str, bool] = {}
    seen: set[tuple[str, Place]] = set()
    found: list[Problem] = []
    for fact in facts:
        triple = fact.triple
        for term in (triple.subject, triple.predicate, triple.object):
            iri = term.value if isinstance(term, NamedNode) else ""
            if not iri.startswith((ID, ONTOLOGY)) or (iri, fact.place) in seen:
                continue
            if iri not in known:
                known[iri] = is_described(store, iri)
            if not known[iri]:
                seen.add((iri, fact.place))
                found.append(_dangling(iri, fact.place, names))
    return found


def is_described(store: Store, iri: str) -> bool:
    """Tell whether a source says what this is; that it follows from a reference is not enough."""
    node = NamedNode(iri)
    inferred = {quad.object for quad in store.matching(node, rdf_type, None, INFERRED_GRAPH)}
    known = store.matching(node, rdf_type, None, DefaultGraph())
    return any(quad.object not in inferred for quad in known)


def orphans(change: Change, source: NamedNode, store: Store, names: Names) -> list[Problem]:
    """Return a problem for each thing that no source describes any more though another one mentions it."""
    gone = {
        triple.subject
        for triple in change.removed
        if triple.predicate == rdf_type and isinstance(triple.subject, NamedNode)
    }
    found: list[Problem] = []
    for node in sorted(gone, key=lambda node: node.value):
        if is_described(store, node.value):
            continue
        for quad in store.matching(None, None, node):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph not in {source, INFERRED_GRAPH}:
                found.append(_orphan(node.value, text(quad.subject), graph.value, names))
    return found


def _orphan(iri: str, user: str, graph: str, names: Names) -> Problem:
    origins = names.origins(user)
    place = origins[0].place if origins else Place(file=graph.removeprefix(ID))
    return Problem(
        place=place,
        what=_(
            "{user} needs {thing}, which no source would describe any more.",
            user=user.removeprefix(ID),
            thing=iri.removeprefix(ID),
        ),
        remedy=_("Keep its row, or change the source that needs it first."),
    )


def _dangling(iri: str, place: Place, names: Names) -> Problem:
    if iri.startswith(_CITY):
        what = _("GeoNames has no city with the id {id}.", id=iri.removeprefix(_CITY))
        remedy = _("Look the city up at https://www.geonames.org and write its number.")
        return Problem(place=place, what=what, remedy=remedy)
    short = iri.removeprefix(ID)
    if iri.startswith(ONTOLOGY):
        what, remedy = no_term(iri)
        return Problem(place=place, what=what, remedy=remedy)
    prefix = iri.rsplit("/", 1)[0] + "/"
    hint = did_you_mean(short, sorted(known.removeprefix(ID) for known in names.things(prefix)))
    what = _("{thing} is not described in any source.", thing=short)
    remedy = hint.strip() or _("Add a row for it, or mend the key.")
    return Problem(place=place, what=what, remedy=remedy)


def other_names(checks: Sequence[NameCheck], store: Store, cities: Cities) -> Iterator[Problem]:
    """Yield a warning where a name beside an id is none of the thing's names."""
    seen: dict[tuple[str, str], str] = {}
    for check in checks:
        pair = (check.iri, check.name)
        if pair not in seen:
            seen[pair] = _other_name(check, store, cities)
        if seen[pair]:
            yield Problem(
                place=check.place,
                what=_("the id {id} is {label}, but the table says {name}.", id=check.iri.rsplit("/", 1)[-1], label=seen[pair], name=check.name),
                remedy=_("Check which of the two is meant."),
                severity=Severity.WARNING,
            )  # fmt: skip


def _other_name(check: NameCheck, store: Store, cities: Cities) -> str:
    """Return what the thing is called, or nothing where the name is its own."""
    labels = [
        text(quad.object)
        for predicate in ALL_LABELS
        for quad in store.matching(NamedNode(check.iri), predicate, None, DefaultGraph())
    ]
    if not labels or fold(check.name) in {fold(label) for label in labels}:
        return ""
    found = cities.find(check.name).city if check.iri.startswith(_CITY) else None
    if found and found.key == check.iri.removeprefix(_CITY):
        return ""
    return labels[0]


def touched(store: Store, change: Change) -> set[str]:
    """Return the IRIs of the things that a change may make right or wrong."""
    changed = change.added | change.removed
    nodes = {
        term.value
        for triple in changed
        for term in (triple.subject, triple.object)
        if isinstance(term, NamedNode)
    }
    classified = {t.subject for t in changed if t.predicate == rdf_type}
    for node in classified:
        if isinstance(node, NamedNode) and not _is_of_the_world(store, node):
            pointing = store.matching(None, None, node, DefaultGraph())
            nodes |= {text(q.subject) for q in pointing if isinstance(q.subject, NamedNode)}
    return {iri for iri in nodes if iri.startswith(ID)}


def _is_of_the_world(store: Store, node: NamedNode) -> bool:
    """Tell whether the gazetteer describes this; what points at it cannot be wrong for that."""
    return next(store.matching(node, rdf_type, None, GEONAMES_SOURCE), None) is not None


def findings(store: Store, things: set[str]) -> list[Finding]:
    """Return what the shapes say of some things."""
    return validate(_around(store, things), focus=things) if things else []


def _around(store: Store, things: set[str]) -> set[Triple]:
    """Return the triples that the shapes can reach from some things, and the ontology."""
    found = {quad.triple for quad in ontology().quads()}
    pending = {NamedNode(iri) for iri in things}
    for predicate in _inverse_paths():
        for node in list(pending):
            pending |= {
                quad.subject
                for quad in store.matching(None, predicate, node, DefaultGraph())
                if isinstance(quad.subject, NamedNode)
            }
    objects: set[NamedNode] = set()
    for node in pending:
        for quad in store.matching(node, None, None, DefaultGraph()):
            found.add(quad.triple)
            if isinstance(quad.object, NamedNode) and quad.predicate != rdf_type:
                objects.add(quad.object)
    for node in objects - pending:
        found |= {q.triple for q in store.matching(node, rdf_type, None, DefaultGraph())}
    return found


def _inverse_paths() -> list[NamedNode]:
    shapes = Store.in_memory()
    for file in sorted((paths.ontology() / "shapes").glob("*.ttl")):
        shapes.load(file, DefaultGraph())
    inverse = {quad.object for quad in shapes.matching(None, _INVERSE, None)}
    return sorted((n for n in inverse if isinstance(n, NamedNode)), key=lambda node: node.value)
