"""Ask every question of the catalogue of the world graph, and say how long each takes.

The graph: all of ``data/``, every city of GeoNames (234,908), 100,000 memberships in 40 networks, half of them
dated and one in ten in doubt, 5,000 sister-city agreements and 2,000 visits, drawn from a fixed seed, with all
that follows; the networks of ``data/`` are among the 40. It is built once, into the folder given, and used again.
The values are the examples of the parameters that must be given, and then of all. Output is Markdown on stdout.

    python benchmarks/catalogue.py [FOLDER]
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from simpul import catalogue, paths
from simpul.ingest import world
from simpul.ingest.build import build
from simpul.naming import Names, gazetteer
from simpul.reason import materialise, rules_of, strata_of
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore, current_build, new_build, open_build, open_build_read_only
from simpul.terms import (
    EDTF,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    dct,
    in_graph,
    rdf_type,
    simpul,
    thing,
)

MEMBERSHIPS, AGREEMENTS, VISITS, NETWORKS = 100_000, 5_000, 2_000, 40
MOST_SECONDS = 2.0
RUNS = 3
SYNTHETIC = thing("source", "synthetic")
DOCUMENT = thing("document", "synthetic")
KNOWN = ("100rc", "c40", "citynet", "iclei", "uclg-aspac", "wego", "gcom", "metropolis", "mgmac")
"""Networks of ``data/`` that get synthetic members too, so that the examples have long answers."""


def main() -> None:
    """Print one row for each question."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    place = world_graph(folder)
    store, names = open_build_read_only(place), Names(place)
    print(f"{len(store):,} quads, {len(catalogue.questions())} questions", file=sys.stderr)
    print("| question | rows | seconds | rows, all parameters | seconds |")
    print("|---|---:|---:|---:|---:|")
    slow = [name for name in catalogue.questions() if report(store, names, name) > MOST_SECONDS]
    print(f"\nOver {MOST_SECONDS:g} s: {', '.join(slow) or 'none'}.")


def world_graph(folder: Path) -> Path:
    """Return the build of the world graph in a folder; it is made where the folder holds none."""
    if current_build(folder) is None:
        print("Building the world graph …", file=sys.stderr)
        write_world(folder)
    place = current_build(folder)
    if place is None:
        raise FileNotFoundError(folder)
    return place


def report(store: OxigraphStore, names: Names, name: str) -> float:
    """Print a question's row and return its longest time, in seconds."""
    asked = catalogue.question(name)
    figures: list[tuple[int, float]] = []
    for everything in (False, True):
        values = {p.name: p.examples for p in asked.parameters if p.required or everything}
        query = catalogue.fill(asked, values, names).text
        figures.append(
            min((timed(store, query) for _run in range(RUNS)), key=lambda found: found[1])
        )
    cells = " | ".join(f"{rows:,} | {seconds:.3f}" for rows, seconds in figures)
    print(f"| {name} | {cells} |", flush=True)
    return max(seconds for _rows, seconds in figures)


def timed(store: OxigraphStore, query: str) -> tuple[int, float]:
    """Return the number of rows and the seconds of processor time it took to read them all.

    Oxigraph answers in one thread, so this is what a quiet machine would take by the clock.
    """
    start = time.process_time()
    rows = len(store.select(query).rows)
    return rows, time.process_time() - start


def write_world(folder: Path) -> None:
    """Build the store as a person does, then add what is drawn at random and all that follows from it."""
    build([paths.data()], folder)
    world.load(folder, 500)
    with new_build(folder) as new:
        new.begin_with_previous()
        store = open_build(new.folder)
        store.dataset.bulk_extend(
            quad
            for triple in synthetic()
            for quad in (in_graph(triple, SYNTHETIC), in_graph(triple, DefaultGraph()))
        )
        sample = thing("completeness", "sample")
        store.dataset.add(Quad(SYNTHETIC, rdf_type, simpul("Source"), DefaultGraph()))
        store.dataset.add(Quad(SYNTHETIC, simpul("completeness"), sample, DefaultGraph()))
        print("Inferring …", file=sys.stderr)
        materialise(store, strata_of(rules_of(ontology())))
        store.dataset.optimize()


