"""What columns of sources may say beyond the recommendation, and what they read more strictly."""

import pytest

from simpul.csvw.cells import Reader, readers
from simpul.csvw.datatypes import datatype
from simpul.csvw.model import Column, Inherited
from simpul.tables.extensions import EACH, extension_of, strict_column
from simpul.terms import EDTF, NamedNode

PROPERTY = "https://example.org/p"


def reader(column: Column) -> Reader:
    (made,) = readers([strict_column(column)], "", None, strict=True)
    made.extension = extension_of(made)
    return made


def dated(text: str) -> Reader:
    own = Inherited(property=PROPERTY, datatype=datatype({"@id": EDTF, "base": "string"}), separator=text or None)  # fmt: skip
    return reader(Column(named="begin", inherited=own))


def test_a_date_gives_itself_and_the_days_that_it_can_mean() -> None:
    cell = dated("").read("2018-03")
    assert [str(term) for term in cell.objects or ()] == [f'"2018-03"^^<{EDTF}>']
    assert [(name.value.removeprefix(PROPERTY), str(day)[1:11]) for name, day in cell.more] == [
        ("Earliest", "2018-03-01"),
        ("Latest", "2018-03-31"),
    ]


def test_each_date_of_a_list_has_its_own_days() -> None:
    cell = dated(";").read("2016;2022")
    assert len(cell.objects or ()) == 2
    assert len(cell.more) == 4


@pytest.mark.parametrize("text", ["2018-13", "banana", "2018-02-30"])
def test_what_is_no_date_says_nothing_and_is_told(text: str) -> None:
    cell = dated("").read(text)
    assert (cell.objects, cell.more) == ((), ())
    assert "does not fit here" in cell.faults[0]


def test_each_item_of_a_list_becomes_an_address() -> None:
    column = Column(
        named="themes",
        inherited=Inherited(property=PROPERTY, separator=";"),
        annotations={EACH: "https://example.org/theme/{themes}"},
    )
    cell = reader(column).read("water;old roads")
    assert cell.objects == (
        NamedNode("https://example.org/theme/water"),
        NamedNode("https://example.org/theme/old%20roads"),
    )


@pytest.mark.parametrize("text", ["1,027", "8%", "8,07"])
def test_a_number_with_grouping_or_a_percent_sign_is_refused_unless_the_format_says_so(
    text: str,
) -> None:
    plain = reader(
        Column(named="n", inherited=Inherited(property=PROPERTY, datatype=datatype({"base": "decimal"})))
    )  # fmt: skip
    assert plain.read(text).faults
    assert not plain.read("1027.5").faults


def test_a_format_of_ones_own_stands() -> None:
    form = datatype({"base": "decimal", "format": {"groupChar": ".", "decimalChar": ","}})
    own = reader(Column(named="n", inherited=Inherited(property=PROPERTY, datatype=form)))
    assert str((own.read("1.027,5").objects or ())[0]).startswith('"1027.5"')
    assert own.read("8.07").faults
