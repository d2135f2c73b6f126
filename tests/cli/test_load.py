"""Filling in a template and loading it, as a person does."""

from pathlib import Path

import openpyxl
import pytest

from simpul.ingest.kinds import kinds
from simpul.ingest.plain_kinds import in_plain_words
from support import ROOT, simpul

CITIES = {
    "Kota Semarang": "Semarang", "Suwon-si": "Suwon", "Jakarta": "Jakarta", "Seoul": "Seoul", "Bandung": "Bandung",
    "Surabaya": "Surabaya", "Busan": "Busan", "Kota Bogor": "Bogor", "Denpasar": "Denpasar", "Incheon": "Incheon",
}  # fmt: skip


def _fill(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    places = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for number, city in enumerate(CITIES, start=3):
        sheet.cell(number, places["member (name)"], city)
        sheet.cell(number, places["network"], "C40 Cities")
        sheet.cell(number, places["from"], 2015)
    book.save(file)


def test_a_template_filled_in_is_loaded_and_found(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "m.xlsx"
    made = simpul("template", "membership", "-o", str(file))
    assert (made.returncode, made.stdout) == (0, "")
    _fill(file)
    loaded = simpul("load", str(file), "--source", "my-list", store=store)
    assert loaded.returncode == 0, loaded.stderr
    assert "my-list: 10 rows read = 10 loaded + 0 refused" in loaded.stdout
    assert "row 2: this row is marked as an example, and was left out" in loaded.stderr
    for city in CITIES.values():
        found = simpul("query", "memberships", "-p", f"city={city}", "--format", "csv", store=store)
        assert "C40 Cities" in found.stdout, city
        assert "2015" in found.stdout, city
    again = simpul("load", str(file), "--source", "my-list", store=store, SIMPUL_LANG="id")
    assert "tidak ada yang diubah" in again.stdout
    gone = simpul("unload", "my-list", store=store)
    assert "my-list is no longer in the store" in gone.stdout
    assert simpul("query", "memberships", "-p", "city=Incheon", store=store).returncode == 2


def test_without_a_kind_the_kinds_are_listed() -> None:
    listed = simpul("template", SIMPUL_LANG="id")
    assert listed.returncode == 0
    assert any(
        line.startswith("membership") and "Keanggotaan" in line
        for line in listed.stdout.splitlines()
    )


def test_every_kind_of_table_is_told_of_in_plain_words() -> None:
    listed = simpul("template", SIMPUL_LANG="en").stdout
    assert "a dated thing" not in listed
    assert "what one side asked of another, and whether there was an answer" in listed
    known = kinds()
    assert len(known) > 20
    assert all(in_plain_words(name) for name in known)


def test_refused_rows_are_told_with_the_command_that_loads_them_mended(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text("member_name,network\nBusan,C40\nNowhereville,C40\n", encoding="utf-8")
    whole = simpul("load", str(file), store=store)
    assert whole.returncode == 1
    assert (
        "list.csv, row 3, column member_name: nothing here is called 'Nowhereville'."
        in whole.stderr
    )
    assert "Errors: 1. Nothing was changed." in whole.stderr
    going = simpul("load", str(file), "--keep-going", store=store)
    assert going.returncode == 1
    assert "list: 2 rows read = 1 loaded + 1 refused" in going.stdout
    command = going.stderr.splitlines()[-1].split()
    assert command[:2] == ["simpul", "load"]
    Path(command[2]).write_text("reason,member_name,network\n-,Bandung,C40\n", encoding="utf-8")
    assert simpul(*command[1:], store=store).returncode == 0


WRONG = [
    ("load", 2, "PATH"),
    ("load none.csv", 5, "none.csv"),
    ("load README.md", 5, "neither a table"),
    ("load data --source x", 2, "--source is for tables"),
    ("load x.csv --access secret", 2, "internal"),
    ("load x.csv --licence nothing", 2, "licence"),
    ("load x.csv --kind membershp", 2, "Did you mean membership"),
    ("unload none", 2, "not a loaded source"),
    ("template membershp", 2, "Did you mean membership"),
    ("template membership event -o x.csv", 2, "one kind of table"),
    ("template membership -o x.pdf", 2, ".xlsx or .csv"),
]


@pytest.mark.parametrize(("line", "code", "said"), WRONG)
def test_a_wrong_command_line_says_what_to_do(
    ground: Path, tmp_path: Path, line: str, code: int, said: str
) -> None:
    table = tmp_path / "x.csv"
    table.write_text("member_name,network\nBusan,C40\n", encoding="utf-8")
    places = {"x.csv": str(table), "README.md": str(ROOT / "README.md"), "data": str(ROOT / "data")}
    result = simpul(*(places.get(word, word) for word in line.split()), store=ground)
    assert result.returncode == code, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_template_does_not_write_over_a_filled_table(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    assert simpul("template", "membership", "-o", str(file)).returncode == 0
    file.write_text("my work", encoding="utf-8")
    again = simpul("template", "membership", "-o", str(file))
    assert again.returncode == 2
    assert "m.csv exists already and may hold somebody's work. Name another file, or add --force." in again.stderr  # fmt: skip
    assert file.read_text(encoding="utf-8") == "my work"
    assert simpul("template", "membership", "-o", str(file), "--force").returncode == 0
    assert "my work" not in file.read_text(encoding="utf-8")
