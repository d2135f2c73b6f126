"""The decorators of grlc: those that make sense here are honoured, of all others a person is told."""

from pathlib import Path
from typing import Final

import pytest

from simpul.catalogue import fill, remarks
from simpul.catalogue.catalogue import Catalogue
from simpul.catalogue.completion import values
from simpul.catalogue.question import Question
from simpul.catalogue.reading import parse
from simpul.errors import ParameterError, QueryError
from simpul.terms import ID
from support import simpul

QUERY: Final = "SELECT ?n { ?_city_iri simpul:memberOf ?n FILTER (STR(?n) != ?_word) }"
THINGS: Final = {"Jakarta": f"{ID}city/1642911", "Seoul": f"{ID}city/1835848"}


class Names:
    """Two cities."""

    def resolve(self, text: str, kind: str, /) -> str:
        """Return the city of this name, or of this address."""
        del kind
        return THINGS.get(text) or (text if text.startswith(ID) else f"{ID}city/{text}")


def asked(*lines: str) -> Question:
    return parse("\n".join([*(f"#+ {line}" for line in lines), QUERY]), name="q")


def bound(*lines: str, **given: str) -> str:
    return fill(asked(*lines), given, Names()).text


@pytest.mark.parametrize(
    "lines",
    [
        ["defaults:", "  - city: Jakarta", "  - word: x"],
        ["defaults: [{city: Jakarta, word: x}]"],
        ["defaults: {city: Jakarta, word: x}"],
        ["defaults: {_city_iri: Jakarta, '?_word': x}"],
        ["params: {city: {default: Jakarta}}", "defaults: {city: Seoul, word: x}"],
    ],
)
def test_a_default_is_taken_where_nothing_is_given(lines: list[str]) -> None:
    assert THINGS["Jakarta"] in bound(*lines)
    assert THINGS["Seoul"] in bound(*lines, city="Seoul")
    assert [*remarks(asked(*lines))] == []


CHOICES: Final = ("enumerate:", "  - city: [Jakarta, Seoul]", "  - word: [a, b]")


def test_choices_are_all_that_may_be_given_in_whatever_words() -> None:
    for city in ("Jakarta", THINGS["Jakarta"]):
        assert THINGS["Jakarta"] in bound(*CHOICES, city=city, word="a")
    with pytest.raises(ParameterError, match="takes one of these, not 'Tokyo': Jakarta, Seoul"):
        bound(*CHOICES, city="Tokyo", word="a")
    with pytest.raises(ParameterError, match="takes one of these, not 'c': a, b"):
        bound(*CHOICES, city="Seoul", word="c")


def test_choices_are_offered() -> None:
    city, word = asked(*CHOICES).parameters
    assert [value for value, _what in values(city, "", None)] == ["Jakarta", "Seoul"]
    assert [value for value, _what in values(word, "b", None)] == ["b"]
    assert city.example == "Jakarta"


def test_a_mere_name_under_enumerate_is_offered_what_the_graph_has() -> None:
    assert bound("enumerate: [city]", city="Tokyo", word="a").count("Tokyo")
    assert [*remarks(asked("enumerate: [city]"))] == []


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["endpoint: http://a.example/sparql"], "endpoint is for a web API"),
        (["endpoint_in_url: false"], "endpoint_in_url is for a web API"),
        (["method: GET"], "method is for a web API"),
        (["mime: text/csv"], "mime is for a web API"),
        (["pagination: 100"], "pagination is for a web API"),
        (["transform: {key: '?n'}"], "transform is for a web API"),
        (["sumary: x"], r"no decorator sumary\. Did you mean summary"),
        (["default: {city: Jakarta}"], r"no decorator default\. Did you mean defaults"),
        (["colour: red"], r"no decorator colour\."),
        (["defaults: {citty: Jakarta}"], r"defaults names citty.*Did you mean city"),
        (["enumerate: [{words: [a]}]"], r"enumerate names words.*Did you mean word"),
    ],
)
def test_what_does_nothing_here_is_told_of(lines: list[str], words: str) -> None:
    (sentence,) = remarks(asked(*lines))
    with pytest.raises(AssertionError, match=words):
        raise AssertionError(sentence)


@pytest.mark.parametrize("lines", [["defaults: {city: {a: b}}"], ["enumerate: [{city: [[a]]}]"]])
def test_a_decorator_of_another_form_is_told_of(lines: list[str]) -> None:
    with pytest.raises(QueryError, match="neither a text nor a list of texts"):
        asked(*lines)


def test_no_question_of_the_catalogue_has_a_decorator_in_vain() -> None:
    questions = Catalogue().values()
    assert len(questions) > 50
    assert [told for question in questions for told in remarks(question)] == []


def test_a_command_tells_of_it(article_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("#+ pagination: 5\n#+ defaults: {city: Jakarta, word: x}\n" + QUERY, "utf-8")
    done = simpul("query", str(file), "-f", "csv", store=article_store)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert (
        done.stderr.strip()
        == "Note: The decorator pagination is for a web API and does nothing here."
    )
