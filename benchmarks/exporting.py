"""What sorted, readable RDF costs beside what it stands on, as ratios in one run. Output is Markdown on stdout.

Of a store with the world's cities: the merge as sorted Turtle, TriG by graph and canonical N-Quads with their hash,
beside pyoxigraph's own dump, which is in no order. Of 60,000 triples of it: Turtle beside rdflib's ``longturtle``, which
sorts too. Each is a process of its own; what Linux counts for it does not depend on what else the machine does.

    python benchmarks/exporting.py [FOLDER OF A STORE]
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from simpul import paths
from simpul.ingest import world
from simpul.ingest.build import build
from simpul.store import OxigraphStore, open_store
from simpul.store.rdf import Part, as_graph, written
from simpul.terms import DefaultGraph

_SOME: Final = 60_000
_LEAST_POPULATION: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process took: seconds of a processor and on the clock, and megabytes."""

    processor: float
    clock: float
    memory: float


def main() -> None:
    """Print the table, or do one step of it in a process of its own."""
    match sys.argv[1:]:
        case ["--step", step, store, file]:
            STEPS[step](Path(store), Path(file))
        case [store]:
            table(Path(store))
        case _:
            with tempfile.TemporaryDirectory() as folder:
                build([paths.data()], Path(folder))
                world.load(Path(folder), _LEAST_POPULATION)
                table(Path(folder))


def table(store: Path) -> None:
    """Print what each step takes, and how many times that of the one that it is beside."""
    opened = open_store(store)
    print(f"{opened.count(DefaultGraph()):,} triples in the merge, {len(opened):,} in all graphs\n")
    opened.close()
    print("| what is written | processor, s | clock, s | most memory, MB | MB | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        base: Cost | None = None
        for step in STEPS:
            file = Path(folder) / "written"
            cost = _cost(step, store, file)
            base = cost if base is None or step.startswith("rdflib") else base
            print(
                f"| {step} | {cost.processor:.1f} | {cost.clock:.1f} | {cost.memory:,.0f} "
                f"| {file.stat().st_size / 1_000_000:,.0f} | {cost.processor / base.processor:.2f} |",
                flush=True,
            )


def _cost(step: str, store: Path, file: Path) -> Cost:
    words = [sys.executable, __file__, "--step", step, str(store), str(file)]
    start = time.monotonic()
    process = subprocess.Popen(words)  # noqa: S603 - this script
    _pid, status, took = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{step} failed")
    return Cost(
        processor=took.ru_utime + took.ru_stime,
        clock=time.monotonic() - start,
        memory=took.ru_maxrss / 1024,
    )


def _written(file: Path, pieces: Iterable[bytes]) -> None:
    with file.open("wb") as output:
        output.writelines(pieces)


def _dumped(store: Path, file: Path) -> None:
    dataset = open_store(store).dataset
    dataset.dump(str(file), format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())


def _turtle(store: Path, file: Path) -> None:
    merge = Part.of_store(open_store(store), DefaultGraph())
    _written(file, written([merge], "turtle"))


def _named(store: OxigraphStore) -> list[Part]:
    """Return all graphs but the merge, in which the ontology's blank nodes have no hash."""
    return [Part.of_store(store, name) for name in store.graph_names()]


def _trig(store: Path, file: Path) -> None:
    _written(file, written(_named(open_store(store)), "trig"))


def _nquads(store: Path, file: Path) -> None:
    _written(file, written(_named(open_store(store)), "nquads"))


def _some(store: Path) -> "list[ox.Triple]":
    """Return the first triples of a store's merge that have no blank node."""
    quads = open_store(store).matching(graph=DefaultGraph())
    named = (q.triple for q in quads if not any(isinstance(t, ox.BlankNode) for t in (q.subject, q.object)))  # fmt: skip
    return list(islice(named, _SOME))


def _longturtle(store: Path, file: Path) -> None:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=b"".join(as_graph(_some(store), "ntriples")), format="nt")
    _written(file, [graph.serialize(format="longturtle", encoding="utf-8")])


def _few(store: Path, file: Path) -> None:
    _written(file, as_graph(_some(store), "turtle"))


STEPS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "pyoxigraph's dump as Turtle, in no order": _dumped,
    "the merge as sorted Turtle": _turtle,
    "all named graphs as sorted TriG": _trig,
    "all named graphs as canonical N-Quads": _nquads,
    f"rdflib's longturtle of {_SOME:,} triples": _longturtle,
    f"sorted Turtle of {_SOME:,} triples": _few,
}

if __name__ == "__main__":
    main()
