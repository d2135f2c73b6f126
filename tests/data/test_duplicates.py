"""No thing stands in the tables twice under two keys: what looks alike has been looked at by a person."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from simpul.edtf import bounds
from simpul.naming import fold
from support import SOURCE_TABLES

REVIEWED = Path(__file__).parent / "reviewed-pairs.csv"
NEAR = 80
"""Likeness of two names from which a person has to look, of 100 (rapidfuzz, words in any order)."""
TABLES = {"organisations": "org", "initiatives": "initiative", "events": "event"}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the tables say of a thing, all sources together.

    Attributes:
        iri: Kind and key, such as org/smg.
        days: Earliest begin and latest end, where a source states them.
        parts_of: Events that an event is a part of.
    """

    iri: str
    names: set[str] = field(default_factory=set[str])
    cities: set[str] = field(default_factory=set[str])
    days: list[tuple[date, date]] = field(default_factory=list[tuple[date, date]])
    parts_of: set[str] = field(default_factory=set[str])


def things() -> list[Thing]:
    found: dict[str, Thing] = {}
    for table in SOURCE_TABLES:
        if table.stem in TABLES:
            with table.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    iri = f"{TABLES[table.stem]}/{row['key']}"
                    _add(found.setdefault(iri, Thing(iri=iri)), row)
    return list(found.values())


def _add(thing: Thing, row: dict[str, str]) -> None:
    names = [row["label_en"], row["label_id"], row.get("label_ko", ""), row.get("short_name", "")]
    names += row.get("aliases", "").split(";")
    thing.names.update(fold(name) for name in names if name)
    if row.get("city"):
        thing.cities.add(row["city"])
    if row.get("part_of") and thing.iri.startswith("event/"):
        thing.parts_of.add(f"event/{row['part_of']}")
    stated = [bounds(row[name]) for name in ("begin", "end") if row.get(name)]
    if stated:
        thing.days.append((min(day for day, _ in stated), max(day for _, day in stated)))


def lookalikes(all_things: list[Thing]) -> Iterator[Pair]:
    """Yield pairs of one kind that are near in name, place and time, as far as these are known.

    Two events in one city on the very same days are a pair too, whatever their names.
    """
    for one, other in combinations(sorted(all_things, key=lambda thing: thing.iri), 2):
        if (
            one.iri.split("/")[0] == other.iri.split("/")[0]
            and (not one.cities or not other.cities or one.cities & other.cities)
            and _meet(one.days, other.days)
            and (
                any(_alike(a, b) for a in one.names for b in other.names) or _same_days(one, other)
            )
        ):
            yield one.iri, other.iri


def _same_days(one: Thing, other: Thing) -> bool:
    related = one.parts_of & other.parts_of or {one.iri, other.iri} & (
        one.parts_of | other.parts_of
    )
    return (
        one.iri.startswith("event/")
        and bool(one.cities & other.cities)
        and not related
        and any(days in other.days for days in one.days)
    )


def _alike(one: str, other: str) -> bool:
    # A short name is a word of many longer ones, and means something only as a whole.
    if min(len(one), len(other)) <= 6:
        return one == other
    return fuzz.token_sort_ratio(one, other) >= NEAR or fuzz.token_set_ratio(one, other) >= 97


def _meet(one: list[tuple[date, date]], other: list[tuple[date, date]]) -> bool:
    if not one or not other:
        return True
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def reviewed() -> dict[Pair, str]:
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        return {(row["one"], row["other"]): row["reason"] for row in csv.DictReader(file)}


def test_every_pair_that_looks_alike_has_been_judged_different() -> None:
    found = set(lookalikes(things()))
    assert sorted(found - reviewed().keys()) == [], "the same thing twice, or a pair to review"
    assert sorted(reviewed().keys() - found) == [], "reviewed, but no longer alike"


def test_each_judgement_is_sorted_and_has_its_reason() -> None:
    pairs = reviewed()
    assert list(pairs) == sorted(pairs)
    assert all(one < other and reason for (one, other), reason in pairs.items())


SEOUL = {"1835848"}
SPRING = [(date(2018, 3, 19), date(2018, 3, 23))]
AUTUMN = [(date(2018, 9, 1), date(2018, 9, 2))]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (Thing(iri="event/a", names={"visit to seoul"}), Thing(iri="event/b", names={"seoul visit to"}), True),
        (Thing(iri="org/a", names={"citynet"}), Thing(iri="event/a", names={"citynet"}), False),
        (Thing(iri="org/a", names={"seoul library"}, cities=SEOUL), Thing(iri="org/b", names={"seoul library"}, cities={"1"}), False),
        (Thing(iri="event/a", names={"weekly meeting"}, days=SPRING), Thing(iri="event/b", names={"weekly meeting"}, days=AUTUMN), False),
        (Thing(iri="event/a", names={"weekly meeting"}, days=SPRING), Thing(iri="event/b", names={"weekly meeting"}), True),
        (Thing(iri="event/a", names={"x" * 9}, cities=SEOUL, days=SPRING), Thing(iri="event/b", names={"y" * 9}, cities=SEOUL, days=SPRING), True),
        (Thing(iri="event/a", names={"x" * 9}, cities=SEOUL, days=SPRING), Thing(iri="event/b", names={"y" * 9}, cities=SEOUL, days=SPRING, parts_of={"event/a"}), False),
        (Thing(iri="org/a", names={"rcn"}), Thing(iri="org/b", names={"resilient cities rcn"}), False),
        (Thing(iri="org/a", names={"c40"}), Thing(iri="org/b", names={"c40"}), True),
    ],
)  # fmt: skip
def test_things_of_one_kind_near_in_name_place_and_time_look_alike(
    one: Thing, other: Thing, *, alike: bool
) -> None:
    assert bool(list(lookalikes([one, other]))) == alike
