"""Parts of the whole: projections that keep some of its things and ties as they are."""

from collections.abc import Callable, Collection, Sequence
from typing import Final

from simpul.projection.model import Projection, Texts, Thing, Tie

QUIET: Final = frozenset(("theme", "inCountry"))
"""Ties that nearly everything has; no path leads through them that says much."""
BODIES: Final = frozenset(("public", "organisation", "network", "post"))
"""Groups of whoever acts."""


def part(
    whole: Projection,
    keys: Collection[str],
    *,
    ties: Sequence[Tie] | None = None,
    notes: Sequence[Texts] = (),
) -> Projection:
    """Return these things of the whole, with the ties among them, or with other ties."""
    kept = set(keys)
    things = [thing for thing in whole.things if thing.key in kept]
    among = whole.ties if ties is None else ties
    inside = [tie for tie in among if tie.source in kept and tie.target in kept]
    return Projection(
        things=things,
        ties=inside,
        kinds={kind: whole.kinds[kind] for kind in sorted({t.kind for t in things})},
        names=whole.names,
        notes=notes,
    )


def tied_by(
    whole: Projection, keep: Callable[[Tie], bool], *, also: Collection[str] = ()
) -> Projection:
    """Return the ties that pass, and the things that they tie, and others that stay in any case."""
    ties = [tie for tie in whole.ties if keep(tie)]
    ends = {key for tie in ties for key in (tie.source, tie.target)}
    return part(whole, ends | set(also), ties=ties)


def networks(whole: Projection) -> Projection:
    """Return the cities and the networks that they join, networks without members included."""
    alone = {thing.key for thing in whole.things if thing.group == "network"}
    by_key = by_keys(whole)
    return tied_by(
        whole,
        lambda tie: (
            tie.relation in {"membership", "networkOffice"}
            or {by_key[tie.source].group, by_key[tie.target].group} == {"network"}
        ),
        also=alone,
    )


def initiatives(whole: Projection) -> Projection:
    """Return the initiatives with their themes, and the cities and bodies that carry them."""
    group = {thing.key: thing.group for thing in whole.things}
    wanted = {"initiative", "theme", "city", *BODIES}

    def keep(tie: Tie) -> bool:
        ends = {group[tie.source], group[tie.target]}
        return "initiative" in ends and ends <= wanted

    alone = {key for key, name in group.items() if name == "initiative"}
    return tied_by(whole, keep, also=alone)


def by_keys(whole: Projection) -> dict[str, Thing]:
    """Return the things by their keys."""
    return {thing.key: thing for thing in whole.things}


def homes(whole: Projection) -> dict[str, str]:
    """Return the city of each city, and of each body that governs one, sits in one, or is part of such a body."""
    group = {thing.key: thing.group for thing in whole.things}
    home = {key: key for key, name in group.items() if name == "city"}
    for relation in ("governs", "seatedIn"):
        for tie in whole.ties:
            if tie.relation == relation and group[tie.target] == "city":
                home.setdefault(tie.source, tie.target)
    above = {t.source: t.target for t in whole.ties if t.relation in {"partOf", "postIn"}}
    for key, body in above.items():
        seen = {key}
        upper = body
        while upper not in home and upper in above and upper not in seen:
            seen.add(upper)
            upper = above[upper]
        if upper in home:
            home.setdefault(key, home[upper])
    return home
