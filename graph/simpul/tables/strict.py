"""Strict Open XML workbooks (ISO/IEC 29500-1), whose names Excel's usual ones differ from: read as if they had those."""

import re
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Final

BOOK: Final = "xl/workbook.xml"
_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/"
_CHUNK: Final = 1 << 16
_IN_MEMORY: Final = 1 << 24


@contextmanager
def renamed(archive: zipfile.ZipFile) -> Generator[IO[bytes] | None]:
    """Yield a copy of a strict workbook with the usual names; None where it has these.

    Args:
        archive: The workbook; it has been checked.
    """
    if not _STRICT.search(archive.read(BOOK)):
        yield None
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as usual:
            for part in archive.infolist():
                with archive.open(part) as old, usual.open(part.filename, "w") as new:
                    _rename(old, new)
        copy.seek(0)
        yield copy


def _rename(old: IO[bytes], new: IO[bytes]) -> None:
    """Copy a part piece by piece; no piece ends within a name, since none of them holds a ``>``."""
    rest = b""
    while chunk := old.read(_CHUNK):
        whole, end, rest = (rest + chunk).rpartition(b">")
        new.write(_STRICT.sub(_USUAL, whole + end))
    new.write(rest)
