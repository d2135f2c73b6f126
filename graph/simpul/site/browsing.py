"""All things and the values of their facets in memory, as sets of bits: what fits a choice, and what each further one leaves.

Of 45,000 things a set takes 6 kB, and the sets of all values three megabytes; to count what two have in common takes
microseconds, so that each choice on offer can be counted anew for each page.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.site.facets import (
    AT,
    DAYS,
    DOUBTED,
    FACETS,
    KINDS,
    MET,
    ONE_DATASET,
    ONE_DOCUMENT,
    SEVERAL_DOCUMENTS,
    SURE,
    TO_NETWORK,
    TO_THEME,
    TO_THING,
)
from simpul.store import Queryable
from simpul.terms import ID, ONTOLOGY, text

Chosen = Mapping[str, Sequence[str]]
"""Values by facet."""
_SOURCES: Final = f"{ID}source/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that can be chosen, or was.

    Attributes:
        value: The value.
        count: How many things it adds to what is shown where others of its facet are chosen, else how many are left.
        is_chosen: It is chosen; its count is then that of what it alone would leave.
    """

    value: str
    count: int
    is_chosen: bool = False


class Index:
    """The things of one graph, the best connected first, and who has which value.

    Attributes:
        things: Their IRIs.
        bits: The things that have a value, by facet and value.
        has_world: The graph has the world's cities, too, of which most are in no fact.
    """

    def __init__(
        self,
        things: Sequence[str],
        bits: Mapping[str, Mapping[str, int]],
        *,
        has_world: bool = False,
    ) -> None:
        self.things, self.bits, self.has_world = things, bits, has_world
        self._all = (1 << len(things)) - 1

    @property
    def known(self) -> frozenset[tuple[str, str]]:
        """All facets with their values."""
        return frozenset((facet, value) for facet, values in self.bits.items() for value in values)

    def fitting(self, chosen: Chosen, *, without: str = "") -> int:
        """Return what fits a choice, as a set of bits.

        Args:
            chosen: Values by facet, all of them known.
            without: A facet that does not count.
        """
        found = self._all
        for facet, values in chosen.items():
            if values and facet != without:
                either = 0
                for value in values:
                    either |= self.bits[facet][value]
                found &= either
        return found

    def choices(self, chosen: Chosen, facet: str) -> list[Choice]:
        """Return the values of a facet that can be chosen with what is chosen, those that are chosen first, then the most frequent; none leads to nothing."""
        rest, shown = self.fitting(chosen, without=facet), self.fitting(chosen)
        own = chosen.get(facet, ())
        aside = ~shown if own else -1
        found: list[Choice] = []
        for value, bits in self.bits[facet].items():
            is_chosen = value in own
            count = (bits & rest & (-1 if is_chosen else aside)).bit_count()
            if count or is_chosen:
                found.append(Choice(value=value, count=count, is_chosen=is_chosen))
        return sorted(found, key=lambda choice: (not choice.is_chosen, -choice.count, choice.value))

    def numbers(self, bits: int) -> Iterator[int]:
        """Yield the places of the things of a set."""
        content = bits.to_bytes((len(self.things) + 7) // 8, "little")
        for place, byte in enumerate(content):
            if byte:
                yield from (place * 8 + bit for bit in range(8) if byte >> bit & 1)

    def values_of(self, facet: str, numbers: Collection[int]) -> dict[int, list[str]]:
        """Return the values of a facet that each of some things has."""
        found: dict[int, list[str]] = {number: [] for number in numbers}
        wanted = sum(1 << number for number in found)
        for value, bits in self.bits[facet].items():
            if shared := bits & wanted:
                for number, own in found.items():
                    if shared >> number & 1:
                        own.append(value)
        return found

    def newest_first(self, bits: int) -> Iterator[int]:
        """Yield the places of the things of a set by the last year that each bears; those without one at the end."""
        for year in sorted(self.bits["year"], key=int, reverse=True):
            yield from self.numbers(bits & self.bits["year"][year])
            bits &= ~self.bits["year"][year]
        yield from self.numbers(bits)


def by_name(index: Index, labels: Mapping[str, str]) -> "array[int]":
    """Return for each thing its place by its label; things without one come last, by their addresses.

    Args:
        index: The things.
        labels: What they are called.
    """
    keys = [(iri not in labels, labels.get(iri, iri).casefold(), iri) for iri in index.things]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    ranks = array("L", bytes(array("L").itemsize * len(order)))
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


def read(store: Queryable) -> Index:
    """Return the index of a graph."""
    typed = _typed(store)
    kinds = {kind: typed.of_class.get(ONTOLOGY + kind, set()) for kind in KINDS}
    mentioned = _grouped(store, f"GRAPH ?value {{ ?fact {TO_THING} ?thing }}")
    weights = Counter(thing for things in mentioned.values() for thing in things)
    known = set[str]().union(*kinds.values())
    order = sorted(known, key=lambda iri: (-weights[iri], iri))
    sources = {iri for iri in (*typed.in_graph, *mentioned) if iri.startswith(_SOURCES)}
    values: Mapping[str, Mapping[str, Iterable[str]]] = {
        "kind": kinds,
        **_places(store),
        "network": _grouped(store, f"?thing {TO_NETWORK} ?value . ?value a simpul:Network"),
        "theme": _grouped(store, f"?thing {TO_THEME} ?value . ?value a simpul:Theme"),
        "year": _grouped(store, f"?thing {DAYS} ?day BIND (YEAR(?day) AS ?value)"),
        "source": {iri: typed.in_graph.get(iri, set()).union(mentioned.get(iri, ())) for iri in sources},
        "sure": _sure(store),
    }  # fmt: skip
    numbers = {iri: number for number, iri in enumerate(order)}
    sets = {facet: _sets(values[facet], numbers) for facet in FACETS}
    return Index(order, sets, has_world=_has_more(store, kinds["City"]))


def _has_more(store: Queryable, cities: Collection[str]) -> bool:
    found = store.select("SELECT (COUNT(?city) AS ?count) WHERE { ?city a simpul:City }")
    return int(text(found.rows[0]["count"])) > len(cities)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The things of each class and of each graph: all but the world's cities of which no fact speaks."""

    of_class: Mapping[str, set[str]]
    in_graph: Mapping[str, set[str]]


def _typed(store: Queryable) -> _Typed:
    of_class: dict[str, set[str]] = {}
    in_graph: dict[str, set[str]] = {}
    for row in store.select(
        'SELECT ?graph ?class (GROUP_CONCAT(STR(?thing); SEPARATOR=" ") AS ?things) '
        "WHERE { GRAPH ?graph { ?thing a ?class } } GROUP BY ?graph ?class"
    ):
        things = text(row.get("things")).split()
        of_class.setdefault(text(row["class"]), set()).update(things)
        in_graph.setdefault(text(row["graph"]), set()).update(things)
    return _Typed(of_class=of_class, in_graph=in_graph)


def _grouped(store: Queryable, pattern: str) -> dict[str, list[str]]:
    """Return the things that fit a pattern, by value.

    One row for each value, with all its things in one text, takes a tenth of the time of a row for each pair.
    """
    found = store.select(
        f'SELECT ?value (GROUP_CONCAT(STR(?thing); SEPARATOR=" ") AS ?things) WHERE {{ {pattern} }} GROUP BY ?value'
    )
    return {text(row["value"]): text(row.get("things")).split() for row in found if "value" in row}


def _places(store: Queryable) -> dict[str, Mapping[str, set[str]]]:
    """Return what lies, or has to do with what lies, in each country and region.

    The way from a matter to its places and on to their countries is joined here: Oxigraph takes seconds to follow it
    for all at once.
    """
    inside = _grouped(store, f"?thing {AT} ?value . ?value a simpul:Country")
    meeting = _grouped(store, f"?thing {MET} ?value")
    countries: dict[str, set[str]] = {}
    for row in store.select("SELECT ?country WHERE { ?country a simpul:Country }"):
        country = text(row["country"])
        found = countries[country] = {*inside.get(country, ()), *meeting.get(country, ())}
        for place in inside.get(country, ()):
            found.update(meeting.get(place, ()))
    regions: dict[str, set[str]] = {}
    for region, members in _grouped(store, "?thing simpul:inRegion ?value").items():
        regions[region] = set[str]().union(*(countries.get(one, ()) for one in members))
    return {"country": countries, "region": regions}


def _sure(store: Queryable) -> dict[str, Iterable[str]]:
    documents = _grouped(store, "?thing dct:source ?value")
    counts = Counter(thing for things in documents.values() for thing in {*things})
    return {
        SEVERAL_DOCUMENTS: [thing for thing, count in counts.items() if count > 1],
        ONE_DOCUMENT: [thing for thing, count in counts.items() if count == 1],
        **{name: _all(store, SURE[name]) for name in (ONE_DATASET, DOUBTED)},
    }


def _all(store: Queryable, pattern: str) -> list[str]:
    return _grouped(store, f'{pattern} BIND ("" AS ?value)').get("", [])


def _sets(found: Mapping[str, Iterable[str]], numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the things of each value as a set of bits; values that none of them has are no choice."""
    sets: dict[str, int] = {}
    for value, things in found.items():
        content = bytearray((len(numbers) + 7) // 8)
        for thing in things:
            number = numbers.get(thing)
            if number is not None:
                content[number >> 3] |= 1 << (number & 7)
        if bits := int.from_bytes(content, "little"):
            sets[value.removeprefix(ID)] = bits
    return sets
