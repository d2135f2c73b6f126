"""The job: files become a source in the store, whole or, with leave, without the rows that are wrong."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simpul import loaded, store
from simpul.errors import DataError, OutputError, Place, Problem, Severity, UsageError
from simpul.language import translate as _
from simpul.load import checking
from simpul.load.change import Change, canonical, reinfer, replace_source
from simpul.load.cities import Cities, WorldCities
from simpul.load.completing import complete
from simpul.load.describing import About, cites_itself, describe, document_facts, key_of, same
from simpul.load.given import Table, group, read_given
from simpul.load.graphs import read_graphs
from simpul.load.indexing import index
from simpul.load.kinds import kinds
from simpul.load.refused import write_refused
from simpul.load.telling import Words, in_words
from simpul.load.things import Things
from simpul.names import Names, Origin
from simpul.store import Store
from simpul.tables import Fact, NameCheck, SourceFolder, find_sources, read_folder, read_tables
from simpul.terms import CATALOGUE_GRAPH, ID, NamedNode, Triple, text, thing

Row = tuple[str, str | None, int]
"""A row of what was given: file, sheet, number."""
Progress = Callable[[str], None]
_MOST_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person asks for.

    Attributes:
        source: Key of the source; else each file is one, called after the file.
        kind: Kind of the tables; else told from sheets' names and headings.
        add: Add to what the source said before instead of replacing it.
        keep_going: Load the good rows though others are wrong.
        refused: Where the refused rows are written; else beside their table.
        dry_run: Change nothing.
    """

    about: About
    source: str | None = None
    kind: str | None = None
    add: bool = False
    keep_going: bool = False
    refused: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What became of one source.

    Attributes:
        rows: Rows read; ``loaded`` and ``refused`` together make as many.
        triples: Read from RDF files.
        changed: Something is different now.
        new: The source was not there before.
        refused_files: Tables of the refused rows.
    """

    key: str
    rows: int
    loaded: int
    refused: int
    triples: int
    changed: bool
    new: bool
    added: Words
    removed: Words
    problems: Sequence[Problem]
    refused_files: Sequence[Path]


@dataclass(slots=True, kw_only=True)
class _Incoming:
    """What one source says, before it is judged.

    Attributes:
        attempted: What faulty rows would have described; that it is missing needs no word of its own.
        unread: Problems for which a file could not be read to its end, so that its rows are not known.
    """

    iri: NamedNode
    facts: list[Fact] = field(default_factory=list[Fact])
    checks: list[NameCheck] = field(default_factory=list[NameCheck])
    origins: list[Origin] = field(default_factory=list[Origin])
    problems: list[Problem] = field(default_factory=list[Problem])
    description: set[Triple] = field(default_factory=set[Triple])
    tables: Sequence[Table] = ()
    rows: int = 0
    triples: int = 0
    attempted: set[str] = field(default_factory=set[str])
    unread: list[Problem] = field(default_factory=list[Problem])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Means:
    """What every source of a run is loaded with."""

    options: Options
    cities: Cities
    progress: Progress


class _DoneError(Exception):
    """Leaves a build that is not to become the current one; not an error of anybody's."""


def load(
    given: Sequence[Path],
    folder: Path,
    options: Options,
    *,
    cities: Cities | None = None,
    progress: Progress = lambda _text: None,
) -> list[SourceReport]:
    """Load files as sources into the store, all of them or none.

    Args:
        given: Source folders, tables, workbooks, RDF files.
        folder: The store's folder.
        options: What is asked for.
        cities: Finds cities by name.
        progress: Told what begins.

    Raises:
        DataError: Something is wrong; the store is as it was.
        StoreMissingError: There is no store to load into.
        UsageError: What is asked for makes no sense.
    """
    for path in given:
        if not path.exists():
            raise OutputError(path, FileNotFoundError(2, _("there is no such file")))
    jobs = _jobs(given, options)
    means = _Means(options=options, cities=cities or WorldCities(), progress=progress)
    reports: list[SourceReport] = []
    try:
        with store.new_build(folder, revise=True) as build:
            graph = store.open_build(build)
            try:
                for iri, files in jobs:
                    reports.append(_Load(build, graph, iri, means).run(files))
                wrong = [p for report in reports for p in report.problems]
                if not options.keep_going and any(p.severity is Severity.ERROR for p in wrong):
                    raise DataError(wrong)
                if options.dry_run or not any(report.changed for report in reports):
                    raise _DoneError
            finally:
                graph.close()
    except _DoneError:
        pass
    return reports


