"""What they were given and what they sent back, read as two graphs."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from simpul import files
from simpul.errors import DataError, Place, Problem, Severity, UsageError
from simpul.exchange.corrections.edited_tables import (
    TableEdits,
    is_table,
    table_edits,
    table_named,
)
from simpul.exchange.pack.contents import DATA, DATA_BY_SOURCE, TABLES
from simpul.exchange.pack.reading import OpenedPack, is_pack, opened
from simpul.exchange.pack.verification import sum_problems
from simpul.ingest.rdf_input import content_problems
from simpul.locale import translate as _
from simpul.store import OxigraphStore, rdf_files
from simpul.terms import (
    ID,
    INFERRED_GRAPH,
    PREFIXES,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    in_graph,
    rdf_type,
    text,
)

_LEAST_IN_COMMON: Final = 0.5
"""Of what they sent back, at least so much must be of what they were given; else it is of something else."""
_HEADER: Final = NamedNode(PREFIXES["owl"] + "Ontology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a partner sent back.

    Attributes:
        file: What they sent: an RDF file, a table or workbook of a pack, or a pack.
        base: What they were given: a pack, or an RDF file.
        is_part: They sent a part; what it does not describe was not changed.
        table: Which table of the pack it is, where its name does not say.
        largest: Megabytes that an RDF file may become, as ``simpul.store.rdf_files.read`` takes it.
    """

    file: Path
    base: Path
    is_part: bool = False
    table: str | None = None
    largest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is compared.

    Attributes:
        file: A file of what they sent.
        base: The merge of what they were given.
        theirs: The merge of what they sent.
        inferred: What no source said of what they were given, as far as that is known.
        is_part: What ``theirs`` does not describe was not changed.
        notes: What is to be told of the files.
    """

    file: Path
    base: OxigraphStore
    theirs: OxigraphStore
    inferred: frozenset[Triple] = frozenset()
    is_part: bool = False
    notes: Sequence[Problem] = ()


def read_sides(sent: Returned) -> Sides:
    """Return what they sent and what they were given, to be compared.

    Raises:
        DataError: The two cannot be compared.
        FormatError: One is of no known format.
        OutputError: One cannot be read.
        UsageError: A table is named that is none of the pack.
    """
    for named in (sent.base, sent.file):
        files.refuse_endless(named)
    if not is_pack(sent.base):
        if is_table(sent.file) or is_pack(sent.file):
            raise UsageError(
                _(
                    "{file} can only be compared with the pack that was given to them.",
                    file=sent.file,
                )
                + " "
                + _("Name the pack with --from.")
            )
        base = _merge(rdf_files.read(sent.base, largest=sent.largest), [])
        return _of_rdf(sent, base, frozenset())
    with opened(sent.base) as pack:
        if changed := sum_problems(pack):
            raise DataError(_not_as_given(problem, sent.base) for problem in changed)
        base, inferred = _read_base(pack, sent.largest)
        if is_pack(sent.file):
            with opened(sent.file) as returned:
                return _of_pack(sent, returned, pack, base, inferred)
        if is_table(sent.file):
            edited = table_edits(sent.file, table_named(sent.file, pack, sent.table), pack)
            return _of_tables(sent, base, inferred, [edited])
        return _of_rdf(sent, base, inferred)


def _not_as_given(problem: Problem, base: Path) -> Problem:
    place = replace(problem.place, file=f"{base}: {problem.place.file}")
    remedy = _("Name an unchanged copy of what was given to them.")
    return replace(problem, place=place, remedy=remedy)


def _of_rdf(sent: Returned, base: OxigraphStore, inferred: frozenset[Triple]) -> Sides:
    theirs = _read_theirs(sent.file, sent.largest)
    _check_origin(sent, theirs, base)
    return Sides(file=sent.file, base=base, theirs=theirs, inferred=inferred, is_part=sent.is_part)


def _of_tables(
    sent: Returned,
    base: OxigraphStore,
    inferred: frozenset[Triple],
    edited: Iterable[TableEdits],
    theirs: OxigraphStore | None = None,
) -> Sides:
    """Return a pack with what its tables state now in the place of what they stated."""
    if theirs is None:
        theirs = OxigraphStore.in_memory()
        base.copy_into(theirs)
    notes: list[Problem] = []
    for one in edited:
        notes += one.notes
        for triple in () if sent.is_part else one.removed:
            theirs.remove(in_graph(triple, DefaultGraph()))
        theirs.add(in_graph(triple, DefaultGraph()) for triple in one.added)
    return Sides(file=sent.file, base=base, theirs=theirs, inferred=inferred, notes=notes)


def _of_pack(
    sent: Returned,
    returned: OpenedPack,
    pack: OpenedPack,
    base: OxigraphStore,
    inferred: frozenset[Triple],
) -> Sides:
    """Return what they sent as a pack: the file of all statements that they changed, and the tables."""
    changed = [name for name in returned.names if name in pack.names and _digest(returned, name) != _digest(pack, name)]  # fmt: skip
    statements = [name for name in (DATA, DATA_BY_SOURCE) if name in changed]
    theirs = _read_theirs(returned.folder / statements[0], sent.largest) if statements else None
    tables = [name for name in changed if is_table(returned.folder / name)]
    edited = [table_edits(returned.folder / name, name, pack) for name in tables]
    sides = _of_tables(sent, base, inferred, edited, theirs)
    unread = sorted({*changed, *returned.names} - {*statements, *tables} - _unchanged(returned, pack, changed))  # fmt: skip
    told = [_unread(name) for name in unread if name.startswith(f"{TABLES}/") or name in {DATA, DATA_BY_SOURCE}]  # fmt: skip
    return Sides(
        file=sent.file if sent.file.is_file() else sent.file / returned.names[0],
        base=base,
        theirs=sides.theirs,
        inferred=inferred,
        is_part=sent.is_part,
        notes=[*sides.notes, *told],
    )


def _unchanged(returned: OpenedPack, pack: OpenedPack, changed: Sequence[str]) -> set[str]:
    return {name for name in returned.names if name in pack.names and name not in changed}


def _unread(name: str) -> Problem:
    what = _("it was changed too, and was not read.")
    return Problem(place=Place(file=name), what=what, remedy="", severity=Severity.WARNING)


def _digest(pack: OpenedPack, name: str) -> str:
    with (pack.folder / name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_base(pack: OpenedPack, largest: int | None) -> tuple[OxigraphStore, frozenset[Triple]]:
    """Return the merge of what a pack holds, and what of it no source says."""
    inferred: set[Triple] = set()

    def noted(quads: Iterable[Quad]) -> Iterator[Quad]:
        for quad in quads:
            if quad.graph_name == INFERRED_GRAPH:
                inferred.add(quad.triple)
            yield quad

    base = _merge(noted(rdf_files.read(pack.data_by_source, largest=largest)), [])
    return base, frozenset(inferred)


def _read_theirs(file: Path, largest: int | None) -> OxigraphStore:
    """Return the merge of an RDF file; what is said of nodes without an address is left out.

    Raises:
        DataError: A thing of ours has a value without an address, so that it could not be told from another.
    """
    left: list[Quad] = []
    graph = _merge(rdf_files.read(file, largest=largest), left)
    ours = [quad for quad in left if text(quad.subject).startswith(ID)]
    told = content_problems(ours, Place(file=str(file)))
    if wrong := [problem for problem in told if problem.severity is Severity.ERROR]:
        raise DataError(wrong)
    return graph


def _merge(quads: Iterable[Quad], left: list[Quad]) -> OxigraphStore:
    """Return the statements of all graphs as one; those that have no address in a place are left out."""

    def named() -> Iterator[Quad]:
        for quad in quads:
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                yield in_graph(quad.triple, DefaultGraph())
            else:
                left.append(quad)

    graph = OxigraphStore.in_memory()
    graph.add(named(), bulk=True)
    return graph


def _check_origin(sent: Returned, theirs: OxigraphStore, base: OxigraphStore) -> None:
    """Refuse a file that was not made from what it is compared with.

    Raises:
        DataError: It says that it is of another pack, or most of the things in it are not in that, or it is empty.
    """
    place = Place(file=str(sent.file))
    if problem := next(_other_packs(theirs, base, place), None):
        raise DataError([problem])
    subjects = {quad.subject for quad in theirs.matching(graph=DefaultGraph())}
    known = {quad.subject for quad in base.matching(graph=DefaultGraph())}
    if not subjects:
        what = _("this file contains no facts.")
        raise DataError([Problem(place=place, what=what, remedy="")])
    shared = len(subjects & known)
    if shared < _LEAST_IN_COMMON * len(subjects):
        what = _("only {shared} of the {count} things in it are in {base}, so it was not made from that.",
                 shared=f"{shared:,}", count=f"{len(subjects):,}", base=sent.base)  # fmt: skip
        remedy = _(
            "Name the pack that was given to them with --from; if it all is new, use `simpul load`."
        )
        raise DataError([Problem(place=place, what=what, remedy=remedy)])


def _other_packs(theirs: OxigraphStore, base: OxigraphStore, place: Place) -> Iterator[Problem]:
    """Yield a problem where the header of a file is that of another pack than was given."""
    given = {*_headers(base)}
    for header, day in _headers(theirs):
        if given and (header, day) not in given:
            what = _("it is of the pack {pack} of {day}, which is not the one that is named with --from.",
                     pack=header.removeprefix(ID), day=day or "?")  # fmt: skip
            yield Problem(place=place, what=what, remedy=_("Name that pack."))


def _headers(graph: OxigraphStore) -> Iterator[tuple[str, str]]:
    """Yield the packs that a file says that it is, each with its day."""
    for quad in graph.matching(None, rdf_type, _HEADER, DefaultGraph()):
        subject = quad.subject
        if isinstance(subject, NamedNode) and subject.value.startswith(f"{ID}dataset/"):
            days = graph.matching(subject, dct("issued"), None, DefaultGraph())
            yield subject.value, next((text(day.object) for day in days), "")
