"""Who belongs to a network, and who shares some."""

from simpul.projection import Projection, Thing, Tie
from simpul.projection.memberships import networks, shared
from simpul.projection.subgraph import subgraph
from world import JAKARTA, NETWORKS, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


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


def test_pairs_in_a_network_of_thousands_are_counted_and_not_drawn() -> None:
    cities, both = 2_000, 30
    ties = [_member(f"city/{n}", "org/large") for n in range(cities)]
    ties += [_member(f"city/{n}", "org/small") for n in range(both)]
    keys = {"City": {tie.source for tie in ties}, "Network": {tie.target for tie in ties}}
    things = [
        Thing(key=key, kind=kind, group=kind.lower(), labels={"en": key})
        for kind in keys
        for key in sorted(keys[kind])
    ]
    drawn = shared(
        Projection(things=things, ties=ties, kinds={kind: {"en": kind} for kind in keys})
    )
    assert {tie.weight for tie in drawn.ties} == {2}
    assert len(drawn.ties) == both * (both - 1) // 2
    left_out = cities * (cities - 1) // 2 - len(drawn.ties)
    assert f"there are {left_out} of them" in drawn.notes[0]["en"]


def _member(city: str, network: str) -> Tie:
    return Tie(source=city, target=network, relation="membership", name={}, member=True)


def test_too_many_pairs_leave_out_the_lightest_and_say_so(whole: Projection) -> None:
    everything, few = shared(whole, most=10**6), shared(whole, most=100)
    assert not everything.notes
    assert len(few.ties) <= 100
    assert min(t.weight for t in few.ties) > 1
    left_out = len(everything.ties) - len(few.ties)
    assert f"there are {left_out} of them" in few.notes[0]["en"]
