"""What goes with what a profile selects: nothing is named that is not described, and the shapes find nothing new."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from simpul.exchange.profiles import EVERYTHING, Selection, profiles
from simpul.exchange.profiles import profile as find_profile
from simpul.reason.shapes import validate
from simpul.session import KnowledgeGraph
from simpul.store import OxigraphStore
from simpul.terms import (
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    NamedNode,
    Quad,
    dct,
    in_graph,
    rdf_type,
    simpul,
)

NAMES = [*profiles()]


@pytest.fixture(scope="module")
def kg(curated_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph(curated_store, access="public")


class Selections(dict[str, Selection]):
    """What each profile selects with the first example of each parameter, when it is first asked for."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg

    def __missing__(self, name: str) -> Selection:
        self[name] = self._kg.select(name, _examples(name))
        return self[name]


@pytest.fixture(scope="module")
def selections(kg: KnowledgeGraph) -> Selections:
    return Selections(kg)


def _examples(name: str) -> dict[str, str]:
    return {parameter.name: parameter.example for parameter in find_profile(name).parameters}


def _iris(quads: Iterable[Quad]) -> set[str]:
    terms = (term for quad in quads for term in (quad.predicate, quad.object, quad.graph_name))
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    return {iri for iri in iris if iri.startswith(ID)}


def _merge(selection: Selection) -> OxigraphStore:
    """Return the merge as a partner has it, with the ontology beside it."""
    merge = OxigraphStore.in_memory()
    merge.add(in_graph(quad.triple, DefaultGraph()) for quad in selection.quads())
    ontology = selection.graph.matching(graph=ONTOLOGY_GRAPH)
    merge.add(in_graph(quad.triple, DefaultGraph()) for quad in ontology)
    return merge


@pytest.mark.parametrize("name", NAMES)
def test_no_thing_is_named_that_is_not_described(selections: Selections, name: str) -> None:
    quads = [*selections[name].quads()]
    described = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert len(quads) > 1000
    assert sorted(_iris(quads) - described) == []


@pytest.fixture(scope="module")
def found_in_all(selections: Selections) -> set[str]:
    return {str(finding) for finding in validate(_merge(selections[EVERYTHING]), advice=True)}


@pytest.mark.parametrize("name", NAMES)
def test_the_shapes_find_nothing_in_a_part_that_they_do_not_find_in_the_whole(
    selections: Selections, found_in_all: set[str], name: str
) -> None:
    found = {str(finding) for finding in validate(_merge(selections[name]), advice=True)}
    assert sorted(found - found_in_all) == []


def test_the_shapes_would_find_what_is_cut_off(
    selections: Selections, found_in_all: set[str]
) -> None:
    merge = _merge(selections["network"])
    for quad in [*merge.matching(None, simpul("inCountry"))]:
        merge.remove(quad)
    assert {str(finding) for finding in validate(merge, advice=True)} - found_in_all


@pytest.mark.parametrize("name", NAMES)
def test_each_statement_is_the_graphs_own(
    curated: OxigraphStore, selections: Selections, name: str
) -> None:
    """But for what the selection says of itself."""
    selection = selections[name]
    added = [
        quad
        for quad in selection.quads()
        if quad not in curated and quad.subject != selection.dataset
    ]
    # The labels of blank nodes differ.
    assert [quad for quad in added if "_:" not in str(quad)] == []


def test_of_what_is_selected_goes_all_that_is_said(
    selections: Selections, curated: OxigraphStore
) -> None:
    selection = selections["network"]
    network = NamedNode(f"{ID}org/iclei")
    held = {quad for quad in selection.quads() if quad.subject == network}
    said = {quad for quad in curated.matching(network) if quad.graph_name != DefaultGraph()}
    assert held == said
    assert {quad.graph_name for quad in said} > {INFERRED_GRAPH}


def test_of_what_is_mentioned_go_labels_and_dates_but_not_what_else_it_does(
    selections: Selections, curated: OxigraphStore
) -> None:
    """C40 is named as another network of ICLEI's members."""
    c40 = NamedNode(f"{ID}org/c40")
    held = {quad.predicate for quad in selections["network"].quads() if quad.subject == c40}
    said = {quad.predicate for quad in curated.matching(c40)}
    assert {rdf_type, dct("source"), simpul("begin"), simpul("beginEarliest")} <= held
    assert simpul("hasMember") in said - held


def test_observations_of_what_is_selected_go_with_it(
    selections: Selections, curated: OxigraphStore
) -> None:
    about = NamedNode(f"{ID}initiative/seoullo-7017")
    observations = {
        quad.subject
        for quad in curated.matching(None, simpul("about"), about)
        if next(curated.matching(quad.subject, rdf_type, simpul("Observation")), None)
    }
    held = {quad.subject for quad in selections["theme"].quads()}
    assert about in held
    assert len(observations) > 3
    assert observations <= held


def test_a_source_goes_where_it_states_something_and_only_there(
    selections: Selections,
) -> None:
    selection = selections["theme"]
    stating = {
        quad.graph_name for quad in selection.quads() if "/id/source/" in str(quad.graph_name)
    }
    described = {
        q.subject
        for q in selection.quads()
        if q.predicate == rdf_type and q.object == simpul("Source")
    }
    assert {*selection.sources} == stating == described
    assert len(stating) < len(selections[EVERYTHING].sources)


def test_the_vocabulary_has_no_facts(selections: Selections) -> None:
    kinds = {q.object for q in selections["vocabulary"].quads() if q.predicate == rdf_type}
    assert simpul("Theme") in kinds
    assert {simpul("City"), simpul("Membership"), simpul("Observation")} & kinds == set()


def test_a_city_of_the_world_that_no_source_names_is_geonames(world_store: Path) -> None:
    """It is in the merge alone; so is its region."""
    with KnowledgeGraph(world_store, access="public") as kg:
        selection = kg.select("city", city="city/1816670")
        quads = [*selection.quads()]
    described = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    assert f"{ID}city/1816670" in described
    assert [source.value for source in selection.sources] == [f"{ID}source/geonames"]
    assert sorted(_iris(quads) - described) == []
