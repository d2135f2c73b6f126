"""The files that a pack is made of, as values, before and after they are written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from simpul.locale import Texts

DATA: Final = "data.ttl"
"""All statements, each once."""
DATA_BY_SOURCE: Final = "data.trig"
"""The same, with the graph of each source."""
ONTOLOGY_FILE: Final = "ontology.ttl"
SHAPES: Final = "shapes.ttl"
ADVICE: Final = "advice.ttl"
"""Shapes that tell what would be good to have; data that they find something in is not wrong."""
VALIDATION: Final = "validation.ttl"
CATALOGUE: Final = "catalogue.ttl"
CHANGES: Final = "CHANGES.md"
SUMS: Final = "SHA256SUMS"
TABLES: Final = "tables"
"""The folder of tables."""

TURTLE: Final = "text/turtle"
TRIG: Final = "application/trig"
NTRIPLES: Final = "application/n-triples"
XML: Final = "application/xml"
JSONLD: Final = "application/ld+json"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PLAIN: Final = "text/plain"
CSV: Final = "text/csv"
CSVW: Final = "application/csvm+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """A file that is to be written.

    Attributes:
        name: Its path in the pack, with ``/`` between folders.
        media_type: As registered with IANA.
        titles: What it is, by language.
        pieces: Gives its content, piece by piece.
    """

    name: str
    media_type: str
    titles: Texts
    pieces: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file that was written.

    Attributes:
        name: Its path in the pack.
        media_type: As registered with IANA.
        titles: What it is, by language.
        size: Its bytes.
        digest: Its SHA-256, in hexadecimal; empty, and the size nothing, where it is written only when it is asked for.
    """

    name: str
    media_type: str
    titles: Texts
    size: int
    digest: str


@dataclass(slots=True)
class Record:
    """What was written so far; the files that describe others are made from it.

    Attributes:
        files: In the order in which they were written.
    """

    files: list[WrittenFile] = field(default_factory=list[WrittenFile])

    def recorded(self, file: PackFile) -> Iterator[bytes]:
        """Yield the content of a file, and record it at its end."""
        digest, size = hashlib.sha256(), 0
        for piece in file.pieces():
            digest.update(piece)
            size += len(piece)
            yield piece
        self.files.append(
            WrittenFile(
                name=file.name,
                media_type=file.media_type,
                titles=file.titles,
                size=size,
                digest=digest.hexdigest(),
            )
        )

    def sums(self) -> bytes:
        """Return the sums of all files, as ``sha256sum`` writes and checks them."""
        named = sorted((file.name, file.digest) for file in self.files)
        return "".join(f"{digest}  {name}\n" for name, digest in named).encode()
