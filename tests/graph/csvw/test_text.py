"""A table file as text: what its first line may say of it."""

import pytest

from simpul.csvw.text import separator, stated_separator


@pytest.mark.parametrize(
    ("text", "separator"),
    [("sep=;\na;b", ";"), ('"sep=,"\r\na', ","), ("SEP=\t\n", "\t"), ("sep;x\n", None), ("sep=;;\n", None), ("", None)],
)  # fmt: skip
def test_a_first_line_may_state_the_separator(text: str, separator: str | None) -> None:
    assert stated_separator(text) == separator


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_what_the_headings_have_most_of(mark: str) -> None:
    assert separator(f"a{mark}b{mark}c\n1,2;3|4\t5") == mark
    assert separator("a\n1|2") == ","
