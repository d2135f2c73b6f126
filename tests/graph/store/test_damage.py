from collections.abc import Callable
from pathlib import Path

import pytest

import simpul
from simpul.errors import StoreDamagedError, StoreError
from simpul.naming import Names
from simpul.store import OxigraphStore, current_build, new_build, open_store
from simpul.store.isolated import IsolatedStore
from simpul.store.limits import Limits

LIMITS = Limits(seconds=60, megabytes=0)


def swap(store: Path, times: int) -> None:
    for _time in range(times):
        with new_build(store) as new:
            new.begin_with_previous()


def test_a_graph_held_open_over_one_swap_answers(store: Path) -> None:
    with simpul.open(store) as graph:
        swap(store, 1)
        assert list(graph.query("sources"))
        assert list(graph.query("sources", timeout=60))


def test_a_graph_held_open_over_two_swaps_says_so_and_never_that_it_is_damaged(
    store: Path,
) -> None:
    with simpul.open(store) as graph:
        swap(store, 2)
        with pytest.raises(StoreError, match="built anew since it was opened"):
            graph.query("sources", timeout=60)
    with simpul.open(store) as graph:
        assert list(graph.query("sources", timeout=60))


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
