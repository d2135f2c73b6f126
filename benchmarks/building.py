"""What a build of all data takes of a processor and of memory: from nothing, again, after a change, and of curated sources alone.

Run with ``make bench`` or ``.venv/bin/python benchmarks/building.py``. Each build is a process of its own, as a user
runs it; what Linux counts for it does not depend on what else the machine does, as time on the clock would.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from simpul import paths

_CHANGED = "city-networks/organisations.csv"


def _told(what: str, data: Path, store: Path, only: str = "") -> None:
    """Build as a user does, in a process of its own, and print what it took."""
    words = [sys.executable, "-m", "simpul", "build", "--data", str(data), "--store", str(store)]
    words += ["--only", only] if only else []
    start = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - Python, as above
    _pid, status, took = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(words)} failed")
    seconds, elapsed = took.ru_utime + took.ru_stime, time.monotonic() - start
    print(
        f"{what:<32} {seconds:6.1f} s of a processor  {elapsed:6.1f} s  {took.ru_maxrss / 1024:6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Print what each build takes."""
    with tempfile.TemporaryDirectory() as folder:
        data, store = Path(folder) / "data", Path(folder) / "store"
        shutil.copytree(paths.data(), data)
        _told("curated sources alone", data, Path(folder) / "curated", "curated")
        _told("all sources, of nothing", data, store)
        _told("again, nothing changed", data, store)
        table = data / _CHANGED
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
        _told("again, one table in other order", data, store)
        memberships = data / "c40-members" / "memberships.csv"
        rows = memberships.read_text(encoding="utf-8").splitlines(keepends=True)
        memberships.write_text("".join(rows[:-1]), encoding="utf-8")
        _told("again, one membership less", data, store)


if __name__ == "__main__":
    main()
