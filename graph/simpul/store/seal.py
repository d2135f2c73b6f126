"""The files of a build as they were when it was made, so that damage is reported before a query meets it.

Measured on pyoxigraph 0.5: where a block is damaged, Oxigraph's iterators give the same error repeatedly and
never end, and what sorts or counts their rows inside the library takes all memory. So a damaged store must not be
asked at all. Size and time of change tell at once whether a file was touched; only one that was is read, for its
checksum decides.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simpul.errors import StoreDamagedError

FILE: Final = "files.json"
_SEALED: Final = ("graph/*.sst", "graph/*.log", "graph/MANIFEST-*", "graph/CURRENT", "names.db", "loaded.json")  # fmt: skip
"""What a query reads; the index of the world's cities is checked where it is opened, and repaired automatically."""


def seal(build: Path) -> None:
    """Record size, time of change and SHA-256 of each file of a build; after this nothing may write to it."""
    found = {name: [*_stamp(build / name), _checksum(build / name)] for name in _names(build)}
    (build / FILE).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def check(build: Path, *, whole: bool = False) -> None:
    """Check that the files of a build are unchanged since it was made; one that was never sealed is accepted.

    Args:
        build: Its folder.
        whole: Read every file, also those that seem untouched.

    Raises:
        StoreDamagedError: A file is gone, or is not what it was.
    """
    try:
        sealed = _sealed(build)
        changed = next((name for name in sealed if _differs(build / name, sealed[name], whole)), "")
    except FileNotFoundError as error:
        changed = Path(error.filename).name
    except (ValueError, TypeError, AttributeError):
        changed = FILE
    if changed:
        raise StoreDamagedError.of_file(build.parent, changed)


def _sealed(build: Path) -> dict[str, tuple[int, int, str]]:
    path = build / FILE
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: (int(size), int(at), str(sum_)) for name, (size, at, sum_) in found.items()}


def _differs(path: Path, sealed: tuple[int, int, str], whole: bool) -> bool:
    size, changed, checksum = sealed
    stamp = _stamp(path)
    if stamp == (size, changed) and not whole:
        return False
    return stamp[0] != size or _checksum(path) != checksum


def _names(build: Path) -> Iterator[str]:
    for pattern in _SEALED:
        for path in sorted(build.glob(pattern)):
            yield path.relative_to(build).as_posix()


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _checksum(path: Path) -> str:
    # Costly to import, and of use only where a file's time or size has changed.
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
