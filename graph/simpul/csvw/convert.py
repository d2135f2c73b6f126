"""The way in: a file in, triples and what was noticed out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.csvw.conversion import MODES, Conversion
from simpul.csvw.finding import described, found, is_metadata
from simpul.csvw.folder import Folder, folder_of
from simpul.csvw.notes import Notes, Profile
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError
from simpul.locale import translate as _
from simpul.terms import Triple

_MISSING: Final = 2
"""ENOENT: no such file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTriples:
    """The triples of a table or a group of tables, drawn once."""

    _conversion: Conversion

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples.

        Raises:
            DataError: A table cannot be read; the error also holds the warnings.
        """
        try:
            yield from self._conversion.triples()
        except DataError as error:
            known = [*self._conversion.notes.all()]
            more = [problem for problem in error.problems if problem not in known]
            raise DataError([*known, *more]) from None
        except RecursionError:
            raise _too_deep(self._conversion.group.source) from None

    @property
    def warnings(self) -> list[Problem]:
        """What was noticed; complete once all triples are drawn."""
        return [
            problem
            for problem in self._conversion.notes.all()
            if problem.severity is not Severity.ERROR
        ]

    @property
    def tags(self) -> dict[str, str]:
        """Tags of languages as the metadata writes them, by what RDF libraries make of them, in lower case."""
        return self._conversion.folder.tags

    @property
    def rows(self) -> int:
        """Number of rows read so far."""
        return self._conversion.rows


def table_to_rdf(  # noqa: PLR0913 - each says one thing of how the table was found
    file: Path,
    *,
    mode: str = "minimal",
    base: str | None = None,
    metadata: Path | None = None,
    linked: str | None = None,
    within: Path | None = None,
) -> TableTriples:
    """Turn a table, or the tables that a metadata file describes, into RDF.

    Only files in the folder of ``file``, or in ``within``, are read; nothing is fetched.

    Args:
        file: A table, or metadata (``.json``). A query behind the name (``a.csv?x=1``) is kept in IRIs.
        mode: ``minimal`` (what the cells say) or ``standard`` (tables and rows described as well).
        base: Address that the folder stands for; its own ``file:`` address by default.
        metadata: Metadata to use instead of what is found beside the table.
        linked: Address, relative to the table, of the metadata that its HTTP response linked to.
        within: A folder above the file's, whose files the metadata may name too.

    Raises:
        UsageError: The mode, the base or the folder makes no sense.
        OutputError: The file is not there.
        DataError: The metadata has errors, or reaches outside the folder; warnings are among the problems.
    """
    if mode not in MODES:
        raise UsageError(_("{word} is none of: {known}.", word=repr(mode), known=", ".join(MODES)))
    folder = folder_of(file, base, within)
    notes = Notes()
    made = _conversion(file, folder, notes, metadata, linked, standard=mode == "standard")
    return TableTriples(_conversion=made)


def check_table(
    file: Path,
    *,
    base: str | None = None,
    metadata: Path | None = None,
    linked: str | None = None,
    within: Path | None = None,
) -> list[Problem]:
    """Return what is wrong with a table, or the tables that a metadata file describes; nothing if they are valid.

    Errors are what a validator refuses: data that does not fit its metadata, metadata that is none. Warnings
    are values that metadata may not have, and in whose place defaults were taken. The arguments are those of
    ``table_to_rdf``, whose `UsageError` and `OutputError` it raises too.
    """
    folder = folder_of(file, base, within)
    notes = Notes(profile=Profile.VALIDATOR)
    try:
        made = _conversion(file, folder, notes, metadata, linked, standard=True)
        for _triple in TableTriples(_conversion=made):
            pass
    except DataError as error:
        return list(error.problems)
    return notes.all()


def _conversion(  # noqa: PLR0913 - as above
    file: Path,
    folder: Folder,
    notes: Notes,
    metadata: Path | None,
    linked: str | None,
    *,
    standard: bool,
) -> Conversion:
    for one in filter(None, (file, metadata)):
        _check_there(one)
    address = folder.admit(file)
    try:
        group = (
            described(folder, folder.admit(metadata or file), address, notes)
            if metadata or is_metadata(file)
            else found(folder, address, _linked(folder, linked, address), notes)
        )
    except RecursionError:
        raise _too_deep(str(metadata or file)) from None
    return Conversion(group=group, folder=folder, notes=notes, standard=standard)


def _linked(folder: Folder, linked: str | None, address: str) -> str | None:
    return folder.resolve(linked, address) if linked else None


def _check_there(file: Path) -> None:
    plain = file if file.exists() else file.with_name(file.name.partition("?")[0] or file.name)
    if plain.is_dir():
        raise OutputError(file, IsADirectoryError(_MISSING, _("is a folder, not a table")))
    if not plain.exists():
        raise OutputError(file, FileNotFoundError(_MISSING, _("there is no such file")))


def _too_deep(file: str) -> DataError:
    what = _("is nested too deeply, or holds a number too long.")
    return DataError([Problem(place=Place(file=file), what=what, remedy="")])
