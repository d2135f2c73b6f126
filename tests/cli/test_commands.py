"""All commands are one program: help of one style in both languages, the same options, the same complaints."""

import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from simpul import locale
from simpul.cli import main
from simpul.cli.app import COMMANDS
from simpul.cli.command import Command
from simpul.cli.options import Option

SECTIONS = {
    "en": ("Usage:", "Arguments:", "Options:"),
    "id": ("Cara pakai:", "Argumen:", "Opsi:"),
}
WIDTH = 80
OPTIONS = {
    "build": "--data --only --without-loaded --store",
    "load": "--source --title --access --completeness --licence --kind --add --replace --keep-going --refused "
    "--largest-rdf --dry-run --store",
    "unload": "--store",
    "template": "--output -o --force",
    "queries": "",
    "query": "--parameter -p --explain --store --allow-service --format -f --output -o --with-sources --limit --bom "
    "--timeout --memory",
    "ask": "--store --timeout --memory",
    "analyse": "--graph -g --of --from --to --as-of --network --theme --format -f --limit --explain --output -o --store "
    "--timeout --memory",
    "view": "--of --hops --from --to --a --b --query --output -o --store --timeout --memory",
    "brief": "--theme --format -f --output -o --force --access --store --timeout --memory",
    "export": "--profile --parameter -p --access --allow-unlicensed --output -o --format -f --since "
    "--issued --publisher --address --store --timeout --memory",
    "diff": "--since --format -f --output -o --largest-rdf --access --store --timeout --memory",
    "patch": "--output -o --format -f --largest-rdf --access",
    "verify": "",
    "review": "--from --output -o --part --table --largest-rdf --store",
    "accept": "--partner --received --source --access --licence --dry-run --store",
    "info": "--store --quality --timeout --memory",
    "why": "--format --output -o --store --timeout --memory",
    "validate": "--format --output -o --largest-rdf --store --timeout --memory",
    "check": "--facts --largest-rdf --store --timeout --memory",
    "gazetteer": "--min-population --remove --store",
    "publish": "--access --store",
    "mirror": "--output -o --force",
    "backup": "--output -o --force --store",
    "restore": "--force --store",
    "serve": "--store --host --port --open --public --queries --tokens --proxy --workers --rate --log --timeout --memory",
    "token": "--access --expires --tokens",
    "reconcile": "--name --country --region --lat --lon --population --sheet --decisions --min-score --output -o "
    "--force",
    "table2rdf": "--mode --format --base --metadata --linked --within --output -o",
    "completion": "",
}
"""The options that people have written into their scripts; none of them may go."""

