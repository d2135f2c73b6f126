"""What a build has beside its graph, as triples: the rows that things came from, and its small files.

A row is an address of its table (RFC 7111, section 2.1), below the IRI of its source::

    <thing> prov:wasDerivedFrom <…/id/source/uclg/members.csv#row=12>
    <thing> prov:wasDerivedFrom <…/id/source/uclg/book.xlsx?sheet=Members#row=12>
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from simpul.errors import Place, StoreError
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.naming.index import all_origins
from simpul.store.remote.manifest import TERMS, term
from simpul.terms import PREFIXES, Literal, NamedNode, Triple, text

FILES: Final = ("loaded.json", "sources.json")
"""The files of a build that the next build reads."""
_DERIVED: Final = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_ROW: Final = "#row="
_SHEET: Final = "?sheet="
_PIECE: Final = 8_000
"""Characters of a file in one literal."""


def rows(build: Path) -> Iterator[Triple]:
    """Yield from which row of which table each thing of a build came."""
    for origin in all_origins(build):
        place = origin.place
        sheet = "" if place.sheet is None else _SHEET + quote(place.sheet, safe="")
        row = NamedNode(f"{origin.source}/{quote(place.file, safe='')}{sheet}{_ROW}{place.row}")
        yield Triple(NamedNode(origin.iri), _DERIVED, row)


def origins(triples: Iterable[Triple]) -> list[Origin]:
    """Return the rows that such triples tell of, by source, file, sheet and row.

    Raises:
        StoreError: One tells of no row.
    """
    try:
        found = [_origin(triple) for triple in triples]
    except ValueError:
        raise _not_ours() from None
    return sorted(found, key=_order)


def _origin(triple: Triple) -> Origin:
    address, _mark, row = text(triple.object).rpartition(_ROW)
    address, has_sheet, sheet = address.partition(_SHEET)
    source, _slash, file = address.rpartition("/")
    place = Place(file=unquote(file), row=int(row), sheet=unquote(sheet) if has_sheet else None)
    return Origin(iri=text(triple.subject), source=source, place=place)


def _order(origin: Origin) -> tuple[str, str, str, int, str]:
    place = origin.place
    return origin.source, place.file, place.sheet or "", place.row or 0, origin.iri


def files(contents: Mapping[str, str]) -> Iterator[Triple]:
    """Yield the contents of small files, by name, in pieces that every engine takes."""
    for name, content in contents.items():
        for number, start in enumerate(range(0, len(content), _PIECE)):
            piece = NamedNode(f"{TERMS}file-{name}-{number:06}")
            yield Triple(piece, term("text"), Literal(content[start : start + _PIECE]))


def file_contents(triples: Iterable[Triple]) -> dict[str, str]:
    """Return the contents of the files that such triples tell of, by name.

    Raises:
        StoreError: One is no file that a build has.
    """
    pieces = sorted((text(triple.subject), text(triple.object)) for triple in triples)
    found: dict[str, str] = {}
    for iri, content in pieces:
        name = iri.removeprefix(f"{TERMS}file-").rpartition("-")[0]
        if name not in FILES:
            raise _not_ours()
        found[name] = found.get(name, "") + content
    return found


def _not_ours() -> StoreError:
    return StoreError(
        _(
            "What is published at the endpoint holds something that Simpul does not write. "
            "Publish again with `simpul publish`."
        )
    )
