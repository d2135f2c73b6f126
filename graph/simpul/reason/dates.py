"""Which properties hold dates, by the ontology, and bounds that are not those of their date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final

from simpul.edtf import admits, bounds, is_date
from simpul.errors import shortened
from simpul.locale import translate as _
from simpul.reason.ontology import properties_of
from simpul.terms import EDTF, ONTOLOGY, XSD, NamedNode, Triple, text

_DAY: Final = NamedNode(XSD + "date")
_DATE: Final = NamedNode(EDTF)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateProperties:
    """The properties of the ontology that hold dates.

    Attributes:
        stated: Those of dates as a source states them (EDTF).
        days: Those of whole days, the bounds among them.
        bounded: For each bound, the property of the date that it bounds.
    """

    stated: frozenset[NamedNode]
    days: frozenset[NamedNode]
    bounded: Mapping[NamedNode, NamedNode]

    def datatype(self, predicate: NamedNode) -> NamedNode | None:
        """Return the datatype that the values of a property have, None where they are no dates."""
        if predicate in self.stated:
            return _DATE
        return _DAY if predicate in self.days else None


@cache
def date_properties() -> DateProperties:
    """Return the properties that hold dates."""
    stated = properties_of(EDTF)
    bounded = {bound: of for of in stated for bound in bounds_for(of)}
    return DateProperties(stated=stated, days=properties_of(XSD + "date"), bounded=bounded)


def bounds_for(dated: NamedNode) -> tuple[NamedNode, NamedNode]:
    """Return the properties of the earliest and the latest day of a date."""
    return NamedNode(dated.value + "Earliest"), NamedNode(dated.value + "Latest")


@dataclass(slots=True, kw_only=True)
class _Dated:
    """One date property of one thing: what it says, and the bounds beside it."""

    dates: list[str] = field(default_factory=list[str])
    days: list[Triple] = field(default_factory=list[Triple])


def false_bounds(triples: Iterable[Triple]) -> Iterator[tuple[Triple, str]]:
    """Yield the bounds that no date beside them has, and in words what is wrong."""
    properties = date_properties()
    found: defaultdict[tuple[str, NamedNode], _Dated] = defaultdict(_Dated)
    for triple in triples:
        predicate = triple.predicate
        if predicate in properties.stated:
            found[text(triple.subject), predicate].dates.append(text(triple.object))
        elif of := properties.bounded.get(predicate):
            found[text(triple.subject), of].days.append(triple)
    for (_thing, of), dated in found.items():
        dates = [one for one in dated.dates if is_date(one)]
        if not dates or len(dates) < len(dated.dates):
            continue  # what is no date is told of itself
        for bound in dated.days:
            if is_date(text(bound.object)) and not any(is_bound(bound, one) for one in dates):
                yield bound, _not_its_bound(bound, of, dates)


def is_bound(bound: Triple, written: str) -> bool:
    """Return whether a day is a bound of a date; one that is no day is not.

    Args:
        bound: Says the day, by the property of an earliest or a latest one.
        written: The date.
    """
    try:
        day = date.fromisoformat(text(bound.object)[:10])
    except ValueError:
        return False
    if bound.predicate.value.endswith("Earliest"):
        return admits(written, earliest=day)
    return admits(written, latest=day)


def _not_its_bound(bound: Triple, dated: NamedNode, dates: list[str]) -> str:
    last = bound.predicate.value.endswith("Latest")
    days = sorted({bounds(one)[last].isoformat() for one in dates})
    what = _("{value} is not the bound of {property} {dates}.",
             value=shortened(text(bound.object)), property=dated.value.removeprefix(ONTOLOGY),
             dates=shortened(", ".join(sorted(dates))))  # fmt: skip
    remedy = _("Write {days}, or leave it out: bounds are made of the date.", days=" / ".join(days))
    return f"{what} {remedy}"
