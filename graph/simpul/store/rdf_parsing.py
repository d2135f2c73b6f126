"""The parsing of an RDF file of others: the task of a child process, which counts what the file becomes.

Nothing is fetched: pyoxigraph fetches nothing by itself.
"""

import gzip
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from simpul.locale import translate as _
from simpul.store.oxigraph import parse, write
from simpul.store.rdf_encoding import as_utf8
from simpul.store.rdf_nesting import refuse_deep

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FASTEST: Final = 1
"""It packs names that repeat to a twentieth, in a fifth of the time that parsing takes."""
_LONGEST: Final = 500
"""Characters of the parser's words that are shown; it repeats the file's own, however long."""
_MEGABYTE: Final = 1_000_000


class _TooLargeError(ValueError):
    """The file becomes more than it may."""


class _Packed(gzip.GzipFile):
    """Packs what is written, up to so many bytes; 0 for any number."""

    def __init__(self, output: io.BytesIO, most: int) -> None:
        super().__init__(fileobj=output, mode="wb", compresslevel=_FASTEST)
        self._most, self._written = most, 0

    def write(self, data: "ReadableBuffer") -> int:
        """Take more; raise an error where it is too much."""
        self._written += memoryview(data).nbytes
        if 0 < self._most < self._written:
            raise _TooLargeError
        return super().write(data)


def quads_of(words: Sequence[str], content: bytes) -> bytes:
    """Return the quads of an RDF file as packed N-Quads, in the order of the file.

    Args:
        words: Its format, and the most bytes that its quads may be, 0 for any number.
        content: The file.

    Raises:
        SyntaxError: It is not RDF, or is built to exhaust its parser; the message says where.
    """
    form, most = words[0], int(words[1])
    try:
        content = as_utf8(content, form)
        refuse_deep(content, form)
        output = io.BytesIO()
        with _Packed(output, most) as packed:
            write(parse(content, form), packed, "nquads")
        return output.getvalue()
    except _TooLargeError:
        raise SyntaxError(_too_large(len(content), most)) from None
    except (SyntaxError, ValueError, MemoryError) as error:
        raise SyntaxError(reason(error)) from None


def _too_large(size: int, most: int) -> str:
    return _(
        "its {size} MB become more than {most} MB when each name in it is written out; if that is meant, raise --largest-rdf",
        size=f"{size / _MEGABYTE:.1f}",
        most=f"{most / _MEGABYTE:.0f}",
    )


def reason(error: Exception) -> str:
    """Return what a parser's error says to a person."""
    if isinstance(error, MemoryError):
        return _("a name or a text in it is longer than 16 MB")
    if "LoadDocumentCallback" in str(error):
        return _(
            "it names a remote context; nothing is fetched, so write the context into the file"
        )
    return str(error)[:_LONGEST]
