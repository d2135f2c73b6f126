"""Whether a pack is what was sent: all of it, unchanged, and each file saying the same. No store is needed.

What is in the pack is somebody's. It is opened within bounds (``reading``), its RDF is parsed in a child
(``simpul.store.rdf_files``), and it is judged by Simpul's own shapes, not by those that came with it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from simpul.errors import DataError, FormatError, OutputError, Place, Problem, Severity
from simpul.exchange.pack.contents import (
    CATALOGUE,
    DATA,
    DATA_BY_SOURCE,
    ONTOLOGY_FILE,
    SHAPES,
    SUMS,
    TABLES,
    VALIDATION,
)
from simpul.exchange.pack.description import Counts
from simpul.exchange.pack.graph_hash import graph_hash
from simpul.exchange.pack.reading import OpenedPack, opened
from simpul.exchange.pack.stated import Stated, stated_in
from simpul.exchange.tables import facts_in
from simpul.locale import translate as _
from simpul.reason.shapes import Finding, validate
from simpul.store import OxigraphStore, rdf_files
from simpul.store.lines import LineSort, as_lines, changed_lines
from simpul.terms import ID, DefaultGraph, NamedNode, Quad, in_graph, text

Progress = Callable[[str], None]
_WANTED: Final = (DATA, DATA_BY_SOURCE, ONTOLOGY_FILE, SHAPES, VALIDATION, CATALOGUE)
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_CONFORMS: Final = NamedNode("http://www.w3.org/ns/shacl#conforms")
_LARGEST_LIST: Final = 50_000_000
_PIECE: Final = 1_000_000
_SOURCES: Final = f"<{ID}source/"
_SHOWN: Final = 3
"""So many statements are shown where two files differ."""


@dataclass(slots=True)
class Verification:
    """What was found out about a pack.

    Attributes:
        problems: What is wrong or should be known, in the order in which it was looked for.
        files: How many files it has.
        triples: How many statements.
        sources: How many sources state them.
        digest: The hash of its graph, by RDFC-1.0 and SHA-256; empty where it could not be read.
    """

    problems: list[Problem] = field(default_factory=list[Problem])
    files: int = 0
    triples: int = 0
    sources: int = 0
    digest: str = ""

    @property
    def errors(self) -> int:
        """How many problems are such that the pack is not to be relied on."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def tell(self, file: str, what: str, *, severity: Severity = Severity.ERROR) -> None:
        """Add a problem with a file of the pack."""
        remedy = _("Ask who sent the pack for another copy.") if severity is Severity.ERROR else ""
        self.problems.append(
            Problem(place=Place(file=file), what=what, remedy=remedy, severity=severity)
        )


def verify(place: Path, *, progress: Progress = lambda _text: None) -> Verification:
    """Return what is wrong with a pack, and how much is in it.

    Args:
        place: A folder or an archive.
        progress: Called with a text on what is looked at.

    Raises:
        FormatError: It is no pack, or is one that is not safe to open.
        OutputError: It cannot be read.
    """
    found = Verification()
    with opened(place) as pack:
        found.files = len(pack.names)
        progress(_("Comparing the sums of the files"))
        _check_sums(pack, found)
        for name in _WANTED:
            if name not in pack.names:
                found.tell(name, _("is missing."))
        _check_contents(pack, found, progress)
    return found


def sum_problems(pack: OpenedPack) -> list[Problem]:
    """Return which files of a pack are missing, added or not as its list of sums says."""
    found = Verification()
    _check_sums(pack, found)
    return found.problems


def _check_sums(pack: OpenedPack, found: Verification) -> None:
    """Compare each file with its sum, and the list of sums with the files there are."""
    file = pack.path(SUMS)
    if file is None:
        found.tell(SUMS, _("is missing: nothing says what the files should be."))
        return
    listed = _listed(file, found)
    for name in sorted({*pack.names} - {SUMS, *listed}):
        found.tell(name, _("was added: {sums} does not list it.", sums=SUMS))
    for name, digest in listed.items():
        inside = pack.path(name)
        if inside is None:
            found.tell(name, _("is missing: {sums} lists it.", sums=SUMS))
        elif _digest(inside) != digest:
            found.tell(name, _("was changed: it has another sum than {sums} says.", sums=SUMS))


