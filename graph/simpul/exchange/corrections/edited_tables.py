"""Tables of a pack that somebody edited: which one it is, and what its rows state now and stated before."""

import contextlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final, cast

from simpul.csvw.text import WORKBOOKS
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError, did_you_mean
from simpul.exchange.pack.contents import TABLES
from simpul.exchange.pack.reading import OpenedPack
from simpul.files import PassingFolder
from simpul.json_files import read_object
from simpul.locale import translate as _
from simpul.tables import METADATA, read_folder, read_tables
from simpul.tables.rows import SourceTables
from simpul.terms import Triple

TEXTS: Final = frozenset((".csv", ".tsv", ".tab", ".txt"))
SUFFIXES: Final = TEXTS | WORKBOOKS


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEdits:
    """What somebody changed in tables.

    Attributes:
        removed: What their rows stated and no longer do.
        added: What they state now.
        notes: What is to be told of their cells.
    """

    removed: set[Triple] = field(default_factory=set[Triple])
    added: set[Triple] = field(default_factory=set[Triple])
    notes: list[Problem] = field(default_factory=list[Problem])


def is_table(file: Path) -> bool:
    """Return whether a file is a table by its name."""
    return file.is_file() and file.suffix.lower() in SUFFIXES


def table_named(file: Path, pack: OpenedPack, named: str | None) -> str:
    """Return the name in a pack of the table that somebody edited.

    Args:
        file: What they sent.
        pack: The pack.
        named: The name, where a person gives it: ``SOURCE/TABLE.csv``.

    Raises:
        UsageError: The pack has no such table, or several that it may be.
    """
    known = [name for name in pack.names if _is_in_tables(name)]
    if named is not None:
        wanted = f"{TABLES}/{named.removeprefix(f'{TABLES}/')}"
        if wanted not in known:
            what = _("the pack has no table {name}.", name=repr(named))
            raise UsageError(what + did_you_mean(wanted, known))
        return wanted
    found = [name for name in known if PurePosixPath(name).stem == file.stem]
    beside = [
        name for name in found if PurePosixPath(name).parent.name == file.absolute().parent.name
    ]
    chosen = beside or found
    if len(chosen) == 1:
        return chosen[0]
    short = ", ".join(name.removeprefix(f"{TABLES}/") for name in chosen or known)
    if chosen:
        what = _("{file} may be any of these tables: {names}.", file=file.name, names=short)
    else:
        what = _("no table of the pack is called as {file}; it has: {names}.", file=file.name, names=short)  # fmt: skip
    raise UsageError(f"{what} " + _("Name it with --table."))


def _is_in_tables(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[0] == TABLES and path.suffix.lower() in SUFFIXES


def table_edits(file: Path, name: str, pack: OpenedPack) -> TableEdits:
    """Return what somebody changed in a table of a pack.

    Args:
        file: The table as they sent it.
        name: Of the table in the pack.
        pack: What they were given.

    Raises:
        DataError: A cell or a heading of it cannot be read as the pack's metadata says; the error has each with its
            row and column.
        OutputError: It cannot be read.
    """
    given, sent = (_read(one, name, pack) for one in (pack.folder / name, file))
    wrong = [problem for problem in sent.problems if problem.severity is Severity.ERROR]
    if wrong:
        raise DataError(wrong)
    before = {fact.triple for fact in given.facts}
    after = {fact.triple for fact in sent.facts}
    if before and after and not {t.subject for t in before} & {t.subject for t in after}:
        raise DataError([_another(file, name)])
    known = {(problem.what, problem.remedy) for problem in given.problems}
    notes = [p for p in sent.problems if (p.what, p.remedy) not in known]
    return TableEdits(removed=before - after, added=after - before, notes=notes)


def _another(file: Path, name: str) -> Problem:
    return Problem(
        place=Place(file=file.name),
        what=_("no row of it is a row of {name}.", name=name),
        remedy=_("Name the pack that was given to them with --from, or the table with --table."),
    )


def _read(file: Path, name: str, pack: OpenedPack) -> SourceTables:
    """Return what a table states by the metadata of a pack, in which it stands alone."""
    path = PurePosixPath(name)
    folder = pack.folder / path.parent
    document = read_object(folder / METADATA, f"{path.parent}/{METADATA}")
    tables = [
        one for one in _tables(document) if str(one.get("url")).partition("#")[0] == path.name
    ]
    if not tables:
        what = _("its metadata does not describe it.")
        raise DataError([Problem(place=Place(file=name), what=what, remedy="")])
    with contextlib.closing(PassingFolder()) as passing:
        inside = passing.path / path.parent.name
        inside.mkdir()
        for table in tables:
            table["url"] = file.name
        document["tables"] = tables
        (inside / METADATA).write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        try:
            shutil.copyfile(file, inside / file.name)
        except OSError as error:
            raise OutputError(file, error) from None
        return read_tables(read_folder(inside, own=True))


def _tables(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in cast("Sequence[object]", document.get("tables") or ()):
        if isinstance(one, dict):
            yield cast("dict[str, Any]", one)
