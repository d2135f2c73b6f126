"""A part whose trials each have a fault of another kind, to show that the campaign would see it."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from campaign.trials import Fault, Part, Trial, Verdict

EXPECTED = (
    *(Verdict.UNCAUGHT, Verdict.HUNG, Verdict.UNCAUGHT, Verdict.THROUGH, Verdict.HUNG),
    *(Verdict.HUNG, Verdict.LOST),
)
"""The kind of each trial's fault."""


def _trial(_chance: Random, folder: Path) -> Iterator[Fault]:
    match int(folder.name):
        case 0:
            raise ValueError("no error of ours")
        case 1:
            while True:
                pass
        case 2:
            os.abort()
        case 3:
            os.write(1, b"words of a library")
        case 4:
            bytearray(60_000_000)[::4096] = b"x" * (60_000_000 // 4096 + 1)
        case 5:
            os.read(os.pipe()[0], 1)
        case _:
            yield Fault(verdict=Verdict.LOST, what="what a trial itself finds")


def _prepare(_shared: Path) -> Trial:
    return _trial


PART = Part(
    name="faulty",
    about="a fault in each trial",
    whole=len(EXPECTED),
    slice=len(EXPECTED),
    prepare=_prepare,
    seconds=1,
    patience=4,
    megabytes=50,
)
