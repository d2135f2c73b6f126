"""What a person writes in a cell for a thing: its key, its name, an alias, a word of a vocabulary, or nothing known."""

import re
from pathlib import Path

import pytest

from addresses import JAKARTA, NEARLY_OURS, OF_GEONAMES, OF_WIKIDATA
from atlases import JAIPUR, JAYAPURA, SURAKARTA, write_atlas
from simpul.errors import Place
from simpul.ingest.kinds import Column, kinds
from simpul.ingest.reconcile import Resolver
from simpul.ingest.references import References, UnknownNameError
from simpul.naming import CITY, Cities, Entries, Name, Names, write
from simpul.naming.atlas import Atlas
from simpul.naming.keys import slug
from simpul.store import OxigraphStore
from simpul.tables import Fact
from simpul.terms import (
    ID,
    PREFIXES,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
)

C40, OTHER = f"{ID}org/c40", f"{ID}org/another"


@pytest.fixture
def references(tmp_path: Path) -> References:
    """Return references of a store with one network and a city that has another's name for an alias."""
    known = [(C40, "C40 Cities", True), (JAIPUR, "Jaipur", True), (JAIPUR, "Jayapura", False)]
    write(
        tmp_path,
        Entries(
            names=[Name(iri=iri, text=text, preferred=own) for iri, text, own in known],
            classes=[(C40, "Network"), (JAIPUR, "City")],
        ),
    )
    file = write_atlas(tmp_path / "cities.db")
    return References(names=Names(tmp_path), cities=Cities(lambda: Atlas(file)))


def column(kind: str, name: str) -> Column:
    """Return a column of a kind of table."""
    found = kinds()[kind].column(name)
    assert found
    return found


NETWORK, MEMBER = column("membership", "network"), column("membership", "member")
ANY, CERTAINTY = column("participation", "participant"), column("membership", "certainty")


@pytest.mark.parametrize("written", ["c40", "C40", C40, "C40 Cities", " c40 cities "])
def test_a_thing_is_meant_by_key_address_or_name(references: References, written: str) -> None:
    assert references.find(NETWORK, written).key == "c40"


