"""What persons decided on names: kept in a table beside the source, respected by every run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.errors import Place, Problem
from simpul.locale import translate as _
from simpul.naming import atlas
from simpul.naming.atlas import Method
from simpul.tables.cleaning import PLACEHOLDERS, folded

WORDS: Final = {
    "accept": Method.ACCEPTED,
    "terima": Method.ACCEPTED,
    "choose": Method.CHOSEN,
    "pilih": Method.CHOSEN,
    "reject": Method.REJECTED,
    "tolak": Method.REJECTED,
}
"""What may stand in the column ``decision``, in either language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person decided on a name.

    Attributes:
        city: GeoNames id; None where the name is no city's.
        method: Accepted, chosen or rejected.
    """

    city: int | None
    method: Method
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Decisions by folded name and ISO code of the country; an empty code stands for any."""

    choices: Mapping[tuple[str, str], Choice] = field(default_factory=dict[tuple[str, str], Choice])

    def find(self, name: str, countries: Sequence[str] = ()) -> Choice | None:
        """Return what was decided on a name in these countries, or None."""
        if not self.choices:
            return None
        known = atlas.fold(atlas.tidy(name))
        for code in (*countries, ""):
            if found := self.choices.get((known, code)):
                return found
        return None


NO_DECISIONS: Final = Decisions()


def read(
    rows: Iterable[tuple[Place, Mapping[str, str]]], index: atlas.Atlas, *, name: str, country: str
) -> tuple[Decisions, list[Problem]]:
    """Read decisions from the rows of a table; those with an empty ``decision`` say nothing.

    Args:
        rows: Place of each row's decision, and its cells by heading: ``decision``, ``geonames_id``,
            ``reason``, and the columns below.
        index: Knows cities and countries.
        name: Heading of the column of names.
        country: Heading of the column of countries; empty where there is none.
    """
    choices: dict[tuple[str, str], Choice] = {}
    problems: list[Problem] = []
    for place, row in rows:
        word = folded(row.get("decision", "")).lower()
        if not word or word in PLACEHOLDERS:
            continue
        choice, what = _choice(row, word, index)
        if choice is None:
            problems.append(Problem(place=place, what=what, remedy=_remedy()))
            continue
        codes = index.country_codes(row.get(country, "")) if country else []
        known = atlas.fold(atlas.tidy(row.get(name, "")))
        choices.update({(known, code): choice for code in codes or [""]})
    return Decisions(choices=choices), problems


def _choice(row: Mapping[str, str], word: str, index: atlas.Atlas) -> tuple[Choice | None, str]:
    method = WORDS.get(word)
    reason = folded(row.get("reason", ""))
    if method is None:
        return None, _("{word} is not a decision.", word=repr(word))
    if method is Method.REJECTED:
        return Choice(city=None, method=method, reason=reason), ""
    key = folded(row.get("geonames_id", ""))
    known = key.isascii() and key.isdecimal() and len(key) < 19 and index.city(int(key))
    if not known:
        return None, _(
            "{word} needs the GeoNames number of a city, not {id}.", word=word, id=repr(key)
        )
    return Choice(city=int(key), method=method, reason=reason), ""


def _remedy() -> str:
    return _(
        "Write accept, choose or reject; for the first two put the city's number into geonames_id."
    )
