"""What a name may mean, each with a score, and whether it is sure enough to be taken without a person.

Cities are found as ``simpul reconcile`` finds them, among all of GeoNames: a score is the probability that it is the one,
and it is taken where that reaches the house's threshold. Any other thing is taken where the name is one of its own, and
of no other thing of the kinds that are asked for.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.ingest.reconcile import Answer, Asked, Resolver
from simpul.naming import CITY as CITIES
from simpul.naming import COUNTRY
from simpul.naming.atlas import Method
from simpul.naming.atlas import Place as City
from simpul.naming.lookup import Entry
from simpul.session import KnowledgeGraph
from simpul.site.matching.kinds import CITY, KINDS, kinds_among
from simpul.site.matching.queries import Query, Value, Wanted, iri_of
from simpul.site.matching.things import Alike, Things
from simpul.site.matching.values import Known
from simpul.terms import ID

_PLACE: Final = f"{ID}place/"
_KEYS: Final = frozenset(("city", "country", "event", "initiative", "org", "theme"))
"""What the ids of things on offer begin with."""
_QUALIFIERS: Final = frozenset(("inCountry", "within", "latitude", "longitude", "population"))
"""Properties that the resolver of cities weighs itself."""
_EXACT: Final = frozenset((Method.EXACT, Method.ALIAS, Method.ADDRESS))
_OWN: Final = frozenset((Method.EXACT, Method.ADDRESS))
_DENIED: Final = 0.5
"""What a score is multiplied with for each property that the thing has otherwise."""
_ONLY_IN_GRAPH: Final = 60.0
"""The score of a city of the graph whose name the index of the world's cities does not give it."""
_BY_PROPERTIES: Final = 50.0
"""The score of a thing that was sought by its properties alone."""
_MOST_COUNTRIES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A thing that a name may mean.

    Attributes:
        iri: The thing.
        name: What the index calls it; the graph may have a name in the language of who asks.
        kinds: The kinds on offer that it is of.
        score: From 0 to 100.
        is_match: It is sure to be the one.
        features: What speaks for it and against it.
        city: The city of GeoNames that it is, where it is one.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    score: float
    is_match: bool = False
    features: dict[str, bool | float] = field(default_factory=dict[str, bool | float])
    city: City | None = None


