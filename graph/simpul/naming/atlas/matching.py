"""Which city a typed name means, weighed by evidence; the score is the probability that it is that one.

Each city that has one of the name's readings gets a weight (logarithmic): how well the name stands for it, how
many people live there, what the text around the name, the country, the region and coordinates say. A city's
score is its share of all weights, among them that of "none of these". The constants were set on one half of a
labelled list, and the score was checked on the other (``benchmarks/reconcile.py``).
"""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.naming.atlas.abbreviated import abbreviated
from simpul.naming.atlas.evidence import NOTHING, Evidence, Hint, apart, dependencies, hint, seats
from simpul.naming.atlas.folding import fold, key
from simpul.naming.atlas.forms import Level, Reading, readings
from simpul.naming.atlas.index import Atlas, Bearer, Place, Rank
from simpul.naming.atlas.joined import joined
from simpul.naming.atlas.lists import listed
from simpul.naming.atlas.match import Candidate, Match
from simpul.naming.atlas.method import Method
from simpul.naming.atlas.misspelt import misspelt

_RANKS: Final = {Rank.LABEL: 0.0, Rank.ALIAS: -3.0, Rank.SOUND: -6.0}
_ALIAS_ANYWHERE: Final = -3.0
"""More for an alias where the country is not known: some city of the world has nearly any word for one."""
_REGION_ELSEWHERE: Final = -8.0
"""More for a name that is a region's or a district's too, and not of the region that the city lies in."""
_NAME_OF_DENIED: Final = -4.0
"""More for one that is the own name of another city of the country, or of one of some size where none is known."""
_SOME_SIZE, _TENTH = 50_000, 0.1
"""A city of this many people, or of a tenth of another's, is not hidden by an alias of the other."""
_WITHIN_NAME: Final = -20.0
"""A name within the whole one, which is a city's own."""
_PEELED, _BENT, _PART = -0.4, -2.0, -1.0
_PEOPLE_ALIKE: Final = 0.35
"""People, where a name is spelt only nearly so (see ``misspelt``)."""
_NONE_ALIKE, _MOST_ALIKE = 7.0, 0.9
"""Weight of "none of these" among cities anywhere that are spelt nearly so, and the most that the score of one is.

Of names of things that are no cities one in forty is as near to that of a city of some size; of names of cities with a slip
of the pen nearly all are. It is never sure: nothing else speaks for it.
"""
_LEVELS: Final = {Level.CITY: 0.0, Level.RURAL: -2.0, Level.OTHER: -25.0}
_PEOPLE: Final = 1.1
_FAME: Final = 1.5
_FEWEST: Final = 500
"""Added to every population, so that one that is not known counts as a village's."""
_NONE, _NONE_ANYWHERE = 5.0, 11.9
"""Weight of "none of these": where the country is known, and where it is not."""
_HINTED, _DENIED, _STRANGE = 6.0, -20.0, -2.5
"""A text beside the name says that the city lies there, that it does not, or nothing that is known."""
_NEIGHBOURS_KM, _FIFTH, _GREAT = 25.0, 0.2, 500_000
"""As near or as small beside another city of its region a city may be called by that one too."""
_OF_DISTRICT: Final = 4.5
"""Weight of a city of which the text names a district: less than that of no city."""
_DEPENDENT: Final = -2.0
_NEAR, _AWAY_PER_KM, _FARTHEST = 8.0, 0.08, -16.0
_AS_MANY, _OTHER_COUNT, _ABOUT = 4.0, -2.0, 0.1
"""A population that is the stated one, one that is another, and how far it may differ (logarithmic)."""
_SAME_PLACE_KM: Final = 12.0
"""Entries as near as this are parts of one place; the likeliest one is kept."""
_SHOWN: Final = 5
_MOST_CACHED: Final = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    place: Place
    name: str
    weight: float
    method: Method
    level: Level


