"""The editor of SPARQL: terms are offered, examples shown, answers given below; in a real browser, too."""

import json

import httpx
import pytest

from simpul.site import editor, sparql
from simpul.site.site import Site
from site_server import asked

HTML = "text/html"


@pytest.mark.parametrize(
    ("typed", "language", "term"),
    [
        ("simpul:City", "en", "simpul:City"),
        ("city", "en", "simpul:City"),
        ("kota", "id", "simpul:City"),
        ("rdfs:la", "en", "rdfs:label"),
        ("simpul:memb", "en", "simpul:memberOf"),
    ],
)
def test_terms_are_offered_by_short_name_or_label(
    site: Site, typed: str, language: str, term: str
) -> None:
    found = json.loads(
        editor.terms(site, asked("", f"/sparql/terms?q={typed}", language=language)).body
    )
    assert term in [one["value"] for one in found]
    assert len(found) <= 12


@pytest.mark.parametrize("typed", ["", "zzzzqq", "<", "%00"])
def test_nothing_is_offered_for_what_is_no_term(site: Site, typed: str) -> None:
    assert json.loads(editor.terms(site, asked("", f"/sparql/terms?q={typed}")).body) == []


def test_every_question_of_the_catalogue_is_an_example_that_is_answered(site: Site) -> None:
    catalogue = site.graph("public").catalogue
    for name in sorted(catalogue)[::12]:
        page = sparql.page(site, asked("", f"/sparql?example={name}", accept=HTML)).body.decode()
        assert "SELECT" in page, name
        query = editor.example_of(site.graph("public"), name)
        answer = editor.shown_editor(site, asked("", "/sparql", accept=HTML), query)
        assert answer.status == 200, name


def test_what_is_wrong_with_a_query_is_told_with_its_place(site: Site) -> None:
    reply = editor.shown_editor(site, asked("", "/sparql", accept=HTML), "SELECT * {\n ?s ?p }")
    page = reply.body.decode()
    assert reply.status == 400
    assert 'role="alert"' in page
    assert "?s ?p }" in page.partition('role="alert"')[2]


def test_nothing_of_a_query_runs_in_the_page(served: httpx.Client) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) {} # </textarea><script>alert(1)</script>"
    page = served.post("/sparql", data={"query": query}, headers={"accept": HTML}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
