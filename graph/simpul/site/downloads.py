"""All of the graph as one file: made when it is first asked for, and kept beside the build."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from simpul.exchange.export import export
from simpul.exchange.profiles import Selection
from simpul.locale import speaking
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.histories import build_of
from simpul.site.site import Site
from simpul.store import own_files

ENDINGS: Final[Mapping[str, tuple[str, str]]] = {
    "ttl": ("turtle", "text/turtle"),
    "trig": ("trig", "application/trig"),
    "nq": ("nquads", "application/n-quads"),
    "nt": ("ntriples", "application/n-triples"),
    "jsonld": ("jsonld", "application/ld+json"),
    "rdf": ("rdfxml", "application/rdf+xml"),
}
"""Formats and media types by the endings of files."""
_FOLDER: Final = "downloads"


def selection(site: Site, right: str) -> Selection:
    """Return what may be handed on of a graph: all of it, but for sources that state no licence."""
    return site.once(right, "everything", lambda: site.graph(right).select("everything"))


def data(site: Site, asked: Asked) -> Reply:
    """Return the graph as a file.

    Raises:
        NotFoundError: There is no such format.
    """
    ending = asked.words["ending"]
    if ending not in ENDINGS:
        raise NotFoundError(_("This can be had as: {types}.", types=", ".join(ENDINGS)))
    format_, media_type = ENDINGS[ending]
    text = media_type.startswith("text/")
    return Reply(
        media_type=f"{media_type}; charset=utf-8" if text else media_type,
        file=_file(site, asked.right, ending, format_),
        headers={"content-disposition": f'attachment; filename="simpul.{ending}"'},
    )


def _file(site: Site, right: str, ending: str, format_: str) -> BinaryIO:
    build = build_of(site, right)
    kept = build / _FOLDER / f"{right}.{ending}" if build else None
    if kept is not None and kept.is_file():
        return kept.open("rb")
    if kept is not None and _is_made(site, right, format_, kept):
        return kept.open("rb")
    passing = TemporaryFile()  # noqa: SIM115 - who sends it closes it
    _write(site, right, format_, passing)
    passing.seek(0)
    return passing


def _is_made(site: Site, right: str, format_: str, place: Path) -> bool:
    """Write a file beside the build; return whether that could be done."""
    draft = place.with_name(f"{place.name}.{os.getpid()}{own_files.FRESH}")
    try:
        own_files.make_folder(place.parent)
        with draft.open("wb") as file:
            _write(site, right, format_, file)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
        return False
    return True


def _write(site: Site, right: str, format_: str, file: BinaryIO) -> None:
    with speaking("en"):  # one file for all readers
        file.writelines(export(selection(site, right), format_))
