"""Documents' console blocks, run again: what they show must be what comes."""

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import forked

_PLAIN = re.compile(r"simpul [^|<>&;$`*?~]+")
"""A command of ours that needs no shell."""
BLOCK = re.compile(r"(?s)```console\n(.*?)```")


def _run(command: str, folder: Path, environment: dict[str, str]) -> str:
    if match := re.fullmatch(r"export (\w+)=(\S+)", command):
        environment[match[1]] = match[2]
        return ""
    if _PLAIN.fullmatch(command):
        done = _ours(shlex.split(command)[1:], folder, environment)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        return done.stdout
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def _ours(
    words: Sequence[str], folder: Path, environment: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    with contextlib.chdir(folder):
        return forked.command(words, environment, "")


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
