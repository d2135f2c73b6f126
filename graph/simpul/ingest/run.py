"""The job: files become a source in the store, whole or, with leave, without the rows that are wrong."""

from collections.abc import Callable, Sequence
from pathlib import Path

from simpul import store
from simpul.errors import DataError, UsageError
from simpul.ingest import checking, loaded_sources
from simpul.ingest.change import Change, canonical, reinfer, replace_source
from simpul.ingest.cities import Cities, WorldCities
from simpul.ingest.describing import same
from simpul.ingest.faults import Refused, by_row, errors, row_of
from simpul.ingest.incoming import Incoming, read_files, read_source_folder
from simpul.ingest.indexing import index
from simpul.ingest.jobs import Job, jobs
from simpul.ingest.options import Options, SourceReport
from simpul.ingest.refused import write_refused, write_refused_folder
from simpul.ingest.settling import Settling
from simpul.ingest.telling import Words, in_words
from simpul.ingest.things import Things
from simpul.locale import translate as _
from simpul.naming import Names, Origin
from simpul.store import Store
from simpul.terms import CATALOGUE_GRAPH, NamedNode, Triple, thing

Progress = Callable[[str], None]


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
        given: Source folders, plain folders, tables, workbooks, RDF files.
        folder: The store's folder.
        options: What is asked for.
        cities: Finds cities by name.
        progress: Told what begins.

    Raises:
        DataError: Something is wrong; the store is as it was.
        StoreMissingError: There is no store to load into.
        UsageError: What is asked for makes no sense.
    """
    asked = jobs(given, options)
    found = cities or WorldCities()
    reports: list[SourceReport] = []
    try:
        with store.new_build(folder, revise=True) as build:
            graph = store.open_build(build)
            try:
                for job in asked:
                    one = _Load(build, graph, job, options, progress)
                    reports.append(one.run(found))
                wrong = [p for report in reports for p in report.problems]
                if not options.keep_going and errors(wrong):
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
        known = loaded_sources.rows_of(build)
        if iri.value not in known:
            keys = ", ".join(sorted(name.rsplit("/", 1)[-1] for name in known)) or _("none")
            raise UsageError(_("{key} is no loaded source; loaded are: {keys}.", key=repr(key), keys=keys))  # fmt: skip
        graph = store.open_build(build)
        try:
            gone = _take_out(build, graph, iri)
        finally:
            graph.close()
        loaded_sources.write(
            build, {name: rows for name, rows in known.items() if name != iri.value}
        )
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


def _key(iri: NamedNode) -> str:
    return iri.value.rsplit("/", 1)[-1]


def _would_replace(iri: NamedNode) -> UsageError:
    what = _("the source {key} is there already and came from a folder; all that it says would be replaced.", key=_key(iri))  # fmt: skip
    remedy = _("Give another key with --source, or --add to add to it, or --replace if that is meant.")  # fmt: skip
    return UsageError(f"{what} {remedy}")


class _Load:
    """One source on its way into a build."""

    def __init__(
        self, build: Path, graph: Store, job: Job, options: Options, progress: Progress
    ) -> None:
        self.build, self.graph, self.job = build, graph, job
        self.options, self.progress = options, progress
        self.iri = job.iri
        self.names = Names(build)
        self.before = {quad.triple for quad in graph.quads(self.iri)}
        self.known = {q.triple for q in graph.matching(self.iri, None, None, CATALOGUE_GRAPH)}
        if not (job.folder or options.add or options.replace) and self._is_of_a_folder():
            raise _would_replace(self.iri)

    def _is_of_a_folder(self) -> bool:
        """Tell whether a build made the source, or rows of it stand in a source folder."""
        if self.known and self.iri.value not in loaded_sources.rows_of(self.build):
            return True
        inside = _key(self.iri) + "/"
        rows = self.names.origins_of(self.iri.value)
        return any(origin.place.file.startswith(inside) for origin in rows)

    def run(self, cities: Cities) -> SourceReport:
        """Read, judge and put in; problems are in the report."""
        self.progress(_("Reading {name}", name=self.job.name))
        incoming = self._read(cities)
        incoming.problems += checking.other_names(incoming.checks, self.graph, cities)
        if self.options.keep_going and errors(incoming.unread):
            raise DataError(incoming.problems)
        refused = by_row(incoming.problems)
        change = self._settling(incoming).settle(refused)
        says = {quad.triple for quad in self.graph.quads(self.iri)}
        changed = says != self.before or not same(canonical(incoming.description), self.known)
        origins = self._origins(incoming, refused)
        self.names.close()
        if changed:
            self._write(incoming, refused, change, origins)
        return self._report(incoming, refused, says, changed=changed)

    def _read(self, cities: Cities) -> Incoming:
        if self.job.folder:
            return read_source_folder(self.job.folder, self.job.left, self._tell)
        things = Things(names=self.names, cities=cities)
        return read_files(self.job, self.options, self.graph, things, self._tell)

    def _tell(self, table: str, rows: int) -> None:
        self.progress(_("Reading {name}: {rows} rows", name=table, rows=f"{rows:,}"))

    def _settling(self, incoming: Incoming) -> Settling:
        return Settling(
            graph=self.graph,
            names=self.names,
            incoming=incoming,
            options=self.options,
            before=self.before,
            known=self.known,
            progress=self.progress,
        )

    def _origins(self, incoming: Incoming, refused: Refused) -> list[Origin]:
        kept = [origin for origin in incoming.origins if row_of(origin.place) not in refused]
        if not self.options.add:
            return kept
        return [*self.names.origins_of(self.iri.value), *kept]

    def _write(
        self, incoming: Incoming, refused: Refused, change: Change, origins: Sequence[Origin]
    ) -> None:
        self.progress(_("Writing the store"))
        index(self.build, self.graph, change, self.iri, origins)
        known = loaded_sources.rows_of(self.build)
        before = known.get(self.iri.value, 0) if self.options.add else 0
        rows = before + incoming.rows - len(refused)
        loaded_sources.write(self.build, known | {self.iri.value: rows})

    def _report(
        self, incoming: Incoming, refused: Refused, says: set[Triple], *, changed: bool
    ) -> SourceReport:
        return SourceReport(
            key=_key(self.iri),
            rows=incoming.rows,
            loaded=incoming.rows - len(refused),
            refused=len(refused),
            triples=incoming.triples,
            changed=changed,
            new=not self.known,
            added=in_words(says - self.before, self.graph, own=incoming.document),
            removed=in_words(self.before - says, self.graph),
            problems=tuple(dict.fromkeys(incoming.problems)),
            refused_files=self._refused(incoming, refused),
        )

    def _refused(self, incoming: Incoming, refused: Refused) -> list[Path]:
        if not (self.options.keep_going and refused) or self.options.dry_run:
            return []
        if incoming.folder:
            return [write_refused_folder(incoming.folder, refused, self.options.refused)]
        return write_refused(incoming.tables, refused, self.options.refused)
