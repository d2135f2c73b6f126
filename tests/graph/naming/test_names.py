from pathlib import Path

import pytest

from atlases import JAIPUR, JAYAPURA, SURAKARTA, write_atlas
from simpul.errors import AmbiguousNameError, ParameterError, Place, StoreError
from simpul.naming import Entries, Name, Names, Origin, Resolver, atlas, fold, write
from simpul.naming.gazetteer.wikidata import item_of
from simpul.terms import ID

JAKARTA, SEOUL, OTHER = f"{ID}city/1642911", f"{ID}city/1835848", f"{ID}org/jakarta"


@pytest.fixture
def names(tmp_path: Path) -> Names:
    write(
        tmp_path,
        Entries(
            names=[
                Name(text="Jakarta", iri=JAKARTA, preferred=True),
                Name(text="Batavia", iri=JAKARTA, preferred=False),
                Name(text="Seoul", iri=SEOUL, preferred=True),
                Name(text="서울", iri=SEOUL, preferred=True),
                Name(text="Jakarta", iri=OTHER, preferred=True),
                Name(text="Seoul", iri=OTHER, preferred=False),
            ],
            classes=[(JAKARTA, "City"), (SEOUL, "City"), (OTHER, "Network")],
            origins=[Origin(iri=JAKARTA, source="s", place=Place(file="a.csv", row=7))],
        ),
    )
    return Names(tmp_path)


@pytest.mark.parametrize(
    "text", ["Jakarta", "JAKARTA", "batavia", JAKARTA, "city/1642911", "1642911"]
)
def test_a_thing_is_found_by_label_alias_key_or_iri(names: Names, text: str) -> None:
    assert names.resolve(text, "City") == JAKARTA


def test_other_scripts_are_found(names: Names) -> None:
    assert names.resolve("서울", "City") == SEOUL


def test_a_label_wins_over_an_alias(names: Names) -> None:
    assert names.resolve("Seoul", "") == SEOUL


def test_a_label_of_another_kind_of_thing_hides_no_alias(names: Names) -> None:
    assert names.bearers("Seoul", f"{ID}org/") == [OTHER]
    assert names.bearers("Seoul", ID) == [SEOUL]


def test_a_thing_is_known_by_the_end_of_its_address(names: Names) -> None:
    assert names.keyed("/jakarta") == [OTHER]
    assert not names.keyed("/akarta")


def test_a_name_of_several_things_is_a_choice(names: Names) -> None:
    with pytest.raises(AmbiguousNameError, match=r"(?s)city/1642911.*org/jakarta"):
        names.resolve("Jakarta", "")


def test_a_misspelt_name_is_met_with_the_nearest(names: Names) -> None:
    with pytest.raises(ParameterError, match="Did you mean Jakarta"):
        names.resolve("Jakrta", "City")


def test_the_row_of_a_thing_is_known(names: Names) -> None:
    assert [origin.place for origin in names.origins(JAKARTA)] == [Place(file="a.csv", row=7)]


def test_a_build_without_its_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"names\.db is missing.*simpul build"):
        Names(tmp_path)


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert fold("São-Paulo ") == fold("sao  paulo")
    assert fold("서울") == "서울"


def _with_aliases(folder: Path, *, world: bool) -> Names:
    """Return names of two cities in the facts, each with an alias that another city has for its own name."""
    known = {JAIPUR: ("Jaipur", "Jayapura"), SURAKARTA: ("Surakarta", "Solo")}
    write(
        folder,
        Entries(
            names=[
                Name(text=text, iri=iri, preferred=text == label)
                for iri, (label, alias) in known.items()
                for text in (label, alias)
            ],
            classes=[(iri, "City") for iri in known],
        ),
    )
    if world:
        write_atlas(folder / atlas.FILE)
    return Names(folder)


@pytest.mark.parametrize("text", ["Jayapura", "Kota Jayapura", "Jayapura, Indonesia"])
def test_the_own_name_of_a_city_of_the_world_beats_an_alias_in_the_facts(
    tmp_path: Path, text: str
) -> None:
    names = _with_aliases(tmp_path, world=True)
    assert names.resolve(text, "City") == JAYAPURA
    assert names.resolve(text, "") == JAYAPURA
    assert not names.find(text, "City").by_alias


def test_a_village_does_not_take_a_city_s_alias_and_the_alias_is_told(tmp_path: Path) -> None:
    names = _with_aliases(tmp_path, world=True)
    resolver = Resolver(names)
    assert resolver.resolve("Solo", "City") == SURAKARTA
    for _reading in range(2):
        assert resolver.suppositions == ("'Solo' was taken for Surakarta, Indonesia.",)
    assert Resolver(names).suppositions == ()


@pytest.mark.parametrize("text", ["Jaipur", "JAIPUR", "Kota Surakarta", JAIPUR, "city/1269515"])
@pytest.mark.parametrize("world", [True, False])
def test_a_label_and_its_official_form_are_no_supposition(
    tmp_path: Path, text: str, world: bool
) -> None:
    names = _with_aliases(tmp_path, world=world)
    found = names.find(text, "City")
    assert found.iri in {JAIPUR, SURAKARTA}
    assert not found.by_alias


def test_without_the_world_an_alias_decides_and_is_told(tmp_path: Path) -> None:
    names = _with_aliases(tmp_path, world=False)
    resolver = Resolver(names)
    assert resolver.resolve("Jayapura", "City") == JAIPUR
    assert resolver.suppositions == ("'Jayapura' was taken for Jaipur.",)


