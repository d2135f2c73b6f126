"""No command lets a word, a name or a label steer the terminal: found by walking the commands and the formats."""

import io
import sys
from pathlib import Path

import pytest

from simpul.answer.formats import ROW_FORMATS
from simpul.cli import main
from simpul.cli.app import COMMANDS

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
