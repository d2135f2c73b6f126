"""What is read of a folder that somebody gives: plain files that lie in it, and nothing that a link reaches outside.

The folder itself may be a link, and so may a file that a person names; who made them knows where they lead. What
lies in a folder comes from whoever filled it. A link that stays in the folder is as good as a file; one that leads
out of it is refused. Devices and pipes, which may never end, are no files.
"""

from collections.abc import Iterable
from pathlib import Path

from simpul.errors import DataError, Place, Problem
from simpul.locale import translate as _


def files_in(folder: Path, found: Iterable[Path]) -> list[Path]:
    """Return those that are files, sorted.

    Args:
        folder: The folder that was given.
        found: Paths in it, as a listing gives them.

    Raises:
        DataError: Some are links that lead out of the folder; it has a problem for each.
    """
    files = sorted(path for path in found if path.is_file())
    whole = folder.resolve()
    # Of a file that is no link, the folder it lies in tells where it is.
    places = {place: _within(whole, place) for place in {path.parent for path in files}}
    out = [
        _leads_out(path)
        for path in files
        if places[path.parent] is None or (path.is_symlink() and _within(whole, path) is None)
    ]
    if out:
        raise DataError(out)
    return files


def named_in(folder: Path, name: str | None, *, shown: str, by: str, remedy: str) -> Path:
    """Return the file of a folder that another file of it names, links followed; it need not be there.

    Args:
        folder: The folder that was given.
        name: The path, relative to the folder; None where the address is none of a file in it.
        shown: The name as it is written.
        by: The file that names it, as the user knows it.
        remedy: What to do where it lies outside.

    Raises:
        DataError: It lies outside the folder, or is a device or a pipe.
    """
    path = None if name is None else inside(folder, folder / name)
    if path is None:
        what = _("names {name}, which lies outside its folder.", name=shown)
    elif path.exists() and not (path.is_file() or path.is_dir()):
        what = _("names {name}, which is a device or a pipe.", name=shown)
        remedy = _("Name a file.")
    else:
        return path
    raise DataError([Problem(place=Place(file=by), what=what, remedy=remedy)])


def inside(folder: Path, path: Path) -> Path | None:
    """Return where a path leads, links followed; None where that is no place in a folder."""
    return _within(folder.resolve(), path)


def _within(folder: Path, path: Path) -> Path | None:
    try:
        whole = path.resolve()
        whole.exists()  # only this tells of a name that is too long for the system
    except (ValueError, OSError, RuntimeError):
        return None  # a NUL in the name, a name too long, or links in a circle
    return whole if whole.is_relative_to(folder) else None


def _leads_out(path: Path) -> Problem:
    what = _("is a link that leads out of its folder, or lies behind one.")
    remedy = _("Nothing outside a folder is read. Put the file there, or name it on the command line.")  # fmt: skip
    return Problem(place=Place(file=str(path)), what=what, remedy=remedy)
