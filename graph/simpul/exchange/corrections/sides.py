"""What they were given and what they sent back, read as two graphs."""

import contextlib
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import DataError, Place, Problem, Severity
from simpul.ingest.rdf_input import content_problems
from simpul.locale import translate as _
from simpul.store import OxigraphStore, rdf_files
from simpul.terms import ID, BlankNode, DefaultGraph, Triple, in_graph, text

_LEAST_IN_COMMON: Final = 0.5
"""Of what they sent back, at least so much must be of what they were given; else it is of something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What a partner sent back.

    Attributes:
        file: What they sent: an RDF file, a table or workbook, or a pack.
        base: What they were given: a pack, or an RDF file.
        is_part: They sent a part; what it does not describe was not changed.
        largest: Megabytes that an RDF file may become, as ``simpul.store.rdf_files.read`` takes it.
    """

    file: Path
    base: Path
    is_part: bool = False
    largest: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """What is compared.

    Attributes:
        file: What they sent.
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


@contextlib.contextmanager
def opened_sides(sent: Returned) -> Generator[Sides]:
    """Give what they sent and what they were given, to be compared.

    Raises:
        DataError: The two cannot be compared.
        FormatError: One is of no known format.
        OutputError: One cannot be read.
    """
    base, theirs = (read_rdf(file, largest=sent.largest) for file in (sent.base, sent.file))
    check_origin(sent, theirs, base)
    yield Sides(file=sent.file, base=base, theirs=theirs, is_part=sent.is_part)


def read_rdf(file: Path, *, largest: int | None = None) -> OxigraphStore:
    """Return the merge of an RDF file; what is said of nodes without an address is left out.

    Raises:
        FormatError: It is no RDF.
        OutputError: It cannot be read.
        DataError: A thing of ours has a value without an address, so that it could not be told from another.
    """
    quads = [*rdf_files.read(file, largest=largest)]
    ours = [quad for quad in quads if text(quad.subject).startswith(ID)]
    told = content_problems(ours, Place(file=str(file)))
    if wrong := [problem for problem in told if problem.severity is Severity.ERROR]:
        raise DataError(wrong)
    graph = OxigraphStore.in_memory()
    kept = (in_graph(q.triple, DefaultGraph()) for q in quads if not _has_blank(q.triple))
    graph.add(kept, bulk=True)
    return graph


def _has_blank(triple: Triple) -> bool:
    return isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode)


def check_origin(sent: Returned, theirs: OxigraphStore, base: OxigraphStore) -> None:
    """Refuse a file that was not made from what it is compared with.

    Raises:
        DataError: Most of the things in it are not in that, or it is empty.
    """
    subjects = {quad.subject for quad in theirs.matching(graph=DefaultGraph())}
    known = {quad.subject for quad in base.matching(graph=DefaultGraph())}
    place = Place(file=str(sent.file))
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
