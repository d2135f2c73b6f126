"""A view, the analysis of its name, the export to graph tools and the SPARQL that its page offers say the same."""

import io
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

import networkx as nx
import pytest

from asking import ASKED
from simpul.analysis import Scope, networkx_graph
from simpul.analysis.analyses import ANALYSES, analyse
from simpul.analysis.findings import Request as Asked
from simpul.analysis.formats import as_gexf, as_graphml
from simpul.projection import project
from simpul.projection.cooperation import acts
from simpul.projection.memberships import shared
from simpul.projection.timeline import entries
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.terms import ID, ONTOLOGY, text
from simpul_viz import VIEWS
from simpul_viz.picture import Picture
from simpul_viz.view import Request
from world import JAKARTA, SEOUL

Pairs = set[frozenset[str]]

COLUMNS: Final = {
    "explorer": ("from", "to"),
    "networks": ("one", "other"),
    "shared": ("city", "other"),
    "cooperation": ("from", "to"),
    "institutions": ("body", "other"),
    "initiatives": ("initiative", "other"),
    "map": ("from", "to"),
    "ego": ("from", "to"),
    "path": ("from", "to"),
}
"""Columns of the SPARQL of each view that hold the two ends of a tie."""
ANALYSED: Final = ("shared", "cooperation", "institutions")
"""What is both a view and an analysis; the explorer draws what the analysis ``ties`` lists."""

RICH: Final = ("office", "many")
"""One graph has every kind of thing, doubts and contradictions; the other has many cities in many networks. Both are
small: what pages and queries take of the curated sources' thousands of pairs is not what differs."""
LACKING: Final = frozenset((("many", "institutions"), ("many", "path")))
"""That world has no two institutions that work together, and no C40 to find a way to."""


def _in_each(names: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (graph, name) for graph in RICH for name in sorted(names) if (graph, name) not in LACKING
    ]


@pytest.fixture
def graph(request: pytest.FixtureRequest) -> OxigraphStore:
    """The graph of a name."""
    found: OxigraphStore = request.getfixturevalue(request.param)
    return found


def _pairs(ends: Iterable[tuple[str, str]]) -> Pairs:
    return {frozenset(end.removeprefix(ID) for end in pair) for pair in ends}


REQUESTS: Final = {
    "ego": Request(of=f"city/{JAKARTA}", hops=2),
    "path": Request(start=f"city/{JAKARTA}", goal="org/c40"),
    "compare": Request(a=f"city/{JAKARTA}", b=f"city/{SEOUL}"),
}


_whole = cache(project)


@cache
def _picture(store: OxigraphStore, name: str) -> Picture:
    return VIEWS[name].picture(store, REQUESTS.get(name, Request()))


@cache
def _drawn(store: OxigraphStore, name: str) -> Pairs:
    """Return the pairs of a view, those that its page leaves out and counts included."""
    drawn = shared(_whole(store), most=10**9) if name == "shared" else _picture(store, name).projection  # fmt: skip
    return _pairs((tie.source, tie.target) for tie in drawn.ties)


def _offered(store: OxigraphStore, name: str) -> Pairs:
    """Return the pairs that the SPARQL of a page gives."""
    one, other = COLUMNS[name]
    rows = store.select(_picture(store, name).query).rows
    return _pairs((text(row[one]), text(row[other])) for row in rows)


def _exported(store: OxigraphStore, name: str) -> list[Pairs]:
    """Return the pairs in the files for graph tools."""
    graph = analyse(name, store, Asked()).graph
    graphs = [nx.read_graphml(io.BytesIO(as_graphml(graph))), nx.read_gexf(io.BytesIO(as_gexf(graph)))]  # fmt: skip
    return [_pairs((str(edge[0]), str(edge[1])) for edge in graph.edges()) for graph in graphs]


@pytest.mark.slow
@pytest.mark.parametrize(("graph", "name"), _in_each(COLUMNS), indirect=["graph"])
def test_the_sparql_of_a_page_gives_the_ties_that_it_draws(graph: OxigraphStore, name: str) -> None:
    drawn, offered = _drawn(graph, name), _offered(graph, name)
    assert drawn
    if name == "map":
        # A map has no room for what lies nowhere.
        located = {t.key for t in _whole(graph).things if t.point and t.group == "city"}
        offered = {pair for pair in offered if pair <= located}
    assert drawn == offered


