"""Signs that people write beside a number, and the units that they stand for."""

import re
from collections.abc import Mapping
from typing import Final

PER_ONE: Final[Mapping[str, int]] = {"%": 2, "‰": 3, "1": 0}
"""Units that are parts of one, by the number of places to one: UCUM's, and the sign of its ``[ppth]``."""
_SAME: Final[Mapping[str, str]] = {
    **dict.fromkeys(("percent", "per cent", "persen", "pct"), "%"),
    **dict.fromkeys(("[ppth]", "permil", "per mille", "per mil", "permille"), "‰"),
    **dict.fromkeys(("ratio", "rasio", "fraction", "fraksi", "share", "proportion", "proporsi"), "1"),
}  # fmt: skip
_CURRENCIES: Final[Mapping[str, frozenset[str]]] = {
    sign: frozenset(codes.split())
    for sign, codes in {
        "€": "EUR",
        "£": "GBP",
        "$": "USD AUD CAD HKD MXN NZD SGD TWD",
        "US$": "USD",
        "A$": "AUD",
        "C$": "CAD",
        "HK$": "HKD",
        "NT$": "TWD",
        "S$": "SGD",
        "R$": "BRL",
        "¥": "CNY JPY",
        "￥": "CNY JPY",
        "元": "CNY TWD",
        "円": "JPY",
        "₩": "KRW",
        "원": "KRW",
        "Rp": "IDR",
        "Rp.": "IDR",
        "RM": "MYR",
        "฿": "THB",
        "₫": "VND",
        "₱": "PHP",
        "₹": "INR",
        "kr": "DKK NOK SEK",
    }.items()
}
"""Currencies that a sign may stand for, by their ISO 4217 codes."""
_CODES: Final = frozenset(["AED", "CHF", "PLN", "RUB", "SAR", "TRY", "ZAR"]) | {code for codes in _CURRENCIES.values() for code in codes}  # fmt: skip
_SIGN: Final = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(map(re.escape, sorted([*_CURRENCIES, *_CODES], key=len, reverse=True)))
    + r")(?![^\W\d_])"
)


def currency_in(text: str) -> str:
    """Return the sign or the code of a currency in a text, or else nothing.

    >>> currency_in("(Rp 0)"), currency_in("US$#"), currency_in("0 km"), currency_in("EUR")
    ('Rp', 'US$', '', 'EUR')
    """
    found = _SIGN.search(text)
    return found[0] if found else ""


def is_counted(unit: str) -> bool:
    """Return whether a unit is that of things which are counted: UCUM has them, and money, in braces.

    >>> is_counted("{programme}"), is_counted("{USD}"), is_counted("km")
    (True, False, False)
    """
    return unit.startswith("{") and unit.strip("{}").upper() not in _CODES and not per_one(unit)


def per_one(unit: str) -> str:
    """Return the part of one that a unit is (percent, per mille, one), or else nothing.

    >>> per_one("%"), per_one("[ppth]"), per_one("{ratio}"), per_one("km")
    ('%', '‰', '1', '')
    """
    word = unit.strip().strip("{}").lower()
    word = _SAME.get(word) or _SAME.get(unit.strip().lower()) or word
    return word if word in PER_ONE else ""


def agree(sign: str, unit: str) -> bool:
    """Return whether what stands beside a number may be this unit.

    >>> agree("€", "{EUR}"), agree("$", "SGD"), agree("€", "{IDR}"), agree("km", "km")
    (True, True, False, True)
    """
    word = unit.strip().strip("{}")
    known = _CURRENCIES.get(sign, frozenset((sign,)))
    return word in known or word.casefold() == sign.casefold()


def unit_of(sign: str) -> str:
    """Return the unit that a sign stands for, as a table has it: where it may be several, the first by name.

    >>> unit_of("%"), unit_of("Rp"), unit_of("km")
    ('%', '{IDR}', 'km')
    """
    if sign in _CURRENCIES or sign in _CODES:
        return "{" + min(_CURRENCIES.get(sign, frozenset((sign,)))) + "}"
    return sign
