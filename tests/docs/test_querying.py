"""What docs/querying.md shows works as shown."""

import re
from pathlib import Path

import pytest

from simpul import locale
from simpul.answer.formats import FORMATS
from simpul.answer.rows import of_question
from simpul.catalogue import TYPES, fill, parse
from simpul.errors import ForbiddenQueryError
from simpul.exchange import profiles
from simpul.naming import Names
from simpul.session import KnowledgeGraph
from simpul.store import OxigraphStore
from simpul.terms import ID, NamedNode
from support import ROOT, simpul

PAGE = (ROOT / "docs" / "querying.md").read_text(encoding="utf-8")


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"(?ms)^```{kind}\n(.*?)^```", PAGE)


def test_the_question_on_the_page_can_be_asked(article: OxigraphStore) -> None:
    _profile, text, _federated = _blocks("sparql")
    asked = parse(text, name="shown")
    assert article.folder is not None
    names = Names(article.folder)
    locale.use("en")
    for given in ({"city": ["Jakarta", "Seoul"]}, {"city": ["Seoul"], "since": "2015"}):
        found = article.select(fill(asked, given, names))
        columns, _rows = of_question(asked, found.variables, found.rows)
        assert columns == ("city", "network")
    assert {parameter.name for parameter in asked.parameters} == {"city", "since"}


def test_the_federated_query_on_the_page_needs_leave() -> None:
    _profile, _question, federated = _blocks("sparql")
    with pytest.raises(ForbiddenQueryError):
        OxigraphStore().check(federated)
    OxigraphStore(services=["https://archive.example/sparql"]).check(federated)


def test_the_profile_on_the_page_selects(curated_store: Path) -> None:
    profile = profiles.parse(_blocks("sparql")[0].encode(), name="own")
    assert profile.access == "partner"
    with KnowledgeGraph(curated_store, access="public") as kg:
        selection = kg.select(profile, country="Indonesia")
    assert f"{ID}city/1642911" in {quad.subject.value for quad in selection.quads() if isinstance(quad.subject, NamedNode)}  # fmt: skip


def test_every_profile_is_on_the_page() -> None:
    for name in profiles.profiles():
        assert f"| `{name}` |" in PAGE, name


EXPORTS = [
    line.partition("#")[0].strip()
    for line in next(block for block in _blocks("sh") if "--profile" in block).splitlines()
]


@pytest.mark.parametrize("line", [line for line in EXPORTS if "/" not in line])
def test_every_export_on_the_page_runs(curated_store: Path, line: str, tmp_path: Path) -> None:
    """That of a pack is tried where packs are."""
    (tmp_path / "own.rq").write_text(
        "CONSTRUCT { ?_city_iri a ?kind } WHERE { ?_city_iri a ?kind }"
    )
    words = [str(tmp_path / word) if "." in word else word for word in line.split()[1:]]
    done = simpul(*words, store=curated_store)
    assert done.returncode == 0, done.stderr


def test_every_type_and_format_is_on_the_page() -> None:
    for name in (*TYPES, *FORMATS):
        assert f"`{name}`" in PAGE, name


def test_every_option_is_on_the_page() -> None:
    options = set(re.findall(r"--[a-z-]+", simpul("query", "--help").stdout))
    told = set(re.findall(r"--[a-z-]+", PAGE))
    assert options - told <= {"--help", "--parameter", "--store"}


@pytest.mark.parametrize("line", [line for line in _blocks("sh")[0].splitlines() if line])
def test_every_command_on_the_page_runs(article_store: Path, line: str, tmp_path: Path) -> None:
    import shlex

    words = shlex.split(line, comments=True)[1:]
    if words == ["ask"]:
        pytest.skip("talks to a person; see tests/cli/test_ask.py")
    stdin = ""
    (tmp_path / "mine.rq").write_text("SELECT ?x { ?x a simpul:Request }")
    if "<" in words:
        stdin = (tmp_path / words[-1]).read_text()
        words = words[: words.index("<")]
    words = [str(tmp_path / word) if word == "mine.rq" else word for word in words]
    done = simpul(*words, store=article_store, stdin=stdin)
    assert done.returncode == 0, done.stderr


def test_the_python_on_the_page_names_what_there_is(article_store: Path) -> None:
    import simpul as package

    kg = package.open(article_store)
    rows = kg.sparql("SELECT (1 AS ?x) {}")
    for owner, name in re.findall(r"\b(kg|rows)\.(\w+)", "".join(_blocks("python"))):
        assert hasattr({"kg": kg, "rows": rows}[owner], name), name
    for question in re.findall(r'kg\.query\("([\w-]+)"', PAGE):
        assert question in kg.catalogue
