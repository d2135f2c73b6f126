"""What changed before the build that is served: made once, beside it, by ``simpul.site.making``."""

from pathlib import Path

from simpul.exchange.history.reading import History, place_of
from simpul.site.site import Site
from simpul.store import record


def build_of(site: Site, right: str) -> Path | None:
    """Return the folder of the build that is served; None where it is not on this machine."""
    place = site.graph(right).place
    build = place / site.build if isinstance(place, Path) else None
    return build if build and site.build and build.is_dir() else None


def history_of(site: Site, right: str) -> History | None:
    """Return the history of the build that is served, as who has an access right sees it; None where there is none, or none yet."""
    build = build_of(site, right)
    path = place_of(build, right) if build else None
    if path is None or not path.is_file():
        return None
    return site.once(right, "history", lambda: History(path))


def is_coming(site: Site, right: str) -> bool:
    """Return whether a history is still being made, so that what is told without it is no last word."""
    build = build_of(site, right)
    if build is None or place_of(build, right).is_file():
        return False
    before = record.previous_of(build)
    return before is not None and before.is_dir()
