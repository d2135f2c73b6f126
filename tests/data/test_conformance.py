"""Our data is CSV on the Web: any tool of the W3C's recommendations reads in it what a build reads.

Two things are ours, by annotation: the bounds of dates, and an IRI for each item of a list of keys.
"""

import json
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
def test_any_tool_of_the_recommendations_reads_what_a_build_reads(source: Path) -> None:
    made = table_to_rdf(source / METADATA, within=DATA)
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
