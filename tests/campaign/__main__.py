"""``python -m campaign``: run the campaign, print what it found, and exit with 1 if that is anything."""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from typing import Final

from campaign.parts import PARTS
from campaign.runner import TESTS, Run, run
from campaign.trials import Part, Tally, Verdict

KEPT: Final = TESTS.parent / "build" / "campaign"
_COLUMNS: Final = ("part", "trials", *Verdict, "seconds")


def main(words: Sequence[str]) -> int:
    """Run the parts asked for, and return the exit code."""
    asked = _options().parse_args(words)
    chosen = [PARTS[name] for name in asked.only or PARTS]
    end, left = time.monotonic() + asked.seconds, sum(part.share for part in chosen)
    tallies: list[Tally] = []
    KEPT.mkdir(parents=True, exist_ok=True)
    _say(_line(_COLUMNS))
    for part in chosen:
        # What an earlier part left of its time is shared among those that follow.
        seconds = (end - time.monotonic()) * part.share / left
        left -= part.share
        tally = run(part, _how(asked, part, seconds))
        tallies.append(tally)
        _say(_line(_cells(tally)))
    for tally in tallies:
        for number, faults in sorted(tally.faults.items()):
            for fault in faults:
                _say(f"\n{tally.part} --trial {number}: {fault.verdict}: {fault.what}")
    (KEPT / "results.json").write_text(_results(tallies, asked.seed), encoding="utf-8")
    return 1 if any(tally.faults for tally in tallies) else 0


def _how(asked: argparse.Namespace, part: Part, seconds: float) -> Run:
    """Return how a part is run: whole, or only so many of its trials, or one."""
    return Run(
        seed=asked.seed,
        first=asked.trial or 0,
        trials=1 if asked.trial is not None else (asked.trials or part.whole),
        seconds=seconds,
        workers=asked.workers,
        kept=KEPT,
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m campaign", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1200, help="time for all parts (1200)")
    parser.add_argument("--seed", type=int, default=1, help="where all chance comes from (1)")
    parser.add_argument("--only", action="append", choices=PARTS, help="run only this part")
    parser.add_argument("--trial", type=int, help="run only the trial of this number")
    parser.add_argument("--trials", type=int, help="run so many of each part")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4), help="processes side by side")  # fmt: skip
    return parser


def _cells(tally: Tally) -> Sequence[object]:
    return (tally.part, tally.tried, *tally.counts().values(), round(tally.seconds))


def _line(cells: Sequence[object]) -> str:
    name, *rest = map(str, cells)
    return f"{name:<14}" + "".join(f"{cell:>9}" for cell in rest)


def _results(tallies: Sequence[Tally], seed: int) -> str:
    parts = {
        tally.part: dict(zip(_COLUMNS[1:], _cells(tally)[1:], strict=True)) for tally in tallies
    }
    return json.dumps({"seed": seed, "parts": parts}, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
