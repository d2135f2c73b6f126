"""``simpul export --format csv``: tables in a folder or an archive, as they come back."""

import zipfile
from pathlib import Path

import pytest

from simpul.exchange.tables import facts_in
from simpul.store import open_store
from simpul.terms import thing
from support import simpul


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_tables_go_into_a_folder_or_an_archive_and_are_the_same(
    store: Path, tmp_path: Path
) -> None:
    done = simpul("export", "--format", "csv", "-o", str(tmp_path / "tables"), store=store)
    assert done.returncode == 0, done.stderr
    assert "The data is CC BY 4.0." in done.stderr
    packed = tmp_path / "tables.zip"
    assert simpul("export", "--format", "csv", "-o", str(packed), store=store).returncode == 0
    with zipfile.ZipFile(packed) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == _files(tmp_path / "tables")
    assert {"geonames/cities.csv", "test-list/memberships.csv"} <= held.keys()
    said = {q.triple for q in facts_in(tmp_path / "tables" / "test-list")}
    graph = thing("source", "test-list")
    assert said == {quad.triple for quad in open_store(store).matching(graph=graph)}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Tables are many files."),
        (("-o", "{taken}"), "is there already"),
        (("-o", "{new}", "--since", "{taken}"), "--since is for a pack"),
        (("-o", "{new}", "--profile", "vocabulary"), "no table to write"),
    ],
)
def test_where_tables_cannot_go_nothing_is_written(
    store: Path, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (taken := tmp_path / "taken.txt").write_text("mine")
    given = [word.format(taken=taken, new=tmp_path / "new") for word in words]
    before = _files(tmp_path)
    done = simpul("export", "--format", "csv", *given, store=store)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "new").exists()
    assert _files(tmp_path) == before
