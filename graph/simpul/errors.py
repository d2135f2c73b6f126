"""Every error a user can meet, in one tree.

::

    SimpulError                      exit code
    ├── DataError                    1   the tables are wrong; holds every problem found
    ├── NothingToAnalyseError        1   no fact fits what an analysis is asked about
    ├── UsageError                   2   the command line is wrong
    │   ├── UnknownQueryError
    │   ├── ParameterError           a parameter is unknown or of the wrong type
    │   │   └── MissingParameterError
    │   ├── UnstatedError            the graph does not hold what is to be explained
    │   └── AmbiguousNameError       a name means several things
    ├── StoreError                   3   the store is missing, damaged, locked or cannot be written
    │   ├── StoreMissingError
    │   ├── StoreDamagedError
    │   │   └── StoreForbiddenError      the user who runs Simpul may not read it
    │   ├── StoreReplacedError       the build that was being read is gone, a new one is in use
    │   ├── StoreFormatError         another version of Simpul made it, in a format that is not read
    │   ├── StoreFullError           there is no room left where it lies
    │   ├── EndpointError            a SPARQL engine over HTTP gave no answer, or none that can be used
    │   │   ├── EndpointSilentError      it could not be reached, or fell silent
    │   │   ├── EndpointRefusedError     it wants to know who asks, or does not allow it
    │   │   ├── EndpointEmptyError       no Simpul build is published there
    │   │   ├── EndpointReplacedError    the build that was being read is gone, a new one is in use
    │   │   └── AnswerCutError           a part of its answer is missing
    │   │       └── AnswerCappedError        it gives no more rows than so many
    │   └── ReadOnlyError            a library tried to write into a store that is only read
    ├── QueryError                   4   the query is malformed
    │   ├── QueryLimitError          it took more time or memory than it may
    │   └── ForbiddenQueryError      the query would change or fetch something
    ├── OutputError                  5   a file cannot be read or written
    ├── FormatError                  5   a file is of no format that is known, or not well formed
    ├── UnwritableError              5   a format has no way to say a fact
    └── MissingToolError             6   a tool that the command needs is not installed
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from simpul.locale import translate as _
from simpul.terminal import one_line


class SimpulError(Exception):
    """An error that a user can do something about.

    Attributes:
        exit_code: What the command returns to the shell.
    """

    exit_code: ClassVar[int] = 1


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the input something stands.

    Attributes:
        file: The file as the user knows it.
        sheet: Sheet of a workbook, or None.
        row: Row as a spreadsheet counts it: 1 is the heading row. None where it is the whole file.
        column: Heading of the column, or None.
    """

    file: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        parts = [one_line(self.file)]
        if self.sheet is not None:
            parts.append(_("sheet {sheet}", sheet=self.sheet))
        if self.row is not None:
            parts.append(_("row {row}", row=self.row))
        if self.column is not None:
            parts.append(_("column {column}", column=self.column))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with the input: where, what, and how to correct it."""

    place: Place
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}".rstrip()


class DataError(SimpulError, ValueError):
    """The tables are wrong; every problem of the run is in ``problems``."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NothingToAnalyseError(SimpulError, LookupError):
    """No fact in the store fits what an analysis is asked about."""

    exit_code = 1

    def __str__(self) -> str:
        return str(self.args[0])


class UsageError(SimpulError, ValueError):
    """The command line asks for something that makes no sense."""

    exit_code = 2


def shortened(text: str) -> str:
    """Return what was written as a message shows it: its beginning, if it is long."""
    return text if len(text) <= 80 else text[:77] + "…"


