from pathlib import Path

import pytest

from outcomes import quads_of
from simpul.errors import DataError, Severity, UsageError
from simpul.exchange.export import FORMATS, export
from simpul.exchange.profiles import select_all
from simpul.ingest.build import assemble, build
from simpul.naming import Names
from simpul.store import OxigraphStore, current_build, open_store
from simpul.terms import ID, INFERRED_GRAPH, DefaultGraph, NamedNode, text
from support import MEMBERSHIPS, write_source


@pytest.fixture(scope="module")
def small(ground: Path) -> OxigraphStore:
    return open_store(ground)


def _triples(store: OxigraphStore, graph: NamedNode | DefaultGraph) -> set[str]:
    return {str(quad.triple) for quad in store.matching(graph=graph)}


def test_the_merge_is_every_graph_and_holds_each_triple_once(small: OxigraphStore) -> None:
    named = [_triples(small, graph) for graph in small.graph_names()]
    assert _triples(small, DefaultGraph()) == set().union(*named)
    assert len(named) == 5


def test_what_was_inferred_is_said_by_no_source(small: OxigraphStore) -> None:
    inferred = _triples(small, INFERRED_GRAPH)
    assert inferred
    for graph in small.graph_names():
        if graph != INFERRED_GRAPH:
            assert not inferred & _triples(small, graph)


def test_a_membership_makes_a_member_unless_it_is_doubtful(tmp_path: Path) -> None:
    table = (
        "key,member,network,certainty,source\n"
        "a,1642911,c40,,report\nb,1835848,c40,doubtful,report\nc,1850147,c40,former,report\n"
        "d,1880252,c40,stated,report\n"
    )
    write_source(tmp_path, {"membership": table})
    graph = assemble([tmp_path]).graph
    rows = graph.select(
        "SELECT ?city { ?city simpul:memberOf <https://w3id.org/simpul/id/org/c40> }"
    )
    assert {text(row["city"]) for row in rows} == {f"{ID}city/1642911", f"{ID}city/1880252"}


def test_cities_that_facts_mention_are_described_and_no_others(small: OxigraphStore) -> None:
    rows = small.select("SELECT ?city { ?city a simpul:City }")
    assert {text(row["city"]) for row in rows} == {f"{ID}city/1642911", f"{ID}city/1835848"}
    assert small.ask(
        f"ASK {{ <{ID}city/1835848> rdfs:label '서울'@ko ; simpul:inCountry <{ID}country/KR> }}"
    )


def test_there_are_no_blank_nodes_in_data(small: OxigraphStore) -> None:
    for graph in small.graph_names():
        if "/id/" in graph.value:
            assert not [t for t in _triples(small, graph) if t.startswith("_:") or " _:" in t]


def test_each_thing_leads_back_to_its_row(small: OxigraphStore) -> None:
    assert small.folder is not None
    origin = Names(small.folder).origins(f"{ID}membership/1835848-c40")
    assert [(o.place.file, o.place.row) for o in origin] == [("test-list/membership.csv", 3)]


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """A second build of the same source."""
    folder = tmp_path_factory.mktemp("another")
    build([write_source(folder / "data")], folder / "store")
    return open_store(folder / "store")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_second_build_exports_the_same_bytes(
    small: OxigraphStore, another: OxigraphStore, name: str
) -> None:
    one, other = (b"".join(export(select_all(graph), name)) for graph in (small, another))
    assert one
    assert one == other


def test_two_folders_may_not_be_the_same_source(tmp_path: Path) -> None:
    write_source(tmp_path / "a")
    write_source(tmp_path / "b")
    with pytest.raises(DataError, match="same source"):
        assemble([tmp_path / "a", tmp_path / "b"])


def test_two_sources_may_speak_of_the_same_thing(tmp_path: Path) -> None:
    write_source(tmp_path, key="one")
    write_source(tmp_path, {"membership": MEMBERSHIPS.replace("2007~", "2006")}, key="two")
    graph = assemble([tmp_path]).graph
    query = f"SELECT ?begin {{ <{ID}membership/1642911-c40> simpul:begin ?begin }} ORDER BY ?begin"
    assert [text(row["begin"]) for row in graph.select(query)] == ["2006", "2007~"]


def test_a_shape_that_is_broken_names_the_row(tmp_path: Path) -> None:
    table = "key,kind,label_en,label_id,source\nc40,Network,C40 Cities,,report\niclei,Network,,ICLEI,report\n"
    write_source(tmp_path, {"organisation": table})
    with pytest.raises(DataError) as caught:
        assemble([tmp_path])
    places = {str(p.place) for p in caught.value.problems if p.severity is Severity.ERROR}
    assert any("organisation.csv, row 3" in place for place in places)


def test_the_store_is_untouched_when_the_data_is_wrong(tmp_path: Path, store: Path) -> None:
    write_source(tmp_path / "bad", {"membership": MEMBERSHIPS.replace("2007~", "soon")})
    before = quads_of(store)
    with pytest.raises(DataError):
        build([tmp_path / "bad"], store)
    assert quads_of(store) == before


def test_a_build_can_take_the_sources_of_one_kind_alone(tmp_path: Path) -> None:
    folder, data = tmp_path / "store", tmp_path / "data"
    for key, kind in {"unsaid": None, "by-hand": "curated", "whole": "dataset"}.items():
        write_source(data, key=key, source_kind=kind)
    for only, sources, rest in (
        ("curated", {"unsaid", "by-hand"}, ["whole"]),
        ("dataset", {"whole"}, ["by-hand", "unsaid"]),
        (None, {"unsaid", "by-hand", "whole"}, []),
    ):
        report = build([data], folder, only=only)
        assert {source.key for source in report.sources} == {*sources, "geonames"}
        assert sorted(report.left_out) == rest


@pytest.mark.parametrize(
    ("only", "words"), [("curatd", "Did you mean curated"), ("dataset", "No source is of the kind")]
)
def test_a_kind_that_no_source_is_of_is_told_and_the_store_stays(
    store: Path, tmp_path: Path, only: str, words: str
) -> None:
    before = current_build(store)
    with pytest.raises(UsageError, match=words):
        build([write_source(tmp_path / "data")], store, only=only)
    assert current_build(store) == before
