"""All of the graph as one file: made apart when it is first asked for, and kept."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from simpul.exchange.export import export
from simpul.exchange.profiles import Selection
from simpul.locale import speaking
from simpul.locale import translate as _
from simpul.site.apart import Apart
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError, RefusedError
from simpul.site.html import waiting
from simpul.site.negotiation import media_type
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
_PATIENCE: Final = 4
"""Seconds for which a request waits for what may be there at once."""
_PAUSE: Final = 5
"""Seconds after which a program may ask again."""


def selection(site: Site, right: str) -> Selection:
    """Return what may be handed on of a graph: all of it, but for sources that state no licence."""
    return site.once(right, "everything", lambda: site.graph(right).select("everything"))


def data(site: Site, asked: Asked) -> Reply:
    """Return the graph as a file; while it is being made, say so.

    Raises:
        NotFoundError: There is no such format.
        RefusedError: It is being made, or could not be.
    """
    ending = asked.words["ending"]
    if ending not in ENDINGS:
        raise NotFoundError(_("This can be had as: {types}.", types=", ".join(ENDINGS)))
    made = download(site, asked.right, ending)
    if file := _opened(made, ending):
        return _reply(ending, file)
    try:
        made.begin()
    except OSError:  # nothing can be kept: it is made for this request alone
        passing = TemporaryFile()  # noqa: SIM115 - who sends it closes it
        _write(site, asked.right, ending, passing)
        passing.seek(0)
        return _reply(ending, passing)
    made.wait(_PATIENCE)
    if file := _opened(made, ending):
        return _reply(ending, file)
    return _wait(site, asked, has_failed=made.has_failed)


def download(site: Site, right: str, ending: str) -> Apart:
    """Return the file of all of the graph of an access right in a format."""

    def write(folder: Path) -> None:
        place = folder / _name(ending)
        draft = place.with_name(f"{place.name}{own_files.FRESH}")
        try:
            with draft.open("wb") as file:
                _write(site, right, ending, file)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)

    return site.once(
        right,
        f"download {ending}",
        lambda: Apart(
            site,
            right,
            by=("downloads", "download", ending),
            files=[_name(ending)],
            write=write,
        ),
    )


def _opened(made: Apart, ending: str) -> BinaryIO | None:
    """Return the file, which is closed by who sends it; None until it is made, or where nothing can be kept."""
    try:
        return (made.folder / _name(ending)).open("rb")
    except OSError:
        return None


def _write(site: Site, right: str, ending: str, file: BinaryIO) -> None:
    with speaking("en"):  # one file for all readers
        file.writelines(export(selection(site, right), ENDINGS[ending][0]))


def _reply(ending: str, file: BinaryIO) -> Reply:
    media_type = ENDINGS[ending][1]
    text = media_type.startswith("text/")
    return Reply(
        media_type=f"{media_type}; charset=utf-8" if text else media_type,
        file=file,
        headers={"content-disposition": f'attachment; filename="{_name(ending)}"'},
    )


def _wait(site: Site, asked: Asked, *, has_failed: bool) -> Reply:
    """Tell who waits: a page that looks again, or a program when to.

    Raises:
        RefusedError: A program waits.
    """
    told = _("The file of the whole graph is being made, once for this build. It is sent as soon as it is there.")  # fmt: skip
    failed = _("The file of the whole graph could not be made; the log of the site says why.")
    if media_type(asked.accept, ("application/json", "text/html")) == "text/html":
        return waiting(
            site, asked, title=_("Catalogue"), told=told, failed=failed if has_failed else ""
        )
    raise RefusedError(
        HTTPStatus.SERVICE_UNAVAILABLE,
        failed if has_failed else told,
        headers={} if has_failed else {"retry-after": str(_PAUSE)},
    )


def _name(ending: str) -> str:
    return f"simpul.{ending}"
