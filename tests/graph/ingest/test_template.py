import csv
import io
from datetime import date
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from simpul.errors import DataError, Severity
from simpul.ingest import About, Options, load
from simpul.ingest.kinds import Kind, choices, kind_named, kinds
from simpul.ingest.row_completion import EXAMPLES
from simpul.ingest.template import columns_to_fill, example, text, workbook
from simpul.store import open_store
from simpul.tables.workbook import LISTS_SHEET
from simpul.terms import ID

KINDS = kinds()
CITIES = ("Kota Semarang", "Suwon-si", "Jakarta", "Seoul", "Bandung", "Surabaya", "Busan", "Kota Bogor", "Denpasar", "Incheon")  # fmt: skip


def _open(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}


def test_there_are_kinds() -> None:
    assert {"membership", "organisation", "event"} <= KINDS.keys()


def test_rows_left_out_and_decisions_describe_nothing_and_are_no_kinds() -> None:
    assert KINDS.keys().isdisjoint({"left-out", "decision"})


def test_a_template_does_not_ask_how_many_rows_a_dataset_had() -> None:
    kind = KINDS["membership"]
    left = {column.name for column in kind.columns} - {c.name for c in columns_to_fill(kind)}
    assert left == {"original_rows"}


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_template_has_headings_notes_lists_and_a_marked_example(
    kind: Kind, language: str
) -> None:
    book = _open(workbook([kind], language))
    sheet = book.worksheets[0]
    headings = _headings(sheet)
    assert list(headings) == [column.title(language) for column in columns_to_fill(kind)]
    for column in columns_to_fill(kind):
        cell = sheet.cell(1, headings[column.title(language)])
        assert not (column.notes and cell.comment is None), column.name
        letter = get_column_letter(headings[column.title(language)])
        assert sheet.column_dimensions[letter].number_format == "@"
        listed = [
            rule
            for rule in sheet.data_validations.dataValidation
            if f"{letter}2" in str(rule.sqref)
        ]
        assert bool(listed) == bool(choices(column, language)), column.name
    assert EXAMPLES[0 if language == "en" else 1] in [cell.value for cell in sheet[2]]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_no_cell_of_a_template_is_a_formula(kind: Kind) -> None:
    for sheet in _open(workbook([kind], "en")).worksheets:
        assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row)
        assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value)


def test_several_kinds_are_several_sheets_and_the_lists_are_hidden() -> None:
    book = _open(workbook([KINDS["organisation"], KINDS["membership"]], "id"))
    assert book.sheetnames == ["Lembaga", "Keanggotaan", LISTS_SHEET]
    assert book[LISTS_SHEET].sheet_state == "hidden"
    lists = [
        [cell.value for cell in column if cell.value] for column in book[LISTS_SHEET].iter_cols()
    ]
    assert any("Jejaring" in column for column in lists)


def test_a_text_template_has_the_same_headings_and_example() -> None:
    kind = KINDS["membership"]
    rows = list(csv.reader(io.StringIO(text(kind, "id", ",").decode("utf-8-sig"))))
    assert rows == [[column.title("id") for column in columns_to_fill(kind)], example(kind, "id")]


@pytest.mark.parametrize("word", ["membership", "Membership", "keanggotaan"])
def test_a_kind_is_known_by_name_and_by_title_in_either_language(word: str) -> None:
    assert kind_named(word, KINDS).name == "membership"


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_filled_template_loads_without_edits(store: Path, tmp_path: Path, language: str) -> None:
    kind = KINDS["membership"]
    book = _open(workbook([kind], language))
    sheet = book.worksheets[0]
    headings = _headings(sheet)
    titles = {column.name: column.title(language) for column in kind.columns}
    network = kind.names_column("network")
    for number, city in enumerate(CITIES, start=3):
        sheet.cell(number, headings[titles["member_name"]], city)
        sheet.cell(number, headings[titles[network.name if network else "network"]], "C40 Cities")
        sheet.cell(number, headings[titles["begin"]], 2015 if number % 2 else date(2018, 3, 22))
        doubtful = next(label for label, key in choices(cast("Any", kind.column("certainty")), language).items() if key == "doubtful")  # fmt: skip
        sheet.cell(number, headings[titles["certainty"]], doubtful)
    file = tmp_path / f"{language}.xlsx"
    book.save(file)
    (report,) = load(
        [file], store, Options(about=About(today=date(2026, 11, 24)), source=f"my-{language}")
    )
    assert (report.rows, report.loaded) == (10, 10)
    assert [(p.place.sheet, p.place.row) for p in report.problems] == [(kind.title(language), 2)]
    found = open_store(store).select(
        f"SELECT ?begin WHERE {{ ?m dct:source <{ID}document/my-{language}> ; simpul:begin ?begin ;"
        f" simpul:certainty <{ID}certainty/doubtful> ; simpul:member <{ID}city/1835553> }}"
    )
    assert [str(row["begin"]).split('"')[1] for row in found.rows] == ["2018-03-22"]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_example_of_every_kind_loads_as_a_row_when_its_mark_is_taken_off(
    curated_store: Path, tmp_path: Path, language: str
) -> None:
    book = _open(workbook([*KINDS.values()], language))
    for kind in KINDS.values():
        sheet = book[kind.title(language)]
        place = _headings(sheet)[
            next(c for c in kind.columns if c.name == kind.key).title(language)
        ]
        assert sheet.cell(2, place).value in EXAMPLES
        sheet.cell(2, place).value = None
        assert any(cell.value for cell in sheet[2]), kind.name
    file = tmp_path / "examples.xlsx"
    book.save(file)
    options = Options(about=About(today=date(2026, 11, 24)), dry_run=True)
    (report,) = load([file], curated_store, options)
    assert not [str(p) for p in report.problems if p.severity is Severity.ERROR]
    assert report.loaded == len(KINDS)


def test_untouched_templates_of_all_kinds_hold_nothing_to_load(
    ground: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"{kind.name}.xlsx" for kind in KINDS.values()]
    for file, kind in zip(files, KINDS.values(), strict=True):
        file.write_bytes(workbook([kind], "en"))
    with pytest.raises(DataError, match="nothing to load"):
        load(files, ground, Options(about=About(today=date(2026, 11, 24)), source="none"))
