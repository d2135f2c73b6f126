"""Sums over a graph that an engine computes as we do: enough to tell that what it holds is what was sent.

For each property they are the number of its triples and the lengths of all subjects and of all objects. An engine
counts the characters of a text as code points (as SPARQL 1.1 says, section 17.4.3.2), as bytes or as Java's 16-bit
units; each of these is taken. The lengths of numbers and dates are left aside: they may be kept in another form.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from simpul.store.protocol import Row
from simpul.terms import text

QUERY: Final = """SELECT ?p (COUNT(*) AS ?n) (SUM(STRLEN(STR(?s))) AS ?subjects) (SUM(STRLEN(STR(?o))) AS ?objects)
WHERE { ?s ?p ?o } GROUP BY ?p"""
"""Asks an engine for the sums of its default graph."""
_ESCAPE: Final = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_COUNT, _SUBJECTS, _OBJECTS, _BYTES, _UNITS, _TYPED = range(6)


class Sums:
    """The sums of lines of N-Triples, which have no blank nodes in them."""

    __slots__ = ("_of",)

    def __init__(self) -> None:
        self._of: dict[bytes, list[int]] = {}

    def add(self, lines: Iterable[bytes]) -> None:
        """Add lines as Oxigraph writes them."""
        known = self._of
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            sums = known.get(predicate)
            if sums is None:
                sums = known[predicate] = [0] * 6
            sums[_COUNT] += 1
            if rest.startswith(b"<"):
                object_ = rest[1:-3]
            else:
                end = rest.rindex(b'"')
                object_ = rest[1:end]
                if b"\\" in object_:
                    object_ = _ESCAPE.sub(_character, object_)
                sums[_TYPED] += rest.startswith(b'"^^', end)
            _measure(sums, _SUBJECTS, subject[1:-1])
            _measure(sums, _OBJECTS, object_)

    @property
    def triples(self) -> int:
        """How many lines there were."""
        return sum(sums[_COUNT] for sums in self._of.values())

    def differences(self, rows: Iterable[Row]) -> list[str]:
        """Return the IRIs of the properties whose sums are not those that an engine answered, sorted."""
        there = {text(row["p"]): row for row in rows}
        ours = {name[1:-1].decode(): sums for name, sums in self._of.items()}
        return sorted(
            name
            for name in there.keys() | ours.keys()
            if name not in there or name not in ours or not _agree(ours[name], there[name])
        )


def _measure(sums: list[int], which: int, value: bytes) -> None:
    """Add the length of a text to its sum, and what it is longer by in bytes and in 16-bit units."""
    if value.isascii():
        sums[which] += len(value)
        return
    characters = value.decode()
    sums[which] += len(characters)
    sums[_BYTES] += len(value) - len(characters)
    sums[_UNITS] += sum(character > "\uffff" for character in characters)


def _character(escape: re.Match[bytes]) -> bytes:
    code = escape.group(1) or escape.group(2)
    # Of the others only the length matters: each stands for one character.
    return chr(int(code, 16)).encode() if code else b" "


def _agree(ours: list[int], there: Mapping[str, object]) -> bool:
    count, subjects, objects = (_number(there, name) for name in ("n", "subjects", "objects"))
    if count != ours[_COUNT]:
        return False
    if ours[_TYPED]:
        return 0 <= subjects - ours[_SUBJECTS] <= ours[_BYTES]
    longer = subjects - ours[_SUBJECTS] + objects - ours[_OBJECTS]
    return longer in {0, ours[_BYTES], ours[_UNITS]}


def _number(row: Mapping[str, object], name: str) -> int:
    """Return a sum as an engine wrote it; -1 where it could not compute it."""
    value = getattr(row.get(name), "value", "")
    try:
        return int(float(value)) if "." in value or "e" in value.lower() else int(value)
    except ValueError:
        return -1
