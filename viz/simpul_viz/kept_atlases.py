"""What pages of a build hold, kept beside it: drawn once, opened by whoever asks for any view.

Drawing reads the whole graph, and what comes of it is the same for every view. A build does not change, so it keeps the
result, as it keeps its editions; an edition keeps its own, so that nobody is shown what was drawn for another right::

    STORE/<build or edition>/drawn/atlas-….json   an atlas, packed
    STORE/<build or edition>/drawn/lock          held by the one who draws one that is missing

Where nothing can be written there, each page is drawn for itself.
"""

import contextlib
import hashlib
import json
from collections.abc import Generator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import simpul
import simpul_viz
from simpul.errors import StoreDamagedError
from simpul.store import own_files
from simpul.store.builds import Build
from simpul.store.lock import locked
from simpul_viz.atlas import OVERVIEW, Opening
from simpul_viz.packed_atlas import PackedAtlas, pack
from simpul_viz.scenes import has_scenes, opening_of
from simpul_viz.view import Request, View
from simpul_viz.views import VIEWS

_FOLDER: Final = "drawn"
_NAME: Final = "atlas-"
_DIGITS: Final = 16
_CODE: Final = frozenset((".py", ".json"))
"""What the files that draw end with; scripts and styles come to a page when it is written."""


def opened(view: View, build: Build, request: Request) -> tuple[PackedAtlas, Opening]:
    """Return what the page of a view holds and how it opens; the build keeps the first for all of its views.

    Raises:
        ParameterError: Nothing is tied to a thing that was asked for.
    """
    if has_scenes(view):
        everything = Request(
            every_member=request.every_member, also_single_datasets=request.also_single_datasets
        )
        kept = _kept(build, everything)
        asked = view.asked(request)
        # What is in a crowd, or told of in brief, is drawn in whole where it is asked for.
        if kept.labels.keys() >= {*asked}:
            return kept, opening_of(view, request, [kept.labels[key] for key in asked])
    atlas, opening = view.atlas(build.graph, request)
    return pack(atlas), opening


def _kept(build: Build, request: Request) -> PackedAtlas:
    """Return what the build keeps; where it keeps nothing that is whole, draw it, and keep it if that can be."""
    folder = build.folder / _FOLDER
    file = (
        folder / f"{_NAME}{_code()}-{request.every_member:d}{request.also_single_datasets:d}.json"
    )
    if kept := _read(file):
        return kept
    with _drawing_alone(folder):
        # Another process may have drawn it meanwhile.
        if kept := _read(file):
            return kept
        atlas, _opening = VIEWS[OVERVIEW].atlas(build.graph, request)
        drawn = pack(atlas)
        with contextlib.suppress(OSError):
            _write(file, drawn)
    return drawn


@contextlib.contextmanager
def _drawing_alone(folder: Path) -> Generator[None]:
    """Let others wait who would draw the same; where nothing can be written, let everybody draw."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            own_files.make_folder(folder)
            held.enter_context(locked(folder))
        yield


def _read(file: Path) -> PackedAtlas | None:
    """Return what a file keeps; None where there is none, or it is not as it was written."""
    try:
        found = own_files.read_json(file, store=file.parent)
    except (FileNotFoundError, StoreDamagedError):
        return None
    drawn = cast("Any", found.get("drawn"))
    try:
        kept = PackedAtlas(**drawn)
    except TypeError:
        return None
    return kept if _checksum(kept) == found.get("checksum") else None


def _write(file: Path, drawn: PackedAtlas) -> None:
    """Keep what was drawn, in place of what another Simpul kept.

    Raises:
        OSError: It cannot be kept.
    """
    for old in file.parent.glob(f"{_NAME}*.json"):
        if not old.name.startswith(_NAME + _code()):
            old.unlink(missing_ok=True)
    own_files.write_json(file, {"drawn": asdict(drawn), "checksum": _checksum(drawn)})


def _checksum(drawn: PackedAtlas) -> str:
    return hashlib.sha256(json.dumps(asdict(drawn), sort_keys=True).encode()).hexdigest()


@cache
def _code() -> str:
    """Return a name for the code that draws: another Simpul may draw the same build otherwise.

    Its version does not tell whoever works on it; the times of its files do.
    """
    stamps = sorted(
        (file.name, file.stat().st_size, file.stat().st_mtime_ns)
        for package in (simpul, simpul_viz)
        for folder in package.__path__
        for file in Path(folder).rglob("*")
        if file.suffix in _CODE
    )
    told = json.dumps([simpul.__version__, stamps])
    return hashlib.sha256(told.encode()).hexdigest()[:_DIGITS]
