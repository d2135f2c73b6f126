"""URI templates: whatever stands in braces, and however often, an address or a word."""

import pytest
from hypothesis import given

from mutations import mutated
from simpul.csvw.templates import Values, compiled, is_template

VALUES: Values = {"a": "x" * 1_000, "b": ["y", "z"]}


@pytest.mark.parametrize("text", ["{+a}" * 1_000, "{?a*}" * 1_000, "{a,b,a}{&a}" + "{a}" * 200])
def test_a_template_that_names_a_cell_many_times_gives_no_endless_address(text: str) -> None:
    _names, fill = compiled(text)
    with pytest.raises(ValueError, match=r"\d+"):
        fill(VALUES)
    assert fill({"a": "x"}).count("x") >= 200


@pytest.mark.parametrize("text", ["{a:x}", "{a", "a}", "{}", "{{a}}"])
def test_what_is_no_template_is_told_from_one(text: str) -> None:
    assert not is_template(text)


@given(mutated(b"http://a.org/{a}#{+b}", b"{?a*}{&b:3}", b"{/a,b}"))
def test_whatever_the_braces_hold_it_is_filled_or_refused(content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    if is_template(text):
        assert isinstance(compiled(text)[1](VALUES), str)
