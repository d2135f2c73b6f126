"""Trials run in processes of their own, each watched: one that hangs or ends is counted, and the rest go on."""

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from campaign import template
from campaign.trials import Fault, Part, Tally, Verdict

TESTS: Final = Path(__file__).resolve().parent.parent
_STARTING: Final = 300
"""Seconds that a process may take to make ready."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a part is run.

    Attributes:
        seed: All chance comes from it.
        first: Number of the first trial.
        trials: How many.
        seconds: No trial begins after these.
        workers: Processes side by side.
        kept: Where the folders of trials that found something are moved; None to drop them.
    """

    seed: int
    trials: int
    first: int = 0
    seconds: float = float("inf")
    workers: int = 1
    kept: Path | None = None


def run(part: Part, how: Run) -> Tally:
    """Run the trials of a part, and return what they found."""
    begun = time.monotonic()
    tally = Tally(part=part.name)
    with ThreadPoolExecutor(how.workers) as pool:
        for number, faults in _merged(pool, part, how, begun + how.seconds):
            tally.tried += part.inputs
            if faults:
                tally.faults[number] = faults
    tally.seconds = time.monotonic() - begun
    return tally


def _merged(
    pool: ThreadPoolExecutor, part: Part, how: Run, end: float
) -> Iterator[tuple[int, list[Fault]]]:
    firsts = range(how.first, how.first + min(how.workers, how.trials))
    for found in pool.map(lambda first: list(_sequence(part, how, first, end)), firsts):
        yield from found


def _sequence(part: Part, how: Run, first: int, end: float) -> Iterator[tuple[int, list[Fault]]]:
    """Yield the trials of one worker and their faults; a fresh process goes on where one ended."""
    numbers = iter(range(first, how.first + how.trials, how.workers))
    worker: Worker | None = None
    try:
        for number in numbers:
            if number > first and time.monotonic() > end:
                return
            worker = worker or Worker(part, how, number)
            faults = worker.trial()
            yield number, faults
            if faults and how.kept:
                worker.keep(number, faults, how.kept)
            if worker.ended:
                worker.close()
                worker = None
    finally:
        if worker:
            worker.close()


class Worker:
    """A process that runs the trials of a part, watched."""

    def __init__(self, part: Part, how: Run, first: int) -> None:
        self._part = part
        self._folder = Path(tempfile.mkdtemp(prefix=f"campaign-{part.name}-"))
        words = [part.name, str(how.seed), str(self._folder), str(first), str(how.workers)]
        own = {"TMPDIR": str(self._folder), "XDG_CACHE_HOME": str(self._folder / "cache")}
        output, theirs = os.pipe()
        self._output = os.fdopen(output, "rb", buffering=0)
        with (self._folder / "stderr").open("wb") as stderr, os.fdopen(theirs, "wb") as stdout:
            self._process = template.fork(
                words, _variables(), own, output=stdout.fileno(), complaints=stderr.fileno()
            )
        self._patience: float = _STARTING
        self._heard = b""

    @property
    def ended(self) -> bool:
        """Whether the process is gone, with the trial that it ran."""
        return self._process.poll() is not None

    def trial(self) -> list[Fault]:
        """Wait for the end of the next trial, and return what it found."""
        if self._line(self._patience) and (line := self._line(self._part.patience)):
            self._patience = self._part.patience
            found: list[list[str]] = json.loads(line)["faults"]
            return [Fault(verdict=Verdict(verdict), what=what) for verdict, what in found]
        return [self._end()]

    def _line(self, patience: float) -> bytes:
        """Return the next line that the process says; nothing where it ends or says nothing for so long."""
        while b"\n" not in self._heard:
            ready, _writable, _failed = select.select([self._output], [], [], patience)
            more = os.read(self._output.fileno(), 1 << 16) if ready else b""
            if not more:
                return b""
            self._heard += more
        line, _end, self._heard = self._heard.partition(b"\n")
        return line

    def _end(self) -> Fault:
        hung = False
        try:
            code = self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGABRT)  # it says where it is
            code, hung = self._process.wait(), True
        said = (self._folder / "stderr").read_text(errors="replace")[-3000:]
        if hung or code == -signal.SIGPROF:
            return Fault(verdict=Verdict.HUNG, what=f"did not end\n{said}")
        return Fault(verdict=Verdict.UNCAUGHT, what=f"the process ended with {code}\n{said}")

    def keep(self, number: int, faults: Sequence[Fault], folder: Path) -> None:
        """Move what lies in the folder of a trial to where a person looks for it, with what was found."""
        place = folder / f"{self._part.name}-{number}"
        shutil.rmtree(place, ignore_errors=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.move(self._folder / str(number), place)
        place.mkdir(parents=True, exist_ok=True)
        text = "\n\n".join(f"{fault.verdict}: {fault.what}" for fault in faults)
        (place / "faults.txt").write_text(text + "\n", encoding="utf-8")

    def close(self) -> None:
        """End the process and whatever it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._output.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _variables() -> dict[str, str]:
    """Return the variables that all workers have."""
    ours = ("SIMPUL_", "LC_", "LANG", "XDG_", "TMPDIR", "PYTEST_")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "PYTHONPATH": str(TESTS),
        "PYTHONHASHSEED": "0",
        "SIMPUL_LANG": "en",
        "NO_COLOR": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
