"""The first page: search, questions to begin with, what changed last, and how complete all of it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.session import KnowledgeGraph
from simpul.site.addresses import page_of
from simpul.site.asking import Asked, Reply
from simpul.site.changes import latest
from simpul.site.histories import is_coming
from simpul.site.html import shown
from simpul.site.known_sources import known_sources
from simpul.site.site import Site
from simpul.site.starts import STARTS, Gap, Start, sentence
from simpul.store import Row
from simpul.terms import ID, ONTOLOGY, text

_KINDS: Final = ("City", "Network", "Organisation", "Initiative", "ClimateTarget", "Event", "Agreement", "Request", "Lesson", "Theme", "Document")  # fmt: skip
"""Kinds of things that are counted on the first page, in its order."""
_NEWEST: Final = 6
"""Sources that are named there."""
_CHANGES: Final = 5
"""Changes that are told there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list of members or sister cities, and how complete it is."""

    of: str
    of_path: str
    source: str
    source_key: str
    completeness: str
    complete_as_of: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the first page tells of a graph, in one language."""

    starts: Sequence[tuple[Start, Sequence[str | Gap]]]
    counts: Sequence[tuple[str, str, int]]
    lists: Sequence[_List]


def page(site: Site, asked: Asked) -> Reply:
    """Return the first page."""
    parts = site.once(asked.right, f"home {asked.language}", lambda: _made(site, asked))
    sources = list(known_sources(site, asked.right).values())
    changed = latest(site, asked, _CHANGES)
    answered = shown(
        site,
        asked,
        "home.html",
        starts=parts.starts,
        counts=parts.counts,
        lists=parts.lists,
        newest=sources[:_NEWEST],
        sources=len(sources),
        changed=changed,
    )
    return replace(answered, changes=is_coming(site, asked.right))


def _made(site: Site, asked: Asked) -> _Parts:
    counts, rows = site.once(asked.right, "home", lambda: _counted(site.graph(asked.right)))
    iris = {
        text(row[name]) for row in rows for name in ("of", "list", "completeness") if name in row
    }
    gaps = {ID + gap.value for start in STARTS.values() for gap in start.gaps if "/" in gap.value}
    names = site.labels(asked, {*iris, *gaps, *(ONTOLOGY + kind for kind in _KINDS)})
    found = [_list(row, names) for row in rows]
    return _Parts(
        starts=[
            (start, [_named(part, names) for part in sentence(key, asked.language)])
            for key, start in STARTS.items()
        ],
        counts=[
            (kind, names.get(ONTOLOGY + kind, kind), counts[kind])
            for kind in _KINDS
            if counts.get(kind)
        ],
        lists=sorted(found, key=lambda one: (one.of.casefold(), -one.entries, one.source)),
    )


def _counted(graph: KnowledgeGraph) -> tuple[dict[str, int], list[Row]]:
    """Return how many things there are of each kind, and the lists: what is the same in each language."""
    return graph.names.counts(), list(graph.query("lists"))


def _named(part: str | Gap, names: Mapping[str, str]) -> str | Gap:
    """Return a gap with the name of the thing in it, where it is filled by a key."""
    if isinstance(part, str):
        return part
    return replace(part, value=names.get(ID + part.value, part.value))


def _list(row: Row, names: Mapping[str, str]) -> _List:
    def named(name: str) -> str:
        iri = text(row.get(name))
        return names.get(iri, iri.removeprefix(ID))

    return _List(
        of=named("of"),
        of_path=page_of(text(row["of"])),
        source=named("list"),
        source_key=text(row["list"]).removeprefix(f"{ID}source/"),
        completeness=named("completeness"),
        complete_as_of=text(row.get("completeAsOf")),
        entries=int(text(row["entries"])),
    )
