"""What the sources of a store state, by subject, with the text of each term at hand.

Texts are taken once, when a statement is read: a term of the store makes its text anew whenever it is asked for it.
Statements are read property by property, for a store looks up each term that it gives.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple, cast

from simpul.projection.crowds import in_crowds
from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    ONTOLOGY,
    Literal,
    NamedNode,
    Quad,
    Term,
    rdf_type,
    rdfs_label,
    simpul,
    text,
)

_MEMBER: Final = ONTOLOGY + "member"
_NETWORK: Final = ONTOLOGY + "network"
_BRIEF: Final = (
    *(rdf_type, rdfs_label),
    *map(simpul, ("inCountry", "within", "latitude", "longitude")),
)
_FEW: Final = 32
"""Values of a property that are few."""


class Said(NamedTuple):
    """One thing that a source states of a subject.

    Attributes:
        predicate: IRI of the property.
        value: Text of the object: its IRI, or what the literal says.
        object: The object.
        graph: IRI of the source.
    """

    predicate: str
    value: str
    object: Term
    graph: str


def said_of(quad: Quad) -> Said:
    """Return what a quad of a named graph says of its subject."""
    return Said(quad.predicate.value, text(quad.object), quad.object, str(quad.graph_name)[1:-1])


Statements = dict[str, list[Said]]
"""What sources state, by the IRI of the subject."""


def read(
    store: Queryable,
    graphs: Sequence[NamedNode],
    apart: AbstractSet[str],
    keep: Collection[str] | None,
    singly: Collection[str],
) -> tuple[Statements, frozenset[str]]:
    """Return what sources state but for these subjects, and what the gazetteer states of the places they mention.

    Args:
        store: What is known.
        graphs: Of the sources.
        apart: Subjects of which nothing is read.
        keep: What to read in whole whatever sources say of it; None to read all so.
        singly: What one dataset alone lists.

    Returns:
        What is stated, and who was read in brief.
    """
    found: Statements = {}
    for graph in graphs:
        if graph != GEONAMES_SOURCE:
            _read_source(store, graph, apart, found)
    in_gazetteer = set(each(store, f"GRAPH {GEONAMES_SOURCE} {{ ?a a ?class }}"))
    mentioned = {said.value for stated in found.values() for said in stated} | found.keys()
    brief = {} if keep is None else _in_brief(store, _hardly_told_of(found, singly) - {*keep})
    mentioned -= brief.keys()
    mentioned |= {said.value for stated in brief.values() for said in stated}
    while described := sorted(mentioned & in_gazetteer):
        in_gazetteer.difference_update(described)
        mentioned = set[str]()
        for subject in described:
            stated = list(_of_subject(store, subject, GEONAMES_SOURCE))
            found.setdefault(subject, []).extend(stated)
            mentioned |= {said.value for said in stated}
    both = brief | found
    # The order in which a store finds things is its own; what is made of them is the same whichever holds them.
    return {iri: both[iri] for iri in sorted(both)}, frozenset(brief.keys() - found.keys())


def pairs(store: Queryable, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield what ``?a`` and ``?b`` are wherever a pattern of ours matches, in no order."""
    for one, other in store.solutions(f"SELECT ?a ?b WHERE {{ {pattern} }}"):
        yield text(one), text(other)


def each(store: Queryable, pattern: str) -> Iterator[str]:
    """Yield each thing that ``?a`` is where a pattern of ours matches, in no order."""
    for (one,) in store.solutions(f"SELECT DISTINCT ?a WHERE {{ {pattern} }}"):
        yield text(one)


def _read_source(
    store: Queryable, graph: NamedNode, apart: AbstractSet[str], found: Statements
) -> None:
    """Read what a source states of things, but of those that are kept apart: they may be nearly all it has."""
    subjects = set(each(store, f"GRAPH {graph} {{ ?a a ?class }}")) if apart else set[str]()
    if not apart.isdisjoint(subjects):
        for subject in sorted(subjects - apart):
            found.setdefault(subject, []).extend(_of_subject(store, subject, graph))
        return
    for predicate in sorted(each(store, f"GRAPH {graph} {{ ?subject ?a ?object }}")):
        _read_property(store, predicate, graph, found)


def _read_property(store: Queryable, predicate: str, graph: NamedNode, found: Statements) -> None:
    """Read what a source states with a property.

    Where it has few values, as classes and networks are, the subjects of each are read: a value is then one term,
    and not one for each subject.
    """
    link = NamedNode(predicate)
    pattern = f"GRAPH {graph} {{ ?subject {link} ?value }}"
    few = f"SELECT DISTINCT ?value WHERE {{ {pattern} }} LIMIT {_FEW + 1}"
    values = [value for (value,) in store.solutions(few)]
    if len(values) > _FEW or not all(isinstance(value, NamedNode | Literal) for value in values):
        for subject, value in store.solutions(f"SELECT ?subject ?value WHERE {{ {pattern} }}"):
            said = Said(predicate, text(value), cast("Term", value), graph.value)
            found.setdefault(text(subject), []).append(said)
        return
    for value in sorted(values, key=str):
        said = Said(predicate, text(value), cast("Term", value), graph.value)
        asked = f"SELECT ?subject WHERE {{ GRAPH {graph} {{ ?subject {link} {value} }} }}"
        for (subject,) in store.solutions(asked):
            found.setdefault(text(subject), []).append(said)


def _of_subject(store: Queryable, subject: str, graph: NamedNode) -> Iterator[Said]:
    """Yield what a source states of a subject."""
    for quad in store.matching(subject=NamedNode(subject), graph=graph):
        yield said_of(quad)


def _hardly_told_of(found: Statements, singly: Collection[str]) -> set[str]:
    """Return whom sources mention as members of a crowd, or as what a single dataset ties, and as nothing else."""
    network_of: dict[str, str] = {}
    tied: set[str] = set()
    bound = set(found)
    for subject, stated in found.items():
        if subject in singly:
            tied.update(said.value for said in stated)
            continue
        network = next((said.value for said in stated if said.predicate == _NETWORK), "")
        for said in stated:
            if (
                not network
                or said.predicate != _MEMBER
                or network_of.setdefault(said.value, network) != network
            ):
                bound.add(said.value)
    alone = {member: of for member, of in network_of.items() if member not in bound}
    return {*in_crowds(alone)} | (tied - bound - network_of.keys())


def _in_brief(store: Queryable, places: Collection[str]) -> Statements:
    """Return what the gazetteer states of the names of places, of their class, and of where they lie."""
    found: Statements = {}
    for predicate in _BRIEF if places else ():
        _read_property(store, predicate.value, GEONAMES_SOURCE, found)
    return {subject: stated for subject, stated in found.items() if subject in places}