OF_A_STORE: Final[dict[str, set[str]]] = {
    "backup": {"--output"},
    "mirror": {"--output", "--force"},
    "review": {"--output"},
    "restore": {"--force"},
}
"""Options whose file or folder is a whole store, or a proposal, and must be named."""


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A terminal that is wider than any help should be; English again afterwards."""
    monkeypatch.setenv("COLUMNS", "200")
    yield
    locale.use("en")


def _made(name: str) -> click.Command:
    command: click.Command = importlib.import_module(f"simpul.cli.{name}").command()
    return command


def _help(command: click.Command) -> str:
    context = click.Context(command, info_name=f"simpul {command.name}")
    with context:
        return command.get_help(context)


def _faults(command: click.Command, language: str) -> list[str]:
    """Return where the help of a command departs from the common style."""
    text = _help(command)
    lines = text.splitlines()
    found = [f"too wide: {line}" for line in lines if len(line) > WIDTH]
    usage, arguments, options = SECTIONS[language]
    has_arguments = any(isinstance(one, click.Argument) for one in command.params)
    wanted = [usage, *([arguments] if has_arguments else []), options]
    headings = [line.split(":")[0] + ":" for line in lines if line and not line.startswith(" ")]
    if headings != wanted:
        found.append(f"sections: {headings}")
    if not command.help or not command.help.endswith("."):
        found.append("what it does is no sentence")
    for one in command.params:
        if not one.help or not one.help.endswith("."):
            found.append(f"no sentence: {one.name}")
        if isinstance(one, click.Option) and not one.is_flag and not one.metavar:
            found.append(f"no word for the value: {one.name}")
    return found


@pytest.mark.parametrize("language", SECTIONS)
@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_one_style(name: str, language: str) -> None:
    locale.use(language)
    assert _faults(_made(name), language) == []


def test_a_help_that_departs_from_the_style_is_found() -> None:
    bad = Command(
        "bad",
        lambda: None,
        parameters=[
            click.Argument(["word"]),
            Option(["--number"], metavar="|".join(["word"] * 20), help="Numbers."),
            Option(["--other"]),
        ],
        help="Words",
    )
    faults = _faults(bad, "en")
    assert faults.pop(0).startswith("too wide:   --number")
    assert faults == [
        "what it does is no sentence",
        "no sentence: word",
        "no sentence: other",
        "no word for the value: other",
    ]
    click_only = click.Command("plain", params=[Option(["--yes"], is_flag=True, help="Yes.")])
    assert any(fault.startswith("sections") for fault in _faults(click_only, "id"))


def test_every_command_is_made_by_the_module_of_its_name() -> None:
    folder = Path(importlib.import_module("simpul.cli").__file__ or "").parent
    modules = {file.stem for file in folder.glob("*.py")}
    assert set(COMMANDS) <= modules
    for name in sorted(modules - {"__init__"}):
        module = importlib.import_module(f"simpul.cli.{name}")
        assert hasattr(module, "command") == (name in COMMANDS), name
    assert [_made(name).name for name in COMMANDS] == list(COMMANDS)


def test_no_option_has_gone() -> None:
    assert list(OPTIONS) == list(COMMANDS)
    for name, words in OPTIONS.items():
        known = {word for one in _made(name).params if isinstance(one, Option) for word in one.opts}
        assert set(words.split()) <= known, name


def test_an_option_of_several_commands_is_explained_alike() -> None:
    said: dict[str, set[tuple[str | None, str | None]]] = {}
    for name in COMMANDS:
        for one in _made(name).params:
            word = one.opts[0]
            if word in {"--store", "--output", "--force"} - OF_A_STORE.get(name, set()):
                said.setdefault(word, set()).add((one.metavar, one.help))
    assert {word: len(texts) for word, texts in said.items()} == {
        "--store": 1,
        "--output": 1,
        "--force": 1,
    }


def test_nothing_in_an_indonesian_help_is_english() -> None:
    english = {one.help for name in COMMANDS for one in _made(name).params}
    locale.use("id")
    assert [
        one.help for name in COMMANDS for one in _made(name).params if one.help in english
    ] == []


WRONG = {
    "no such option": (["--no-such"], "There is no option --no-such.", "Tidak ada opsi --no-such."),
    "too many words": (["bash", "b", "c", "d", "e"], "has no use for", "tidak memerlukan"),
    "no value": (["--store"], "--store needs a value.", "--store memerlukan nilai."),
    "a value that is none": (
        ["--force=1"],
        "--force takes no value.",
        "--force tidak menerima nilai.",
    ),
}


FIRST: Final = {"token": "list"}
"""What a command can begin with that takes one of a few words."""


def _takes(name: str, kind: str) -> bool:
    command = _made(name)
    words = {word for one in command.params for word in one.opts}
    match kind:
        case "too many words":
            # Where an option must be given, that it is missing is said first.
            return not any(
                one.nargs == -1 or (one.required and isinstance(one, Option))
                for one in command.params
            )
        case "no value":
            return "--store" in words
        case "a value that is none":
            return "--force" in words
        case _:
            return True


CASES = [(name, kind) for name in COMMANDS for kind in WRONG if _takes(name, kind)]


@pytest.mark.parametrize("language", SECTIONS)
@pytest.mark.parametrize(("name", "kind"), CASES)
def test_wrong_words_are_refused_alike(
    capfd: pytest.CaptureFixture[str], name: str, kind: str, language: str
) -> None:
    words, english, indonesian = WRONG[kind]
    words = [word.replace("bash", FIRST.get(name, "bash")) for word in words]
    assert main([name, *words, "--lang", language]) == 2
    out, said = capfd.readouterr()
    assert out == ""
    assert (english if language == "en" else indonesian) in said
    assert said.rstrip().endswith(f"`simpul {name} --help`.")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["unload"], "KEY… is missing."),
        (["completion"], "SHELL is missing."),
        (["review", "x"], "--from is missing."),
        (["accept", "x"], "--partner is missing."),
        (["info", "--lang"], "--lang needs a value."),
        (["reconcile", "table.csv"], "--name is missing."),
        (["completion", "bsh"], "'bsh' is not one of: bash, zsh, fish. Did you mean bash?"),
        (["load", "x", "--acces", "public"], "There is no option --acces. Did you mean --access?"),
        (["load", "x", "--access", "secret"], "is not one of: public, partner, internal."),
        (["table2rdf", "x", "--mode", "minimum"], "Did you mean minimal?"),
        (["gazetteer", "--min-population", "7"], "'7' is not one of: 500, 1000, 5000, 15000."),
        (["query", "x", "--timeout", "nan"], "write a number of 0 or more."),
        (["query", "x", "--memory", "1.5"], "write a number of 0 or more."),
        (["reconcile", "x", "--name", "y", "--min-score", "2"], "write a number from 0 to 1."),
        (["quer"], "There is no command 'quer'. Did you mean queries, query?"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_what_is_wrong_is_named_with_what_would_be_right(
    capfd: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(words) == 2
    out, complaint = capfd.readouterr()
    assert out == ""
    assert said in complaint


def test_simpul_alone_shows_the_commands_and_that_something_is_missing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    out, said = capfd.readouterr()
    assert out == ""
    assert all(f"\n  {name} " in said for name in COMMANDS)
    assert os.linesep.join(said.splitlines()[:1]) == "Usage: simpul [OPTIONS] COMMAND"
    assert max(map(len, said.splitlines())) <= WIDTH