def is_near(word: str, other: str) -> bool:
    """Return whether two words differ by a letter, or by two that changed places; from eight letters on, by two such.

    Shorter words than five letters are near to everything, and a first letter is seldom mistyped.

    >>> is_near("seullo", "seoullo"), is_near("jakrata", "jakarta"), is_near("soul", "seoul"), is_near("basel", "seoul")
    (True, True, False, False)
    """
    # Most words that are compared differ here.
    if word[:1] != other[:1]:
        return False
    shortest, longest = sorted((len(word), len(other)))
    most = 2 if longest >= 8 else 1
    if shortest < 5 or longest - shortest > most:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=most) <= most


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three words that are near to one, the nearest first."""
    from rapidfuzz import fuzz, process

    near = process.extract(word, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    return [choice for choice, *_rest in near]


def did_you_mean(word: str, known: Iterable[str], *, before: str = "") -> str:
    """Return a sentence that names up to three near words, or an empty text.

    Args:
        word: What was written.
        known: What there is.
        before: What stands before each of these where it is written, such as a prefix.
    """
    names = ", ".join(before + near for near in nearest(word, known))
    return " " + _("Did you mean {names}?", names=names) if names else ""


class UnknownQueryError(UsageError, LookupError):
    """No question of this name is in the catalogue and no file has this name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, known
        super().__init__(
            _("There is no question and no file named {name}.", name=shortened(repr(name)))
            + did_you_mean(name, known)
            + " "
            + _("`simpul queries` lists the questions.")
        )


class ParameterError(UsageError):
    """A parameter of a question is unknown, missing or not of its type."""


class MissingParameterError(ParameterError):
    """Parameters that a question needs were not given.

    Attributes:
        names: Their names.
    """

    def __init__(self, what: str, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(what)


class UnstatedError(UsageError, LookupError):
    """The graph does not hold a statement that is to be explained."""


class AmbiguousNameError(UsageError, LookupError):
    """A name means several things; the error lists them."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.name, self.choices = name, choices
        lines = "\n".join(f"  {iri}  {one_line(label)}" for iri, label in choices)
        super().__init__(
            _("{name} may be one of several; give the address of the one you mean:", name=name)
            + "\n"
            + lines
        )


class StoreError(SimpulError, OSError):
    """The store is missing, damaged, locked or cannot be written."""

    exit_code = 3

    def __str__(self) -> str:
        return str(self.args[0])


class StoreMissingError(StoreError, FileNotFoundError):
    """No store is at this place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _(
                "No store at {path}. Run `simpul build` first, or name another with --store.",
                path=path,
            )
        )


class StoreDamagedError(StoreError):
    """The files of the store are not what they were when it was made.

    Attributes:
        path: The store's folder.
    """

    def __init__(self, path: Path, reason: object) -> None:
        self.path = path
        super().__init__(
            _(
                "The store at {path} cannot be read ({reason}). Run `simpul build` to make it "
                "again.",
                path=path,
                reason=reason,
            )
        )

    @classmethod
    def of_file(cls, path: Path, name: str) -> "StoreDamagedError":
        """Return the error for a file that is missing or has changed."""
        return cls(path, _("{name} is damaged", name=name))


class StoreForbiddenError(StoreDamagedError, PermissionError):
    """The files of the store may not be read by the user who runs Simpul; nothing is known to be wrong with them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super(StoreDamagedError, self).__init__(
            _(
                "The store at {path} may not be read by the user who runs this. Run the command as the user "
                "who owns it, or let this one read it.",
                path=path,
            )
        )


class StoreReplacedError(StoreError):
    """The build that was being read is no longer there: the store was built anew twice meanwhile.

    Attributes:
        path: The store's folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            _(
                "The store at {path} has been built anew since it was opened. Open it again, or run "
                "the command again.",
                path=path,
            )
        )


class StoreFormatError(StoreError):
    """The store is in a format that this version of Simpul does not read.

    Attributes:
        path: The store's folder.
        found: Number of its format.
    """

    def __init__(self, path: Path, found: int, *, newest: int) -> None:
        self.path, self.found = path, found
        if found > newest:
            what = _(
                "The store at {path} was made by a newer Simpul: its format is {found}, and this one "
                "reads up to {newest}. Install a newer Simpul, or name another store with --store.",
                path=path,
                found=found,
                newest=newest,
            )
        else:
            what = _(
                "The store at {path} was made by an older Simpul, in format {found}, which is no "
                "longer read. Run `simpul build` to make it again.",
                path=path,
                found=found,
            )
        super().__init__(what)


