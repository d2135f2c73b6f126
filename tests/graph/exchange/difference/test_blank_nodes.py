"""Nodes without a name: what is said of them counts, not how a file labels them."""

from pathlib import Path

import pytest

from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.sides import file_side
from simpul.exchange.difference.words import Words

HEAD = "@prefix : <https://example.org/> .\n"
SAME = {
    "other labels": (":a :p _:x . _:x :q 1 .", ":a :p _:y . _:y :q 1 ."),
    "no labels": (":a :p [ :q 1 ; :r [ :s 2 ] ] .", ":a :p _:y . _:y :q 1 ; :r _:z . _:z :s 2 ."),
    "another order": (":a :p [ :q 1 ] , [ :q 2 ] .", ":a :p [ :q 2 ] , [ :q 1 ] ."),
    "a list": (":a :p ( 1 2 3 ) .", ":a :p ( 1 2 3 ) ."),
    "a circle with its labels": (
        ":a :p _:x . _:x :q _:y . _:y :q _:x .",
        ":a :p _:x . _:y :q _:x . _:x :q _:y .",
    ),
}
OTHER = {
    "a value": (":a :p [ :q 1 ] .", ":a :p [ :q 2 ] ."),
    "a value within": (":a :p [ :r [ :s 2 ] ] .", ":a :p [ :r [ :s 3 ] ] ."),
    "a list in another order": (":a :p ( 1 2 3 ) .", ":a :p ( 1 3 2 ) ."),
    "a node that is gone": (":a :p [ :q 1 ] , [ :q 2 ] .", ":a :p [ :q 1 ] ."),
}


def _difference(folder: Path, old: str, new: str) -> Difference:
    for name, text in (("old.ttl", old), ("new.ttl", new)):
        (folder / name).write_text(HEAD + text)
    return compare(file_side(folder / "old.ttl"), file_side(folder / "new.ttl"))


@pytest.mark.parametrize("what", SAME)
def test_labels_are_no_difference(tmp_path: Path, what: str) -> None:
    assert not _difference(tmp_path, *SAME[what])


@pytest.mark.parametrize("what", OTHER)
def test_what_is_said_of_a_node_without_a_name_is_told_under_what_mentions_it(
    tmp_path: Path, what: str
) -> None:
    difference = _difference(tmp_path, *OTHER[what])
    [thing] = difference.things
    assert thing.thing.value == "https://example.org/a"
    assert difference.untied == ()
    assert "[…]" in Words(difference.knowledge).thing(thing).line()
