"""Things that go on under another key, in graphs written by hand."""

from collections.abc import Sequence

import pytest

from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.model import Difference, Reason, Sign
from simpul.exchange.difference.sides import LinesSide
from simpul.exchange.difference.telling import text
from simpul.exchange.difference.words import Words

PREFIXES = {
    "id": "https://w3id.org/simpul/id/",
    "s": "https://w3id.org/simpul/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "dct": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}


def _lines(*statements: str) -> list[bytes]:
    """Return statements such as ``id:org/a rdf:type s:Network`` as N-Triples."""
    found: list[bytes] = []
    for statement in statements:
        parts = statement.split(" ", 2)
        found.append(" ".join(map(_term, parts)).encode() + b" .\n")
    return found


def _term(text: str) -> str:
    prefix, _colon, local = text.partition(":")
    return text if text.startswith('"') else f"<{PREFIXES[prefix]}{local}>"


def _difference(old: Sequence[str], new: Sequence[str]) -> Difference:
    return compare(LinesSide("old", _lines(*old)), LinesSide("new", _lines(*new)))


def _told(difference: Difference) -> list[str]:
    words = Words(difference.knowledge)
    return [words.thing(thing).line().partition(" [")[0] for thing in difference.things]


def _network(key: str, label: str, *more: str) -> list[str]:
    return [f"id:org/{key} rdf:type s:Network", f'id:org/{key} rdfs:label "{label}"@en', *more]


OLD = _network("a", "Alpha", "id:org/a schema:sameAs id:x/q1")
OTHER = _network("b", "Beta")
KNOWN = {
    "owl:sameAs of a new key": (
        [*_network("c", "Gamma"), "id:org/c owl:sameAs id:org/a"],
        Reason.SAME_AS,
        False,
        "key org/a → org/c, said to be the same",
    ),
    "owl:sameAs of a key that was there": (
        [*OTHER, "id:org/b owl:sameAs id:org/a"],
        Reason.SAME_AS,
        True,
        "takes in org/a, which was the same",
    ),
    "dct:replaces": (
        [*_network("c", "Gamma"), "id:org/c dct:replaces id:org/a"],
        Reason.REPLACED,
        False,
        "takes the place of org/a",
    ),
    "dct:isReplacedBy": (
        [*_network("c", "Gamma"), "id:org/a dct:isReplacedBy id:org/c"],
        Reason.REPLACED,
        False,
        "takes the place of org/a",
    ),
    "one entry in a register": (
        _network("c", "Gamma", "id:org/c schema:sameAs id:x/q1"),
        Reason.SAME_AS,
        False,
        "key org/a → org/c, said to be the same",
    ),
    "one entry in a register, all else being the same": (
        _network("c", "Alpha", "id:org/c schema:sameAs id:x/q1"),
        Reason.SAME_AS,
        False,
        "key org/a → org/c, said to be the same",
    ),
}


@pytest.mark.parametrize("what", KNOWN)
def test_a_thing_that_goes_on_is_known_by_what_is_said(what: str) -> None:
    new, reason, merged, words = KNOWN[what]
    old = [*OLD, *OTHER] if merged else OLD
    difference = _difference(old, new)
    [identity] = [one for thing in difference.things for one in thing.identities]
    assert (identity.old.value[-1], identity.reason, identity.merged) == ("a", reason, merged)
    assert any(words in line for line in _told(difference))
    assert Sign.ADDED not in {thing.sign for thing in difference.things}


def test_a_thing_of_which_the_same_is_said_has_another_key() -> None:
    difference = _difference(_network("a", "Alpha"), _network("c", "Alpha"))
    assert _told(difference) == ["Alpha: key org/a → org/c, all else being the same"]


def test_two_things_that_are_alike_are_not_guessed_at() -> None:
    new = [*_network("c", "Alpha"), *_network("d", "Alpha")]
    difference = _difference(_network("a", "Alpha"), new)
    assert {thing.sign for thing in difference.things} == {Sign.ADDED, Sign.REMOVED}
    assert not any(thing.identities for thing in difference.things)


def test_a_thing_that_is_not_to_be_used_any_more_is_told() -> None:
    deprecated = 'id:org/a owl:deprecated "true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    [line] = _told(_difference(OLD, [*OLD, deprecated]))
    assert line.startswith("Alpha: not to be used any more")
    [again] = _told(_difference([*OLD, deprecated], [*_network("a", "Alfa"), deprecated]))
    assert "not to be used" not in again


def test_who_succeeds_whom_is_a_fact_and_no_other_key() -> None:
    new = [*OLD, *OTHER, "id:org/b s:succeeds id:org/a"]
    difference = _difference([*OLD, *OTHER], new)
    assert _told(difference) == ["Beta: + succeeds Alpha"]


def test_a_membership_follows_a_member_that_has_another_key() -> None:
    def stated(key: str) -> list[str]:
        return [
            f"id:place/{key} rdf:type s:Place",
            f'id:place/{key} rdfs:label "Town"@en',
            "id:membership/m rdf:type s:Membership",
            f"id:membership/m s:member id:place/{key}",
            "id:membership/m s:network id:org/a",
            *OLD,
        ]

    difference = _difference(stated("t"), stated("town"))
    assert _told(difference) == ["Town: key place/t → place/town, all else being the same"]


def test_what_a_rule_gives_is_known_where_no_source_is_named() -> None:
    member = ["id:membership/m rdf:type s:Membership", "id:membership/m s:network id:org/a"]
    before = [*OLD, 'id:city/1 rdfs:label "Town"@en']
    after = [
        *before,
        *member,
        "id:membership/m s:member id:city/1",
        "id:membership/m rdf:type s:DatedThing",
        "id:city/1 s:memberOf id:org/a",
        "id:org/a s:hasMember id:city/1",
    ]
    difference = _difference(before, after)
    assert _told(difference) == ["Alpha: + Town"]
    assert len(difference.things[0].follows) == 3
    assert difference.untied == ()


def test_what_follows_from_nothing_that_changed_is_told_apart() -> None:
    after = [*OLD, "id:city/1 s:memberOf id:org/b"]
    difference = _difference(OLD, after)
    assert difference.things == ()
    assert [one.added for one in difference.untied] == [True]
    assert list(text(difference))[1:] == [
        "1 statements that are inferred or computed came or went without a change that they follow from.",
        "+ city/1 member of org/b",
    ]