class StoreFullError(StoreError):
    """There is no room left where the store lies.

    Attributes:
        path: The store's folder.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        super().__init__(what)


class EndpointError(StoreError):
    """A SPARQL engine over HTTP gave no answer, or none that can be used.

    Attributes:
        address: Its address, without anything secret.
        status: The status of its HTTP response; 0 where there was none.
        body: The beginning of what it said, without controls and secrets.
        sure: Whether nothing can have changed there; False where a change was sent and no answer came.
    """

    def __init__(  # noqa: PLR0913 - what belongs to a failure, by name
        self,
        what: str,
        address: str,
        remedy: str,
        *,
        status: int = 0,
        body: str = "",
        sure: bool = True,
    ) -> None:
        self.address, self.status, self.body, self.sure = address, status, body, sure
        said = " " + _("It says: {body}", body=body) if body else ""
        super().__init__(f"{address}: {what}{said} {remedy}".rstrip())

    @property
    def is_left_to_mirror(self) -> bool:
        """Whether the engine has the graph and did not answer from it, so that a mirror can."""
        return self.status == 500


class EndpointSilentError(EndpointError, TimeoutError):
    """An endpoint could not be reached, or fell silent."""


class EndpointRefusedError(EndpointError, PermissionError):
    """An endpoint wants to know who asks, or does not allow what was asked."""


class EndpointEmptyError(EndpointError, FileNotFoundError):
    """No Simpul build is published at an endpoint."""


class EndpointReplacedError(EndpointError):
    """The published build that was being read is no longer there: two more were published meanwhile."""


class AnswerCutError(EndpointError):
    """A part of an endpoint's answer is missing."""


class AnswerCappedError(AnswerCutError):
    """An endpoint gives no more than so many rows of an answer."""

    @property
    def is_left_to_mirror(self) -> bool:
        """Whether a mirror can answer, which gives all rows."""
        return True


class ReadOnlyError(StoreError, TypeError):
    """A library was asked to write into a store that is only read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The graph can only be read here. Copy it to change it (`rdflib.Dataset() + …`), "
                "or bring facts in with `simpul load`."
            )
        )


class QueryError(SimpulError, ValueError):
    """The query cannot be read.

    Attributes:
        place: Line and column, from 1, in what the person wrote; None where it is no one place.
    """

    exit_code = 4

    def __init__(self, what: str, *, place: tuple[int, int] | None = None) -> None:
        self.place = place
        if place is not None:
            # What is wrong may have lines of its own, which show the place.
            begin = _(
                "Line {line}, column {column}: {what}", line=place[0], column=place[1], what=""
            )
            what = begin + what
        super().__init__(what)


class QueryLimitError(QueryError, TimeoutError):
    """The query took more time or memory than allowed."""

    def __str__(self) -> str:
        return str(self.args[0])


class ForbiddenQueryError(QueryError, PermissionError):
    """The query would change the graph or reach outside it.

    Attributes:
        what: What is forbidden, for whoever asks.
        remedy: What the person whose machine answers can do; nobody else can.
    """

    def __init__(
        self, what: str, *, place: tuple[int, int] | None = None, remedy: str = ""
    ) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(" ".join(filter(None, (what, remedy))), place=place)

    def __str__(self) -> str:
        return str(self.args[0])


class OutputError(SimpulError, OSError):
    """A file cannot be read or written."""

    exit_code = 5

    def __init__(self, path: Path | str, error: OSError) -> None:
        self.path = str(path)
        super().__init__(
            _("{path}: {reason}.", path=self.path, reason=error.strerror or str(error))
        )

    def __str__(self) -> str:
        return str(self.args[0])


class FormatError(SimpulError, ValueError):
    """A file is of no format that is known, or is not well formed.

    Attributes:
        what: What is wrong with it.
    """

    exit_code = 5

    def __init__(self, path: Path | str, what: str) -> None:
        self.path, self.what = str(path), what
        super().__init__(f"{one_line(self.path)}: {what}")


class UnwritableError(SimpulError, ValueError):
    """A format has no way to say a fact."""

    exit_code = 5


class MissingToolError(SimpulError):
    """A tool that this command needs is not installed."""

    exit_code = 6

    def __init__(self, tool: str, remedy: str) -> None:
        self.tool = tool
        super().__init__(_("This needs {tool}, which is not installed.", tool=tool) + " " + remedy)
