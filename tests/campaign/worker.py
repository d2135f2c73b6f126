"""One process of the campaign: ``python -m campaign.worker PART SEED FOLDER FIRST STEP``.

It runs one trial after the other and says on what was its stdout when each begins and what it found; whoever
started it watches, and counts its end as a fault of the trial that ran.
"""

import faulthandler
import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from campaign import faulty
from campaign.parts import PARTS
from campaign.trials import Fault, Part, Trial, Verdict

_STATUS: Final = Path("/proc/self/status")
_PEAK: Final = Path("/proc/self/clear_refs")


def main(words: Sequence[str]) -> None:
    """Run trials until the process is ended."""
    name, seed, folder, first, step = words
    part, place = {**PARTS, faulty.PART.name: faulty.PART}[name], Path(folder)
    answer, trace = os.fdopen(os.dup(1), "w", buffering=1), os.fdopen(os.dup(2), "w")
    faulthandler.enable(trace)
    faulthandler.register(signal.SIGPROF, trace, chain=True)
    shared = place / "shared"
    shared.mkdir(parents=True, exist_ok=True)
    trial = part.prepare(shared)
    words_said = os.open(place / "said", os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.dup2(words_said, 1)
    os.dup2(words_said, 2)
    for number in count(int(first), int(step)):
        answer.write(json.dumps({"begun": number}) + "\n")
        own = place / str(number)
        own.mkdir()
        chance = Random(f"{seed}/{name}/{number}")  # noqa: S311 - chance that can be repeated
        faults = [*_tried(part, trial, chance, own), *_said(words_said)]
        if not faults:
            shutil.rmtree(own, ignore_errors=True)
        found = [[fault.verdict, fault.what] for fault in faults]
        answer.write(json.dumps({"ended": number, "faults": found}) + "\n")


def _tried(part: Part, trial: Trial, chance: Random, folder: Path) -> Iterator[Fault]:
    """Yield what a trial finds, and what it took or said that it may not."""
    before = _memory()
    signal.setitimer(signal.ITIMER_PROF, part.seconds)
    try:
        yield from trial(chance, folder)
    except Exception:  # noqa: BLE001 - the very thing that is looked for
        yield Fault(verdict=Verdict.UNCAUGHT, what=traceback.format_exc(limit=-6))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    grown = _peak() - before
    if grown > part.megabytes * 1_000_000:
        yield Fault(verdict=Verdict.HUNG, what=f"took {grown // 1_000_000} MB of memory")


def _said(file: int) -> Iterator[Fault]:
    """Yield what was written to stdout or stderr, both of which belong to answers and messages of ours."""
    sys.stdout.flush()
    sys.stderr.flush()
    size = os.fstat(file).st_size
    if size:
        text = os.pread(file, 500, 0).decode(errors="replace")
        os.truncate(file, 0)
        yield Fault(verdict=Verdict.THROUGH, what=f"printed {size} bytes: {text}")


def _memory() -> int:
    """Return the memory that this process holds, and forget the most that it held before."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _PEAK.write_text("5", encoding="ascii")
    return _status("VmRSS")


def _peak() -> int:
    """Return the most memory that this process held since ``_memory`` was asked."""
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _status("VmHWM")


def _status(key: str) -> int:
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{key}:"))


if __name__ == "__main__":
    main(sys.argv[1:])
