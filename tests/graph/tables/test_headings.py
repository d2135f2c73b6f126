"""Headings in any order and either language become the columns that the engine finds by place."""

import pytest

from simpul.csvw.model import Column, Inherited, Schema, Table
from simpul.errors import DataError
from simpul.tables.headings import MOST_COLUMNS, arranged, spellings

COLUMNS = (
    Column(named="key", titles={"en": ["key"], "id": ["kunci"]}),
    Column(
        named="network",
        titles={"en": ["network"], "id": ["jejaring"]},
        inherited=Inherited(required=True),
    ),
    Column(named="begin", titles={"en": ["from"], "id": ["sejak"]}),
    Column(named="type", virtual=True),
)
TABLE = Table(address="", schema=Schema(columns=COLUMNS))


def names(*headings: str) -> list[str | None]:
    return [column.named for column in arranged(TABLE, headings, "t").schema.columns or ()]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["key", "network", "begin"], ["key", "network", "begin", "type"]),
        (["from", "Network", " key "], ["begin", "network", "key", "type"]),
        (["JEJARING", "sejak"], ["network", "begin", "type"]),
    ],
)
def test_columns_stand_as_the_headings_do_and_virtual_ones_last(
    headings: list[str], expected: list[str]
) -> None:
    assert names(*headings) == expected


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        (["key", "netwrok"], "there is no column 'netwrok'"),
        (["network", "jejaring"], "there are two columns"),
        (["key", "begin"], "column network: this column is missing"),
        (["type", "network"], "there is no column 'type'"),
        (["x"] * (MOST_COLUMNS + 1), "this table has 1001 columns"),
    ],
)
def test_headings_that_do_not_serve_are_told(headings: list[str], words: str) -> None:
    with pytest.raises(DataError, match=words):
        names(*headings)


def test_every_spelling_of_a_heading_means_one_column() -> None:
    known = spellings(COLUMNS)
    assert known["sejak"] == known["from"] == known["begin"] == "begin"
    assert "type" not in known
