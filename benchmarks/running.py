"""What asking costs beside what it stands on, as ratios in one run. Output is Markdown on stdout.

From a cold start: ``simpul query`` beside an empty Python and rdflib's ``sparqlquery`` (which knows no named graphs), on the graph that
``make demo`` builds. From Python: a question through ``simpul.open()`` beside the same SPARQL given to
pyoxigraph, on that graph and on it with every city of 15,000 people or more. Byte code is compiled before.
"""

import compileall
import io
import runpy
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

import simpul
from simpul import names, paths
from simpul.build import assemble, build
from simpul.store import current_build, new_build, open_build
from simpul.terms import ID, DefaultGraph, Quad, rdf_type, text

# The folder of questions has the same name as the script beside this one, so it is not imported by name.
_QUERIES = runpy.run_path(str(Path(__file__).with_name("queries.py")))
_RUNS = 15
_ROUNDS = 200


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        build([paths.data()], small)
        compileall.compile_dir(Path(simpul.__file__).parent, quiet=2)
        cold(small, Path(folder))
        print()
        print("| graph | question | rows | Python, ms | pyoxigraph, ms | ratio |")
        print("|---|---|---:|---:|---:|---:|")
        warm("data/", small)
        print("Adding 34,006 cities …", file=sys.stderr)
        enlarge(large)
        warm("data/ + 34,006 cities", large)


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
    asked = ["query", "lessons", "-p", "by=Jakarta", "--store", str(store)]
    python, simpul_ = sys.executable, [sys.executable, "-m", "simpul"]
    explained = run([*simpul_, *asked, "--explain"])
    query = explained.decode()
    commands: dict[str, Sequence[str]] = {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import rdflib'": [python, "-c", "import rdflib"],
        "simpul --version": [*simpul_, "--version"],
        "simpul query, as csv": [*simpul_, *asked, "-f", "csv"],
        "simpul query, as a table": [*simpul_, *asked],
        "rdflib's sparqlquery": [
            python, "-m", "rdflib.tools.sparqlquery", str(turtle), "-q", query, "-f", "csv",
        ],
    }  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _round in range(_RUNS):
        for name, command in commands.items():
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


def enlarge(folder: Path) -> None:
    """Build a store of the article's graph with many cities; names as a build would write them."""
    graph = _QUERIES["enlarged"](assemble([paths.data()])).graph
    content = io.BytesIO()
    ox.serialize(graph.quads(), content, format=ox.RdfFormat.N_QUADS)
    with new_build(folder) as place:
        store = open_build(place).dataset
        store.bulk_load(content.getvalue(), format=ox.RdfFormat.N_QUADS)
        store.optimize()
        types = list(graph.matching(None, rdf_type, None, DefaultGraph()))
        classes = {(text(q.subject), text(q.object).rpartition("#")[2]) for q in types if _ours(q)}
        names.write(place, names=[], classes=sorted(classes), origins=[])


def _ours(quad: Quad) -> bool:
    return text(quad.subject).startswith(ID)


def warm(title: str, folder: Path) -> None:
    """Compare the Python side with pyoxigraph, question by question."""
    kg = simpul.open(folder, lang="en")
    place = current_build(folder)
    if place is None:
        sys.exit("no store")
    plain = ox.Store.read_only(str(place / "graph"))
    ratios: list[float] = []
    for name, values in _QUERIES["QUESTIONS"].items():
        query = kg.explain(name, values)
        ours, theirs = _pair(
            partial(_all, kg, name, values),
            partial(_count, plain, query),
        )
        rows = _count(plain, query)
        ratios.append(ours / theirs)
        print(
            f"| {title} | {name} | {rows} | {ours * 1000:.3f} | {theirs * 1000:.3f} "
            f"| {ours / theirs:.2f} |",
            flush=True,
        )
    print(f"| {title} | median of the ratios | | | | {statistics.median(ratios):.2f} |")


def _all(kg: "simpul.KnowledgeGraph", name: str, values: dict[str, str]) -> int:
    """Ask, as a person does; the answer has been read when it is given back."""
    kg.query(name, values)
    return 0


def _count(store: ox.Store, query: str) -> int:
    answer = store.query(query)
    if not isinstance(answer, ox.QuerySolutions):
        sys.exit("no rows")
    return len(list(answer))


def _pair(ours: Callable[[], int], theirs: Callable[[], int]) -> tuple[float, float]:
    """Return the best times of two things done in turns."""
    best = [float("inf"), float("inf")]
    for _round in range(_ROUNDS):
        for place, work in enumerate((ours, theirs)):
            start = time.perf_counter()
            work()
            best[place] = min(best[place], time.perf_counter() - start)
    return best[0], best[1]


if __name__ == "__main__":
    main()