def unload(key: str, folder: Path) -> SourceReport:
    """Remove a source that was loaded.

    Raises:
        DataError: Another source needs what it describes; the store is as it was.
        UsageError: No such source was loaded.
        StoreMissingError: There is no store.
    """
    iri = thing("source", key)
    with store.new_build(folder, revise=True) as build:
        known = loaded.rows_of(build)
        if iri.value not in known:
            keys = ", ".join(sorted(name.rsplit("/", 1)[-1] for name in known)) or _("none")
            raise UsageError(_("{key} is no loaded source; loaded are: {keys}.", key=repr(key), keys=keys))  # fmt: skip
        graph = store.open_build(build)
        try:
            gone = _take_out(build, graph, iri)
        finally:
            graph.close()
        loaded.write(build, {name: rows for name, rows in known.items() if name != iri.value})
    nothing = Words(facts=0, things=0, lines=())
    return SourceReport(key=key, rows=0, loaded=0, refused=0, triples=0, changed=True, new=False, added=nothing, removed=gone, problems=(), refused_files=())  # fmt: skip


def _take_out(build: Path, graph: Store, iri: NamedNode) -> Words:
    """Remove a source from a build; return what it said."""
    before = Names(build)
    gone = in_words((quad.triple for quad in graph.quads(iri)), graph)
    change = replace_source(graph, iri, set(), set())
    if wrong := checking.orphans(change, iri, graph, before):
        raise DataError(wrong)
    reinfer(graph, change)
    before.close()
    index(build, graph, change, iri, [])
    return gone


def _jobs(given: Sequence[Path], options: Options) -> list[tuple[NamedNode, list[Path]]]:
    """Return the sources to load, each with its files or its folder."""
    jobs: list[tuple[NamedNode, list[Path]]] = []
    files = [path for path in given if not path.is_dir()]
    folders = [source for path in given if path.is_dir() for source in find_sources(path)]
    if folders and options.source:
        raise UsageError(_("--source is for tables and graphs; a source folder says itself which source it is."))  # fmt: skip
    jobs += [(read_folder(source).iri, [source]) for source in folders]
    if options.source and files:
        jobs.append((thing("source", key_of(options.source)), files))
    else:
        jobs += [(thing("source", key_of(_bare(file))), [file]) for file in files]
    seen: set[str] = set()
    for iri, paths in jobs:
        if iri.value in seen:
            raise UsageError(_("{path} belongs to the source {key}, as another file does; load them with one --source.", path=paths[0], key=iri.value.rsplit("/", 1)[-1]))  # fmt: skip
        seen.add(iri.value)
    return jobs


def _bare(file: Path) -> str:
    return file.stem.removesuffix(".refused")