@pytest.mark.parametrize("kind", ["City", "Place", ""])
@pytest.mark.parametrize(
    "text", ["Surakarta, Jayapura", "Surakarta & Jayapura", "Surakarta/Jayapura"]
)
def test_of_several_cities_in_one_name_none_is_taken(tmp_path: Path, text: str, kind: str) -> None:
    write(tmp_path, Entries())
    write_atlas(tmp_path / atlas.FILE)
    told = (
        rf"'{text}' names several cities: Surakarta \(1625812\), Jayapura \(2082600\)\. Ask for one"
    )
    with pytest.raises(ParameterError, match=told):
        Names(tmp_path).find(text, kind)
    assert Names(tmp_path).find("Surakarta, Indonesia", kind).iri == SURAKARTA


@pytest.mark.parametrize("kind", ["City", "Place", ""])
@pytest.mark.parametrize(
    "form",
    [
        "https://sws.geonames.org/{}/",
        "http://www.geonames.org/{}/solo.html",
        "gn:{}",
        "http://w3id.org/simpul/city/{}/",
    ],
)
def test_a_city_in_the_facts_or_in_the_world_is_found_by_an_address_elsewhere(
    tmp_path: Path, form: str, kind: str
) -> None:
    write(tmp_path, Entries(classes=[(JAIPUR, "City"), (JAIPUR, "Place")]))
    without = Names(tmp_path)
    assert without.find(form.format("1269515"), kind).iri == JAIPUR
    with pytest.raises(ParameterError):
        without.find(form.format("1625812"), kind)
    write_atlas(tmp_path / atlas.FILE)
    names = Names(tmp_path)
    assert names.find(form.format("1625812"), kind).iri == SURAKARTA
    for other in (form.format("99999999"), f"https://example.org/?city={form.format('1625812')}"):
        with pytest.raises(ParameterError):
            names.find(other, kind)


@pytest.mark.parametrize("kind", ["City", "Place", ""])
@pytest.mark.parametrize("form", ["{}", "wd:{}", "https://www.wikidata.org/wiki/{}"])
def test_a_city_in_the_facts_or_in_the_world_is_found_by_its_item_of_wikidata(
    tmp_path: Path, form: str, kind: str
) -> None:
    write(tmp_path, Entries(classes=[(JAIPUR, "City"), (JAIPUR, "Place")]))
    without, surakarta = Names(tmp_path), form.format(item_of(1625812))
    assert without.find(form.format(item_of(1269515)), kind).iri == JAIPUR
    with pytest.raises(ParameterError, match="of Wikidata"):
        without.find(surakarta, kind)
    write_atlas(tmp_path / atlas.FILE)
    assert Names(tmp_path).find(surakarta, kind).iri == SURAKARTA


def test_an_item_that_nothing_here_has_is_refused_as_in_a_table(tmp_path: Path) -> None:
    names = _with_aliases(tmp_path, world=True)
    told = "Nothing here is known as Q99 of Wikidata. Write the city's GeoNames number"
    for address in ("Q99", "http://www.wikidata.org/entity/Q99"):
        with pytest.raises(ParameterError, match=told):
            names.find(address, "City")


def test_what_is_called_like_an_item_is_found_by_its_name(tmp_path: Path) -> None:
    label = Name(text="Q99", iri=JAIPUR, preferred=True)
    write(tmp_path, Entries(names=[label], classes=[(JAIPUR, "City")]))
    assert Names(tmp_path).find("Q99", "City").iri == JAIPUR


def test_an_address_of_another_kind_of_thing_is_none_of_this(tmp_path: Path) -> None:
    write(tmp_path, Entries(classes=[(JAIPUR, "City"), (JAIPUR, "Place")]))
    with pytest.raises(ParameterError):
        Names(tmp_path).find("gn:1269515", "Network")


def _of_words(folder: Path) -> Names:
    labels = {
        "initiative/seoullo-7017": "Seoullo 7017",
        "city/3143244": "Oslo",
        "theme/waste-water": "Waste water",
        "request/return-visit": "A return visit of Seoul to Jakarta",
    }
    others = {"city/3143244": "oseullo", "theme/waste-water": "limbah"}
    write(
        folder,
        Entries(
            names=[
                *(Name(text=t, iri=ID + key, preferred=True) for key, t in labels.items()),
                *(Name(text=t, iri=ID + key, preferred=False) for key, t in others.items()),
            ],
            classes=[(f"{ID}request/return-visit", "Request"), (f"{ID}city/3143244", "City")],
            origins=[],
        ),
    )
    return Names(folder)


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("seullo", "Did you mean Seoullo 7017"),
        ("wastwater", "Did you mean Waste water"),
        ("water waste", "Did you mean Waste water"),
        ("Seoul Jakarta", "Did you mean A return visit of Seoul to Jakarta"),
        ("permintaan", "It is a kind of thing; such are A return visit of Seoul to Jakarta."),
    ],
)
def test_a_name_that_nothing_has_is_answered_with_what_was_likely_meant(
    tmp_path: Path, written: str, nearest: str
) -> None:
    with pytest.raises(ParameterError) as error:
        _of_words(tmp_path).resolve(written, "")
    assert nearest in str(error.value)


def test_a_theme_is_found_by_its_other_names(tmp_path: Path) -> None:
    assert _of_words(tmp_path).resolve("Limbah", "") == f"{ID}theme/waste-water"
