"""What each view makes of the graph."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.analysis.paths import shortest_paths
from simpul.edtf import bounds
from simpul.errors import ForbiddenQueryError, QueryError
from simpul.projection import Projection, Thing, Tie, project
from simpul.projection.cooperation import cooperation
from simpul.projection.from_query import from_query
from simpul.projection.initiatives import initiatives
from simpul.projection.institutions import UNSAID, institutions
from simpul.projection.memberships import networks, shared
from simpul.projection.neighbourhood import along, compare, ego
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.subgraph import subgraph
from simpul.projection.timeline import entries, undated
from simpul.store import Store
from world import CITIES, JAKARTA, NETWORKS, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


@pytest.fixture(scope="module")
def whole(many: Store) -> Projection:
    return project(many)


@pytest.fixture(scope="module")
def seoul(article: Store) -> Projection:
    return project(article)


@pytest.mark.parametrize(
    "view",
    [
        lambda _store, whole: networks(whole),
        lambda _store, whole: initiatives(whole),
        lambda _store, whole: shared(whole),
        cooperation,
        institutions,
    ],
    ids=["networks", "initiatives", "shared", "cooperation", "institutions"],
)
def test_every_tie_has_both_ends_and_says_who_says_so(
    view: Callable[[Store, Projection], Projection], article: Store, seoul: Projection
) -> None:
    drawn = view(article, seoul)
    keys = {thing.key for thing in drawn.things}
    assert drawn.ties
    for tie in drawn.ties:
        assert {tie.source, tie.target} <= keys
        assert tie.citations
        assert tie.name
    assert {thing.kind for thing in drawn.things} <= drawn.kinds.keys()


def test_networks_without_members_are_there_too(whole: Projection) -> None:
    drawn = networks(subgraph(whole, {t.key for t in whole.things if t.group == "network"}))
    assert len(drawn.things) == NETWORKS


def test_shared_counts_the_networks_and_lists_them(seoul: Projection) -> None:
    drawn = shared(seoul)
    (tie,) = drawn.ties
    assert (tie.source, tie.target, tie.weight) == (J, S, 5)
    assert sorted(note.value["en"] for note in tie.notes)[1] == "C40 Cities"
    assert all(note.citations for note in tie.notes)


def test_a_membership_that_is_not_certain_shares_nothing(seoul: Projection) -> None:
    ties = [
        Tie(
            source=t.source,
            target=t.target,
            relation=t.relation,
            name=t.name,
            citations=t.citations,
        )
        for t in seoul.ties
    ]
    assert list(shared(subgraph(seoul, {t.key for t in seoul.things}, ties=ties)).ties) == []


def test_too_many_pairs_leave_out_the_lightest_and_say_so(whole: Projection) -> None:
    everything, few = shared(whole, most=10**6), shared(whole, most=100)
    assert not everything.notes
    assert len(few.ties) <= 100
    assert min(t.weight for t in few.ties) > 1
    left_out = len(everything.ties) - len(few.ties)
    assert f"there are {left_out} of them" in few.notes[0]["en"]


def test_what_goes_between_cities_has_a_direction(article: Store, seoul: Projection) -> None:
    found = {(t.source, t.relation, t.target): t for t in cooperation(article, seoul).ties}
    assert found[S, "lesson", J].weight == 2
    assert found[J, "visit", S].directed
    assert not found[J, "sisterCityOf", S].directed
    assert found[J, "request", S].weight == 3
    assert (J, "lesson", S) not in found


def test_days_of_a_visit_are_not_visits_of_their_own(article: Store, seoul: Projection) -> None:
    kinds = Counter(t.relation for t in cooperation(article, seoul).ties)
    assert kinds["visit"] == 2
    assert not kinds.keys() & {"visitDay", "session"}


def test_institutions_are_grouped_by_sector(article: Store, seoul: Projection) -> None:
    drawn = institutions(article, seoul)
    sector = {thing.key: thing.group for thing in drawn.things}
    assert sector["org/smg"] == "sector/public"
    assert sector["org/spc-happiness-foundation"] == "sector/private"
    assert UNSAID in sector.values()
    assert set(sector.values()) <= drawn.names.keys()
    together = [t for t in drawn.ties if t.relation == "together"]
    assert all(t.weight == len(t.notes) for t in together)
    # The whole is as it was.
    assert next(t for t in seoul.things if t.key == "org/smg").group == "public"


def test_ego_is_what_lies_within_so_many_ties(seoul: Projection) -> None:
    near, further = ego(seoul, J, hops=1), ego(seoul, J, hops=2)
    direct = {key for t in seoul.ties if J in (t.source, t.target) for key in (t.source, t.target)}
    assert {t.key for t in near.things} == direct
    assert len(further.things) > len(near.things)


def test_ego_leaves_out_what_is_furthest_and_says_so(whole: Projection) -> None:
    drawn = ego(whole, J, hops=2, most=30)
    assert len(drawn.things) == 30
    assert J in {t.key for t in drawn.things}
    assert "further out are left out" in drawn.notes[0]["en"]


def test_compare_parts_what_is_shared(seoul: Projection) -> None:
    found = compare(seoul, J, S)
    assert "org/c40" in found.both
    assert not set(found.both) & {*found.only_a, *found.only_b}
    assert {t.key for t in found.projection.things} == {
        J,
        S,
        *found.both,
        *found.only_a,
        *found.only_b,
    }


def test_paths_are_shortest_first_and_each_step_is_a_tie(seoul: Projection) -> None:
    found = shortest_paths(seoul, J, "initiative/new-york-skywalk", most=5)
    assert 1 < len(found) <= 5
    pairs = {frozenset((t.source, t.target)) for t in seoul.ties}
    for path in found:
        assert (path[0], path[-1]) == (J, "initiative/new-york-skywalk")
        assert len(set(path)) == len(path)
        assert all(frozenset(step) in pairs for step in pairwise(path))
    drawn = along(seoul, found)
    assert {t.key for t in drawn.things} == {key for path in found for key in path}


def test_no_path_is_an_empty_list(whole: Projection) -> None:
    alone = subgraph(whole, [J, S], ties=[])
    assert shortest_paths(alone, J, S, most=5) == []


@given(
    st.sets(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda e: e[0] != e[1]), max_size=18
    )
)
def test_the_first_path_is_as_short_as_a_breadth_first_search_finds(
    edges: set[tuple[int, int]],
) -> None:
    things = [Thing(key=f"n/{n}", kind="City", group="city", labels={"": str(n)}) for n in range(8)]
    ties = [Tie(source=f"n/{a}", target=f"n/{b}", relation="r", name={}) for a, b in edges]
    whole = Projection(things=things, ties=ties, kinds={"City": {}})
    found = shortest_paths(whole, "n/0", "n/7", most=5)
    distance, rim = {0: 0}, [0]
    for one in rim:
        for a, b in edges:
            other = b if a == one else a if b == one else one
            if other not in distance:
                distance[other] = distance[one] + 1
                rim.append(other)
    assert [len(path) - 1 for path in found[:1]] == ([distance[7]] if 7 in distance else [])
    assert sorted(map(len, found)) == [len(path) for path in found]


def test_everything_with_a_date_is_on_the_timeline(whole: Projection) -> None:
    found = entries(whole)
    sections = Counter(entry.section for entry in found)
    assert sections["phase"] == 2
    assert sections["event"] == 8
    assert sections["due"] == 1
    assert sections["agreement"] == 40
    dateless = undated(whole)
    assert dateless == CITIES // 2
    assert sections["membership"] + dateless == sum(t.relation == "membership" for t in whole.ties)


def test_a_bar_ends_with_its_network_and_never_begins_with_it(whole: Projection) -> None:
    of_nine = [e for e in entries(whole) if e.row == "org/net-9" and e.section == "membership"]
    assert of_nine
    for entry in of_nine:
        assert entry.span.end == "2019-12-31"
        assert entry.span.begin == bounds(entry.said["begin"])[0].isoformat()


def test_facets_are_themes_networks_regions_and_sectors(whole: Projection) -> None:
    thing = {t.key: t for t in whole.things}
    assert thing[J].facets["region"] == ["area/035", "continent/142", "country/ID"]
    assert len(thing[J].facets["network"]) == NETWORKS
    assert thing["initiative/flood-walls"].facets["theme"] == ["theme/water"]
    assert thing["initiative/flood-walls"].facets["region"] == [
        "area/035",
        "continent/142",
        "country/ID",
    ]
    assert whole.names["area/035"]["id"] == "Asia Tenggara"
    assert whole.names["continent/142"] == {"en": "Asia", "id": "Asia", "ko": "아시아"}


def test_a_sister_tie_has_the_date_and_source_of_its_agreement(whole: Projection) -> None:
    tie = next(t for t in whole.ties if t.relation == "sisterCityOf")
    assert tie.dates["begin"].startswith("19") or tie.dates["begin"].startswith("20")
    assert [c.inferred for c in tie.citations] == [True, False]


def test_statements_are_what_sources_state(many: Store, whole: Projection) -> None:
    found = statements(Reader(many), subgraph(whole, [J]))
    (own, *others) = found.of[J]
    assert found.terms[found.subjects[own][0]] == f"<city/{JAKARTA}>"
    subjects = {found.terms[found.subjects[number][0]] for number in others}
    assert f"<membership/{JAKARTA}-net-1>" in subjects
    assert len(set(found.terms)) == len(found.terms)


PAIRS = "SELECT ?city ?network ?n WHERE { ?city simpul:memberOf ?network . BIND (3 AS ?n) }"


def test_a_select_of_pairs_is_drawn(many: Store, whole: Projection) -> None:
    drawn = from_query(many, PAIRS, whole)
    assert {t.weight for t in drawn.ties} == {3}
    assert next(t for t in drawn.things if t.key == J).facts
    assert len(drawn.ties) == sum(t.relation == "membership" for t in whole.ties)


def test_a_construct_is_drawn_with_its_literals_as_facts(many: Store, whole: Projection) -> None:
    query = """CONSTRUCT { ?m simpul:member ?c ; simpul:begin ?b ; a simpul:Membership }
        WHERE { ?m simpul:member ?c ; simpul:begin ?b }"""
    drawn = from_query(many, query, whole)
    memberships = [t for t in drawn.things if t.key.startswith("membership/")]
    assert memberships
    assert all(t.facts[0].name["en"] == "begin" for t in memberships)
    assert {t.name["en"] for t in drawn.ties} == {"member"}


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("ASK { ?s ?p ?o }", QueryError, "Only a SELECT or a CONSTRUCT"),
        ("SELECT ?s WHERE { ?s a simpul:City }", QueryError, "ties nothing"),
        ("SELECT ?s ?o WHERE { ?s ?p ?o . FILTER (false) }", QueryError, "ties nothing"),
        ("SELECT ?s ?o WHERE { ?s ?p", QueryError, "malformed"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ForbiddenQueryError, "SERVICE"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    many: Store, whole: Projection, query: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        from_query(many, query, whole)