class _Load:
    """One source on its way into a build."""

    def __init__(self, build: Path, graph: Store, iri: NamedNode, means: "_Means") -> None:
        self.build, self.graph, self.iri = build, graph, iri
        self.options, self.cities, self.progress = means.options, means.cities, means.progress
        self.key = iri.value.rsplit("/", 1)[-1]
        self.names = Names(build)
        self.before = {quad.triple for quad in graph.quads(iri)}
        self.known = {q.triple for q in graph.matching(iri, None, None, CATALOGUE_GRAPH)}

    def run(self, files: Sequence[Path]) -> SourceReport:
        """Read, judge and put in; problems are in the report."""
        self.progress(_("Reading {name}", name=files[0].name))
        incoming = self._folder(files[0]) if files[0].is_dir() else self._files(files)
        incoming.problems += checking.other_names(incoming.checks, self.graph, self.cities)
        if self.options.keep_going and _has_errors(incoming.unread):
            raise DataError(incoming.problems)
        refused = _by_row(incoming.problems)
        change = self._settle(incoming, refused)
        says = {quad.triple for quad in self.graph.quads(self.iri)}
        changed = says != self.before or not same(canonical(incoming.description), self.known)
        origins = self._origins(incoming, refused)
        self.names.close()
        if changed:
            self.progress(_("Writing the store"))
            index(self.build, self.graph, change, self.iri, origins)
            self._note(incoming.rows - len(refused))
        return self._report(incoming, refused, says, changed=changed)

    def _folder(self, folder: Path) -> _Incoming:
        source = read_folder(folder)
        tables = read_tables(source)
        return _Incoming(
            iri=source.iri,
            facts=list(tables.facts),
            checks=list(tables.checks),
            origins=list(tables.origins),
            problems=list(tables.problems),
            unread=list(tables.unread),
            description=set(source.description),
            rows=tables.rows,
        )

    def _files(self, files: Sequence[Path]) -> _Incoming:
        given = read_given(files, kinds(), self.options.kind)
        things = Things(names=self.names, cities=self.cities)
        source = SourceFolder(
            folder=files[0].parent, iri=self.iri, description=(), group=group(given.tables)
        )
        completed = complete(given.tables, source, self.key, things)
        stated = read_graphs(given.graphs, self.iri, self.graph)
        incoming = _Incoming(
            iri=self.iri,
            facts=completed.tables.facts + stated.facts,
            checks=completed.tables.checks,
            origins=completed.tables.origins,
            problems=[*given.problems, *completed.tables.problems, *stated.problems, *completed.examples],
            tables=given.tables,
            rows=completed.tables.rows,
            triples=stated.triples,
            attempted=completed.attempted,
            unread=[*given.problems, *completed.tables.unread],
        )  # fmt: skip
        if not (incoming.rows or incoming.triples or _has_errors(incoming.problems)):
            what, remedy = _("there is nothing to load."), _("Fill in a row below the headings.")
            incoming.problems.append(
                Problem(place=Place(file=files[0].name), what=what, remedy=remedy)
            )
        said = stated.description | (
            {cites_itself(self.iri)} if completed.cites_itself else set[Triple]()
        )
        about = self.options.about
        incoming.description = describe(self.iri, files, about, said, self.known)
        if completed.cites_itself:
            incoming.facts += document_facts(self.iri, incoming.description)
        return incoming

    def _settle(self, incoming: _Incoming, refused: dict[Row, list[Problem]]) -> Change:
        """Put in what is right, leaving out rows that turn out wrong, until nothing wrong is left.

        Without leave to go on it ends as soon as something is wrong, with all problems of that stage.
        """
        whole = [_nothing()]
        for _round in range(_MOST_ROUNDS):
            facts = [fact for fact in incoming.facts if row_of(fact.place) not in refused]
            says = canonical(fact.triple for fact in facts)
            says |= self.before if self.options.add else set[Triple]()
            description = canonical(incoming.description)
            if says == self.before and same(description, self.known):
                description = self.known  # read again on another day, and nothing is new
            change = replace_source(self.graph, self.iri, says, description)
            whole.append(change)
            found = self._judge(incoming, facts, _together(whole), change)
            incoming.problems += found
            errors = [p for p in found if p.severity is Severity.ERROR]
            if not errors:
                return _together(whole)
            if not self.options.keep_going or any(row_of(p.place) is None for p in errors):
                if self.options.keep_going:
                    raise DataError(incoming.problems)
                return _together(whole)
            for problem in errors:
                if (row := row_of(problem.place)) is not None:
                    refused.setdefault(row, []).append(problem)
        raise DataError(incoming.problems)

    def _judge(
        self, incoming: _Incoming, facts: Sequence[Fact], whole: Change, change: Change
    ) -> list[Problem]:
        if self.options.keep_going:
            loose = [p for p in incoming.problems if p.severity is Severity.ERROR and row_of(p.place) is None]  # fmt: skip
            if loose:
                raise DataError(incoming.problems)
        found = [
            problem
            for problem in checking.dangling(facts, self.graph, self.names)
            if self.options.keep_going or not _is_awaited(problem, incoming.attempted)
        ]
        found += checking.orphans(whole, self.iri, self.graph, self.names)
        if found or (_has_errors(incoming.problems) and not self.options.keep_going):
            return found
        self.progress(_("Inferring"))
        reinfer(self.graph, change)
        self.progress(_("Validating"))
        return self._shapes(facts, whole)

    def _shapes(self, facts: Sequence[Fact], whole: Change) -> list[Problem]:
        places: defaultdict[str, dict[Row | None, Place]] = defaultdict(dict)
        for fact in facts:
            row = row_of(fact.place)
            place = Place(file=fact.place.file, sheet=fact.place.sheet, row=fact.place.row)
            places[text(fact.triple.subject)].setdefault(row, place)
        found: list[Problem] = []
        for finding in checking.findings(self.graph, checking.touched(self.graph, whole)):
            own = list(places.get(finding.focus, {}).values())
            if not own and finding.severity is not Severity.ERROR:
                continue  # what another source's things could do better was told when they came
            others = [origin.place for origin in self.names.origins(finding.focus)][:1]
            local = finding.path.replace("#", "/").rsplit("/", 1)[-1]
            what = f"{finding.focus.removeprefix(ID)} {local}:".replace(" :", ":")
            found += [
                Problem(place=place, what=what, remedy=finding.message, severity=finding.severity)
                for place in own or others or [Place(file=self.key)]
            ]
        return found

    def _origins(self, incoming: _Incoming, refused: dict[Row, list[Problem]]) -> list[Origin]:
        kept = [origin for origin in incoming.origins if row_of(origin.place) not in refused]
        if not self.options.add:
            return kept
        return [*self.names.origins_of(self.iri.value), *kept]

    def _note(self, rows: int) -> None:
        known = loaded.rows_of(self.build)
        before = known.get(self.iri.value, 0) if self.options.add else 0
        loaded.write(self.build, known | {self.iri.value: before + rows})

    def _report(
        self,
        incoming: _Incoming,
        refused: dict[Row, list[Problem]],
        says: set[Triple],
        *,
        changed: bool,
    ) -> SourceReport:
        files: list[Path] = []
        if self.options.keep_going and refused and not self.options.dry_run:
            tables = incoming.tables or ()
            files = write_refused(tables, refused, self.options.refused)
        return SourceReport(
            key=self.key,
            rows=incoming.rows,
            loaded=incoming.rows - len(refused),
            refused=len(refused),
            triples=incoming.triples,
            changed=changed,
            new=not self.known,
            added=in_words(says - self.before, self.graph),
            removed=in_words(self.before - says, self.graph),
            problems=tuple(dict.fromkeys(incoming.problems)),
            refused_files=files,
        )


