"""A build compared with the one before it, for each access right: ``simpul.site.histories`` reads what comes of it."""

from pathlib import Path
from typing import Final

from simpul.access import ACCESS
from simpul.exchange.difference.comparing import compare
from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.sides import StoreSide
from simpul.exchange.history.reading import place_of
from simpul.exchange.history.writing import write
from simpul.session import KnowledgeGraph
from simpul.store import record
from simpul.terms import ID

_SOURCES: Final = f"{ID}source/"


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
