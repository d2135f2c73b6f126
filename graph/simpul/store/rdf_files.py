"""RDF files of others: the one door to them. Whatever is in one, it is read or refused, and this process goes on.

Each file is parsed in a child (``simpul.store.rdf_parsing``), which counts what it becomes: 142 kB of prefixes can
be 2 GB of names. A child costs a tenth of a second, and a large file twice the time that it takes here. The project's
own files are read by ``OxigraphStore.load``.
"""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simpul import files
from simpul.errors import FormatError
from simpul.limits import Limits, Passed
from simpul.locale import translate as _
from simpul.store import child
from simpul.store.oxigraph import parse
from simpul.store.rdf_parsing import quads_of, reason
from simpul.terms import Quad

_FORMATS: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".n3": "n3",
}
SUFFIXES: Final = tuple(_FORMATS)
_KNOWN: Final = ".ttl .trig .nt .nq .jsonld .rdf"
_MEGABYTE: Final = 1_000_000
_RATIO: Final = 50
"""How many times its size a file may become; lists of short names that stand for long ones become 30 times."""
_AT_LEAST: Final = 50
"""Megabytes that any file may become."""


def format_of(file: Path) -> str | None:
    """Return the format that a file's name ends in, or None."""
    return _FORMATS.get(file.suffix.lower())


def read(file: Path, *, largest: int | None = None) -> Iterator[Quad]:
    """Yield the quads of an RDF file; see ``lines``."""
    packed = _packed(file, largest)
    try:
        yield from parse(gzip.GzipFile(fileobj=io.BytesIO(packed)), "nquads")
    except MemoryError as error:
        raise FormatError(file, _("not readable as RDF: {reason}.", reason=reason(error))) from None


def lines(file: Path, *, largest: int | None = None) -> Iterator[bytes]:
    """Yield the quads of an RDF file as lines of N-Quads with their line feeds, in the order of the file.

    Args:
        file: The file.
        largest: Megabytes that it may become when each name in it is written out, 0 for any number, with no limit
            of time and memory either; by default 50 times what it is, and 50 at least.

    Raises:
        FormatError: The file is not RDF, or of no known format, or is built to exhaust the parser; the message says where.
        OutputError: It cannot be read.
    """
    yield from gzip.GzipFile(fileobj=io.BytesIO(_packed(file, largest)))


def quads_in(content: bytes, file: Path) -> Iterator[Quad]:
    """Yield the quads of N-Quads that stand in a file of another form; ``file`` is the one that errors name.

    Raises:
        FormatError: It is no N-Quads; the message says where.
    """
    packed = _parsed(content, "nquads", _AT_LEAST + _RATIO * len(content) // _MEGABYTE, file)
    yield from parse(gzip.GzipFile(fileobj=io.BytesIO(packed)), "nquads")


def _packed(file: Path, largest: int | None) -> bytes:
    """Return the quads of a file as packed N-Quads."""
    files.refuse_endless(file)
    form = format_of(file)
    if form is None:
        raise FormatError(file, _("name the file after its format, one of {known}.", known=_KNOWN))
    content = files.content(file)
    most = max(_AT_LEAST, _RATIO * (len(content) // _MEGABYTE)) if largest is None else largest
    return _parsed(content, form, most, file)


def _parsed(content: bytes, form: str, most: int, file: Path) -> bytes:
    """Return the quads of a text as packed N-Quads, of which there are at most so many megabytes."""
    limits = _limits(len(content) // _MEGABYTE, most)
    try:
        return child.run(quads_of, [form, str(most * _MEGABYTE)], content, limits)
    except SyntaxError as error:
        raise FormatError(file, _("not readable as RDF: {reason}.", reason=error.msg)) from None
    except child.ChildEnded as end:
        raise FormatError(file, _why(end, limits)) from None


def _limits(size: int, most: int) -> Limits:
    """Return what a child may take for a file of so many megabytes that becomes so many at most.

    Measured: a megabyte takes at most 0.2 seconds and 20 megabytes (both JSON-LD), and what it becomes 0.03 seconds
    a megabyte. It may take a slow computer many times as long.
    """
    if not most:
        return Limits(seconds=0, megabytes=0)
    return Limits(seconds=60 + 5 * size + most / 10, megabytes=500 + 50 * size)


def _why(end: child.ChildEnded, limits: Limits) -> str:
    if end.passed is Passed.TIME:
        return _(
            "not read within {seconds} seconds. If it is meant to take so long, raise --largest-rdf.",
            seconds=f"{limits.seconds:.0f}",
        )
    if end.passed is Passed.MEMORY:
        return _(
            "its reader took more than {megabytes} MB of memory. If it is meant to take so much, add --largest-rdf 0.",
            megabytes=limits.megabytes,
        )
    return _("it cannot be read safely: it is nested too deeply, or built to break its reader.")
