"""Talking with a person: missing parameters, and the small shell, through a pseudo-terminal."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def _spawn(store: Path, *words: str) -> "pexpect.spawn[str]":
    # The window's own size counts, not that of whoever runs the tests.
    inherited = {
        name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}
    }
    environment = {
        **inherited,
        "SIMPUL_STORE": str(store),
        "SIMPUL_LANG": "en",
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    return pexpect.spawn(
        sys.executable,
        ["-m", "simpul", *words],
        env=environment,
        dimensions=(40, 120),
        encoding="utf-8",
        timeout=30,
    )


def _end(talk: "pexpect.spawn[str]") -> int | None:
    talk.expect(pexpect.EOF)
    talk.close()
    return talk.exitstatus


def test_a_missing_parameter_is_asked_for_until_it_fits(article_store: Path) -> None:
    talk = _spawn(article_store, "query", "memberships")
    talk.expect("The city:")
    talk.send("Jakrta\r")
    talk.expect("Did you mean")
    talk.expect("The city:")
    talk.send("Jakarta\r")
    talk.expect("C40 Cities")
    assert _end(talk) == 0


def test_values_are_completed_from_the_graph(article_store: Path) -> None:
    talk = _spawn(article_store, "query", "memberships")
    talk.expect("The city:")
    talk.send("jaka")
    talk.expect("Jakarta")
    talk.send("\t\r")
    talk.expect("C40 Cities")
    assert _end(talk) == 0


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_a_person_can_leave_a_question_unanswered(article_store: Path, key: str) -> None:
    talk = _spawn(article_store, "query", "memberships")
    talk.expect("The city:")
    talk.send(key)
    talk.expect("Interrupted")
    assert _end(talk) == 130


def test_a_table_on_a_terminal_fits_and_its_things_are_links(article_store: Path) -> None:
    talk = _spawn(article_store, "query", "memberships", "-p", "city=Jakarta")
    talk.expect("\x1b]8;[^;]*;https://w3id.org/simpul/id/org/c40")
    assert _end(talk) == 0


def test_the_shell_picks_asks_shows_and_saves(article_store: Path, tmp_path: Path) -> None:
    saved = tmp_path / "answer.csv"
    talk = _spawn(article_store, "ask")
    talk.expect("Question:")
    talk.send("zzz\r")
    talk.expect("No question is about that")
    talk.expect("Question:")
    talk.send("shared-networks\r")
    talk.expect("Networks that two cities share")
    talk.expect("The first city:")
    talk.send("Jakarta\r")
    talk.expect("The second city:")
    talk.send("Seoul\r")
    talk.expect("C40 Cities")
    talk.expect("Save as")
    talk.send(f"{tmp_path}/no/such/folder.csv\r")
    talk.expect("No such file or directory")
    talk.expect("Save as")
    talk.send(f"{saved}\r")
    talk.expect("Wrote")
    talk.expect("Question:")
    talk.send("phases\r")
    talk.expect("initiative")
    talk.send("\x03")
    talk.expect("Question:")
    talk.send("\x04")
    assert _end(talk) == 0
    assert saved.read_text().startswith("short,network")
    assert saved.read_text().count("\n") == 6


def test_words_that_fit_several_questions_give_a_list(article_store: Path) -> None:
    talk = _spawn(article_store, "ask")
    talk.expect("Question:")
    talk.send("source\r")
    talk.expect("Number:")
    talk.send("many\r")
    talk.expect("Number:")
    talk.send("\x04")
    assert _end(talk) == 0


def test_a_sentence_finds_its_question_and_the_names_in_it(article_store: Path) -> None:
    talk = _spawn(article_store, "ask")
    talk.expect("Question:")
    talk.send("which networks do Jakarta and Seoul share\r")
    talk.expect("Networks that two cities share: a Jakarta; b Seoul")
    talk.expect("C40 Cities")
    talk.expect("Save as")
    # The next question is none of a file.
    talk.send("who has worked on limbah?\r")
    talk.expect("Who has worked on a theme, and whom to ask about it: theme limbah")
    talk.expect("Save as")
    talk.send("answer\r")
    talk.expect("End the name in .csv")
    talk.expect("Save as")
    talk.send("help\r")
    talk.expect("Ask in a sentence")
    talk.expect("Question:")
    talk.send("quit\r")
    assert _end(talk) == 0


def test_a_page_is_not_poured_over_a_terminal(article_store: Path) -> None:
    talk = _spawn(article_store, "view", "explorer")
    talk.expect("add -o explorer.html and open that file")
    assert _end(talk) == 2
