"""Suggestions, by section 6 of the API."""

from collections.abc import Callable
from typing import Any

import pytest

from matching_protocol import SUGGESTED_PROPERTIES, SUGGESTED_THINGS, SUGGESTED_TYPES, fits
from simpul.errors import ParameterError
from simpul.site.asking import Reply
from simpul.site.matching import suggestions
from simpul.site.matching.kinds import KINDS, every_property

Told = Callable[..., dict[str, Any]]


def _ids(answer: dict[str, Any]) -> list[str]:
    return [one["id"] for one in answer["result"]]


def test_a_city_and_an_organisation_are_suggested_by_the_beginnings_of_their_names(
    told: Told,
) -> None:
    answer = told(suggestions.entity, prefix="Jak")
    fits(answer, SUGGESTED_THINGS)
    assert _ids(answer)[0] == "city/1642911"
    assert "org/jakarta-gov" in _ids(answer)


def test_a_name_an_id_and_an_alias_suggest_their_thing(told: Told) -> None:
    for prefix in ("C40 Cities", "org/c40", "c40"):
        assert _ids(told(suggestions.entity, prefix=prefix))[0] == "org/c40"


def test_the_cursor_skips_what_was_suggested_before(told: Told) -> None:
    whole = _ids(told(suggestions.entity, prefix="se", limit="8"))
    parts = [
        _ids(told(suggestions.entity, prefix="se", limit="4", cursor=start)) for start in ("0", "4")
    ]
    assert len(set(whole)) == 8
    assert [*parts[0], *parts[1]] == whole


def test_suggestions_can_be_of_a_kind_alone(told: Told) -> None:
    answer = told(suggestions.entity, prefix="seoul", type="Organisation")
    assert answer["result"]
    assert all(
        "Organisation" in [kind["id"] for kind in one["notable"]] for one in answer["result"]
    )


def test_nothing_typed_suggests_kinds_and_properties_all(told: Told) -> None:
    kinds = told(suggestions.kind)
    fits(kinds, SUGGESTED_TYPES)
    assert _ids(kinds) == [*KINDS]
    properties = told(suggestions.named_property)
    fits(properties, SUGGESTED_PROPERTIES)
    assert {*_ids(properties)} == {*every_property(), "date"}


def test_kinds_and_properties_are_suggested_in_the_language_of_the_address(told: Told) -> None:
    assert _ids(told(suggestions.kind, prefix="jej", path="id")) == ["Network"]
    assert _ids(told(suggestions.named_property, prefix="neg", path="id", type="City")) == [
        "inCountry"
    ]


@pytest.mark.parametrize(
    "parameters", [{"cursor": "-1"}, {"cursor": "x"}, {"limit": "1e3"}, {"limit": "٣"}]
)
def test_a_number_that_is_none_is_refused(
    reply: Callable[..., Reply], parameters: dict[str, str]
) -> None:
    with pytest.raises(ParameterError, match="must be a number"):
        reply(suggestions.entity, prefix="a", **parameters)
