"""A disk that is full: recognised however a library says so, and told with what takes the room."""

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.errors import OutputError, StoreFullError
from simpul.locale import translate as _

_NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_WORDS: Final = (
    *(os.strerror(number) for number in sorted(_NUMBERS)),
    "No space left",
    "disk is full",
)
"""How Oxigraph and SQLite say it: their errors have no number."""


_MOST_GROWTH: Final = 3
"""A build that is made takes up to so many times what it takes when Oxigraph has sorted its files."""


def is_used_up(error: BaseException) -> bool:
    """Return whether an error, or one that it came from, says that there is no room to write."""
    if isinstance(error, OutputError):
        # A file elsewhere, which a person asked for.
        return False
    return any(
        (isinstance(one, OSError) and one.errno in _NUMBERS)
        or any(words in str(one) for words in _WORDS)
        for one in _causes(error)
        if isinstance(one, OSError | RuntimeError | sqlite3.Error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def is_scarce(build: Path) -> bool:
    """Return whether another build as great as this one may not fit beside it; while it is made it takes more."""
    return shutil.disk_usage(build).free < _MOST_GROWTH * _size(build)


def error(store: Path, reason: BaseException) -> StoreFullError:
    """Return the error that says how much a store and the cache take, and what to do."""
    cache = paths.cache()
    return StoreFullError(
        store,
        _(
            "There is no room left to write the store at {path} ({reason}). It takes {size} now, and a "
            "new build needs as much again while the old one is in use; {cache}, which can be made "
            "again at any time, takes {cache_size}. Nothing was changed. Make room there, or name another place "
            "with --store.",
            path=store,
            reason=getattr(reason, "strerror", None) or reason,
            size=_megabytes(store),
            cache=cache,
            cache_size=_megabytes(cache),
        ),
    )


def _megabytes(folder: Path) -> str:
    return _("{number} MB", number=f"{_size(folder) / 1e6:,.0f}")


def _size(folder: Path) -> int:
    """Return how many bytes the files of a folder take, each counted once however often it is linked."""
    sizes: dict[tuple[int, int], int] = {}
    for parent, _folders, names in os.walk(folder):
        for name in names:
            # A reader's or writer's file may be gone by now.
            with contextlib.suppress(FileNotFoundError):
                about = (Path(parent) / name).lstat()
                sizes[about.st_dev, about.st_ino] = about.st_size
    return sum(sizes.values())
