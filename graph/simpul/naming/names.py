"""A name finds its thing; a thing tells its label and the rows that made it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simpul.errors import AmbiguousNameError, ParameterError, Place, did_you_mean, shortened
from simpul.locale import by_language, current, said
from simpul.locale import translate as _
from simpul.naming import atlas
from simpul.naming.addresses import SameThings, city_number, corrected, no_item, wikidata_item
from simpul.naming.atlas import Atlas, Candidate, Level, fold, readings
from simpul.naming.atlas import Place as City
from simpul.naming.cities import CITY, COUNTRY, Cities
from simpul.naming.folded_names import FoldedNames
from simpul.naming.index import IndexFile, Origin
from simpul.naming.kinds import kind_called, word_for
from simpul.naming.lookup import Entry, Hit, Lookup
from simpul.terms import ID
from simpul.texts import is_text

if TYPE_CHECKING:
    from simpul.store import Queryable

_REGION: Final = re.compile(re.escape(ID) + r"place/[A-Z]{2}\.")
_CITIES: Final = frozenset(("", "City", "Place"))
_COUNTRIES: Final = frozenset(("", "Country", "Place"))
_LABEL: Final = 2
"""Rank that makes a name a label; of the language in use it has one more."""
_MOST_KEPT: Final = 10_000
"""This many texts are kept with their meanings."""
_LEAST_CHOICE: Final = 0.01
MOST_LOOKED_AT: Final = 2000
"""Names that a search looks at."""
_MOST_WORDS: Final = 8
_FEW: Final = 3
"""Names that an error offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The thing that a name was taken for.

    Attributes:
        text: The name as a person wrote it.
        by_alias: The name is a mere alias of the city it was taken for, so that another may have been meant.
    """

    iri: str
    text: str
    by_alias: bool = False


class Names:
    """The side index of one build, opened for reading; several threads may ask it at once.

    Of no build, it is an index of nothing.

    Args:
        build: The build's folder.
        graph: What the store holds, which says by what other addresses its things are known.
    """

    def __init__(self, build: Path | None, graph: "Queryable | None" = None) -> None:
        self._connection = IndexFile(build)
        self._same = SameThings(graph)
        world = build / atlas.FILE if build else None
        atlas_ = Atlas(world) if world and world.is_file() else None
        self._world = Cities(lambda: atlas_) if atlas_ else None
        # A build never changes, so what a text once meant it always means.
        self._meant: dict[tuple[str, str], Found] = {}

    def find(self, text: str, kind: str) -> Found:
        """Return the thing of this class that a person means by this text.

        What the facts mention comes before the world's cities, but a city's own name before another's alias; a
        city may be written with its country or region ("Springfield, IL, US") or in an official form ("Kota
        Semarang").

        Args:
            text: An IRI, ``kind/key`` or key under the project's namespace, an address elsewhere that the store
                knows as the thing's, a label or an alias.
            kind: Local name of a class, such as ``City``; empty for any thing.

        Raises:
            ParameterError: Nothing of this class is called so; the error names near ones.
            AmbiguousNameError: Several are.
        """
        meant = self._meant.get((text, kind))
        if meant is None:
            meant = self._find(text, kind)
            if len(self._meant) < _MOST_KEPT:
                self._meant[text, kind] = meant
        return meant

    def resolve(self, text: str, kind: str) -> str:
        """Return the IRI of the thing of this class that a person means by this text; see ``find``."""
        return self.find(text, kind).iri

    def _find(self, text: str, kind: str) -> Found:
        if not is_text(text):
            raise ParameterError(_("{path} is not UTF-8 text.", path=shortened(repr(text))))
        if addressed := self._addressed(text, kind):
            return self._only(text, addressed, by_alias=False)
        found, by_alias = list(self._named(fold(text), kind)), False
        if not found and kind in _CITIES and (item := wikidata_item(text)):
            what, remedy = no_item(item)
            raise ParameterError(f"{what[:1].upper()}{what[1:]} {remedy}")
        if kind in _CITIES:
            found = self._with_cities(text, kind, _cities_first(found))
            found, by_alias = self.own_first(text, found, self._world)
        if not found and self._world and kind in _COUNTRIES:
            found = [COUNTRY + code for code in self._world.atlas.country_codes(text)]
        if not found and self._world and kind in _CITIES and (told := self._world.listed(text)):
            raise ParameterError(f"{told} {_('Ask for one at a time.')}")
        if not found:
            raise ParameterError(
                _(
                    "No {kind} here is called {name}.",
                    kind=word_for(kind),
                    name=shortened(repr(text)),
                )
                + (self._such(text, kind) or self._near(atlas.tidy(text), kind))
            )
        return self._only(text, found, by_alias=by_alias)

    def _such(self, text: str, kind: str) -> str:
        """Return a sentence with things of the kind that a text names; empty where it names none."""
        meant = "" if kind else kind_called(text)
        if not meant or not (known := self._all(meant)):
            return ""
        names = ", ".join(sorted(known)[:_FEW])
        return " " + _("It is a kind of thing; such are {names}.", names=names)

    def _near(self, text: str, kind: str) -> str:
        """Return a sentence with things that have these words or words near them; empty where there are none."""
        entries = self._entries_near(fold(text).split(), kind)
        if self._world and kind in _CITIES:
            great = self._world.atlas.great_cities()
            entries += [Entry(key=name, texts=(name,), weight=-1) for name in great]
        hits = Lookup(entries).search(text, most=_FEW)
        if not hits:
            return did_you_mean(text, self._all(kind))
        names = ", ".join(dict.fromkeys(self._called(hit) for hit in hits))
        return " " + _("Did you mean {names}?", names=names)

    def _entries_near(self, words: Sequence[str], kind: str) -> list[Entry]:
        """Return things of a class with names that have one of some words or a word near it."""
        # A first letter is seldom mistyped, so that most names need not be looked at.
        alike = " OR ".join(["folded LIKE ? OR folded LIKE ? OR folded LIKE ?"] * len(words))
        begins = [f"{pattern}{word[:1]}%" for word in words for pattern in ("", "% ")]
        within = [f"%{word}%" for word in words]
        return self._entries(alike or "FALSE", (*within, *begins), kind)

    def _entries(self, condition: str, values: Sequence[str], kind: str) -> list[Entry]:
        """Return things of a class with those of their names that fit a condition of ours.

        Args:
            condition: On a row of names, in SQL.
            values: Of its places.
            kind: The class; any if empty.
        """
        query = (
            f"SELECT iri, text, preferred FROM name WHERE ({condition}) AND "  # noqa: S608 - our own conditions
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?)) "
            "ORDER BY preferred DESC, rowid"
        )
        rows = self._connection.execute(query, (*values, kind, kind))
        texts: dict[str, tuple[list[str], list[str]]] = {}
        for iri, name, preferred in rows:
            texts.setdefault(iri, ([], []))[not preferred].append(name)
        return [
            Entry(key=iri, texts=tuple(labels), others=tuple(others))
            for iri, (labels, others) in texts.items()
        ]

    def search(self, text: str, *, most: int = MOST_LOOKED_AT) -> list[Hit]:
        """Return the things in the facts that are called so, or nearly so, the best first; see ``simpul.naming.lookup``.

        Args:
            text: Words, or the beginnings of some.
            most: Names that are looked at.
        """
        words = list(dict.fromkeys(fold(text).split()))[:_MOST_WORDS]
        if not words:
            return []
        rows = ", ".join(map(str, self._folded_names.having(words, most)))
        entries = self._entries(f"rowid IN ({rows})", (), "")
        return Lookup(entries or self._entries_near(words, "")).search(" ".join(words))

    @cached_property
    def _folded_names(self) -> FoldedNames:
        """All names, labels first: made by the first search, which takes as long as some ten without it."""
        query = "SELECT rowid, folded FROM name ORDER BY preferred DESC, rowid"
        return FoldedNames(self._connection.execute(query))

    def cities_called(self, text: str, limit: int) -> list[tuple[str, str]]:
        """Return the world's cities that are called so, or whose name begins so, each with where it lies; the facts may not have them."""
        if self._world is None or not fold(text):
            return []
        match = self._world.matcher.match(text)
        found = [candidate.place for candidate in match.candidates if _is_choice(candidate)]
        begun = self._world.atlas.begin_with(text, limit)
        places = {f"{CITY}{place.id}": place for place in (*found, *begun)}
        return [
            (iri, ", ".join((place.name, *self._world.atlas.whereabouts(place, current()))))
            for iri, place in places.items()
        ][:limit]

    def _called(self, hit: Hit) -> str:
        """Return what a thing that was found is called: as it was found, or by its label where that was another name."""
        found_by_label = hit.text in hit.entry.texts
        return hit.text if found_by_label else self.label(hit.entry.key)

    def _only(self, text: str, found: Sequence[str], *, by_alias: bool) -> Found:
        """Return the one thing that was found.

        Raises:
            AmbiguousNameError: There are several.
        """
        if len(found) > 1:
            raise AmbiguousNameError(text, [(iri, self.describe(iri)) for iri in found])
        return Found(iri=found[0], text=text, by_alias=by_alias)

    def _addressed(self, text: str, kind: str) -> list[str]:
        """Return the things of a class whose key or address, here or elsewhere, a text is."""
        for iri in (text, ID + text, f"{ID}{kind.lower()}/{text}"):
            if self._is(iri, kind):
                return [iri]
        return [iri for iri in self.known_by(text) if self._is(iri, kind)]

    def known_by(self, address: str) -> list[str]:
        """Return the things of ours that an address elsewhere means, or one that is nearly ours; most often one."""
        ours = corrected(address)
        if ours != address:
            return [ours] if self.knows(ours) else []
        number = city_number(address)
        if number and self.knows(CITY + number):
            return [CITY + number]
        return self._same.find(address)

    def own_first(
        self, text: str, found: list[str], cities: Cities | None
    ) -> tuple[list[str], bool]:
        """Return what a name stands for, and whether it is a mere alias of all that.

        The cities whose own name it is come before those that merely have it for an alias.

        Args:
            text: The name as a person wrote it.
            found: IRIs of the things so called.
            cities: The world's cities; None where they are not known.
        """
        if not found or any(self._is_own(text, iri) for iri in found):
            return found, False
        owners = cities.owners(text, found) if cities else []
        return (owners, False) if owners else (found, True)

    def _is_own(self, text: str, iri: str) -> bool:
        """Return whether this is no mere alias of a city: its label, an official form of it, or no city's name."""
        if not iri.startswith(CITY):
            return True
        query = "SELECT folded FROM name WHERE iri = ? AND preferred"
        labels = {folded for (folded,) in self._connection.execute(query, (iri,))}
        if fold(text) in labels:
            return True
        names = {way.name for way in readings(text) if not way.bent}
        if not labels.isdisjoint(map(fold, names)):
            return True
        city = self._city(iri)
        return city is not None and atlas.key(city.name) in map(atlas.key, (text, *names))

    def _with_cities(self, text: str, kind: str, found: list[str]) -> list[str]:
        """Return what the name may stand for with official forms and the world's cities in mind."""
        if not found:
            found = self._in_other_words(text, kind)
        if self._world is None or (found and not all(iri.startswith(CITY) for iri in found)):
            return found
        match = self._world.matcher.match(text)
        best = match.best()
        if found:
            is_rival = best and self._world.is_far_greater(best.place, found)
            return [*found, f"{CITY}{best.place.id}"] if best and is_rival else found
        if best:
            return [f"{CITY}{best.place.id}"]
        if match.is_list:
            return []
        return [f"{CITY}{c.place.id}" for c in match.candidates if _is_choice(c)]

    def _in_other_words(self, text: str, kind: str) -> list[str]:
        """Return the city in the facts that an official form means, or a name with its country."""
        for way in filter(lambda way: way.is_official, readings(text)):
            found = [
                iri
                for iri in self._named(way.name, kind)
                if iri.startswith(CITY) and all(self._lies_in(iri, hint) for hint in way.hints)
            ]
            if found:
                return found
        return []

    def _lies_in(self, iri: str, hint: str) -> bool:
        """Return whether a city lies in the country of this name or code; of regions the world's index knows."""
        query = "SELECT country FROM lies WHERE iri = ?"
        row = self._connection.execute(query, (iri,))
        country = str(row[0][0]) if row else ""
        return country == COUNTRY + hint.upper() or country in self._named(fold(hint), "Country")

    def complete(self, prefix: str, kind: str, limit: int = 20) -> list[tuple[str, str]]:
        """Return names of this class with this beginning, each with a description, for a shell's completion.

        Labels in the facts come first, or where none begins so other names of theirs; then the world's cities
        by population.
        """
        start = fold(prefix)
        # Of a thing whose label begins so, its aliases are not offered as well.
        rows = self._connection.execute(
            "SELECT text, iri, MAX(preferred * 2 + (language || '-' LIKE ? || '-%')) AS rank FROM name "
            "WHERE folded >= ? AND folded < ? AND "
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?)) "
            # Then names in Latin letters, which end at 591: what a person can type on.
            "GROUP BY iri ORDER BY rank DESC, unicode(text) > 591, folded LIMIT ?",
            (current(), start, start + "\U0010ffff", kind, kind, limit),
        )
        labels = [row for row in rows if row[2] >= _LABEL]
        found = {text: self.describe(iri) for text, iri, _rank in labels or rows}
        if self._world and start and kind in _CITIES:
            for city in self._world.atlas.begin_with(prefix, limit):
                found.setdefault(city.name, self.describe(f"{CITY}{city.id}"))
        return list(found.items())[:limit]

    def label(self, iri: str) -> str:
        """Return the thing's label in the language in use, else in English, else any; or its IRI."""
        rows = self._connection.execute(
            "SELECT language, text FROM name WHERE iri = ?1 AND "
            "preferred = (SELECT MAX(preferred) FROM name WHERE iri = ?1) ORDER BY language, text",
            (iri,),
        )
        if rows:
            return said(by_language((language, text) for language, text in rows))
        city = self._city(iri)
        if self._world and iri.startswith(COUNTRY):
            return self._world.atlas.country_name(iri.removeprefix(COUNTRY), current())
        return city.name if city else iri

    def counts(self) -> dict[str, int]:
        """Return how many things in the facts there are of each class, by its local name."""
        distinct = "SELECT DISTINCT iri, class FROM class"  # in the order of its index
        query = f"SELECT class, COUNT(*) FROM ({distinct}) GROUP BY class"  # noqa: S608 - our own words
        return {str(kind): int(count) for kind, count in self._connection.execute(query)}

    def labels(self, language: str) -> dict[str, str]:
        """Return the labels of all things in the facts: in a language, else in English, else any."""
        found: dict[str, tuple[int, str]] = {}
        rank = {language: 0, "en": 1} if language != "en" else {"en": 0}
        for iri, tag, text in self._connection.execute(
            "SELECT iri, language, text FROM name WHERE preferred"
        ):
            one = (rank.get(tag, 2), text)
            if iri not in found or one < found[iri]:
                found[iri] = one
        return {iri: text for iri, (_rank, text) in found.items()}

    def labels_of(self, iris: Collection[str], language: str) -> dict[str, str]:
        """Return the labels of these things, as far as the facts have any: in a language, else as ``label`` does."""
        if not iris:
            return {}
        query = (
            f"SELECT iri, language, text FROM name WHERE iri IN ({', '.join('?' * len(iris))}) "  # noqa: S608 - question marks
            "AND preferred ORDER BY iri, language, text"
        )
        texts: dict[str, list[tuple[str, str]]] = {}
        for iri, tag, text in self._connection.execute(query, (*iris,)):
            texts.setdefault(iri, []).append((tag, text))
        by_tag = {iri: by_language(tagged) for iri, tagged in texts.items()}
        return {iri: found.get(language) or said(found) for iri, found in by_tag.items()}

    def describe(self, iri: str) -> str:
        """Return the thing's label, and for a place the country it lies in, to tell it from its namesakes."""
        city = self._city(iri)
        if city and self._world:
            own = self.label(iri)
            return ", ".join((own, *self._world.atlas.whereabouts(city, current())))
        row = self._connection.execute("SELECT country FROM lies WHERE iri = ?", (iri,))
        return f"{self.label(iri)}, {self.label(str(row[0][0]))}" if row else self.label(iri)

    def origins(self, iri: str) -> list[Origin]:
        """Return the rows that state this thing, by source, file and row."""
        return self._origins("iri = ? ORDER BY source, file, sheet, row", iri)

    def _city(self, iri: str) -> City | None:
        return self._world.at(iri) if self._world else None

    def origins_of(self, source: str) -> list[Origin]:
        """Return the rows of a source, in the order in which they were read."""
        return self._origins("source = ? ORDER BY rowid", source)

    def _origins(self, which: str, value: str) -> list[Origin]:
        query = f"SELECT iri, source, file, row, sheet FROM origin WHERE {which}"  # noqa: S608 - our own conditions
        return [
            Origin(iri=iri, source=source, place=Place(file=file, row=row, sheet=sheet))
            for iri, source, file, row, sheet in self._connection.execute(query, (value,))
        ]

    def bearers(self, text: str, prefix: str) -> list[str]:
        """Return the things under an address with this name; labels take precedence over aliases."""
        return list(self._named(fold(text), "", prefix))

    def called(self, text: str) -> list[str]:
        """Return the things in the facts that are called exactly so, case and accents aside; labels before other names."""
        return list(self._named(fold(text), ""))

    def kinds_of(self, iri: str) -> frozenset[str]:
        """Return the local names of a thing's classes."""
        rows = self._connection.execute("SELECT class FROM class WHERE iri = ?", (iri,))
        return frozenset(str(kind) for (kind,) in rows)

    def entries(self, kinds: Collection[str]) -> list[Entry]:
        """Return the things of these classes as what is found by words: each with all its names.

        Args:
            kinds: Local names of classes; of one that is of several the first in their order is its kind.
        """
        order = {kind: number for number, kind in enumerate(kinds)}
        marks = ", ".join("?" * len(order))
        query = (
            "SELECT class.iri, class, text, language, preferred FROM class "  # noqa: S608 - question marks
            f"JOIN name ON name.iri = class.iri WHERE class IN ({marks}) "
            "ORDER BY class.iri, preferred DESC, language, text"
        )
        classes: dict[str, str] = {}
        texts: dict[str, dict[str, tuple[str, bool]]] = {}
        for iri, kind, text, language, preferred in self._connection.execute(query, (*order,)):
            if order[kind] <= order[classes.setdefault(iri, kind)]:
                classes[iri] = kind
            texts.setdefault(iri, {}).setdefault(text, (language, bool(preferred)))
        return [
            Entry(
                key=iri,
                texts=tuple(text for text, (_language, preferred) in named.items() if preferred),
                others=tuple(
                    text for text, (_language, preferred) in named.items() if not preferred
                ),
                labels=by_language(
                    (language, text) for text, (language, preferred) in named.items() if preferred
                ),
                kind=classes[iri],
            )
            for iri, named in texts.items()
        ]

    def keyed(self, ending: str) -> list[str]:
        """Return the things whose address ends so."""
        query = "SELECT DISTINCT iri FROM class WHERE substr(iri, -length(?1)) = ?1 ORDER BY iri"
        return [iri for (iri,) in self._connection.execute(query, (ending,))]

    def texts(self, prefix: str) -> list[str]:
        """Return the labels of all things under an address."""
        rows = self._connection.execute(
            "SELECT DISTINCT text FROM name WHERE preferred AND iri >= ? AND iri < ?",
            (prefix, prefix + "\U0010ffff"),
        )
        return [text for (text,) in rows]

    def things(self, prefix: str) -> list[str]:
        """Return the things that lie under an address."""
        rows = self._connection.execute(
            "SELECT DISTINCT iri FROM class WHERE iri >= ? AND iri < ?",
            (prefix, prefix + "\U0010ffff"),
        )
        return [iri for (iri,) in rows]

    def knows(self, iri: str) -> bool:
        """Return whether the store describes this thing."""
        return self._is(iri, "")

    def _is(self, iri: str, kind: str) -> bool:
        query = "SELECT 1 FROM class WHERE iri = ? AND (? = '' OR class = ?) LIMIT 1"
        if self._connection.execute(query, (iri, kind, kind)):
            return True
        if kind in _CITIES and self._city(iri):
            return True
        code = iri.removeprefix(COUNTRY)
        known = self._world is not None and code != iri and kind in _COUNTRIES
        return known and self._world is not None and self._world.atlas.has_country(code)

    def _named(self, folded: str, kind: str, prefix: str = "") -> Sequence[str]:
        """Return the things of this name, of a class or under an address; labels take precedence over aliases."""
        rows = self._connection.execute(
            "SELECT DISTINCT iri, preferred FROM name WHERE folded = ? AND iri >= ? AND iri < ? AND "
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?)) "
            "ORDER BY iri",
            (folded, prefix, prefix + "\U0010ffff", kind, kind),
        )
        labelled = [iri for iri, preferred in rows if preferred]
        return labelled or list(dict.fromkeys(iri for iri, _preferred in rows))

    def _all(self, kind: str) -> list[str]:
        rows = self._connection.execute(
            "SELECT DISTINCT text FROM name WHERE preferred AND "
            "(? = '' OR EXISTS (SELECT 1 FROM class WHERE class.iri = name.iri AND class = ?))",
            (kind, kind),
        )
        great = self._world.atlas.great_cities() if self._world and kind in _CITIES else []
        return list(dict.fromkeys((*(text for (text,) in rows), *great)))

    def close(self) -> None:
        """Close the files."""
        self._connection.close()
        if self._world:
            self._world.atlas.close()


class Resolver:
    """The names in one call, and what each was taken to mean.

    Args:
        names: The index that knows them.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._found: dict[tuple[str, str], Found] = {}

    def resolve(self, text: str, kind: str) -> str:
        """Return the IRI of the thing of this class that a person means by this text; see ``Names.find``."""
        found = self._found[text, kind] = self._names.find(text, kind)
        return found.iri

    @property
    def suppositions(self) -> tuple[str, ...]:
        """A sentence on each name that is a mere alias of the city it was taken for."""
        supposed = {found.text: found.iri for found in self._found.values() if found.by_alias}
        return tuple(
            _("{name} was taken for {city}.", name=repr(text), city=self._names.describe(iri))
            for text, iri in supposed.items()
        )


def _cities_first(found: list[str]) -> list[str]:
    """Return the things so called, without the gazetteer's regions that have their city's name."""
    if not any(iri.startswith(CITY) for iri in found):
        return found
    return [iri for iri in found if not _REGION.match(iri)]


def _is_choice(candidate: Candidate) -> bool:
    return candidate.level is not Level.OTHER and candidate.score >= _LEAST_CHOICE
