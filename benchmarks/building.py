"""What a build of all data takes of a processor and of memory: from nothing, again, after a change, and of curated sources alone.

Run with ``make bench`` or ``.venv/bin/python benchmarks/building.py``. Each build is a process of its own; what Linux
counts for it does not depend on what else the machine does, as time on the clock would.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from simpul import paths

_CHANGED = "city-networks/organisations.csv"
_BUILD = """
import resource, sys
from pathlib import Path
from simpul.ingest import build
build([Path(sys.argv[1])], Path(sys.argv[2]), only=sys.argv[3] or None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _told(what: str, data: Path, store: Path, only: str = "") -> None:
    """Build in a process of its own, and print what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    words = (sys.executable, "-c", _BUILD, str(data), str(store), only)
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - Python, as above
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what:<32} {seconds:6.1f} s of a processor  {int(done.stdout) / 1024:6.0f} MB")


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
