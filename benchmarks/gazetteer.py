"""Load the world's cities: Simpul, from the package's data, against Oxigraph's bulk load of ready N-Triples.

Both put the same triples into a store on disk, each run in a process of its own so that its memory can be told; they take
turns, and the best of the runs counts. The index of names is made beforehand and told on a line of its own.
Output is Markdown on stdout. With ``--level 15000`` it takes seconds.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from simpul.ingest import world
from simpul.naming import gazetteer
from simpul.naming.gazetteer.index import write_index


def main() -> None:
    """Print one row for each side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--level", type=int, default=500, choices=gazetteer.LEVELS)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    gazetteer.index_file(level=asked.level)
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "world.nt"
        in_a_process("ready", asked.level, ready)
        found: dict[str, list[dict[str, Any]]] = {"oxigraph": [], "simpul": []}
        for _run in range(asked.runs):
            for side, runs in found.items():
                runs.append(in_a_process(side, asked.level, ready))
        index = in_a_process("index", asked.level, ready)
    best = {side: min(runs, key=lambda run: run["seconds"]) for side, runs in found.items()}
    base = best["oxigraph"]["seconds"]
    print("| what | triples | seconds | processor seconds | peak memory | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    for title, run in (
        ("Oxigraph, from ready N-Triples", best["oxigraph"]),
        ("Simpul, from the package's data", best["simpul"]),
        ("index of names", index),
    ):
        print(
            f"| {title} | {run['triples']:,} | {run['seconds']:.1f} | {run['processor']:.1f} | "
            f"{run['megabytes']:,} MB | {run['seconds'] / base:.2f} |"
        )


def in_a_process(side: str, level: int, ready: Path) -> dict[str, Any]:
    """Run one side by itself and return its figures."""
    print(f"{side} …", file=sys.stderr)
    command = [sys.executable, __file__, side, str(level), str(ready)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very file
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def one(side: str, level: int, ready: Path) -> None:
    """Run one side and print its figures as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        start, processor = time.perf_counter(), time.process_time()
        triples = SIDES[side](Path(folder), level, ready)
        found = {
            "triples": triples,
            "seconds": time.perf_counter() - start,
            "processor": time.process_time() - processor,
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
    print(json.dumps(found))


def with_simpul(folder: Path, level: int, _ready: Path) -> int:
    """Load from the package's data, as ``simpul gazetteer`` does."""
    return world.add(folder, level).triples


def with_oxigraph(folder: Path, _level: int, ready: Path) -> int:
    """Load from a ready file."""
    dataset = ox.Store(str(folder / "graph"))
    dataset.bulk_load(path=str(ready), format=ox.RdfFormat.N_TRIPLES)
    dataset.flush()
    return len(dataset)


def make_ready(folder: Path, level: int, ready: Path) -> int:
    """Write what Simpul loads as N-Triples."""
    triples = world.add(folder, level).triples
    dataset = ox.Store(str(folder / "graph"))
    dataset.dump(str(ready), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return triples


def make_index(folder: Path, level: int, _ready: Path) -> int:
    """Make the index of names."""
    write_index(folder / "world.db", level=level)
    return 0


SIDES = {
    "simpul": with_simpul,
    "oxigraph": with_oxigraph,
    "ready": make_ready,
    "index": make_index,
}

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in SIDES:
        one(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
