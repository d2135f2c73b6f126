"""Projections of a store, counted by hand."""

from typing import TYPE_CHECKING

import pytest

from simpul.analysis import Scope
from simpul.analysis.analyses import analyse
from simpul.analysis.findings import Request
from simpul.analysis.graphs import (
    GRAPHS,
    check_pairs,
    cooperation,
    institutions,
    memberships,
    shared_networks,
    simple,
    ties,
)
from simpul.errors import ParameterError, UsageError
from simpul.projection.crowds import FEW
from simpul.store import OxigraphStore
from worlds import PARTIAL, WHOLE, iri, store_of

if TYPE_CHECKING:
    import networkx as nx


def _edges(graph: "nx.Graph[str]") -> set[tuple[str, str]]:
    names = graph.nodes(data="label")
    return {(str(names[one]), str(names[other])) for one, other in graph.edges()}


def test_memberships_join_places_and_networks_without_those_in_doubt(world: OxigraphStore) -> None:
    assert _edges(memberships(world)) == {
        ("A", "Alpha"),
        ("A", "Beta"),
        ("B", "Alpha"),
        ("B", "Beta"),
        ("C", "Alpha"),
        ("C", "Gamma"),
        ("D", "Gamma"),
        ("E", "Gamma"),
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2000", {("A", "Alpha"), ("B", "Alpha"), ("C", "Gamma"), ("D", "Gamma"), ("E", "Gamma")}),
        (
            "2020",
            {("A", "Alpha"), ("B", "Alpha"), ("A", "Beta"), ("C", "Alpha")},
        ),
        (
            "2018-03-22",
            {
                ("A", "Alpha"),
                ("B", "Alpha"),
                ("A", "Beta"),
                ("C", "Alpha"),
                ("C", "Gamma"),
                ("D", "Gamma"),
                ("E", "Gamma"),
            },
        ),
        # The first day that counts is known for C in alpha; before it nobody says.
        (
            "2018-03-21",
            {
                ("A", "Alpha"),
                ("B", "Alpha"),
                ("A", "Beta"),
                ("C", "Gamma"),
                ("D", "Gamma"),
                ("E", "Gamma"),
            },
        ),
    ],
)
def test_memberships_are_those_of_the_time(
    world: OxigraphStore, day: str, expected: set[tuple[str, str]]
) -> None:
    assert _edges(memberships(world, Scope(as_of=day))) == expected


def test_shared_networks_count_and_weigh_what_two_places_share(world: OxigraphStore) -> None:
    graph = shared_networks(world)
    found = {
        (one.rsplit("/", 1)[1], other.rsplit("/", 1)[1]): (data["weight"], data["closeness"])
        for one, other, data in graph.edges(data=True)
    }
    assert found == {
        ("a", "b"): (2, 1.5),
        ("a", "c"): (1, 0.5),
        ("b", "c"): (1, 0.5),
        ("c", "d"): (1, 0.5),
        ("c", "e"): (1, 0.5),
        ("d", "e"): (1, 0.5),
    }
    pair = graph.edges[iri("city/a"), iri("city/b")]
    assert pair["networks"] == (iri("org/alpha"), iri("org/beta"))


def test_a_place_that_shares_nothing_stays_a_node(world: OxigraphStore) -> None:
    graph = shared_networks(world, Scope(as_of="2020", network=iri("org/beta")))
    assert (list(graph), list(graph.edges)) == ([iri("city/a")], [])


def test_a_theme_takes_in_what_is_narrower(world: OxigraphStore) -> None:
    for theme in ("theme/water", "theme/floods"):
        graph = shared_networks(world, Scope(theme=iri(theme)))
        assert _edges(graph) == {("A", "B")}
        assert graph.edges[iri("city/a"), iri("city/b")]["networks"] == (iri("org/beta"),)


def test_cooperation_has_directions_and_a_day_of_a_visit_is_no_visit(world: OxigraphStore) -> None:
    graph = cooperation(world)
    found = sorted(
        (one.rsplit("/", 1)[1], other.rsplit("/", 1)[1], data["kind"])
        for one, other, data in graph.edges(data=True)
    )
    assert found == [
        ("a", "b", "sister"),
        ("a", "b", "visit"),
        ("b", "a", "lesson"),
        ("b", "a", "sister"),
        ("d", "e", "sister"),
        ("e", "d", "sister"),
    ]


def test_an_act_counts_once_however_many_ends_it_is_seen_from(world: OxigraphStore) -> None:
    graph = simple(cooperation(world))
    assert graph.edges[iri("city/a"), iri("city/b")]["weight"] == 3
    assert graph.edges[iri("city/d"), iri("city/e")]["weight"] == 1


def test_cooperation_is_what_had_been_and_what_held_at_the_time(world: OxigraphStore) -> None:
    kinds = {
        day: sorted({data["kind"] for *_ends, data in _of(cooperation(world, Scope(as_of=day)))})
        for day in ("1999", "2005", "2017", "2018", "2025")
    }
    assert kinds == {
        "1999": [],
        "2005": ["sister"],
        "2017": [],
        "2018": ["lesson", "visit"],
        "2025": ["lesson", "visit"],
    }


