"""Whether a build that cannot be read is damaged, or was replaced while somebody read it."""

from pathlib import Path

from simpul.errors import StoreDamagedError, StoreError, StoreReplacedError


def unreadable(build: Path, reason: object) -> StoreError:
    """Return the error for a build that cannot be read.

    A build is renamed before it is removed, so its folder is there whole or not at all.
    """
    if build.exists():
        return StoreDamagedError(build.parent, reason)
    return StoreReplacedError(build.parent)