@dataclass(slots=True)
class Matcher:
    """Finds the city that a name means in an index; remembers what it was asked."""

    atlas: Atlas
    _known: dict[tuple[str, Evidence], Match] = field(
        default_factory=dict[tuple[str, Evidence], Match], repr=False
    )
    _hints: dict[str, Hint] = field(default_factory=dict[str, Hint], repr=False)
    _seats: dict[str, tuple[Place, ...]] = field(
        default_factory=dict[str, tuple[Place, ...]], repr=False
    )

    def match(self, text: str, evidence: Evidence = NOTHING) -> Match:
        """Return what a name means, given what else is known of the place."""
        asked = (text, evidence)
        if asked not in self._known:
            if len(self._known) >= _MOST_CACHED:
                self._known.clear()
            self._known[asked] = self._match(text, evidence)
        return self._known[asked]

    def near(self, text: str) -> tuple[Candidate, ...]:
        """Return cities of some size, anywhere, whose names are spelt nearly so: none of them is sure.

        Args:
            text: A name that has no match, and says nothing of where its city lies.
        """
        ways = readings(text)
        if self._country(ways, NOTHING):  # the names of that country were looked at
            return ()
        weighed = self._spelt_alike_in([""], ways, NOTHING)
        famous = [replace(one, weight=one.weight + math.log(one.place.fame + 1)) for one in weighed]
        found = Match(text=text, candidates=_scored(famous, _NONE_ALIKE)).likely
        return tuple(replace(one, score=min(one.score, _MOST_ALIKE)) for one in found)

    def namesakes(self, text: str, cities: Collection[int]) -> list[Place]:
        """Return the cities of some size whose own name this is, in an official form perhaps, by population.

        Args:
            text: A name; of one that says in which country its city lies there are none.
            cities: GeoNames ids of cities that have the name for an alias.
        """
        ways = [way for way in readings(text) if way.is_official]
        if any(way.hints for way in ways):
            return []
        bearers = self.atlas.bearers([key(way.name) for way in ways])
        aliases = [bearer for bearer in bearers if bearer.place.id in cities]
        owners = [b.place for b in bearers if b.rank == Rank.LABEL and b.place.id not in cities]
        found = [p for p in owners if aliases and all(_is_hidden(p, alias) for alias in aliases)]
        return sorted(found, key=lambda place: (-place.population, place.id))

    def _match(self, text: str, evidence: Evidence) -> Match:
        if cities := listed(self.atlas, text, lambda name: self._alone(name, evidence)):
            return Match(text=text, candidates=cities, is_list=True)
        ways = readings(text)
        weighed = self._borne(ways, evidence, evidence.countries, 0.0)
        if not weighed and evidence.countries:
            near = dependencies(evidence.countries)
            plain = [way for way in ways if not way.bent]
            weighed = self._borne(plain, evidence, near, _DEPENDENT) if near else []
        if all(found.level is Level.OTHER for found in weighed):
            made = [] if weighed else self._joined(text, ways, evidence)
            weighed += made or self._spelt_alike(ways, evidence)
        weighed = self._without_districts(weighed, ways, evidence)
        placed = bool(evidence.countries or any(self._hint(h) for way in ways for h in way.hints))
        return Match(text=text, candidates=_scored(weighed, _NONE if placed else _NONE_ANYWHERE))

    def _without_districts(
        self, weighed: Sequence[_Weighed], ways: Sequence[Reading], evidence: Evidence
    ) -> list[_Weighed]:
        """Return what was weighed, but cities whose district is spoken of as no cities: a district is not its city."""
        countries = self._country(ways, evidence)
        found = {
            place.id: _Weighed(
                place=place,
                name=way.name,
                weight=_OF_DISTRICT,
                method=Method.PART,
                level=Level.OTHER,
            )
            for way in ways
            for text in (way.name, *way.hints)
            for place in self.atlas.cities_of_district(text)
            if not countries or place.country in countries
        }
        return [*(one for one in weighed if one.place.id not in found), *found.values()]

    def _alone(self, name: str, evidence: Evidence) -> Candidate | None:
        """Return the city that one name of a list means: in the countries that are known, else anywhere."""
        for known in (Evidence(countries=evidence.countries), NOTHING):
            if found := self.match(name, known).best():
                return found if found.level is not Level.OTHER else None
        return None

    def _borne(
        self, ways: Sequence[Reading], evidence: Evidence, countries: Sequence[str], malus: float
    ) -> list[_Weighed]:
        """Weigh the cities that have one of the names, each by its best reading."""
        by_key: dict[str, list[Reading]] = {}
        for way in ways:
            by_key.setdefault(key(way.name), []).append(way)
        bearers = self.atlas.bearers(tuple(by_key), countries)
        owners = [bearer for bearer in bearers if bearer.rank == Rank.LABEL]
        whole = _whole_name(ways, owners)
        weighed: list[_Weighed] = []
        for bearer in bearers:
            others = [one.place for one in owners if one.key == bearer.key]
            worth = malus + _beside_owners(bearer, others, in_country=bool(countries))
            for way in by_key[bearer.key]:
                within = _WITHIN_NAME if whole != way.name and whole.endswith(way.name) else 0.0
                weighed.append(self._weigh(bearer, way, evidence, worth + within))
        return _heaviest(weighed)

    def _weigh(
        self,
        bearer: Bearer,
        way: Reading,
        evidence: Evidence,
        malus: float,
        method: Method | None = None,
    ) -> _Weighed:
        place = bearer.place
        weight = malus + _RANKS[Rank(bearer.rank)] + _LEVELS[way.level]
        if method is Method.FUZZY:
            weight += _PEOPLE_ALIKE * math.log(place.population + _FEWEST)
        else:
            weight += _PEOPLE * math.log(place.population + _FEWEST)
            weight += _FAME * math.log(place.fame + 1)
        weight += _PEELED * way.peeled + _BENT * way.bent + _PART * way.part
        weight += sum(self._agrees(text, place) for text in way.hints)
        if evidence.region:
            weight += self._agrees(evidence.region, place)
        if self._is_of_region_elsewhere(way, place):
            weight += _REGION_ELSEWHERE
        if bearer.rank != Rank.LABEL and not (evidence.countries or way.hints):
            weight += _ALIAS_ANYWHERE
        away = evidence.kilometres_to(place)
        if away is not None:
            weight += max(_NEAR - _AWAY_PER_KM * away, _FARTHEST)
        if evidence.population and place.population:
            weight += _likeness(evidence.population, place.population)
        return _Weighed(
            place=place,
            name=way.name,
            weight=weight,
            method=method or _method(way, Rank(bearer.rank)),
            level=way.level,
        )

    def _agrees(self, text: str, place: Place) -> float:
        said = self._hint(text)
        if said:
            return _HINTED if said.allows(place) else _DENIED
        return 0.0 if self.atlas.bears(place.id, text) else self._lies_with(text, place)

    def _lies_with(self, text: str, place: Place) -> float:
        """Return what it says of a city that another city's name stands beside it."""
        if text not in self._seats:
            if len(self._seats) >= _MOST_CACHED:
                self._seats.clear()
            self._seats[text] = seats(self.atlas, text)
        named = self._seats[text]
        here = next((seat for seat in named if seat.country == place.country), None)
        if here and here.population >= _SOME_SIZE:
            return _HINTED if _is_around(place, here) else _DENIED
        if here and apart(place, here) < _NEIGHBOURS_KM:
            return _HINTED
        elsewhere = any(seat.population >= _GREAT for seat in named)
        return _DENIED if elsewhere and not here else _STRANGE

    def _hint(self, text: str) -> Hint:
        if text not in self._hints:
            if len(self._hints) >= _MOST_CACHED:
                self._hints.clear()
            self._hints[text] = hint(self.atlas, text)
        return self._hints[text]

    def _is_of_region_elsewhere(self, way: Reading, place: Place) -> bool:
        """Return whether a name is that of a region of the city's country in which the city does not lie."""
        named = self.atlas.region_codes(way.name)
        regions = [code for land, code in named if land == place.country]
        return bool(regions) and place.region not in regions

    def _is_wider(self, name: str) -> bool:
        """Return whether a name is a country's or a region's, which makes it no misspelt city."""
        return bool(self._hint(name))

    def _country(self, ways: Sequence[Reading], evidence: Evidence) -> Sequence[str]:
        """Return the countries that are known, or else the only one that the text mentions."""
        return evidence.countries or _only(
            {country for way in ways for text in way.hints for country in self._hint(text).within()}
        )

    def _joined(self, text: str, ways: Sequence[Reading], evidence: Evidence) -> list[_Weighed]:
        """Weigh the cities of whose names, or of whose words, the name is made."""
        countries = self._country(ways, evidence)
        made = (
            (joined(self.atlas, text, ways, countries), Method.PART),
            (abbreviated(self.atlas, text, ways, countries), Method.SPELLING),
        )
        return _heaviest(
            self._weigh(bearer, way, evidence, worth, method)
            for parts, method in made
            for bearer, way, worth in parts
        )

    def _spelt_alike(self, ways: Sequence[Reading], evidence: Evidence) -> list[_Weighed]:
        """Weigh the cities of the country whose names are spelt nearly so."""
        return self._spelt_alike_in(self._country(ways, evidence), ways, evidence)

    def _spelt_alike_in(
        self, countries: Sequence[str], ways: Sequence[Reading], evidence: Evidence
    ) -> list[_Weighed]:
        return _heaviest(
            self._weigh(bearer, way, evidence, worth, Method.FUZZY)
            for way in ways
            if way.is_official and not self._is_wider(way.name)
            for code in countries
            for bearer, worth in misspelt(self.atlas, code, key(way.name))
        )


