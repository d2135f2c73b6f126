"""Rows of a table, each with the city that its name means, or a blank."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul.errors import did_you_mean
from simpul.ingest.reconcile.decisions import NO_DECISIONS, Choice, Decisions
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import atlas
from simpul.naming.addresses import city_number, no_item, wikidata_item
from simpul.naming.atlas import THRESHOLD, Candidate, Evidence, Match, Matcher, Method, Place

_OF_STATES: Final = ("the ", "republic of ", "kingdom of ", "state of ", "republik ")
"""Words before a country's name, folded."""
_TWICE: Final = re.compile(r"([^()]+)\(([^()]+)\)")
"""A country by two of its names: "Türkiye (Turkey)"."""
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,'\s\u00a0\u202f])\d{3})(?:\1\d{3})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A name to be found, and what its row says of the place.

    Attributes:
        name: As typed.
        country: A country's name in any language, or its ISO code of two or three letters.
        region: Name or code of a first-level region.
        latitude: Degrees north (WGS84) as typed.
        longitude: Degrees east as typed.
        population: As typed, with or without group marks.
    """

    name: str
    country: str = ""
    region: str = ""
    latitude: str = ""
    longitude: str = ""
    population: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The city that a name means, or none.

    Attributes:
        place: The city; None where none is sure enough.
        score: Probability from 0 to 1 that it is the one; 1 where a person decided; None where there is no city.
        method: How it was found, or why there is none.
        candidates: Cities it may be, the likeliest first, without the one that was taken.
        trouble: What is wrong with the row, with a remedy; empty where nothing is.
        field: Which field of what was asked that is about.
    """

    asked: Asked
    place: Place | None = None
    score: float | None = None
    method: Method
    candidates: tuple[Candidate, ...] = ()
    trouble: str = ""
    field: str = ""

    @property
    def is_by_person(self) -> bool:
        """Whether a person decided it."""
        return self.method in {Method.ACCEPTED, Method.CHOSEN, Method.REJECTED}


