from pathlib import Path

import pytest

from simpul.errors import AmbiguousNameError, ParameterError, Place, StoreError
from simpul.names import Name, Names, Origin, fold, write
from simpul.terms import ID

JAKARTA, SEOUL, OTHER = f"{ID}city/1642911", f"{ID}city/1835848", f"{ID}org/jakarta"


@pytest.fixture
def names(tmp_path: Path) -> Names:
    write(
        tmp_path,
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
    with pytest.raises(StoreError, match="simpul build"):
        Names(tmp_path / "nothing")


def test_folding_forgets_case_accents_and_punctuation() -> None:
    assert fold("São-Paulo ") == fold("sao  paulo")
    assert fold("서울") == "서울"
