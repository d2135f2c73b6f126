"""Which sources came by loading, and not from a folder that a build reads: kept beside the graph.

A build makes the store anew from folders; without this list, what was loaded would be lost with it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from simpul.errors import Place, StoreDamagedError, StoreError, StoreMissingError
from simpul.ingest.source_content import SourceContent
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.store import UnfinishedBuild, open_build_read_only, own_files
from simpul.tables import Fact
from simpul.terms import CATALOGUE_GRAPH, NamedNode, text

FILE: Final = "loaded.json"


def rows_of(build: Path) -> dict[str, int]:
    """Return the IRIs of the loaded sources of a build, and the rows that each had; none where there is no list.

    Raises:
        StoreDamagedError: The list cannot be read.
    """
    try:
        found = own_files.read_json(build / FILE, store=build.parent)
    except FileNotFoundError:
        return {}
    rows = {iri: count for iri, count in found.items() if _is_iri(iri) and isinstance(count, int)}
    if len(rows) < len(found):
        raise StoreDamagedError.of_file(build.parent, FILE)
    return rows


def _is_iri(text_: str) -> bool:
    try:
        NamedNode(text_)
    except ValueError:
        return False
    return True


def write(build: Path, rows: Mapping[str, int]) -> None:
    """Write the list into a build folder."""
    own_files.write_json(build / FILE, dict(sorted(rows.items())))


def read(new: UnfinishedBuild) -> list[SourceContent]:
    """Return the loaded sources of the store for which a build is made, none where there is no store.

    Raises:
        StoreError: They cannot be read, so the build would lose them.
    """
    try:
        return list(_read(new.required_previous()))
    except StoreMissingError:
        return []
    except StoreError as error:
        raise StoreError(
            f"{error} "
            + _(
                "What was loaded into it cannot be kept: add --without-loaded, then load it again.",
            )
        ) from None


def _read(build: Path) -> Iterator[SourceContent]:
    rows = rows_of(build)
    if not rows:
        return
    graph, names = open_build_read_only(build), Names(build)
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
