"""Tables, graphs and source folders put into an existing store; a loaded source taken out of it."""

import contextlib
import shlex
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from simpul import store
from simpul.errors import DataError, UsageError, shortened
from simpul.ingest import last_build, loaded_sources
from simpul.ingest.change_summary import ChangeSummary, summary
from simpul.ingest.checks import Fault, broken_for_others, orphans
from simpul.ingest.editions import new_build
from simpul.ingest.options import Options, SourceReport
from simpul.ingest.pipeline import Batch, Outcome, Progress
from simpul.ingest.references import References
from simpul.ingest.refused_rows import write_refused, write_refused_folder
from simpul.ingest.source_content import SourceContent, read_files, read_source_folder
from simpul.ingest.source_plan import PlannedSource, plan
from simpul.ingest.transaction import Revision, Statement, is_same
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.naming import Cities, Origin, gazetteer
from simpul.store import Queryable, UnfinishedBuild, Waiting, silently
from simpul.terms import NamedNode


@collecting_seldom()
def load(
    given: Sequence[Path],
    folder: Path,
    options: Options,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> list[SourceReport]:
    """Load files as sources into the store, all of them or none.

    Args:
        given: Source folders, plain folders, tables, workbooks, RDF files.
        folder: The store's folder.
        options: What is asked for.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        DataError: Something is wrong; the store is as it was.
        StoreMissingError: There is no store to load into.
        UsageError: What is asked for makes no sense.
    """
    planned = plan(given, options)
    reports: list[SourceReport] = []
    with (
        contextlib.suppress(store.UnchangedError),
        new_build(folder, create=False, progress=progress, waiting=waiting) as new,
    ):
        with contextlib.closing(_revision(new)) as transaction:
            reports = _Load(new.folder, transaction, options, progress).run(planned)
        if options.dry_run or not any(report.changed for report in reports):
            raise store.UnchangedError
    return reports


def take_in(
    read: Callable[[Revision], SourceContent],
    folder: Path,
    options: Options,
    *,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> SourceReport:
    """Load a source that was read elsewhere, whole or not at all; it is kept as one that was loaded from files.

    Args:
        read: Returns what the source says, given what the store holds.
        folder: The store's folder.
        options: What is asked for.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        DataError: Something is wrong; the store is as it was.
        StoreMissingError: There is no store to load into.
    """
    reports: list[SourceReport] = []
    with (
        contextlib.suppress(store.UnchangedError),
        new_build(folder, create=False, progress=progress, waiting=waiting) as new,
    ):
        with contextlib.closing(_revision(new)) as transaction:
            taker = _Load(new.folder, transaction, options, progress)
            reports = taker.put_in([read(transaction)], Cities(gazetteer.open_index))
        if options.dry_run or not any(report.changed for report in reports):
            raise store.UnchangedError
    return reports[0]


@contextlib.contextmanager
def on_trial(folder: Path, *, waiting: Waiting = silently) -> Generator[Revision]:
    """Give what a store holds, to see what a change would come to; nothing of it is kept.

    Raises:
        StoreMissingError: There is no store.
    """
    with (
        contextlib.suppress(store.UnchangedError),
        store.new_build(folder, create=False, waiting=waiting) as new,
    ):
        with contextlib.closing(_revision(new)) as transaction:
            yield transaction
        raise store.UnchangedError


def _revision(new: UnfinishedBuild) -> Revision:
    """Return a transaction on a build that begins with what the store holds."""
    new.begin_with_previous()
    last_build.forget(new.folder)
    return Revision(new.folder, store.open_build(new.folder))


def unload(keys: Sequence[str], folder: Path, *, waiting: Waiting = silently) -> list[SourceReport]:
    """Remove sources that were loaded, all of them or none.

    Args:
        keys: Their keys; sources that need each other have to go together.
        folder: The store's folder.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        DataError: Another source needs what they describe; the store is as it was.
        UsageError: No such source was loaded.
        StoreMissingError: There is no store.
    """
    with new_build(folder, create=False, waiting=waiting) as new:
        rows = loaded_sources.rows_of(new.required_previous())
        loaded = {_key(NamedNode(iri)): NamedNode(iri) for iri in rows}
        gone = {key: _loaded(key, loaded) for key in keys}
        with contextlib.closing(_revision(new)) as transaction:
            removed = {
                key: summary(transaction.before(iri).triples, transaction.graph)
                for key, iri in gone.items()
            }
            previous = new.required_previous()
            _take_out(
                [*gone.values()], transaction, loaded, lambda: store.open_build_read_only(previous)
            )
        rest = {iri: count for iri, count in rows.items() if NamedNode(iri) not in gone.values()}
        loaded_sources.write(new.folder, rest)
    return [_report_of_removal(key, summary_) for key, summary_ in removed.items()]


def _report_of_removal(key: str, removed: ChangeSummary) -> SourceReport:
    nothing = ChangeSummary(facts=0, things=0, lines=())
    return SourceReport(key=key, rows=0, loaded=0, refused=0, triples=0, changed=True, new=False, added=nothing, removed=removed, problems=(), refused_files=())  # fmt: skip


def _loaded(key: str, loaded: Mapping[str, NamedNode]) -> NamedNode:
    """Return the loaded source of this key."""
    if key in loaded:
        return loaded[key]
    keys = ", ".join(sorted(loaded)) or _("none")
    raise UsageError(
        _(
            "{key} is not a loaded source; the loaded sources are: {keys}.",
            key=repr(shortened(key)),
            keys=keys,
        )
    )


def _take_out(
    gone: Sequence[NamedNode],
    transaction: Revision,
    loaded: Mapping[str, NamedNode],
    before: Callable[[], Queryable],
) -> None:
    """Remove sources from a build."""
    if wrong := _left_wanting(gone, transaction, before):
        remedy = _remedy(gone, {fault.source for fault in wrong}, transaction, loaded, before)
        raise DataError(
            replace(fault.problem, remedy=remedy or fault.problem.remedy) for fault in wrong
        )
    transaction.index(dict.fromkeys(gone, ()))


def _left_wanting(
    gone: Sequence[NamedNode], transaction: Revision, before: Callable[[], Queryable]
) -> list[Fault]:
    """Let sources say nothing, and infer; return what other sources would lack."""
    transaction.state([Statement(source=iri) for iri in gone])
    wanting = [*orphans([SourceContent(iri=iri) for iri in gone], transaction)]
    transaction.infer()
    return wanting or [*broken_for_others(gone, transaction, before)]


def _remedy(
    gone: Sequence[NamedNode],
    wanting: set[NamedNode],
    transaction: Revision,
    loaded: Mapping[str, NamedNode],
    before: Callable[[], Queryable],
) -> str:
    """Return how to unload sources with those that need them; nothing where one of these was not loaded.

    Args:
        gone: The sources that are taken out.
        wanting: Those that would lack something.
        transaction: A build that is given up afterwards.
        loaded: All loaded sources by their keys.
        before: Opens what the store held.
    """
    together = [*gone]
    while wanting and wanting <= {*loaded.values()}:
        together += sorted(wanting, key=_key)
        wanting = {fault.source for fault in _left_wanting(together, transaction, before)}
    if wanting:
        return ""
    command = shlex.join(["simpul", "unload", *map(_key, together)])
    return _("Unload them together: `{command}`.", command=command)


class _Load:
    """Sources on their way into a build."""

    def __init__(
        self, build: Path, transaction: Revision, options: Options, progress: Progress
    ) -> None:
        self.build, self.transaction = build, transaction
        self.options, self.progress = options, progress
        self.loaded = loaded_sources.rows_of(build)

    def run(self, planned: Sequence[PlannedSource]) -> list[SourceReport]:
        """Read, judge and put in; return a report on each source."""
        cities = Cities(gazetteer.open_index)
        references = References(names=self.transaction.names, cities=cities)
        return self.put_in([self._read(source, references) for source in planned], cities)

    def put_in(self, contents: Sequence[SourceContent], cities: Cities) -> list[SourceReport]:
        """Judge what was read and put it in; return a report on each source."""
        batch = Batch(
            contents=contents,
            transaction=self.transaction,
            cities=cities,
            add=self.options.add,
            keep_going=self.options.keep_going,
            progress=self.progress,
        )
        outcome = batch.put_in()
        changed = {c.iri for c in outcome.contents if self._is_changed(c.iri)}
        if changed:
            self.progress(_("Writing the store"))
            self._write([c for c in outcome.contents if c.iri in changed], outcome)
        return [self._report(content, outcome, changed) for content in outcome.contents]

    def _read(self, source: PlannedSource, references: References) -> SourceContent:
        self.progress(_("Reading {name}", name=source.name))
        if source.folder:
            content = read_source_folder(source, source.folder, self._tell)
        else:
            if not (self.options.add or self.options.replace) and self._is_of_a_folder(source.iri):
                raise _would_replace(source.iri)
            graph = self.transaction.graph
            content = read_files(source, self.options, graph, references, self._tell)
        references.finish(content.facts)
        return content

    def _tell(self, table: str, rows: int) -> None:
        self.progress(_("Reading {name}: {rows} rows", name=table, rows=f"{rows:,}"))

    def _is_of_a_folder(self, source: NamedNode) -> bool:
        """Return whether a build made the source, or rows of it stand in a source folder."""
        if self.transaction.before(source).description and source.value not in self.loaded:
            return True
        inside = _key(source) + "/"
        rows = self.transaction.names.origins_of(source.value)
        return any(origin.place.file.startswith(inside) for origin in rows)

    def _is_changed(self, source: NamedNode) -> bool:
        before, now = self.transaction.before(source), self.transaction.now(source)
        same = is_same(now.description, before.description)
        return now.triples != before.triples or not same

    def _write(self, contents: Sequence[SourceContent], outcome: Outcome) -> None:
        self.transaction.index({content.iri: self._origins(content) for content in contents})
        for content in contents:
            before = self.loaded.get(content.iri.value, 0) if self.options.add else 0
            rows = before + content.rows - len(outcome.refused[content.iri])
            self.loaded[content.iri.value] = rows
        loaded_sources.write(self.build, self.loaded)

    def _origins(self, content: SourceContent) -> list[Origin]:
        earlier = self.transaction.names.origins_of(content.iri.value) if self.options.add else []
        return [*earlier, *content.origins]

    def _report(
        self, content: SourceContent, outcome: Outcome, changed: set[NamedNode]
    ) -> SourceReport:
        before, now = self.transaction.before(content.iri), self.transaction.now(content.iri)
        graph, refused = self.transaction.graph, outcome.refused[content.iri]
        return SourceReport(
            key=content.key,
            rows=content.rows,
            loaded=content.rows - len(refused),
            refused=len(refused),
            triples=content.triples,
            changed=content.iri in changed,
            new=not before.description,
            added=summary(now.triples - before.triples, graph, own=content.document),
            removed=summary(before.triples - now.triples, graph),
            problems=outcome.problems[content.iri],
            refused_files=self._refused(content, outcome),
        )

    def _refused(self, content: SourceContent, outcome: Outcome) -> list[Path]:
        refused, options = outcome.refused[content.iri], self.options
        if not (options.keep_going and refused) or options.dry_run:
            return []
        if content.folder:
            return [write_refused_folder(content.folder, refused, options.refused)]
        return write_refused(content.tables, refused, options.refused)


def _key(iri: NamedNode) -> str:
    return iri.value.rsplit("/", 1)[-1]


def _would_replace(iri: NamedNode) -> UsageError:
    what = _("the source {key} already exists and came from a folder; everything in it would be "
             "replaced.", key=_key(iri))  # fmt: skip
    remedy = _("Give another key with --source, or use --add to add to it, or --replace if that "
               "is what you want.")  # fmt: skip
    return UsageError(f"{what} {remedy}")
