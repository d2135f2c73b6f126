"""Documents' console blocks, run again: what they show must be what comes."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import forked

_OURS = re.compile(
    r"simpul (?P<words>[^|<>&;$`*?~]+?)(?P<errors> 2>&1| 2>/dev/null)?(?: \| (?P<rest>[^|]+))?"
)
"""A command of ours that needs no shell, and what its answer may be piped into."""
BLOCK = re.compile(r"(?s)```console\n(.*?)```")


def _run(command: str, folder: Path, environment: dict[str, str]) -> str:
    if match := re.fullmatch(r"export (\w+)=(\S+)", command):
        environment[match[1]] = match[2]
        return ""
    stdin = ""
    if ours := _OURS.fullmatch(command):
        done = _ours(ours, folder, environment)
        if not ours["rest"]:
            assert done.returncode == 0, f"{command}\n{done.stderr}"
            return done.stdout
        command, stdin = ours["rest"], done.stdout
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def _ours(
    asked: re.Match[str], folder: Path, environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    with contextlib.chdir(folder):
        together = asked["errors"] == " 2>&1"
        return forked.command(shlex.split(asked["words"]), environment, "", together=together)


def _output(
    block: str,
    folder: Path,
    environment: dict[str, str],
    done: Mapping[str, str],
    first: Mapping[str, Callable[[Path], object]],
) -> str:
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            for beginning, act in first.items():
                if command.startswith(beginning):
                    act(folder)
            ran = done.get(command)
            output = _run(command, folder, environment) if ran is None else ran
            lines += [line, *(text.rstrip() for text in output.splitlines())]
    return "\n".join(lines) + "\n"


def replay(
    document: Path,
    folder: Path,
    *,
    update: bool = False,
    done: Mapping[str, str] = MappingProxyType({}),
    first: Mapping[str, Callable[[Path], object]] = MappingProxyType({}),
    **variables: str,
) -> None:
    """Run the commands of a document in a folder and compare what they print.

    Args:
        document: Markdown with blocks of ``console``.
        folder: Where the commands run.
        update: Write what comes into the document instead.
        done: Commands that were run before, with what they printed.
        first: What a person does in the folder before a command that begins so.
        variables: More for the environment.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("SIMPUL")
    }
    environment |= {"SIMPUL_LANG": "en", "NO_COLOR": "1"} | variables
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    text = document.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert blocks
    fresh = [_output(block, folder, environment, done, first) for block in blocks]
    if update:
        replacements = iter(fresh)
        text = BLOCK.sub(lambda _match: f"```console\n{next(replacements)}```", text)
        document.write_text(text, encoding="utf-8")
    else:
        assert fresh == blocks
