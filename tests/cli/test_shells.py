"""What a shell is given is one line and quoted for it: tried in real shells, as a person types."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pexpect
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.cli.shells import SHELLS, Typed
from support import ROOT

BREAKS = " \t\n\"'@><=;|&(:"
"""Bash's COMP_WORDBREAKS."""
# A command that offers what a file holds, and writes down what it is called with.
PROGRAM = """
import os, sys
from pathlib import Path

folder = Path(__file__).parent
if asked := os.environ.get("_SIMPUL_COMPLETE"):
    import click
    from click.shell_completion import CompletionItem
    from simpul.cli.shells import SHELLS

    def offer(*_asked):
        values = (folder / "values").read_text(encoding="utf-8").split("\\0")
        return [CompletionItem(f"city={value}", help=about.read_text()) for value in values]

    about = folder / "about"
    option = click.Option(["-p"], shell_complete=offer)
    shell = SHELLS[asked.partition("_")[0]](click.Command("simpul", params=[option]), {}, "simpul", "")
    print(shell.complete())
else:
    (folder / "received").write_bytes(os.fsencode("\\0".join(sys.argv[1:])))
    print("RECEIVED")
"""
START = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "--private"],
}
HOSTILE = [
    "Jakarta",
    "New York",
    "Washington, D.C.",
    "$(touch ran)",
    "`touch ran`",
    "; touch ran; #",
    "a$HOME",
    "~",
    "~root/x",
    "-n",
    "--help",
    "*",
    "[a-z]?{b,c}",
    "it's",
    "'quoted'",
    'say "x"',
    "back\\slash\\",
    "a:b::c",
    "c:\\d\\",
    "wow!!",
    "!touch",
    "#1",
    "%1",
    "=ls",
    "(x)",
    "a<b>c|d&e",
    "^a^b",
    "서울 Łódź 👩‍👩‍👧",
    " blank ",
]


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator["_Session"]:
    session = _Session(str(request.param), tmp_path)
    yield session
    session.talk.close(force=True)


