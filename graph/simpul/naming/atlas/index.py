"""The index of the world's cities by name: one SQLite file, opened in a millisecond.

It is made from GeoNames (``simpul.naming.gazetteer.index``) into the platform's cache folder, and copied into a
store that holds the world. Names are kept as ``folding.key`` gives them.
"""

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from simpul.errors import StoreError
from simpul.locale import translate as _
from simpul.naming.atlas.folding import key

FILE: Final = "world.db"
"""Name of the index within a build of a store."""
EDITION: Final = "5"
"""Changes when the tables below do, so that an index of another edition is made again."""
_SCHEMA: Final = """
CREATE TABLE about (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
    population INTEGER NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL, fame INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, city INTEGER NOT NULL, rank INTEGER NOT NULL,
    PRIMARY KEY (key, city)) WITHOUT ROWID;
CREATE TABLE alike (country TEXT NOT NULL, first TEXT NOT NULL, size INTEGER NOT NULL, key TEXT NOT NULL,
    city INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (country, first, size, key, city)) WITHOUT ROWID;
CREATE TABLE country (code TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE region (country TEXT NOT NULL, code TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL,
    key TEXT NOT NULL);
"""
_INDEXES: Final = """
CREATE INDEX country_key ON country (key);
CREATE INDEX region_key ON region (key);
"""
DISTRICT: Final = "district"
"""In the place of a language: a name of a region is that of a district of its greatest city."""
_WORST_RANK: Final = 2
_NONE: Final[Mapping[int, Collection[str]]] = MappingProxyType({})
_ALIKE_POPULATION: Final = 15000
"""From this population on, aliases are also found when they are misspelt; labels always are."""


class Rank(IntEnum):
    """How well a name stands for its city."""

    LABEL = 0
    ALIAS = 1
    SOUND = 2
    """Another script's name spelt in Latin letters, or an airport's code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city of the index.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        region: GeoNames' code of the first-level region within the country; may be empty.
        latitude: Degrees north (WGS84).
        longitude: Degrees east.
        fame: Names it has in all languages: cities that people speak of have many.
    """

    id: int
    name: str
    country: str
    region: str
    population: int
    latitude: float
    longitude: float
    fame: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name of a country, or of a region where ``region`` is not empty; language may be empty."""

    country: str
    region: str = ""
    language: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A city that has one of the names that were looked for."""

    place: Place
    key: str
    rank: int


def rank_of(name: str, label: str) -> Rank:
    """Return how well a name stands for the city of this label.

    >>> [rank_of(name, "Jakarta").name for name in ("Jakarta", "Batavia", "ba da wei ya", "JKT")]
    ['LABEL', 'ALIAS', 'SOUND', 'SOUND']
    """
    if name == label:
        return Rank.LABEL
    if name.isascii() and (name.islower() or (name.isupper() and len(name) <= 3)):
        return Rank.SOUND
    return Rank.ALIAS


def write(
    path: Path,
    places: Iterable[tuple[Place, Iterable[str]]],
    labels: Iterable[Label],
    about: Mapping[str, str],
    own: Mapping[int, Collection[str]] = _NONE,
) -> None:
    """Write an index, completely or not at all.

    Args:
        path: The file to make.
        places: Cities, each with every name it has.
        labels: Names of countries and regions.
        about: What the index says of itself.
        own: Names that stand for a city as its label does, being its name in a language, by id.

    Raises:
        OSError: It cannot be written.
    """
    import secrets

    # It brings Oxigraph with it, which a name is found without.
    from simpul.store.own_files import sync

    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with contextlib.closing(sqlite3.connect(fresh)) as connection:
            # Nothing reads the file before it is complete, so it needs no journal.
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            _fill(connection, places, labels, own)
            said = {**about, "edition": EDITION}
            connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(said.items()))
            connection.executescript(_INDEXES)
            connection.commit()
        sync(fresh)
        os.replace(fresh, path)  # noqa: PTH105 - atomic on every platform
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
    finally:
        fresh.unlink(missing_ok=True)


