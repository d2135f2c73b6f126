"""Judge by the shapes: queries on the store against pyshacl on a copy in rdflib, as ratios in one run.

Two graphs, with all that follows from them: the sources written down by hand, and all of ``data/``. Each case runs in
a process of its own, so that its memory can be told; both have the same findings, or the run stops. Filling rdflib is
part of what pyshacl needs. Output is Markdown on stdout.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from simpul import paths
from simpul.ingest.build import assemble
from simpul.reason.shapes import Finding, compiled, shapes_of
from simpul.reason.shapes.shapes_graph import ShapesGraph
from simpul.store import OxigraphStore
from simpul.terms import DefaultGraph

CURATED = "sources written down by hand"
EVERYTHING = "all of data/"


def main() -> None:
    """Print one row for each graph and engine."""
    print("| graph | triples | engine | findings | seconds | ratio | memory taken |")
    print("|---|---:|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for title in (CURATED, EVERYTHING):
            file = Path(folder) / "merge.nt"
            in_a_process(title, file)
            ours = in_a_process("queries", file)
            theirs = in_a_process("pyshacl", file)
            if ours["findings"] != theirs["findings"]:
                sys.exit("the engines differ")
            for engine, found in (("queries", ours), ("pyshacl", theirs)):
                print(
                    f"| {title} | {found['triples']:,} | {engine} | {len(found['findings'])} | {found['seconds']:.2f} | "
                    f"{found['seconds'] / ours['seconds']:.1f} | {found['megabytes']:,} MB |",
                    flush=True,
                )


def write_merge(title: str, file: Path) -> None:
    """Write the merge of sources, inferences included, as N-Triples; there are no figures to it."""
    graph = assemble([paths.data()], only="curated" if title == CURATED else None).graph
    graph.dataset.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    print("{}")


def in_a_process(engine: str, file: Path) -> dict[str, Any]:
    """Run one step by itself, so that no other one's memory counts in, and return its figures."""
    command = [sys.executable, __file__, engine, str(file)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - this very file
    )
    return found


def judge(engine: str, file: Path) -> None:
    """Run one case and print its figures as JSON: processor seconds, and memory beyond that of the store."""
    dataset = ox.Store()
    dataset.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    before = _memory()
    start = time.process_time()
    found = ENGINES[engine](OxigraphStore(dataset))
    seconds = time.process_time() - start
    told = sorted({f"{f.focus} {f.path} {f.message} {f.severity} {f.language}" for f in found})
    figures = {"findings": told, "seconds": seconds, "megabytes": _memory() - before}
    print(json.dumps({"triples": len(dataset), **figures}))


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def with_queries(graph: OxigraphStore) -> Iterable[Finding]:
    """Ask the store; making queries of the shapes counts in."""
    return compiled.findings(graph, ShapesGraph(shapes_of()), advice=True)


def with_pyshacl(graph: OxigraphStore) -> Iterable[Finding]:
    """Copy the graph to rdflib and ask pyshacl."""
    from simpul.reason.shapes import reference

    shapes = (quad.triple for quad in shapes_of().matching())
    return reference.findings((quad.triple for quad in graph.matching()), shapes)


ENGINES = {"queries": with_queries, "pyshacl": with_pyshacl}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        (judge if sys.argv[1] in ENGINES else write_merge)(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