@dataclass(slots=True, kw_only=True)
class Resolver:
    """Finds cities by name in the index of the world's cities.

    Attributes:
        least: Least score at which a city is taken.
        decisions: What persons decided; it comes before what is computed.
    """

    matcher: Matcher
    least: float = THRESHOLD
    decisions: Decisions = NO_DECISIONS
    _countries: dict[str, tuple[str, ...]] = field(
        default_factory=dict[str, tuple[str, ...]], repr=False
    )

    def answer(self, asked: Asked) -> Answer:
        """Return the city that a name means."""
        countries = self.countries(asked.country)
        decided = self.decisions.find(asked.name, countries)
        if decided is not None:
            return self._decided(asked, decided)
        if not atlas.tidy(asked.name):
            return Answer(asked=asked, method=Method.EMPTY)
        if number := city_number(asked.name.strip()):
            return self._addressed(asked, number)
        if item := wikidata_item(asked.name.strip()):
            what, remedy = no_item(item)
            return Answer(
                asked=asked, method=Method.UNKNOWN, trouble=f"{what} {remedy}", field="name"
            )
        if atlas.tidy(asked.country) and not countries:
            told = self._no_country(asked.country)
            return Answer(asked=asked, method=Method.UNKNOWN_COUNTRY, trouble=told, field="country")
        evidence, field_, trouble = _evidence(asked, countries)
        match = self.matcher.match(asked.name, evidence)
        best = match.best(self.least)
        return Answer(
            asked=asked,
            place=best.place if best else None,
            score=best.score if best else None,
            method=best.method if best else _why_not(match),
            candidates=tuple(c for c in match.likely if c is not best),
            trouble=trouble,
            field=field_,
        )

    def near(self, asked: Asked) -> Answer:
        """Return cities, anywhere, whose names are spelt nearly as one that was not found; none of them is sure.

        Of what the row says of the place nothing is weighed; where it names a country, ``answer`` has looked there.
        """
        found = () if asked.country or asked.region else self.matcher.near(asked.name)
        return Answer(asked=asked, method=Method.UNKNOWN, candidates=found)

    def _addressed(self, asked: Asked, number: str) -> Answer:
        """Return the city with a GeoNames number, which an address or an item gave in the place of a name."""
        place = self.matcher.atlas.city(int(number))
        if place:
            return Answer(asked=asked, place=place, score=1.0, method=Method.ADDRESS)
        trouble = _("GeoNames has no city with the id {id}.", id=number)
        return Answer(asked=asked, method=Method.UNKNOWN, trouble=trouble, field="name")

    def answers(
        self, asked: Iterable[Asked], tell: Callable[[int], None] = lambda _count: None
    ) -> Iterator[Answer]:
        """Yield the answer to each, and report how many there are so far.

        For a name that nothing bears, cities that are spelt nearly so are candidates.
        """
        for number, one in enumerate(asked, 1):
            found = self.answer(one)
            if found.method is Method.UNKNOWN and not (found.candidates or found.trouble):
                found = replace(found, candidates=self.near(one).candidates)
            yield found
            tell(number)

    def countries(self, text: str) -> tuple[str, ...]:
        """Return the ISO codes of the countries that a text may name; none where it names none."""
        typed = atlas.tidy(text)
        if typed not in self._countries:
            self._countries[typed] = tuple(self._named_countries(typed))
        return self._countries[typed]

    def _named_countries(self, typed: str) -> Sequence[str]:
        named = self.matcher.atlas.country_codes
        if found := named(typed):
            return found
        if twice := _TWICE.fullmatch(typed):
            first, second = (named(name) for name in twice.groups())
            if first and first == second:
                return first
        folded = atlas.fold(typed)
        bare = (folded.removeprefix(words) for words in _OF_STATES if folded.startswith(words))
        return next((found for name in bare if (found := named(name))), ())

    def _no_country(self, text: str) -> str:
        typed = atlas.tidy(text)[:60]
        known = self.matcher.atlas.country_names()
        return _("there is no country {name}.", name=repr(typed)) + did_you_mean(typed, known)

    def _decided(self, asked: Asked, decided: Choice) -> Answer:
        place = self.matcher.atlas.city(decided.city) if decided.city is not None else None
        if place is None:
            return Answer(asked=asked, method=Method.REJECTED)
        return Answer(asked=asked, place=place, score=1.0, method=decided.method)

    def describe(self, place: Place) -> str:
        """Return a city's name with its region and country in the language in use."""
        return self.matcher.atlas.describe(place, current())


def _why_not(match: Match) -> Method:
    if not match.candidates:
        return Method.UNKNOWN
    if match.is_list:
        return Method.SEVERAL
    return Method.NOT_A_CITY if match.is_of_no_city else Method.AMBIGUOUS


def _evidence(asked: Asked, countries: Sequence[str]) -> tuple[Evidence, str, str]:
    """Return what the row says of the place, and which field is wrong, and how."""
    found = Evidence(countries=tuple(countries), region=atlas.tidy(asked.region))
    trouble: tuple[str, str] = ("", "")
    if typed := asked.population.strip():
        people = _people(typed)
        found = replace(found, population=people)
        if people is None:
            trouble = ("population", _("the population is not a whole number; it was ignored."))
    if not (asked.latitude.strip() or asked.longitude.strip()):
        return found, trouble[0], trouble[1]
    try:
        latitude, longitude = (
            float(text.strip().replace(",", ".")) for text in (asked.latitude, asked.longitude)
        )
    except ValueError:
        return found, "latitude", _("the coordinates are not numbers; they were ignored.")
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return found, "latitude", _("the coordinates are not on Earth (latitude to 90, longitude "
                                    "to 180); they were ignored.")  # fmt: skip
    return replace(found, latitude=latitude, longitude=longitude), trouble[0], trouble[1]


def _people(typed: str) -> int | None:
    """Return a population: digits, in groups of three or not; None where it is none.

    >>> _people("1.027.000"), _people("1,027"), _people("8 070 000"), _people("1027.5"), _people("many")
    (1027000, 1027, 8070000, None, None)
    """
    digits = re.sub(r"\D", "", typed) if _GROUPED.fullmatch(typed) else typed.removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 12 else None