class _Session:
    """A shell on a pseudo-terminal, in which a command of ours is completed and run."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        program = folder / "simpul"
        program.write_text(f"#!{sys.executable}\n{PROGRAM}")
        program.chmod(0o755)
        (folder / "about").write_text("")
        path = shutil.which(name)
        assert path is not None, f"scripts/test-tools installs {name}"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMP_")}
        self.talk: pexpect.spawn[str] = pexpect.spawn(
            path,
            START[name],
            env={
                **kept,
                "PATH": f"{folder}:{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT / "graph"),
                "HOME": str(folder),
                "TERM": "xterm",
                "LC_ALL": "C.UTF-8",
            },
            cwd=str(folder),
            dimensions=(50, 250),
            encoding="utf-8",
            timeout=30,
        )
        self.talk.delaybeforesend = None
        script = folder / "completion"
        complete = SHELLS[name](click.Command("simpul"), {}, "simpul", "_SIMPUL_COMPLETE")
        script.write_text(complete.source_template % complete.source_vars())
        if name == "zsh":
            self.talk.send("autoload -Uz compinit; compinit -u -D\r")
        self.talk.send(f"source {script}; echo READ''Y\r")
        self.talk.expect("READY")

    def offer(self, *values: str, about: str = "") -> None:
        (self.folder / "values").write_text("\0".join(values), encoding="utf-8")
        (self.folder / "about").write_text(about, encoding="utf-8")

    def typed(self, line: str) -> list[str]:
        """Return the words that the command receives when this is typed."""
        received = self.folder / "received"
        received.unlink(missing_ok=True)
        self.talk.send(line + "\r")
        self.talk.expect("RECEIVED")
        return received.read_bytes().decode().split("\0")


def test_what_tab_inserts_is_what_the_command_receives(shell: _Session) -> None:
    for position, value in enumerate(HOSTILE):
        shell.offer(value, about="it's: a\n$(touch ran)" if position % 2 else "")
        assert shell.typed("simpul -p city=\t") == ["-p", f"city={value}"]
    assert not (shell.folder / "ran").exists()


# What begins or ends with a quote, or with what only other quotes can hold, is not offered within quotes.
WITHIN_QUOTES = [value for value in HOSTILE if not {value[0], value[-1]} & {*"'\"!"}]


@pytest.mark.parametrize("typed", ["'city=", 'city="'])
@pytest.mark.parametrize("shell", ["bash"], indirect=True)
def test_bash_gets_what_fits_the_quotes_that_are_open(shell: _Session, typed: str) -> None:
    for value in WITHIN_QUOTES:
        shell.offer(value)
        assert shell.typed(f"simpul -p {typed}\t") == ["-p", f"city={value}"]
    assert not (shell.folder / "ran").exists()


SHARED = [
    (("a$x", "a;y"), "a"),
    (("a b", "a'b"), "a"),
    (("back\\slash", "back\\\\"), "back\\\\"),
    (("New York", "New Delhi"), "New\\ "),
    (("it's", "it"), "it"),
]


@pytest.mark.parametrize(("values", "shared"), SHARED)
def test_the_beginning_that_several_values_share_in_bash_ends_in_no_escape(
    values: Sequence[str], shared: str
) -> None:
    typed = Typed(words=("",), kept="", quote="", closed=False)
    assert os.path.commonprefix(typed.quoted(values)) == shared  # noqa: RUF071 - as readline has it


UNFIT = ["two\nlines $(touch ran)", "\r\x1b[2J", "tab\tbed", "\u202eturned", "\x9b1m", "a\u2028b"]


def test_what_is_no_plain_line_is_not_offered(shell: _Session) -> None:
    for value in UNFIT:
        shell.offer(value, "plain", about=value)
        assert shell.typed("simpul -p city=\t") == ["-p", "city=plain"]
    assert not (shell.folder / "ran").exists()


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)


@settings(max_examples=20)
@given(st.lists(PLAIN, min_size=1, max_size=20))
def test_bash_reads_each_text_as_it_is(texts: list[str]) -> None:
    lines: list[str] = []
    for quote in ("", "'", '"'):
        typed = Typed(words=("",), kept="", quote=quote, closed=False)
        lines += [f"{quote}{written}{quote}" for written in typed.quoted(texts)]
    # History is expanded as on a terminal.
    script = "set -o history -o histexpand\n" + "".join(
        f"printf '%s\\0' {line}\n" for line in lines
    )
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run([bash, "--norc"], input=script.encode(), capture_output=True, check=True)
    assert done.stdout.decode().split("\0")[:-1] == texts * 3


TYPED = {
    "simpul query a": (("simpul", "query", "a"), "", ""),
    "simpul  query ": (("simpul", "query", ""), "", ""),
    "simpul -p city=New\\ Y": (("simpul", "-p", "city=New Y"), "city=", ""),
    "simpul -p city='New Y": (("simpul", "-p", "city=New Y"), "city=", "'"),
    'simpul -p "city=a\\$b': (("simpul", "-p", "city=a$b"), "", '"'),
    "simpul -p a=b:c": (("simpul", "-p", "a=b:c"), "a=b:", ""),
    "simpul -p a=b\\:c": (("simpul", "-p", "a=b:c"), "a=", ""),
    "simpul 'a b' c": (("simpul", "a b", "c"), "", ""),
}


@pytest.mark.parametrize("line", TYPED)
def test_a_line_is_read_as_bash_reads_it(line: str) -> None:
    typed = Typed.of(line, BREAKS)
    assert (typed.words, typed.kept, typed.quote) == TYPED[line]


def test_nothing_is_offered_for_a_word_whose_quotes_are_closed() -> None:
    assert not Typed.of("simpul -p 'city'=", BREAKS).can_become("city=Jakarta")
    assert Typed.of("simpul -p city=", BREAKS).can_become("city=Jakarta")
