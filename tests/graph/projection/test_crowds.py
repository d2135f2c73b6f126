"""Members of a large network that nothing else ties are told of, not drawn; whoever is asked for is drawn."""

from collections.abc import Sequence
from typing import Final

import pytest

from simpul.projection import Citation, Fact, Projection, Thing, Tie, crowds, projected
from simpul.projection.crowds import FEW, folded, notes_of
from simpul.projection.neighbourhood import compare, ego
from simpul.projection.reader import Reader
from simpul.projection.subgraph import by_keys, subgraph
from simpul.store import OxigraphStore
from simpul.terms import ID

GAZETTEER: Final = (Citation(title=(("en", "Gazetteer"),)),)
ALONE: Final = tuple(f"city/{n}" for n in range(FEW + 2))
"""Members of the large network and of nothing else."""


def _city(key: str, facts: Sequence[Fact] = ()) -> Thing:
    own = Fact(name={"en": "population"}, value={"": "1000"}, citations=GAZETTEER)
    return Thing(key=key, kind="City", group="city", labels={"en": key}, facts=[own, *facts], citations=GAZETTEER)  # fmt: skip


def _network(key: str) -> Thing:
    return Thing(key=key, kind="Network", group="network", labels={"en": f"The {key}", "id": key})


def _tie(source: str, target: str, relation: str = "membership") -> Tie:
    return Tie(source=source, target=target, relation=relation, name={"en": relation})


def _world(alone: Sequence[str] = ALONE, more: Sequence[Tie] = (), *cities: Thing) -> Projection:
    """Return a large network of these members, a small one, a country in which all lie, and what is added."""
    things = [_network("org/large"), _network("org/small"), *map(_city, alone), *cities]
    things.append(Thing(key="country/it", kind="Country", group="place", labels={"en": "Italy"}))
    ties = [_tie(key, "org/large") for key in (*alone, *(city.key for city in cities))]
    ties += [_tie(thing.key, "country/it", "inCountry") for thing in things if thing.kind == "City"]
    kinds = {kind: {"en": kind} for kind in ("City", "Country", "District", "Network")}
    return Projection(things=things, ties=[*ties, *more], kinds=kinds)


def _keys(projection: Projection) -> set[str]:
    return {thing.key for thing in projection.things}


def test_a_crowd_is_told_of_with_its_network_and_not_drawn() -> None:
    whole = _world()
    drawn = folded(whole)
    assert _keys(drawn) == {"org/large", "org/small", "country/it"}
    assert drawn.ties == []
    [crowd] = drawn.crowds
    assert crowd.network == "org/large"
    assert tuple(thing.key for thing in crowd.things) == ALONE
    assert {tie.source for tie in crowd.ties} == set(ALONE)
    assert {tie.relation for tie in crowd.ties} == {"membership"}
    assert [notes["en"].startswith(f"{len(ALONE)} members of The org/large have no other tie") for notes in notes_of(drawn)] == [True]  # fmt: skip


def test_nothing_is_lost_between_what_is_drawn_and_what_is_told() -> None:
    whole = _world(more=[_tie("city/1", "org/small")])
    drawn = folded(whole)
    told = [thing for crowd in drawn.crowds for thing in crowd.things]
    assert sorted([*_keys(drawn), *(thing.key for thing in told)]) == sorted(_keys(whole))
    kept = [*drawn.ties, *(tie for crowd in drawn.crowds for tie in crowd.ties)]
    gone = [tie for tie in whole.ties if tie not in kept]
    assert {tie.relation for tie in gone} == {"inCountry"}
    assert drawn.kinds.keys() == whole.kinds.keys()


def test_few_members_are_drawn() -> None:
    whole = _world(ALONE[:FEW])
    assert folded(whole) is whole
    assert notes_of(whole) == []


def test_whoever_has_another_tie_is_drawn() -> None:
    others = [_city(f"city/other-{n}") for n in range(4)]
    more = [
        _tie("city/other-0", "org/small"),
        _tie("city/other-1", "city/other-2", "sisterCityOf"),
        _tie("place/port", "city/other-3", "within"),
    ]
    port = Thing(key="place/port", kind="District", group="place", labels={"en": "Port"})
    world = _world(ALONE, more, *others)
    drawn = folded(Projection(things=[*world.things, port], ties=world.ties, kinds=world.kinds))
    assert {city.key for city in others} <= _keys(drawn)
    assert [len(crowd.things) for crowd in drawn.crowds] == [len(ALONE)]


def test_whoever_signed_twice_is_still_in_one_network() -> None:
    [crowd] = folded(_world(more=[_tie("city/1", "org/large")])).crowds
    assert len(crowd.things) == len(ALONE)
    assert len(crowd.ties) == len(ALONE) + 1


def test_a_member_of_which_others_measured_something_is_drawn() -> None:
    said = (Citation(title=(("en", "Tracker"),)),)
    target = Fact(name={"en": "target year"}, value={"": "2050"}, citations=said)
    drawn = folded(_world(ALONE, (), _city("city/measured", [target])))
    assert "city/measured" in _keys(drawn)
    assert "city/1" not in _keys(drawn)


def test_what_is_asked_for_is_drawn_with_its_tie() -> None:
    drawn = folded(_world(), keep=["city/7"])
    assert {(tie.source, tie.target) for tie in drawn.ties} == {
        ("city/7", "org/large"),
        ("city/7", "country/it"),
    }
    around = ego(drawn, "city/7", hops=2)
    assert _keys(around) == {"city/7", "org/large", "country/it"}
    assert [len(crowd.things) for crowd in around.crowds] == [len(ALONE) - 1]
    compared = compare(drawn, "city/7", "org/large").projection
    assert "city/7" in _keys(compared)


def test_a_crowd_goes_with_its_network_and_is_left_out_without_it() -> None:
    drawn = folded(_world())
    with_network = subgraph(drawn, ["org/large"])
    assert [crowd.network for crowd in with_network.crowds] == ["org/large"]
    assert with_network.kinds.keys() == {"City", "Network"}
    assert subgraph(drawn, ["org/small"]).crowds == []


def test_who_is_in_a_crowd_is_read_in_brief_and_all_else_as_it_is(
    many: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "FEW", 2)
    whole = folded(projected(Reader(many)))
    reader = Reader(many, keep=[])
    brief = folded(projected(reader))
    assert (brief.things, brief.ties, brief.names) == (whole.things, whole.ties, whole.names)
    [told], [crowd] = brief.crowds, whole.crowds
    assert told.ties == crowd.ties
    assert [(t.key, t.kind, t.labels, t.facets) for t in told.things] == [
        (t.key, t.kind, t.labels, t.facets) for t in crowd.things
    ]
    assert all(thing.facts for thing in crowd.things)
    assert not any(thing.facts for thing in told.things)


def test_who_is_asked_for_is_read_in_whole(
    many: OxigraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowds, "FEW", 2)
    [crowd] = folded(projected(Reader(many))).crowds
    asked = crowd.things[0]
    read = by_keys(projected(Reader(many, keep=[ID + asked.key])))
    assert read[asked.key] == asked
    assert not read[crowd.things[1].key].facts