class Candidates:
    """Finds what names may mean.

    Args:
        graph: The graph of who asks.
        resolver: Finds the world's cities.
        things: The other things of the graph by their names.
    """

    def __init__(self, graph: KnowledgeGraph, resolver: Resolver, things: Things) -> None:
        self._graph, self._resolver, self._things = graph, resolver, things
        self.known = Known(graph, resolver.matcher.atlas)

    def of(self, query: Query) -> list[Candidate]:
        """Return what a query may mean, the likeliest first."""
        if not query.text.strip():
            found = list(self._having(query))
        elif iri := iri_of(query.text.strip()):
            one = self.one(iri)
            found = [self._weighed(_as_wanted(one, query.kinds), query.wanted)] if one else []
            if not one and not _is_of_ours(iri):  # a name such as "biel/bienne"
                found = self._named(query)
        else:
            found = self._named(query)
        found.sort(key=lambda one: (-one.is_match, -one.score, one.iri))
        return found[: query.limit]

    def one(self, iri: str) -> Candidate | None:
        """Return the thing with an IRI; None where there is none of a kind on offer."""
        kinds = kinds_among(self._graph.names.kinds_of(iri))
        city = self.known.city(iri)
        if not kinds and city:
            kinds = [CITY]
        if not kinds:
            return None
        name = self._graph.names.label(iri)
        is_named = name != iri or city is None
        return Candidate(
            iri=iri,
            name=name if is_named or city is None else city.name,
            kinds=tuple(kinds),
            score=100.0,
            is_match=True,
            features={"exact_name": True},
            city=city,
        )

    def _named(self, query: Query) -> list[Candidate]:
        kinds = wider(query.kinds)
        cities = self._cities(query) if not kinds or CITY in kinds else []
        others = kinds - {CITY}
        # Beside a city that is sure, what merely has words of its name is no candidate.
        is_sure = any(one.is_match for one in cities)
        things = self._others(query, others, only_exact=is_sure) if not kinds or others else []
        if not cities and (not kinds or CITY in kinds) and not any(map(_is_exact, things)):
            cities = self._nearly_called(query)
        sure = [one for one in (*cities, *things) if one.is_match]
        if len(sure) > 1:  # a city and an organisation of one name, and nothing says which is meant
            cities, things = (
                [replace(one, is_match=False) for one in part] for part in (cities, things)
            )
        return [*cities, *things]

    def _cities(self, query: Query) -> list[Candidate]:
        answers = [self._resolver.answer(asked) for asked in self._asked(query)]
        best = max(answers, key=lambda answer: answer.score or 0.0)
        taken = {answer.place.id for answer in answers if answer.place}
        found = list(self._resolved(best, is_sure=len(taken) == 1))
        known = {one.iri for one in found}
        called = [iri for iri in self._graph.names.called(query.text) if iri.startswith(CITIES)]
        is_known = best.method is not Method.UNKNOWN
        found += [
            Candidate(
                iri=iri,
                name=self._graph.names.label(iri),
                kinds=(CITY,),
                score=_ONLY_IN_GRAPH,
                is_match=not is_known and len(called) == 1 and not query.wanted,
                features={"exact_name": True, "in_graph": True},
                city=self.known.city(iri),
            )
            for iri in called
            if iri not in known
        ]
        return [self._weighed(one, _other_than_qualifiers(query)) for one in found]

    def _nearly_called(self, query: Query) -> list[Candidate]:
        """Return the cities that a name may mean which nothing bears: what is found at once never waits for this."""
        answers = (self._resolver.near(asked) for asked in self._asked(query))
        found = (one for answer in answers for one in self._resolved(answer, is_sure=False))
        return [self._weighed(one, query.wanted) for one in found]

    def _asked(self, query: Query) -> Iterator[Asked]:
        """Yield what the resolver of cities is asked: the name in each of the countries that it may lie in."""
        values = {one.name: one.values for one in query.wanted}
        within = _text(values, "within")
        countries = [_country(value) for value in values.get("inCountry", ())][:_MOST_COUNTRIES]
        if within.startswith(COUNTRY):
            countries, within = countries or [_country(within)], ""
        elif within.startswith(_PLACE):
            country, _dot, code = within.removeprefix(_PLACE).partition(".")
            region = self._resolver.matcher.atlas.region_name(country, code, "")
            countries, within = countries or [country], region
        for one in countries or [""]:
            yield Asked(
                name=query.text,
                country=one,
                region=within,
                latitude=_text(values, "latitude"),
                longitude=_text(values, "longitude"),
                population=_text(values, "population"),
            )

    def _resolved(self, answer: Answer, *, is_sure: bool) -> Iterator[Candidate]:
        """Yield the city that was taken, if any, and those that it may be."""
        chosen = (answer.place,) if answer.place else ()
        places = [
            *((place, answer.score or 0.0, answer.method, is_sure) for place in chosen),
            *((one.place, one.score, one.method, False) for one in answer.candidates),
        ]
        for place, score, method, is_match in places:
            iri = f"{CITIES}{place.id}"
            yield Candidate(
                iri=iri,
                name=place.name,
                kinds=(CITY,),
                score=round(100 * score, 2),
                is_match=is_match,
                features={
                    "exact_name": method in _EXACT,
                    "own_name": method in _OWN,
                    "in_graph": self._graph.names.knows(iri),
                    "population": place.population,
                },
                city=place,
            )

    def _others(self, query: Query, kinds: Collection[str], *, only_exact: bool) -> list[Candidate]:
        """Return the things but cities that are called so; else, where they are wanted, those called nearly so."""
        found = self._things.called(query.text, kinds)
        exact = bool(found)
        if not exact and not only_exact:
            found = self._things.alike(query.text, kinds)
        weighed = [self._weighed(_of_thing(one), query.wanted) for one in found]
        agreeing = [one for one in weighed if _has_all(one, query.wanted)]
        # Of several of one name, the one that has what was asked for is meant.
        meant = weighed if len(weighed) == 1 else agreeing if query.wanted else []
        if exact and len(meant) == 1 and not _is_denied(meant[0], query.wanted):
            return [replace(one, is_match=one.iri == meant[0].iri) for one in weighed]
        return weighed

    def _having(self, query: Query) -> Iterator[Candidate]:
        """Yield things that have what is asked for, whatever they are called."""
        kinds = wider(query.kinds)
        for iri in self.known.having(query.wanted, 10 * query.limit):
            own = kinds_among(self._graph.names.kinds_of(iri))
            if own and (not kinds or not kinds.isdisjoint(own)):
                one = Candidate(
                    iri=iri,
                    name=self._graph.names.label(iri),
                    kinds=tuple(own),
                    score=_BY_PROPERTIES,
                    city=self.known.city(iri),
                )
                yield self._weighed(one, query.wanted)

    def _weighed(self, one: Candidate, wanted: Iterable[Wanted]) -> Candidate:
        """Return a candidate with what its properties say for it and against it."""
        features, score, is_match = dict(one.features), one.score, one.is_match
        for each in wanted:
            agrees = self.known.agrees(one.iri, each)
            if agrees is None:
                continue
            features[each.name] = agrees
            if not agrees:
                score, is_match = score * _DENIED, False
        return replace(one, features=features, score=round(score, 2), is_match=is_match)


def _other_than_qualifiers(query: Query) -> list[Wanted]:
    return [one for one in query.wanted if one.name not in _QUALIFIERS]


def _is_exact(one: Candidate) -> bool:
    return one.features.get("exact_name") is True


def wider(kinds: Iterable[str]) -> set[str]:
    """Return kinds with those that each of them includes."""
    named = set(kinds)
    return named | {kind.name for kind in KINDS.values() if kind.broader in named}


def _as_wanted(one: Candidate, kinds: Collection[str]) -> Candidate:
    """Return a thing that was named by its id; it is no match where it is of other kinds than those that are wanted."""
    return replace(one, is_match=not kinds or not wider(kinds).isdisjoint(one.kinds))


def _is_of_ours(iri: str) -> bool:
    return iri.removeprefix(ID).partition("/")[0] in _KEYS


def of_kind(entry: Entry, score: float) -> Candidate:
    """Return a thing that is no city as a candidate."""
    broader = KINDS[entry.kind].broader
    return Candidate(
        iri=entry.key,
        name=entry.names[0],
        kinds=(entry.kind, broader) if broader else (entry.kind,),
        score=score,
    )


def _of_thing(one: Alike) -> Candidate:
    features: dict[str, bool | float] = {
        "exact_name": one.is_exact,
        "own_name": one.is_label,
        "in_graph": True,
    }
    return replace(of_kind(one.entry, one.score), features=features)


def _has_all(one: Candidate, wanted: Sequence[Wanted]) -> bool:
    return all(one.features.get(each.name) is True for each in wanted)


def _is_denied(one: Candidate, wanted: Sequence[Wanted]) -> bool:
    return any(one.features.get(each.name) is False for each in wanted)


def _country(value: Value) -> str:
    return str(value).removeprefix(COUNTRY)


def _text(values: dict[str, tuple[Value, ...]], name: str) -> str:
    return str(next(iter(values.get(name, ())), ""))