def synthetic() -> Iterator[Triple]:
    """Yield memberships, agreements and visits of cities drawn at random."""
    choose = random.Random(7017)  # noqa: S311 - a benchmark, not a secret
    # A quarter of what is drawn falls on 500 cities, so that some are in many networks, as real ones are.
    everywhere = [str(city["geonameid"]) for city in gazetteer.cities(500).values()]
    great = [str(city["geonameid"]) for city in gazetteer.cities(15000).values()][:500]
    great += ["1642911", "1835848"]

    def city() -> NamedNode:
        return thing("city", choose.choice(great if choose.random() < 0.25 else everywhere))

    yield from memberships(choose, city)
    yield from agreements(choose, city)
    yield from visits(choose, city)


def memberships(choose: random.Random, city: Callable[[], NamedNode]) -> Iterator[Triple]:
    """Yield memberships, every other one with a year, one in ten in doubt."""
    networks = [*KNOWN, *(f"synthetic-{number}" for number in range(NETWORKS - len(KNOWN)))]
    for key in networks[len(KNOWN) :]:
        yield Triple(thing("org", key), rdf_type, simpul("Network"))
    for number in range(MEMBERSHIPS):
        node = thing("membership", f"synthetic-{number}")
        yield Triple(node, rdf_type, simpul("Membership"))
        yield Triple(node, simpul("member"), city())
        yield Triple(node, simpul("network"), thing("org", choose.choice(networks)))
        yield Triple(node, dct("source"), DOCUMENT)
        if number % 2:
            yield from dated(node, "begin", choose.randint(1990, 2026))
        if number % 10 == 0:
            yield Triple(node, simpul("certainty"), thing("certainty", "doubtful"))


def agreements(choose: random.Random, city: Callable[[], NamedNode]) -> Iterator[Triple]:
    """Yield sister-city agreements with their two parties."""
    for number in range(AGREEMENTS):
        node = thing("agreement", f"synthetic-{number}")
        yield Triple(node, rdf_type, simpul("SisterCityAgreement"))
        yield Triple(node, dct("source"), DOCUMENT)
        yield from dated(node, "begin", choose.randint(1950, 2026))
        for side in range(2):
            role = thing("party", f"synthetic-{number}-{side}")
            yield Triple(role, rdf_type, simpul("PartyRole"))
            yield Triple(role, simpul("agreement"), node)
            yield Triple(role, simpul("party"), city())
            yield Triple(role, dct("source"), DOCUMENT)


def visits(choose: random.Random, city: Callable[[], NamedNode]) -> Iterator[Triple]:
    """Yield visits of one day, each on a theme."""
    themes = ("water", "youth", "mobility", "participation", "resilience")
    for number in range(VISITS):
        node = thing("event", f"synthetic-{number}")
        yield Triple(node, rdf_type, simpul("Visit"))
        yield Triple(node, simpul("visitingCity"), city())
        yield Triple(node, simpul("hostCity"), city())
        yield Triple(node, simpul("theme"), thing("theme", choose.choice(themes)))
        yield Triple(node, dct("source"), DOCUMENT)
        for name in ("begin", "end"):
            yield from dated(node, name, 1990 + number % 37, "-05-21")


def dated(node: NamedNode, name: str, year: int, day: str = "") -> Iterator[Triple]:
    """Yield a year, or a day of it, as a begin or an end with its bounds."""
    first, last = (f"{year}{day or at}" for at in ("-01-01", "-12-31"))
    date = NamedNode(XSD + "date")
    yield Triple(node, simpul(name), Literal(f"{year}{day}", datatype=NamedNode(EDTF)))
    yield Triple(node, simpul(f"{name}Earliest"), Literal(first, datatype=date))
    yield Triple(node, simpul(f"{name}Latest"), Literal(last, datatype=date))


if __name__ == "__main__":
    main()
