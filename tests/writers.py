"""One process that writes to a store: ``python tests/writers.py SEED STORE FOLDER TASK…``, in random order of time.

The world's cities are a few, so that they come and go in no time.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Final
from unittest.mock import patch

from simpul.ingest import About, Options, build, load, unload, world
from simpul.naming import gazetteer
from simpul.naming.atlas import Atlas
from simpul.naming.gazetteer import index, triples

TASKS: Mapping[str, Sequence[str]] = {
    "builder": ("build", "build"),
    "keeper": ("load kept", "unload kept", "load kept"),
    "remover": ("load gone", "load gone again", "unload gone"),
    "geographer": ("world", "no world", "world"),
}
"""What each process does, whatever the others do meanwhile."""
LEFT = ("load kept", "world")
"""What does the same to a store that was just built as all of that, one after the other."""
LISTS = {
    "kept": "member_name,network,begin\nBusan,C40,2015\nSemarang,C40,2016\n",
    "gone": "member_name,network,begin\nBandung,C40,2015\n",
    "gone again": "member_name,network,begin\nBandung,C40,2015\nSurabaya,C40,2017\n",
}


_LONDON_IN_CANADA: Final = "6058560"


def write_world(folder: Path) -> None:
    """Write which cities the world has: those of a million people, and a namesake of one; and their index."""
    every = gazetteer.cities(15000)
    few = {
        key: city
        for key, city in every.items()
        if city["population"] > 1_000_000 or key == _LONDON_IN_CANADA
    }
    folder.mkdir()
    (folder / "few.json").write_text(json.dumps(few))
    with patch.object(index, "cities", lambda _level: few):
        index.write_index(folder / "few.db", level=15000)


def let_the_world_be(folder: Path, put: Callable[[ModuleType, str, object], None]) -> None:
    """Let the world have these cities, by what puts something into a module."""
    few = json.loads((folder / "few.json").read_text())
    file = folder / "few.db"
    for module in (gazetteer, triples, index):
        put(module, "cities", lambda _level=15000: few)
    put(gazetteer, "index_file", lambda **_level: file)
    put(gazetteer, "open_index", lambda *_tell, **_level: Atlas(file))


def do(task: str, store: Path, folder: Path) -> None:
    """Do one thing to a store."""
    name, _space, which = task.partition(" ")
    tasks: Mapping[str, Callable[[], object]] = {
        "build": lambda: build([folder / "data"], store),
        "load": lambda: load([folder / f"{which}.csv"], store, _options(which)),
        "unload": lambda: unload([which], store),
        "world": lambda: world.load(store, 15000),
        "no": lambda: world.remove(store),
    }
    tasks[name]()


def _options(which: str) -> Options:
    return Options(about=About(today=date(2026, 11, 24)), source=which.partition(" ")[0])


def main(words: Sequence[str]) -> None:
    """Do tasks, each after a delay."""
    seed, store, folder, *tasks = words
    delays = random.Random(seed)  # noqa: S311 - no secret
    let_the_world_be(Path(folder) / "few", setattr)
    for task in tasks:
        time.sleep(delays.uniform(0, 0.3))
        do(task, Path(store), Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