def row_of(place: Place) -> Row | None:
    """Return the row of a place, or None where it is a whole file."""
    return None if place.row is None or place.row < 2 else (place.file, place.sheet, place.row)


def _by_row(problems: Iterable[Problem]) -> dict[Row, list[Problem]]:
    found: dict[Row, list[Problem]] = {}
    for problem in problems:
        row = row_of(problem.place)
        if row is not None and problem.severity is Severity.ERROR:
            found.setdefault(row, []).append(problem)
    return found


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def _is_awaited(problem: Problem, attempted: set[str]) -> bool:
    """Tell whether what is missing stands in a row that has a problem of its own."""
    return any(iri.removeprefix(ID) in problem.what.split() for iri in attempted)


def _nothing() -> Change:
    return Change(said=frozenset(), unsaid=frozenset(), added=frozenset(), removed=frozenset())


def _together(changes: Sequence[Change]) -> Change:
    """Return several changes, one after the other, as one."""
    said, unsaid, added, removed = (set[Triple]() for _part in range(4))
    for change in changes:
        said, unsaid = (said | change.said) - change.unsaid, (unsaid | change.unsaid) - change.said
        added, removed = (added | change.added) - change.removed, (removed | change.removed) - change.added  # fmt: skip
    return Change(said=frozenset(said), unsaid=frozenset(unsaid), added=frozenset(added), removed=frozenset(removed))  # fmt: skip
