"""A number that was measured: its signs, its unit and the words of its source have to say the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from simpul.errors import Severity
from simpul.locale import translate as _
from simpul.tables.figures import Figure, figures, in_digits, power_of_ten, readings
from simpul.tables.units import PER_ONE, agree, currency_in, is_counted, per_one, unit_of

_PLAIN: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_SIGNED: Final = re.compile(r"(?P<before>[^\d\s.,+\-\u2212]*)\s*(?P<number>[+\-\u2212]?[.,]?\d(?:.*\d)?)\s*(?P<after>\D*?)")  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]+[²³]?")
_YEARS: Final = range(1900, 2101)
_POWERS: Final = (3, 6, 9, 12)
"""Powers of ten by which a value and what is stated differ when thousands or words such as million were mistaken."""
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A number as its schema wants it, and what does not agree.

    Attributes:
        value: The number, without sign; what was written where that is none.
        what: What does not agree; empty where all does.
        remedy: What to do about it.
        severity: An error where the number is not sure.
    """

    value: str
    what: str = ""
    remedy: str = ""
    severity: Severity = Severity.ERROR

    @classmethod
    def of(cls, written: str, unit: str, stated: str) -> "Measured":
        """Return the number that is meant.

        >>> Measured.of("12%", "%", "12%").value, Measured.of("50%", "1", "").value
        ('12', '0.5')
        >>> Measured.of("12%", "km", "").what
        "the value '12%' does not fit the unit km."
        """
        if len(written) > _LONGEST:
            return cls(value=written)
        if _PLAIN.fullmatch(written):
            return _held_against(written, unit, stated)
        found = _SIGNED.fullmatch(written)
        if found is None or bool(found["before"]) == bool(found["after"]):
            return cls(value=written)
        sign = found["before"] or found["after"]
        if not (per_one(sign) or currency_in(sign) == sign or _is_unit(sign)):
            return cls(value=written)
        return _signed(written, sign, readings(found["number"]), unit, stated)


def _is_unit(sign: str) -> bool:
    """Return whether what stands beside a number may be a unit, and is no word for a power of ten."""
    return _WORD.fullmatch(sign) is not None and not power_of_ten(sign)


def _signed(
    written: str, sign: str, numbers: Sequence[Decimal], unit: str, stated: str
) -> Measured:
    """Return a number whose sign is its unit."""
    if not numbers:
        return Measured(value=written)
    if len(numbers) > 1:
        return _either(written, numbers)
    (number,) = numbers
    share, part = per_one(sign), per_one(unit)
    if share and share != part and part == "1":
        return _held_against(in_digits(number.scaleb(-PER_ONE[share])), unit, stated)
    if share == part if share else agree(sign, unit):
        return _held_against(in_digits(number), unit, stated)
    digits, own = in_digits(number), unit_of(sign)
    if not unit:
        what = _("the value {value} has a unit, but the column for units is empty.", value=repr(written))  # fmt: skip
        remedy = _("Write {number} here, and {unit} as the unit.", number=digits, unit=own)
        return Measured(value="", what=what, remedy=remedy)
    what = _("the value {value} does not fit the unit {unit}.", value=repr(written), unit=unit)
    remedy = _("Write the number alone, or correct the unit to {unit}.", unit=own)
    return Measured(value="", what=what, remedy=remedy)


def _either(written: str, numbers: Sequence[Decimal]) -> Measured:
    whole, decimal = map(in_digits, numbers)
    what = _("{value} may be {whole} or {decimal}.", value=repr(written), whole=whole, decimal=decimal)  # fmt: skip
    remedy = _("Write {whole} or, if the mark is that of decimals, {longer}.", whole=whole, longer=decimal + "0")  # fmt: skip
    return Measured(value="", what=what, remedy=remedy)


def _held_against(value: str, unit: str, stated: str) -> Measured:
    """Return a number with what the words of its source say against it."""
    numbers, told = readings(value), figures(stated)
    if len(numbers) > 1:
        return _ambiguous(value, numbers, unit, told)
    if not numbers or not told:
        return Measured(value=value)
    (number,) = numbers
    same = [figure for figure in told if number in _meant(figure, unit)]
    if same:
        odd = all(figure.sign for figure in same) and not per_one(unit)
        what = _("{stated} is stated, but the unit is {unit}.", stated=repr(same[0].written + same[0].sign), unit=repr(unit))  # fmt: skip
        return _told(value, what, _("Correct the unit to {unit}.", unit=same[0].sign)) if odd else Measured(value=value)  # fmt: skip
    far = next((reading for figure in told for reading in _meant(figure, unit) if _is_far(number, reading, figure)), None)  # fmt: skip
    if far is None:
        return Measured(value=value)
    what = _("the value is {value}, but {number} is stated.", value=value, number=in_digits(far))
    return _told(value, what, _("Check the marks of thousands and decimals, and the unit."))


def _ambiguous(
    value: str, numbers: Sequence[Decimal], unit: str, told: Sequence[Figure]
) -> Measured:
    """Return a number whose point may be a mark of thousands: what is stated decides, else what it counts."""
    sure = {reading for figure in told if len(figure.readings) == 1 for reading in figure.readings}
    alike = any({*numbers} <= {*figure.readings} for figure in told)
    whole, decimal = numbers
    if decimal in sure or not (alike or whole in sure or is_counted(unit)):
        return Measured(value=value)
    found = _either(value, numbers)
    if whole in sure or (alike and is_counted(unit)):
        return found
    what = _("{value} was taken for {decimal}, with a point for decimals.", value=repr(value), decimal=in_digits(decimal))  # fmt: skip
    return _told(value, what, _("If a mark of thousands is meant, write {whole}.", whole=in_digits(whole)))  # fmt: skip


def _meant(figure: Figure, unit: str) -> Sequence[Decimal]:
    if figure.sign and per_one(unit) == "1":
        return [reading.scaleb(-PER_ONE[figure.sign]) for reading in figure.readings]
    return figure.readings


def _is_far(number: Decimal, stated: Decimal, figure: Figure) -> bool:
    """Return whether two numbers have the same digits and differ by a power that a mistaken mark or sign makes."""
    if not number or not stated or (stated in _YEARS and figure.written.isdecimal()):
        return False
    powers = (2, *_POWERS) if figure.sign else _POWERS
    return any(number.scaleb(power) == stated or stated.scaleb(power) == number for power in powers)


def _told(value: str, what: str, remedy: str) -> Measured:
    return Measured(value=value, what=what, remedy=remedy, severity=Severity.WARNING)
