"""What a query may be: read in time that grows as its text does, and never so deep that the engine runs out of stack."""

import json
import subprocess
import sys
from collections.abc import Sequence

import pytest

from hostile_queries import CHAINS, LISTS, NESTED, UNITS, Growing
from simpul.errors import QueryError
from simpul.store.sparql import inspect, malformed, refuse_what_reaches_out, template, tokens
from support import ROOT

_LONG = 200_000
_MANY = 20_000
_GUARD = 60
"""Seconds for a few seconds' work."""
_READING = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
from hostile_queries import UNITS
from simpul.store.sparql import tokens
for unit in UNITS:
    print(repr(unit), flush=True)
    for _token in tokens(unit * ({_LONG} // len(unit))):
        pass
"""
_ASKING = """
import json, sys
import pyoxigraph as ox
store = ox.Store()
for name, query in json.load(sys.stdin).items():
    try:
        store.query(query, prefixes={"": "http://x/"})
        print(name, "is a query", flush=True)
    except SyntaxError:
        print(name, "is none", flush=True)
"""


def test_no_text_takes_long_to_be_cut_into_tokens() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _READING], capture_output=True, text=True, check=True, timeout=_GUARD
    )
    assert done.stdout.splitlines() == [repr(unit) for unit in UNITS]


@pytest.mark.parametrize("query", ["{x}", "{x}:y", "SELECT * {{?s ?p <{x}>}}"])
def test_what_an_error_shows_of_a_query_is_short(query: str) -> None:
    long = "X" * _LONG
    error = malformed(query.format(x=long), f"error at 1:12: {long}")
    assert len(str(error)) < 1000


def test_a_text_that_no_person_wrote_is_not_read() -> None:
    with pytest.raises(QueryError, match="more than 16000000 characters"):
        tokens(" " * 16_000_001)


GROWING = {
    f"{kind}: {name}": growing
    for kind, growings in {"nested": NESTED, "chain": CHAINS}.items()
    for name, growing in growings.items()
}


@pytest.mark.parametrize("growing", GROWING.values(), ids=GROWING.keys())
def test_nothing_is_nested_or_chained_without_end(growing: Growing) -> None:
    assert inspect(growing(2)).monstrous is None
    with pytest.raises(QueryError, match="deeply nested"):
        refuse_what_reaches_out(growing(_MANY))
    with pytest.raises(QueryError, match="deeply nested"):
        template(growing(_MANY)).bind({})


@pytest.mark.parametrize("noise", ["}" * _MANY, ")" * _MANY, "'>>' " * _MANY, "# >> )\n" * _MANY])
def test_what_closes_nothing_makes_no_room_for_what_opens(noise: str) -> None:
    with pytest.raises(QueryError, match="deeply nested"):
        refuse_what_reaches_out("SELECT * {?s ?p " + noise + "(" * 101 + ")" * 101 + "}")


@pytest.mark.parametrize("growing", LISTS.values(), ids=LISTS.keys())
def test_values_may_be_any_number(growing: Growing) -> None:
    refuse_what_reaches_out(growing(_MANY))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {VALUES ?s {1} {" + "?s ?p ?o." * _MANY + "}}",
        "SELECT * {VALUES (?s) {(1)} ?s ?p " + ":a, " * _MANY + "1}",
        "SELECT * {?s ?p ?o FILTER(?s IN(1, EXISTS{" + "?s ?p ?o." * _MANY + "}))}",
        "SELECT * {?s ?p ?o FILTER(?s IN(1) && STR(" + ":a, " * _MANY + "1))}",
    ],
    ids=["behind values", "behind rows", "within IN", "behind IN"],
)
def test_what_stands_beside_values_is_none(query: str) -> None:
    with pytest.raises(QueryError, match="deeply nested"):
        refuse_what_reaches_out(query)


def _most(growing: Growing) -> int:
    """Return how often it may be at most."""
    least, most = 0, 2
    while not inspect(growing(most)).monstrous:
        least, most = most, 2 * most
    while most - least > 1:
        middle = (least + most) // 2
        if inspect(growing(middle)).monstrous:
            most = middle
        else:
            least = middle
    return least


def _asked(queries: dict[str, str]) -> Sequence[str]:
    """Return what the engine says of each of the queries; it is asked in a process of its own, which may crash."""
    done = subprocess.run(
        [sys.executable, "-c", _ASKING],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=False,
        timeout=_GUARD,
    )
    return done.stdout.splitlines()


def test_the_deepest_and_longest_that_is_let_through_does_not_break_the_engine() -> None:
    # What stands behind the end is read last, so the engine does not go on to plan the query, which may take hours.
    queries = {
        name: growing(_most(growing)) + " behind the end" for name, growing in GROWING.items()
    }
    queries |= {name: growing(_MANY) for name, growing in LISTS.items()}
    assert _asked(queries) == [
        *(f"{name} is none" for name in GROWING),
        *(f"{name} is a query" for name in LISTS),
    ]


def test_that_would_be_seen_if_it_did() -> None:
    assert _asked({"deep": "SELECT * " + "{" * _MANY + "}" * _MANY, "flat": "ASK {}"}) == []
