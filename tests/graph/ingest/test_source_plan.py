"""Folders as people have them: with metadata, with workbooks, with neither; and what is refused of them."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from simpul.errors import DataError, Severity, SimpulError, UsageError
from simpul.ingest import About, Options, SourceReport, load
from simpul.store import open_store
from simpul.tables import find_sources, read_folder, read_tables
from simpul.terms import ID
from support import DOCUMENTS, ORGANISATIONS, workbook, write_source

ROWS: list[list[object]] = [
    ["key", "member", "member_name", "network", "begin", "source"],
    ["1642911-c40", 1642911, "Jakarta", "c40", "2007~", "report"],
    ["1835848-c40", 1835848, "Seoul", "c40", "2006-02", "report"],
]


def run(store: Path, *paths: Path, **options: object) -> SourceReport:
    asked = Options(about=About(today=date(2026, 11, 24)), **options)  # type: ignore[arg-type]  # tests name them
    (report,) = load(paths, store, asked)
    return report


def names_workbook(folder: Path, url: str) -> None:
    """Let the metadata of a source name a workbook in place of its table of memberships."""
    file = folder / "csvw-metadata.json"
    document = json.loads(file.read_text())
    document["tables"][-1]["url"] = url
    file.write_text(json.dumps(document))
    (folder / "membership.csv").unlink()


@pytest.mark.parametrize("url", ["m.xlsx", "m.xlsx#Since%202006"])
def test_a_source_folder_may_hold_a_workbook(store: Path, tmp_path: Path, url: str) -> None:
    folder = write_source(tmp_path, key="second")
    sheets: dict[str, list[list[object]]] = {"Since 2006": ROWS}
    sheets |= {"Notes": [["anything"]]} if "#" in url else {"Empty": []}
    workbook(folder / "m.xlsx", **sheets)
    before = read_tables(read_folder(folder))
    names_workbook(folder, url)
    tables = read_tables(read_folder(folder))
    assert not tables.problems
    assert {fact.triple for fact in tables.facts} == {fact.triple for fact in before.facts}
    assert run(store, folder).rows == before.rows


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("m.xlsx", "several sheets: A, B"),
        ("m.xlsx#Bb", "has no sheet 'Bb'"),
        ("none.xlsx", "does not exist"),
    ],
)
def test_which_sheet_is_meant_must_be_clear(tmp_path: Path, url: str, words: str) -> None:
    folder = write_source(tmp_path)
    workbook(folder / "m.xlsx", A=ROWS, B=ROWS)
    names_workbook(folder, url)
    try:
        told = "\n".join(str(problem) for problem in read_tables(read_folder(folder)).problems)
    except DataError as error:
        told = str(error)
    assert words in told


def test_a_faulty_cell_of_a_sheet_in_a_folder_is_told_with_its_place(tmp_path: Path) -> None:
    folder = write_source(tmp_path)
    workbook(folder / "m.xlsx", M=[*ROWS, ["x", "#REF!", "X", "c40", "", "report"]])
    names_workbook(folder, "m.xlsx")
    tables = read_tables(read_folder(folder))
    (problem, *_others) = tables.problems
    assert str(problem).startswith("test-list/m.xlsx, row 4, column member: this cell contains")
    assert tables.rows == 6


def test_a_folder_without_metadata_is_a_source_of_what_lies_in_it(
    store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "My List"
    folder.mkdir()
    header = ["member_name", "network", "begin"]
    workbook(folder / "a.xlsx", membership=[header, ["Kota Semarang", "C40", 2015]])
    (folder / "b.csv").write_text("member_name,network,begin\nSuwon-si,C40,2018\n")
    (folder / "notes.docx").write_bytes(b"PK")
    (folder / "older").mkdir()
    (folder / "circle.csv").symlink_to("circle.csv")
    (folder / "~$a.xlsx").write_bytes(b"a lock of a spreadsheet program")
    report = run(store, folder)
    assert (report.key, report.rows, report.loaded) == ("my-list", 2, 2)
    left = [p.place.file for p in report.problems if "left out" in p.what]
    assert left == ["circle.csv", "notes.docx", "older"]
    assert open_store(store).ask(f"ASK {{ <{ID}city/1835553> simpul:memberOf <{ID}org/c40> }}")
    assert not run(store, folder).changed


_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
BESIDE: dict[str, bytes] = {
    "README.txt": b"Put this file, the member list and base.xlsx into one folder.\n",
    "readme.txt": b"Baca, dulu; berkas ini\n",
    "lisez-moi.txt": "Données, licence; événement".encode("latin-1"),
    "LIESMICH.TXT": "Bitte lesen".encode("utf-16"),
    "README.md": b"# Members",
    "LICENSE": b"MIT",
    "package.json": b'{"name": "members", "dependencies": {"@types/node": "1"}}',
    "package-lock.json": b"[]",
    "settings.xml": b"<settings><member/></settings>",
    "Thumbs.db": b"\0\1",
    "desktop.ini": b"[x]",
}
"""Files that lie beside tables."""
MEANT: dict[str, bytes] = {
    "list.csv": b"reading,writing\n1,2\n",
    "list.txt": b"member_name\tnetwork\tbegan\nSuwon-si\tC40\t2018\n",
    "latin.txt": "member_name;network;begin\nCórdoba;C40;2018\n".encode("latin-1"),
    "membership.txt": b"who\twhere\n",
    "graph.json": b'{"@context": {}, "@id": ',
    "graph.xml": _RDF.encode() + b"<",
    "graph.rdf": b"<settings/>",
    "graph.ttl": b"no Turtle",
    "base.xlsx": b"no workbook",
}
"""Files that are meant as tables or RDF, and are broken."""


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "My List"
    folder.mkdir()
    (folder / "b.csv").write_text("member_name,network,begin\nSuwon-si,C40,2018\n")
    return folder


def test_what_lies_beside_tables_is_told_and_the_tables_are_loaded(
    store: Path, tmp_path: Path
) -> None:
    folder = _folder(tmp_path)
    for name, content in BESIDE.items():
        (folder / name).write_bytes(content)
    report = run(store, folder)
    assert report.loaded == 1
    assert [p.place.file for p in report.problems] == sorted(BESIDE)
    assert {p.severity for p in report.problems} == {Severity.WARNING}


@pytest.mark.parametrize("name", MEANT)
def test_what_is_meant_as_a_table_or_rdf_and_is_broken_is_an_error(
    store: Path, tmp_path: Path, name: str
) -> None:
    folder = _folder(tmp_path)
    (folder / name).write_bytes(MEANT[name])
    with pytest.raises(DataError) as caught:
        run(store, folder)
    assert {problem.place.file for problem in caught.value.problems} == {name}


@pytest.mark.parametrize("name", BESIDE)
def test_the_same_file_named_by_a_person_is_an_error(
    store: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(BESIDE[name])
    with pytest.raises(SimpulError, match=name):
        run(store, tmp_path / name)


def test_a_text_that_a_spreadsheet_wrote_is_a_table_of_a_folder(
    store: Path, tmp_path: Path
) -> None:
    folder = _folder(tmp_path)
    (folder / "u.txt").write_bytes("member_name\tnetwork\nKota Semarang\tC40\n".encode("utf-16"))
    report = run(store, folder)
    assert (report.loaded, report.problems) == (2, [])


def test_a_folder_of_nothing_is_told(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with pytest.raises(DataError, match="no table or graph"):
        run(store, folder)


def test_a_table_that_the_metadata_does_not_name_is_told(store: Path, tmp_path: Path) -> None:
    folder = write_source(tmp_path, key="second")
    (folder / "forgotten.csv").write_text("member_name,network\nBusan,C40\n")
    report = run(store, folder)
    assert [p.place.file for p in report.problems if "left out" in p.what] == ["forgotten.csv"]


BAD = (
    "key,member,member_name,network,begin,source\n"
    "1642911-c40,1642911,Jakarta,c40,2007~,report\n"
    "a,1835848,=Seoul,c40,sometime,report\n"
    "b,1835848,-Seoul,nobody,2006,report\n"
)


def test_what_is_refused_of_a_folder_can_be_mended_and_loaded_again(
    store: Path, tmp_path: Path
) -> None:
    organisations = ORGANISATIONS + "metropolis,Netwrk,Metropolis,Metropolis,report\n"
    tables = {"membership": BAD, "organisation": organisations}
    folder = write_source(tmp_path, tables, key="second")
    report = run(store, folder, keep_going=True)
    assert (report.rows, report.loaded, report.refused) == (7, 4, 3)
    (refused,) = report.refused_files
    assert refused == tmp_path / "second.refused"
    assert sorted(file.name for file in refused.iterdir()) == [
        "1-organisation.csv",
        "2-membership.csv",
        "csvw-metadata.json",
    ]
    with (refused / "2-membership.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[3] for row in rows] == ["member_name", "'=Seoul", "'-Seoul"]
    assert "begin: 'sometime' does not fit here" in rows[1][0]
    again = run(store, refused, keep_going=True, add=True)
    assert (again.rows, again.loaded, again.refused) == (3, 0, 3)
    for name, wrong, right in [
        ("2-membership.csv", "sometime", "2006"),
        ("2-membership.csv", "nobody", "metropolis"),
        ("1-organisation.csv", "Netwrk", "Network"),
    ]:
        path = refused / name
        path.write_text(path.read_text(encoding="utf-8-sig").replace(f",{wrong},", f",{right},"))
    mended = run(store, refused, add=True)
    assert (mended.rows, mended.loaded, mended.refused) == (3, 3, 0)
    assert not mended.removed.facts
    assert open_store(store).ask(
        f"ASK {{ <{ID}city/1835848> simpul:memberOf <{ID}org/metropolis> }}"
    )


def test_a_folder_of_refused_rows_is_found_only_by_its_name(tmp_path: Path) -> None:
    data = tmp_path / "data"
    write_source(data, {"document": DOCUMENTS})
    refused = write_source(data, {"document": DOCUMENTS}, key="test-list.refused")
    assert [folder.name for folder in find_sources(data)] == ["test-list"]
    assert find_sources(refused) == [refused]


def test_a_source_folder_says_itself_which_source_it_is(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="already says"):
        run(store, write_source(tmp_path, key="second"), source="other")


def test_refused_rows_may_be_written_as_a_workbook(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("member_name,network,begin\nBusan,C40,2015\n=Bandung,C40,sometime\n")
    path = tmp_path / "mend.xlsx"
    report = run(store, file, source="a", keep_going=True, refused=path)
    assert (report.loaded, report.refused, [*report.refused_files]) == (1, 1, [path])
    again = run(store, path, source="a", keep_going=True, add=True)
    assert (again.rows, again.loaded, again.refused) == (1, 0, 1)
    assert "'sometime' does not fit here" in str(again.problems[0])
