"""Our data is CSV on the Web: any tool of the W3C's recommendations reads in it what a build reads.

Two things are ours, by annotation: the bounds of dates, and an IRI for each item of a list of keys.
"""

import csv
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from simpul.csvw import table_to_rdf
from simpul.tables import METADATA, read_folder, read_tables
from simpul.tables.extensions import EACH
from simpul.terms import EDTF, Literal, NamedNode, Triple, text
from support import ROOT

DATA = ROOT / "data"
SOURCES = sorted(file.parent for file in DATA.glob(f"*/{METADATA}"))
BOUNDS = ("Earliest", "Latest")
MOST = 1000
"""Rows of a table that are all read; of a longer one, those are in which a cell is of another shape than those before."""


def _shapes(row: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return each column with its cell's shape: its length and letters aside, what a reader can stumble over."""
    return {(n, re.sub(r"[^\W\d_]+", "a", re.sub(r"\d", "9", cell))) for n, cell in row.items()}


def _first_of_each_shape(table: Path) -> Iterator[dict[str, str]]:
    seen: set[tuple[str, str]] = set()
    with table.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, strict=True)):
            shapes = _shapes(row)
            if number < MOST // 2 or not shapes <= seen:
                seen |= shapes
                yield row


def _of_each_shape(source: Path, data: Path) -> Path:
    """Return the source, or where it has long tables a copy within a folder that has fewer rows in those."""
    long = [table for table in source.glob("*.csv") if len(table.read_text().splitlines()) > MOST]
    if not long:
        return source
    shutil.copytree(DATA / "schemas", data / "schemas")
    copy = Path(shutil.copytree(source, data / source.name))
    for table in long:
        rows = list(_first_of_each_shape(table))
        with (copy / table.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return copy


def _lists(source: Path) -> dict[tuple[str, str], str]:
    """Return what makes an IRI of the items of a list, by address of the row's thing and property."""
    found: dict[tuple[str, str], str] = {}
    for table in json.loads((source / METADATA).read_text())["tables"]:
        schema = json.loads((source / table["tableSchema"]).read_text())
        for column in schema["columns"]:
            if EACH in column:
                about = schema["aboutUrl"].partition("{")[0]
                found[about, column["propertyUrl"]] = column[EACH].partition("{")[0]
    return found


def _as_ours(triple: Triple, lists: dict[tuple[str, str], str]) -> Triple:
    """Return a triple with the IRI that stands for an item of a list of keys."""
    about = text(triple.subject).rpartition("/")[0] + "/"
    prefix = lists.get((about, triple.predicate.value))
    if prefix is None or not isinstance(triple.object, Literal):
        return triple
    return Triple(triple.subject, triple.predicate, NamedNode(prefix + triple.object.value))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.name))
def test_any_tool_of_the_recommendations_reads_what_a_build_reads(
    source: Path, tmp_path: Path
) -> None:
    source = _of_each_shape(source, tmp_path)
    made = table_to_rdf(source / METADATA, within=source.parent)
    lists = _lists(source)
    theirs = {_as_ours(triple, lists) for triple in made}
    assert [str(problem) for problem in made.warnings] == []
    facts = {fact.triple for fact in read_tables(read_folder(source)).facts}
    dated = {
        (fact.subject, fact.predicate.value)
        for fact in facts
        if isinstance(fact.object, Literal) and fact.object.datatype.value == EDTF
    }
    bounds = {
        fact
        for fact in facts
        for word in BOUNDS
        if (fact.subject, fact.predicate.value.removesuffix(word)) in dated
        and fact.predicate.value.endswith(word)
    }
    assert theirs == facts - bounds
