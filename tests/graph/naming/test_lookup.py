import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import is_near
from simpul.naming.lookup import Entry, Lookup

THINGS = [
    Entry(key="waste-water", texts=("Waste water", "Air limbah"), others=("wastewater", "limbah")),
    Entry(key="solid-waste", texts=("Solid waste", "Persampahan"), others=("sampah",)),
    Entry(key="disaster-risk", texts=("Disaster risk",), others=("banjir", "rob", "flood")),
    Entry(key="plant", texts=("Communal wastewater plant",)),
    Entry(key="seoullo", texts=("Seoullo 7017",)),
    Entry(key="oslo", texts=("Oslo",), others=("oseullo",)),
    Entry(key="jakarta", texts=("Jakarta",), weight=2),
    Entry(key="seoul", texts=("Seoul", "서울"), weight=1),
    Entry(key="robusta", texts=("Robusta",)),
]


def found(words: str) -> list[str]:
    return [hit.entry.key for hit in Lookup(THINGS).search(words)]


@pytest.mark.parametrize(
    ("words", "things"),
    [
        ("banjir", ["disaster-risk"]),
        ("rob", ["disaster-risk", "robusta"]),
        ("limbah", ["waste-water"]),
        ("wastewater", ["waste-water", "plant"]),
        ("waste water", ["waste-water", "plant"]),
        ("water waste", ["waste-water", "plant"]),
        ("seullo", ["seoullo"]),
        ("jakrata", ["jakarta"]),
        ("Jakarta Seoul", ["jakarta", "seoul"]),
        ("서울", ["seoul"]),
        ("xyzzy", []),
        ("  ", []),
    ],
)
def test_words_find_what_they_mean(words: str, things: list[str]) -> None:
    assert found(words)[: len(things) or None] == things


def test_what_is_found_nearly_is_left_out_where_something_was_meant() -> None:
    # Oslo has it within another name of a transcription, which nobody means.
    assert "oslo" not in found("seullo")
    assert found("seoul") == ["seoul", "seoullo"]


def test_a_name_that_is_what_is_sought_comes_before_a_longer_one() -> None:
    entries = [
        Entry(key="long", texts=("Seoul Plan",), weight=9),
        Entry(key="own", texts=("Seoul",)),
    ]
    assert [hit.entry.key for hit in Lookup(entries).search("seoul")] == ["own", "long"]


def test_no_more_are_returned_than_are_wanted() -> None:
    assert len(Lookup(THINGS).search("waste", most=1)) == 1


LETTERS = st.text("abcdefghij", min_size=6, max_size=14)


@given(word=LETTERS, data=st.data())
def test_two_letters_that_changed_places_are_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert is_near(swapped, word)
    assert [hit.entry.key for hit in Lookup([Entry(key=word, texts=(word,))]).search(swapped)]


@given(st.lists(LETTERS, min_size=1, max_size=4, unique=True))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    entries = [Entry(key="a", texts=(" ".join(words),)), Entry(key="b", texts=(words[0],))]
    forwards = Lookup(entries).search(" ".join(words))
    backwards = Lookup(entries).search(" ".join(reversed(words)))
    assert {hit.entry.key for hit in forwards} == {hit.entry.key for hit in backwards}
