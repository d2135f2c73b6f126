"""Keys that are made for rows without one: of what the row refers to, its name and its dates."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from simpul.ingest.kinds import Kind
from simpul.naming.keys import slug

_PLAIN: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?", re.ASCII)
_MARKS: Final = {
    "~": " about ",
    "?": " perhaps ",
    "%": " perhaps about ",
    "..": " to ",
    "[": " one of ",
    "{": " all of ",
    "/": " until ",
    ";": " and ",
}
"""Words for what tells one date of EDTF from another, and is no letter or digit."""
_MARK: Final = re.compile("|".join(map(re.escape, _MARKS)))


def made_keys(kind: Kind, rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return a key for each row; an empty one where nothing of a row can stand in a key.

    Rows that say different things get different keys: where short keys would be the same, those of the rows that
    are not plain ("about 2018", "between 2018 and 2020") are written out. All other keys stay short, as they
    have always been.
    """
    said = [_said(kind, row) for row in rows]
    short = [_joined(_short(kind, name, text) for name, text in parts) for parts in said]
    meant: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for key, parts in zip(short, said, strict=True):
        meant.setdefault(key, set()).add(parts)
    return [
        _joined(_long(kind, name, text) for name, text in parts) if len(meant[key]) > 1 else key
        for key, parts in zip(short, said, strict=True)
    ]


def _said(kind: Kind, row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, row.get(name, "").strip()) for name in kind.key_from)


def _joined(parts: Iterable[str]) -> str:
    return "-".join(part for part in parts if part)


def _is_date(kind: Kind, name: str) -> bool:
    column = kind.column(name)
    return column is not None and column.base == "EDTF"


def _short(kind: Kind, name: str, text: str) -> str:
    """Return a cell's part of a key: a date whole, of an address its last part."""
    return slug(text if _is_date(kind, name) else text.rsplit("/", 1)[-1])


def _long(kind: Kind, name: str, text: str) -> str:
    """Return a cell's part of a key in which nothing is left out."""
    if _is_date(kind, name) and not _PLAIN.fullmatch(text):
        return slug(_MARK.sub(lambda mark: _MARKS[mark[0]], text))
    return slug(text)
