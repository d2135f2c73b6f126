from pathlib import Path

import pytest

from outcomes import quads_of
from simpul import catalogue
from simpul.errors import AmbiguousNameError, ParameterError, StoreMissingError
from simpul.exchange.export import export
from simpul.exchange.profiles import select_all
from simpul.ingest import world, world_facts
from simpul.ingest.build import build
from simpul.naming import Names, atlas, gazetteer
from simpul.quality.audit import audit_store
from simpul.quality.summary import describe
from simpul.reason import materialise, rules_of, strata_of
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore, current_build, open_store
from simpul.store.statements import stated_in
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    DefaultGraph,
    NamedNode,
    in_graph,
    text,
)
from support import MEMBERSHIPS, write_source

MEDAN, SEOUL, JAKARTA = f"{ID}city/1214520", f"{ID}city/1835848", f"{ID}city/1642911"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graph(world_store: Path) -> OxigraphStore:
    return open_store(world_store)


@pytest.fixture(scope="module")
def names(graph: OxigraphStore) -> Names:
    assert graph.folder is not None
    return Names(graph.folder)


def test_a_city_of_the_world_is_described_whole_and_says_its_source(graph: OxigraphStore) -> None:
    assert graph.ask(
        f"ASK {{ <{MEDAN}> a simpul:City ; rdfs:label 'Medan' ; simpul:inCountry <{ID}country/ID> ; "
        f"simpul:within <{ID}place/ID.26> ; simpul:population ?people ; simpul:timeZone 'Asia/Jakarta' ; "
        "dcat:centroid ?point ; schema:sameAs <https://sws.geonames.org/1214520/> ; "
        f"dct:source <{GEONAMES_SOURCE.value}> . <{ID}place/ID.26> rdfs:label 'North Sumatra'@en ; "
        "simpul:regionCode 'ID.26' FILTER(STRSTARTS(STR(?point), 'POINT(98.')) }"
    )


def test_the_world_is_in_the_merge_alone(graph: OxigraphStore) -> None:
    assert not graph.ask(f"ASK {{ GRAPH ?g {{ <{MEDAN}> ?p ?o }} }}")
    count = graph.select("SELECT (COUNT(?c) AS ?n) { ?c a simpul:City }").rows[0]["n"]
    assert int(text(count)) == len(gazetteer.cities(15000))


def test_what_is_inferred_for_the_world_is_what_the_rules_infer(graph: OxigraphStore) -> None:
    alone = OxigraphStore.in_memory()
    axioms = ontology()
    alone.add(in_graph(quad.triple, DefaultGraph()) for quad in axioms.matching())
    city = gazetteer.cities(15000)["1214520"]
    alone.add(in_graph(triple, DefaultGraph()) for triple in gazetteer.world_triples(city))
    materialise(alone, strata_of(rules_of(axioms)))
    for iri in (MEDAN, f"{ID}place/ID.26"):
        wanted = {
            str(q.triple) for q in alone.matching(graph=DefaultGraph()) if text(q.subject) == iri
        }
        found = {str(q.triple) for q in graph.matching(NamedNode(iri), None, None, DefaultGraph())}
        assert found == wanted
    assert any(text(quad.subject) == MEDAN for quad in alone.matching(graph=INFERRED_GRAPH))


def test_the_gazetteer_states_what_the_merge_alone_has(graph: OxigraphStore) -> None:
    label = next(graph.matching(NamedNode(MEDAN), None, None, DefaultGraph())).triple
    assert stated_in(graph, label) == [GEONAMES_SOURCE]


def test_it_is_told_who_says_so_of_a_city_of_the_world(graph: OxigraphStore, names: Names) -> None:
    asked = catalogue.fill(catalogue.question("who-says-so"), {"thing": "Medan"}, names)
    rows = graph.select(asked).rows
    assert {text(row["graph"]) for row in rows} == {GEONAMES_SOURCE.value}
    assert "Medan" in {text(row["value"]) for row in rows}


def test_the_catalogue_tells_that_the_world_is_in(graph: OxigraphStore) -> None:
    source = f"<{GEONAMES_SOURCE.value}>"
    query = f"SELECT ?text {{ {source} dct:description ?text FILTER(LANG(?text) = 'en') }}"
    rows = graph.select(query).rows
    assert ["34,0" in text(row["text"]) for row in rows] == [True]
    assert describe(graph).triples > 500_000


def test_partners_get_the_cities_that_facts_mention_and_the_attribution(
    graph: OxigraphStore,
) -> None:
    turtle = b"".join(export(select_all(graph), "turtle")).decode()
    assert "GeoNames" in turtle
    assert "city:1642911" in turtle
    assert "1214520" not in turtle


