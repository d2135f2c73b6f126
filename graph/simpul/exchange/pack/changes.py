"""What changed since an earlier pack, in words: one page in English and Indonesian."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.sides import LinesSide, file_side, refuse_restricted
from simpul.exchange.difference.telling import markdown
from simpul.exchange.pack.description import PackDescription
from simpul.exchange.pack.reading import opened
from simpul.locale import LANGUAGES, said, speaking
from simpul.store.rdf import Part, written


def changes(since: Path, parts: Sequence[Part], pack: PackDescription) -> Iterator[bytes]:
    """Yield the page on what changed from an earlier pack to a new one.

    Args:
        since: The earlier pack.
        parts: The statements of the new one.
        pack: What the new one says of itself.

    Raises:
        FormatError: The earlier one is no pack.
        UsageError: It holds what the readers of the new one may not see, or too much changed to be read.
    """
    with (
        opened(since) as earlier,
        closing(file_side(earlier.data_by_source, name=since.name)) as old,
        closing(LinesSide(pack.key, _lines(parts), has_graphs=True)) as new,
    ):
        refuse_restricted(old, pack.access)
        found = compare(old, new)
        for number, language in enumerate(LANGUAGES):
            title = f"{said(pack.titles, language)} ({pack.issued.isoformat()})"
            with speaking(language):
                yield b"\n---\n\n" if number else b""
                told = markdown(replace(found, new=title), notice=said(pack.notice, language))
                yield from (piece.encode() for piece in told)


def _lines(parts: Sequence[Part]) -> Iterator[bytes]:
    for piece in written(parts, "nquads"):
        yield from piece.splitlines(keepends=True)
