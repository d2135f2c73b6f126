"""What the guard does not look at token by token, it would have found nothing in."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_queries import hiding
from simpul.store.sparql import inspect
from simpul.store.sparql.plain import is_plain
from simpul.store.sparql.safety import Findings
from simpul.store.sparql.tokens import SHORT
from support import ROOT

PIECES = ["SELECT ", "ASK{", "INSERT ", "?x", "<", "<=", "> ", "<a#b>", "<a>", "^^<a#b>", "^", "a:\\^", "#c\n", "#", "'", '"', "'''", '"""', "\\", "\\u00e9", "a.b-c", "a:b", "\n", " ", "(", ")", "{", "}", "@en", "5.3", "1", "\u2028"]  # fmt: skip
MANY = 1000


def _looked_at(query: str) -> Findings:
    """Return what the guard finds in a query that is too long to be taken for plain."""
    return inspect(query + " " * SHORT)


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@settings(max_examples=1000)
def test_of_any_text_nothing_is_overlooked(query: str) -> None:
    assert not is_plain(query) or inspect(query) == _looked_at(query)


def test_of_what_hides_something_nothing_is_overlooked() -> None:
    chance = Random(5)  # noqa: S311 - the same queries each time
    made = [hiding(chance, host="http://x/", graph="http://x/g") for _number in range(500)]
    plain = [query for query in made if is_plain(query)]
    assert MANY / 20 < len(plain) < len(made)
    assert [inspect(query) for query in plain] == [_looked_at(query) for query in plain]


@pytest.mark.parametrize("unit", ["a ", "?x ", "<a> ", "( ) ", "5.3 ", "a:b,'c'@en;"])
def test_more_tokens_than_are_few_are_looked_at(unit: str) -> None:
    assert is_plain("ASK {" + unit * 150)
    assert not is_plain("ASK {" + unit * MANY)


@pytest.mark.parametrize(
    ("plain", "not_plain"),
    [
        ("ASK { ?s a:b '#' }", "ASK { ?s a:b '# }"),
        ("PREFIX a: <b#> ASK { ?s a:c 1 }", "ASK { FILTER(1<b#>'''\n) }"),
        ("ASK { FILTER(?x = '1'^^<a#b>) }", "ASK { FILTER(?x<a#b>'''\n) }"),
        ("ASK { FILTER(a:b^^<a#b>) }", "ASK { FILTER(a:\\^<a#b>) }"),
    ],
)
def test_what_could_hide_something_is_looked_at(plain: str, not_plain: str) -> None:
    assert is_plain(plain)
    assert not is_plain(not_plain)


def test_nearly_all_questions_are_plain() -> None:
    questions = [file.read_text(encoding="utf-8") for file in (ROOT / "queries").rglob("*.rq")]
    assert sum(map(is_plain, questions)) > 0.9 * len(questions)
