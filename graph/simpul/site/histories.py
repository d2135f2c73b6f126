"""What changed before the build that is served: made once, beside it, by ``simpul.site.making``."""

from pathlib import Path
from typing import Final

from simpul.access import ACCESS
from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.sides import StoreSide
from simpul.exchange.history import History, place_of, write
from simpul.session import KnowledgeGraph
from simpul.site.site import Site
from simpul.store import record
from simpul.terms import ID

_SOURCES: Final = f"{ID}source/"


def build_of(site: Site, right: str) -> Path | None:
    """Return the folder of the build that is served; None where it is not on this machine."""
    place = site.graph(right).place
    build = place / site.build if isinstance(place, Path) else None
    return build if build and site.build and build.is_dir() else None


def history_of(site: Site, right: str) -> History | None:
    """Return the history of the build that is served, as who has an access right sees it; None where there is none, or none yet."""
    build = build_of(site, right)
    path = place_of(build, right) if build else None
    if path is None or not path.is_file():
        return None
    return site.once(right, "history", lambda: History(path))


def is_coming(site: Site, right: str) -> bool:
    """Return whether a history is still being made, so that what is told without it is no last word."""
    build = build_of(site, right)
    if build is None or place_of(build, right).is_file():
        return False
    before = record.previous_of(build)
    return before is not None and before.is_dir()


def make_all(store: str) -> None:
    """Make the histories of the build in use that are missing.

    Raises:
        SimpulError: The store cannot be read.
        OSError: Nothing can be written beside the build.
    """
    with KnowledgeGraph(store or None, tell=_nothing) as new:
        if not isinstance(new.place, Path):
            return
        folder = new.place / new.build
        before = record.previous_of(folder)
        missing = [right for right in ACCESS if not place_of(folder, right).exists()]
        if not missing or before is None or not before.is_dir():
            return
        with KnowledgeGraph(store or None, build=before.name, tell=_nothing) as old:
            made: dict[tuple[int, int], Difference] = {}
            for right in missing:
                _make(right, old, new, made)


def _make(
    right: str,
    old: KnowledgeGraph,
    new: KnowledgeGraph,
    made: dict[tuple[int, int], Difference],
) -> None:
    earlier, later = old.limited(right).whole, new.limited(right).whole
    sides = id(earlier), id(later)
    if sides not in made:  # those who may see the same see the same changes
        made[sides] = compare(StoreSide(old.build, earlier), StoreSide(new.build, later))
    seen = [name.value for name in earlier.graph_names() if name.value.startswith(_SOURCES)]
    stores = Path(str(new.place))
    place = place_of(stores / old.build, right)
    write(
        place_of(stores / new.build, right),
        build=new.build,
        difference=made[sides],
        earlier=place if place.is_file() else None,
        seen=seen,
        withheld=later.withheld,
    )


def _nothing(_told: str) -> None:
    """Let what a session tells be."""
