import json
import shutil
from pathlib import Path

import pytest

from simpul import store as stores
from simpul.cli.app import run
from simpul.errors import StoreError, StoreFormatError
from simpul.ingest import build
from simpul.store import current_build, new_build, open_store, record
from support import write_source


@pytest.fixture
def build_folder(store: Path) -> Path:
    """The folder of a store's current build."""
    found = current_build(store)
    assert found is not None
    return found


def write(build: Path, content: object) -> None:
    (build / record.FILE).write_text(json.dumps(content))


def test_a_build_says_its_format_and_which_was_before_it(store: Path, build_folder: Path) -> None:
    with new_build(store) as new:
        new.begin_with_previous()
    assert json.loads((new.folder / record.FILE).read_text())["format"] == record.FORMAT
    assert record.previous_of(new.folder) == build_folder


def test_a_store_from_before_there_were_formats_is_read_revised_and_kept(
    store: Path, build_folder: Path, tmp_path: Path
) -> None:
    (build_folder / record.FILE).unlink()
    assert len(open_store(store))
    with new_build(store) as new:
        new.begin_with_previous()
    assert len(open_store(store))
    (new.folder / record.FILE).unlink()
    build([write_source(tmp_path / "data")], store)
    assert len(open_store(store))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (record.FORMAT + 1, "made by a newer Simpul: its format is"),
        (0, "made by an older Simpul, in format 0"),
    ],
)
def test_a_format_that_is_not_read_is_told_with_what_to_do(
    build_folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    found: int,
    said: str,
) -> None:
    store = build_folder.parent
    write(build_folder, {"format": found})
    data = str(write_source(tmp_path / "data"))
    place = ("--store", str(store), "--lang", "en")
    anew = ("build", "--data", data)
    for words in (("info",), ("query", "sources"), ("load", data), ("unload", "a"), anew):
        assert run([*words, *place]) == 3
        assert said in capsys.readouterr().err
    assert run([*anew, "--without-loaded", *place]) == 0
    assert len(open_store(store))


BROKEN = ['{"format": "2"}', '{"format": true}', "{}", "[]", "[" * 100_000, '{"format": 1e999}', ""]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_record_is_damage_and_does_not_hinder_cleaning(
    store: Path, build_folder: Path, content: str
) -> None:
    (build_folder / record.FILE).write_text(content)
    with pytest.raises(StoreError, match=r"build\.json is damaged"):
        open_store(store)
    with new_build(store):
        assert build_folder.exists()


def test_the_build_before_is_never_a_folder_elsewhere(store: Path, build_folder: Path) -> None:
    outside = store.parent / "20260101T000000-abcdef"
    shutil.copytree(build_folder, outside)
    write(build_folder, {"format": record.FORMAT, "previous": f"../{outside.name}"})
    for _time in range(3):
        with new_build(store) as new:
            new.begin_with_previous()
    assert outside.exists()


def test_the_error_has_its_parts(store: Path, build_folder: Path) -> None:
    write(build_folder, {"format": 99})
    with pytest.raises(StoreFormatError) as raised:
        open_store(store)
    assert (raised.value.path, raised.value.found) == (store, 99)


def test_every_format_up_to_the_present_one_is_read(build_folder: Path) -> None:
    for number in range(1, record.FORMAT + 1):
        write(build_folder, {"format": number})
        assert stores.open_build_read_only(build_folder)
