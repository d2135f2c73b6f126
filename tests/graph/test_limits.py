"""A watch says once which limit was passed: of time, of memory, or a person's Ctrl-C."""

import queue
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from simpul import limits
from simpul.limits import Limits, Passed, waiting, watched

LONG = 60
"""Seconds, far more than a watch takes."""


@pytest.fixture
def told() -> queue.Queue[Passed]:
    return queue.Queue()


def test_time_passes(told: queue.Queue[Passed]) -> None:
    with watched(Limits(seconds=0.05, megabytes=0), told.put):
        assert told.get(timeout=LONG) is Passed.TIME
    assert told.empty()


def test_nothing_is_told_of_what_stays_within_its_limits(told: queue.Queue[Passed]) -> None:
    with watched(Limits(), told.put):
        pass
    assert told.empty()


@pytest.mark.parametrize("proc", ["/proc", "/nowhere"], ids=["of Linux", "of ps"])
def test_memory_is_measured_wherever_the_system_tells(
    told: queue.Queue[Passed], monkeypatch: pytest.MonkeyPatch, proc: str
) -> None:
    monkeypatch.setattr(limits, "_PROC", Path(proc))
    held: list[bytes] = []
    with watched(Limits(seconds=LONG, megabytes=50), told.put):
        while told.empty() and len(held) < 2000:
            held.append(b"x" * 1_000_000)
    assert told.get() is Passed.MEMORY
    assert len(held) > 10


@pytest.mark.parametrize("proc", ["/proc", "/nowhere"], ids=["of Linux", "of ps"])
def test_a_process_that_has_ended_has_no_memory(monkeypatch: pytest.MonkeyPatch, proc: str) -> None:
    monkeypatch.setattr(limits, "_PROC", Path(proc))
    with subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    ) as process:
        memory = limits.memory_of(process.pid)
        assert memory() > 0
    assert memory() == 0


@pytest.mark.parametrize("asks_a_person", [False, True])
def test_an_interrupt_is_heard_also_after_a_prompt_that_listened_itself(
    told: queue.Queue[Passed], asks_a_person: bool
) -> None:
    with watched(Limits(seconds=0, megabytes=0), told.put):
        if asks_a_person:
            with waiting():
                signal.set_wakeup_fd(-1)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert told.get(timeout=LONG) is Passed.INTERRUPT
    assert signal.set_wakeup_fd(-1) == -1


def test_waiting_needs_no_watch() -> None:
    with waiting():
        pass
