"""A backup holds all of a store, and what is damaged in it is told of."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simpul.errors import FormatError, OutputError, StoreError
from simpul.exchange.publishing.backup import backup, restore
from simpul.ingest.build import build
from simpul.naming import Names
from simpul.store import current_build, new_build, open_build, open_current
from simpul.terms import ID, BlankNode, DefaultGraph, Literal, NamedNode, Quad
from support import write_source

if TYPE_CHECKING:
    from simpul.store.protocol import GraphName


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a public and an internal source, with what no file of data has."""
    folder = tmp_path_factory.mktemp("backed-up")
    write_source(folder / "data")
    write_source(folder / "data", key="secret-list", access="internal")
    build([folder / "data"], folder / "store")
    with new_build(folder / "store") as new:
        new.begin_with_previous()
        graph = open_build(new.folder)
        foreign, thing = NamedNode("https://example.org/a?b/c#d"), NamedNode(f"{ID}thing/a")
        graph.add(
            Quad(BlankNode("a1"), thing, term, place)
            for term in (BlankNode("b2"), Literal("a\nb\r \U0001f418"), Literal("", language="en"))
            for place in (foreign, DefaultGraph())
        )
        graph.close()
    return folder / "store"


@pytest.fixture(scope="module")
def file(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of that store."""
    made = tmp_path_factory.mktemp("backups") / "backup.zip"
    made.write_bytes(b"".join(backup(store)))
    return made


def test_a_restored_store_is_the_same(store: Path, file: Path, tmp_path: Path) -> None:
    restore(file, tmp_path / "store")
    ours, theirs = open_current(store), open_current(tmp_path / "store")
    assert ours.graph.graph_names() == theirs.graph.graph_names()
    names: list[GraphName] = [DefaultGraph(), *ours.graph.graph_names()]
    for name in names:
        assert set(ours.graph.lines(name)) == set(theirs.graph.lines(name))
    assert Names(theirs.folder).resolve("Jakarta", "City") == f"{ID}city/1642911"
    source = f"{ID}source/secret-list"
    mine, back = (Names(built.folder).origins_of(source) for built in (ours, theirs))
    assert sorted(map(str, mine)) == sorted(map(str, back))
    assert (ours.folder / "sources.json").read_text() == (theirs.folder / "sources.json").read_text()  # fmt: skip


def test_the_same_build_gives_the_same_file(store: Path, file: Path) -> None:
    assert b"".join(backup(store)) == file.read_bytes()


def _changed(file: Path, made: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Write an archive of what is in another, changed."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return made


def _lose_a_line(name: str, content: bytes) -> bytes:
    return content.partition(b"\n")[2] if "test-list" in name else content


def _change_a_word(name: str, content: bytes) -> bytes:
    return content.replace(b"C40 Cities", b"C41 Cities") if "test-list" in name else content


def _leave_out_rows(name: str, content: bytes) -> bytes | None:
    return None if name == "rows.nt" else content


def _leave_out_the_manifest(name: str, content: bytes) -> bytes | None:
    return None if name == "manifest.nt" else content


def _break_a_line(name: str, content: bytes) -> bytes:
    return content.replace(b" .", b"", 1) if "test-list" in name else content


def _end_without_a_line_feed(name: str, content: bytes) -> bytes:
    return content[:-1] if "test-list" in name else content


@pytest.mark.parametrize(
    "change",
    [
        _lose_a_line,
        _change_a_word,
        _leave_out_rows,
        _leave_out_the_manifest,
        _break_a_line,
        _end_without_a_line_feed,
    ],
)
def test_a_backup_that_is_not_what_was_written_is_refused(
    file: Path, tmp_path: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    changed = _changed(file, tmp_path / "changed.zip", change)
    with pytest.raises(FormatError, match="simpul backup"):
        restore(changed, tmp_path / "store")
    assert current_build(tmp_path / "store") is None


@pytest.mark.parametrize("kept", [0, 10, 1_000, -1_000, -1])
def test_a_backup_that_was_cut_is_refused(file: Path, tmp_path: Path, kept: int) -> None:
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(FormatError):
        restore(cut, tmp_path / "store")
    assert current_build(tmp_path / "store") is None


def test_a_backup_of_a_newer_simpul_is_refused_with_the_remedy(file: Path, tmp_path: Path) -> None:
    def newer(_name: str, content: bytes) -> bytes:
        layout, number = b"build#layout> ", b"^^<http://www.w3.org/2001/XMLSchema#integer>"
        return content.replace(layout + b'"1"' + number, layout + b'"9"' + number)

    changed = _changed(file, tmp_path / "newer.zip", newer)
    with pytest.raises(StoreError, match="Install a newer Simpul"):
        restore(changed, tmp_path / "store")


def test_a_backup_of_a_build_of_a_newer_format_is_refused(file: Path, tmp_path: Path) -> None:
    def newer(_name: str, content: bytes) -> bytes:
        return re.sub(rb'(build#format> )"\d+"', rb'\1"99"', content)

    changed = _changed(file, tmp_path / "newer.zip", newer)
    with pytest.raises(StoreError, match="format is 99"):
        restore(changed, tmp_path / "store")
    assert current_build(tmp_path / "store") is None


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_backup_packed_otherwise_is_refused(file: Path, tmp_path: Path, method: int) -> None:
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(tmp_path / "a.zip", "w", method) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    with pytest.raises(FormatError, match="simpul backup"):
        restore(tmp_path / "a.zip", tmp_path / "store")


def test_a_backup_that_is_encrypted_is_refused(file: Path, tmp_path: Path) -> None:
    content = bytearray(file.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 4)
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(FormatError, match="simpul backup"):
        restore(tmp_path / "a.zip", tmp_path / "store")


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(tmp_path: Path) -> None:
    line = b"<urn:a> <urn:b> <urn:c> .\n"
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("manifest.nt", line)
        bomb.writestr("rows.nt", line * 500_000)
    with pytest.raises(FormatError, match="simpul backup"):
        restore(tmp_path / "a.zip", tmp_path / "store")


def test_a_backup_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        restore(tmp_path / "nothing.zip", tmp_path / "store")
