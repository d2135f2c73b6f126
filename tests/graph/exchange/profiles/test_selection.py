"""What a selection says of itself: its name, whose facts it has, under which licence, and whom to credit."""

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import simpul
from simpul.exchange.export import export
from simpul.exchange.profiles import Selection, select_all
from simpul.ingest.build import build
from simpul.naming import gazetteer
from simpul.store import OxigraphStore
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    PREFIXES,
    Literal,
    NamedNode,
    dct,
)
from support import write_source

CC_BY = NamedNode("https://creativecommons.org/licenses/by/4.0/")
BY_SA = "https://creativecommons.org/licenses/by-sa/4.0/"
SAME = NamedNode(PREFIXES["schema"] + "sameAs")


@pytest.fixture(scope="module")
def licensed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three public sources: CC BY, share-alike, and one that states no licence."""
    folder = tmp_path_factory.mktemp("licensed")
    write_source(folder / "data")
    for key, licence in (("shared-list", BY_SA), ("free-list", None)):
        paper = f"{key}-paper"
        tables = {
            "document": f"key,label_en,label_id,title_en,title_id\n{paper},P,P,A {key},Sebuah {key}\n",
            "organisation": f"key,kind,label_en,label_id,source\n{key}-net,Network,Net {key},Jejaring {key},{paper}\n",
            "membership": f"key,member,network,source\n1642911-{key},1642911,{key}-net,{paper}\n",
        }
        write_source(folder / "data", tables, key=key, licence=licence)
    build([folder / "data"], folder / "store")
    return folder / "store"


def _said(selection: Selection, predicate: NamedNode) -> set[object]:
    return {
        quad.object
        for quad in selection.quads()
        if quad.subject == selection.dataset and quad.predicate == predicate
    }


def test_a_source_without_a_licence_is_withheld_from_everybody_and_told(licensed: Path) -> None:
    with simpul.open(licensed) as kg:
        with pytest.warns(
            UserWarning,
            match=r"no licence: \d+ facts of free-list\. allow_unlicensed=True includes",
        ):
            selection = kg.select()
        assert b"free-list" not in b"".join(export(selection, "trig"))
    assert selection.rights.unlicensed == []
    assert selection.rights.together is not None
    assert selection.rights.together.iri == BY_SA


def test_where_the_office_says_so_it_leaves_and_is_named(licensed: Path) -> None:
    with warnings.catch_warnings(), simpul.open(licensed, lang="en") as kg:
        warnings.simplefilter("error")
        selection = kg.select(allow_unlicensed=True)
        sentence = selection.rights.sentence
        told = _said(selection, dct("rights"))
        licences = _said(selection, dct("license"))
    assert NamedNode(f"{ID}source/free-list") in selection.sources
    assert sentence.startswith("No one licence covers the data")
    assert "Without a licence: free-list." in selection.rights.sentences["en"]
    assert licences == set()
    assert any("free-list" in str(said) for said in told)


def test_what_is_for_partners_may_have_no_licence(licensed: Path) -> None:
    with simpul.open(licensed, access="partner") as kg:
        assert [source.key for source in kg.select().rights.unlicensed] == ["free-list"]


def test_a_session_opened_for_licensed_sources_opens_no_other(licensed: Path) -> None:
    with pytest.warns(UserWarning, match="free-list"):
        kg = simpul.KnowledgeGraph(licensed, access="public", licensed=True)
    with kg, warnings.catch_warnings():
        warnings.simplefilter("error")
        assert NamedNode(f"{ID}source/free-list") not in kg.select().sources


def test_each_licence_is_that_of_the_sources_that_are_in_it(licensed: Path) -> None:
    with warnings.catch_warnings(), simpul.open(licensed) as kg:
        warnings.simplefilter("ignore")
        selection = kg.select("network", network="C40 Cities")
        assert {str(NamedNode(i)) for s in selection.rights.sources for i in s.licences} > {
            str(CC_BY)
        }
        vocabulary = kg.select("vocabulary")
        assert _said(vocabulary, dct("license")) == {CC_BY}


def test_it_says_what_it_is_in_both_languages_by_the_names_of_things(licensed: Path) -> None:
    with warnings.catch_warnings(), simpul.open(licensed) as kg:
        warnings.simplefilter("ignore")
        by_name, by_id = (kg.select("city", city=said) for said in ("Jakarta", "city/1642911"))
    assert by_name.dataset == by_id.dataset == NamedNode(f"{ID}dataset/city-1642911")
    assert by_name.titles == by_id.titles
    assert by_name.titles["en"] == "Simpul: One city (Jakarta)"
    assert _said(by_name, dct("title")) == {
        Literal(title, language=language) for language, title in by_name.titles.items()
    }
    assert _said(by_name, dct("accessRights")) == {NamedNode(f"{ID}access/public")}


def _without(graph: OxigraphStore, drop: Callable[[str], bool]) -> OxigraphStore:
    """Return a graph without some of the gazetteer's facts."""
    left = OxigraphStore.in_memory()
    left.add(
        quad
        for quad in graph.matching()
        if quad.graph_name != GEONAMES_SOURCE or not drop(str(quad))
    )
    return left


@pytest.mark.parametrize(
    ("party", "drop"),
    [
        ("GeoNames", lambda quad: "/city/" in quad or "sws.geonames.org" in quad),
        ("Unicode CLDR", lambda quad: "/country/" in quad),
        ("Wikidata", lambda quad: "wikidata.org/entity" in quad),
    ],
)
def test_each_party_is_credited_where_its_facts_are_and_only_there(
    ground: Path, party: str, drop: Callable[[str], bool]
) -> None:
    credited = next(known.credits for known in gazetteer.PARTIES if known.name == party)
    with simpul.open(ground) as kg:
        assert {*credited} <= {*select_all(kg.whole).rights.credits}
        selection = select_all(_without(kg.whole, drop))
    objects = {quad.object for quad in selection.quads()}
    # The parts of the world, which are concepts of ours, have their names from CLDR as well.
    assert {text for text in credited if text in objects} == (
        {*credited} if party == "Unicode CLDR" else set()
    )


def test_a_vocabulary_credits_who_named_the_parts_of_the_world(ground: Path) -> None:
    with simpul.open(ground) as kg:
        selection = kg.select("vocabulary")
    assert {*gazetteer.CLDR.credits} <= {*selection.rights.credits}
    assert GEONAMES_SOURCE not in selection.sources


def test_a_city_that_is_only_mentioned_is_credited_for_what_is_told_of_it(ground: Path) -> None:
    """Its names and its place are GeoNames'; the item of Wikidata does not come with a mention."""
    with simpul.open(ground) as kg:
        selection = kg.select("source", source="test-list")
        objects = {str(quad.object) for quad in selection.quads()}
    credited = " ".join(selection.rights.credits_in("en"))
    assert "GeoNames" in credited
    assert ("Wikidata" in credited) == any("wikidata.org/entity" in text for text in objects)


def test_nobody_is_credited_whose_facts_are_not_there(ground: Path) -> None:
    with simpul.open(ground) as kg:
        bare = _without(kg.whole, lambda _quad: True)
        credited = {str(text) for text in select_all(bare).rights.credits}
    assert not any("GeoNames" in text or "Wikidata" in text for text in credited)
