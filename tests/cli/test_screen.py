"""No command lets a word, a name or a label steer the terminal: found by walking the commands and the formats."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from simpul.answer.formats import ROW_FORMATS
from simpul.cli import main
from simpul.cli.app import COMMANDS
from support import simpul

HOSTILE = "\x1b[35mJakarta\x9b1m\u202e\u061c\nFORGED"
STEERING = ("\x1b[35m", "\x9b", "\u202e", "\u061c")
"""None of it is painted by us."""


class _Terminal(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return True


def _run(monkeypatch: pytest.MonkeyPatch, *lines: list[str]) -> str:
    """Return what a terminal gets when these commands are run at it."""
    terminal = _Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", terminal)
        patch.setattr(sys, "stderr", terminal)
        for words in lines:
            main(words)
    terminal.flush()
    terminal.seek(0)
    return terminal.read()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_repeats_a_word_that_steers(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMPUL_STORE", str(tmp_path / HOSTILE))
    lines = ([command, HOSTILE], [command, f"--{HOSTILE}"], [command, "--lang", HOSTILE])
    shown = _run(monkeypatch, *lines)
    assert shown
    assert not [sign for sign in STEERING if sign in shown]
    assert not [line for line in shown.splitlines() if line.startswith("FORGED")]


@pytest.mark.parametrize("format_", [name for name in ROW_FORMATS if name != "xlsx"])
def test_no_format_of_an_answer_steers(
    format_: str, article_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    label = HOSTILE.replace("\n", "\\n")
    query = f'SELECT ?value WHERE {{ BIND("{label}" AS ?value) }}'
    shown = _run(monkeypatch, ["query", query, "-f", format_, "--store", str(article_store)])
    assert "Jakarta" in shown
    assert not [sign for sign in STEERING if sign in shown]


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory, article_store: Path) -> Path:
    """A store in which an organisation's label, and the heading of a question, would steer."""
    folder = tmp_path_factory.mktemp("hostile")
    store = Path(shutil.copytree(article_store, folder / "store"))
    label = json.dumps(f"Zyx {HOSTILE} $(touch ran)")
    (folder / "zyx.ttl").write_text(
        f"""@prefix simpul: <https://w3id.org/simpul/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix dct: <http://purl.org/dc/terms/> .
        @prefix id: <https://w3id.org/simpul/id/> .
        <{ORGANISATION}> a simpul:Organisation ; rdfs:label {label}@en, {label}@id ;
            simpul:sector <https://w3id.org/simpul/id/sector/public> ; dct:source <{LIST}> ;
            simpul:seatedIn <https://w3id.org/simpul/id/city/1642911> .
        <{LIST}> a simpul:Document ; rdfs:label "list"@en, "list"@id ; dct:title "list"@en, "list"@id .""",
        encoding="utf-8",
    )
    (folder / "zyx.rq").write_text(
        f"#+ summary: {label}\nSELECT ?label WHERE {{ <{ORGANISATION}> rdfs:label ?label }}\n",
        encoding="utf-8",
    )
    (folder / "zyx.csv").write_text(f'{label},"a"\n1,2\n', encoding="utf-8")
    return store


ORGANISATION = "https://w3id.org/simpul/id/org/zyx"
LIST = "https://w3id.org/simpul/id/document/zyx"


def test_no_label_and_no_heading_in_the_store_steers(
    hostile_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside, at = hostile_store.parent, ["--store", str(hostile_store)]
    nothing = beside / "nothing.nt"
    nothing.write_text("")
    shown = _run(
        monkeypatch,
        ["load", str(beside / "zyx.ttl"), "--source", "zyx", *at],
        ["load", str(beside / "zyx.csv"), "--source", "table", *at],
        ["why", ORGANISATION, "is a", "Organisation", *at],
        ["why", ORGANISATION, "a", "Organisation", *at],
        ["query", str(beside / "zyx.rq"), *at],
        ["queries", str(beside / "zyx.rq"), *at],
        ["query", "memberships", "-p", "city=Zyx", *at],
        ["export", *at],
        ["export", "-f", "jsonld", *at],
        ["diff", str(nothing), *at],
        ["diff", str(nothing), "-f", "markdown", *at],
        ["validate", *at],
        ["info", *at],
        ["unload", "zyx", *at],
    )
    assert shown.count("Zyx") > 5
    assert not [sign for sign in STEERING if sign in shown]
    assert not [line for line in shown.splitlines() if line.startswith("FORGED")]


def test_a_label_of_two_lines_is_not_offered_by_tab(hostile_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(hostile_store, tmp_path / "store"))
    simpul("load", str(hostile_store.parent / "zyx.ttl"), "--source", "zyx", store=store)
    asked = {
        "_SIMPUL_COMPLETE": "bash_complete",
        "COMP_WORDS": "simpul query memberships -p city=Zy",
        "COMP_BREAKS": "=:",
    }
    assert (
        simpul("query", "-", store=store, stdin=f"ASK {{ <{ORGANISATION}> ?p ?o }}").returncode == 0
    )
    assert "touch" not in simpul(store=store, **asked).stdout


def test_an_export_shows_on_a_terminal_how_far_it_is_and_in_a_pipe_nothing(
    article_store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["export", "--lang", "en", "--store", str(article_store)]
    to_file = _run(monkeypatch, [*words, "-o", "a.ttl"])
    assert "Writing a.ttl: 0 MB …" in to_file
    to_screen = _run(monkeypatch, words)
    assert to_screen.index("Sorting the facts …") < to_screen.index("@prefix")
    assert "Writing" not in to_screen
    assert main([*words, "-o", "b.ttl"]) == 0
    assert "Writing" not in capfd.readouterr().err
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
