"""The world's cities in a store: put into the merge alone, next to what sources say.

A second copy in a graph of their own would double the load and say nothing more: each city names its source.
What the ontology infers for a city is inferred for one of them and written for all, since the same is stated
of each.
"""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul import naming, store
from simpul.errors import StoreError
from simpul.ingest import loaded_sources
from simpul.ingest.editions import new_build
from simpul.locale import translate as _
from simpul.naming import atlas, gazetteer
from simpul.naming.gazetteer import nations
from simpul.reason.ontology import conclusions
from simpul.store import OxigraphStore, Queryable, UnfinishedBuild, Waiting, silently
from simpul.terms import (
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    DefaultGraph,
    Quad,
    in_graph,
    text,
    thing,
)

_PIECE: Final = 64_000_000
"""Characters loaded at a time: Oxigraph keeps a load in memory (an eighth of the world needs 1.1 GB less)."""
_SAMPLE: Final = "1642911"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The world in a store: least population, cities, and triples in the merge."""

    level: int
    cities: int
    triples: int


def level_of(build: Path | None) -> int | None:
    """Return the least population of the world's cities in a build; None where the world is not in it."""
    path = build / atlas.FILE if build else None
    if path is None or not path.is_file():
        return None
    try:
        return int(atlas.about(path)["level"])
    except (StoreError, KeyError, ValueError):
        # A damaged index still tells that the world is in, and has to be loaded again whole.
        return gazetteer.LEVELS[0]


def add(build: Path, level: int, *, progress: Progress = lambda _text: None) -> Loaded:
    """Put the world's cities of at least this population into a build that has none yet.

    Args:
        build: A build folder that is being made.
        level: One of ``gazetteer.LEVELS``.
        progress: Called with a text when a step begins, and with how far it is.
    """
    put_index(build, level, progress=progress)
    progress(_("Loading the world's cities"))
    graph = store.open_build(build)
    _redescribe(graph, level)
    before = len(graph)
    lines = _told(_lines(level), len(gazetteer.cities(level)), progress)
    graph.bulk_load(lines, piece=_PIECE)
    triples = len(graph) - before
    del graph
    return Loaded(level=level, cities=len(gazetteer.cities(level)), triples=triples)


def put_index(build: Path, level: int, *, progress: Progress = lambda _text: None) -> None:
    """Put the index of the world's cities of at least this population into a build's folder."""
    progress(_("Indexing the world's cities"))
    gazetteer.open_index(progress, level=level).close()
    shutil.copyfile(gazetteer.index_file(level=level), build / atlas.FILE)


def load(
    folder: Path,
    level: int,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> Loaded:
    """Put the world's cities of at least this population into a store, replacing those it has.

    Args:
        folder: The store's folder.
        level: One of ``gazetteer.LEVELS``.
        progress: Called with a text when a step begins, and with how far it is.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        StoreMissingError: There is no store.
        StoreError: It cannot be read or written; the old one is untouched.
    """
    with new_build(folder, create=False, progress=progress, waiting=waiting) as new:
        if level_of(new.previous) is None:
            new.begin_with_previous()
        else:
            _rebuild(new, progress)
        return add(new.folder, level, progress=progress)


def remove(
    folder: Path, *, progress: Progress = lambda _text: None, waiting: Waiting = silently
) -> bool:
    """Remove the world's cities from a store; return whether there were any.

    Raises:
        StoreMissingError: There is no store.
        StoreError: It cannot be read or written; the old one is untouched.
    """
    with (
        contextlib.suppress(store.UnchangedError),
        new_build(folder, create=False, progress=progress, waiting=waiting) as new,
    ):
        if level_of(new.required_previous()) is None:
            raise store.UnchangedError
        _rebuild(new, progress)
        return True
    return False


def _rebuild(new: UnfinishedBuild, progress: Progress) -> None:
    """Fill a build with what the current one holds, without the world's cities.

    Taking millions of triples out of a store takes longer than making it anew from the others.
    """
    progress(_("Taking out the world's cities that are there"))
    previous = new.required_previous()
    store.write(new.folder, without(store.open_build_read_only(previous)))
    naming.copy(previous, new.folder)
    loaded_sources.write(new.folder, loaded_sources.rows_of(previous))


def without(current: Queryable) -> Iterator[Quad]:
    """Yield what a store holds but the world: the named graphs, and their union for the merge."""
    of_contents = {triple.predicate for triple in gazetteer.descriptions(None)}
    merged = {*gazetteer.descriptions(None)}
    for name in current.graph_names():
        for quad in current.matching(graph=name):
            if quad.subject == GEONAMES_SOURCE and quad.predicate in of_contents:
                continue
            yield quad
            merged.add(quad.triple)
    for triple in gazetteer.descriptions(None):
        yield in_graph(triple, CATALOGUE_GRAPH)
    for triple in merged:
        yield in_graph(triple, DefaultGraph())


def _redescribe(graph: OxigraphStore, level: int) -> None:
    """State in the catalogue that the gazetteer holds the world's cities."""
    for place in (CATALOGUE_GRAPH, DefaultGraph()):
        for triple in gazetteer.descriptions(None):
            graph.remove(in_graph(triple, place))
        graph.add(in_graph(triple, place) for triple in gazetteer.describe(level))


def _lines(level: int) -> Iterator[str]:
    yield from gazetteer.world_lines(level)
    of_city, of_region, of_country = _inferences()
    known = gazetteer.cities(level)
    for code in sorted(nations.all_codes()):
        yield "".join(of_country).replace("{country}", code)
    regions = {(city["countrycode"], city["admin1code"]) for city in known.values()}
    for country, code in sorted(regions):
        if code:
            key = gazetteer.region_key(country, code)
            yield "".join(of_region).replace("{country}", country).replace("{region}", key)
    regionless = "".join(line for line in of_city if "{region}" not in line)
    whole = "".join(of_city)
    for number, city in known.items():
        country, code = city["countrycode"], city["admin1code"]
        template = whole if code else regionless
        key = gazetteer.region_key(country, code)
        yield (
            template.replace("{city}", number)
            .replace("{country}", country)
            .replace("{region}", key)
        )


def _inferences() -> tuple[list[str], list[str], list[str]]:
    """Return N-Triples, with places for the keys, of what follows for a city, a region and a country."""
    city = gazetteer.cities(15000)[_SAMPLE]
    country, code = city["countrycode"], city["admin1code"]
    graph = conclusions(gazetteer.world_triples(city))
    marks = {
        thing("city", _SAMPLE).value: f"{ID}city/{{city}}",
        thing("place", gazetteer.region_key(country, code)).value: f"{ID}place/{{region}}",
        thing("country", country).value: f"{ID}country/{{country}}",
    }
    found: tuple[list[str], ...] = ([], [], [])
    for quad in graph.matching(graph=INFERRED_GRAPH):
        subject = text(quad.subject)
        if subject in marks:
            line = f"{quad.triple} .\n"
            for iri, mark in marks.items():
                line = line.replace(f"<{iri}>", f"<{mark}>")
            found[list(marks).index(subject)].append(line)
    return tuple(sorted(lines) for lines in found)  # type: ignore[return-value]  # three of them, as above


def _told(lines: Iterator[str], cities: int, progress: Progress) -> Iterator[str]:
    """Yield the lines, and report progress: one text for each city comes twice."""
    step = max(cities // 20, 1)
    for number, line in enumerate(lines):
        if number % step == 0:
            share = min(100, 100 * number // (2 * cities))
            progress(_("Loading the world's cities: {share} %", share=share))
        yield line
