"""What a person is told of a table that was filled in: in the words of the table, for every column of every kind."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from simpul.errors import DataError, Problem, Severity
from simpul.ingest import About, Options, load
from simpul.ingest.kinds import Kind, kinds
from simpul.locale import speaking
from simpul.tables import read_folder, read_tables
from support import write_source

BAD = ("§ Not Right", "31/31/2019", "x/Y z")
KINDS = kinds()
INTERNAL = {c.name for kind in KINDS.values() for c in kind.columns if "_" in c.name}
NO_WORDS = re.compile(
    r"\[[a-z]-|\\[a-z]|\(\?|[\])][+*]|anyURI|\bxsd\b|EDTF|datatype|[Ww]rite a value of type|\b(?:"
    + "|".join(sorted(INTERNAL))
    + r")\b"
)
"""A regular expression, a name of a type, or a column's name that stands nowhere in the table."""


def _rows(kind: Kind) -> list[list[str]]:
    """Return rows in which each cell alone, and then all, are wrong."""
    width = range(len(kind.columns))
    alone = [[bad if place == at else "" for place in width] for at in width for bad in BAD]
    return [*alone, *([bad for _place in width] for bad in BAD)]


def _write(file: Path, kind: Kind, language: str) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([[c.title(language) for c in kind.columns], *_rows(kind)])


def _untold(problems: list[Problem]) -> set[str]:
    """Return what is said in words that no person knows, the cells' own left out."""
    said = {f"{p.place.column}: {p.what} {p.remedy}" for p in problems}
    return {text for text in said if NO_WORDS.search(text)}


def _problems(store: Path, file: Path, kind: str) -> list[Problem]:
    options = Options(about=About(today=date(2026, 11, 24)), kind=kind, dry_run=True)
    try:
        return [problem for report in load([file], store, options) for problem in report.problems]
    except DataError as error:
        return [*error.problems]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", KINDS)
def test_what_is_wrong_with_a_loose_table_is_told_in_words(
    ground: Path, tmp_path: Path, name: str, language: str
) -> None:
    _write(tmp_path / "list.csv", KINDS[name], language)
    with speaking(language):
        problems = _problems(ground, tmp_path / "list.csv", name)
    assert len(problems) > len(KINDS[name].columns)
    assert _untold(problems) == set()


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", KINDS)
def test_what_is_wrong_with_a_table_of_a_source_folder_is_told_in_words(
    tmp_path: Path, name: str, language: str
) -> None:
    folder = write_source(tmp_path, {name: "key\n"})
    _write(folder / f"{name}.csv", KINDS[name], language)
    with speaking(language):
        problems = read_tables(read_folder(folder)).problems
    assert len(problems) > len(KINDS[name].columns)
    assert _untold(problems) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Write a value of type anyURI.",
        "Write it in the form [a-z0-9]+(-[a-z0-9]+)*.",
        "fill in the column label_id.",
        r"https?://[^\s<>]+",
    ],
)
def test_what_is_no_word_for_a_person_is_known(text: str) -> None:
    assert NO_WORDS.search(text)


MEMBER = "member (GeoNames id),member (name),network,from\n"
TOLD = [
    ("membership", MEMBER + '"1,214,520",,C40,2019', "digits alone: 1214520."),
    ("membership", MEMBER + "1.63E+06,,C40,2019", "has shortened this number"),
    ("membership", MEMBER + ",Seoul,C40,31.12.2019", "Write 2019-12-31."),
    ("membership", MEMBER + ",Seoul,C40,03/04/2019", "Write 2019-04-03 or 2019-03-04, whichever is meant."),
    ("membership", MEMBER + ",Seoul,C40,43831", "Write 2020-01-01, if this is a spreadsheet's number for that day."),
    ("membership", MEMBER + ",Seoul,C40,1905-07-11", "makes of the year 2019"),
    ("initiative", 'kind,name (English),name (Indonesian),themes\nProgramme,A,A,"Water, Youth"', "Separate with ;: Water; Youth."),
    ("initiative", "kind,name (English),name (Indonesian),themes\nProgramme,A,A,Water and Youth", "Separate with ;: Water; Youth."),
    ("initiative", "kind,name (English),name (Indonesian),themes\nProgramme,A,A,Yuoth", "Write one of: Youth, "),
    ("initiative", 'kind,name (English),name (Indonesian),themes\nProgramme,A,A,"Water, Nothing"', "Separate several with ;."),
    ("initiative", 'kind,name (English),name (Indonesian),themes\nProgramme,A,A,"Water\nYouth"', "each line of a cell"),
    ("organisation", "kind,name (English),name (Indonesian),website\nNetwork,A,A,www.example.org", "Write https://www.example.org."),
    ("organisation", 'kind,name (English),name (Indonesian),other names\nNetwork,A,A,"A Net, B Net"', "If these are several, write: A Net; B Net."),
    ("organisation", 'kind,key,name (English),name (Indonesian)\nNetwork,My Key,A,A', "in small letters with hyphens: my-key."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "words"), TOLD)
def test_what_is_to_be_written_instead_is_told(
    ground: Path, tmp_path: Path, kind: str, text: str, words: str
) -> None:
    (tmp_path / "list.csv").write_text(text + "\n", encoding="utf-8")
    assert words in " ".join(map(str, _problems(ground, tmp_path / "list.csv", kind)))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("membership", MEMBER + "1835848.0,,C40,2019"),
        ("membership", MEMBER + ",Seoul,C40,2018/2020\n,Seoul,C40,2020"),
        ("organisation", "kind,name (English),name (Indonesian),website\nNetwork,A,A,HTTPS://Seven.example.org"),
        ("organisation", "kind,name (English),name (Indonesian),other names\nNetwork,A,A,A Net; B Net"),
    ],
)  # fmt: skip
def test_what_is_sure_is_taken_without_a_word(
    ground: Path, tmp_path: Path, kind: str, text: str
) -> None:
    (tmp_path / "list.csv").write_text(text + "\n", encoding="utf-8")
    told = _problems(ground, tmp_path / "list.csv", kind)
    assert [problem for problem in told if problem.severity is Severity.ERROR] == []
    assert [problem for problem in told if problem.place.row] == []


def test_a_comma_that_may_well_belong_to_a_name_is_advice_once_for_the_column(
    ground: Path, tmp_path: Path
) -> None:
    rows = "".join(f'Network,{n},{n},"Washington, D.C."\n' for n in "ABC")
    (tmp_path / "list.csv").write_text("kind,name (English),name (Indonesian),other names\n" + rows, encoding="utf-8")  # fmt: skip
    told = [p for p in _problems(ground, tmp_path / "list.csv", "organisation") if "D.C." in p.what]
    assert [problem.severity for problem in told] == [Severity.ADVICE]


@pytest.mark.parametrize("heading", ["name (Englsh)", "anggota (nma)", "whatever it is"])
def test_a_heading_that_is_not_known_is_told_with_headings_and_not_with_names_of_columns(
    ground: Path, tmp_path: Path, heading: str
) -> None:
    (tmp_path / "list.csv").write_text(f"{heading},network,label_en\nx,C40,x\n", encoding="utf-8")
    problems = _problems(ground, tmp_path / "list.csv", "membership")
    assert any(heading in problem.what for problem in problems)
    assert {text for text in _untold(problems) if "label_en" not in text} == set()
