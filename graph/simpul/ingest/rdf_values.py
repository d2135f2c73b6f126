"""Values of RDF files, as those of tables: in the datatype of their property, dates with their bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.edtf import bounds_of, is_date
from simpul.errors import Place, Problem, Severity, shortened
from simpul.locale import translate as _
from simpul.reason.dates import date_properties, is_bound
from simpul.reason.ontology import properties_of
from simpul.tables import Fact
from simpul.tables.dates import plain_date
from simpul.terms import EDTF, ONTOLOGY, XSD, Literal, NamedNode, Triple, text

_DECIMAL: Final = NamedNode(XSD + "decimal")
_INTEGER: Final = NamedNode(XSD + "integer")
_DATE: Final = NamedNode(EDTF)
_DAY_LENGTH: Final = len("2019-12-31")


@dataclass(slots=True, kw_only=True)
class _Readings:
    """The values of one property in one file that were read as dates."""

    count: int = 0
    example: str = ""
    read: str = ""
    datatypes: set[str] = field(default_factory=set[str])


def with_values(facts: Sequence[Fact]) -> tuple[list[Fact], list[Problem]]:
    """Return facts with values as the ontology wants them, dates with bounds, and what is to be told of that.

    Args:
        facts: All that the files of one source say.
    """
    readings: defaultdict[tuple[Place, NamedNode], _Readings] = defaultdict(_Readings)
    known = date_properties()
    valued = known.stated | known.days | properties_of(_DECIMAL.value)
    read = [_typed(fact, readings) if fact.triple.predicate in valued else fact for fact in facts]
    told = [_told(place, of, one) for (place, of), one in readings.items()]
    return [*read, *_missing_bounds(read)], told


def _typed(fact: Fact, readings: dict[tuple[Place, NamedNode], _Readings]) -> Fact:
    """Return a fact whose value has the datatype of its property."""
    (subject, predicate, value), place = fact
    if not isinstance(value, Literal):
        return fact
    if value.datatype == _INTEGER and predicate in properties_of(_DECIMAL.value):
        # A whole number is a decimal (XML Schema); Turtle writes both without a datatype.
        return Fact(Triple(subject, predicate, Literal(value.value, datatype=_DECIMAL)), place)
    wanted = date_properties().datatype(predicate)
    if wanted is None or value.datatype == wanted:
        return fact
    written = plain_date(value.value)
    if is_date(written) and (wanted == _DATE or len(written) == _DAY_LENGTH):
        one = readings[place, predicate]
        one.count += 1
        one.example, one.read = one.example or value.value, one.read or written
        one.datatypes.add(value.datatype.value)
    # What is no date is told of, with its value, where all dates are judged.
    return Fact(Triple(subject, predicate, Literal(written, datatype=wanted)), place)


def _told(place: Place, dated: NamedNode, one: _Readings) -> Problem:
    kinds = sorted(iri.replace(XSD, "xsd:") for iri in one.datatypes)
    wanted = date_properties().datatype(dated)
    return Problem(
        place=place,
        what=_("{count} values of {property} are {kinds} and were read as {wanted}, such as {value} as {date}.",
               count=one.count, property=dated.value.removeprefix(ONTOLOGY), kinds=", ".join(kinds),
               wanted="edtf:EDTF" if wanted == _DATE else "xsd:date",
               value=shortened(repr(one.example)), date=one.read),
        remedy="",
        severity=Severity.WARNING,
    )  # fmt: skip


def _missing_bounds(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the bounds of dates beside which there are none; where there are others, those are judged."""
    properties = date_properties()
    dates: list[Fact] = []
    given: defaultdict[tuple[str, NamedNode], list[Triple]] = defaultdict(list)
    for fact in facts:
        triple = fact.triple
        if triple.predicate in properties.stated:
            dates.append(fact)
        elif triple.predicate in properties.bounded:
            given[text(triple.subject), triple.predicate].append(triple)
    of_thing: defaultdict[tuple[str, NamedNode], list[str]] = defaultdict(list)
    for (subject, predicate, value), _place in dates:
        of_thing[text(subject), predicate].append(text(value))
    for (subject, predicate, value), place in dates:
        if not is_date(text(value)):
            continue
        siblings = of_thing[text(subject), predicate]
        for bound, day in bounds_of(predicate, text(value)):
            there = given[text(subject), bound]
            if any(is_bound(one, text(value)) for one in there):
                continue
            if all(any(is_bound(one, date) for date in siblings if is_date(date)) for one in there):
                yield Fact(Triple(subject, bound, day), place)
