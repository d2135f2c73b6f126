"""The commands of the README and of the guides give what is shown there."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

import simpul
from messy_workbook import write_doubtful_table, write_messy_workbook
from partner_round import accept_all, edit_members
from replaying import replay
from support import ROOT

README = ROOT / "README.md"


@pytest.mark.slow
def test_the_tour_of_the_readme_is_true(
    everything_store: Path, told_of_everything: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    shutil.copytree(everything_store, tmp_path / "my-store")
    printed = told_of_everything.replace(str(everything_store), "my-store")
    done = {"simpul build --store my-store": printed}
    replay(README, tmp_path, update=request.config.getoption("--update-golden"), done=done)


@pytest.mark.slow
def test_the_example_of_the_guide_to_analysis_is_true(
    curated_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    guide = ROOT / "docs" / "analysis.md"
    replay(guide, tmp_path, update=update, SIMPUL_STORE=str(curated_store))


@pytest.mark.slow
def test_a_messy_workbook_goes_in_as_the_guide_to_loading_shows(
    article_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    write_messy_workbook(tmp_path / "members.xlsx")
    write_doubtful_table(tmp_path / "doubtful.csv")
    store = shutil.copytree(article_store, tmp_path / "store")
    replay(ROOT / "docs" / "loading.md", tmp_path, update=update, SIMPUL_STORE=str(store))


@pytest.mark.slow
def test_the_round_with_a_partner_goes_as_the_guide_shows(
    curated_store: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    store = shutil.copytree(curated_store, tmp_path / "store")
    replay(
        ROOT / "docs" / "partners.md",
        tmp_path,
        update=update,
        first={"simpul review memberships.csv": edit_members, "simpul accept": accept_all},
        SIMPUL_STORE=str(store),
    )


def test_the_readme_names_every_folder() -> None:
    text = README.read_text(encoding="utf-8")
    for folder in ("ontology", "data", "graph", "queries", "viz", "tests", "benchmarks", "docs"):
        assert f"[{folder}/]({folder}/)" in text
        assert (ROOT / folder).is_dir()


def test_every_local_link_of_the_documentation_leads_somewhere() -> None:
    files = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "data" / "README.md"]
    for file in files:
        for target in re.findall(r"\]\(((?!https?:)[^)#]+)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name}: {target}"


def test_the_guide_for_contributors_names_every_recipe_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert len(recipes) > 5
    assert set(re.findall(r"`make ([a-z]+)`", text)) == {*recipes}


def test_the_guide_for_contributors_has_every_package_of_the_code() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    packages = [file.parent for file in (ROOT / "graph" / "simpul").glob("*/__init__.py")]
    assert len(packages) > 5
    for package in packages:
        assert f"]({package.relative_to(ROOT)}/" in text, package.name


def test_the_citation_is_of_this_version_and_names_no_person() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == simpul.__version__
    assert citation["authors"] == [{"name": "The Simpul contributors"}]
    newest = re.search(r"(?m)^## .+$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert newest
    assert simpul.__version__ in newest[0]
