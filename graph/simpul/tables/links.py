"""Addresses that lie behind the texts of a workbook's cells, as hyperlinks or as formulas that make one."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from posixpath import basename, dirname
from typing import Final, TypeAlias

Links: TypeAlias = Mapping[int, Mapping[int, str]]
"""Addresses by row, as a spreadsheet counts, and position in it."""
Pieces: TypeAlias = Callable[[zipfile.ZipFile, str], Iterator[bytes]]
"""Yields a part of a workbook in pieces that overlap."""

_LINK: Final = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_RELATION: Final = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::[A-Z]{1,3}[0-9]{1,7})?")
_FORMULA: Final = re.compile(r'=\s*HYPERLINK\s*\(\s*"([^"]+)"', re.IGNORECASE)
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def links_in(archive: zipfile.ZipFile, part: str, pieces: Pieces) -> Links:
    """Return the web addresses that lie behind the cells of a sheet."""
    relations = f"{dirname(part)}/_rels/{basename(part)}.rels"
    if relations not in archive.namelist():
        return {}
    targets = {
        said["Id"]: said["Target"]
        for said in _elements(archive, relations, _RELATION, pieces)
        if "Id" in said and _WEB.match(said.get("Target", ""))
    }
    found: dict[int, dict[int, str]] = {}
    for said in _elements(archive, part, _LINK, pieces) if targets else ():
        cell = _CELL.fullmatch(said.get("ref", ""))
        relation = next((text for name, text in said.items() if name.endswith(":id")), "")
        if cell and relation in targets:
            found.setdefault(int(cell[2]), {})[column_position(cell[1])] = targets[relation]
    return found


def link_of(written: object) -> str:
    """Return the web address that a formula makes a link of, or else nothing.

    >>> link_of('=HYPERLINK("https://example.org/", "home")'), link_of("=1+1")
    ('https://example.org/', '')
    """
    found = _FORMULA.match(written) if isinstance(written, str) and written[:1] == "=" else None
    return found[1] if found and _WEB.match(found[1]) else ""


def _elements(
    archive: zipfile.ZipFile, part: str, element: re.Pattern[bytes], pieces: Pieces
) -> Iterator[dict[str, str]]:
    for piece in pieces(archive, part):
        for match in element.finditer(piece):
            attributes = _ATTRIBUTE.findall(match[0].decode(errors="replace"))
            yield {name: unescape(double or single) for name, double, single in attributes}


def column_position(letters: str) -> int:
    """Return the position of a column by its letters, from 0.

    >>> column_position("A"), column_position("AA")
    (0, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
