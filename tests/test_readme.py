"""The README's commands give what the README says they give."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

README = ROOT / "README.md"
BLOCK = re.compile(r"(?s)```console\n(.*?)```")


def _run(command: str, folder: Path, environment: dict[str, str]) -> str:
    if match := re.fullmatch(r"export (\w+)=(\S+)", command):
        environment[match[1]] = match[2]
        return ""
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


def _replay(block: str, folder: Path, environment: dict[str, str]) -> str:
    lines: list[str] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            output = _run(line.removeprefix("$ "), folder, environment)
            lines += [line, *(text.rstrip() for text in output.splitlines())]
    return "\n".join(lines) + "\n"


@pytest.mark.slow
def test_the_tour_of_the_readme_is_true(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("SIMPUL")
    }
    environment |= {"SIMPUL_LANG": "en", "NO_COLOR": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{environment['PATH']}"
    text = README.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    assert len(blocks) > 5
    fresh = [_replay(block, tmp_path, environment) for block in blocks]
    if request.config.getoption("--update-golden"):
        replacements = iter(fresh)
        text = BLOCK.sub(lambda _match: f"```console\n{next(replacements)}```", text)
        README.write_text(text, encoding="utf-8")
    else:
        assert fresh == blocks


def test_the_readme_names_every_folder() -> None:
    text = README.read_text(encoding="utf-8")
    for folder in ("ontology", "data", "graph", "queries", "viz", "tests", "benchmarks", "docs"):
        assert f"[{folder}/]({folder}/)" in text
        assert (ROOT / folder).is_dir()


def test_every_local_link_of_the_documentation_leads_somewhere() -> None:
    files = [README, *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"]
    for file in files:
        for target in re.findall(r"\]\(((?!https?:)[^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"
