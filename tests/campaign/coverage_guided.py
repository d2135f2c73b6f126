"""Inputs that Atheris finds by what they reach in the readers: one run of it is one trial.

``python -m campaign.coverage_guided READER SEED RUNS FOLDER`` is such a run, in a process of its own, since Atheris
ends the process that it is called in.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Final

from campaign.trials import Fault, Part, Trial, Verdict
from campaign.world import make_small

_RUNS: Final = 500
_SECONDS: Final = 2
_MEGABYTES: Final = 500
_LONGEST: Final = 4_000
_FOUND: Final = "found.json"
_MOST_KEPT: Final = 3


def _trial(names: Sequence[str], chance: Random, here: Path) -> Iterator[Fault]:
    """Let Atheris try one reader, and yield what it found."""
    name = chance.choice(names)
    words = [name, str(chance.randrange(1, 2**31)), str(_RUNS), str(here)]
    with (here / "log").open("wb") as log:
        done = subprocess.run(
            [sys.executable, "-m", "campaign.coverage_guided", *words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    found = here / _FOUND
    for verdict, what in json.loads(found.read_text()) if found.exists() else []:
        yield Fault(verdict=Verdict(verdict), what=f"{name}: {what}")
    if done.returncode:
        said = (here / "log").read_text(errors="replace")[-2000:]
        verdict = Verdict.HUNG if done.returncode == -signal.SIGPROF else Verdict.UNCAUGHT
        yield Fault(verdict=verdict, what=f"{name}: ended with {done.returncode}\n{said}")


def main(words: Sequence[str]) -> None:
    """Let Atheris run a reader; what it finds is written into the folder, with the input of each."""
    import atheris

    name, seed, runs, folder = words
    with atheris.instrument_imports(include=["simpul", "edtf", "yaml"]):  # type: ignore[attr-defined]  # its stubs lack it
        from campaign.readers import readers
        from simpul.errors import SimpulError
    make_small()
    reader, here, found = readers()[name], Path(folder), list[tuple[Verdict, str]]()
    corpus = here / "corpus"
    corpus.mkdir()
    for number, sample in enumerate(reader.samples):
        (corpus / str(number)).write_bytes(sample)
    place = here / "input"
    place.mkdir()
    reader.try_(reader.samples[0], place)  # also what is read once, such as the world
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def note(content: bytes, verdict: Verdict, what: str) -> None:
        if len(found) < _MOST_KEPT:
            found.append((verdict, what))
            (here / f"found-{len(found)}").write_bytes(content)
            (here / _FOUND).write_text(json.dumps(found), encoding="utf-8")

    def once(content: bytes) -> None:
        nonlocal before
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            reader.try_(content, place)
        except SimpulError:
            pass
        except Exception:  # noqa: BLE001 - the very thing that is looked for
            note(content, Verdict.UNCAUGHT, traceback.format_exc(limit=-6))
        signal.setitimer(signal.ITIMER_PROF, 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if peak - before > _MEGABYTES * 1000:
            note(content, Verdict.HUNG, f"took {(peak - before) // 1000} MB of memory")
        before = peak

    options = [f"-runs={runs}", f"-seed={seed}", f"-max_len={_LONGEST}", "-verbosity=0", "-rss_limit_mb=0", f"-artifact_prefix={here}{os.sep}"]  # fmt: skip
    atheris.Setup(["campaign", *options, str(corpus)], once)
    atheris.Fuzz()


def _prepare(_shared: Path) -> Trial:
    from campaign.readers import readers

    names = [reader.name for reader in readers().values() if reader.instrumented]
    return lambda chance, folder: list(_trial(names, chance, folder))


PART: Final = Part(
    name="guided",
    about="inputs that Atheris finds",
    whole=40,
    slice=1,
    share=2,
    prepare=_prepare,
    inputs=_RUNS,
    patience=600,
)
IS_THERE: Final = find_spec("atheris") is not None
"""There are wheels of Atheris for Linux on x86-64 only."""


if __name__ == "__main__":
    main(sys.argv[1:])
