"""What copying, exporting and typing leave in cells is taken off; what means something stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.csvw.model import Column, Inherited
from simpul.errors import Place
from simpul.ingest.kinds import kinds
from simpul.tables.cleaning import (
    CODES,
    NAMES,
    PLACEHOLDERS,
    Cleaner,
    ColumnText,
    column_text,
    folded,
    folded_lines,
)

SPACES = [chr(code) for code in range(0x10000) if chr(code).isspace()]
"""What Unicode calls White_Space, and the four separators of information that Python counts among it."""
WITHOUT_WIDTH = ["\u200b", "\u2060", "\ufeff", "\xad", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u2069"]  # fmt: skip


@pytest.mark.parametrize("space", SPACES, ids=ascii)
def test_every_space_is_one_and_none_at_the_ends(space: str) -> None:
    assert folded(f"{space}Kota{space}{space}Bandung{space}") == "Kota Bandung"


@pytest.mark.parametrize("mark", WITHOUT_WIDTH, ids=ascii)
def test_what_has_no_width_and_means_nothing_goes(mark: str) -> None:
    assert folded(f"{mark}Bus{mark}an {mark}") == "Busan"


@pytest.mark.parametrize(
    "text",
    [
        "نمی‌خواهم",  # Persian: a joiner that keeps two letters apart
        "क्‍ष",  # Hindi: a joiner behind a virama
        "ശ്രീ‌രാഗ്",  # Malayalam
        "👩‍🔬",
        "ភ្នំ\u200bពេញ",  # Khmer: where a line may break, as it has no spaces between words
        "שלום \u200eC++\u200e עולם",
        "Å i Åfjord",
    ],
)
def test_what_is_invisible_and_means_something_stays(text: str) -> None:
    assert folded(text) == text
    assert folded(f"\u200c{text}\u200d ") == text


@given(st.text())
def test_folding_is_done_once_and_gives_the_form_of_the_web(text: str) -> None:
    once = folded(text)
    assert folded(once) == once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert folded_lines(folded_lines(text)) == folded_lines(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_text_of_several_lines_keeps_them_and_a_name_does_not(end: str) -> None:
    written = f" First\xa0line {end}{end}second  line{end}"
    note = ColumnText(heading="note", several_lines=True)
    name = ColumnText(heading="name")
    assert note.read(written) == "First line\n\nsecond line"
    assert name.read(written) == "First line second line"


def test_the_items_of_a_list_have_no_spaces_at_their_ends() -> None:
    assert ColumnText(heading="x", separator=";").read(" a ;\xa0b c; ") == "a;b c;"


@pytest.mark.parametrize("word", sorted(PLACEHOLDERS))
def test_a_placeholder_is_empty_and_told_once_for_its_column(word: str) -> None:
    cleaner = Cleaner(columns=[ColumnText(heading="cohort"), None])
    rows = [cleaner.cells(number, [f" {word}", word]) for number in (2, 3, 9)]
    assert rows == [["", word]] * 3
    (problem,) = cleaner.told(Place(file="a.csv"))
    assert problem.place.column == "cohort"
    assert problem.what == f"cells that say {word!r} were taken as empty: 3 (rows 2, 3, 9)."


@pytest.mark.parametrize("word", ["x", "0", "no", "Nana", "n", "a/n", "- a", "-5", "..", "N/A-1", "Belum ada data 2019"])  # fmt: skip
def test_a_value_that_is_like_a_placeholder_stays(word: str) -> None:
    cleaner = Cleaner(columns=[ColumnText(heading="cohort")])
    assert cleaner.cells(2, [word]) == [word]
    assert not cleaner.told(Place(file="a.csv"))


@pytest.mark.parametrize(
    ("values", "kept"), [(NAMES, {"Nan", "Na", "None"}), (CODES, {"NA"}), ({"none"}, {"none"})]
)
def test_a_word_that_may_be_a_value_of_its_column_stays(values: set[str], kept: set[str]) -> None:
    cleaner = Cleaner(columns=[ColumnText(heading="x", values=frozenset(values))])
    assert {word for word in PLACEHOLDERS if cleaner.cells(2, [word]) == [word]} >= kept
    assert cleaner.cells(2, ["n/a"]) == [""]


def test_a_column_of_names_keeps_names_and_one_of_choices_its_choices() -> None:
    name = Column(named="x", inherited=Inherited(property="http://www.w3.org/2000/01/rdf-schema#label"))  # fmt: skip
    plain = Column(named="x", inherited=Inherited(property="https://w3id.org/simpul/ontology#cohort"))  # fmt: skip
    assert column_text(name, "x").values == NAMES
    assert column_text(plain, "x").values == frozenset()
    assert column_text(plain, "x", ["None", "full"]).values == {"None"}


@given(st.lists(st.text(alphabet=" ab;\xa0é-\n\u200b", max_size=4), max_size=3))
def test_the_short_way_for_plain_rows_gives_what_the_long_one_does(cells: list[str]) -> None:
    columns = [ColumnText(heading="x", separator=";"), ColumnText(heading="y"), ColumnText(heading="z")]  # fmt: skip
    read = [column.read(cell) for column, cell in zip(columns, cells, strict=False)]
    wanted = ["" if cell in PLACEHOLDERS else cell for cell in read]
    assert Cleaner(columns=columns).cells(2, cells) == wanted


def test_every_column_of_a_schema_that_holds_prose_keeps_its_lines() -> None:
    from simpul.ingest.input_tables import InputTable, group

    for kind in kinds().values():
        table = InputTable(file=__file__, sheet=None, label="", kind=kind, headings=(), names=(), lines=())  # type: ignore[arg-type]  # fmt: skip
        for column in group([table]).tables[0].schema.columns or ():
            if column.named and not column.virtual:
                several = column_text(column, "").several_lines
                prose = column.named.startswith(("note_", "description_", "definition_"))
                single = column.named.startswith(("label_", "title_", "key", "begin", "aliases"))
                assert several or not prose
                assert not (several and single)