def _fill(
    connection: sqlite3.Connection,
    places: Iterable[tuple[Place, Iterable[str]]],
    labels: Iterable[Label],
    own: Mapping[int, Collection[str]],
) -> None:
    names: list[tuple[str, int, int]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for place, known in places:
            best = {key(name): int(Rank.LABEL) for name in (place.name, *own.get(place.id, ()))}
            for name in known:
                folded = key(name)
                known_as = best.get(folded, _WORST_RANK + 1)
                if known_as and (rank := rank_of(name, place.name)) < known_as:
                    best[folded] = int(rank)
            names.extend((folded, place.id, rank) for folded, rank in best.items() if folded)
            yield (
                place.id,
                place.name,
                place.country,
                place.region,
                place.population,
                place.latitude,
                place.longitude,
                len(best),
            )

    connection.executemany("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows())
    # In the order of the key the tree is written once and never searched.
    names.sort()
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
    _fill_alike(connection)
    countries: list[tuple[str, ...]] = []
    regions: list[tuple[str, ...]] = []
    for label in labels:
        named = (label.language, label.name, key(label.name))
        if label.region:
            regions.append((label.country, label.region, *named))
        else:
            countries.append((label.country, *named))
    connection.executemany("INSERT INTO country VALUES (?, ?, ?, ?)", countries)
    connection.executemany("INSERT INTO region VALUES (?, ?, ?, ?, ?)", regions)


def _fill_alike(connection: sqlite3.Connection) -> None:
    """Keep the names that may be found misspelt by country, first letter and length."""
    connection.execute(
        "INSERT INTO alike SELECT country, substr(key, 1, 1), length(key), key, city, rank "
        "FROM name JOIN city ON city.id = name.city WHERE rank = 0 OR (rank = 1 AND population >= ?) "
        "ORDER BY 1, 2, 3, 4, 5",
        (_ALIKE_POPULATION,),
    )


_CITY: Final = "city.id, city.name, country, region, population, latitude, longitude, fame"


def about(path: Path) -> dict[str, str]:
    """Return what an index says of itself, such as its ``level``, whatever its edition.

    Raises:
        StoreError: The file is no index.
    """
    try:
        with contextlib.closing(_open(path)) as connection:
            return dict(connection.execute("SELECT what, value FROM about"))
    except sqlite3.Error as error:
        raise _unreadable(path, str(error)) from None


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)


class Atlas:
    """The index, opened for reading."""

    def __init__(self, path: Path) -> None:
        self.about = about(path)
        if self.about.get("edition") != EDITION:
            raise _unreadable(path, _("made by another version of Simpul"))
        self._path, self._connection = path, _open(path)
        self._alike = lru_cache(maxsize=4096)(self._names_alike)
        self._alike_anywhere = lru_cache(maxsize=256)(self._names_alike_anywhere)
        self.beginning = lru_cache(maxsize=64)(self._beginning)
        districts = self._rows("SELECT key FROM region WHERE language = ?", DISTRICT)
        self._districts = frozenset(row[0] for row in districts)

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _unreadable(self._path, str(error)) from None

    def bearers(self, keys: Sequence[str], countries: Sequence[str] = ()) -> list[Bearer]:
        """Return the cities that have one of these names, in these countries if any are given."""
        if not keys:
            return []
        query = (
            f"SELECT name.key, name.rank, {_CITY} FROM name JOIN city ON city.id = name.city "  # noqa: S608 - our own column names and question marks
            f"WHERE name.key IN ({_marks(keys)})"
        )
        if countries:
            query += f" AND city.country IN ({_marks(countries)})"
        rows = self._rows(query, *keys, *countries)
        return [Bearer(key=row[0], rank=row[1], place=_place(row[2:])) for row in rows]

    def city(self, number: int) -> Place | None:
        """Return the city of this GeoNames id."""
        query = f"SELECT {_CITY} FROM city WHERE id = ?"  # noqa: S608 - our own column names
        rows = self._rows(query, number)
        return _place(rows[0]) if rows else None

    def bears(self, number: int, name: str) -> bool:
        """Return whether this city has this name, however it is spelt."""
        query = "SELECT 1 FROM name WHERE key = ? AND city = ?"
        return bool(self._rows(query, key(name), number))

    def is_own_name(self, number: int, name: str) -> bool:
        """Return whether a name, however it is spelt, is this city's own: not another by which it is known as well."""
        query = "SELECT 1 FROM name WHERE key = ? AND city = ? AND rank = ?"
        return bool(self._rows(query, key(name), number, Rank.LABEL))

    def alike(self, country: str, wanted: str, most: int) -> list[tuple[str, int, int]]:
        """Return names in a country that begin with the same letter and are about as long.

        Args:
            country: ISO code; empty for all countries, of which only cities of some size are looked at.
            wanted: A name as ``folding.key`` gives it.
            most: By how many letters lengths may differ.

        Returns:
            Each name with its city's id and its rank.
        """
        return [
            row
            for size in range(len(wanted) - most, len(wanted) + most + 1)
            for row in (
                self._alike(country, wanted[0], size)
                if country
                else self._alike_anywhere(wanted[0], size)
            )
        ]

    def _names_alike(self, country: str, first: str, size: int) -> list[tuple[str, int, int]]:
        query = "SELECT key, city, rank FROM alike WHERE country = ? AND first = ? AND size = ?"
        return self._rows(query, country, first, size)

    def _names_alike_anywhere(self, first: str, size: int) -> list[tuple[str, int, int]]:
        # Country by country: the table is in their order.
        query = (
            "SELECT alike.key, alike.city, alike.rank FROM alike JOIN city ON city.id = alike.city "  # noqa: S608 - question marks
            f"WHERE alike.country IN ({_marks(self._codes)}) AND first = ? AND size = ? AND population >= ?"
        )
        return self._rows(query, *self._codes, first, size, _ALIKE_POPULATION)

    @cached_property
    def _codes(self) -> list[str]:
        """The ISO codes of all countries."""
        return [row[0] for row in self._rows("SELECT DISTINCT code FROM country ORDER BY code")]

    def _beginning(self, country: str, first: str) -> list[tuple[int, str]]:
        """Return the cities of a country whose own name begins with this folded letter, each with that name."""
        query = (
            "SELECT DISTINCT city.id, city.name FROM alike JOIN city ON city.id = alike.city "
            "WHERE alike.country = ? AND first = ? AND rank = 0"
        )
        return self._rows(query, country, first)

    def begin_with(self, prefix: str, limit: int) -> list[Place]:
        """Return the most populous cities whose own name begins so."""
        start = key(prefix)
        if not start:
            return []
        query = (
            f"SELECT DISTINCT {_CITY} FROM name JOIN city ON city.id = name.city "  # noqa: S608 - our own column names
            "WHERE name.key >= ? AND name.key < ? AND name.rank = 0 ORDER BY population DESC LIMIT ?"
        )
        rows = self._rows(query, start, start + "\U0010ffff", limit)
        return [_place(row) for row in rows]

    def country_codes(self, text: str) -> list[str]:
        """Return the ISO codes of the countries that a text may name, in any language; most often one."""
        return self._by_key("SELECT DISTINCT code FROM country WHERE key = ? ORDER BY code", text)

    def region_codes(self, text: str) -> list[tuple[str, str]]:
        """Return country and code of the first-level regions that a text may name."""
        query = "SELECT DISTINCT country, code FROM region WHERE key = ? ORDER BY country, code"
        return self._rows(query, key(text))

    def cities_of_district(self, text: str) -> list[Place]:
        """Return the cities that have a district of this name, in any country."""
        if key(text) not in self._districts:
            return []
        query = "SELECT DISTINCT country, code FROM region WHERE key = ? AND language = ?"
        greatest = (
            f"SELECT {_CITY} FROM city WHERE country = ? AND region = ? "  # noqa: S608 - our own column names
            "ORDER BY population DESC LIMIT 1"
        )
        regions = self._rows(query, key(text), DISTRICT)
        return [_place(row) for region in regions for row in self._rows(greatest, *region)]

    def _by_key(self, query: str, text: str) -> list[str]:
        return [row[0] for row in self._rows(query, key(text))]

    def country_names(self) -> list[str]:
        """Return the countries' names in English and Indonesian, for hints."""
        query = "SELECT DISTINCT name FROM country WHERE language IN ('en', 'id') ORDER BY name"
        return [row[0] for row in self._rows(query)]

    def country_name(self, code: str, language: str) -> str:
        """Return a country's name in this language, else in English, else its code."""
        return self._label(code, "", language) or code

    def region_name(self, country: str, code: str, language: str) -> str:
        """Return a region's name in this language, else in English or its own, else nothing."""
        return self._label(country, code, language) if code else ""

    def _label(self, country: str, region: str, language: str) -> str:
        found = self._labels.get((country, region), {})
        return found.get(language) or found.get("en") or found.get("", "")

    @cached_property
    def _labels(self) -> dict[tuple[str, str], dict[str, str]]:
        """The names of countries, whose code of a region is empty, and of regions, by language."""
        # To look one up takes as long: there is no index by code, and most rows are other names.
        found: dict[tuple[str, str], dict[str, str]] = {}
        for rows in (
            "SELECT code, '', language, name FROM country WHERE language <> 'alias' ORDER BY rowid",
            "SELECT country, code, language, name FROM region WHERE language <> 'alias' ORDER BY rowid",
        ):
            for country, region, language, name in self._rows(rows):
                found.setdefault((country, region), {}).setdefault(language, name)
        return found

    def whereabouts(self, place: Place, language: str) -> list[str]:
        """Return the names of a city's region and country, as far as they are known."""
        region = self.region_name(place.country, place.region, language)
        return [name for name in (region, self.country_name(place.country, language)) if name]

    def describe(self, place: Place, language: str) -> str:
        """Return a city's name with its region and country, which distinguish it from others."""
        return ", ".join((place.name, *self.whereabouts(place, language)))

    def has_country(self, code: str) -> bool:
        """Return whether this is the code of a country."""
        query = "SELECT 1 FROM country WHERE code = ? LIMIT 1"
        return bool(self._rows(query, code))

    def great_cities(self) -> list[str]:
        """Return the names of the cities of a million or more, for hints."""
        query = "SELECT DISTINCT name FROM city WHERE population >= 1000000 ORDER BY name"
        return [row[0] for row in self._rows(query)]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _unreadable(path: Path, reason: str) -> StoreError:
    return StoreError(
        _(
            "The index of cities at {path} cannot be read ({reason}). Run `simpul gazetteer` to "
            "make it again.",
            path=path,
            reason=reason,
        )
    )


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _place(row: Sequence[Any]) -> Place:
    number, name, country, region, population, latitude, longitude, fame = row
    return Place(
        id=number,
        name=name,
        country=country,
        region=region,
        population=population,
        latitude=latitude,
        longitude=longitude,
        fame=fame,
    )
