"""The files of a build as they were when it was made, so that damage is reported before a query meets it.

Measured on pyoxigraph 0.5: where a block is damaged, Oxigraph's iterators give the same error repeatedly and
never end, and what sorts or counts their rows inside the library takes all memory. So a damaged store must not be
asked at all. Size and time of change tell at once whether a file was touched; only one that was is read, for its
checksum decides.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simpul.locale import translate as _
from simpul.store import own_files
from simpul.store.damage import unreadable

FILE: Final = "files.json"
_SEALED: Final = ("graph/*.sst", "graph/*.log", "graph/MANIFEST-*", "graph/CURRENT", "names.db", "loaded.json")  # fmt: skip
"""What a query reads; the index of the world's cities is checked where it is opened, and repaired automatically."""


def seal(build: Path) -> None:
    """Record size, time of change and SHA-256 of each file of a build; after this nothing may write to it."""
    found = {name: [*_stamp(build / name), _checksum(build / name)] for name in _names(build)}
    own_files.write_json(build / FILE, found)


def check(build: Path, *, whole: bool = False) -> None:
    """Check that the files of a build are unchanged since it was made; one that was never sealed is accepted.

    Args:
        build: Its folder.
        whole: Read every file, also those that seem untouched.

    Raises:
        StoreDamagedError: A file is gone, or is not what it was.
        StoreReplacedError: The build is gone.
    """
    try:
        sealed = _sealed(build)
        changed = next((name for name in sealed if _differs(build / name, sealed[name], whole)), "")
    except FileNotFoundError as error:
        changed = Path(error.filename).name
    except ValueError:
        changed = FILE
    if changed:
        raise unreadable(build, _("{name} is damaged", name=changed))


def _sealed(build: Path) -> dict[str, tuple[int, int, str]]:
    try:
        found = own_files.read_json(build / FILE, store=build.parent)
    except FileNotFoundError:
        return {}
    return {name: _entry(name, values) for name, values in found.items()}


def _entry(name: str, values: object) -> tuple[int, int, str]:
    """Return size, time of change and checksum of a file as they were written down.

    Raises:
        ValueError: They are none, or the name leads out of the build.
    """
    match values:
        case [int(size), int(changed), str(checksum)] if name and not {"..", "/"} & {
            *Path(name).parts
        }:
            return size, changed, checksum
        case _:
            raise ValueError(name)


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
