"""How a number changed, as people write it: large ones in millions, the unit once."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from simpul.locale import marked, said
from simpul.locale import translate as _
from simpul.quantities import grouped, unit_in_words
from simpul.tables.units import is_counted

_POWERS: Final = ((12, marked("trillion")), (9, marked("billion")), (6, marked("million")))
_DECIMALS: Final = 3
"""Decimals of a number in millions; one that needs more is written in digits."""
_LONGEST: Final = 40


def in_words(values: Sequence[str], unit: str = "") -> str:
    """Return numbers with an arrow between them, and the unit and the power of ten once.

    >>> in_words(["8070000", "9100000"], "{visitor}"), in_words(["869"], "m"), in_words(["1234567"])
    ('8.07 → 9.1 million', '869 m', '1,234,567')
    """
    numbers = [_number(value) for value in values]
    power, word = _power([number for number in numbers if number is not None])
    shown = [
        value if number is None else _digits(number.scaleb(-power))
        for value, number in zip(values, numbers, strict=True)
    ]
    # What is counted is in the name of its measure.
    called = "" if is_counted(unit) else said(unit_in_words(unit, values[-1]))
    return " ".join(part for part in (" → ".join(shown), word and _(word), called) if part)


def _number(value: str) -> Decimal | None:
    try:
        number = Decimal(value) if len(value) <= _LONGEST else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() and abs(number.adjusted()) < _LONGEST else None  # fmt: skip


def _power(numbers: Sequence[Decimal]) -> tuple[int, str]:
    """Return the largest power of ten in which all are short, and its word; 0 where there is none."""
    for power, word in _POWERS:
        scaled = [number.scaleb(-power) for number in numbers]
        short = all(number == round(number, _DECIMALS) for number in scaled)
        if scaled and short and all(abs(number) >= 1 for number in scaled):
            return power, word
    return 0, ""


def _digits(number: Decimal) -> str:
    return grouped(f"{number.normalize():f}")