@pytest.mark.slow
@pytest.mark.parametrize(("graph", "name"), _in_each(ANALYSED), indirect=["graph"])
def test_a_view_and_the_analysis_of_its_name_have_the_same_ties(
    graph: OxigraphStore, name: str
) -> None:
    drawn = _drawn(graph, name)
    analysed = _pairs(networkx_graph(graph, name).edges())
    assert analysed == drawn
    assert [analysed, analysed] == _exported(graph, name)


@pytest.mark.slow
@pytest.mark.parametrize("graph", RICH, indirect=True)
def test_the_explorer_draws_what_the_analysis_of_ties_lists(graph: OxigraphStore) -> None:
    drawn = _drawn(graph, "explorer")
    assert drawn == _pairs(networkx_graph(graph, "ties").edges())
    assert [drawn, drawn] == _exported(graph, "ties")


@pytest.mark.slow
def test_the_members_of_networks_are_those_of_the_ontology(curated: OxigraphStore) -> None:
    stated = "SELECT ?place ?network { ?place simpul:memberOf ?network }"
    rows = curated.select(stated).rows
    members = _pairs((text(row["place"]), text(row["network"])) for row in rows)
    drawn = _whole(curated).ties
    assert members == _pairs(networkx_graph(curated, "memberships").edges())
    assert members == _pairs((tie.source, tie.target) for tie in drawn if tie.member)


@pytest.mark.slow
def test_what_is_cooperation_engages_both_by_the_ontology(curated: OxigraphStore) -> None:
    rows = curated.select("SELECT ?matter ?place { ?matter simpul:engages ?place }").rows
    engaged = {(text(row["matter"]), text(row["place"])) for row in rows}
    found = acts(curated)
    assert found
    for act in found:
        assert {(act.matter, act.source), (act.matter, act.target)} <= engaged


@pytest.mark.slow
def test_what_two_things_share_is_what_the_sparql_of_the_page_gives(
    curated: OxigraphStore,
) -> None:
    picture = _picture(curated, "compare")
    rows = curated.select(picture.query).rows
    assert sorted(text(row["shared"]).removeprefix(ID) for row in rows) == picture.story["both"]


@pytest.mark.slow
def test_the_sparql_of_the_timeline_gives_its_dates(curated: OxigraphStore) -> None:
    rows = curated.select(VIEWS["timeline"].query).rows
    offered = {text(row["thing"]).removeprefix(ID) for row in rows}
    found = entries(_whole(curated))
    sections = Counter(entry.section for entry in found)
    # A membership stands in the row of its network and a phase in that of its initiative.
    own = {entry.thing for entry in found if entry.section not in {"membership", "phase"}}
    inner = {key for key in offered if key.startswith(("membership/", "phase/"))}
    assert len(inner) == sections["membership"] + sections["phase"] > 0
    assert offered - inner == own


def test_the_sparql_of_the_ontology_gives_its_ties() -> None:
    store = ontology()
    drawn = VIEWS["ontology"].picture(store, Request()).projection
    rows = store.select(VIEWS["ontology"].query).rows
    offered = sorted((text(r["one"]).removeprefix(ONTOLOGY), text(r["other"]).removeprefix(ONTOLOGY)) for r in rows)  # fmt: skip
    assert offered == sorted((tie.source, tie.target) for tie in drawn.ties)


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_page_offers_sparql_that_has_an_answer(many: OxigraphStore, name: str) -> None:
    store = ontology() if VIEWS[name].of_ontology else many
    asked = Request(**ASKED.get(name, {}))  # type: ignore[arg-type]  # as the views take them
    query = VIEWS[name].picture(store, asked).query
    # That world has no two institutions that work together.
    assert store.select(query).rows or name == "institutions"


def test_each_view_is_listed_by_the_name_of_its_file() -> None:
    assert [view.name for view in VIEWS.values()] == list(VIEWS)
    for name, view in VIEWS.items():
        assert view.make.__module__ == f"simpul_viz.views.{name}"


@pytest.mark.parametrize("name", sorted({*ANALYSED, "memberships", "ties"}))
def test_an_analysis_has_a_graph_of_its_name(many: OxigraphStore, name: str) -> None:
    graph = networkx_graph(many, name, Scope())
    assert ANALYSES[name].graph == name
    assert isinstance(graph.graph["caveats"], Collection)
