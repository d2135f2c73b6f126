"""A proposal: a folder with what a partner changed, for a person to read and decide on, and for `accept` to read back."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from simpul import files
from simpul.errors import DataError, Place, Problem
from simpul.exchange.corrections.meaning import said
from simpul.exchange.corrections.model import Reviewed
from simpul.exchange.corrections.standing import Asked, asked_of
from simpul.exchange.corrections.wording import Wording, what_was_done
from simpul.json_files import read_object
from simpul.locale import translate as _
from simpul.store import rdf_files
from simpul.store.oxigraph import serialise
from simpul.tables.saving import saved_workbook
from simpul.terms import NamedNode, Quad, Triple, in_graph

WORKBOOK: Final = "changes.xlsx"
STATEMENTS: Final = "statements.nq"
RECORD: Final = "proposal.json"
SUMS: Final = "SHA256SUMS"
README: Final = "README.md"
FORMAT: Final = "simpul-proposal/1"
DECISION: Final = "decision"
REASON: Final = "reason"
MARK: Final = "change"
FIXED: Final = (
    "what",
    "thing",
    "property",
    "before",
    "theirs",
    "ours",
    "attention",
    "address",
    MARK,
)
"""Columns that are not filled in by who decides."""
HEADINGS: Final = (DECISION, REASON, *FIXED)
_GRAPHS: Final = "urn:simpul:change:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A change as a row of the workbook.

    Attributes:
        mark: Of the change.
        cells: Its fixed cells, by heading.
        ours: What we said of it when it was reviewed, sorted.
        subject: What is changed.
        asked: Which of its properties; none where it is the whole thing.
        is_gone: Nothing described it any more when it was reviewed.
    """

    mark: str
    cells: Mapping[str, str]
    ours: tuple[str, ...]
    subject: str
    asked: tuple[Asked, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as it is read back.

    Attributes:
        folder: Where it lies.
        rows: The changes.
        triples: What each comes to, by mark.
        file: What the partner sent.
        base: What it was compared with.
    """

    folder: Path
    rows: Sequence[Row]
    triples: Mapping[str, tuple[Triple, ...]]
    file: str
    base: str


def place_of(number: int) -> Place:
    """Return the row of the workbook in which a change is decided, by its position from 0."""
    return Place(file=WORKBOOK, row=number + 2)


def write(
    folder: Path, reviewed: Sequence[Reviewed], wording: Wording, *, file: Path, base: Path
) -> None:
    """Write a proposal, whole or not at all; only its owner may read it, for it shows what we say.

    Raises:
        OutputError: There is something of this name, or it cannot be written.
    """
    rows = [_row(one, wording) for one in reviewed]
    parts: dict[str, bytes] = {
        STATEMENTS: _statements(reviewed),
        RECORD: _record(rows, file.name, base.name),
    }
    whole = parts | {
        WORKBOOK: _workbook(rows, reviewed),
        README: readme(reviewed, rows, file=file, base=base).encode(),
        SUMS: _sums(parts),
    }
    with files.new_folder(folder, private=True) as draft:
        for name, content in whole.items():
            files.create(draft / name, [content], private=True)


def _row(one: Reviewed, wording: Wording) -> Row:
    change = one.change
    before = sorted((quad.triple for quad in change.removed), key=str)
    theirs = sorted((quad.triple for quad in change.added), key=str)
    cells = {
        "what": what_was_done(change.kind),
        "thing": wording.thing(change.subject),
        "property": wording.property_of(change),
        "before": wording.values(before, change),
        "theirs": wording.values(theirs, change),
        "ours": wording.values(one.ours, change),
        "attention": wording.attention(one),
        "address": change.subject.value,
        MARK: change.mark,
    }
    return Row(
        mark=change.mark,
        cells=cells,
        ours=tuple(map(str, one.ours)),
        subject=change.subject.value,
        asked=asked_of(change),
        is_gone=one.is_gone,
    )


def _statements(reviewed: Iterable[Reviewed]) -> bytes:
    quads = {quad for one in reviewed for quad in _quads(one)}
    return serialise(sorted(quads, key=str), "nquads")


def _quads(one: Reviewed) -> Iterator[Quad]:
    graph = NamedNode(_GRAPHS + one.change.mark)
    return (in_graph(triple, graph) for triple in said(one.meaning))


def _record(rows: Iterable[Row], file: str, base: str) -> bytes:
    changes = [
        {
            "mark": row.mark,
            "subject": row.subject,
            "asked": [[predicate.value, language] for predicate, language in row.asked],
            "gone": row.is_gone,
            "ours": list(row.ours),
            "cells": dict(row.cells),
        }
        for row in rows
    ]
    content = {"format": FORMAT, "file": file, "from": base, "changes": changes}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _sums(parts: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(parts.items()))  # fmt: skip
    return "".join(lines).encode()


def _workbook(rows: Sequence[Row], reviewed: Sequence[Reviewed]) -> bytes:
    cells = (
        ["reject" if one.is_gone else "", "", *(shortened(row.cells[heading]) for heading in FIXED)]
        for row, one in zip(rows, reviewed, strict=True)
    )
    return saved_workbook(HEADINGS, cells)


def shortened(text: str) -> str:
    """Return a text that a cell can hold."""
    return text if len(text) <= 32_000 else text[:32_000] + "…"


def readme(reviewed: Sequence[Reviewed], rows: Sequence[Row], *, file: Path, base: Path) -> str:
    """Return what a person reads first, as Markdown in the language in use."""
    lines = [
        "# " + _("Changes in {file}", file=_plain(file.name)),
        "",
        _("Compared with {base}. Changes to decide on: {count}.", base=_plain(base.name), count=len(rows)),
        "",
        _("Fill in the column `decision` of `{workbook}` with accept or reject, and a reason if you like, and save it. Then:", workbook=WORKBOOK),
        "",
        "    simpul accept <" + _("this folder") + "> --partner <" + _("who sent it") + ">",
        "",
        _("What is accepted becomes a source of its own; nothing that other sources say is written over."),
    ]  # fmt: skip
    thing = ""
    for row, one in zip(rows, reviewed, strict=True):
        if row.subject != thing:
            thing = row.subject
            lines += ["", f"## {_plain(row.cells['thing'])}", "", f"`{thing}`", ""]
        lines += _told(row, one)
    return "\n".join(lines) + "\n"


def _told(row: Row, one: Reviewed) -> Iterator[str]:
    property_ = f" {_plain(row.cells['property'])}" if row.cells["property"] else ""
    yield f"- {row.cells['what']}{property_}"
    beside = {"before": _("before"), "theirs": _("theirs"), "ours": _("ours now")}
    for heading, word in beside.items():
        is_news = heading != "ours" or one.is_moved or one.is_gone
        if row.cells[heading] and is_news:
            yield f"  - {word}: {_plain(row.cells[heading])}"
    if row.cells["attention"]:
        yield f"  - **{_plain(row.cells['attention'])}**"


def _plain(text: str) -> str:
    """Return a text that Markdown takes for text alone, on one line."""
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!~" else c for c in text)
    return " ".join(escaped.split())


def read(folder: Path) -> Proposal:
    """Return a proposal as it was written.

    Raises:
        DataError: A part of it is not as it was written, is missing, or is none of a proposal.
        FormatError: A part of it is a device or a pipe.
    """
    _check_sums(folder)
    record = read_object(folder / RECORD, RECORD)
    if record.get("format") != FORMAT:
        raise _no_proposal(folder)
    triples: dict[str, list[Triple]] = {}
    for quad in rdf_files.read(folder / STATEMENTS):
        if isinstance(quad.graph_name, NamedNode):
            mark = quad.graph_name.value.removeprefix(_GRAPHS)
            triples.setdefault(mark, []).append(quad.triple)
    try:
        rows = [_read_row(change) for change in cast("list[Any]", record["changes"])]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _no_proposal(folder) from None
    return Proposal(
        folder=folder,
        rows=rows,
        triples={mark: tuple(said_) for mark, said_ in triples.items()},
        file=str(record.get("file")),
        base=str(record.get("from")),
    )


def _read_row(change: Mapping[str, Any]) -> Row:
    return Row(
        mark=str(change["mark"]),
        cells={str(name): str(cell) for name, cell in change["cells"].items()},
        ours=tuple(map(str, change["ours"])),
        subject=str(change["subject"]),
        asked=tuple((NamedNode(str(iri)), str(language)) for iri, language in change["asked"]),
        is_gone=bool(change["gone"]),
    )


def _check_sums(folder: Path) -> None:
    try:
        lines = files.content(folder / SUMS).decode("ascii").splitlines()
        expected = {name: digest for digest, _two, name in (line.partition("  ") for line in lines)}
        found = {
            name: hashlib.sha256(files.content(folder / name)).hexdigest()
            for name in (STATEMENTS, RECORD)
        }
    except (OSError, UnicodeDecodeError):
        raise _no_proposal(folder) from None
    if changed := [name for name, digest in found.items() if expected.get(name) != digest]:
        what = _("{files} is not as `simpul review` wrote it.", files=", ".join(changed))
        remedy = _("Decide in {workbook} alone, and review the file anew.", workbook=WORKBOOK)
        raise DataError([Problem(place=Place(file=str(folder)), what=what, remedy=remedy)])


def _no_proposal(folder: Path) -> DataError:
    what = _("this is no proposal, or not a whole one.")
    remedy = _("Name the folder that `simpul review` wrote.")
    return DataError([Problem(place=Place(file=str(folder)), what=what, remedy=remedy)])
