"""What a pack costs beside the data alone, as ratios in one run. Output is Markdown on stdout.

Of a store: all of it as one file of Turtle, as a pack in a folder and as an archive, each verified; and a pack for one
network. Each is a command in a process of its own; what Linux counts for it does not depend on what else the machine does.

    python benchmarks/packing.py [FOLDER OF A STORE]
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simpul import paths
from simpul.ingest.build import build


def main() -> None:
    """Print the table of a store that is named, or of one with all sources."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "store"
        if not sys.argv[1:]:
            build([paths.data()], store)
        table(store, Path(folder))


def table(store: Path, folder: Path) -> None:
    """Print what each command takes, and how many times that of the first."""
    network = ["--profile", "network", "-p", "network=ICLEI"]
    steps = [
        ("all as Turtle", ["export"], "all.ttl"),
        ("all as a pack, a folder", ["export"], "all/"),
        ("that, verified", ["verify"], "all/"),
        ("all as a pack, an archive", ["export"], "all.zip"),
        ("a pack for ICLEI", ["export", *network], "iclei/"),
        ("that, verified", ["verify"], "iclei/"),
    ]
    print("| what is done | processor, s | clock, s | most memory, MB | MB | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    first = 0.0
    for told, words, name in steps:
        target = f"{folder}/{name}"
        place = [target] if words == ["verify"] else ["--store", str(store), "-o", target]
        processor, clock, memory = _cost([*words, *place])
        first = first or processor
        size = _size(Path(target)) / 1_000_000
        print(
            f"| {told} | {processor:.1f} | {clock:.1f} | {memory:,.0f} | {size:,.1f} | {processor / first:.1f} |",
            flush=True,
        )


def _cost(words: list[str]) -> tuple[float, float, float]:
    """Return the seconds of a processor and on the clock, and the megabytes, that a command takes."""
    start = time.monotonic()
    command = [sys.executable, "-m", "simpul", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    _pid, status, took = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{words} failed")
    return took.ru_utime + took.ru_stime, time.monotonic() - start, took.ru_maxrss / 1024


def _size(target: Path) -> int:
    files = [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]
    return sum(file.stat().st_size for file in files)


if __name__ == "__main__":
    main()
