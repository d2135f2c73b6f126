from collections.abc import Callable
from pathlib import Path

import pytest

import simpul
from simpul.errors import StoreDamagedError, StoreError
from simpul.limits import Limits
from simpul.naming import Names
from simpul.store import OxigraphStore, current_build, new_build, open_store
from simpul.store.isolated import IsolatedStore

LIMITS = Limits(seconds=60, megabytes=0)


def swap(store: Path, times: int) -> None:
    for _time in range(times):
        with new_build(store) as new:
            new.begin_with_previous()


def builds(store: Path) -> list[Path]:
    return [path for path in store.iterdir() if path.is_dir()]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_graph_that_is_held_open_answers_however_often_the_store_is_made_anew(
    store: Path, times: int
) -> None:
    with simpul.open(store) as graph:
        before = len(graph)
        rows = graph.store.matching()
        assert next(rows)
        swap(store, times)
        # Oxigraph opens files as it comes to them.
        assert len([*rows]) == before - 1
        assert list(graph.query("sources"))
        assert list(graph.query("sources", timeout=60))
        assert graph.find("Jakarta").endswith("1642911")
        assert len(builds(store)) == min(times, 2) + 1
    swap(store, 1)
    assert len(builds(store)) == 2


def test_a_graph_that_nobody_refers_to_holds_nothing(store: Path) -> None:
    build = current_build(store)
    assert len(open_store(store))
    swap(store, 2)
    assert build not in builds(store)


def test_rdflib_holds_the_build_too(store: Path) -> None:
    dataset = simpul.open(store).rdflib()
    before = len(dataset)
    swap(store, 3)
    assert len(dataset) == before


@pytest.mark.parametrize(
    "read",
    [
        OxigraphStore.read_only,
        lambda build: IsolatedStore(build, LIMITS).select("SELECT * { ?s ?p ?o } LIMIT 1"),
        Names,
    ],
    ids=["graph", "isolated", "names"],
)
def test_who_reads_a_build_that_is_gone_is_told_to_open_the_store_again(
    store: Path, read: Callable[[Path], object]
) -> None:
    build = current_build(store)
    assert build is not None
    swap(store, 2)
    with pytest.raises(StoreError, match="Open it again"):
        read(build)


def test_a_build_that_is_there_and_cannot_be_read_is_damaged(store: Path) -> None:
    build = current_build(store)
    assert build is not None
    (build / "graph" / "CURRENT").unlink()
    with pytest.raises(StoreDamagedError):
        open_store(store)