def _whole_name(ways: Sequence[Reading], owners: Iterable[Bearer]) -> str:
    """Return a name that is as a whole a city's own, such as "City of London"; empty where it is none.

    What stands at its end is no name of another city then, of which the whole would be an official form. What stands at
    its beginning may be: "Dallas City" is rather Dallas than the town of that name.
    """
    whole = ways[0].name if ways else ""
    is_own = any(one.place.population and fold(one.place.name) == whole for one in owners)
    return whole if is_own else ""


def _heaviest(weighed: Iterable[_Weighed]) -> list[_Weighed]:
    """Return each city once, by its reading of the greatest weight; of equal ones by the first."""
    best: dict[int, _Weighed] = {}
    for found in weighed:
        known = best.get(found.place.id)
        if known is None or found.weight > known.weight:
            best[found.place.id] = found
    return list(best.values())


def _beside_owners(bearer: Bearer, owners: Sequence[Place], *, in_country: bool) -> float:
    """Return what it costs an alias that it is the own name of other cities."""
    is_other = bearer.rank != Rank.LABEL and bool(owners)
    denied = is_other and (in_country or any(_is_hidden(owner, bearer) for owner in owners))
    return _NAME_OF_DENIED if denied else 0.0


def _is_hidden(owner: Place, bearer: Bearer) -> bool:
    """Return whether a city would be hidden by another one, elsewhere, that has its name for an alias."""
    least = min(_SOME_SIZE, bearer.place.population * _TENTH)
    return (
        bearer.rank != Rank.LABEL
        and owner.population >= least
        and apart(owner, bearer.place) >= _SAME_PLACE_KM
    )


