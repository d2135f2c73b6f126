"""Things by the names people write for them: in the store, in what is loaded, in vocabularies, in the world."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.errors import AmbiguousNameError, ParameterError, did_you_mean
from simpul.ingest.cities import Cities
from simpul.ingest.kinds import Column, choices, in_words, vocabulary
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import Names, fold
from simpul.terms import ID

CITY: Final = ID + "city/"
_LONGEST_KEY: Final = 80


class UnknownNameError(ValueError):
    """A name means nothing here, or several things.

    Attributes:
        what: Says so.
        remedy: Names candidates.
    """

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


@dataclass(slots=True, kw_only=True)
class Things:
    """What a reference in a table may mean.

    Attributes:
        own: Addresses of the things that the tables being loaded describe, by folded name.
        described: Addresses of those things.
        supposed: Names that are mere aliases of the cities they were taken for, and those cities in words.
    """

    names: Names
    cities: Cities
    own: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    described: set[str] = field(default_factory=set[str])
    supposed: dict[str, str] = field(default_factory=dict[str, str])
    _seen: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def add(self, iri: str, labels: Sequence[str]) -> None:
        """Learn of a thing that a table being loaded describes."""
        self.described.add(iri)
        for label in labels:
            if folded := fold(label):
                self.own.setdefault(folded, set()).add(iri)

    def key(self, column: Column, written: str) -> str:
        """Return what a column's cell should hold for what a person wrote there.

        Raises:
            UnknownNameError: It means nothing known, or several things.
        """
        pair = (column.name + column.reference, written)
        if pair not in self._seen:
            self._seen[pair] = self._key(column, written.strip())
        return self._seen[pair]

    def _key(self, column: Column, written: str) -> str:
        if column.choices or column.reference in vocabulary():
            return _choice(column, written)
        prefix = column.reference
        if column.base == "integer" and re.fullmatch(r"\d+", written):
            return written
        iri = written if written.startswith(prefix) else prefix + written
        for likely in (iri, iri.lower()):
            if likely in self.described or self.names.knows(likely):
                return likely.removeprefix(prefix)
        found = self._named(column, written)
        if len(found) == 1:
            return found[0].removeprefix(prefix)
        if found:
            choices = ", ".join(f"{iri.removeprefix(prefix)} ({self._label(iri)})" for iri in found)
            raise UnknownNameError(_("{name} may mean several things.", name=repr(written)), _("Write the key of one of these: {choices}.", choices=choices))  # fmt: skip
        if CITY.startswith(prefix) and (city := self._city(written)):
            return (CITY + city).removeprefix(prefix)
        if re.fullmatch(column.pattern or r"(?!)", written):
            return written  # a key of something nobody described yet is told with its place later
        known = [*self.names.texts(prefix)] if prefix != CITY else []
        hint = did_you_mean(written, known).strip()
        raise UnknownNameError(
            _("nothing is called {name} here.", name=repr(_short(written))),
            hint or _("Mend the name, or add a row for it in a table of its kind."),
        )

    def _named(self, column: Column, written: str) -> list[str]:
        """Return the things that a column may name and that are called so: in the tables, else in the store."""
        own = sorted(self.own.get(fold(written), ()))
        if column.reference != ID:
            own = [iri for iri in own if iri.startswith(column.reference)]
            return own or self._rather(written, self.names.bearers(written, column.reference))
        found = _fitting(column, own) or _fitting(column, self._of_any_kind(written))
        return found if own else self._rather(written, found)

    def _rather(self, written: str, found: list[str]) -> list[str]:
        """Return what was found, or instead of a mere alias of it the cities whose own name this is."""
        if not found or any(self.names.is_own(written, iri) for iri in found):
            return found
        namesakes = self.cities.namesakes(written, [iri.removeprefix(CITY) for iri in found])
        if not namesakes and len(found) == 1:
            self.supposed[written] = self.names.describe(found[0])
        return [CITY + city.key for city in namesakes] or found

    def _of_any_kind(self, written: str) -> list[str]:
        """Return what a name means that may be anything's, as for a question; else what has it for a key."""
        try:
            return [self.names.resolve(written, "")]
        except AmbiguousNameError as error:
            return [iri for iri, _words in error.choices]
        except ParameterError:
            key = "/" + slug(written)
            own = {iri for iri in self.described if iri.endswith(key)}
            return sorted(own | {*self.names.keyed(key)})

    def _label(self, iri: str) -> str:
        """Return what a thing is called in the store, else in the tables."""
        label = self.names.label(iri)
        own = (name for name, things in self.own.items() if iri in things)
        return label if label != iri else next(own, iri.removeprefix(ID))

    def _city(self, written: str) -> str | None:
        """Return the key of the city of the world that a name means, or None where it means none.

        Raises:
            UnknownNameError: It may mean several, or one that only a person can be sure of.
        """
        found = self.cities.find(written)
        if found.city:
            if not found.is_sure:
                self.supposed[written] = found.city.words
            return found.city.key
        if not found.candidates:
            return None
        name = repr(_short(written))
        choices = "; ".join(f"{city.key} ({city.words})" for city in found.candidates)
        if not found.is_city:
            what = _("{name} is a regency, a province or another place that is no city; GeoNames numbers only cities here.", name=name)  # fmt: skip
            remedy = _("If the city is meant, write its number: {choices}; else give it a row in a table of places (`simpul template place`), and write its key in the column for places.", choices=choices)  # fmt: skip
        elif len(found.candidates) == 1:
            what = _("it is not sure which city {name} is.", name=name)
            remedy = _("If it is this one, write its GeoNames number: {choices}.", choices=choices)
        else:
            what = _("several cities are called {name}.", name=name)
            remedy = _("Write the GeoNames number of one of these: {choices}.", choices=choices)
        raise UnknownNameError(what, remedy)


def _fitting(column: Column, found: Iterable[str]) -> list[str]:
    """Return the things whose kinds a column allows."""
    allowed = re.compile(column.pattern or ".*")
    return [iri for iri in found if allowed.fullmatch(iri.removeprefix(ID))]


def _choice(column: Column, written: str) -> str:
    words = vocabulary().get(column.reference, {})
    allowed = column.choices or tuple(words)
    folded = fold(written)
    for key in allowed:
        if folded in {fold(key), *(fold(label) for label in words.get(key, {}).values())}:
            return key
    raise UnknownNameError(
        _("{value} does not fit here.", value=repr(_short(written))),
        _(
            "Write one of: {choices}.",
            choices=in_words(choices(column, current())) or ", ".join(sorted(allowed)),
        ),
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"


def slug(text: str) -> str:
    """Return the text as a key: lower case, digits and hyphens; empty where nothing of it can stand.

    >>> slug("São Paulo: Plan 2020"), slug("서울")
    ('sao-paulo-plan-2020', '')
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    key = "-".join(words)
    if len(key) <= _LONGEST_KEY:
        return key
    return key[:_LONGEST_KEY].rsplit("-", 1)[0]
