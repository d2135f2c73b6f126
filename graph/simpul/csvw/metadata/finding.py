"""Which metadata goes with a table: given, linked, beside it, or its own headings alone.

Model for Tabular Data, section 5: https://www.w3.org/TR/tabular-data-model/#locating-metadata
"""

from pathlib import Path
from typing import Any, Final, cast

from simpul.csvw.annotations import Annotations
from simpul.csvw.folder import Folder, join, normalised
from simpul.csvw.metadata.description import Description
from simpul.csvw.model import Group, Inherited, Schema, Stated, Table
from simpul.csvw.notes import Notes
from simpul.csvw.templates import compiled, is_template
from simpul.errors import Place
from simpul.folders import files_in
from simpul.locale import translate as _

_BESIDE: Final = ("{+url}-metadata.json", "csv-metadata.json")
_SITE_WIDE: Final = ".well-known/csvm"
_METADATA: Final = frozenset((".json", ".jsonld"))


def is_metadata(file: Path) -> bool:
    """Return whether a file is metadata, by its name; anything else is a table."""
    return file.suffix.lower() in _METADATA


def described(folder: Folder, address: str, table: str, notes: Notes) -> Group:
    """Return the group that a metadata file describes.

    Metadata given for a table need not name it: a file that only says the dialect will do.

    Raises:
        DataError: The file is not readable, or its metadata has errors.
    """
    document = folder.document(address, folder.shown(address))
    if table != address and not document.keys() & {"tables", "url"}:
        document["url"] = table
    return group_of(folder, address, document, notes)


def found(folder: Folder, address: str, linked: str | None, notes: Notes) -> Group:
    """Return the group of the table at an address, by the first metadata that speaks of it.

    Args:
        folder: Where it may be.
        address: Of the table.
        linked: Address of the metadata that a Link header of the table's response named, if any.
        notes: For warnings of metadata that does not speak of the table.
    """
    for candidate in (*([linked] if linked else []), *_candidates(folder, address)):
        if "?" in candidate or not (folder.holds(candidate) or candidate == linked):
            # A file's name has no query: nothing lies at table.csv?x=1-metadata.json.
            continue
        if not folder.path(candidate, candidate).is_file():
            continue
        document = folder.document(candidate, folder.shown(candidate))
        if _speaks_of(document, candidate, address):
            return group_of(folder, candidate, document, notes)
        name = folder.shown(address)
        what = _("does not mention {name}; ignored.", name=name)
        notes.warn(Place(file=folder.shown(candidate)), what)
    plain = Stated(annotations=Annotations(base=address))
    table = Table(address=address, schema=Schema(inherited=Inherited()), stated=plain)
    return Group(tables=[table], stated=plain)


def group_of(folder: Folder, address: str, document: dict[str, Any], notes: Notes) -> Group:
    """Return the group that a metadata document describes.

    Raises:
        DataError: The metadata has errors.
    """
    shown = folder.shown(address)
    reader = Description(folder=folder, notes=notes, address=address, shown=shown, base=address)
    group = reader.in_context(document).group(document)
    notes.stop()
    return group


def _candidates(folder: Folder, address: str) -> list[str]:
    """Return where metadata may be: by the site's own templates, else by the recommendation's."""
    templates: tuple[str, ...] = _BESIDE
    # The site that the folder is a part of, if it is one, begins somewhere above it.
    for place in (folder.root, *folder.root.parents):
        own = place / _SITE_WIDE
        if files_in(place, [own]):
            lines = own.read_text(encoding="utf-8", errors="replace").splitlines()
            said = (line.strip() for line in lines)
            templates = tuple(line for line in said if line and is_template(line)) or _BESIDE
            break
    plain = address.partition("#")[0]
    return [join(plain, compiled(text)[1]({"url": plain})) for text in templates]


def _speaks_of(document: dict[str, Any], candidate: str, address: str) -> bool:
    """Return whether metadata names a table; only its addresses are looked at."""
    base = candidate
    for part in _objects(document.get("@context")):
        if isinstance(part.get("@base"), str):
            base = join(base, part["@base"])
    tables = document.get("tables", [document])
    urls = [table.get("url") for table in _objects(tables)]
    return any(
        isinstance(url, str) and normalised(join(base, url)) == normalised(address) for url in urls
    )


def _objects(value: object) -> list[dict[str, Any]]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]
