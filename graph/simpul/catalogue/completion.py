"""Values that a person may be typing: what the graph has of a parameter's kind, while it is being written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from simpul.catalogue.question import Parameter
from simpul.language import LANGUAGES
from simpul.names import fold

_FEW: Final = 50
_LAST: Final = "\U0010ffff"
_QUERY: Final = """
SELECT text, max(preferred) AS best FROM name
WHERE folded >= ? AND folded < ?
  AND (? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?))
GROUP BY text ORDER BY best DESC, length(text), text LIMIT ?
"""


def values(parameter: Parameter, typed: str, build: Path, *, limit: int = _FEW) -> list[str]:
    """Return what a person may be typing as a value of a parameter: labels first, then aliases.

    Case, accents and punctuation do not count. Where there is no store there is nothing to offer.
    """
    if parameter.kind is None:
        offered = LANGUAGES if parameter.type == "language" else parameter.examples
        return [value for value in offered if value.startswith(typed)]
    index = build / "names.db"
    if not index.is_file():
        return []
    return list(_names(index, fold(typed), parameter.kind, limit))


def _names(index: Path, begin: str, kind: str, limit: int) -> Iterator[str]:
    address = f"{index.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        for name, _best in connection.execute(_QUERY, (begin, begin + _LAST, kind, kind, limit)):
            yield name
