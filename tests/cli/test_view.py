"""``simpul view`` as a person types it."""

from pathlib import Path

import pytest

from simpul_viz import VIEWS
from support import simpul


def test_the_views_are_listed_with_what_they_need() -> None:
    run = simpul("view")
    assert run.returncode == 0
    for name in VIEWS:
        assert f"\n{name} " in f"\n{run.stdout}"
    assert "(--from Jakarta --to Rotterdam)" in run.stdout
    assert "--query FILE" in run.stdout
    assert "lini masa" in simpul("view", SIMPUL_LANG="id").stdout


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["compare", "--a", "Jakarta", "--b", "서울"], "Jakarta and Seoul compared"),
        (["path", "--from", "Jakarta", "--to", "c40"], "from Jakarta to C40 Cities"),
        (["ego", "--of", "batavia", "--hops", "1"], "around Jakarta"),
    ],
)
def test_things_are_named_as_people_name_them(
    article_store: Path, tmp_path: Path, words: list[str], title: str
) -> None:
    page = tmp_path / "page.html"
    run = simpul("view", *words, "-o", str(page), store=article_store)
    assert run.returncode == 0, run.stderr
    assert run.stdout == ""
    assert f"<title>Simpul: {title}</title>" in page.read_text(encoding="utf-8")


def test_a_query_file_is_drawn(article_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "members.rq"
    file.write_text("SELECT ?city ?network WHERE { ?city simpul:memberOf ?network }")
    run = simpul("view", "--query", str(file), store=article_store)
    assert run.returncode == 0, run.stderr
    assert "<title>Simpul: members</title>" in run.stdout


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["explore"], 2, "Did you mean explorer?"),
        (["compare", "--a", "Jakarta"], 2, "needs --b. Write for example: simpul view compare"),
        (["explorer", "--of", "Jakarta"], 2, "The view explorer has no option --of."),
        (["--of", "Jakarta"], 2, "Name a view"),
        (["ego", "--of", "Jakrta"], 2, "Did you mean Jakarta"),
        (["ego", "--of", "Jakarta", "--hops", "0"], 2, "from 1 to 6"),
        (["ego", "--of", "Jakarta", "--hops", "x"], 2, "does not take that value"),
        (["explorer", "--query", "q.rq"], 2, "not both"),
        (["--query", "no-such.rq"], 5, "no-such.rq"),
        (
            ["path", "--from", "Jakarta", "--to", "document/jakarta-seoul-visit-2018"],
            2,
            "has no ties that could be drawn",
        ),
    ],
)
def test_what_makes_no_sense_is_said(
    article_store: Path, words: list[str], code: int, message: str
) -> None:
    run = simpul("view", *words, store=article_store)
    assert run.returncode == code
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_a_query_that_cannot_be_drawn_is_said(article_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "ask.rq"
    file.write_text("ASK { ?s ?p ?o }")
    run = simpul("view", "--query", str(file), store=article_store)
    assert run.returncode == 4
    assert "Only a SELECT or a CONSTRUCT" in run.stderr
