"""What asking costs beside what it stands on, as ratios in one run. Output is Markdown on stdout.

From a cold start: ``simpul query`` beside an empty Python and rdflib's ``sparqlquery`` (which knows no named graphs), on the graph that
``make demo`` builds. From Python: every question of the catalogue through ``simpul.open()`` beside the same SPARQL given to
pyoxigraph, on that graph and on the world graph of ``catalogue.py``. Byte code is compiled before.

    python benchmarks/running.py [FOLDER OF THE WORLD GRAPH]
"""

import compileall
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

import simpul
from simpul import paths
from simpul.ingest.build import build
from simpul.store import current_build

# A folder of Simpul has the same name as the script beside this one, so it is not imported by name.
_CATALOGUE = runpy.run_path(str(Path(__file__).with_name("catalogue.py")))
_RUNS, _SLOW_RUNS = 15, 3
"""Cold starts of each command; rdflib's takes half a minute."""
_SLOW = "rdflib's sparqlquery"
_FEWEST, _SECONDS = 5, 1.0
"""A pair is measured so many times and so long at least."""


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small"
        large = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "large"
        build([paths.data()], small)
        compileall.compile_dir(Path(simpul.__file__).parent, quiet=2)
        cold(small, Path(folder))
        _CATALOGUE["world_graph"](large)
        print()
        print("| graph | question | rows | Python, ms | pyoxigraph, ms | ratio |")
        print("|---|---|---:|---:|---:|---:|")
        for title, store in (("data/", small), ("the world", large)):
            warm(title, store)


def cold(store: Path, folder: Path) -> None:
    """Compare commands from a cold start."""
    turtle = folder / "graph.nt"
    with turtle.open("wb") as file:
        build_folder = current_build(store)
        if build_folder is None:
            sys.exit("no store")
        ox.Store.read_only(str(build_folder / "graph")).dump(
            file, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()
        )
    asked = ["query", "what-replaced", "-p", "organisation=100RC", "--store", str(store)]
    python, simpul_ = sys.executable, [sys.executable, "-m", "simpul"]
    explained = run([*simpul_, *asked, "--explain"])
    query = explained.decode()
    commands: dict[str, Sequence[str]] = {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import rdflib'": [python, "-c", "import rdflib"],
        "simpul --version": [*simpul_, "--version"],
        "simpul query, as csv": [*simpul_, *asked, "-f", "csv"],
        "simpul query, as a table": [*simpul_, *asked],
        _SLOW: [
            python, "-m", "rdflib.tools.sparqlquery", str(turtle), "-q", query, "-f", "csv",
        ],
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(_RUNS):
        for name, command in commands.items():
            if name == _SLOW and round_ >= _SLOW_RUNS:
                continue
            start = time.perf_counter()
            run(command)
            times[name].append(time.perf_counter() - start)
    base = min(times["python -c pass"])
    print("| command | best, s | median, s | times an empty Python |")
    print("|---|---:|---:|---:|")
    for name, taken in times.items():
        best, median = min(taken), statistics.median(taken)
        print(f"| {name} | {best:.3f} | {median:.3f} | {best / base:.1f} |", flush=True)


def run(command: Sequence[str]) -> bytes:
    """Run a command of ours and return what it prints."""
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - the commands above


def warm(title: str, folder: Path) -> None:
    """Compare the Python side with pyoxigraph, question by question, and all of them one after another."""
    kg = simpul.open(folder, lang="en")
    place = current_build(folder)
    if place is None:
        sys.exit("no store")
    plain = ox.Store.read_only(str(place / "graph"))
    pairs: list[tuple[float, float]] = []
    for name, asked in kg.catalogue.items():
        values = {p.name: p.examples for p in asked.parameters if p.required}
        query = kg.explain(name, values)
        pairs.append(_pair(partial(_all, kg, name, values), partial(_count, plain, query)))
        _row(title, name, _count(plain, query), pairs[-1])
    ours, theirs = (sum(column) for column in zip(*pairs, strict=True))
    _row(title, "all, one after another", "", (ours, theirs))
    ratios = sorted(mine / plain_ for mine, plain_ in pairs)
    print(f"| {title} | median of the ratios | | | | {statistics.median(ratios):.2f} |")


def _row(title: str, name: str, rows: int | str, pair: tuple[float, float]) -> None:
    ours, theirs = pair
    print(
        f"| {title} | {name} | {rows} | {ours * 1000:.3f} | {theirs * 1000:.3f} | {ours / theirs:.2f} |",
        flush=True,
    )


def _all(kg: "simpul.KnowledgeGraph", name: str, values: Mapping[str, Sequence[str]]) -> int:
    """Ask, as a person does; the answer has been read when it is given back."""
    kg.query(name, values)
    return 0


def _count(store: ox.Store, query: str) -> int:
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        sys.exit("no rows")
    return len(list(answer))


def _pair(ours: Callable[[], int], theirs: Callable[[], int]) -> tuple[float, float]:
    """Return the best processor seconds of two things done in turns.

    Both answer in the thread that asks, so this is what a quiet machine takes by the clock.
    """
    best = [float("inf"), float("inf")]
    begin = time.process_time()
    rounds = 0
    while rounds < _FEWEST or time.process_time() - begin < _SECONDS:
        rounds += 1
        for place, work in enumerate((ours, theirs)):
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best[0], best[1]


if __name__ == "__main__":
    main()