def _listed(file: Path, found: Verification) -> dict[str, str]:
    """Return the sum of each file that a list names; what is no list of sums is told."""
    content = _bytes(file)[:_LARGEST_LIST].decode("utf-8", "replace")
    listed: dict[str, str] = {}
    wrong = 0
    for number, line in enumerate(content.splitlines(), start=1):
        matched = _LINE.fullmatch(line)
        if matched is None or matched[2] in listed:
            wrong += 1
            if wrong > _SHOWN:
                continue
            place = Place(file=SUMS, row=number)
            what = _("is no line of a list of sums, or names a file again.")
            remedy = _("Ask who sent the pack for another copy.")
            found.problems.append(Problem(place=place, what=what, remedy=remedy))
            continue
        listed[matched[2]] = matched[1]
    if wrong > _SHOWN:
        found.tell(SUMS, _("has {count} such lines.", count=wrong))
    return listed


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(_LARGEST_LIST)
    except OSError as error:
        raise OutputError(file, error) from None


def _digest(file: Path) -> str:
    digest = hashlib.sha256()
    try:
        with file.open("rb") as content:
            while piece := content.read(_PIECE):
                digest.update(piece)
    except OSError as error:
        raise OutputError(file, error) from None
    return digest.hexdigest()


def _check_contents(pack: OpenedPack, found: Verification, progress: Progress) -> None:
    """Read the data, and hold against it all that the other files say."""
    progress(_("Reading the data"))
    with LineSort() as merge, LineSort() as by_source, LineSort() as stated_by:
        merged = OxigraphStore.in_memory()
        if not _read(pack, DATA, found, _into(merge, merged)):
            return
        counts = Counts()
        for _block in counts.counted(merge.blocks()):
            found.triples = counts.triples
        found.digest = graph_hash(merge)
        graphs: set[str] = set()
        if _read(pack, DATA_BY_SOURCE, found, _by_source(by_source, stated_by, graphs)):
            _compare(merge, by_source, found)
            progress(_("Reading the tables"))
            _check_tables(pack, stated_by, found)
        found.sources = sum(name.startswith(_SOURCES) for name in graphs)
        progress(_("Comparing the catalogue with the files"))
        stated = _stated(pack, found)
        if stated is not None:
            _check_catalogue(pack, stated, counts, found)
        progress(_("Validating"))
        _check_shapes(pack, merged, found)


def _into(sort: LineSort, store: OxigraphStore) -> Callable[[Iterable[Quad]], None]:
    def take(quads: Iterable[Quad]) -> None:
        for some in _some(quads):
            triples = [quad.triple for quad in some]
            store.add(in_graph(triple, DefaultGraph()) for triple in triples)
            for piece in as_lines(triples):
                sort.write(piece)

    return take


def _by_source(
    merge: LineSort, stated_by: LineSort, graphs: set[str]
) -> Callable[[Iterable[Quad]], None]:
    """Return what takes quads: all as triples, those of sources as quads too."""

    def take(quads: Iterable[Quad]) -> None:
        for some in _some(quads):
            graphs.update(str(quad.graph_name) for quad in some)
            for piece in as_lines(quad.triple for quad in some):
                merge.write(piece)
            for piece in as_lines(quad for quad in some if _is_of_source(quad)):
                stated_by.write(piece)

    return take


def _is_of_source(quad: Quad) -> bool:
    return str(quad.graph_name).startswith(_SOURCES)


