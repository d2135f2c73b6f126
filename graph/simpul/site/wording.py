"""Words of the explorer's cards on pages of the site: in the reader's language, Korean included."""

import re
from typing import Final

from simpul.locale import Texts, said
from simpul.quantities import grouped
from simpul_viz.texts import TEXTS

_MARKS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DAY: Final = r"([0-9X]{4}(?:-[0-9]{2}){0,2})"
_FORMS: Final = (
    (re.compile(rf"{_DAY}~"), "about"),
    (re.compile(rf"{_DAY}\?"), "perhaps"),
    (re.compile(rf"\[{_DAY}\.\.{_DAY}\]"), "between"),
    (re.compile(rf"{_DAY}/{_DAY}"), "until"),
)
_SET: Final = re.compile(r"\{(.+)\}")
_BOUNDS: Final = ("begin", "end", "asOf", "due")


class Words:
    """What pages say, in one language."""

    def __init__(self, language: str) -> None:
        """Take the language: ``en``, ``id`` or ``ko``."""
        self.language = language

    def word(self, key: str, a: object = "", b: object = "") -> str:
        """Return a text of the pages, with what stands in its places."""
        return said(TEXTS[key], self.language).replace("{a}", str(a)).replace("{b}", str(b))

    def said(self, texts: Texts) -> str:
        """Return a text of the data, without marks that turn the line around it."""
        return _MARKS.sub("", said(texts, self.language))

    def number(self, text: object) -> str:
        """Return a number as the language writes it; any other text as it is."""
        return grouped(str(text), self.language)

    def date(self, date: str) -> str:
        """Return a date of EDTF in words, in its common forms; others as they stand.

        >>> Words("en").date("2013~"), Words("en").date("2018-03-19/2018-03-24"), Words("en").date("2018")
        ('about 2013', '2018-03-19 to 2018-03-24', '2018')
        """
        for form, key in _FORMS:
            if found := form.fullmatch(date):
                return self.word(key, *found.groups())
        if found := _SET.fullmatch(date):
            return ", ".join(found[1].replace("..", "–").split(","))  # noqa: RUF001 - from the one to the other
        return date

    def period(self, dates: Texts) -> str:
        """Return the dates of a tie in words."""
        if dates.get("begin") and dates["begin"] == dates.get("end"):
            return self.date(dates["begin"])
        return ", ".join(self.word(key, self.date(dates[key])) for key in _BOUNDS if dates.get(key))
