"""Rule: a command that writes waits for another that writes, says once for whom, and lets itself be interrupted."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simpul.store import current_build, new_build
from support import write_source

WRITING = {
    "build": ("build", "--data"),
    "load": ("load",),
    "unload": ("unload", "a"),
    "gazetteer": ("gazetteer", "--min-population", "15000"),
    "gazetteer --remove": ("gazetteer", "--remove"),
}


def start(words: tuple[str, ...], store: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "simpul", *words, "--store", str(store), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_who_waits_says_for_whom_and_can_be_interrupted(
    store: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    if words[-1] in {"--data", "load"}:
        words = (*words, str(write_source(tmp_path / "data")))
    before = current_build(store)
    with new_build(store), start(words, store) as waiting:
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        assert said.startswith(f"Note: Waiting for process {os.getpid()} (`")
        assert f"writing to {store} since " in said
        waiting.send_signal(signal.SIGINT)
        out, rest = waiting.communicate(timeout=60)
        assert current_build(store) == before
    assert (waiting.returncode, out, rest) == (130, "", "Error: Interrupted.\n")


def test_who_waits_does_its_work_when_the_other_was_killed(store: Path, tmp_path: Path) -> None:
    holder = (
        "import pathlib, sys\n"
        "from simpul.store import new_build\n"
        "with new_build(pathlib.Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "held\n"
        before = current_build(store)
        words = ("build", "--anew", "--data", str(write_source(tmp_path / "data")))
        with start(words, store) as waiting:
            assert waiting.stderr is not None
            assert f"process {killed.pid}" in waiting.stderr.readline()
            killed.kill()
            waiting.communicate(timeout=60)
    assert waiting.returncode == 0
    assert current_build(store) != before
    assert {path.name for path in store.iterdir()} >= {"current", "lock"}
    assert len([path for path in store.iterdir() if path.is_dir()]) == 2
