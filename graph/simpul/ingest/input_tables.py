"""Tables, workbooks and RDF files as they are given; each table with its kind."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.csvw.model import Group
from simpul.csvw.text import OTHER_WORKBOOKS, WORKBOOKS
from simpul.errors import DataError, FormatError, OutputError, Place, Problem, Severity, UsageError
from simpul.ingest.kinds import Kind, kind_named, kinds
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store import rdf_files
from simpul.tables.headings import match_headings
from simpul.tables.layout import Layout, Score, laid_out
from simpul.tables.lines import Line, is_of_reasons
from simpul.tables.metadata import METADATA, group_of
from simpul.tables.opening import known_headings, text_lines
from simpul.tables.workbook import open_workbook, refuse_other
from simpul.terms import PREFIXES

_TEXTS: Final = frozenset((".csv", ".tsv", ".tab", ".txt"))
_TOP: Final = 1 << 20
_JSON_LD: Final = re.compile(r'"@(context|graph|id|type)"\s*:')


@dataclass(frozen=True, slots=True, kw_only=True)
class InputTable:
    """A table as it stands in its file.

    Attributes:
        label: The file as problems name it.
        names: Column that each heading means; None for the column of reasons.
        lines: The rows below the headings, as they stand there.
    """

    file: Path
    sheet: str | None
    label: str
    kind: Kind
    headings: tuple[str, ...]
    names: tuple[str | None, ...]
    lines: Sequence[Line]

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        """Return a place in the table."""
        return Place(file=self.label, sheet=self.sheet, row=row, column=column)

    @property
    def shown(self) -> str:
        """The table's name, unlike that of any other table."""
        return f"{self.label}#{self.sheet}"


@dataclass(slots=True, kw_only=True)
class Inputs:
    """The files of one source, and what was wrong or worth telling when they were read."""

    tables: list[InputTable] = field(default_factory=list[InputTable])
    graphs: list[Path] = field(default_factory=list[Path])
    problems: list[Problem] = field(default_factory=list[Problem])


def read_inputs(
    files: Sequence[Path], known: Mapping[str, Kind], kind: str | None = None
) -> Inputs:
    """Read files: tables with their kinds; RDF is read later.

    Args:
        files: Tables, workbooks, RDF files.
        known: Kinds of table.
        kind: Kind of the tables, if given; otherwise it is recognised by the sheets' names and headings.
    """
    chosen = kind_named(kind, known) if kind else None
    inputs = Inputs()
    for file in files:
        suffix = file.suffix.lower()
        try:
            refuse_other(file)
            if suffix in WORKBOOKS:
                _read_workbook(file, known, chosen, inputs)
            elif rdf_files.format_of(file):
                inputs.graphs.append(file)
            elif suffix in _TEXTS:
                _read_text(file, known, chosen, inputs)
            else:
                raise FormatError(file, _("neither a table, a workbook, nor RDF: {known}.", known=" ".join((*sorted(_TEXTS), ".xlsx", *rdf_files.SUFFIXES))))  # fmt: skip
        except DataError as error:
            inputs.problems += error.problems
    names = [file.name for file in files]
    if len(set(names)) < len(names):
        inputs.tables = [replace(table, label=str(table.file)) for table in inputs.tables]
    return inputs


def is_readable(file: Path) -> bool:
    """Return from its name whether a file is a table, a workbook or RDF."""
    suffix = file.suffix.lower()
    is_table = suffix in WORKBOOKS | OTHER_WORKBOOKS | _TEXTS
    return is_table or rdf_files.format_of(file) is not None


def is_meant(file: Path) -> bool:
    """Return whether a file that lies in a folder is meant as a table, a workbook or RDF.

    Where many programs give files the same ending, what is in it says so: a readme, a licence, settings are none,
    though a table or RDF that is broken is one still.
    """
    if not is_readable(file):
        return False
    match file.suffix.lower():
        case ".txt":
            return (
                _is_named_after_a_kind(file)
                or known_headings(_top(file), _score(kinds(), None)) > 1
            )
        case ".json":
            return _JSON_LD.search(_top(file)) is not None
        case ".xml":
            return PREFIXES["rdf"] in _top(file)
        case _:
            return True


def _is_named_after_a_kind(file: Path) -> bool:
    try:
        kind_named(file.stem, kinds())
    except UsageError:
        return False
    return True


def _top(file: Path) -> str:
    """Return the beginning of a file, as well as it can be read."""
    try:
        with file.open("rb") as stream:
            content = stream.read(_TOP)
    except OSError as error:
        raise OutputError(file, error) from None
    encoding = "utf-16" if content.startswith((BOM_UTF16_BE, BOM_UTF16_LE)) else "utf-8-sig"
    return content.decode(encoding, errors="replace")


def _read_text(file: Path, known: Mapping[str, Kind], chosen: Kind | None, inputs: Inputs) -> None:
    score = _score(known, chosen)
    lines, notes = text_lines(file, file.name, score)
    layout = laid_out(lines, score, Place(file=file.name))
    inputs.problems += [*notes, *layout.notes]
    inputs.tables.append(_table(file, None, layout, known, chosen))


