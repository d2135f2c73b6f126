"""A slice of the campaign: the first trials of each part, always the same."""

import contextlib
from pathlib import Path
from threading import Thread
from typing import cast

import pytest
from pyoxigraph import QuerySolutions, Store

from campaign import faulty
from campaign.guarded_queries import Guarded
from campaign.parts import PARTS
from campaign.runner import Run, run
from campaign.trials import Part

SEED = 42
"""By this one, each part that runs commands runs another one."""


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_nothing_is_lost_half_done_uncaught_hung_or_let_through(part: Part, tmp_path: Path) -> None:
    tally = run(part, Run(seed=SEED, trials=part.slice, kept=tmp_path))
    assert tally.faults == {}
    assert tally.tried == part.slice * part.inputs


def test_each_kind_of_fault_is_seen_its_input_kept_and_the_next_trial_run(tmp_path: Path) -> None:
    how = Run(seed=SEED, trials=len(faulty.EXPECTED), kept=tmp_path)
    tally = run(faulty.PART, how)
    found = [[fault.verdict for fault in tally.faults[number]] for number in sorted(tally.faults)]
    assert found == [[verdict] for verdict in faulty.EXPECTED]
    assert len(list(tmp_path.glob("faulty-*/faults.txt"))) == len(faulty.EXPECTED)


def _ask(query: str) -> None:
    """Ask the engine without a guard; the host hangs up, which it may take for an error."""
    with contextlib.suppress(OSError, RuntimeError):
        for _row in cast("QuerySolutions", Store().query(query)):
            pass


def test_a_host_that_is_asked_is_noticed() -> None:
    with contextlib.closing(Guarded()) as guarded:
        _notices(guarded)


def _notices(guarded: Guarded) -> None:
    query = f"SELECT * {{ SERVICE SILENT <{guarded.host}> {{}} }}"
    asking = Thread(target=_ask, args=[query], daemon=True)
    asking.start()
    while not guarded.was_called():
        assert asking.is_alive()
    asking.join()
    assert not guarded.was_called()
