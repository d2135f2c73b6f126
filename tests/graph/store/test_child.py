"""A child process does one task within limits, says how it ended, and ends with its parent."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from simpul.errors import QueryError
from simpul.limits import Limits, Passed
from simpul.locale import speaking
from simpul.locale import translate as _
from simpul.store import child
from support import ROOT

PATIENT = Limits(seconds=60, megabytes=0)


def turned(words: Sequence[str], content: bytes) -> bytes:
    """Return the input backwards, and the words."""
    sys.stdout.write("what a library prints")
    sys.stdout.flush()
    return content[::-1] + " ".join(words).encode()


def malformed(_words: Sequence[str], _content: bytes) -> bytes:
    raise SyntaxError("no dot", ("facts.ttl", 3, 7, "a b c"))


def refused(_words: Sequence[str], _content: bytes) -> bytes:
    raise QueryError(_("This must be a {form} query.", form="SELECT"))


def faulty(_words: Sequence[str], _content: bytes) -> bytes:
    raise ZeroDivisionError("a mistake of ours")


def crashing(_words: Sequence[str], _content: bytes) -> bytes:
    ctypes.string_at(0)
    return b""


def endless(words: Sequence[str], _content: bytes) -> bytes:
    for file in words:
        Path(file).write_text(str(os.getpid()), encoding="ascii")
    while True:
        signal.pause()


def stubborn(words: Sequence[str], _content: bytes) -> bytes:
    """Let no other thread run, as a parser of Oxigraph may."""
    for file in words:
        Path(file).write_text(str(os.getpid()), encoding="ascii")
    sys.setswitchinterval(1000)
    while True:
        pass


def hungry(_words: Sequence[str], _content: bytes) -> bytes:
    held: list[bytes] = []
    while True:
        held.append(b"x" * 1_000_000)


@pytest.fixture(autouse=True)
def _known_to_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child find the tasks of this file."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))


@pytest.mark.parametrize("size", [0, 3_000_000])
def test_a_child_answers_whatever_is_printed_beside(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    assert child.run(turned, ["a", "b c"], content, PATIENT) == content[::-1] + b"a b c"


def test_a_malformed_input_is_told_with_its_place() -> None:
    with pytest.raises(SyntaxError) as raised:
        child.run(malformed, [], b"", PATIENT)
    error = raised.value
    assert (error.msg, error.filename, error.lineno, error.offset) == ("no dot", "facts.ttl", 3, 7)


def test_an_error_is_told_in_the_language_of_the_parent() -> None:
    with speaking("id"), pytest.raises(child.ChildError, match="Ini harus berupa kueri") as raised:
        child.run(refused, [], b"", PATIENT)
    assert raised.value.code == QueryError.exit_code


@pytest.mark.parametrize(
    ("task", "said"), [(faulty, "ZeroDivisionError: a mistake of ours"), (crashing, "")]
)
def test_a_crash_is_told_from_a_limit(task: child.Task, said: str) -> None:
    with pytest.raises(child.ChildEnded) as raised:
        child.run(task, [], b"x" * 1_000_000, PATIENT)
    assert (raised.value.passed, raised.value.said) == (None, said)


@pytest.mark.parametrize(
    ("task", "limits", "passed"),
    [
        (endless, Limits(seconds=0.2, megabytes=0), Passed.TIME),
        (stubborn, Limits(seconds=0.2, megabytes=0), Passed.TIME),
        (hungry, Limits(seconds=60, megabytes=100), Passed.MEMORY),
    ],
)
def test_a_child_is_ended_at_its_limit(task: child.Task, limits: Limits, passed: Passed) -> None:
    with pytest.raises(child.ChildEnded) as raised:
        child.run(task, [], b"", limits)
    assert raised.value.passed is passed


def test_a_child_imports_nothing_from_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not ours')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert child.run(turned, [], b"ab", PATIENT) == b"ba"


@pytest.mark.parametrize("task", [endless, stubborn])
def test_a_child_ends_with_a_parent_that_was_killed(task: child.Task, tmp_path: Path) -> None:
    file = tmp_path / "number"
    code = (
        f"from simpul.store import child; from {__name__} import {task.__name__}, PATIENT; "
        f"child.run({task.__name__}, [{str(file)!r}], b'', PATIENT)"
    )
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        _until(lambda: file.exists() and bool(file.read_bytes()))
        parent.kill()
    _until(lambda: _has_ended(int(file.read_bytes())))


def test_a_child_ends_with_its_input(tmp_path: Path) -> None:
    file = tmp_path / "number"
    words = ["simpul.store.worker", f"{endless.__module__}:{endless.__name__}", "en", str(file)]
    with subprocess.Popen(
        [sys.executable, "-m", *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as started:
        assert started.stdin is not None
        started.stdin.write(bytes(child.LENGTH))
        started.stdin.flush()
        _until(lambda: file.exists() and bool(file.read_bytes()))
        assert started.poll() is None
    assert started.returncode == 1


def _until(true: Callable[[], bool]) -> None:
    """Wait until something is true; a minute is far more than it takes."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def _has_ended(number: int) -> bool:
    """Return whether a process is gone, or is one that nobody has asked for its exit code."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False
    )
    return not done.stdout.strip() or done.stdout.startswith("Z")
