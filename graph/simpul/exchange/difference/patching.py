"""A patch applied: the old statements without what it removes and with what it adds, or an error and nothing."""

from collections.abc import Iterator
from typing import Final

from simpul.errors import DataError, Place, Problem, shortened
from simpul.exchange.difference.rdf_patch import Patch, Row
from simpul.exchange.difference.sides import LinesSide, Side
from simpul.locale import translate as _
from simpul.store.lines import Block, as_lines
from simpul.terms import Quad

_MOST_SHOWN: Final = 20


def patched(old: Side, patch: Patch) -> LinesSide:
    """Return the statements of a side as a patch makes them, to be closed by who asked.

    Raises:
        DataError: It does not apply: it removes what is not there, or adds what is.
    """
    return LinesSide(
        str(patch.file), _applied(old, patch), has_graphs=old.has_graphs and not patch.of_triples
    )


def _applied(old: Side, patch: Patch) -> Iterator[bytes]:
    """Yield the lines of the new graph; where the patch turns out not to apply, an error comes before the last."""
    gone = {_line(row.quad): row for row in patch.rows if not row.added}
    came = {_line(row.quad): row for row in patch.rows if row.added}
    found: set[bytes] = set()
    for block in _blocks(old, patch):
        found.update(line for line in block if line in gone or line in came)
        yield from (line for line in block if line not in gone)
    problems = [_twice(patch, row) for line, row in came.items() if line in gone]
    problems += [_missing(patch, old, row) for line, row in gone.items() if line not in found]
    problems += [_there(patch, old, row) for line, row in came.items() if line in found]
    if problems:
        problems.sort(key=lambda problem: problem.place.row or 0)
        raise DataError(problems[:_MOST_SHOWN])
    yield from came


def _blocks(old: Side, patch: Patch) -> Iterator[Block]:
    if patch.of_triples:
        yield from old.merged()
        return
    yield from old.named()
    yield from old.unnamed()


def _line(quad: Quad) -> bytes:
    return b"".join(as_lines([quad]))


def _twice(patch: Patch, row: Row) -> Problem:
    return _problem(
        patch,
        row,
        _("adds a statement that it also removes: {statement}.", statement=_shown(row)),
        _("Leave one of the two out."),
    )


def _missing(patch: Patch, old: Side, row: Row) -> Problem:
    return _problem(
        patch,
        row,
        _("removes what {old} does not state: {statement}.", old=old.name, statement=_shown(row)),
        _("Apply it to the graph that it was made for, or make it anew with `simpul diff`."),
    )


def _there(patch: Patch, old: Side, row: Row) -> Problem:
    return _problem(
        patch,
        row,
        _("adds what {old} states already: {statement}.", old=old.name, statement=_shown(row)),
        _("It may have been applied before: `simpul diff` tells what is different."),
    )


def _problem(patch: Patch, row: Row, what: str, remedy: str) -> Problem:
    return Problem(place=Place(file=str(patch.file), row=row.line), what=what, remedy=remedy)


def _shown(row: Row) -> str:
    return shortened(_line(row.quad).decode().strip().removesuffix(" ."))
