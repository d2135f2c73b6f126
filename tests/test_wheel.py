"""The wheel does the main job in a fresh environment, outside the checkout."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from support import ROOT, packed_in


def _do(command: Iterable[str | Path], folder: Path, **environment: str) -> str:
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("SIMPUL", "PYTHON"))}
    done = subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=variables | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _do([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], ROOT)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_has_the_two_packages_and_what_they_read(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info" not in name}
    assert tops == {"simpul", "simpul_viz"}
    for needed in (
        "simpul/ontology/simpul.ttl",
        "simpul/queries/networks/shared-networks.rq",
        "simpul/queries/profiles/network.rq",
        "simpul/data/licences/terms.csv",
        "simpul/data/schemas/membership.json",
        "simpul/data/jakarta-seoul-visit-2018/csvw-metadata.json",
        "simpul_viz/page/coast.json",
        "simpul_viz/page/script/main.js",
        "simpul_viz/page/brief.html",
        "simpul/briefing/brief.typ",
        "simpul_viz/page/template.html",
        "simpul/py.typed",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE-DATA") for name in names)


@pytest.mark.slow
def test_the_main_job_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    python = _fresh_environment(tmp_path / "venv", wheel)
    simpul: Path = python.parent / "simpul"
    store = {"SIMPUL_STORE": str(tmp_path / "store"), "SIMPUL_LANG": "en"}
    curated: list[str | Path] = [simpul, "build", "--only", "curated"]
    assert "jakarta-seoul-visit-2018" in _do(curated, tmp_path, **store)
    ask: list[str | Path] = [
        simpul,
        "query",
        "shared-networks",
        "-p",
        "a=Jakarta",
        "-p",
        "b=Seoul",
        "-f",
        "csv",
    ]
    answer = _do(ask, tmp_path, **store)
    assert {line.split(",")[0] for line in answer.splitlines()[1:]} == {
        "100RC",
        "UCLG ASPAC",
        "CityNet",
        "ICLEI",
        "C40",
    }
    _do([simpul, "view", "explorer", "-o", "explorer.html"], tmp_path, **store)
    data, *_statements = packed_in((tmp_path / "explorer.html").read_bytes())
    assert "Seoullo 7017" in data.decode()
    _do([simpul, "export", "-o", "simpul.ttl"], tmp_path, **store)
    assert "8070000" in (tmp_path / "simpul.ttl").read_text(encoding="utf-8")


def _fresh_environment(folder: Path, wheel: Path) -> Path:
    """Install the wheel, and of the locked libraries what it asks for, into a new environment."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"(?m)^[^\s#-][^\\\n]*?(?= \\$)", lock)
    constraints = folder.parent / "constraints.txt"
    constraints.write_text("\n".join(pins) + "\n", encoding="utf-8")
    python = folder / "bin" / "python"
    if uv := shutil.which("uv"):
        _do([uv, "venv", "-q", "--python", sys.executable, folder], folder.parent)
        _do(
            [uv, "pip", "install", "-q", "--python", python, "-c", constraints, wheel],
            folder.parent,
        )
    else:
        _do([sys.executable, "-m", "venv", folder], folder.parent)
        pip: list[str | Path] = [python, "-m", "pip", "-q", "--disable-pip-version-check"]
        # Most of what libraries have is never imported, and need not be compiled.
        _do([*pip, "install", "--no-compile", "-c", constraints, wheel], folder.parent)
    return python
