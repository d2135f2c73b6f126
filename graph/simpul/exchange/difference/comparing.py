"""Two sides compared: only what changed becomes an object of Python."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from simpul.errors import UsageError
from simpul.exchange.difference.building import things_of
from simpul.exchange.difference.changes import sorted_quads
from simpul.exchange.difference.knowing import knowledge_of
from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.sides import Side, StoreSide
from simpul.exchange.difference.stores import changed_in_stores
from simpul.locale import translate as _
from simpul.store.lines import ChangedLine, changed_lines
from simpul.store.oxigraph import parse
from simpul.terms import ID, Quad, simpul, text

MOST: Final = 1_000_000
"""Statements that are told in words; of more no person reads anything."""
_AT_ONCE: Final = 10_000
_EXPORTS: Final = f"{ID}dataset/"
_CHECKSUM: Final = simpul("checksum")


def compare(
    old: Side, new: Side, *, most: int = MOST, doing: Callable[[str], object] = lambda _said: None
) -> Difference:
    """Return what changed from one side to the other.

    Where one of them does not say which source states what, statements are compared whoever states them.

    Args:
        old: The side before.
        new: The side after.
        most: How many statements may have changed.
        doing: Hears what is being done, for who waits.

    Raises:
        UsageError: More changed than anybody reads.
    """
    doing(_("Comparing {old} and {new}.", old=old.name, new=new.name))
    removed, added = _changed(old, new, most)
    doing(_("Reading what is known of what changed."))
    knowledge = knowledge_of(old, new, removed, added)
    by_source = old.has_graphs and new.has_graphs
    things, untied = things_of(removed, added, knowledge, by_source=by_source)
    return Difference(
        old=old.name,
        new=new.name,
        removed=sorted_quads(removed),
        added=sorted_quads(added),
        things=things,
        untied=untied,
        knowledge=knowledge,
    )


def compared_lines(old: Side, new: Side) -> Iterator[ChangedLine]:
    """Yield the lines of N-Quads that only one side has; of N-Triples where one side does not say who states what."""
    if isinstance(old, StoreSide) and isinstance(new, StoreSide):
        return changed_in_stores(old.store, new.store)
    if old.has_graphs and new.has_graphs:
        return chain(
            changed_lines(old.named(), new.named()), changed_lines(old.unnamed(), new.unnamed())
        )
    return changed_lines(old.merged(), new.merged())


def _changed(old: Side, new: Side, most: int) -> tuple[list[Quad], list[Quad]]:
    """Return the statements that only the old, and that only the new side has."""
    removed: list[Quad] = []
    added: list[Quad] = []
    changes = compared_lines(old, new)
    while lines := list(islice(changes, _AT_ONCE)):
        removed += [q for q in _quads(lines, is_new=False) if is_compared(q, old, new)]
        added += [q for q in _quads(lines, is_new=True) if is_compared(q, new, old)]
        if len(removed) + len(added) > most:
            raise UsageError(_too_many(old, new, most))
    return removed, added


def is_compared(quad: Quad, side: Side, other: Side) -> bool:
    """Return whether a statement of one side counts.

    What an export says of itself, and what a store says of the tables that it was built from, counts where the other
    side can say it too.
    """
    if side.describes_itself and not other.describes_itself and text(quad.subject).startswith(_EXPORTS):  # fmt: skip
        return False
    if other.describes_itself != side.describes_itself and quad.predicate == _CHECKSUM:
        return False
    return side.is_fact(quad)


def _quads(lines: Iterable[ChangedLine], *, is_new: bool) -> Iterator[Quad]:
    return parse(b"".join(change.line for change in lines if change.is_new == is_new), "nquads")


def _too_many(old: Side, new: Side, most: int) -> str:
    return _(
        "More than {most} statements changed from {old} to {new}: nobody reads so much. Compare two states of one "
        "graph, or write a patch for machines with --format rdf-patch.",
        most=most,
        old=old.name,
        new=new.name,
    )
