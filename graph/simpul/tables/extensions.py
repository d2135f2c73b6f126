"""What the columns of sources may say beyond the recommendation: annotations, and one stricter reading.

- ``valueUrlOfEach`` makes an IRI of each item of a list, where CSVW's own ``valueUrl`` makes one of the cell;
- a cell whose datatype is EDTF also gives the earliest and the latest day that it can mean;
- ``nameOf`` tells the column whose thing a column names, so that the two can be compared;
- ``boundOf`` tells the column of whose dates a column says the earliest or the latest day, for readers who do not
  work it out; it is compared, and says nothing of its own;
- ``verbatim``: the cells are not cleaned, for no person wrote them;
- ``exactType`` is the datatype, or ``@`` and the language, of a text that CSVW would not let have it;
- a number has no grouping and no percent sign, unless its column's format says so: ``8,07`` is not 807.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from simpul.csvw.cells import Extension, Objects, Reader, Statement
from simpul.csvw.datatypes import Datatype
from simpul.csvw.model import Column
from simpul.csvw.templates import Template
from simpul.csvw.vocabulary import NUMBERS
from simpul.edtf import bounds_of
from simpul.terms import EDTF, ONTOLOGY, Literal, NamedNode

EACH: Final = ONTOLOGY + "valueUrlOfEach"
NAME_OF: Final = ONTOLOGY + "nameOf"
BOUND_OF: Final = ONTOLOGY + "boundOf"
VERBATIM: Final = ONTOLOGY + "verbatim"
EXACT: Final = ONTOLOGY + "exactType"
_SIGNS: Final = frozenset(",%‰")


def extension_of(reader: Reader) -> Extension | None:
    """Return what the cells of a column say beyond the recommendation, None where that is nothing."""
    predicate, exact = reader.fixed, reader.column.annotations.get(EXACT)
    if isinstance(exact, str):
        return _exact(exact)
    if reader.column.inherited.datatype.iri == EDTF:
        return _dates(predicate) if predicate and reader.value is None else None
    each = reader.column.annotations.get(EACH)
    if isinstance(each, str) and predicate:
        return _references(reader.name, Template(each, ""))
    return None


def _dates(predicate: NamedNode) -> Extension:
    def said(literals: Sequence[Literal]) -> tuple[Objects, tuple[Statement, ...]]:
        found = [fact for literal in literals for fact in bounds_of(predicate, literal.value)]
        return tuple(literals), tuple(found)

    return said


def _references(name: str, each: Template) -> Extension:
    def said(literals: Sequence[Literal]) -> tuple[Objects, tuple[Statement, ...]]:
        return tuple(NamedNode(each({name: item.value})) for item in literals), ()

    return said


def _exact(kind: str) -> Extension:
    def said(literals: Sequence[Literal]) -> tuple[Objects, tuple[Statement, ...]]:
        return tuple(_typed(literal.value, kind) for literal in literals), ()

    return said


def _typed(value: str, kind: str) -> Literal:
    if kind.startswith("@"):
        return Literal(value, language=kind[1:])
    return Literal(value, datatype=NamedNode(kind))


def strict_column(column: Column) -> Column:
    """Return a column as sources have it: bounds say nothing, numbers have no grouping where no format says otherwise."""
    if BOUND_OF in column.annotations:
        return replace(column, suppressed=True)
    datatype = column.inherited.datatype
    if datatype.base not in NUMBERS or datatype.format is not None:
        return column
    return replace(column, inherited=replace(column.inherited, datatype=_ungrouped(datatype)))


def _ungrouped(datatype: Datatype) -> Datatype:
    def read(text: str) -> str:
        if not _SIGNS.isdisjoint(text):
            raise ValueError(text)
        return datatype.read(text)

    return replace(datatype, read=read)