def _read_workbook(
    file: Path, known: Mapping[str, Kind], chosen: Kind | None, inputs: Inputs
) -> None:
    book = open_workbook(file)
    score = _score(known, chosen)
    before = len(inputs.tables)
    others: list[Problem] = []
    for sheet in book.sheets:
        place = Place(file=file.name, sheet=sheet)
        layout = laid_out(list(book.lines(sheet)), score, place)
        if not layout.headings:
            others.append(_left_out(place, _("this sheet is empty, and was left out.")))
            continue
        if score(layout.headings) == 0:
            what = _("no heading of this sheet belongs to a known kind of table; it was left out.")
            others.append(_left_out(place, what))
            continue
        try:
            inputs.problems += layout.notes
            inputs.tables.append(_table(file, sheet, layout, known, chosen))
        except DataError as error:
            inputs.problems += error.problems
            before = -1
    inputs.problems += [*book.notes, *others]
    if len(inputs.tables) == before:
        raise _wrong(Place(file=file.name), _("no sheet of this workbook is a table that Simpul knows."), _("The headings stand in one row, as `simpul template` writes them; delete what is above and beside them."))  # fmt: skip


def _left_out(place: Place, what: str) -> Problem:
    return Problem(place=place, what=what, remedy="", severity=Severity.WARNING)


def _score(known: Mapping[str, Kind], chosen: Kind | None) -> Score:
    """Return what tells how many headings belong to one kind of table."""
    spelt = [{*_spellings(kind)} for kind in ([chosen] if chosen else known.values())]

    def score(headings: Sequence[str]) -> int:
        folded = {heading.lower() for heading in headings}
        return max(len(folded & words) for words in spelt)

    return score


def _understood(headings: Sequence[str], kind: Kind) -> list[str]:
    meant = _spellings(kind)
    return [meant[folded] for h in headings if (folded := h.strip().lower()) in meant]


def _spellings(kind: Kind) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in kind.columns:
        for title in (column.name, *column.titles.values()):
            found.setdefault(title.strip().lower(), column.name)
    return found


def _table(
    file: Path,
    sheet: str | None,
    layout: Layout,
    known: Mapping[str, Kind],
    chosen: Kind | None,
) -> InputTable:
    place = Place(file=file.name, sheet=sheet)
    headings = layout.headings
    if not headings:
        raise _wrong(place, _("this table is empty."), _("Add a row of headings."))
    kind = chosen or _kind_of(headings, sheet or file.stem, known, place)
    reasons = [is_of_reasons(heading) for heading in headings]
    asked = [heading for heading, reason in zip(headings, reasons, strict=True) if not reason]
    here = Place(file=file.name, sheet=sheet, row=layout.row)
    other = _("Remove it, or name it as `simpul template {kind}` does.", kind=kind.name)
    columns, problems = match_headings(asked, _spellings(kind), _needed(kind, asked), here, other)
    if problems:
        raise DataError([_as_headed(problem, kind, headings) for problem in problems])
    rest = iter(columns)
    names = tuple(None if reason else next(rest) for reason in reasons)
    return InputTable(file=file, sheet=sheet, label=file.name, kind=kind, headings=tuple(headings), names=names, lines=layout.lines)  # fmt: skip


def _as_headed(problem: Problem, kind: Kind, headings: Sequence[str]) -> Problem:
    """Return a problem whose column, where the table lacks it, is called as a template would."""
    column = problem.place.column
    lacking = kind.column(column) if column and column not in headings else None
    if lacking is None:
        return problem
    return replace(problem, place=replace(problem.place, column=lacking.title(current())))


def _needed(kind: Kind, headings: Sequence[str]) -> list[str]:
    """Return the columns that a table must have: required ones that Simpul cannot fill in."""
    there = set(_understood(headings, kind))
    return [
        column.name
        for column in kind.columns
        if column.required
        and column.name != kind.key
        and not column.reference.endswith("/document/")
        and not ((named := kind.names_column(column.name)) and named.name in there)
    ]


def _kind_of(headings: Sequence[str], name: str, known: Mapping[str, Kind], place: Place) -> Kind:
    """Return the kind that a sheet's name says, else the one that most headings belong to."""
    try:
        return kind_named(name, known)
    except UsageError:
        pass
    scores = {kind.name: len(_understood(headings, kind)) for kind in known.values()}
    best = max(scores.values())
    if not best:
        names = ", ".join(known)
        raise _wrong(place, _("no heading belongs to a known kind of table."), _("Write the headings in one row, as `simpul template` does, and nothing above them. The kinds are: {kinds}.", kinds=names))  # fmt: skip
    likely = [kind for kind in known.values() if scores[kind.name] == best]
    fitting = [kind for kind in likely if not set(_needed(kind, headings)) - set(_understood(headings, kind))]  # fmt: skip
    if len(fitting or likely) == 1:
        return (fitting or likely)[0]
    names = ", ".join(kind.name for kind in fitting or likely)
    raise _wrong(place, _("these headings fit several kinds of table: {kinds}.", kinds=names), _("Say which with --kind."))  # fmt: skip


def _wrong(place: Place, what: str, remedy: str) -> DataError:
    return DataError([Problem(place=place, what=what, remedy=remedy)])


def group(tables: Sequence[InputTable]) -> Group:
    """Return the tables, each with the schema of its kind."""
    if not tables:
        return Group(tables=())
    document = {
        "tables": [
            {"url": f"table-{number}", "tableSchema": dict(table.kind.schema)}
            for number, table in enumerate(tables)
        ]
    }
    return group_of(paths.data() / "schemas" / METADATA, document)


def labels_of(table: InputTable) -> Iterator[tuple[int, str]]:
    """Yield the positions and names of a table's columns that hold labels."""
    for position, name in enumerate(table.names):
        if name and (name.startswith("label_") or name in {"short_name", "aliases"}):
            yield position, name
