"""Literals that are not of their datatype: a date that is none, a number with a comma."""

from collections.abc import Iterable, Iterator
from typing import Final

from simpul.csvw.datatypes import is_of
from simpul.csvw.vocabulary import BUILT_IN, DATES, DURATIONS, NUMBERS
from simpul.edtf import bounds
from simpul.errors import shortened
from simpul.locale import translate as _
from simpul.terms import EDTF, Literal, Triple

_READ: Final = {BUILT_IN[base]: base for base in (*NUMBERS, *DATES, *DURATIONS, "boolean")}


def ill_typed(triples: Iterable[Triple]) -> Iterator[tuple[Triple, str]]:
    """Yield the triples whose literal is not of its datatype, and in words what is wrong."""
    for triple in triples:
        literal = triple.object
        if not isinstance(literal, Literal):
            continue
        datatype = literal.datatype.value
        if datatype == EDTF:
            if not _is_date(literal.value):
                what = _("{value} is no date with a first and a last day.", value=shortened(repr(literal.value)))  # fmt: skip
                remedy = _("Write a date as 2018, 2018-03, 2018-03-22, or 2018~ for about 2018.")
                yield triple, f"{what} {remedy}"
        elif datatype in _READ and not is_of(_READ[datatype], literal.value):
            yield (
                triple,
                _(
                    "{value} is not of the datatype {name}.",
                    value=shortened(repr(literal.value)),
                    name=f"xsd:{_READ[datatype]}",
                ),
            )


def _is_date(text: str) -> bool:
    try:
        bounds(text)
    except ValueError:
        return False
    return True
