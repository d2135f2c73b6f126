"""What is told of changes of small tables, derived from the tables by hand."""

import difflib
from pathlib import Path

import pytest

from changed_tables import Change, built_after
from simpul.exchange.difference.model import Difference, Sign
from simpul.exchange.difference.quantities import in_words
from simpul.exchange.difference.telling import text
from simpul.exchange.difference.words import Words
from simpul.exchange.export import export
from simpul.exchange.profiles import select_all
from simpul.locale import speaking
from simpul.store import open_store

MINUS = "\N{MINUS SIGN}"
SOURCE = " — List test-list"


def _lines(difference: Difference) -> list[str]:
    words = Words(difference.knowledge)
    return [words.thing(thing).line() for thing in difference.things]


def _told(difference: Difference) -> list[str]:
    """Return the lines without what follows, which they only count."""
    return [line.partition(" [")[0] for line in _lines(difference)]


ONE_LINE = {
    "a measured value": (
        [("observation", "8070000", "9100000")],
        "Seoullo 7017: Guests 8.07 → 9.1 million (2018-03-21)",
    ),
    "the date of a value": (
        [("observation", ",2018-03-21,", ",2018-03,")],
        "Seoullo 7017: Guests: as of 2018-03-21 → 2018-03",
    ),
    "a newer value in the place of the old one": (
        [
            ("observation", "8070000", "9100000"),
            ("observation", ",2018-03-21,", ",2019-05,"),
            ("observation", "seoullo-guests", "seoullo-guests-2019"),
        ],
        "Seoullo 7017: Guests 8.07 → 9.1 million (2018-03-21 → 2019-05)",
    ),
    "a member that came and one that left": (
        [
            (
                "membership",
                "1835553-citynet,1835553,Suwon,citynet,2013",
                "1627896-citynet,1627896,Semarang,citynet,2019",
            )
        ],
        f"CityNet: + Semarang (since 2019), {MINUS} Suwon",
    ),
    "the date of a membership": (
        [("membership", "2006-02", "2007~")],
        "CityNet: Seoul: begin 2006-02 → about 2007",
    ),
    "a label": (
        [("organisation", "ICLEI,ICLEI,", "ICLEI World,ICLEI,")],
        "ICLEI World: name (en) ICLEI → ICLEI World",
    ),
    "a document that is cited": (
        [("organisation", "CityNet,CityNet,report", "CityNet,CityNet,letter")],
        "CityNet: stated in Report → Letter",
    ),
    "a thing with its facts": (
        [
            ("initiative", "seoullo-7017,Project,Seoullo 7017,Seoullo 7017,2017,report\n", ""),
            (
                "observation",
                "seoullo-guests,initiative/seoullo-7017,guests,8070000,{visitor},2018-03-21,report\n",
                "",
            ),
        ],
        f"{MINUS} Seoullo 7017 (Project): begin 2017; {MINUS} Guests 8.07 million (2018-03-21)",
    ),
    "a key of a fact": (
        [("membership", "1835553-citynet,", "suwon-in-citynet,")],
        "CityNet: Suwon: key 1835553-citynet → suwon-in-citynet",
    ),
}
"""Cells that are changed, and the one line that tells of them."""


@pytest.mark.parametrize("what", ONE_LINE)
def test_a_change_of_a_table_is_one_line(change: Change, what: str) -> None:
    edits, line = ONE_LINE[what]
    difference = change(*edits)
    source = "" if "key of a fact" in what else SOURCE
    assert _told(difference) == [line + source]
    assert difference.untied == ()


def test_nothing_is_told_where_no_cell_changed(change: Change) -> None:
    difference = change()
    assert not difference
    assert list(text(difference)) == ["before and after say the same."]


def test_a_value_that_changed_is_one_statement_that_went_and_one_that_came(change: Change) -> None:
    difference = change(("observation", "8070000", "9100000"))
    stated = [
        str(quad.object)
        for quad in difference.removed + difference.added
        if not quad.predicate.value.endswith("checksum")
    ]
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    assert stated == [f'"8070000"{decimal}', f'"9100000"{decimal}']


def test_a_difference_is_told_in_indonesian(change: Change) -> None:
    difference = change(("observation", "8070000", "9100000"), ("membership", "2013", "2013~"))
    with speaking("id"):
        assert _told(difference) == [
            "Seoullo 7017: Tamu 8,07 → 9,1 juta (2018-03-21) — Daftar test-list",
            "CityNet: Suwon: mulai 2013 → sekitar 2013 — Daftar test-list",
        ]


def test_what_follows_is_folded_under_what_it_follows_from(change: Change) -> None:
    difference = change(("membership", "1835553-citynet,1835553,Suwon,citynet,2013,report\n", ""))
    [thing] = difference.things
    words = Words(difference.knowledge).thing(thing)
    assert f"{MINUS} Suwon member of CityNet" in words.follows
    assert f"{MINUS} CityNet has member Suwon" in words.follows
    # The city was there for that membership alone, and its country for it and another.
    assert f"{MINUS} Suwon is a City" in words.follows
    assert not [line for line in words.follows if line.startswith(f"{MINUS} South Korea")]


def test_a_thing_with_another_key_is_no_new_thing(change: Change) -> None:
    difference = change(
        ("organisation", "iclei,Network", "iclei-world,Network"),
        ("membership", ",iclei,", ",iclei-world,"),
    )
    [thing] = difference.things
    assert thing.sign is Sign.CHANGED
    assert _told(difference) == ["ICLEI: key org/iclei → org/iclei-world, all else being the same"]


def test_two_keys_of_things_that_are_not_alike_are_two_things(change: Change) -> None:
    difference = change(
        ("organisation", "iclei,Network,ICLEI,ICLEI", "uclg,Network,UCLG,UCLG"),
        ("membership", ",iclei,", ",uclg,"),
    )
    signs = {thing.thing.value.rsplit("/", 1)[-1]: thing.sign for thing in difference.things}
    assert signs == {"iclei": Sign.REMOVED, "uclg": Sign.ADDED}


NUMBERS = [
    (["8070000", "9100000"], "{visitor}", "8.07 → 9.1 million"),
    (["999999", "1000000"], "", "999,999 → 1,000,000"),
    (["1234567"], "", "1,234,567"),
    (["3350000000"], "{USD}", "3.35 billion USD"),
    (["-2000000"], "", "-2 million"),
    (["869", "0.5"], "m", "869 → 0.5 m"),
    (["4"], "a", "4 years"),
    (["1e3000000", "NaN"], "", "1e3000000 → NaN"),
]


@pytest.mark.parametrize(("values", "unit", "words"), NUMBERS)
def test_numbers_are_written_as_people_write_them(values: list[str], unit: str, words: str) -> None:
    assert in_words(values, unit) == words


def test_a_cell_that_changed_is_two_lines_of_turtle(before: Path, tmp_path: Path) -> None:
    after = built_after(tmp_path, ("observation", "8070000", "9100000"))
    old, new = (
        b"".join(export(select_all(open_store(folder)), "turtle")).splitlines()
        for folder in (before, after)
    )
    changed = [*difflib.unified_diff(_texts(old), _texts(new), n=0, lineterm="")][2:]
    assert [line.replace(" ", "") for line in changed if line[0] in "+-"] == [
        '-simpul:numericValue"8070000"^^xsd:decimal;',
        '+simpul:numericValue"9100000"^^xsd:decimal;',
    ]


def _texts(lines: list[bytes]) -> list[str]:
    return [line.decode() for line in lines]
