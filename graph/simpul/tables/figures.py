"""Numbers as people write them, read every way that they may be meant: 1.027 is a thousand in Jakarta and one in London."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

_SPACES: Final = " '\u2019\u00a0\u2009\u202f"
_GROUPED: Final = re.compile(
    rf"[1-9][0-9]{{0,2}}(?P<mark>[.,{_SPACES}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"  # lakhs and crores
)
_DECIMAL: Final = re.compile(r"(?P<whole>.*)(?P<mark>[.,])(?P<rest>[0-9]+)")
_PLAIN: Final = re.compile(r"[0-9]*")
_FIGURE: Final = re.compile(
    rf"(?P<number>[0-9](?:[0-9.,{_SPACES}]*[0-9])?)\s*(?P<word>[%‰]|[^\W\d_]+)?"
)
_SCALES: Final = {
    **dict.fromkeys(("thousand", "ribu", "rb", "k", "천"), 3),
    **dict.fromkeys(("만", "万", "萬"), 4),
    **dict.fromkeys(("million", "millions", "juta", "jt", "mn", "mio"), 6),
    **dict.fromkeys(("억", "亿", "億"), 8),
    **dict.fromkeys(("billion", "billions", "miliar", "milyar", "bn"), 9),
    **dict.fromkeys(("trillion", "triliun", "trilyun", "조", "兆"), 12),
}
"""Words for powers of ten, by their exponents."""


class Figure(NamedTuple):
    """A number in a text.

    Attributes:
        written: The number alone, as it stands there.
        readings: What it may be; several where its marks can be those of thousands and of decimals.
        sign: The percent or per mille sign behind it, or nothing.
    """

    written: str
    readings: tuple[Decimal, ...]
    sign: str


def readings(number: str) -> tuple[Decimal, ...]:
    """Return what a number may be, with marks of thousands first; nothing where it is no number.

    >>> [[str(n) for n in readings(text)] for text in ("1.027", "8,07", "1.214.520", "1.027,5", "12.34.5")]
    [['1027', '1.027'], ['8.07'], ['1214520'], ['1027.5'], []]
    """
    text = number.strip().replace("\u2212", "-").lstrip("+")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    return tuple(
        Decimal(sign + digits) for digits in (_as_whole(text), _as_decimal(text)) if digits
    )


def _as_whole(text: str) -> str:
    """Return the digits of a whole number whose thousands may have marks, or else nothing."""
    if _GROUPED.fullmatch(text):
        return re.sub(r"\D", "", text)
    return text if _PLAIN.fullmatch(text) else ""


def _as_decimal(text: str) -> str:
    found = _DECIMAL.fullmatch(text)
    if found is None or found["mark"] in found["whole"]:
        return ""
    whole = _as_whole(found["whole"])
    return f"{whole or 0}.{found['rest']}" if whole or not found["whole"] else ""


def in_digits(number: Decimal) -> str:
    """Return a number in digits, without zeros that say nothing.

    >>> in_digits(Decimal("50.0")), in_digits(Decimal("1E+3")), in_digits(Decimal("0.070"))
    ('50', '1000', '0.07')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_ambiguous(number: str) -> bool:
    """Return whether a number's mark may be that of thousands and of decimals."""
    return len(readings(number)) > 1


def power_of_ten(word: str) -> int:
    """Return the power of ten that a word stands for, 0 for none.

    >>> power_of_ten("juta"), power_of_ten("Billion"), power_of_ten("km")
    (6, 9, 0)
    """
    return _SCALES.get(word.lower(), 0)


def figures(text: str) -> list[Figure]:
    """Return the numbers in a text, each with the word for a power of ten behind it reckoned in.

    >>> [in_digits(figure.readings[0]) for figure in figures("8,07 juta pengunjung, 12% more than in 2017")]
    ['8070000', '12', '2017']
    """
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        word = (match["word"] or "").lower()
        power = Decimal(10) ** power_of_ten(word)
        read = tuple(number * power for number in readings(match["number"]))
        if read:
            sign = word if word in {"%", "‰"} else ""
            found.append(Figure(match["number"], read, sign))
    return found
