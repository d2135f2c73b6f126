"""Subgraphs: projections that keep some things and ties of a whole as they are."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from simpul.projection.model import Projection, Texts, Thing, Tie

QUIET: Final = frozenset(("theme", "inCountry"))
"""Ties that nearly everything has; a path through them says little."""
BODIES: Final = frozenset(("public", "organisation", "network", "post"))
"""Groups of those who act."""


def subgraph(
    whole: Projection,
    keys: Collection[str],
    *,
    ties: Sequence[Tie] | None = None,
    notes: Sequence[Texts] = (),
) -> Projection:
    """Return these things of the whole, with the ties among them, or with other ties; and their networks' crowds."""
    kept = set(keys)
    things = [thing for thing in whole.things if thing.key in kept]
    among = whole.ties if ties is None else ties
    crowds = [crowd for crowd in whole.crowds if crowd.network in kept]
    told = [*things, *(thing for crowd in crowds for thing in crowd.things)]
    inside = [tie for tie in among if tie.source in kept and tie.target in kept]
    return Projection(
        things=things,
        ties=inside,
        kinds={kind: whole.kinds[kind] for kind in sorted({t.kind for t in told})},
        names=whole.names,
        notes=[*whole.notes, *notes],
        crowds=crowds,
        synonyms=whole.synonyms,
        left_aside=[ends for ends in whole.left_aside if not kept.isdisjoint(ends)],
    )


def edge_subgraph(
    whole: Projection, keep: Callable[[Tie], bool], *, also: Collection[str] = ()
) -> Projection:
    """Return the ties that pass the filter, the things they tie, and the things that always stay."""
    ties = [tie for tie in whole.ties if keep(tie)]
    ends = {key for tie in ties for key in (tie.source, tie.target)}
    return subgraph(whole, ends | set(also), ties=ties)


def by_keys(whole: Projection) -> dict[str, Thing]:
    """Return the things by their keys."""
    return {thing.key: thing for thing in whole.things}
