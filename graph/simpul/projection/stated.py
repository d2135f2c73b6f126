"""What the sources of a store state, and of whom they tell so little that it is read in brief."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from simpul.projection.crowds import in_crowds
from simpul.projection.scan import Statements, each, scan, scan_subjects
from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    INFERRED_GRAPH,
    ONTOLOGY,
    NamedNode,
    rdf_type,
    rdfs_label,
    simpul,
    text,
)

_MEMBER: Final = ONTOLOGY + "member"
_NETWORK: Final = ONTOLOGY + "network"
_BRIEF: Final = (rdf_type, rdfs_label, simpul("inCountry"), simpul("within"))
_POINT: Final = (simpul("latitude"), simpul("longitude"))
_TENTH: Final = 10
"""Where more than a tenth of a source is read, it is read from end to end."""


def read(  # noqa: PLR0913, PLR0917 - what is known, and whom to read how
    store: Queryable,
    graphs: Sequence[NamedNode],
    apart: AbstractSet[str],
    keep: Collection[str] | None,
    tied: Collection[str],
    singly: Collection[str],
) -> tuple[Statements, frozenset[str]]:
    """Return what sources state but for these subjects, and what the gazetteer states of the places they mention.

    Args:
        store: What is known.
        graphs: Of the sources.
        apart: Subjects of which nothing is read.
        keep: What to read in whole whatever sources say of it; None to read all so.
        tied: Places that the rules tie.
        singly: What one dataset alone lists.

    Returns:
        What is stated, and who was read in brief.
    """
    found: Statements = {}
    for graph in graphs:
        if graph != GEONAMES_SOURCE:
            _read_source(store, graph, bool(apart), found)
    for subject in apart & found.keys():
        del found[subject]
    mentioned = {said.value for stated in found.values() for said in stated} | found.keys()
    crowd, scattered = set[str](), set[str]()
    if keep is not None:
        crowd, scattered = _hardly_told_of(found, tied, singly)
        crowd.difference_update(keep)
        scattered.difference_update(keep)
    in_gazetteer, brief = _in_gazetteer(store, crowd, scattered)
    mentioned -= brief.keys()
    mentioned |= {said.value for stated in brief.values() for said in stated}
    while described := mentioned & in_gazetteer:
        in_gazetteer -= described
        own: Statements = {}
        scan_subjects(store, GEONAMES_SOURCE, described, own)
        for subject, stated in own.items():
            found.setdefault(subject, []).extend(stated)
        mentioned = {said.value for stated in own.values() for said in stated}
    both = brief | found
    # The order in which a store finds things is its own; what is made of them is the same whichever holds them.
    return {iri: both[iri] for iri in sorted(both)}, frozenset(brief.keys() - found.keys())


def _read_source(store: Queryable, graph: NamedNode, is_apart: bool, found: Statements) -> None:
    """Read what a source states of things; where what is kept apart is nearly all it has, of the others alone."""
    if is_apart:
        [[count]] = store.solutions(
            f"SELECT (COUNT(*) AS ?all) {{ GRAPH {graph} {{ ?a a ?class }} }}"
        )
        some = int(text(count)) // _TENTH
        others = f"""GRAPH {graph} {{ ?a a ?class }}
            MINUS {{ GRAPH {INFERRED_GRAPH} {{ ?a simpul:listedOnlyIn ?dataset }} }}"""
        subjects = set(islice(each(store, others), some + 1))
        if len(subjects) <= some:
            scan_subjects(store, graph, subjects, found)
            return
    scan(store, graph, found)


def _hardly_told_of(
    found: Statements, tied: Collection[str], singly: Collection[str]
) -> tuple[set[str], set[str]]:
    """Return whom sources mention as members of a crowd and as nothing else, and whom as what a single dataset ties."""
    network_of: dict[str, str] = {}
    tied_singly: set[str] = set()
    bound = {*found, *tied}
    for subject, stated in found.items():
        if subject in singly:
            tied_singly.update(said.value for said in stated)
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
    return {*in_crowds(alone)}, tied_singly - bound - network_of.keys()


def _in_gazetteer(
    store: Queryable, crowd: Collection[str], scattered: Collection[str]
) -> tuple[set[str], Statements]:
    """Return whom the gazetteer describes, and what it states in brief: names, class, and where they lie.

    Who is in a crowd is drawn nowhere, so no coordinates are read.
    """
    places: Statements = {}
    scan(store, GEONAMES_SOURCE, places, properties=_BRIEF if crowd or scattered else (rdf_type,))
    in_gazetteer = {*places}
    if scattered:
        scan(store, GEONAMES_SOURCE, places, properties=_POINT)
    return in_gazetteer, {iri: places[iri] for iri in (*crowd, *scattered) if iri in places}
