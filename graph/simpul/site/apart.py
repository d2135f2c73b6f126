"""What takes longer to make than a request may: made once for each build and access right, by a process of its own, and kept.

That process, ``python -m simpul.site.apart``, ends with the one that began it, so that no request waits and none is ended
for it. What it makes lies in the user's cache, in a folder that only its owner may enter, one for each site, build and
access right: what is made of the graph of one right is never shown for another.
"""

import contextlib
import hashlib
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, cast

from simpul import json_files, paths
from simpul.site.site import Settings, Site
from simpul.store import own_files
from simpul.store.lock import unheld
from simpul.version import __version__

_FOLDER: Final = "site"
_DIGITS: Final = 20
_KEPT: Final = 2
"""Builds of which what was made is kept: the one in use, and the one that another process may still answer from."""
_TRIES: Final = 3
_GENTLY: Final = 10
"""How much others come before it."""


class Apart:
    """Files that are made of the graph of one access right.

    Attributes:
        folder: Where they are kept.
    """

    def __init__(
        self,
        site: Site,
        right: str,
        *,
        by: Sequence[str],
        files: Sequence[str],
        write: Callable[[Path], None],
    ) -> None:
        """Take what is to be made.

        Args:
            site: The site.
            right: The access right of whose graph it is made.
            by: The module of ``simpul.site`` and the function that return this again, given the site and the right, and
                what else the function takes.
            files: The names of the files.
            write: Writes them into a folder; each is there whole or not at all.
        """
        self._site, self._right, self._by = site, right, tuple(by)
        self._files, self._write = files, write
        self.folder = kept_folder(site, right) / "-".join(self._by)
        self._maker: subprocess.Popen[bytes] | None = None
        self._failures = 0

    @property
    def is_made(self) -> bool:
        """Whether all files are there."""
        return all((self.folder / name).is_file() for name in self._files)

    @property
    def is_at_work(self) -> bool:
        """Whether a process that this one began is making them."""
        return self._maker is not None and self._maker.poll() is None

    @property
    def has_failed(self) -> bool:
        """Whether it was tried several times in vain."""
        return self._failures >= _TRIES

    def begin(self) -> None:
        """Let them be made, unless they are being made, be it by another process that answers.

        Raises:
            OSError: Nothing can be kept.
        """
        if self.is_at_work:
            return
        if self._maker is not None:
            self._failures += self._maker.returncode != 0
            self._maker = None
        if self.has_failed or self._is_under_way():
            return
        from simpul.site.worker import settings_to

        command = [sys.executable, "-P", "-m", "simpul.site.apart"]
        self._maker = subprocess.Popen(  # noqa: S603 - the interpreter itself
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        wanted = {
            "settings": settings_to(self._site.settings),
            "build": self._site.build,
            "right": self._right,
            "by": self._by,
        }
        assert self._maker.stdin is not None  # noqa: S101 - it was asked for
        with contextlib.suppress(BrokenPipeError), self._maker.stdin as stdin:
            stdin.write(json.dumps(wanted).encode())

    def _is_under_way(self) -> bool:
        own_files.make_folder(self.folder)
        with unheld(self.folder) as is_free:
            return not is_free

    def wait(self, seconds: float | None = None) -> None:
        """Wait until what was begun is over, or for so long."""
        if self._maker is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._maker.wait(seconds)

    def make(self) -> None:
        """Make them here and now, unless another process is at it."""
        own_files.make_folder(self.folder)
        with unheld(self.folder) as is_free:
            if not is_free or self.is_made:
                return
            self._write(self.folder)
        _forget(self.folder.parent.parent)


def kept_folder(site: Site, right: str) -> Path:
    """Return the folder of what is kept of the graph of an access right, for this build."""
    return _folder(site.settings) / (site.build or "build") / right


def _folder(settings: Settings) -> Path:
    """Return the folder of all that is kept for a site: what else its pages depend on is in its name."""
    told = json.dumps([str(Path(settings.store).absolute()), settings.prefix, __version__])
    return paths.cache() / _FOLDER / hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]


def _forget(build: Path) -> None:
    """Remove what is kept of builds that are long out of use."""
    builds = sorted(build.parent.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in [one for one in builds if one != build][_KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Make what stdin speaks of, of the build that is in use if that is still the one."""
    from simpul.site.worker import opened, settings_from
    from simpul.store.worker import end_with_parent

    end_with_parent()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_GENTLY)
    wanted = cast("dict[str, Any]", json_files.parsed(sys.stdin.buffer.read(), "stdin"))
    site = opened(settings_from(wanted["settings"]))
    module, function, *more = wanted["by"]
    with contextlib.closing(site):
        if site.build == wanted["build"]:
            made = getattr(importlib.import_module(f"simpul.site.{module}"), function)
            cast("Apart", made(site, wanted["right"], *more)).make()
    return 0


if __name__ == "__main__":
    sys.exit(main())
