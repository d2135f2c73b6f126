"""What `simpul diff` takes on the largest store that is at hand, and beside rdflib's ``graph_diff`` on curated facts. Output is Markdown.

The second side is a copy in which a membership is gone, and a measured value and a population are others. Of the large store
the floor is Oxigraph's own writing of both sides as lines. Each command is a process of its own.

    python benchmarks/differences.py [STORE]
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from simpul import paths
from simpul.ingest import build
from simpul.store import current_build, open_build, open_store, seal
from simpul.terms import DefaultGraph, Literal, NamedNode, Quad, simpul

_RDFLIB = """
import sys, rdflib, rdflib.compare
old, new = (rdflib.Graph().parse(file) for file in sys.argv[1:])
both, gone, came = rdflib.compare.graph_diff(old, new)
print(len(gone), len(came))
"""
_DUMP = """
import sys, tempfile
from pathlib import Path
from simpul.store import open_store
from simpul.terms import DefaultGraph
for folder in sys.argv[1:]:
    store = open_store(Path(folder))
    for graph in (DefaultGraph(), *store.graph_names()):
        with tempfile.NamedTemporaryFile() as file:
            store.write_lines(graph, Path(file.name))
"""


_Made = TypeVar("_Made")
_SIMPUL = [sys.executable, "-m", "simpul"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a process took: seconds by the clock and of a processor, and megabytes."""

    clock: float
    processor: float
    memory: float


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        curated = folder / "curated"
        _apart(_built, curated)
        large = Path(sys.argv[1]) if len(sys.argv) > 1 else curated
        _stores(large, _apart(_changed, large, folder / "other"))
        _files(curated, folder)


def _apart(make: Callable[..., _Made], *given: Path) -> _Made:
    """Do something in a process of its own: a child begins with the memory of its parent, and is measured with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        return other.submit(make, *given).result()


def _built(store: Path) -> None:
    build([paths.data()], store, only="curated")


def _size(store: Path) -> int:
    return len(open_store(store))


def _stores(old: Path, new: Path) -> None:
    quads = _apart(_size, old)
    print(f"Two stores of {quads:,} quads:\n")
    print("| what | clock, s | processor, s | most memory, MB | ratio to the floor |")
    print("|---|---:|---:|---:|---:|")
    floor = _run([sys.executable, "-c", _DUMP, str(old), str(new)])
    for what, taken in (
        ("Oxigraph writes both sides", floor),
        ("simpul diff", _run([*_SIMPUL, "diff", str(old), str(new)])),
    ):
        ratio = taken.processor / floor.processor
        print(f"| {what} | {taken.clock:.1f} | {taken.processor:.1f} | {taken.memory:,.0f} | {ratio:.2f} |")  # fmt: skip


def _files(store: Path, folder: Path) -> None:
    files = [folder / "old.nt", folder / "new.nt"]
    for side, file in zip((store, _apart(_changed, store, folder / "again")), files, strict=True):
        subprocess.run([*_SIMPUL, "export", "-o", str(file), "--store", str(side)], check=True, capture_output=True)  # fmt: skip  # noqa: S603 - the interpreter itself
    count = len(files[0].read_bytes().splitlines())
    print(f"\nTwo files of {count:,} triples:\n")
    print("| what | clock, s | processor, s | most memory, MB | ratio |")
    print("|---|---:|---:|---:|---:|")
    names = list(map(str, files))
    theirs = _run([sys.executable, "-c", _RDFLIB, *names])
    for what, taken in (
        ("rdflib: graph_diff", theirs),
        ("simpul diff, in words", _run([*_SIMPUL, "diff", *names])),
        ("simpul diff, as a patch", _run([*_SIMPUL, "diff", *names, "-f", "rdf-patch"])),
    ):
        ratio = taken.processor / theirs.processor
        print(f"| {what} | {taken.clock:.1f} | {taken.processor:.1f} | {taken.memory:,.0f} | {ratio:.2f} |")  # fmt: skip


def _run(words: Sequence[str]) -> Taken:
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603 - as above
    _pid, _status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    return Taken(clock=clock, processor=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def _changed(store: Path, folder: Path) -> Path:
    """Return a copy of a store in which a few facts are others."""
    shutil.copytree(store, folder)
    build_folder = current_build(folder)
    if build_folder is None:
        sys.exit("no store")
    graph = open_build(build_folder)
    member = next(graph.matching(predicate=simpul("member")))
    if isinstance(member.subject, NamedNode):
        for quad in list(graph.matching(member.subject)):
            graph.remove(quad)
    for name in ("numericValue", "population"):
        one = next(graph.matching(predicate=simpul(name), graph=DefaultGraph()))
        for quad in list(graph.matching(one.subject, one.predicate, one.object)):
            graph.remove(quad)
            if isinstance(quad.object, Literal):
                other = Literal("9100000", datatype=quad.object.datatype)
                graph.add([Quad(quad.subject, quad.predicate, other, quad.graph_name)])
    graph.close()
    seal.seal(build_folder)
    return folder


if __name__ == "__main__":
    main()
