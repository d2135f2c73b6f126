"""Forms: what an address says that no field reads is told, and changes nothing."""

import re

import pytest

from simpul.catalogue import Parameter
from simpul.locale import speaking
from simpul.site import briefs, pairs, questions
from simpul.site.answering import LIMIT
from simpul.site.asking import Asked
from simpul.site.fields import Field, unread
from simpul.site.site import Site
from simpul.site.worker import Page

_FIELDS = [Field(parameter=Parameter(name=name, type="city", summary={})) for name in ("from", "to")]  # fmt: skip


def _asked(*parameters: tuple[str, str], **words: str) -> Asked:
    return Asked(page="test", path="/test", parameters=parameters, words=words)


def test_what_no_field_reads_is_told_with_what_there_is() -> None:
    assert unread(_asked(("a", "Jakarta")), _FIELDS) == [
        "There is no parameter 'a'. It may be: from, to."
    ]
    assert unread(_asked(("form", "Jakarta")), _FIELDS) == [
        "There is no parameter 'form'. Did you mean from?"
    ]


@pytest.mark.parametrize("name", ["from", "to", "lang", LIMIT])
def test_what_is_read_is_not_told(name: str) -> None:
    assert unread(_asked((name, "1"), (name, "2")), _FIELDS, LIMIT) == []


def test_of_many_only_some_are_told() -> None:
    assert len(unread(_asked(*((f"x{n}", "") for n in range(1000))), _FIELDS)) == 5


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (pairs.path, {}),
        (pairs.compare, {}),
        (briefs.page, {}),
        (questions.question, {"name": "shared-networks"}),
    ],
)
def test_each_form_says_so(site: Site, page: Page, words: dict[str, str]) -> None:
    told = page(site, _asked(("<b>", "Jakarta"), **words)).body.decode()
    assert "There is no parameter &#39;&lt;b&gt;&#39;." in told
    assert "There is no parameter" not in page(site, _asked(**words)).body.decode()


@pytest.mark.parametrize(
    ("written", "number"),
    [("", None), ("0", 0), (" 12 ", 12), ("9" * 9, 999_999_999), ("9" * 5000, 10**10)],
)
def test_a_whole_number_is_read_and_a_huge_one_is_a_bound(written: str, number: int | None) -> None:
    assert _asked(("n", written)).number("n") == number


@pytest.mark.parametrize("written", ["-1", "1.5", "x", "\u0661", "1e3", "\u00b2"])
def test_what_is_no_whole_number_is_told_as_such(written: str) -> None:
    with pytest.raises(ValueError, match=re.escape(written)):
        _asked(("n", written)).number("n")


def test_an_example_is_what_a_thing_is_called_in_the_language_of_the_reader(site: Site) -> None:
    def placeholders(page: Page, **words: str) -> list[str]:
        return re.findall(r'placeholder="([^"]*)"', page(site, _asked(**words)).body.decode())

    with speaking("id"):
        assert "Risiko bencana" in placeholders(briefs.page)
        assert "Belanda" in placeholders(questions.question, name="members")
    # What is no name of a thing stays as it is.
    assert "2018-03-22" in placeholders(questions.question, name="members")
