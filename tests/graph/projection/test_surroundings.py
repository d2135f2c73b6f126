"""What is read around one thing is what the whole graph has of it."""

from collections import defaultdict
from dataclasses import replace

import pytest

from simpul.projection import Projection, Tie, project
from simpul.projection.near import NearReader
from simpul.projection.surroundings import MANY, Surroundings, surroundings
from simpul.store import OxigraphStore
from simpul.terms import ID

_ONTOLOGYS = "theme/"
"""Things of which the ontology says something, which the whole leaves to it."""
_SAMPLE = 9


@pytest.fixture(scope="module")
def reader(curated: OxigraphStore) -> NearReader:
    return NearReader(curated)


@pytest.fixture(scope="module")
def whole(curated: OxigraphStore) -> Projection:
    return project(curated)


def _order(tie: Tie) -> tuple[object, ...]:
    return tie.source, tie.target, tie.relation, sorted(tie.dates.items()), str(tie.citations)


def _around(reader: NearReader, key: str) -> Surroundings:
    return surroundings(reader.fresh(), ID + key)


def test_a_thing_read_alone_is_what_it_is_in_the_whole(reader: NearReader, whole: Projection) -> None:  # fmt: skip
    things = [thing for thing in whole.things if not thing.key.startswith(_ONTOLOGYS)]
    assert len(things) > 500
    for thing in things[::_SAMPLE]:
        assert _around(reader, thing.key).thing == replace(thing, facets={})


def test_the_ties_of_a_thing_read_alone_are_those_of_the_whole(reader: NearReader, whole: Projection) -> None:  # fmt: skip
    ties: defaultdict[str, list[Tie]] = defaultdict(list)
    for tie in whole.ties:
        for end in {tie.source, tie.target}:
            ties[end].append(replace(tie, member=False))
    keys = [thing.key for thing in whole.things if not thing.key.startswith("country/")]
    compared = 0
    for key in keys[::_SAMPLE]:
        found = _around(reader, key).ties
        assert [_order(tie) for tie in sorted(found, key=_order)] == [_order(tie) for tie in sorted(ties[key], key=_order)]  # fmt: skip
        compared += len(found)
    assert compared > 400


def test_what_one_dataset_alone_lists_is_no_tie_but_told_of(reader: NearReader) -> None:
    around = _around(reader, "city/1642911")
    assert around.singles
    assert not {one.removeprefix(ID) for one in around.singles} & {
        end for tie in around.ties for end in (tie.source, tie.target)
    }


def test_many_that_mention_a_thing_alike_are_not_read_one_by_one(reader: NearReader) -> None:
    rosters = _around(reader, "document/wikidata-p190-2022").rosters
    assert max(len(roster.subjects) for roster in rosters) > MANY
    assert not any(roster.is_tie for roster in rosters)


def test_a_reader_remembers_nothing_of_another(reader: NearReader) -> None:
    one, other = reader.fresh(), reader.fresh()
    surroundings(one, ID + "city/1642911")
    assert ID + "city/1642911" in one.whole
    assert not other.whole
    assert not len(other.statements)


def test_what_is_nowhere_has_no_surroundings(reader: NearReader) -> None:
    around = _around(reader, "city/0")
    assert (around.ties, around.rosters, around.thing.facts) == ([], [], [])
