"""Things are browsed by facets: each choice has the count that it is offered with, and SPARQL finds the same."""

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.errors import ParameterError
from simpul.locale import speaking
from simpul.site import browse, facets, sources
from simpul.site.asking import Asked
from simpul.site.browsing import Index
from simpul.site.known_sources import Coverage, known_sources
from simpul.site.site import Site
from simpul.terms import text
from site_server import asked

PAGE = "browse:page"


def _shown(site: Site, address: str) -> dict[str, Any]:
    answered = browse.page(site, asked(PAGE, address, accept="application/json"))
    found: dict[str, Any] = json.loads(answered.body)
    return found


def _chosen(data: st.DataObject, index: Index) -> dict[str, list[str]]:
    """Draw a choice as a reader makes it: each value is one of those on offer."""
    chosen: dict[str, list[str]] = {}
    for facet in data.draw(st.lists(st.sampled_from(sorted(facets.FACETS)), max_size=4)):
        offered = [one.value for one in index.choices(chosen, facet) if not one.is_chosen]
        if offered:
            chosen.setdefault(facet, []).append(data.draw(st.sampled_from(offered)))
    return chosen


@settings(max_examples=15)
@given(data=st.data())
def test_a_choice_and_its_sparql_find_the_same_things(site: Site, data: st.DataObject) -> None:
    index = browse.index_of(site, "public")
    chosen = _chosen(data, index)
    query = facets.sparql(chosen, index.known)
    rows = site.graph("public").store.select(query)
    fitting = [index.things[number] for number in index.numbers(index.fitting(chosen))]
    assert fitting
    assert sorted(fitting) == sorted(text(row["thing"]) for row in rows)


@given(data=st.data())
def test_no_choice_on_offer_leads_to_nothing_and_each_has_its_count(
    site: Site, data: st.DataObject
) -> None:
    index = browse.index_of(site, "public")
    chosen = _chosen(data, index)
    total = index.fitting(chosen).bit_count()
    for facet in facets.FACETS:
        for one in index.choices(chosen, facet):
            if one.is_chosen:
                continue
            further = {**chosen, facet: [*chosen.get(facet, []), one.value]}
            found = index.fitting(further).bit_count()
            assert one.count > 0
            assert found == one.count + (total if chosen.get(facet) else 0)


def test_each_choice_of_a_page_is_an_address_that_keeps_its_promise(site: Site) -> None:
    page = _shown(site, "/browse?kind=City&region=region/142")
    total = page["total"]
    assert total > 0
    for facet in page["facets"]:
        for one in facet["choices"][:3]:
            address = one["address"].removeprefix("/kota")
            found = _shown(site, address)["total"]
            if not one["chosen"]:
                assert found == one["count"] + (total if facet["adds"] else 0)


def test_the_list_in_a_format_has_what_the_page_counts(site: Site) -> None:
    address = "/browse?kind=City&network=org/c40"
    total = _shown(site, address)["total"]
    answered = browse.page(site, asked(PAGE, f"{address}&format=csv"))
    assert answered.media_type.startswith("text/csv")
    assert len(answered.body.decode().splitlines()) == 1 + total


def test_the_query_that_a_list_stands_for_is_a_click_away(site: Site) -> None:
    page = browse.page(site, asked(PAGE, "/browse?theme=theme/resilience")).body.decode()
    start = page.index("/kota/sparql?query=")
    address = page[start : page.index('"', start)].replace("&amp;", "&")
    (query,) = parse_qs(urlsplit(address).query)["query"]
    found = site.graph("public").store.select(query)
    assert len(found) == _shown(site, "/browse?theme=theme/resilience")["total"]


@pytest.mark.parametrize("order", ["ties", "name", "date"])
def test_every_order_has_the_same_things(site: Site, order: str) -> None:
    first = _shown(site, "/browse?kind=Network")["things"]
    other = _shown(site, f"/browse?kind=Network&sort={order}")["things"]
    assert _iris(first) == _iris(other)


def _iris(things: list[dict[str, Any]]) -> set[str]:
    return {one["iri"] for one in things}


def test_pages_of_a_list_have_all_of_it_once(site: Site) -> None:
    found: list[str] = []
    address, total = "/kota/browse?kind=City", 0
    while address:
        page = _shown(site, address.removeprefix("/kota"))
        found += sorted(_iris(page["things"]))
        address, total = page["next"], page["total"]
    assert len(found) == len(set(found)) == total


@pytest.mark.parametrize("value", ["Nonsense", "City> } UNION { ?thing a ?x", "../City", "%00"])
def test_a_value_that_nothing_has_is_refused(site: Site, value: str) -> None:
    with pytest.raises(ParameterError, match="Choose among what is offered"):
        browse.page(site, Asked(page=PAGE, path="/browse", parameters=[("kind", value)]))  # fmt: skip


def test_counts_of_the_first_page_are_those_of_what_they_lead_to(site: Site) -> None:
    index = browse.index_of(site, "public")
    counts = site.graph("public").names.counts()
    for kind, bits in index.bits["kind"].items():
        assert counts[kind] == bits.bit_count(), kind


@pytest.mark.parametrize(("language", "mark"), [("en", ","), ("id", ".")])
def test_a_large_number_has_its_thousands_apart(site: Site, language: str, mark: str) -> None:
    total = _shown(site, "/browse")["total"]
    assert 1000 <= total < 1_000_000
    page = browse.page(site, asked(PAGE, "/browse", accept="text/html", language=language))
    assert f"<b>{total // 1000}{mark}{total % 1000:03} " in page.body.decode()


def test_what_a_source_contributes_has_its_thousands_apart(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "wego-founders"
    large = Coverage(facts=4002, alone=1000, dated=2003, doubtful=1004)
    known = {key: replace(known_sources(site, "public")[key], coverage=large)}
    monkeypatch.setattr(sources, "known_sources", lambda *_asked: known)
    page = sources.source(
        site, Asked(page="sources:source", path=f"/sources/{key}", words={"key": key})
    ).body.decode()
    assert re.findall(r"<dd>([0-9,]+)(?: <meter|</dd>)", page)[:4] == [
        "4,002",
        "3,002",
        "2,003",
        "1,004",
    ]


def test_the_headings_of_facets_begin_with_a_capital_in_each_language(site: Site) -> None:
    with speaking("id"):
        page = browse.page(site, asked("browse:page", "/browse", language="id")).body.decode()
    titles = re.findall(r"<summary>([^<]+) <small>", page)
    assert "Negara" in titles
    assert all(title[0].isupper() for title in titles)
