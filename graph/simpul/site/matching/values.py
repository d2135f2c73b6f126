"""What is known of a thing, property by property: as the graph says it, and of a city that is not in it as GeoNames does."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from simpul import edtf
from simpul.naming import CITY, COUNTRY, fold
from simpul.naming.atlas import Atlas
from simpul.naming.atlas import Place as City
from simpul.session import KnowledgeGraph
from simpul.site.matching.kinds import ADDRESS, DATE, LABEL, PLACES, predicate
from simpul.site.matching.queries import Value, Wanted
from simpul.terms import EDTF, ID, XSD, DefaultGraph, Literal, NamedNode, Term, text

_PLACE: Final = f"{ID}place/"
_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_ABOUT: Final = 0.1
"""A number agrees with one that differs by this share of it: populations are of different years."""


def city_number(iri: str) -> int | None:
    """Return the GeoNames number of a city by its IRI; None for any other thing."""
    key = iri.removeprefix(CITY)
    is_number = iri.startswith(CITY) and key.isascii() and key.isdecimal() and len(key) <= 18
    return int(key) if is_number else None


class Known:
    """What is known of things.

    Args:
        graph: The graph of who asks.
        atlas: The world's cities.
    """

    def __init__(self, graph: KnowledgeGraph, atlas: Atlas) -> None:
        self._graph, self.atlas = graph, atlas

    def city(self, iri: str) -> City | None:
        """Return the city of GeoNames with this IRI, or None."""
        number = city_number(iri)
        return None if number is None else self.atlas.city(number)

    def of(self, iri: str, name: str) -> list[Term]:
        """Return the values of a property of a thing."""
        if name == ADDRESS:
            return [Literal(iri)]
        found = list(self._stated(iri, name))
        if name.startswith(LABEL):
            found = _in_language(found, name.removeprefix(LABEL))
        if not found and name == "inCountry":
            found = [country for place in PLACES for at in self._stated(iri, place) for country in self.of(text(at), name)]  # fmt: skip
        if not found and (city := self.city(iri)):
            found = list(_of_city(city, name))
        return list(dict.fromkeys(found))

    def _stated(self, iri: str, name: str) -> Iterator[Term]:
        try:
            subject = NamedNode(iri)
        except ValueError:  # no IRI, so that nothing is said of it
            return
        for quad in self._graph.store.matching(
            subject, NamedNode(predicate(name)), None, DefaultGraph()
        ):
            yield quad.object

    def agrees(self, iri: str, wanted: Wanted) -> bool | None:
        """Return whether a thing has one of the values that it should have; None where nothing is known of it."""
        if wanted.name == DATE:
            span = self._span(iri)
            return None if span is None else any(_meets(value, span) for value in wanted.values)
        found = self.of(iri, wanted.name)
        if wanted.name == "inCountry":
            found += self.of(iri, "within")
        if not found:
            return None
        return any(self._is(one, value) for value in wanted.values for one in found)

    def _is(self, known: Term, value: Value) -> bool:
        """Return whether what is known is what somebody wrote."""
        if isinstance(known, NamedNode):
            return isinstance(value, str) and self._is_thing(known.value, value)
        if not isinstance(known, Literal) or isinstance(value, bool):
            return text(known).casefold() == str(value).casefold()
        if known.datatype.value == EDTF:
            span = _bounds(known.value)
            return span is not None and _meets(value, span)
        if known.datatype.value in _NUMBERS:
            return _is_about(known.value, value)
        return fold(known.value) == fold(str(value))

    def _is_thing(self, iri: str, said: str) -> bool:
        if said == iri or iri in (ID + said, f"{COUNTRY}{said.upper()}"):
            return True
        if iri in self._graph.names.called(said):
            return True
        is_code = iri.startswith(COUNTRY) and iri.removeprefix(COUNTRY) in self.atlas.country_codes(
            said
        )
        return is_code or fold(self._graph.names.label(iri)) == fold(said)

    def _span(self, iri: str) -> tuple[date, date] | None:
        """Return the days between which a thing was there, as far as they are known; None where nothing is."""
        begins = [days for one in self.of(iri, "begin") if (days := _bounds(text(one)))]
        ends = [days for one in self.of(iri, "end") if (days := _bounds(text(one)))]
        if not (begins or ends):
            return None
        first = min((days[0] for days in begins), default=date.min)
        return first, max((days[1] for days in ends), default=date.max)

    def having(self, wanted: Sequence[Wanted], most: int) -> list[str]:
        """Return things that have one of the values of each property, without regard to their names."""
        sets: list[set[str]] = []
        for one in wanted:
            if one.name in {DATE, ADDRESS}:
                continue
            link = NamedNode(predicate(one.name))
            objects = {term for value in one.values for term in self._terms(value)}
            quads = (
                quad
                for term in objects
                for quad in self._graph.store.matching(None, link, term, DefaultGraph())
            )
            sets.append({iri for quad in quads if (iri := text(quad.subject)).startswith(ID)})
        first, *others = sets or [set[str]()]
        return sorted(first.intersection(*others))[:most]

    def _terms(self, value: Value) -> Iterator[Term]:
        """Yield the things and texts that a value may be."""
        said = str(value)
        for language in ("", "en", "id", "ko"):
            yield Literal(said, language=language) if language else Literal(said)
        for datatype in (XSD + "integer", XSD + "decimal", EDTF):
            yield Literal(said, datatype=NamedNode(datatype))
        if said.startswith(ID):
            yield NamedNode(said)
        else:
            yield from map(NamedNode, self._graph.names.called(said))
            yield from (NamedNode(COUNTRY + code) for code in self.atlas.country_codes(said))


def _in_language(labels: Sequence[Term], language: str) -> list[Term]:
    """Return the labels in a language; where there are none, those that are said to be in none."""
    texts = [label for label in labels if isinstance(label, Literal)]
    own: list[Term] = [label for label in texts if label.language == language]
    return own or [label for label in texts if not label.language]


def _of_city(city: City, name: str) -> Iterator[Term]:
    country = NamedNode(COUNTRY + city.country)
    match name:
        case "inCountry":
            yield country
        case "within":
            if city.region:
                yield NamedNode(f"{_PLACE}{city.country}.{city.region}")
            yield country
        case "population":
            if city.population:
                yield Literal(city.population)
        case "latitude" | "longitude":
            degrees = city.latitude if name == "latitude" else city.longitude
            yield Literal(format(degrees, "f"), datatype=NamedNode(XSD + "decimal"))
        case "sameAs":
            yield NamedNode(f"https://sws.geonames.org/{city.id}/")
        case _:
            if name.startswith(LABEL):
                yield Literal(city.name)


def _bounds(said: str) -> tuple[date, date] | None:
    try:
        return edtf.bounds(said.partition("T")[0])
    except ValueError:
        return None


def _meets(value: Value, span: tuple[date, date]) -> bool:
    days = _bounds(
        str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    )
    return days is not None and days[0] <= span[1] and span[0] <= days[1]


def _is_about(known: str, value: Value) -> bool:
    try:
        one, other = float(known), float(str(value).replace(",", "."))
    except ValueError:
        return False
    return abs(one - other) <= _ABOUT * max(abs(one), abs(other))
