"""Names of the recommendations, and what is a language tag."""

import pytest

from simpul.csvw.vocabulary import is_language


@pytest.mark.parametrize(
    "tag", ["en-US", "id-Latn", "zh-min-nan", "i-klingon", "sr-YU", "de-u-co-phonebk", "id-x-a-b"]
)
def test_a_tag_whose_parts_are_registered_is_one_even_out_of_use(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "1", "qqqqq", "not-a-language", "de-a-b", "id-nowhere", "id-id-id", 1, None]
)
def test_what_only_looks_like_a_tag_is_none(tag: object) -> None:
    assert not is_language(tag)
