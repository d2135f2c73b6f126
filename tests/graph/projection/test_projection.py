"""The graph as things and ties."""

from collections import Counter
from collections.abc import Callable

import pytest

from simpul.projection import Projection, project
from simpul.projection.cooperation import cooperation
from simpul.projection.initiatives import initiatives
from simpul.projection.institutions import institutions
from simpul.projection.memberships import networks, shared
from simpul.store import OxigraphStore


@pytest.fixture(scope="module")
def drawn(article: OxigraphStore) -> Projection:
    return project(article)


def _ties(drawn: Projection, one: str, other: str) -> list[str]:
    return sorted(t.relation for t in drawn.ties if {t.source, t.target} == {one, other})


def test_statements_are_ties_and_not_things(drawn: Projection) -> None:
    kinds = {thing.kind for thing in drawn.things}
    assert not kinds & {
        "Membership",
        "Participation",
        "PartyRole",
        "Observation",
        "Phase",
        "Document",
    }
    assert {"City", "Network", "Facility", "Session", "Request", "Post", "Theme"} <= kinds


def test_each_tie_is_drawn_once(drawn: Projection) -> None:
    seen = Counter((t.source, t.target, t.relation, str(t.role)) for t in drawn.ties)
    assert [tie for tie, count in seen.items() if count > 1] == []


def test_a_membership_is_one_tie_with_date_and_source(drawn: Projection) -> None:
    assert _ties(drawn, "city/1642911", "org/c40") == ["membership"]
    tie = next(t for t in drawn.ties if (t.source, t.target) == ("city/1642911", "org/c40"))
    assert tie.dates == {"asOf": "2018-03-22"}
    assert [citation.passage for citation in tie.citations] == ["IV.1"]


def test_shortcuts_and_inverses_are_not_drawn_beside_what_is_stated(drawn: Projection) -> None:
    relations = {tie.relation for tie in drawn.ties}
    assert not relations & {
        "memberOf",
        "hasMember",
        "takesPartIn",
        "partyTo",
        "involves",
        "governedBy",
        "hasPart",
    }


def test_sister_cities_are_tied_once_by_inference(drawn: Projection) -> None:
    assert _ties(drawn, "city/1642911", "city/1835848") == ["sisterCityOf"]
    tie = next(t for t in drawn.ties if t.relation == "sisterCityOf")
    assert not tie.directed
    assert tie.citations[0].inferred


def test_observations_and_phases_are_facts_of_what_they_are_about(drawn: Projection) -> None:
    seoullo = next(thing for thing in drawn.things if thing.key == "initiative/seoullo-7017")
    figures = {
        fact.name.get("en"): (fact.value.get(""), fact.unit, fact.date) for fact in seoullo.facts
    }
    assert figures["Length"] == ("869", "m", "")
    assert figures["Visitors since opening"] == ("8070000", "{visitor}", "2018-03-21")
    phases = [fact.name["en"] for fact in seoullo.facts if fact.order.startswith("phase")]
    assert phases[0] == "Elevated road for vehicles"
    assert phases[-1] == "Open to people on foot"


def test_every_fact_and_tie_says_who_says_so(drawn: Projection) -> None:
    for thing in drawn.things:
        for fact in thing.facts:
            assert fact.citations, (thing.key, fact.name)
    for tie in drawn.ties:
        assert tie.citations, tie


def test_a_passage_stands_with_the_document_of_the_source_that_names_it(
    curated: OxigraphStore,
) -> None:
    cited = {
        (dict(citation.title).get("en", ""), citation.passage)
        for tie in project(curated).ties
        for citation in tie.citations
        if citation.passage
    }
    assert ("Report on day 4 in Seoul, March 2018", "IV.1") in cited
    # Only these name passages; the other sources of a membership cite whole documents.
    assert {title for title, _passage in cited} == {
        "Report on day 4 in Seoul, March 2018",
        "Members and partners of Eurocities, May 2025",
    }


def test_an_empty_graph_can_be_drawn() -> None:
    drawn = project(OxigraphStore.in_memory())
    assert (list(drawn.things), list(drawn.ties)) == ([], [])


@pytest.mark.parametrize(
    "view",
    [
        lambda _store, whole: networks(whole),
        lambda _store, whole: initiatives(whole),
        lambda _store, whole: shared(whole),
        cooperation,
        institutions,
    ],
    ids=["networks", "initiatives", "shared", "cooperation", "institutions"],
)
def test_every_tie_has_both_ends_and_says_who_says_so(
    view: Callable[[OxigraphStore, Projection], Projection],
    article: OxigraphStore,
    seoul: Projection,
) -> None:
    drawn = view(article, seoul)
    keys = {thing.key for thing in drawn.things}
    assert drawn.ties
    for tie in drawn.ties:
        assert {tie.source, tie.target} <= keys
        assert tie.citations
        assert tie.name
    assert {thing.kind for thing in drawn.things} <= drawn.kinds.keys()


def test_a_sister_tie_has_the_date_and_source_of_its_agreement(whole: Projection) -> None:
    tie = next(t for t in whole.ties if t.relation == "sisterCityOf")
    assert tie.dates["begin"].startswith("19") or tie.dates["begin"].startswith("20")
    assert [c.inferred for c in tie.citations] == [True, False]
