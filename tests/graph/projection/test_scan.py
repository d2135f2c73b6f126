"""A scan of a source's graph finds what its statements say, however it asks for them."""

import pytest

from simpul.projection import scan as module
from simpul.projection.scan import Statements, said_of, scan, scan_subjects
from simpul.store import OxigraphStore
from simpul.terms import ID, BlankNode, Literal, NamedNode, Quad, rdf_type, rdfs_label, simpul, text

GRAPH, OTHER = NamedNode(ID + "source/list"), NamedNode(ID + "source/other")
MEMBER, NETWORK = simpul("Membership"), NamedNode(ID + "org/network")


def _iri(number: int) -> NamedNode:
    return NamedNode(f"{ID}membership/{number}")


@pytest.fixture
def store() -> OxigraphStore:
    """A list of thirty memberships of one network, each with a name of its own, and another source."""
    made = OxigraphStore.in_memory()
    for number in range(30):
        made.add(
            [
                Quad(_iri(number), rdf_type, MEMBER, GRAPH),
                Quad(_iri(number), simpul("network"), NETWORK, GRAPH),
                Quad(_iri(number), rdfs_label, Literal(f"Name {number}", language="id"), GRAPH),
                Quad(_iri(number), simpul("pledge"), Literal('a "b"\n', language="en"), GRAPH),
                Quad(_iri(number), simpul("asOf"), Literal(str(2020 + number % 2)), GRAPH),
                Quad(_iri(number), simpul("about"), BlankNode("it"), GRAPH),
                Quad(_iri(number), rdfs_label, Literal("Elsewhere"), OTHER),
            ]
        )
    return made


def _stated(store: OxigraphStore) -> Statements:
    """Return what the graph states, read quad by quad."""
    found: Statements = {}
    for quad in store.matching(graph=GRAPH):
        found.setdefault(text(quad.subject), []).append(said_of(quad))
    return found


def _sorted(found: Statements) -> Statements:
    return {iri: sorted(stated, key=str) for iri, stated in found.items()}


def test_a_scan_finds_each_statement_once_whether_or_not_its_value_recurs(
    store: OxigraphStore,
) -> None:
    found: Statements = {}
    scan(store, GRAPH, found)
    assert _sorted(found) == _sorted(_stated(store))


def test_a_value_that_recurs_is_one_object(store: OxigraphStore) -> None:
    found: Statements = {}
    scan(store, GRAPH, found)
    networks = {id(s) for stated in found.values() for s in stated if s.value == text(NETWORK)}
    assert len(networks) == 1


def test_a_scan_of_some_properties_finds_no_others(store: OxigraphStore) -> None:
    found: Statements = {}
    scan(store, GRAPH, found, properties=[rdfs_label, rdf_type])
    assert {said.predicate for stated in found.values() for said in stated} == {
        rdfs_label.value,
        rdf_type.value,
    }
    assert len(found) == 30


def test_subjects_are_read_as_they_are_however_many_a_query_names(
    store: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", 4)
    asked = {_iri(number).value for number in range(7, 20)}
    found: Statements = {}
    scan_subjects(store, GRAPH, asked, found)
    stated = _stated(store)
    assert _sorted(found) == _sorted({iri: stated[iri] for iri in asked})
