"""What a build says of itself: the format it is written in, and which build was in use before it.

A build that says nothing is of format 1: it was made before builds kept a record.
"""

from pathlib import Path
from typing import Final

from simpul.errors import StoreDamagedError, StoreFormatError
from simpul.store import own_files

FILE: Final = "build.json"
FORMAT: Final = 2
"""Changes when a build is laid out so that an earlier Simpul would misread it."""
_OLDEST: Final = 1
"""The oldest format that is read; what is older has to be built again."""


def write(build: Path, previous: Path | None) -> None:
    """Write the record of a build.

    Args:
        build: Its folder.
        previous: The build that it takes the place of.
    """
    before = previous.name if previous else ""
    own_files.write_json(build / FILE, {"format": FORMAT, "previous": before})


def previous_of(build: Path) -> Path | None:
    """Return the folder of the build that was in use before this one, as far as it says so."""
    try:
        name = own_files.read_json(build / FILE, store=build.parent).get("previous")
    except (FileNotFoundError, StoreDamagedError):
        return None
    return build.parent / name if isinstance(name, str) and name else None


def check(build: Path) -> None:
    """Check that this Simpul reads the format of a build.

    Raises:
        StoreFormatError: It is older or newer than what is read.
        StoreDamagedError: The record cannot be read.
    """
    try:
        found = own_files.read_json(build / FILE, store=build.parent).get("format")
    except FileNotFoundError:
        return
    if type(found) is not int:
        raise StoreDamagedError.of_file(build.parent, FILE)
    if not _OLDEST <= found <= FORMAT:
        raise StoreFormatError(build.parent, found, newest=FORMAT)
