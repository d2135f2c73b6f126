"""What a person reads on stderr is ours: no traceback and no warning of a library comes before a message."""

import re
from pathlib import Path

import openpyxl
import pytest

from simpul.terms import ID, ONTOLOGY
from support import simpul

LIBRARIES = re.compile(
    r"Traceback|\w+Warning:|File \"|site-packages|Failed to convert|rdflib|openpyxl"
)
VALUES = (
    '"2019-02-30"^^xsd:date', '"2019-13-01"^^xsd:date', '"1,5"^^xsd:decimal', '"x"^^xsd:integer', '"maybe"^^xsd:boolean',
    '"2019-02-30T25:00:00"^^xsd:dateTime', '"P"^^xsd:duration', '"<a"^^rdf:XMLLiteral', '"zz"^^xsd:hexBinary',
    '"31/12/2019"^^edtf:EDTF', '"x"@not-a-language-tag-at-all', "99999999999999999999999999", "1e999",
)  # fmt: skip
"""Literals that a library cannot make a value of, or only with a word on it."""


def ill_typed(folder: Path) -> Path:
    file = folder / "ill.ttl"
    prefixes = "".join(
        f"@prefix {name}: <{space}> .\n"
        for name, space in {
            "s": ONTOLOGY,
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "edtf": "http://id.loc.gov/datatypes/edtf/",
        }.items()
    )
    facts = "".join(f"<{ID}document/d> s:numericValue {value} .\n" for value in VALUES)
    file.write_text(f"{prefixes}<{ID}document/d> a s:Document .\n{facts}", encoding="utf-8")
    return file


def strange_days(folder: Path) -> Path:
    """Return a workbook whose cells for days hold what is none, and one that a library warns of."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "membership"
    sheet.append(["member", "network", "from"])
    for row, value in enumerate((-5, 99_999_999, 1e300, 0.5), start=2):
        sheet.append(["Jakarta", "C40", value])
        sheet.cell(row, 3).number_format = "yyyy-mm-dd"
    file = folder / "days.xlsx"
    book.save(file)
    return file


@pytest.mark.parametrize(
    "words",
    [
        ("validate", "{rdf}"),
        ("load", "{rdf}", "--dry-run"),
        ("load", "{book}", "--dry-run"),
        ("validate", "{book}"),
        ("reconcile", "{book}", "--name", "member"),
        ("table2rdf", "{book}"),
        ("query", "{values}"),
        ("query", "{values}", "-f", "xlsx", "-o", "{folder}/answer.xlsx"),
        ("query", "{graph}", "-f", "rdfxml"),
        ("query", "{graph}", "-f", "jsonld"),
        ("query", "DESCRIBE simpul:memberof schema:sameas"),
        ("view", "--query", "{rdf}"),
        ("analyse", "degree", "-f", "graphml"),
        ("export", "-o", "{folder}/all.ttl"),
    ],
    ids=lambda words: " ".join(words[:2]),
)  # fmt: skip
def test_stderr_holds_only_our_words(
    article_store: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    asked = f"VALUES ?x {{ {' '.join(VALUES)} }}"
    places = {
        "rdf": str(ill_typed(tmp_path)),
        "book": str(strange_days(tmp_path)),
        "folder": str(tmp_path),
        "values": f"SELECT ?x {{ {asked} }}",
        "graph": f"CONSTRUCT {{ <{ID}a> rdfs:label ?x }} {{ {asked} }}",
    }
    done = simpul(*(word.format(**places) for word in words if word), store=article_store)
    assert not LIBRARIES.search(done.stderr), done.stderr


def test_a_word_of_a_library_would_be_found() -> None:
    for word in ("x.py:5: UserWarning: Cell", "Traceback (most recent call last)", "rdflib.term"):
        assert LIBRARIES.search(word)
