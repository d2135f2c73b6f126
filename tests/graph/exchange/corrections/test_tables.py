"""Tables and packs that a partner edited."""

import csv
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from returned import TABLES, accept_all, decide, reviewed, taken, thing
from simpul.errors import DataError, UsageError
from simpul.exchange.corrections import Kind, Returned, review
from simpul.ingest.build import build
from simpul.store import open_store
from simpul.terms import Literal, rdfs_label, simpul, skos, text
from support import simpul as command
from support import write_source

Rows = list[list[str]]
JAKARTA, SEOUL = thing("membership/1642911-c40"), thing("membership/1835848-c40")
C40 = thing("org/c40")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, and a pack of it as a folder and as an archive."""
    folder = tmp_path_factory.mktemp("packs")
    build([write_source(folder, TABLES)], folder / "store")
    words = ("export", "-o", f"{folder}/pack.zip", "--issued", "2026-11-01")
    made = command(*words, store=folder / "store")
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(folder / "pack.zip") as archive:
        archive.extractall(folder / "pack")
    return folder


def rows_of(ground: Path, table: str) -> Rows:
    with (ground / "pack" / "tables" / "test-list" / table).open(encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def table(ground: Path, file: Path, edit: Callable[[Rows], object], separator: str = ",") -> Path:
    """Write a table of the pack as somebody edited it."""
    rows = rows_of(ground, file.name)
    edit(rows)
    with file.open("w", encoding="utf-8", newline="") as output:
        csv.writer(output, delimiter=separator).writerows(rows)
    return file


def changed_begin(rows: Rows) -> None:
    rows[1][rows[0].index("begin")] = "2005"


def found(file: Path, ground: Path, tmp_path: Path) -> list[tuple[str, Kind]]:
    """Return what a review finds, sorted."""
    done = reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")
    assert not any(one.problems for one in done.changes)
    return sorted((one.change.subject.value, one.change.kind) for one in done.changes)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_cell_that_was_changed_is_one_change(
    ground: Path, tmp_path: Path, separator: str
) -> None:
    file = table(ground, tmp_path / "memberships.csv", changed_begin, separator)
    assert found(file, ground, tmp_path) == [(JAKARTA.value, Kind.OTHER_FACT)]


def test_a_workbook_is_read_as_the_table_that_it_was(ground: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = rows_of(ground, "observations.csv")
    for row in rows:
        sheet.append([97 if cell == "96" else cell for cell in row])
    book.save(tmp_path / "observations.xlsx")
    expected = [(thing("observation/c40-members").value, Kind.OTHER_FACT)]
    assert found(tmp_path / "observations.xlsx", ground, tmp_path) == expected


def test_a_row_that_is_gone_and_one_that_is_new_are_told(ground: Path, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        new = dict.fromkeys(rows[0], "") | {
            "key": "1835848-iclei",
            "member": "1835848",
            "network": "iclei",
            "begin": "1999",
            "source": "report",
        }
        rows[2] = [new[heading] for heading in rows[0]]

    file = table(ground, tmp_path / "memberships.csv", edit)
    assert found(file, ground, tmp_path) == [
        (SEOUL.value, Kind.THING_WITHDRAWN),
        (thing("membership/1835848-iclei").value, Kind.NEW_THING),
    ]


def test_a_corrected_table_comes_back_as_a_source_and_settles(ground: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(ground / "store", tmp_path / "store"))
    file = table(ground, tmp_path / "memberships.csv", changed_begin)
    reviewed(file, ground / "pack", store, tmp_path / "proposal")
    decide(tmp_path / "proposal", accept_all)
    taken(tmp_path / "proposal", store)
    graph = open_store(store)
    begins = {
        text(q.object)
        for q in graph.matching(None, simpul("begin"), None, thing("source/from-c40"))
    }
    assert begins == {"2005"}
    again = reviewed(file, ground / "pack.zip", store, tmp_path / "again")
    assert (again.changes, again.settled) == ([], 1)


def test_a_table_that_was_not_changed_holds_no_change(ground: Path, tmp_path: Path) -> None:
    file = table(ground, tmp_path / "organisations.csv", lambda _rows: None)
    assert found(file, ground, tmp_path) == []
    assert found(ground / "pack" / "data.ttl", ground, tmp_path) == []
    assert found(ground / "pack.zip", ground, tmp_path) == []


def test_a_pack_that_came_back_is_read_where_it_was_changed(ground: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(ground / "pack", tmp_path / "pack"))
    table(ground, pack / "tables" / "test-list" / "memberships.csv", changed_begin)
    text = (pack / "data.ttl").read_text("utf-8")
    assert '"C40 Cities"@en' in text
    (pack / "data.ttl").write_text(text.replace('"C40 Cities"@en', '"C40"@en'), encoding="utf-8")
    assert found(pack, ground, tmp_path) == [
        (JAKARTA.value, Kind.OTHER_FACT),
        (C40.value, Kind.OTHER_VALUE),
    ]


def test_wrong_cells_are_told_with_row_and_column(ground: Path, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        rows[1][rows[0].index("value")] = "many"

    file = table(ground, tmp_path / "observations.csv", edit)
    with pytest.raises(DataError) as error:
        reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")
    (problem,) = error.value.problems
    assert (problem.place.row, problem.place.column) == (2, "value")
    assert problem.remedy


def test_a_heading_that_nobody_knows_is_told(ground: Path, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        rows[0][rows[0].index("begin")] = "since"

    file = table(ground, tmp_path / "memberships.csv", edit)
    with pytest.raises(DataError, match="since"):
        reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")


def test_a_table_of_no_name_that_the_pack_has_may_be_named(ground: Path, tmp_path: Path) -> None:
    file = table(ground, tmp_path / "memberships.csv", changed_begin).rename(tmp_path / "ours.csv")
    with pytest.raises(UsageError, match="Name it with --table"):
        reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")
    sent = Returned(file=file, base=ground / "pack", table="test-list/memberships.csv")
    assert len(review(sent, ground / "store", tmp_path / "proposal").changes) == 1
    with pytest.raises(UsageError, match=r"no table 'memberships\.csv'"):
        review(Returned(file=file, base=ground / "pack", table="memberships.csv"), ground / "store", tmp_path / "p")  # fmt: skip


def test_a_table_of_other_rows_is_of_another_pack(ground: Path, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        for number, row in enumerate(rows[1:]):
            row[0] = f"other-{number}"

    file = table(ground, tmp_path / "memberships.csv", edit)
    with pytest.raises(
        DataError, match=r"no row of it is a row of tables/test-list/memberships\.csv"
    ):
        reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")


def test_a_table_without_a_pack_is_refused(ground: Path, tmp_path: Path) -> None:
    file = table(ground, tmp_path / "memberships.csv", changed_begin)
    with pytest.raises(UsageError, match="can only be compared with the pack"):
        reviewed(file, ground / "pack" / "data.ttl", ground / "store", tmp_path / "proposal")


def test_a_base_that_was_changed_is_told_by_its_sums(ground: Path, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(ground / "pack", tmp_path / "pack"))
    with (pack / "data.trig").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    with pytest.raises(DataError, match=r"data\.trig: was changed: .* Name an unchanged copy"):
        reviewed(ground / "pack" / "data.ttl", pack, ground / "store", tmp_path / "proposal")


def test_a_file_of_another_pack_is_told(ground: Path, tmp_path: Path) -> None:
    text = (ground / "pack" / "data.ttl").read_text("utf-8")
    assert '"2026-11-01"^^xsd:date' in text
    later = tmp_path / "data.ttl"
    later.write_text(text.replace('dct:issued "2026-11-01"', 'dct:issued "2026-12-01"'), "utf-8")
    with pytest.raises(
        DataError, match=r"it is of the pack dataset/.* of 2026-12-01, which is not"
    ):
        reviewed(later, ground / "pack", ground / "store", tmp_path / "proposal")


def test_a_name_in_two_languages_is_corrected_in_one(ground: Path, tmp_path: Path) -> None:
    def edit(rows: Rows) -> None:
        rows[1][rows[0].index("label_id")] = "Kota-Kota C40"

    file = table(ground, tmp_path / "organisations.csv", edit)
    done = reviewed(file, ground / "pack", ground / "store", tmp_path / "proposal")
    (one,) = done.changes
    main = one.change.values[0]
    assert (main.predicate, main.language) == (rdfs_label, "id")
    assert main.old == (Literal("C40 Cities", language="id"),)
    assert not one.is_moved
    assert not any(quad.predicate == skos("altLabel") for quad in one.change.added)