def _of(graph: "nx.MultiDiGraph[str]") -> list[tuple[str, str, dict[str, str]]]:
    """Return what A and B did; the sisters D and E have no date."""
    return [edge for edge in graph.edges(data=True) if edge[0] in {iri("city/a"), iri("city/b")}]


def test_cooperation_on_a_theme_finds_the_visit_by_its_day(world: OxigraphStore) -> None:
    graph = cooperation(world, Scope(theme=iri("theme/water")))
    assert [data["kind"] for *_ends, data in graph.edges(data=True)] == ["visit"]


def test_institutions_are_tied_by_what_they_did_together(world: OxigraphStore) -> None:
    graph = institutions(world)
    pair = graph.edges[iri("org/gov-a"), iri("org/lab")]
    assert (pair["weight"], pair["closeness"]) == (2, 1.5)
    assert pair["works"] == (iri("event/visit"), iri("initiative/one"))
    assert graph.edges[iri("org/lab"), iri("org/press")]["weight"] == 1
    assert len(graph.edges) == 3


def test_institutions_of_a_network_are_those_of_its_members(world: OxigraphStore) -> None:
    graph = institutions(world, Scope(network=iri("org/beta")))
    assert _edges(graph) == {("Government of A", "Lab")}


def test_ties_have_names_and_sources(world: OxigraphStore) -> None:
    graph = ties(world)
    assert graph.has_edge(iri("event/visit"), iri("city/a"))
    (tie,) = graph[iri("org/lab")][iri("city/b")].values()
    assert (tie["relation"], tie["mutual"]) == ("seatedIn", False)


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_every_graph_has_labels_kinds_and_a_fixed_order(world: OxigraphStore, name: str) -> None:
    graph = GRAPHS[name](world, Scope())
    assert len(graph) > 1
    assert list(graph) == sorted(graph)
    assert all(data["label"] and data["kind"] for _node, data in graph.nodes(data=True))
    assert list(graph.edges) == list(GRAPHS[name](world, Scope()).edges)
    assert graph.graph["caveats"]


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_every_graph_of_an_empty_store_is_empty(name: str) -> None:
    assert len(GRAPHS[name](OxigraphStore.in_memory(), Scope())) == 0


def test_lists_that_are_not_complete_are_named_and_complete_ones_are_not(
    world: OxigraphStore,
) -> None:
    (caveat,) = shared_networks(world).graph["caveats"]
    assert "2 of 3 (Alpha, Gamma)" in caveat
    assert shared_networks(world, Scope(network=iri("org/beta"))).graph["caveats"] == ()


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """The same world with a network of thousands, so to speak: A and B joined it too, the others nothing else."""
    lines = ['org:large a s:Network , s:Organisation ; rdfs:label "Large"@en .']
    for key in ("a", "b", *(f"alone{n}" for n in range(FEW + 1))):
        lines += [
            f"city:{key} a s:City , s:Place .",
            f"m:{key}-large a s:Membership ; s:member city:{key} ; s:network org:large .",
        ]
    return store_of(
        tmp_path_factory.mktemp("crowded"), whole=WHOLE, part=PARTIAL, crowd="\n".join(lines)
    )


def test_the_crowd_of_a_large_network_is_left_out_of_pairs_and_told_of(
    world: OxigraphStore, crowded: OxigraphStore
) -> None:
    graph = shared_networks(crowded)
    assert set(graph) == set(shared_networks(world))
    assert iri("org/large") in graph.edges[iri("city/a"), iri("city/b")]["networks"]
    assert f"{FEW + 1} places belong to Large alone and are left out" in graph.graph["caveats"][-1]
    assert iri("city/alone1") in memberships(crowded)
    met = analyse("meet", crowded, Request())
    assert not [row for row in met.rows if "alone" in f"{row['a']} {row['b']}"]
    assert [caveat for caveat in met.caveats if "belong to Large alone" in caveat]


def test_who_is_asked_for_is_not_left_out_with_the_crowd(crowded: OxigraphStore) -> None:
    everyone = FEW + 3
    of_one = analyse("meet", crowded, Request(of=iri("city/alone1")))
    assert len(of_one.rows) == everyone - 1
    assert len(shared_networks(crowded, Scope(network=iri("org/large")))) == everyone


def test_what_a_network_counts_for_closeness_does_not_change_with_who_is_paired(
    crowded: OxigraphStore,
) -> None:
    edge = shared_networks(crowded).edges[iri("city/a"), iri("city/b")]
    sizes = [len(memberships(crowded)[network]) for network in edge["networks"]]
    assert edge["closeness"] == pytest.approx(sum(1 / (size - 1) for size in sizes), abs=1e-6)


def test_facts_without_a_date_are_counted_and_told(world: OxigraphStore) -> None:
    *_others, caveat = memberships(world, Scope(as_of="2020")).graph["caveats"]
    assert "No date is known for 2" in caveat


@pytest.mark.parametrize("text", ["banana", "2018-13", "22.3.2018", "2018-02-30"])
def test_what_is_no_date_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ParameterError, match=r"is not a date\. Write it as 2018"):
        Scope(as_of=text)


def test_more_pairs_than_fit_are_refused_with_a_way_out() -> None:
    check_pairs([2000])
    with pytest.raises(UsageError, match="similar --of"):
        check_pairs([2001, 1])
