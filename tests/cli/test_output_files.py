"""What a command writes follows the ending of the file; ``-`` is stdout; the umask and the mode of a file are kept."""

import importlib
import itertools
import stat
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from simpul.cli.app import COMMANDS, run
from simpul.store import OxigraphStore
from support import ROOT, UMASKS

GRAPH = str(ROOT / "ontology" / "themes.ttl")
EMPTY_PATCH = str(ROOT / "tests" / "data" / "rdf-patches" / "valid-empty.rdfp")
TABLE = "name,age\nSari,30\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, article_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in, with a table; the article's store is the one in use."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMPUL_STORE", str(article_store))
    (tmp_path / "table.csv").write_text(TABLE)
    return tmp_path


BY_ENDING = [
    (["export"], "a.nq", "<https://w3id.org/simpul/id/"),
    (["export"], "a.jsonld", "["),
    (["export"], "a.RDF", "<?xml"),
    (["export"], "a.ttl", "@prefix"),
    (["export"], "a.graphml", "<?xml"),
    (["export"], "a.gexf", "<?xml"),
    (["export"], "a.cyjs", "{"),
    (["table2rdf", "table.csv"], "t.jsonld", "["),
    (["table2rdf", "table.csv"], "t.nt", "_:"),
    (["validate"], "v.html", "<!doctype html>"),
    (["validate"], "v.json", "["),
    (["analyse", "degree"], "d.csv", "thing"),
    (["analyse", "degree"], "d.gexf", "<?xml"),
    (["query", "sources"], "s.json", "{"),
    (["export", "--format", "turtle"], "a.nq", "@prefix"),
    (["export"], "plain", "@prefix"),
]


@pytest.mark.parametrize(("words", "file", "begins"), BY_ENDING)
def test_the_ending_of_the_file_says_the_format(
    place: Path, words: list[str], file: str, begins: str
) -> None:
    assert run([*words, "-o", file]) in {0, 1}
    assert (place / file).read_text().startswith(begins)


NO_FORMATS = [
    (["export"], "a.csv", ".ttl"),
    (["export"], "a.foo", ".nq"),
    (["table2rdf", "table.csv"], "x.trig", ".jsonld"),
    (["validate"], "v.xlsx", ".html"),
    (["analyse", "degree"], "x.xls", ".gexf"),
    (["query", "sources"], "x.foo", ".xlsx"),
]


@pytest.mark.parametrize(("words", "file", "known"), NO_FORMATS)
def test_an_ending_that_no_format_has_is_refused_with_those_there_are(
    place: Path, capfd: pytest.CaptureFixture[str], words: list[str], file: str, known: str
) -> None:
    assert run([*words, "-o", file]) == 2
    said = capfd.readouterr().err
    assert f"No format here has the ending {Path(file).suffix}" in said
    assert known in said
    assert not (place / file).exists()


TO_STDOUT = [
    ["export"],
    ["table2rdf", "table.csv"],
    ["validate"],
    ["analyse", "degree"],
    ["query", "sources"],
    ["view", "explorer"],
    ["template", "membership"],
    ["brief", "Jakarta", "Seoul"],
]


