"""How the rows of an original came into a source: stated, joined to others, left out with a reason, or refused.

A table counts the rows of the original that each of its own rows stands for, in a column of the property
``statedRows`` or, where they are left out, ``leftOutRows``. The sums are said of the source.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from simpul.csvw.statements import RowRead, TableReader
from simpul.errors import Place
from simpul.terms import XSD, Literal, NamedNode, Triple, simpul, text

_ORIGINAL: Final = simpul("originalRows")
_STATED: Final = simpul("statedRows")
_JOINED: Final = simpul("joinedRows")
_LEFT_OUT: Final = simpul("leftOutRows")
_REFUSED: Final = simpul("refusedRows")
_BECAUSE: Final = simpul("leftOutBecause")
_INTEGER: Final = NamedNode(f"{XSD}integer")


class RowCount(NamedTuple):
    """How many rows of the original a row of a table stands for.

    Attributes:
        place: The table's row.
        counted: What became of them: ``statedRows`` or ``leftOutRows``.
        reasons: Why they were left out, in each language; none where they are stated.
    """

    place: Place
    counted: NamedNode
    rows: int
    reasons: Sequence[Literal] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """What became of the rows of a source's original.

    Attributes:
        original: Rows that the original has.
        stated: Rows that a fact stands for.
        joined: Those of the stated that say more of what another row says already.
        left_out: Rows that were left out on purpose.
        refused: Rows in which something is wrong.
        reasons: Why rows were left out, each once in each language.
    """

    original: int
    stated: int = 0
    joined: int = 0
    left_out: int = 0
    refused: int = 0
    reasons: frozenset[Literal] = frozenset()

    @property
    def facts(self) -> int:
        """How many facts the stated rows became."""
        return self.stated - self.joined

    @property
    def missing(self) -> int:
        """Rows of which nothing is known; fewer than none if more are accounted for than there are."""
        return self.original - self.stated - self.left_out - self.refused

    def triples(self, source: NamedNode) -> Iterator[Triple]:
        """Yield what is said of the source."""
        counts = {
            _ORIGINAL: self.original,
            _STATED: self.stated,
            _JOINED: self.joined,
            _LEFT_OUT: self.left_out,
            _REFUSED: self.refused,
        }
        for predicate, count in counts.items():
            yield Triple(source, predicate, Literal(str(count), datatype=_INTEGER))
        for reason in self.reasons:
            yield Triple(source, _BECAUSE, reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCounter:
    """Counts the rows of the original that the rows of one table stand for.

    Attributes:
        counted: Position of the column that counts them, and what became of them.
        because: Positions of the columns that say why they were left out.
    """

    counted: tuple[int, NamedNode]
    because: Sequence[int]

    @classmethod
    def of(cls, reader: TableReader) -> "RowCounter | None":
        """Return what counts for a table, None where it has no column for it."""
        said = list(enumerate(column.fixed for column in reader.columns))
        counted = [(at, kind) for at, kind in said if kind in {_STATED, _LEFT_OUT} and kind]
        because = [at for at, kind in said if kind == _BECAUSE]
        return cls(counted=counted[0], because=because) if counted else None

    def count(self, row: RowRead, place: Place) -> RowCount | None:
        """Return the count of a row, None where it stands for no row of the original."""
        at, kind = self.counted
        literals = row.cells[at].literals
        if not literals or not literals[0].value.isdecimal():
            return None
        reasons = [literal for at in self.because for literal in row.cells[at].literals]
        return RowCount(place, kind, int(literals[0].value), reasons)


def account(
    source: NamedNode,
    description: Iterable[Triple],
    counts: Iterable[RowCount],
    refused: Collection[Place] = (),
) -> Accounting | None:
    """Return what became of the rows of an original, None where the source does not say how many it has.

    Args:
        source: The source.
        description: What is said of it.
        counts: Of the rows of its tables.
        refused: Rows of its tables that are not loaded.
    """
    said = accounting_of(source, description)
    if said is None:
        return None
    found: Counter[NamedNode] = Counter()
    reasons: set[Literal] = set()
    facts = 0
    for place, counted, rows, because in counts:
        kind = _REFUSED if place in refused else counted
        found[kind] += rows
        facts += kind == _STATED
        reasons.update(because)
    return Accounting(
        original=said.original,
        stated=found[_STATED],
        joined=found[_STATED] - facts,
        left_out=found[_LEFT_OUT],
        refused=found[_REFUSED],
        reasons=frozenset(reasons),
    )


def accounting_of(source: NamedNode, description: Iterable[Triple]) -> Accounting | None:
    """Return the accounting that is said of a source, None where it has none."""
    said = [triple for triple in description if triple.subject == source]
    counts = {t.predicate: int(text(t.object)) for t in said if text(t.object).isdecimal()}
    if _ORIGINAL not in counts:
        return None
    reasons = {t.object for t in said if t.predicate == _BECAUSE and isinstance(t.object, Literal)}
    return Accounting(
        original=counts[_ORIGINAL],
        stated=counts.get(_STATED, 0),
        joined=counts.get(_JOINED, 0),
        left_out=counts.get(_LEFT_OUT, 0),
        refused=counts.get(_REFUSED, 0),
        reasons=frozenset(reasons),
    )