@pytest.mark.parametrize("written", ["C40 Citees", "The Jaipur Network"])
def test_a_name_of_nothing_is_refused(references: References, written: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        references.find(NETWORK, written)
    assert written in caught.value.what
    assert caught.value.remedy


def test_a_misspelt_name_is_met_with_the_nearest(references: References) -> None:
    with pytest.raises(UnknownNameError) as caught:
        references.find(NETWORK, "C40 Citees")
    assert "C40 Cities" in caught.value.remedy


def test_a_city_s_own_name_comes_before_an_alias_in_the_store(references: References) -> None:
    assert references.find(MEMBER, "Jayapura").key == JAYAPURA.removeprefix(CITY)
    assert not references.find(MEMBER, "Jayapura").supposed


def test_a_city_that_a_store_knows_by_an_alias_alone_is_told(tmp_path: Path) -> None:
    alias = Name(iri=SURAKARTA, text="Solo", preferred=False)
    write(tmp_path, Entries(names=[alias], classes=[(SURAKARTA, "City")]))
    file = write_atlas(tmp_path / "cities.db")
    references = References(names=Names(tmp_path), cities=Cities(lambda: Atlas(file)))
    found = references.find(MEMBER, "Solo")
    assert found.key == SURAKARTA.removeprefix(CITY)
    assert found.supposed
    assert not references.find(MEMBER, "Surakarta").supposed


def test_of_several_cities_of_one_name_a_person_chooses(references: References) -> None:
    with pytest.raises(UnknownNameError, match="several cities") as caught:
        references.find(MEMBER, "Solo")
    assert "1685850 (Solo" in caught.value.remedy
    assert "1625812 (Surakarta, Indonesia)" in caught.value.remedy


def test_a_province_is_refused_and_the_city_of_its_name_shown(references: References) -> None:
    with pytest.raises(UnknownNameError, match="not a city") as caught:
        references.find(MEMBER, "Provinsi Surakarta")
    assert "1625812 (Surakarta, Indonesia)" in caught.value.remedy


def test_what_the_source_describes_itself_comes_first(references: References) -> None:
    references.add(OTHER, ["C40 Cities", "Another"])
    assert references.find(NETWORK, "C40 Cities").key == "another"


def test_of_two_things_of_one_name_a_person_chooses(references: References) -> None:
    references.add(OTHER, ["Twin"])
    references.add(f"{ID}org/twin-two", ["Twin"])
    with pytest.raises(UnknownNameError, match="several things") as caught:
        references.find(NETWORK, "Twin")
    assert "another (twin), twin-two (twin)" in caught.value.remedy


def test_what_an_earlier_source_describes_is_known_to_the_next(references: References) -> None:
    with pytest.raises(UnknownNameError):
        references.find(NETWORK, "Newly Founded")
    node, place = NamedNode(f"{ID}org/new"), Place(file="a.csv", row=2)
    said = (
        Triple(node, rdf_type, simpul("Network")),
        Triple(node, rdfs_label, Literal("Newly Founded")),
    )
    references.finish(Fact(triple, place) for triple in said)
    assert references.find(NETWORK, "Newly Founded").key == "new"


def test_a_cell_for_any_kind_of_thing_keeps_the_kind_in_the_key(references: References) -> None:
    assert references.find(ANY, "C40 Cities").key == "org/c40"
    assert references.find(ANY, "Jaipur").key == "city/1269515"
    with pytest.raises(UnknownNameError):
        references.find(ANY, "Nobody At All")


def test_a_word_of_a_vocabulary_is_written_in_either_language(references: References) -> None:
    assert references.find(CERTAINTY, "Doubtful").key == references.find(CERTAINTY, "doubtful").key
    with pytest.raises(UnknownNameError, match="does not fit here") as caught:
        references.find(CERTAINTY, "perhaps")
    assert "doubtful" in caught.value.remedy.casefold()


def test_a_key_is_short_and_of_plain_letters() -> None:
    assert slug("São Paulo: Plan 2020") == "sao-paulo-plan-2020"
    assert slug("서울") == ""
    assert len(slug("word " * 40)) <= 80
    assert not slug("word " * 40).endswith("-")


def _single() -> list[Column]:
    """Return every column of every kind that names one city, by its key or by its name."""
    every = [column for kind in kinds().values() for column in kind.columns]
    return [c for c in every if c.reference and CITY.startswith(c.reference) and not c.separator]


def _lists() -> list[Column]:
    every = [column for kind in kinds().values() for column in kind.columns]
    return [c for c in every if c.reference and CITY.startswith(c.reference) and c.separator]


@pytest.fixture
def of_the_world(resolver: Resolver) -> References:
    """Return references of an empty store, with all the world's cities."""
    return References(names=Names(None), cities=Cities(lambda: resolver.matcher.atlas))


@pytest.mark.parametrize(
    "text", ["Tokyo, Osaka", "Jakarta/Bandung", "Paris, London", "Tokyo; Osaka"]
)
def test_several_cities_in_a_column_for_one_are_refused_with_their_numbers(
    of_the_world: References, text: str
) -> None:
    columns = _single()
    assert {"member", "city", "visiting_city", "party", "holder"} <= {
        column.name for column in columns
    }
    for one in columns:
        with pytest.raises(
            UnknownNameError, match=r"names several cities: .*[0-9]{7}.*, .*[0-9]{7}"
        ) as caught:
            of_the_world.find(one, text)
        assert caught.value.remedy == "Write one row for each."


def test_several_cities_in_a_column_for_a_list_are_met_with_its_separator(
    of_the_world: References,
) -> None:
    assert _lists()
    for one in _lists():
        with pytest.raises(UnknownNameError, match="names several cities") as caught:
            of_the_world.find(one, "Tokyo, Osaka")
        assert caught.value.remedy == "Write them with ; between."


def test_a_city_with_its_region_is_no_list(of_the_world: References) -> None:
    assert of_the_world.find(MEMBER, "Springfield, IL, US").key == "4250542"
    with pytest.raises(UnknownNameError, match="nothing here is called"):
        of_the_world.find(MEMBER, "Brighton and Hove")


@pytest.mark.parametrize("address", [*OF_GEONAMES, *NEARLY_OURS, "city/1642911"])
def test_each_column_for_a_city_takes_each_form_of_its_address(
    of_the_world: References, address: str
) -> None:
    for one in (*_single(), *_lists()):
        if address.startswith("city/") and one.reference == CITY:
            continue
        if not re.fullmatch(one.pattern or ".*", "city/1642911") and one.base != "integer":
            continue
        assert of_the_world.find(one, address).key == (CITY + "1642911").removeprefix(one.reference)


@pytest.mark.parametrize("address", OF_WIKIDATA)
def test_a_column_takes_an_item_that_the_gazetteer_says_is_the_city(
    of_the_world: References, address: str
) -> None:
    for one in (MEMBER, ANY):
        assert of_the_world.find(one, address).key == (CITY + "1642911").removeprefix(one.reference)


@pytest.mark.parametrize("address", OF_WIKIDATA)
def test_a_column_takes_an_address_that_the_store_says_is_the_city_s(
    tmp_path: Path, resolver: Resolver, address: str
) -> None:
    write(tmp_path, Entries(classes=[(JAKARTA, "City"), (C40, "Network")]))
    graph = OxigraphStore.in_memory()
    same = NamedNode(PREFIXES["schema"] + "sameAs")
    for thing, item in ((JAKARTA, "Q3630"), (C40, "Q4653")):
        node = NamedNode(f"http://www.wikidata.org/entity/{item}")
        graph.add([in_graph(Triple(NamedNode(thing), same, node), DefaultGraph())])
    cities = Cities(lambda: resolver.matcher.atlas)
    references = References(names=Names(tmp_path, graph), cities=cities)
    assert references.find(MEMBER, address).key == "1642911"
    assert references.find(ANY, address).key == "city/1642911"
    assert references.find(NETWORK, address.replace("3630", "4653")).key == "c40"


@pytest.mark.parametrize("address", [OF_GEONAMES[0], OF_WIKIDATA[0]])
def test_the_address_of_a_city_is_none_of_a_network(of_the_world: References, address: str) -> None:
    with pytest.raises(UnknownNameError, match="nothing here is called"):
        of_the_world.find(NETWORK, address)


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("https://sws.geonames.org/99999999/", "GeoNames has no city with the id 99999999"),
        ("https://www.wikidata.org/wiki/Q99", "nothing here is known as Q99 of Wikidata"),
        ("Q99", "nothing here is known as Q99 of Wikidata"),
        ("https://example.org/1642911/", "nothing here is called 'https://example.org/1642911/'"),
    ],
)
def test_an_address_that_nothing_here_has_is_refused(
    of_the_world: References, address: str, what: str
) -> None:
    for one in (MEMBER, ANY):
        with pytest.raises(UnknownNameError, match=what):
            of_the_world.find(one, address)


def test_a_column_takes_what_is_nearly_the_address_of_a_thing_of_its_tables(
    references: References,
) -> None:
    references.add(OTHER, ["Another"])
    assert references.find(NETWORK, "http://w3id.org/simpul/org/another/").key == "another"
