"""``/why``: who states a statement, or what it follows from."""

import html
import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from simpul.errors import ParameterError
from simpul.site import why
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.site import Site


def _why(site: Site, s: str = "", p: str = "", o: str = "", accept: str = "text/html") -> Reply:
    parameters = [("s", s), ("p", p), ("o", o)]
    return why.page(site, Asked(page="test", path="/why", parameters=parameters, accept=accept))


def test_a_fact_is_explained_with_links_to_sources_and_documents(site: Site) -> None:
    page = _why(site, "city/1642911", "memberOf", "org/c40").body.decode()
    assert '<a href="/kota/page/org/c40">C40 Cities</a>' in page
    assert "An undoubted membership makes its place a member" in page
    assert '<a href="/kota/sources/jakarta-seoul-visit-2018">' in page
    assert "jakarta-seoul-visit-2018/memberships.csv, row " in page
    assert 'value="memberOf"' in page


def test_programs_get_the_proof_as_json(site: Site) -> None:
    reply = _why(site, "Jakarta", "memberOf", "C40", accept="application/json")
    proof = json.loads(reply.body)
    assert proof["text"] == "Jakarta — member of — C40 Cities"
    assert {said["source"] for premise in proof["premises"] for said in premise["said"]}
    assert "Accept" in reply.vary


def test_without_a_statement_there_is_a_form_to_ask_for_one(site: Site) -> None:
    page = _why(site).body.decode()
    assert '<form class="why" action="/kota/why">' in page
    with pytest.raises(ParameterError):
        _why(site, "Jakarta", accept="application/json")


def test_each_statement_of_a_thing_is_listed_and_leads_to_its_why(site: Site) -> None:
    page = _why(site, "Jakarta").body.decode()
    ways = [html.unescape(way) for way in re.findall(r'href="/kota(/why\?s=[^"]+)"', page)]
    assert len(ways) > 20
    # On a phone each cell says itself what it is.
    cells = re.findall(r"<td[^>]*>", page)
    assert {'<td data-label="Property">', '<td data-label="Thing or text">'} <= set(cells)
    assert "<td>" not in cells
    assert any("p=memberOf" in way and way.endswith("org%2Fc40") for way in ways)
    for way in ways:
        given = dict(parse_qsl(urlsplit(way).query, keep_blank_values=True))
        assert '<section class="proof"' in _why(site, **given).body.decode(), way


def test_what_is_not_in_the_graph_is_told_with_what_is(site: Site) -> None:
    with pytest.raises(NotFoundError, match=r"https://simpul.example/kota/why\?s=Jakarta&p=sister"):
        _why(site, "Jakarta", "memberOf", "Seoul")


@pytest.mark.parametrize(
    "part", ["<script>", "owl:a b", "http://x y", "\x00", "?" * 5000, "simpul:>"]
)
@pytest.mark.parametrize("place", ["s", "p", "o"])
def test_whatever_is_written_is_no_fault_of_ours(site: Site, part: str, place: str) -> None:
    statement = {"s": "Jakarta", "p": "memberOf", "o": "C40"} | {place: part}
    with pytest.raises((ParameterError, NotFoundError)):
        _why(site, **statement)
