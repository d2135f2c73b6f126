"""The sources that files and folders are: each with its files, or its folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.errors import DataError, OutputError, Place, Problem, UsageError, did_you_mean
from simpul.folders import files_in
from simpul.ingest.description import key_of
from simpul.ingest.input_tables import is_meant, is_readable
from simpul.ingest.kinds import vocabulary
from simpul.ingest.options import Options
from simpul.locale import translate as _
from simpul.tables import METADATA, SourceFolder, find_sources, read_folder
from simpul.tables.metadata import REFUSED, is_geonames
from simpul.tables.opening import file_and_sheet
from simpul.terms import ID, NamedNode, simpul, text, thing

_HIDDEN: Final = (".", "~$")
_KINDS: Final = f"{ID}source-kind/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSource:
    """A source to read.

    Attributes:
        files: Its tables and graphs; none where ``folder`` says all of them.
        folder: A source folder, by its metadata.
        left: Files that lie there and are not read.
    """

    iri: NamedNode
    files: tuple[Path, ...] = ()
    folder: SourceFolder | None = None
    left: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """Its name while it is read."""
        return self.folder.folder.name if self.folder else self.files[0].name


def plan(given: Sequence[Path], options: Options) -> list[PlannedSource]:
    """Return the sources that files and folders are.

    A folder with metadata, or with such folders in it, is a source, or several, by that metadata; another
    one is a source of all the tables and graphs in it, called after the folder.

    Raises:
        DataError: A folder holds nothing that could be loaded, or its metadata cannot be used.
        OutputError: There is no such file.
        UsageError: What is asked for makes no sense.
    """
    for path in given:
        if not path.exists():
            raise OutputError(path, FileNotFoundError(2, _("there is no such file")))
    described = [path for path in given if path.is_dir() and _is_described(path)]
    if options.source and described:
        raise UsageError(_("--source is for tables and graphs; a source folder already says which "
                           "source it is."))  # fmt: skip
    found = [*plan_folders(described), *_files([p for p in given if p not in described], options)]
    seen: set[NamedNode] = set()
    for source in found:
        if source.iri in seen:
            key = source.iri.value.rsplit("/", 1)[-1]
            raise UsageError(_("{path} belongs to the source {key}, as another file does; load them with one --source.", path=source.files[0], key=key))  # fmt: skip
        seen.add(source.iri)
    return found


def plan_folders(given: Sequence[Path]) -> list[PlannedSource]:
    """Return the sources that folders with metadata, or folders of such folders, are.

    Among others, a folder of what Simpul has of GeoNames itself is left out, as it stands in tables that were exported.

    Raises:
        DataError: A folder holds no source, the metadata of one cannot be used, or two are the same source; it has
            every such problem.
    """
    found: dict[NamedNode, PlannedSource] = {}
    problems: list[Problem] = []
    for path in given:
        beside = [] if (path / METADATA).is_file() else _readable(path)
        folders = find_sources(path)
        own = [folder for folder in folders if is_geonames(folder)] if len(folders) > 1 else []
        beside += own
        for folder in folders:
            if folder in own:
                continue
            try:
                source = read_folder(folder)
            except DataError as error:
                problems += error.problems
                continue
            if source.iri in found:
                problems.append(_same_source(folder, source.iri))
            named = {file_and_sheet(table.url)[0] for table in source.group.tables}
            left = [file for file in _readable(folder) if file.name not in named]
            found[source.iri] = PlannedSource(iri=source.iri, folder=source, left=(*beside, *left))
            beside = []
    if problems:
        raise DataError(problems)
    return [*found.values()]


def of_kind(sources: Sequence[PlannedSource], kind: str) -> list[PlannedSource]:
    """Return the source folders of a kind: ``curated`` or ``dataset``. One that does not say is curated.

    Raises:
        UsageError: There is no such kind, or no source of it.
    """
    if kind not in (known := source_kinds()):
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(kind), known=", ".join(known))
            + did_you_mean(kind, known)
        )
    found = [source for source in sources if _kind_of(source) == kind]
    if not found:
        raise UsageError(_("No source is of the kind {kind}.", kind=kind))
    return found


def source_kinds() -> list[str]:
    """Return the kinds of source, sorted."""
    return sorted(vocabulary()[_KINDS])


def _kind_of(source: PlannedSource) -> str:
    described = source.folder.description if source.folder else ()
    kinds = [text(t.object) for t in described if t.predicate == simpul("sourceKind")]
    return kinds[0].removeprefix(_KINDS) if kinds else "curated"


def _same_source(folder: Path, iri: NamedNode) -> Problem:
    """Return the problem of a folder that has the IRI of another one."""
    return Problem(
        place=Place(file=str(folder)),
        what=_("another folder has the same source {iri}.", iri=iri.value),
        remedy=_("Give each source an IRI of its own."),
    )


def _files(given: Sequence[Path], options: Options) -> Iterator[PlannedSource]:
    held = {path: _held(path) for path in given}
    if options.source and held:
        files = [file for inside, _left in held.values() for file in inside]
        left = [file for _inside, rest in held.values() for file in rest]
        iri = thing("source", key_of(options.source))
        yield PlannedSource(iri=iri, files=tuple(files), left=tuple(left))
        return
    for path, (files, left) in held.items():
        iri = thing("source", key_of(_bare(path)))
        yield PlannedSource(iri=iri, files=tuple(files), left=tuple(left))


def _is_described(folder: Path) -> bool:
    return (folder / METADATA).is_file() or any(folder.glob(f"*/{METADATA}"))


def _readable(folder: Path) -> list[Path]:
    """Return the tables and graphs in a folder, less metadata and what was refused before; they are told of, not read."""
    held = [file for file in _visible(folder) if file.is_file() and is_readable(file)]
    return [file for file in held if file.suffix != ".json"]


def _visible(folder: Path) -> list[Path]:
    return [
        file
        for file in (sorted(folder.iterdir()) if folder.is_dir() else ())
        if not file.name.startswith(_HIDDEN) and REFUSED not in file.suffixes
    ]


def _held(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that can be loaded, and those of a folder that cannot.

    Raises:
        DataError: A folder has none that can, or a link among them leads out of it.
    """
    if not folder.is_dir():
        return [folder], []
    files = _visible(folder)
    held = [file for file in files_in(folder, filter(is_readable, files)) if is_meant(file)]
    if not held:
        what = _("contains no source, and no table or graph that could be loaded.")
        remedy = _("A source is a folder with a {file}; see data/README.md.", file=METADATA)
        raise DataError([Problem(place=Place(file=str(folder)), what=what, remedy=remedy)])
    return held, [file for file in files if file not in held]


def _bare(path: Path) -> str:
    return path.resolve().name if path.is_dir() else path.stem.removesuffix(REFUSED)
