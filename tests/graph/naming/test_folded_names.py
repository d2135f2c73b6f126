"""Names looked through in memory are those that a look at each of them finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.naming.folded_names import FoldedNames

LETTERS = st.text(alphabet="ab é\U0001f3d9", max_size=6)
WORDS = st.lists(st.text(alphabet="abé\U0001f3d9", min_size=1, max_size=2), min_size=1, max_size=3)


@given(names=st.lists(LETTERS, max_size=12), words=WORDS, most=st.integers(1, 12))
def test_the_first_names_with_all_the_letters_are_found_in_their_order(
    names: list[str], words: list[str], most: int
) -> None:
    rows = [(number * 3, name) for number, name in enumerate(names)]
    wanted = [number for number, name in rows if all(word in name for word in words)]
    assert FoldedNames(rows).having(words, most) == wanted[:most]


@pytest.mark.parametrize("rows", [[], [(1, "")], [(1, "b"), (2, "")]])
def test_what_no_name_has_is_not_found(rows: list[tuple[int, str]]) -> None:
    assert FoldedNames(rows).having(["a"], 5) == []
