"""Rule: what several processes do to a store at once is what they would have done to it one after the other."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import writers
from simpul.ingest import build, loaded_sources
from simpul.store import current_build, open_store
from simpul.terms import ID, INFERRED_GRAPH, BlankNode, Quad
from support import ROOT, write_source


def said(store: Path) -> set[Quad]:
    """Return what a store holds in the merge and says of each source, less what has no lasting name.

    The graph of what is inferred has a city's inferences or not, as it came with a source or with the world.
    """
    found = {quad for quad in open_store(store).matching() if quad.graph_name != INFERRED_GRAPH}
    return {quad for quad in found if not {type(quad.subject), type(quad.object)} & {BlankNode}}


@pytest.fixture(scope="module")
def folder(few_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the processes read."""
    made = tmp_path_factory.mktemp("given")
    write_source(made / "data")
    shutil.copytree(few_world, made / "few")
    for name, text in writers.LISTS.items():
        (made / f"{name}.csv").write_text(text)
    return made


@pytest.fixture(scope="module")
def one_after_the_other(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> set[Quad]:
    """What the store holds when one process has done all of it."""
    store = tmp_path_factory.mktemp("serial") / "store"
    build([folder / "data"], store)
    subprocess.run(command("0", store, folder, writers.LEFT), check=True, timeout=120)
    return said(store)


def command(seed: str, store: Path, folder: Path, tasks: Sequence[str]) -> list[str]:
    return [sys.executable, str(ROOT / "tests" / "writers.py"), seed, str(store), str(folder), *tasks]  # fmt: skip


def test_nothing_is_lost_where_four_write_at_once(
    folder: Path, one_after_the_other: set[Quad], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    build([folder / "data"], store)
    running = [
        subprocess.Popen(command(name, store, folder, tasks))
        for name, tasks in writers.TASKS.items()
    ]
    assert [process.wait(120) for process in running] == [0] * len(running)
    assert said(store) == one_after_the_other
    place = current_build(store)
    assert place is not None
    assert loaded_sources.rows_of(place) == {f"{ID}source/kept": 2}
