"""The shell completes questions, parameters and values from the graph: tried in a real bash."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = """
simpul() { "$PYTHON" -m simpul "$@"; }
eval "$("$PYTHON" -m simpul completion bash | sed 's/ "$1")/ "$PYTHON" -m simpul)/')"
compopt() { :; }
COMP_LINE=$1
COMP_POINT=${#1}
_simpul_completion simpul
printf '%s\\n' "${COMPREPLY[@]}"
"""


def _complete(store: Path, *words: str) -> list[str]:
    bash = shutil.which("bash")
    assert bash is not None
    environment = {
        **os.environ,
        "SIMPUL_STORE": str(store),
        "SIMPUL_LANG": "en",
        "PYTHON": sys.executable,
    }
    done = subprocess.run(
        [bash, "-c", _SCRIPT, "bash", " ".join(words).replace(" = ", "=")],
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
        ["New\\ York"],
    ),
    (("simpul", "query", "memberships", "-p", "city", "=", "Bata"), ["Batavia"]),
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


TYPED = [
    ("simpul query shared-n", "shared-networks"),
    ("simpul query shared-networks -p ", "a="),
    ("simpul query shared-networks -p a=jak", "a=Jakarta"),
    ("simpul query memberships -f js", "jsonl"),
]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(("line", "expected"), TYPED)
def test_other_shells_are_offered_the_same(
    article_store: Path, shell: str, line: str, expected: str
) -> None:
    # Fish tells the words up to the cursor and, apart, the one that is being typed.
    words = line.split(" ")
    position = words[-1] if shell == "fish" else str(len(words) - 1)
    done = subprocess.run(
        [sys.executable, "-m", "simpul"],
        capture_output=True,
        text=True,
        check=True,
        env={
            **os.environ,
            "SIMPUL_STORE": str(article_store),
            "SIMPUL_LANG": "en",
            "_SIMPUL_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": position,
        },
    )
    assert expected in re.split(r"[,\t\n]", done.stdout)
    if shell == "fish":
        assert {row.partition(",")[0] for row in done.stdout.splitlines()} == {"plain"}
