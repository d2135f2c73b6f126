"""What a command writes: its format, and the file or stdout it goes to, complete or not at all."""

import itertools
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from simpul import files
from simpul.cli.screen import progress
from simpul.errors import UsageError
from simpul.limits import waiting
from simpul.locale import translate as _

_ENDINGS: Final = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".docx": "docx",
    ".html": "html",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".cyjs": "cytoscape",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".nq": "nquads",
    ".n3": "n3",
    ".rdfp": "rdf-patch",
}
_PRINTED: Final = frozenset(("", "table", "text", "csv", "tsv", "json", "jsonl", "markdown"))
"""Formats that are read where they are printed; all others make documents."""
_MEGABYTE: Final = 1_000_000


def is_handed_on(output: Path | None, format_: str) -> bool:
    """Return whether what is written is for others than who asks: any file, and a document wherever it goes.

    Args:
        output: The file to write; None for stdout.
        format_: The format; empty for a table.
    """
    return output is not None or format_ not in _PRINTED


def format_for(
    name: str | None, output: Path | None, known: Collection[str], *, default: str = ""
) -> str:
    """Return the format asked for by name, else by the ending of the file, else the default.

    Args:
        name: One that the command writes, or None.
        output: The file to write; None for stdout.
        known: The formats that the command writes.
        default: What is written where neither a name nor an ending says.

    Raises:
        UsageError: The command writes no format that has this ending.
    """
    if name:
        return name
    ending = output.suffix.lower() if output else ""
    if not ending:
        return default
    made = _ENDINGS.get(ending, "")
    if made == "table" and made not in known:
        made = "text"
    if made not in known:
        endings = [known_ending for known_ending, format_ in _ENDINGS.items() if format_ in known]
        raise UsageError(
            _(
                "No format here has the ending {ending}; use one of {endings}, or give --format.",
                ending=ending,
                endings=", ".join(endings),
            )
        )
    return made


def keep(output: Path | None, *, force: bool) -> None:
    """Keep an existing file from being overwritten.

    Raises:
        UsageError: There is one, and overwriting it was not allowed.
    """
    if output is not None and output.is_file() and not force:
        what = _("{path} exists already and may hold somebody's work.", path=output)
        raise UsageError(f"{what} " + _("Name another file, or add --force."))


def keep_store(folder: Path, *, force: bool) -> None:
    """Keep the store that is in a folder from being replaced by another.

    Raises:
        UsageError: There is one, and replacing it was not allowed.
    """
    from simpul.store import current_build

    if not force and current_build(folder) is not None:
        what = _("There is a store at {path} already.", path=folder)
        raise UsageError(f"{what} " + _("Name another folder, or add --force."))


def write(content: bytes, output: Path | None, *, private: bool = False) -> None:
    """Write to a file, completely or not at all, or to stdout; see ``write_pieces``."""
    write_pieces([content], output, private=private)


def write_pieces(pieces: Iterable[bytes], output: Path | None, *, private: bool = False) -> None:
    """Write pieces as they come to a file, completely or not at all, or to stdout.

    Args:
        pieces: What to write.
        output: The file, or None for stdout.
        private: Nobody but the owner may read the file.

    Raises:
        OutputError: The file cannot be written; one that was there is as it was.
    """
    if output is None:
        _print(pieces)
    else:
        files.replace(output, pieces, private=private)


def write_with_progress(
    pieces: Iterator[bytes], output: Path | None, step: str, *, private: bool = False
) -> None:
    """Write pieces that take a while; on a terminal, the step and what is written so far show.

    Args:
        pieces: What to write, as it is made.
        output: The file, or None for stdout.
        step: What is done until the first piece is there.
        private: Nobody but the owner may read the file.

    Raises:
        OutputError: The file cannot be written; one that was there is as it was.
    """
    with progress() as tell:
        tell(step)
        first = next(pieces, b"")
        whole = itertools.chain((first,), pieces)
        if output is not None:
            write_pieces(_counted(whole, output, tell), output, private=private)
            return
    write_pieces(whole, None)


def _counted(
    pieces: Iterable[bytes], output: Path, tell: Callable[[str], object]
) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        tell(_("Writing {path}: {size} MB", path=output, size=size // _MEGABYTE))
        yield piece


def _print(pieces: Iterable[bytes]) -> None:
    try:
        for piece in pieces:
            with waiting():
                sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        write_no_more()


def write_no_more() -> None:
    """Discard the rest of stdout: the reader of the pipe (head, less) has closed it, which is not an error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