def _is_around(place: Place, seat: Place) -> bool:
    """Return whether a city may lie where a text says that names another one: near it, or in its province."""
    if apart(place, seat) < _NEIGHBOURS_KM:
        return True
    return place.region == seat.region and place.population < seat.population * _FIFTH


def _likeness(stated: int, known: int) -> float:
    """Return what it says that a city has about as many people as were stated, or far more or fewer.

    Counts of one place differ by some percent from year to year, and by much where one means the town and
    the other its district; so it speaks for a city more than against one.
    """
    ratio = math.log((stated + _FEWEST) / (known + _FEWEST))
    return max(_AS_MANY - 2 * math.log1p((ratio / _ABOUT) ** 2), _OTHER_COUNT)


def _only(countries: set[str]) -> tuple[str, ...]:
    return tuple(countries) if len(countries) == 1 else ()


def _method(way: Reading, rank: Rank) -> Method:
    if way.bent:
        return Method.SPELLING
    if way.peeled:
        return Method.FORM
    if way.part:
        return Method.PART
    return Method.EXACT if rank is Rank.LABEL else Method.ALIAS


def _scored(weighed: list[_Weighed], none: float) -> tuple[Candidate, ...]:
    weighed.sort(key=lambda found: (-found.weight, found.place.id))
    if not weighed:
        return ()
    top = max(none, weighed[0].weight)
    shares = [math.exp(found.weight - top) for found in weighed]
    whole = sum(shares) + math.exp(none - top)
    first = weighed[0].place
    for number, found in enumerate(weighed[1:], 1):
        if found.level is weighed[0].level and apart(first, found.place) < _SAME_PLACE_KM:
            shares[0] += shares[number]
            shares[number] = 0.0
    return tuple(
        Candidate(
            place=found.place,
            name=found.name,
            score=share / whole,
            method=found.method,
            level=found.level,
        )
        for found, share in zip(weighed[:_SHOWN], shares, strict=False)
    )
