"""The side index: what was written is read again, what was revised is another, and damage is told with a remedy."""

import sqlite3
from pathlib import Path

import pytest

from simpul.errors import Place, StoreDamagedError, StoreError
from simpul.naming import Entries, Name, Names, Origin, copy, revise, write
from simpul.naming.index import FILE, IndexFile
from simpul.terms import ID

C40, ICLEI = f"{ID}org/c40", f"{ID}org/iclei"


def entries(iri: str, name: str, row: int, source: str) -> Entries:
    """Return what the index has to hold of one network."""
    return Entries(
        names=[Name(text=name, iri=iri, preferred=True)],
        classes=[(iri, "Network")],
        origins=[Origin(iri=iri, source=source, place=Place(file="a.csv", row=row))],
    )


def test_what_is_revised_takes_the_place_of_what_was_there_and_the_rest_stays(
    tmp_path: Path,
) -> None:
    write(tmp_path, entries(C40, "C40", 2, "one"))
    revise(tmp_path, [ICLEI], ["other"], entries(ICLEI, "ICLEI", 2, "other"))
    revise(tmp_path, [C40], ["one"], entries(C40, "C40 Cities", 3, "one"))
    names = Names(tmp_path)
    assert names.label(C40) == "C40 Cities"
    assert names.label(ICLEI) == "ICLEI"
    assert [origin.place.row for origin in names.origins_of("one")] == [3]
    assert names.bearers("C40", ID) == []


def test_a_copy_is_an_index_of_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for build in (one, other):
        build.mkdir()
    write(one, entries(C40, "C40", 2, "one"))
    copy(one, other)
    revise(other, [C40], ["one"], Entries())
    assert Names(one).knows(C40)
    assert not Names(other).knows(C40)


def test_of_no_build_it_is_an_index_of_nothing() -> None:
    assert not Names(None).knows(C40)
    assert Names(None).label(C40) == C40


def test_an_index_of_another_version_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    write(tmp_path, Entries())
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(StoreError, match="another version") as caught:
        IndexFile(tmp_path)
    assert not isinstance(caught.value, StoreDamagedError)


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no index at all" * 100)
    with pytest.raises(StoreDamagedError):
        IndexFile(tmp_path)
