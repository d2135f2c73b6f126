"""Names made comparable: without case, accents, punctuation and doubled spaces."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST_NAME: Final = 200
"""Characters of the longest name that is looked at; the longest in GeoNames has fewer."""

# What Unicode does not take apart, and letters that are written in two ways: 臺, and in Arabic, Persian and Urdu.
_ALIKE: Final = dict(
    zip(
        "øłđıðŧħæœþŋ臺\u0649\u06cc\u06a9\u0629\u06c1\u06be",
        (*"oldidth", "ae", "oe", "th", "ng", "台", *"\u064a\u064a\u0643\u0647\u0647\u0647"),
        strict=True,
    )
)
# Accents on Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic, and its lengthening mark.
# Vowel signs of Indic and South-East Asian scripts are letters and stay.
_DROPPED: Final = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")


class _Table(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _DROPPED.match(character) or unicodedata.category(character) in {"Cf", "Cc"}:
            made = "" if not character.isspace() else " "
        elif character in _ALIKE:
            made = _ALIKE[character]
        else:
            # Marks are no letters to Python, but without them words of many scripts fall together.
            keep = character.isalnum() or unicodedata.category(character).startswith("M")
            made = character if keep else " "
        self[code] = made
        return made


_TABLE: Final = _Table()
_ASCII_KEY: Final = {
    code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)
}
"""Most names are ASCII, of which Python makes a key in one go."""


def fold(text: str) -> str:
    """Return the name without case, accents, punctuation and doubled spaces, for comparing.

    >>> fold("São  Paulo"), fold("UCLG-ASPAC"), fold("서울"), fold("Łódź")
    ('sao paulo', 'uclg aspac', '서울', 'lodz')
    """
    lower = text.casefold()
    if lower.isascii():
        return " ".join(lower.translate(_TABLE).split())
    # Taking letters apart may bring capitals to light (ᴬ), so they are made small once more.
    bare = unicodedata.normalize("NFKD", lower).casefold().translate(_TABLE)
    return " ".join(unicodedata.normalize("NFC", bare).split())


def key(text: str) -> str:
    """Return the folded name without spaces: what the index of cities compares.

    >>> key("Xi'an") == key("Xian"), key("Tel Aviv-Yafo")
    (True, 'telavivyafo')
    """
    return text.translate(_ASCII_KEY) if text.isascii() else fold(text).replace(" ", "")


def tidy(text: str) -> str:
    r"""Return a typed name without control and direction marks, with single spaces.

    >>> tidy("\u200f Jakarta\x00 \n Pusat")
    'Jakarta Pusat'
    """
    # More than this is no name; cutting first keeps a cell of ten million characters cheap.
    return _tidy(text[: LONGEST_NAME * 2])


@lru_cache(maxsize=4096)
def _tidy(text: str) -> str:
    kept = (
        " " if character.isspace() else character
        for character in text
        if character.isspace()
        or unicodedata.category(character) not in {"Cc", "Cf", "Co", "Cn", "Cs"}
    )
    return " ".join("".join(kept).split())
