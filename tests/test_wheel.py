"""The wheel does the main job in a fresh environment, outside the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

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
    """Install the wheel into a new environment, which has of our libraries those alone that the wheel asks for.

    They are those that setup has installed from the lock, linked: to install them again would take a minute.
    """
    python = folder / "bin" / "python"
    if uv := shutil.which("uv"):
        _do([uv, "venv", "-q", "--python", sys.executable, folder], folder.parent)
        install: list[str | Path] = [uv, "pip", "install", "-q", "--no-deps", "--python", python]
    else:
        _do([sys.executable, "-m", "venv", folder], folder.parent)
        install = [python, "-m", "pip", "-q", "--disable-pip-version-check", "install", "--no-deps"]
    _do([*install, wheel], folder.parent)
    (packages,) = folder.glob("lib/python*/site-packages")
    (own,) = metadata.distributions(name="simpul", path=[str(packages)])
    for library in _asked_for(own):
        for name in {file.parts[0] for file in library.files or () if file.parts[0] != ".."}:
            if not (packages / name).exists():
                (packages / name).symlink_to(Path(str(library.locate_file(name))).resolve())
    return python


def _asked_for(distribution: metadata.Distribution) -> list[metadata.Distribution]:
    """Return what a distribution needs, and what that needs; an extra only where it is named."""
    found: dict[str, metadata.Distribution] = {}
    pending, seen = [(distribution, "")], {("", "")}
    while pending:
        needing, extra = pending.pop()
        for needed in map(Requirement, needing.requires or ()):
            if needed.marker and not needed.marker.evaluate({"extra": extra}):
                continue
            name = canonicalize_name(needed.name)
            found.setdefault(name, metadata.distribution(needed.name))
            assert needed.specifier.contains(found[name].version, prereleases=True), str(needed)
            for part in {(name, each) for each in ("", *needed.extras)} - seen:
                seen.add(part)
                pending.append((found[name], part[1]))
    return list(found.values())
