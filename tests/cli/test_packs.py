"""Packs on the command line: written, verified, refused."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.cli import main


@pytest.fixture
def place(ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, beside a store of one small source."""
    monkeypatch.setenv("SIMPUL_STORE", str(ground))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """A command, which returns its exit code, what it answers and what it tells."""

    def run_(*words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        code = main(["--lang", "en", *words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run_


Run = Callable[..., tuple[int, str, str]]
ISSUED = ("--issued", "2026-11-24")


def test_a_pack_is_written_verified_and_compared(place: Path, run: Run) -> None:
    code, out, told = run("export", "-o", "pack/", *ISSUED, "--publisher", "C40 Cities")
    assert (code, out) == (0, "")
    assert "Wrote pack. The data is CC BY 4.0." in told
    assert "simpul verify pack" in told
    assert "explorer.html" in {path.name for path in (place / "pack").iterdir()}
    assert "Published by: C40 Cities" in (place / "pack" / "README.md").read_text(encoding="utf-8")
    code, out, told = run("verify", "pack")
    assert code == 0
    assert out.startswith("pack is as it was written: ")
    assert "RDFC-1.0 SHA-256 " in out
    assert "Error" not in told
    code, _out, told = run("export", "-o", "next.zip", *ISSUED, "--since", "pack")
    assert code == 0, told
    assert run("verify", "next.zip")[0] == 0
    (place / "pack" / "data.ttl").write_text("changed")
    code, out, told = run("verify", "pack")
    assert (code, out) == (1, "")
    assert "Error: data.ttl: was changed" in told
    assert "Do not rely on this pack." in told


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["export", "--format", "pack"], 2, "Name a folder or a file that ends in .zip"),
        (["export", "-o", "pack/"], 2, "Say of what day the pack is with --issued"),
        (["export", "-o", "pack/", "--issued", "soon"], 2, "write a day such as 2026-11-24"),
        (["export", "-o", "a.ttl", *ISSUED], 2, "--issued is for a pack"),
        (["export", "-o", "a.ttl", "--publisher", "C40"], 2, "--publisher is for a pack"),
        (["export", "-o", "there/", *ISSUED], 2, "The folder there is not empty"),
        (["export", "-o", "there/file.zip", *ISSUED], 2, "may hold somebody's work"),
        (["export", "-o", "there/file.zip/pack/", *ISSUED], 5, "there/file.zip/pack: "),
        (["export", "-o", "pack/", *ISSUED, "--since", "nothing"], 5, "nothing"),
        (["export", "-o", "pack/", *ISSUED, "--since", "there"], 5, "no pack that"),
        (["export", "-o", "pack/", *ISSUED, "--address", "not an address"], 2, "is no address"),
        (["verify", "nothing"], 5, "nothing"),
        (["verify", "there"], 5, "no pack that"),
        (["verify", "there/file.zip"], 5, "no ZIP archive"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_and_nothing_is_left(
    place: Path, run: Run, words: list[str], code: int, told: str
) -> None:
    (place / "there").mkdir()
    (place / "there" / "file.zip").write_text("work")
    found, out, said = run(*words)
    assert (found, out) == (code, ""), said
    assert told in said
    assert "Traceback" not in said
    assert [path.name for path in place.iterdir()] == ["there"]
    assert [path.name for path in (place / "there").iterdir()] == ["file.zip"]


def test_a_folder_that_nobody_may_write_into_is_told(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    code, _out, told = run("export", "-o", "pack/", *ISSUED)
    assert code == 5
    assert "pack: Permission denied" in told
    assert list(place.iterdir()) == []


def test_a_publisher_that_the_graph_does_not_know_is_a_name(place: Path, run: Run) -> None:
    _code, _out, told = run("export", "-o", "pack/", *ISSUED, "--publisher", "Kantor Walikota")
    assert "Kantor Walikota is no organisation of the graph" in told
    page = (place / "pack" / "BACA-SAYA.md").read_text(encoding="utf-8")
    assert "Diterbitkan oleh: Kantor Walikota" in page


def test_a_pack_of_the_vocabulary_alone_is_whole(place: Path, run: Run) -> None:
    code, _out, told = run("export", "--profile", "vocabulary", "-o", "words.zip", *ISSUED)
    assert code == 0, told
    code, out, told = run("verify", "words.zip")
    assert code == 0, told
    assert "statements of 0 sources" in out
    shutil.unpack_archive(place / "words.zip", place / "words")
    assert json.loads((place / "words" / "context.jsonld").read_text(encoding="utf-8"))
