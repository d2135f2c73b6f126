"""Which sources came by loading, and not from a folder that a build reads: kept beside the graph.

A build makes the store anew from folders; without this list, what was loaded would be lost with it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.csvw.model import Group
from simpul.errors import Place, StoreDamagedError, StoreError
from simpul.locale import translate as _
from simpul.naming import Names, Origin
from simpul.store import Store, current_build, open_store
from simpul.tables import Fact, SourceFolder, SourceTables
from simpul.terms import CATALOGUE_GRAPH, NamedNode, Triple, text

_FILE: Final = "loaded.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedBefore:
    """A source that was loaded into the store that is there.

    Attributes:
        rows: Rows of its tables.
        origins: The row that states each thing.
    """

    iri: NamedNode
    rows: int
    triples: tuple[Triple, ...]
    description: tuple[Triple, ...]
    origins: tuple[Origin, ...]

    @property
    def key(self) -> str:
        """Last segment of the source's IRI."""
        return self.iri.value.rsplit("/", 1)[-1]

    def tables(self) -> SourceTables:
        """Return what the source says as if its tables had been read now."""
        places = {origin.iri: origin.place for origin in self.origins}
        elsewhere = Place(file=self.key)
        nothing = Group(tables=())
        source = SourceFolder(
            folder=Path(), iri=self.iri, description=self.description, group=nothing
        )
        facts = [Fact(t, places.get(text(t.subject), elsewhere)) for t in self.triples]
        return SourceTables(source=source, facts=facts, origins=list(self.origins), rows=self.rows)


def rows_of(build: Path) -> dict[str, int]:
    """Return the IRIs of the loaded sources of a build, and the rows that each had; none where there is no list.

    Raises:
        StoreDamagedError: The list cannot be read.
    """
    try:
        found = json.loads((build / _FILE).read_text(encoding="utf-8"))
        return {str(iri): int(rows) for iri, rows in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError):
        raise StoreDamagedError.of_file(build.parent, _FILE) from None


def write(build: Path, rows: Mapping[str, int]) -> None:
    """Write the list into a build folder."""
    content = json.dumps(dict(sorted(rows.items())), indent=2) + "\n"
    (build / _FILE).write_text(content, encoding="utf-8")


def read(folder: Path) -> list[LoadedBefore]:
    """Return the loaded sources of the store that is there, none where there is no store.

    Raises:
        StoreError: They cannot be read, so a build would lose them.
    """
    try:
        return list(_read(folder))
    except StoreDamagedError as error:
        raise StoreError(
            f"{error} "
            + _(
                "What was loaded into it cannot be kept: add --without-loaded, then load it again.",
            )
        ) from None


def _read(folder: Path) -> Iterator[LoadedBefore]:
    build = current_build(folder)
    rows = rows_of(build) if build else {}
    if build is None or not rows:
        return
    graph: Store = open_store(folder)
    names = Names(build)
    for iri, count in sorted(rows.items()):
        node = NamedNode(iri)
        described = graph.matching(node, None, None, CATALOGUE_GRAPH)
        yield LoadedBefore(
            iri=node,
            rows=count,
            triples=tuple(quad.triple for quad in graph.quads(node)),
            description=tuple(quad.triple for quad in described),
            origins=tuple(names.origins_of(iri)),
        )