@pytest.mark.parametrize("words", TO_STDOUT, ids=" ".join)
def test_a_dash_is_stdout(place: Path, capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    code = run(words)
    plain = capfd.readouterr().out
    assert run([*words, "-o", "-"]) == code
    assert capfd.readouterr().out == plain != ""
    assert [path.name for path in place.iterdir()] == ["table.csv"]


@pytest.mark.parametrize("limit", ["0", "-1"])
@pytest.mark.parametrize("words", [["query", "sources"], ["analyse", "degree"]], ids=" ".join)
def test_a_limit_is_at_least_one(
    capfd: pytest.CaptureFixture[str], words: list[str], limit: str
) -> None:
    assert run([*words, "--limit", limit]) == 2
    assert "--limit" in capfd.readouterr().err


def test_a_table_in_a_file_has_all_rows_and_one_on_the_screen_25(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", "ties"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 25 + 2
    assert run(["analyse", "ties", "-o", "ties.txt"]) == 0
    assert len((place / "ties.txt").read_text().splitlines()) > 25 + 2
    assert "--limit" not in capfd.readouterr().err
    assert run(["analyse", "ties", "-o", "two.txt", "--limit", "2"]) == 0
    assert len((place / "two.txt").read_text().splitlines()) == 2 + 2


def test_the_endings_that_are_offered_are_those_that_are_written(
    article: OxigraphStore, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert len(article) > 0
    run(["query", "sources", "-o", "x.foo"])
    said = capfd.readouterr().err
    offered = said[said.index("one of ") + 7 : said.index(", or give")].split(", ")
    rows = [ending for ending in offered if ending not in {".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".nq", ".n3"}]  # fmt: skip
    assert len(rows) == 8
    for ending in rows:
        assert run(["query", "sources", "-o", f"s{ending}"]) == 0
        assert (place / f"s{ending}").stat().st_size > 0


WRITING = {
    "template": (["membership"], "t.csv"),
    "query": (["sources"], "q.csv"),
    "analyse": (["degree"], "d.csv"),
    "view": (["ontology"], "v.html"),
    "brief": (["Jakarta"], "b.md"),
    "export": ([], "e.ttl"),
    "diff": ([GRAPH, GRAPH], "d.txt"),
    "patch": ([GRAPH, EMPTY_PATCH], "p.ttl"),
    "why": (["Jakarta", "a", "City"], "w.txt"),
    "validate": ([], "v.json"),
    "table2rdf": (["table.csv"], "t.ttl"),
}
"""Words that make each command write, and the file; reconcile, which takes long to start, has its test beside its others."""


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _commands() -> Iterator[click.Command]:
    for name in COMMANDS:
        yield importlib.import_module(f"simpul.cli.{name}").command()


def test_every_command_that_writes_is_known_here() -> None:
    writing = [c.name for c in _commands() if "output" in (p.name for p in c.params)]
    # A mirror and a proposal are folders, and a backup has tests of its own.
    others = ["backup", "mirror", "reconcile", "review"]
    assert sorted(filter(None, writing)) == sorted([*WRITING, *others])


@pytest.mark.parametrize(
    ("umask", "command"),
    list(zip(itertools.cycle(UMASKS), WRITING, strict=False)),
    indirect=["umask"],
)
def test_a_command_keeps_the_umask_and_the_mode_of_what_it_replaces(
    place: Path, umask: int, command: str
) -> None:
    words, name = WRITING[command]
    force = ["--force"] if command in {"brief", "template"} else []
    assert run([command, *words, "-o", name]) in {0, 1}
    assert _mode(place / name) == 0o666 & ~umask
    (place / name).chmod(0o640)
    assert run([command, *words, "-o", name, *force]) in {0, 1}
    assert _mode(place / name) == 0o640
    assert sorted(file.name for file in place.iterdir()) == sorted(["table.csv", name])


@pytest.mark.parametrize(
    ("umask", "access"),
    list(zip(UMASKS, ("partner", "internal", "partner"), strict=True)),
    indirect=["umask"],
)
def test_an_export_that_is_not_for_everybody_is_its_owners_alone(
    place: Path, umask: int, access: str
) -> None:
    (place / "old.ttl").write_text("")
    (place / "old.ttl").chmod(0o666)
    for name in ("new.ttl", "old.ttl"):
        assert run(["export", "--access", access, "-o", name]) == 0
        assert _mode(place / name) == 0o600
    assert run(["export", "-o", "public.ttl"]) == 0
    assert _mode(place / "public.ttl") == 0o666 & ~umask


def test_a_link_that_is_named_is_replaced_and_what_it_led_to_stays(place: Path) -> None:
    (place / "kept.csv").write_text("kept")
    (place / "answer.csv").symlink_to("kept.csv")
    assert run(["query", "sources", "-o", "answer.csv"]) == 0
    assert (place / "kept.csv").read_text() == "kept"
    assert not (place / "answer.csv").is_symlink()
