"""Query files: whatever stands in a header, it is a question or a word on what to correct."""

from pathlib import Path

import pytest
from hypothesis import given

from mutations import mutated
from simpul.catalogue.reading import decode, questions
from simpul.errors import QueryError

SEEDS = tuple(file.read_bytes() for file in questions().values())
QUERY = "SELECT ?x { ?x ?p ?_a }"


def header(*lines: str) -> bytes:
    return "\n".join([*(f"#+ {line}" for line in lines), QUERY]).encode()


@pytest.mark.parametrize(
    "lines",
    [
        ["summary: 2020-13-45"],
        ["summary: 010", "tags: 5"],
        ["tags: trust"],
        ["params: {a: {summary: The city}}"],
        ["params: {a: {summary: {en: 5, id: }}}", "columns: {x: {en: 2019}}"],
        ["columns: {2019: {en: x}}", "languages: [all]"],
        ["facts: x"],
    ],
)
def test_values_that_look_like_numbers_or_days_are_texts(lines: list[str]) -> None:
    asked = decode(header(*lines), name="q")
    texts = [*asked.summary.values(), *asked.tags, *asked.facts, *asked.columns]
    texts += [text for column in asked.columns.values() for text in column.values()]
    texts += [text for one in asked.parameters for text in one.summary.values()]
    assert all(isinstance(text, str) for text in texts)
    assert asked.tags in {(), ("5",), ("trust",)}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["a: !!int x"], "Line 1, column .*tag:yaml.org,2002:int"),
        (["summary: x", "a: !!timestamp x"], "Line 2, column "),
        (["summary: {a: b}"], "summary is neither a text nor"),
        (["tags: {a: b}"], "tags is neither a text nor"),
        (["tags: [[a]]"], "tags is neither a text nor"),
        (["facts: [{a: b}]"], "facts is neither a text nor"),
        (["params: {a: {example: {b: c}}}"], "example is neither a text nor"),
        (["params: {a: {default: [[b]]}}"], "default is neither a text nor"),
        (["params: {a: {type: [city]}}"], "unknown type"),
        (["params: {a: {summary: {en: [[x]]}}}"], "en is neither a text nor"),
        (["params: [a]"], "params is not a mapping of mappings"),
        (["columns: {a: b}"], "columns is not a mapping of mappings"),
        (["- a"], "is not a mapping"),
        (["[" * 100_000], "too deeply"),
    ],
)
def test_a_header_of_another_form_is_told_of(lines: list[str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        decode(header(*lines), name="q")


@given(mutated(*SEEDS))
def test_whatever_becomes_of_a_query_file_it_is_a_question_or_told_of(content: bytes) -> None:
    try:
        asked = decode(content, name="q", path=str(Path("q.rq")))
    except QueryError:
        return
    assert all(isinstance(text, str) for text in (*asked.tags, *asked.facts, asked.title))
