"""Literals that are not of their datatype: a date that is none, a number with a comma."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from simpul.csvw.datatypes import is_of
from simpul.csvw.vocabulary import BUILT_IN, DATES, DURATIONS, NUMBERS
from simpul.edtf import is_date, meant
from simpul.errors import shortened
from simpul.locale import translate as _
from simpul.terms import EDTF, Literal, Triple

_READ: Final = {BUILT_IN[base]: base for base in (*NUMBERS, *DATES, *DURATIONS, "boolean")}


def ill_typed(triples: Iterable[Triple]) -> Iterator[tuple[Triple, str]]:
    """Yield the triples whose literal is not of its datatype, and in words what is wrong and what to write."""
    for triple in triples:
        literal = triple.object
        if not isinstance(literal, Literal):
            continue
        datatype = literal.datatype.value
        if datatype == EDTF:
            if not is_date(literal.value):
                yield triple, _no_date(literal.value)
        elif datatype in _READ and not is_of(_READ[datatype], literal.value):
            yield triple, _not_of(_READ[datatype], literal.value)


def _no_date(written: str) -> str:
    what = _("{value} is no date with a first and a last day.", value=shortened(repr(written)))
    if likely := meant(written):
        return f"{what} {_write(likely)}"
    remedy = _("Write a date as 2018, 2018-03, 2018-03-22, or 2018~ for about 2018.")
    return f"{what} {remedy}"


def _not_of(base: str, written: str) -> str:
    what = _("{value} is not of the datatype {name}.", value=shortened(repr(written)), name=f"xsd:{base}")  # fmt: skip
    if base in NUMBERS:
        remedy = _("Write digits only, with a point before decimals: 8070000, 8.07.")
        return f"{what} {remedy}"
    likely = [one for one in meant(written) if is_of(base, one)] if base == "date" else []
    return f"{what} {_write(likely)}" if likely else what


def _write(likely: Sequence[str]) -> str:
    if len(likely) == 1:
        return _("Write {date}.", date=likely[0])
    return _("Write {dates}, whichever is meant.", dates=" / ".join(likely))
