import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul import locale
from simpul.locale.indonesian import INDONESIAN
from support import ROOT


def _texts() -> Iterator[tuple[str, Path]]:
    for folder in ("graph", "viz"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                    "_",
                    "marked",
                }:
                    first = node.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value, file


TEXTS = dict(_texts())


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_everything_said_in_the_code_is_said_in_indonesian() -> None:
    assert len(TEXTS) > 100
    assert sorted(TEXTS.keys() - INDONESIAN.keys()) == []


def test_no_translation_is_left_over() -> None:
    assert sorted(INDONESIAN.keys() - TEXTS.keys()) == []


@pytest.mark.parametrize("text", sorted(INDONESIAN))
def test_a_translation_fills_the_same_places(text: str) -> None:
    assert _places(INDONESIAN[text]) == _places(text)


@pytest.mark.parametrize(
    ("words", "environment", "expected"),
    [
        (["--lang", "id", "info"], {"SIMPUL_LANG": "en"}, "id"),
        (["info", "--lang=id"], {}, "id"),
        ([], {"SIMPUL_LANG": "id", "LANG": "en_US.UTF-8"}, "id"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LC_ALL": "in_ID"}, "id"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "en"),
        ([], {}, "en"),
    ],
)
def test_the_language_comes_from_the_words_then_the_variable_then_the_locale(
    words: list[str], environment: dict[str, str], expected: str
) -> None:
    assert locale.choose(words, environment) == expected


def test_an_unknown_language_means_english() -> None:
    locale.use("fr")
    assert locale.current() == "en"


def test_the_store_has_one_word() -> None:
    assert [text for text in INDONESIAN.values() if "basis data" in text.lower()] == []


def test_a_number_in_a_sentence_has_the_comma_of_its_language() -> None:
    locale.use("id")
    try:
        assert locale.decimal(0.2581, 3) == "0,258"
    finally:
        locale.use("en")
    assert locale.decimal(0.2581, 3) == "0.258"
