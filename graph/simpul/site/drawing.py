"""The explorer of a build, made once for each access right and kept: a page of the whole graph takes long to make.

It is made by a process of its own, ``python -m simpul.site.drawing``, which ends with the one that began it, so that no
request waits and none is ended for it. What it makes lies in the user's cache, in a folder that only its owner may
enter, one for each site, build and access right: what is made of the graph of one right is never shown for another.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, cast

from simpul import json_files, paths
from simpul.site.site import Settings, Site
from simpul.store import own_files
from simpul.store.lock import unheld
from simpul.version import __version__
from simpul_viz.texts import LANGUAGES

_FOLDER: Final = "site"
_DIGITS: Final = 20
_KEPT: Final = 2
"""Builds whose pages are kept: the one in use, and the one that another process may still answer from."""
_TRIES: Final = 3
_GENTLY: Final = 10
"""How much others come before it."""


class Drawing:
    """The explorer of the graph of one access right.

    Attributes:
        folder: Where it is kept.
    """

    def __init__(self, site: Site, right: str) -> None:
        """Take the site and the access right."""
        self._site, self._right = site, right
        self.folder = _folder(site.settings) / (site.build or "build") / right
        self._maker: subprocess.Popen[bytes] | None = None
        self._failures = 0

    @property
    def is_at_work(self) -> bool:
        """Whether a process that this one began is making it."""
        return self._maker is not None and self._maker.poll() is None

    @property
    def has_failed(self) -> bool:
        """Whether it was tried several times in vain."""
        return self._failures >= _TRIES

    def page(self, language: str) -> bytes | None:
        """Return the page; None until it is made."""
        try:
            return own_files.read_text(self._file(language), store=self.folder).encode()
        except FileNotFoundError:
            return None

    def begin(self) -> None:
        """Let it be made, unless it is being made, be it by another process that answers."""
        if self.is_at_work:
            return
        if self._maker is not None:
            self._failures += self._maker.returncode != 0
            self._maker = None
        if self.has_failed or self._is_under_way():
            return
        from simpul.site.worker import settings_to

        command = [sys.executable, "-P", "-m", "simpul.site.drawing"]
        self._maker = subprocess.Popen(  # noqa: S603 - the interpreter itself
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        wanted = {
            "settings": settings_to(self._site.settings),
            "build": self._site.build,
            "right": self._right,
        }
        assert self._maker.stdin is not None  # noqa: S101 - it was asked for
        with contextlib.suppress(BrokenPipeError), self._maker.stdin as stdin:
            stdin.write(json.dumps(wanted).encode())

    def _is_under_way(self) -> bool:
        own_files.make_folder(self.folder)
        with unheld(self.folder) as is_free:
            return not is_free

    def wait(self) -> None:
        """Wait until what was begun is over."""
        if self._maker is not None:
            self._maker.wait()

    def make(self) -> None:
        """Make it here and now, unless another process is at it."""
        import simpul_viz
        from simpul_viz.picture_page import page
        from simpul_viz.view import Request

        own_files.make_folder(self.folder)
        with unheld(self.folder) as is_free:
            if not is_free or all(self._file(language).is_file() for language in LANGUAGES):
                return
            graph = self._site.graph(self._right)
            atlas = simpul_viz.find_view("explorer").atlas(graph.local.store, Request())
            prefix, notice = self._site.settings.prefix, dict(graph.notice)
            for language in LANGUAGES:
                made = page(atlas, language=language, notice=notice, site=prefix)
                own_files.write_text(self._file(language), made)
        _forget(self.folder.parent)

    def _file(self, language: str) -> Path:
        return self.folder / f"explorer-{language}.html"


def drawing(site: Site, right: str) -> Drawing:
    """Return the explorer of the graph of an access right."""
    return site.once(right, "drawing", lambda: Drawing(site, right))


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
    """Make the page that stdin speaks of, of the build that is in use if that is still the one."""
    from simpul.site.worker import opened, settings_from
    from simpul.store.worker import end_with_parent

    end_with_parent()
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_GENTLY)
    wanted = cast("dict[str, Any]", json_files.parsed(sys.stdin.buffer.read(), "stdin"))
    site = opened(settings_from(wanted["settings"]))
    with contextlib.closing(site):
        if site.build == wanted["build"]:
            Drawing(site, wanted["right"]).make()
    return 0


if __name__ == "__main__":
    sys.exit(main())