def _some(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    source = iter(quads)
    while some := list(islice(source, 10_000)):
        yield some


def _read(
    pack: OpenedPack, name: str, found: Verification, take: Callable[[Iterable[Quad]], None]
) -> bool:
    """Read a file of the pack, and return whether that could be done; what is wrong with it is told."""
    file = pack.path(name)
    if file is None:
        return False
    try:
        take(rdf_files.read(file))
    except FormatError as error:
        found.tell(name, error.what)
        return False
    return True


def _compare(merge: LineSort, by_source: LineSort, found: Verification) -> None:
    """Hold all statements against those of all graphs together."""
    apart = list(islice(changed_lines(merge.blocks(), by_source.blocks()), _SHOWN))
    for line, is_new in apart:
        said = line.decode().rstrip()
        if is_new:
            what = _("lacks a statement that {other} has: {line}", other=DATA_BY_SOURCE, line=said)
            found.tell(DATA, what)
        else:
            what = _("lacks a statement that {other} has: {line}", other=DATA, line=said)
            found.tell(DATA_BY_SOURCE, what)


def _check_tables(pack: OpenedPack, stated_by: LineSort, found: Verification) -> None:
    """Hold what the tables state against what the sources do."""
    has_tables = any(name.startswith(f"{TABLES}/") for name in pack.names)
    with LineSort() as tabled:
        try:
            for some in _some(facts_in(pack.folder / TABLES)) if has_tables else ():
                for piece in as_lines(some):
                    tabled.write(piece)
        except DataError as error:
            for problem in error.problems[:_SHOWN]:
                found.problems.append(problem)
            return
        apart = islice(changed_lines(stated_by.blocks(), tabled.blocks()), _SHOWN)
        for line, is_new in apart:
            said = line.decode().rstrip()
            told = _("states what {other} does not: {line}", other=DATA_BY_SOURCE, line=said)
            if not is_new:
                told = _("lacks a statement that {other} has: {line}", other=DATA_BY_SOURCE, line=said)  # fmt: skip
            found.tell(f"{TABLES}/", told)


def _stated(pack: OpenedPack, found: Verification) -> Stated | None:
    kept: list[Quad] = []
    if not _read(pack, CATALOGUE, found, kept.extend):
        return None
    return stated_in(kept)


def _check_catalogue(pack: OpenedPack, stated: Stated, counts: Counts, found: Verification) -> None:
    """Hold what the catalogue says of the files and the data against what they are."""
    for name, size in sorted(stated.sizes.items()):
        file = pack.path(name)
        if file is None:
            found.tell(CATALOGUE, _("lists {name}, which is missing.", name=repr(name)))
        elif size != str(file.stat().st_size) or stated.sums.get(name) != _digest(file):
            found.tell(CATALOGUE, _("says of {name} what it is not.", name=repr(name)))
    if stated.digest != found.digest:
        what = _("says that the hash of the graph is {hash}, and it is {found}.", hash=stated.digest or "?", found=found.digest)  # fmt: skip
        found.tell(CATALOGUE, what)
    counted = (
        (stated.triples, str(counts.triples)),
        (stated.classes, {kind: str(many) for kind, many in counts.classes.items()}),
        (stated.properties, {name: str(many) for name, many in counts.properties.items()}),
    )
    if any(said != true for said, true in counted):
        found.tell(CATALOGUE, _("counts otherwise than the data: {count} statements.", count=counts.triples))  # fmt: skip


def _check_shapes(pack: OpenedPack, merged: OxigraphStore, found: Verification) -> None:
    """Tell what in the data breaks Simpul's shapes, and whether the report of the pack says so."""
    wrong = validate(merged)
    for finding in wrong[:_SHOWN]:
        what = f"{finding.focus} {finding.path}: {finding.message}"
        found.tell(DATA, _("breaks the shapes: {what}", what=what), severity=finding.severity)
    if len(wrong) > _SHOWN:
        told = _("breaks the shapes {count} times.", count=len(wrong))
        found.tell(DATA, told, severity=min(wrong, key=_gravity).severity)
    reported: list[Quad] = []
    if _read(pack, VALIDATION, found, reported.extend):
        said = {text(quad.object) for quad in reported if quad.predicate == _CONFORMS}
        if said != {"false" if wrong else "true"}:
            found.tell(VALIDATION, _("says otherwise than what the shapes find in the data."))


def _gravity(finding: Finding) -> int:
    return list(Severity).index(finding.severity)
