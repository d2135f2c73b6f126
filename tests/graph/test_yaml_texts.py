"""YAML as persons write it: texts stay as they were written, and nothing else is made of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import mutated
from simpul.yaml_texts import YamlError, parsed

GOOD = [
    ("a: 010\nb: 2020-13-45\nc: 1_000\nd: 0x1F", {"a": "010", "b": "2020-13-45", "c": "1_000", "d": "0x1F"}),
    ("a: [true, no, ~, '', x]", {"a": [True, False, None, "", "x"]}),
    ("2019: {en: x}", {"2019": {"en": "x"}}),
    ("a: &c {type: city}\nb: *c\nd: {<<: *c, more: 1}", {"a": {"type": "city"}, "b": {"type": "city"}, "d": {"type": "city", "more": "1"}}),
    ("a: >\n  folded\n  text\n", {"a": "folded text\n"}),
    ("", None),
]  # fmt: skip
BAD = [
    ("a: !!int x", "tag:yaml.org,2002:int"),
    ("a: !!timestamp x", "tag:yaml.org,2002:timestamp"),
    ("a: !!binary '='", "tag:yaml.org,2002:binary"),
    ("!!set {a, b}", "tag:yaml.org,2002:set"),
    ("!!python/object/apply:os.getcwd []", "python/object"),
    ("a: !!bool x", "x"),
    ("? [a]: b", "unhashable"),
    ("a: *b", "the alias *b is none"),
    ("a: &b [*b]", "the alias *b is none"),
    ("--- a\n--- b", "another document"),
    ("a: {b: c", "did not find"),
    ("a: \x07", "control characters"),
    ("a: \ud800", "surrogates"),
    ("[" * 100_000, "too deeply"),
    ("- " * 100_000, "too deeply"),
    ("{a: " * 100_000, "too deeply"),
    ("x" * 1_000_001, "too much"),
    (
        "\n".join(
            f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'lol'] * 9)}]" for n in range(9)
        ),
        "too much",
    ),
    ("a: &a " + "x" * 10_000 + "\nb: [" + "*a, " * 1_000 + "]", "too much"),
]


@pytest.mark.parametrize(("text", "value"), GOOD)
def test_yaml_gives_the_texts_that_were_written(text: str, value: object) -> None:
    assert parsed(text) == value


@pytest.mark.parametrize(("text", "words"), BAD, ids=range(len(BAD)))
def test_what_is_no_yaml_or_more_than_texts_is_told(text: str, words: str) -> None:
    with pytest.raises(YamlError, match=words.replace("*", r"\*")):
        parsed(text)


@given(st.one_of(mutated(*(text.encode() for text, _value in GOOD)), st.binary()))
def test_whatever_is_written_is_read_or_told_of(content: bytes) -> None:
    try:
        value = parsed(content.decode("utf-8", "surrogateescape"))
    except YamlError:
        return
    assert len(repr(value)) < 10_000_000
