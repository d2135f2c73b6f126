"""Every command that asks a store has the same limits, and ends at them whatever it is given."""

import importlib
from pathlib import Path
from typing import Final

import click
import pytest

from simpul.cli.app import COMMANDS
from simpul.cli.limited import ANYBODYS, OURS, Limited
from support import simpul

WRITERS: Final = {
    "accept",
    "backup",
    "build",
    "gazetteer",
    "load",
    "publish",
    "restore",
    "review",
    "unload",
}
"""They change or copy the whole store, and are not to be ended in the middle."""
PAIRS: Final = "SELECT ?a ?b { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z . ?d ?s ?w FILTER(?x != ?w) }"
HOSTILE: Final = {
    "slow": ("SELECT (COUNT(*) AS ?n) " + PAIRS.removeprefix("SELECT ?a ?b "), "--timeout"),
    "hungry": (PAIRS + " ORDER BY ?z", "--memory"),
    "a graph without end": (
        "CONSTRUCT { ?a ?p ?b } WHERE " + PAIRS.removeprefix("SELECT ?a ?b "),
        "--timeout",
    ),
    "to be read": ("SELECT * { VALUES ?a { " + "1 " * 2_000_000 + "} ?a ?b ?c }", "--timeout"),
}
MESSAGES: Final = {"--timeout": "raise --timeout", "--memory": "raise --memory"}
ASKING: Final = {
    "query": ("query", "{file}", "-o", "{out}"),
    "view": ("view", "--query", "{file}", "-o", "{out}"),
}


def _made(name: str) -> click.Command:
    command: click.Command = importlib.import_module(f"simpul.cli.{name}").command()
    return command


def _options(command: click.Command) -> dict[str, click.Parameter]:
    return {word: one for one in command.params for word in one.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_asks_a_store_has_limits_and_no_other_has(name: str) -> None:
    command = _made(name)
    options = _options(command)
    asks = "--store" in options and name not in WRITERS
    assert {"--timeout", "--memory"} <= options.keys() if asks else "--timeout" not in options
    # The shell of `ask`, and the site, go on after a query that was ended; all others are ended with it.
    assert isinstance(command, Limited) == (asks and name not in {"ask", "serve"})


@pytest.mark.parametrize("name", ["query", "view", "ask"])
def test_what_somebody_wrote_has_limits_unless_more_is_asked_for(name: str) -> None:
    options = _options(_made(name))
    given = (options["--timeout"].default, options["--memory"].default)
    assert given == (ANYBODYS.seconds, ANYBODYS.megabytes)
    assert ANYBODYS
    assert not OURS


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("command", ASKING)
def test_a_hostile_query_ends_at_its_limit(
    command: str, kind: str, article_store: Path, tmp_path: Path
) -> None:
    text, option = HOSTILE[kind]
    file, out = tmp_path / "hostile.rq", tmp_path / "out.html"
    file.write_text(text, encoding="utf-8")
    words = [word.format(file=file, out=out) for word in ASKING[command]]
    limit = {"--timeout": "0.5", "--memory": "50"}[option]
    done = simpul(*words, option, limit, store=article_store)
    assert done.returncode == 4, done.stderr
    assert MESSAGES[option] in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.rq"]
