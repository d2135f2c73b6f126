"""The shell completes questions, parameters and values from the graph: tried in a real bash."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
simpul() { "$PYTHON" -m simpul "$@"; }
eval "$("$PYTHON" -m simpul completion bash | sed 's/ $1)/ "$PYTHON" -m simpul)/')"
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_simpul_completion simpul
printf '%s\\n' "${COMPREPLY[@]}"
"""


def _complete(store: Path, *words: str) -> list[str]:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    environment = {
        **os.environ,
        "SIMPUL_STORE": str(store),
        "SIMPUL_LANG": "en",
        "PYTHON": sys.executable,
    }
    done = subprocess.run(
        [bash, "-c", _SCRIPT, "bash", *words],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.split("\n")[:-1]


CASES = [
    (("simpul", "quer"), ["queries", "query"]),
    (("simpul", "query", "shared-n"), ["shared-networks"]),
    (("simpul", "query", "shared-networks", "-p", ""), ["a=", "b="]),
    (("simpul", "query", "memberships", "-p", "city", "=", "jak"), ["Jakarta"]),
    (
        ("simpul", "query", "memberships", "-p", "city", "=", "New\\ Y"),
        ["New\\ York", "New\\ York\\ City"],
    ),
    (("simpul", "query", "memberships", "-f", "json"), ["json", "jsonl", "jsonld"]),
    (("simpul", "query", "memberships", "--with"), ["--with-sources"]),
    (("simpul", "view", "explo"), ["explorer"]),
    (("simpul", "query", "memberships", "-p", "town", "=", "x"), [""]),
    (("simpul", "query", "no-such", "-p", ""), [""]),
]


@pytest.mark.parametrize(("words", "expected"), CASES)
def test_bash_completes(article_store: Path, words: tuple[str, ...], expected: list[str]) -> None:
    assert _complete(article_store, *words) == expected


def test_without_a_store_there_is_nothing_to_offer_and_no_error(tmp_path: Path) -> None:
    words = ("simpul", "query", "memberships", "-p", "city", "=", "J")
    assert _complete(tmp_path / "none", *words) == [""]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simpul", "completion", shell],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{shell}_complete" in done.stdout
