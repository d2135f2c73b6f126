"""One command does its work once: it lists the questions, reads the values, finds the names and checks the text."""

import atexit
import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import simpul
from simpul.catalogue import Given, Parameter
from simpul.cli import main
from simpul.errors import MissingParameterError
from simpul.naming import Names
from simpul.store import OxigraphStore

SHARED = ["shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul"]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, article_store: Path) -> Counter[str]:
    """How often each piece of work is done, the store being the article's."""
    monkeypatch.setenv("SIMPUL_STORE", str(article_store))
    counted: Counter[str] = Counter()

    def count(owner: type, name: str) -> None:
        work: Callable[..., Any] = getattr(owner, name)

        def counting(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - any function may be counted
            counted[name] += 1
            return work(*arguments, **options)

        monkeypatch.setattr(owner, name, counting)

    count(Path, "rglob")
    count(Names, "__init__")
    count(Names, "find")
    count(OxigraphStore, "check")
    return counted


@pytest.mark.parametrize("words", [[], ["--explain"], ["-f", "csv"]], ids=" ".join)
def test_a_question_is_looked_up_filled_and_checked_once(
    calls: Counter[str], words: list[str]
) -> None:
    assert main(["query", *SHARED, *words]) == 0
    assert calls == {"rglob": 1, "__init__": 1, "find": 2, "check": 1}


def test_sparql_is_checked_once(calls: Counter[str]) -> None:
    assert main(["query", "ASK { ?s ?p ?o }"]) == 0
    assert calls["check"] == 1
    assert calls["find"] == 0


def test_the_questions_are_listed_once_to_search_them(calls: Counter[str]) -> None:
    assert main(["queries", "visit"]) == 0
    assert main(["queries", "xyzzy"]) == 2
    assert calls == {"rglob": 2}


class _Values(list[str]):
    """Values that count how often they are read."""

    read = 0

    def __iter__(self) -> Iterator[str]:
        self.read += 1
        return super().__iter__()


def test_the_values_of_a_question_are_read_once(article_store: Path) -> None:
    kg = simpul.open(article_store)
    cities = _Values(["Jakarta"])
    kg.fill(kg.catalogue["memberships"], {"city": cities})
    assert cities.read == 1


def test_missing_values_are_asked_for_once_and_read_like_the_others(article_store: Path) -> None:
    kg = simpul.open(article_store)
    asked: list[list[str]] = []

    def supply(missing: Sequence[Parameter]) -> Given:
        asked.append([parameter.name for parameter in missing])
        return {"b": ["Seoul"]}

    question = kg.catalogue["shared-networks"]
    whole = kg.fill(question, {"a": "Jakarta", "b": "Seoul"}, supply=supply)
    assert asked == []
    assert kg.fill(question, {"a": "Jakarta"}, supply=supply) == whole
    assert asked == [["b"]]
    with pytest.raises(MissingParameterError, match="needs a"):
        kg.fill(question, {}, supply=supply)


def test_only_a_process_that_is_the_command_ends_without_looking_through_its_objects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registered: list[object] = []
    monkeypatch.setattr(atexit, "register", registered.append)
    monkeypatch.setattr(sys, "argv", ["simpul", "queries"])
    assert main(["queries"]) == 0
    assert registered == []
    assert main() == 0
    assert registered == [gc.freeze]
