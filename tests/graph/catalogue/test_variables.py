"""Each way in which grlc names a parameter says what becomes of its value."""

import pytest

from simpul.catalogue import fill
from simpul.catalogue.reading import parse
from simpul.errors import ParameterError
from simpul.terms import ID, XSD


class Names:
    """Takes any text for an address."""

    def resolve(self, text: str, kind: str, /) -> str:
        """Return the text."""
        del kind
        return text


def bound(variable: str, value: str) -> str:
    question = parse(f"SELECT ?x {{ ?x ?p ?{variable} }}", name="q")
    return fill(question, {"x": value}, Names()).text.removeprefix("SELECT ?x { ?x ?p ")[:-2]


@pytest.mark.parametrize("mark", ["_", "__"])
@pytest.mark.parametrize(
    ("suffix", "value", "becomes"),
    [
        ("", "a", '"a"'),
        ("_literal", "a", '"a"'),
        ("_string", "a", '"a"'),
        ("_iri", f"{ID}org/c40", f"<{ID}org/c40>"),
        ("_en", "city", '"city"@en'),
        ("_id", "kota", '"kota"@id'),
        ("_integer", "5", f'"5"^^<{XSD}integer>'),
        ("_number", "5", f'"5"^^<{XSD}integer>'),
        ("_number", "2.5", f'"2.5"^^<{XSD}decimal>'),
        ("_number", "-1e3", f'"-1e3"^^<{XSD}double>'),
        ("_decimal", "2.5", f'"2.5"^^<{XSD}decimal>'),
        ("_date", "2018", f'"2018-12-31"^^<{XSD}date>'),
        ("_dateTime", "2018-01-01T00:00:00", f'"2018-01-01T00:00:00"^^<{XSD}dateTime>'),
        ("_gYear", "2018", f'"2018"^^<{XSD}gYear>'),
        ("_xsd_gYear", "2018", f'"2018"^^<{XSD}gYear>'),
        ("_edtf_EDTF", "2018~", '"2018~"^^<http://id.loc.gov/datatypes/edtf/EDTF>'),
    ],
)
def test_a_parameter_becomes_what_its_name_says(
    mark: str, suffix: str, value: str, becomes: str
) -> None:
    assert bound(f"{mark}x{suffix}", value) == becomes


@pytest.mark.parametrize("value", ["five", "1,5", "", "1.", "0x1"])
def test_what_is_no_number_is_told_of(value: str) -> None:
    with pytest.raises(ParameterError):
        bound("_x_number", value)


@pytest.mark.parametrize("variable", ["_x_own_name", "_x_Kind", "x_iri", "_"])
def test_other_variables_are_none(variable: str) -> None:
    assert parse(f"SELECT ?x {{ ?x ?p ?{variable} }}", name="q").parameters == ()
