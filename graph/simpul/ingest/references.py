"""References in tables: what a name means, in the store, in the tables themselves, in vocabularies, in the world."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from simpul.errors import AmbiguousNameError, ParameterError, did_you_mean, nearest, shortened
from simpul.ingest.kinds import Column, choices, in_words, vocabulary
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import CITY, Cities, Names, fold, several
from simpul.naming.addresses import (
    city_number,
    corrected,
    geonames_number,
    no_city,
    no_item,
    wikidata_item,
)
from simpul.naming.keys import slug
from simpul.tables import Fact
from simpul.terms import ALL_LABELS, ID, rdf_type, text


class UnknownNameError(ValueError):
    """A name means nothing here, or several things.

    Attributes:
        what: Says so.
        remedy: Names candidates.
    """

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """What a name in a cell means.

    Attributes:
        key: What the cell should hold.
        supposed: In words, the city that the name was taken for though it is a mere alias of it; else empty.
    """

    key: str
    supposed: str = ""


@dataclass(slots=True, kw_only=True)
class References:
    """What a reference in a table may mean.

    Attributes:
        names: Of what the store holds.
        own: Addresses of the things that the source being read describes, by folded name.
        earlier: The same of sources read before it and not yet in the store.
        described: Addresses of all those things.
    """

    names: Names
    cities: Cities
    own: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    earlier: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    described: set[str] = field(default_factory=set[str])
    _seen: dict[tuple[str, str], Referent] = field(default_factory=dict[tuple[str, str], Referent])

    def add(self, iri: str, labels: Sequence[str]) -> None:
        """Learn of a thing that a table of the source being read describes."""
        self.described.add(iri)
        for label in labels:
            if folded := fold(label):
                self.own.setdefault(folded, set()).add(iri)

    def finish(self, facts: Iterable[Fact]) -> None:
        """Learn what a source that has been read describes; the next one begins."""
        self.own, self._seen = {}, {}
        for (subject, predicate, object_), _place in facts:
            if predicate == rdf_type:
                self.described.add(text(subject))
            elif predicate in ALL_LABELS:
                self.earlier.setdefault(fold(text(object_)), set()).add(text(subject))

    def bearers(self, written: str, prefix: str) -> list[str]:
        """Return the things under an address that the store or an earlier source calls so."""
        stored = self.names.bearers(written, prefix)
        earlier = self.earlier.get(fold(written), set()) - {*stored}
        return [*stored, *sorted(iri for iri in earlier if iri.startswith(prefix))]

    def find(self, column: Column, written: str) -> Referent:
        """Return what a column's cell should hold for what a person wrote there.

        Raises:
            UnknownNameError: It means nothing known, or several things.
        """
        pair = (column.name + column.reference, written)
        if pair not in self._seen:
            self._seen[pair] = self._find(column, written.strip())
        return self._seen[pair]

    def _find(self, column: Column, written: str) -> Referent:
        if column.choices or column.reference in vocabulary():
            return Referent(key=_choice(column, written))
        prefix = column.reference
        if known := self._known_by(column, written):
            return Referent(key=known.removeprefix(prefix))
        iri = written if written.startswith(prefix) else prefix + written
        for likely in (iri, iri.lower()):
            if likely in self.described or self.names.knows(likely):
                return Referent(key=likely.removeprefix(prefix))
        found, is_alias = self._named(column, written)
        if len(found) == 1:
            supposed = self.names.describe(found[0]) if is_alias else ""
            return Referent(key=found[0].removeprefix(prefix), supposed=supposed)
        if found:
            raise self._several(column, written, found)
        if CITY.startswith(prefix) and (item := wikidata_item(written)):
            raise UnknownNameError(*no_item(item))
        if CITY.startswith(prefix) and (city := self._city(column, written)):
            return replace(city, key=(CITY + city.key).removeprefix(prefix))
        if re.fullmatch(column.pattern or r"(?!)", written):
            return Referent(
                key=written
            )  # a key that nothing describes yet is reported later, with its place
        labels = [*self.names.texts(prefix)] if prefix != CITY else []
        hint = did_you_mean(written, labels).strip()
        raise UnknownNameError(
            _("nothing here is called {name}.", name=repr(shortened(written))),
            hint or _("Correct the name, or add a row for it in a table of its kind."),
        )

    def _several(self, column: Column, written: str, found: Sequence[str]) -> UnknownNameError:
        """Return the error that a text means several things, with the key of each."""
        choices = ", ".join(f"{iri.removeprefix(column.reference)} ({self._label(iri)})" for iri in found)  # fmt: skip
        what = _("{name} may mean several things.", name=repr(written))
        return UnknownNameError(what, _("Write the key of one of these: {choices}.", choices=choices))  # fmt: skip

    def _known_by(self, column: Column, written: str) -> str:
        """Return the thing of a column's kind that an address or a city's number means; empty for any other text.

        Raises:
            UnknownNameError: Several things have the address, or nothing here has it and it can only be a city's.
        """
        if column.base == "integer" and re.fullmatch(r"\d+", written):
            return column.reference + written
        found = [iri for iri in self._addressed(written) if iri.startswith(column.reference)]
        found = _fitting(column, found) if column.reference == ID else found
        if len(found) > 1:
            raise self._several(column, written, found)
        is_for_city = CITY.startswith(column.reference)
        if not found and is_for_city and (number := geonames_number(written)):
            raise UnknownNameError(*no_city(number))
        return found[0] if found else ""

    def _addressed(self, written: str) -> list[str]:
        """Return the things that an address means, in the tables, in the store or among the world's cities."""
        ours = corrected(written)
        if ours in self.described:
            return [ours]
        if known := self.names.known_by(written):
            return known
        city = CITY + city_number(written)
        return [city] if self.cities.at(city) else []

    def _named(self, column: Column, written: str) -> tuple[list[str], bool]:
        """Return the things that a column may name and that are called so, and whether that is a mere alias.

        The source's own come first, then those of the store and of earlier sources.
        """
        own = sorted(self.own.get(fold(written), ()))
        if column.reference != ID:
            own = [iri for iri in own if iri.startswith(column.reference)]
            return (own, False) if own else self.names.own_first(written, self.bearers(written, column.reference), self.cities)  # fmt: skip
        if found := _fitting(column, own):
            return found, False
        found = _fitting(column, self._of_any_kind(written))
        return (found, False) if own else self.names.own_first(written, found, self.cities)

    def _of_any_kind(self, written: str) -> list[str]:
        """Return what a name means that may be anything's, as for a question; else what has it for a key."""
        try:
            return [self.names.resolve(written, "")]
        except AmbiguousNameError as error:
            return [iri for iri, _words in error.choices]
        except ParameterError:
            key = "/" + slug(written)
            own = {iri for iri in self.described if iri.endswith(key)}
            named = self.earlier.get(fold(written), set[str]())
            return sorted(named or own | {*self.names.keyed(key)})

    def _label(self, iri: str) -> str:
        """Return what a thing is called in the store, else in the tables."""
        label = self.names.label(iri)
        own = (name for name, things in self.own.items() if iri in things)
        return label if label != iri else next(own, iri.removeprefix(ID))

    def _city(self, column: Column, written: str) -> Referent | None:
        """Return the city of the world that a name means, or None where it means none.

        Raises:
            UnknownNameError: It may mean several, or one that only a person can be sure of.
        """
        found = self.cities.find(written)
        if found.city:
            supposed = "" if found.is_sure else self.cities.describe(found.city)
            return Referent(key=str(found.city.id), supposed=supposed)
        if not found.candidates:
            return None
        if found.is_list:
            raise UnknownNameError(several(written, found.candidates), _how_to_list(column))
        name = repr(shortened(written))
        choices = "; ".join(f"{c.id} ({self.cities.describe(c)})" for c in found.candidates)
        if not found.is_city:
            what = _("{name} is a regency, a province, a district or another place that is not a city; here "
                     "only cities have GeoNames numbers.", name=name)  # fmt: skip
            remedy = _("If the city is meant, write its number: {choices}; else give it a row in a table of places (`simpul template place`), and write its key in the column for places.", choices=choices)  # fmt: skip
        elif len(found.candidates) == 1:
            what = _("it is not certain which city {name} is.", name=name)
            remedy = _("If it is this one, write its GeoNames number: {choices}.", choices=choices)
        else:
            what = _("several cities are called {name}.", name=name)
            remedy = _("Write the GeoNames number of one of these: {choices}.", choices=choices)
        raise UnknownNameError(what, remedy)


def _how_to_list(column: Column) -> str:
    """Return how a person says several things where a column's cell has them all in one name."""
    if column.separator:
        return _("Write them with {separator} between.", separator=column.separator)
    return _("Write one row for each.")


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
    offered = choices(column, current()) or {key: key for key in sorted(allowed)}
    near = [*nearest(written, offered), *offered]
    remedy = _("Write one of: {choices}.", choices=in_words({label: offered[label] for label in near}))  # fmt: skip
    if column.separator:
        remedy += " " + _("Separate several with {separator}.", separator=column.separator)
    raise UnknownNameError(_("{value} does not fit here.", value=repr(shortened(written))), remedy)
