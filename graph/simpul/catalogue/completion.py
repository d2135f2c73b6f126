"""Values that a person may be typing: what the graph has of a parameter's kind, while it is being written."""

import sqlite3
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
GROUP BY text ORDER BY best DESC, unicode(text) > 591, length(text), text LIMIT ?
"""
"""Labels first, then names in Latin letters, which end at 591, then short ones."""


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
    return _names(index, fold(typed), parameter.kind, limit)


def _names(index: Path, begin: str, kind: str, limit: int) -> list[str]:
    """Return labels that begin so; aliases only where no label does."""
    address = f"{index.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        found = connection.execute(_QUERY, (begin, begin + _LAST, kind, kind, limit)).fetchall()
    labels = [name for name, preferred in found if preferred]
    return labels or [name for name, _preferred in found]
