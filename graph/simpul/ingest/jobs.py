"""What is to be loaded: each source with its files, or its folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import DataError, OutputError, Place, Problem, UsageError
from simpul.ingest.describing import key_of
from simpul.ingest.given import is_readable
from simpul.ingest.options import Options
from simpul.locale import translate as _
from simpul.tables import METADATA, find_sources, read_folder
from simpul.tables.metadata import REFUSED
from simpul.tables.opening import file_and_sheet
from simpul.terms import NamedNode, thing

_HIDDEN: Final = (".", "~$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A source to load.

    Attributes:
        files: Its tables and graphs; none where ``folder`` says all of them.
        folder: A source folder, by its metadata.
        left: Files that lie there and are not read.
    """

    iri: NamedNode
    files: tuple[Path, ...] = ()
    folder: Path | None = None
    left: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """What it is called while it is read."""
        return (self.folder or self.files[0]).name


def jobs(given: Sequence[Path], options: Options) -> list[Job]:
    """Return the sources to load.

    A folder with metadata, or with such folders in it, is a source, or several, by that metadata; another
    one is a source of all the tables and graphs in it, called after the folder.

    Raises:
        DataError: A folder holds nothing that could be loaded.
        OutputError: There is no such file.
        UsageError: What is asked for makes no sense.
    """
    for path in given:
        if not path.exists():
            raise OutputError(path, FileNotFoundError(2, _("there is no such file")))
    found = [*_sources(given, options), *_files(given, options)]
    seen: set[str] = set()
    for job in found:
        if job.iri.value in seen:
            key = job.iri.value.rsplit("/", 1)[-1]
            raise UsageError(_("{path} belongs to the source {key}, as another file does; load them with one --source.", path=job.folder or job.files[0], key=key))  # fmt: skip
        seen.add(job.iri.value)
    return found


def _sources(given: Sequence[Path], options: Options) -> Iterator[Job]:
    for path in given:
        if path.is_dir() and _is_described(path):
            if options.source:
                raise UsageError(_("--source is for tables and graphs; a source folder says itself which source it is."))  # fmt: skip
            beside = [] if (path / METADATA).is_file() else _readable(path)
            for folder in find_sources(path):
                source = read_folder(folder)
                named = {file_and_sheet(table.url)[0] for table in source.group.tables}
                left = [file for file in _readable(folder) if file.name not in named]
                yield Job(iri=source.iri, folder=folder, left=(*beside, *left))
                beside = []


def _files(given: Sequence[Path], options: Options) -> Iterator[Job]:
    plain = [path for path in given if not (path.is_dir() and _is_described(path))]
    held = {path: _held(path) for path in plain}
    if options.source and held:
        files = [file for inside, _left in held.values() for file in inside]
        left = [file for _inside, rest in held.values() for file in rest]
        iri = thing("source", key_of(options.source))
        yield Job(iri=iri, files=tuple(files), left=tuple(left))
        return
    for path, (files, left) in held.items():
        iri = thing("source", key_of(_bare(path)))
        yield Job(iri=iri, files=tuple(files), left=tuple(left))


def _is_described(folder: Path) -> bool:
    return (folder / METADATA).is_file() or any(folder.glob(f"*/{METADATA}"))


def _readable(folder: Path) -> list[Path]:
    """Return the tables and graphs in a folder, less metadata and what was refused before."""
    held = [file for file in _visible(folder) if file.is_file() and is_readable(file)]
    return [file for file in held if file.suffix != ".json"]


def _visible(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.iterdir())
        if not file.name.startswith(_HIDDEN) and REFUSED not in file.suffixes
    ]


def _held(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that can be loaded, and those of a folder that cannot."""
    if not folder.is_dir():
        return [folder], []
    files = _visible(folder)
    held = [file for file in files if file.is_file() and is_readable(file)]
    if not held:
        what = _("holds no source, and no table or graph that could be loaded.")
        remedy = _("A source is a folder with a {file}; see data/README.md.", file=METADATA)
        raise DataError([Problem(place=Place(file=str(folder)), what=what, remedy=remedy)])
    return held, [file for file in files if file not in held]


def _bare(path: Path) -> str:
    return path.resolve().name if path.is_dir() else path.stem.removesuffix(REFUSED)
