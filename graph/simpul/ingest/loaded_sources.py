"""Which sources came by loading, and not from a folder that a build reads: kept beside the graph.

A build makes the store anew from folders; without this list, what was loaded would be lost with it.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from simpul.errors import Place, StoreDamagedError, StoreError
from simpul.ingest.source_content import SourceContent
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import current_build, open_store
from simpul.tables import Fact
from simpul.terms import CATALOGUE_GRAPH, NamedNode, text

_FILE: Final = "loaded.json"


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


def read(folder: Path) -> list[SourceContent]:
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


def _read(folder: Path) -> Iterator[SourceContent]:
    build = current_build(folder)
    rows = rows_of(build) if build else {}
    if build is None or not rows:
        return
    graph, names = open_store(folder), Names(build)
    for iri, count in sorted(rows.items()):
        node = NamedNode(iri)
        origins = names.origins_of(iri)
        places = {origin.iri: origin.place for origin in origins}
        elsewhere = Place(file=iri.rsplit("/", 1)[-1])
        said = [quad.triple for quad in graph.matching(graph=node)]
        described = graph.matching(node, None, None, CATALOGUE_GRAPH)
        yield SourceContent(
            iri=node,
            facts=[Fact(t, places.get(text(t.subject), elsewhere)) for t in said],
            origins=origins,
            description=frozenset(quad.triple for quad in described),
            rows=count,
            kept=True,
        )
