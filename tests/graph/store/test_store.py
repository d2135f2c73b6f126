import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul import store
from simpul.errors import QueryError, StoreError, StoreMissingError
from simpul.naming import Names
from simpul.store import OxigraphStore, current_build, new_build, open_build, open_store
from simpul.terms import ID, Literal, Quad, rdf_type, simpul, thing


def _build(folder: Path, label: str) -> Path:
    with new_build(folder) as build:
        store.write(build.folder, [Quad(thing("city", "1"), simpul("shortName"), Literal(label))])
    return build.folder


def _labels(found: OxigraphStore) -> list[str]:
    return [str(row["l"].value) for row in found.select("SELECT ?l { ?s simpul:shortName ?l }")]  # type: ignore[union-attr]  # a literal


def test_a_new_build_replaces_the_old_and_keeps_one_before(tmp_path: Path) -> None:
    first, second, third = (_build(tmp_path, name) for name in ("a", "b", "c"))
    assert _labels(open_store(tmp_path)) == ["c"]
    assert not first.exists()
    assert second.exists()
    assert third.exists()


def test_a_reader_of_the_old_build_goes_on(tmp_path: Path) -> None:
    _build(tmp_path, "a")
    reader = open_store(tmp_path)
    _build(tmp_path, "b")
    assert _labels(reader) == ["a"]


def test_a_failed_build_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    _build(tmp_path, "a")
    before = sorted(tmp_path.iterdir())

    def fail() -> None:
        with new_build(tmp_path) as build:
            store.write(build.folder, [])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert _labels(open_store(tmp_path)) == ["a"]
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_is_no_build_is_never_removed(tmp_path: Path) -> None:
    (tmp_path / "my-photos").mkdir()
    (tmp_path / "my-photos" / "a.jpg").write_text("precious")
    for name in "abc":
        _build(tmp_path, name)
    assert (tmp_path / "my-photos" / "a.jpg").read_text() == "precious"


def test_a_missing_store_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="simpul build"):
        open_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("below", ["", "deeper/store"])
def test_where_a_file_lies_there_is_no_store(below: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("somebody's")
    with pytest.raises(StoreMissingError, match="simpul build"):
        open_store(file / below)


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    build = _build(tmp_path, "a")
    for file in (build / "graph").iterdir():
        file.write_bytes(b"damaged")
    with pytest.raises(StoreError, match="simpul build"):
        open_store(tmp_path)


def test_a_malformed_query_says_where() -> None:
    with pytest.raises(QueryError, match="1:"):
        OxigraphStore.in_memory().select("SELEC ?x { }")


def test_a_query_of_another_form_is_refused() -> None:
    with pytest.raises(QueryError, match="SELECT"):
        OxigraphStore.in_memory().select("ASK {}")


def test_a_revised_build_begins_with_what_the_store_holds(
    article_store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(article_store, folder)
    before = len(open_store(folder))
    extra = Quad(thing("city", "1"), rdf_type, simpul("City"), thing("source", "test"))
    with new_build(folder) as build:
        build.begin_with_previous()
        revised = open_build(build.folder)
        revised.add([extra])
        del revised
    assert len(open_store(folder)) == before + 1
    names = Names(open_store(folder).folder or folder)
    assert names.resolve("Jakarta", "City") == ID + "city/1642911"


def test_a_revision_of_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError), new_build(tmp_path / "none", create=False):
        pass
    assert not (tmp_path / "none").exists()


def test_a_failed_revision_leaves_the_store_as_it_was(article_store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(article_store, folder)
    before = current_build(folder)

    def fail() -> None:
        with new_build(folder) as build:
            build.begin_with_previous()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert current_build(folder) == before
    assert sorted(p.name for p in folder.iterdir() if p.is_dir()) == [before.name if before else ""]


def test_lines_are_loaded_piece_by_piece_and_leave_no_file_behind(tmp_path: Path) -> None:
    said = [f'<http://e.org/{n}> <http://e.org/p> "Ürümqi \\"서울\\" {n}" .\n' for n in range(50)]
    build = tmp_path / "build"
    build.mkdir()
    loaded = open_build(build)
    loaded.bulk_load(iter(said), piece=200)
    assert {f"{quad.triple} .\n" for quad in loaded.matching()} == set(said)
    assert [file.name for file in build.iterdir()] == ["graph"]


def test_what_goes_wrong_while_lines_are_made_is_raised(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "<http://e.org/a> <http://e.org/p> <http://e.org/b> .\n"
        raise OSError(28, "No space left on device")

    build = tmp_path / "build"
    build.mkdir()
    with pytest.raises(OSError, match="No space left"):
        open_build(build).bulk_load(lines(), piece=1)
    assert [file.name for file in build.iterdir()] == ["graph"]
