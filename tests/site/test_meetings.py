"""Whom a city could meet: by the one definition of cooperation, and by the memberships of both."""

import pytest

from simpul.projection.cooperation import acts, query_of
from simpul.site.meetings import meetings
from simpul.site.site import Site
from simpul.terms import ID, NamedNode, simpul, text

CITIES = [f"{ID}city/{key}" for key in ("1642911", "1835848", "1699076")]


@pytest.mark.parametrize("city", CITIES)
def test_nobody_is_proposed_with_whom_there_is_cooperation(site: Site, city: str) -> None:
    store = site.graph("public").store
    matters = [text(q.subject) for q in store.matching(None, simpul("engages"), NamedNode(city))]
    known = {end for act in acts(store) for end in (act.source, act.target) if city in {act.source, act.target}}  # fmt: skip
    found = meetings(site, "public", city, matters)
    assert found
    assert not known & {one.other for one in found}
    for one in found:
        for network in one.networks:
            for member in (city, one.other):
                assert any(store.matching(NamedNode(member), simpul("memberOf"), NamedNode(network)))  # fmt: skip


@pytest.mark.parametrize("city", CITIES)
def test_what_is_asked_of_some_matters_is_what_the_whole_definition_says_of_them(site: Site, city: str) -> None:  # fmt: skip
    store = site.graph("public").store
    engaging = store.matching(None, simpul("engages"), NamedNode(city))
    matters = sorted({text(quad.subject) for quad in engaging})
    found = {(text(r["from"]), text(r["to"]), text(r["matter"])) for r in store.select(query_of(matters))}  # fmt: skip
    assert found == {(act.source, act.target, act.matter) for act in acts(store) if act.matter in matters}  # fmt: skip


def test_a_city_of_no_network_has_nobody_to_meet(site: Site) -> None:
    assert not meetings(site, "public", f"{ID}city/0", [])
