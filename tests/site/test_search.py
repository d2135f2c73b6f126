"""Everything is found by its name: as it is written, nearly so, by its address, in any script."""

import json
import re
from typing import Any

import pytest

from simpul.locale import speaking
from simpul.site import browse, search
from simpul.site.site import Site
from site_server import asked

PAGE = "search:page"


def _found(site: Site, address: str, language: str = "en") -> dict[str, Any]:
    answered = search.page(site, asked(PAGE, address, accept="application/json", language=language))
    found: dict[str, Any] = json.loads(answered.body)
    return found


@pytest.mark.parametrize(
    ("sought", "key"),
    [
        ("Seoul", "city/1835848"),
        ("서울", "city/1835848"),
        ("SEOUL", "city/1835848"),
        ("jakrta", "city/1642911"),
        ("c40", "org/c40"),
        ("100rc", "org/100rc"),
        ("wastewater", "theme/waste-water"),
    ],
)
def test_a_name_finds_its_thing_first(site: Site, sought: str, key: str) -> None:
    results = _found(site, f"/search?q={sought}")["results"]
    assert results[0]["iri"].endswith(key)
    assert results[0]["page"] == f"/kota/page/{key}"


@pytest.mark.parametrize(
    "sought",
    ["city/1835848", "https://w3id.org/simpul/id/city/1835848", "https://www.geonames.org/1835848"],
)
def test_an_address_leads_to_its_thing(site: Site, sought: str) -> None:
    answered = search.page(site, asked(PAGE, f"/search?q={sought}"))
    assert (answered.status, answered.headers["location"]) == (303, "/page/city/1835848")


def test_names_are_told_in_the_language_of_who_asks(site: Site) -> None:
    (first, *_others) = _found(site, "/search?q=Seoul", "ko")["results"]
    assert (first["label"], first["found"]) == ("서울", "Seoul")


def test_what_is_found_can_be_narrowed_to_a_kind(site: Site) -> None:
    every = _found(site, "/search?q=jakarta")
    cities = _found(site, "/search?q=jakarta&kind=City")
    assert 0 < cities["total"] < every["total"]
    assert {one["kind"] for one in cities["results"]} == {"City"}


@pytest.mark.parametrize(
    ("sought", "choice"),
    [
        ("banjir", "theme=theme%2Fdisaster-risk"),
        ("flood", "theme=theme%2Fdisaster-risk"),
        ("request", "kind=Request"),
        ("permintaan", "kind=Request"),
        ("requests", "kind=Request"),
        ("c40", "network=org%2Fc40"),
    ],
)
def test_what_has_a_theme_or_is_of_a_kind_that_is_sought_can_be_browsed(
    site: Site, sought: str, choice: str
) -> None:
    answer = _found(site, f"/search?q={sought}")
    lists = {one["page"]: one["count"] for one in answer["lists"]}
    count = lists[f"/kota/browse?{choice}"]
    browsed = browse.page(
        site, asked("browse:page", f"/browse?{choice}", accept="application/json")
    )
    assert json.loads(browsed.body)["total"] == count > 0
    page = search.page(site, asked(PAGE, f"/search?q={sought}")).body.decode()
    assert f'href="/kota/browse?{choice}"' in page
    assert "Nothing on record is called so" not in page


@pytest.mark.parametrize("sought", ["kota kembar", "twin city", "sister cities"])
def test_a_kind_is_found_by_its_other_names(site: Site, sought: str) -> None:
    lists = _found(site, f"/search?q={sought}")["lists"]
    assert lists[0]["page"] == "/kota/browse?kind=SisterCityAgreement"
    assert lists[0]["count"] > 0


def test_what_has_only_some_of_the_words_is_near_and_leads_to_no_list(site: Site) -> None:
    assert _found(site, "/search?q=Seoul+qqxxzz")["lists"] == []
    page = search.page(site, asked(PAGE, "/search?q=Seoul+qqxxzz")).body.decode()
    assert "Nothing is called just so" in page


@pytest.mark.parametrize("sought", ["jakrta", "Seoul"])
def test_no_name_is_said_twice(site: Site, sought: str) -> None:
    page = search.page(site, asked(PAGE, f"/search?q={sought}")).body.decode()
    found = re.findall(r'<li><p><a href="[^"]*">([^<]*)</a> <span class="quiet">· ([^<]*)<', page)
    assert all(label != by for label, by in found)
    assert "Seoul" in page or "Jakarta" in page


def test_more_things_than_are_looked_at_are_not_told_as_all(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "More than" not in search.page(site, asked(PAGE, "/search?q=seoul")).body.decode()
    monkeypatch.setattr(search, "MOST_LOOKED_AT", 2)
    assert "More than" in search.page(site, asked(PAGE, "/search?q=seoul")).body.decode()


def test_what_is_only_near_leads_to_no_list(site: Site) -> None:
    assert _found(site, "/search?q=zzqqxx")["lists"] == []
    page = search.page(site, asked(PAGE, "/search?q=zzqqxx")).body.decode()
    assert "Nothing on record is called so" in page


def test_questions_and_terms_are_found_with_things(site: Site) -> None:
    page = search.page(site, asked(PAGE, "/search?q=networks")).body.decode()
    assert 'href="/kota/questions/' in page
    with speaking("id"):
        page = search.page(site, asked(PAGE, "/search?q=kota", language="id")).body.decode()
    assert "/kota/ontology#City" in page


@pytest.mark.parametrize("sought", ["zzqqxx", "%25", "_", "'", "<b>", "a" * 5000, "  ", "%00"])
def test_whatever_is_typed_there_is_a_page(site: Site, sought: str) -> None:
    answered = search.page(site, asked(PAGE, f"/search?q={sought}"))
    assert answered.status == 200
    assert b"<b></h1>" not in answered.body