def test_the_shapes_judge_only_what_facts_mention(graph: OxigraphStore, names: Names) -> None:
    mentioned = {text(triple.subject) for triple in world_facts.facts(graph, [MEDAN])}
    assert {JAKARTA, MEDAN, f"{ID}place/ID.26", f"{ID}country/ID"} <= mentioned
    assert f"{ID}city/5128581" not in mentioned
    assert [found for found in audit_store(graph, names) if "city" in found.finding.focus] == []


@pytest.mark.parametrize(
    ("name", "kind", "iri"),
    [
        ("Jakarta", "City", JAKARTA),
        ("Kota Jakarta", "City", JAKARTA),
        ("Jakarta, ID", "City", JAKARTA),
        ("Seoul", "", SEOUL),
        ("자카르타", "City", JAKARTA),
        ("Medan", "City", MEDAN),
        ("Medan", "", MEDAN),
        ("city/1214520", "City", MEDAN),
        ("Springfield, IL, US", "City", f"{ID}city/4250542"),
        ("Paris, Texas", "City", f"{ID}city/4717560"),
        ("Prancis", "Country", f"{ID}country/FR"),
    ],
)
def test_names_find_the_world(names: Names, name: str, kind: str, iri: str) -> None:
    assert names.resolve(name, kind) == iri


def test_namesakes_are_told_apart_by_region_and_country(names: Names) -> None:
    with pytest.raises(AmbiguousNameError, match=r"Springfield, Illinois, United States"):
        names.resolve("Springfield", "City")


def test_a_misspelt_city_of_the_world_is_met_with_the_nearest(names: Names) -> None:
    with pytest.raises(ParameterError, match=r"Did you mean .*Surabaya"):
        names.resolve("Surabayya", "City")


def test_completion_offers_the_facts_first_and_then_the_world(names: Names) -> None:
    offered = [name for name, _what in names.complete("Ja", "City", 5)]
    assert offered[0] == "Jakarta"
    assert len(offered) == 5
    assert all(fold.startswith("ja") for fold in map(atlas.fold, offered))


@pytest.mark.usefixtures("few_cities")
def test_a_new_build_keeps_the_world_and_removing_it_leaves_the_facts(tmp_path: Path) -> None:
    write_source(tmp_path / "data")
    store = tmp_path / "store"
    build([tmp_path / "data"], store)
    plain = b"".join(export(select_all(open_store(store)), "nquads"))
    loaded = world.load(store, 15000)
    assert loaded.cities == len(gazetteer.cities(15000))
    assert world.level_of(current_build(store)) == 15000
    assert build([tmp_path / "data"], store).cities == loaded
    with_world = b"".join(export(select_all(open_store(store)), "nquads"))
    assert world.remove(store)
    assert not world.remove(store)
    assert world.level_of(current_build(store)) is None
    assert b"".join(export(select_all(open_store(store)), "nquads")) == plain
    assert with_world.replace(b"partial", b"sample").count(b"\n") == plain.count(b"\n")
    build([tmp_path / "data"], store, level=0)
    assert quads_of(store) == quads_of(_again(tmp_path))


def _again(folder: Path) -> Path:
    build([folder / "data"], folder / "again")
    return folder / "again"


def test_a_damaged_index_does_not_hide_that_the_world_is_in(
    world_store: Path, tmp_path: Path
) -> None:
    current = current_build(world_store)
    assert current is not None
    assert world.level_of(current) == 15000
    (tmp_path / atlas.FILE).write_bytes(b"damaged")
    assert world.level_of(tmp_path) == min(gazetteer.LEVELS)
    (tmp_path / atlas.FILE).unlink()
    assert world.level_of(tmp_path) is None


def test_without_a_store_there_is_nothing_to_add_to(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        world.load(tmp_path / "none", 15000)
    with pytest.raises(StoreMissingError):
        world.remove(tmp_path / "none")


@pytest.mark.usefixtures("few_cities")
def test_a_far_greater_namesake_in_the_world_is_asked_about(tmp_path: Path) -> None:
    table = MEMBERSHIPS.replace("1642911-c40,1642911,Jakarta", "6058560-c40,6058560,London")
    write_source(tmp_path / "data", {"membership": table})
    build([tmp_path / "data"], tmp_path / "store", level=15000)
    build_folder = current_build(tmp_path / "store")
    assert build_folder is not None
    with pytest.raises(AmbiguousNameError, match=r"(?s)Ontario, Canada.*2643743"):
        Names(build_folder).resolve("London", "City")
