"""Literals that are not of their datatype: a date that is none, a number with a comma."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from simpul.csvw.datatypes import datatype, is_of
from simpul.csvw.vocabulary import BUILT_IN, DATES, DURATIONS, NUMBERS
from simpul.edtf import is_date
from simpul.errors import shortened
from simpul.locale import translate as _
from simpul.tables.remedies import Remedy, of_datatype
from simpul.terms import EDTF, Literal, Triple

_READ: Final = {BUILT_IN[base]: base for base in (*NUMBERS, *DATES, *DURATIONS, "boolean")}
_MENDED: Final = frozenset((*NUMBERS, "date"))
"""Datatypes for which it is told what to write, as in a table."""


def ill_typed(triples: Iterable[Triple]) -> Iterator[tuple[Triple, str]]:
    """Yield the triples whose literal is not of its datatype, and in words what is wrong and what to write."""
    for triple in triples:
        literal = triple.object
        if not isinstance(literal, Literal):
            continue
        iri, written = literal.datatype.value, literal.value
        if iri == EDTF:
            if not is_date(written):
                what = _("{value} is no date with a first and a last day.", value=shortened(repr(written)))  # fmt: skip
                yield triple, f"{what} {_remedy('string', EDTF)(written)}"
        elif iri in _READ and not is_of(_READ[iri], written):
            base = _READ[iri]
            what = _("{value} is not of the datatype {name}.", value=shortened(repr(written)), name=f"xsd:{base}")  # fmt: skip
            yield triple, f"{what} {_remedy(base, iri)(written)}" if base in _MENDED else what


@cache
def _remedy(base: str, iri: str) -> Remedy:
    return of_datatype(datatype({"base": base, "@id": iri}))
