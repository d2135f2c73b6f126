"""A store made of all sources: the last build revised where that is enough, else all put into an empty one."""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from simpul import store
from simpul.errors import Place, Problem, Severity
from simpul.ingest import last_build, loaded_sources, world
from simpul.ingest.build_report import BuildReport, report
from simpul.ingest.editions import new_build
from simpul.ingest.last_build import KnownSource, LastBuild
from simpul.ingest.pipeline import Batch, Outcome, Progress
from simpul.ingest.revised_build import Revised, revise
from simpul.ingest.source_content import SourceContent, read_source_folder
from simpul.ingest.source_plan import PlannedSource, of_kind, plan_folders
from simpul.ingest.transaction import NewBuild
from simpul.locale import translate as _
from simpul.memory import collecting_seldom
from simpul.naming import Cities, gazetteer
from simpul.store import OxigraphStore, UnfinishedBuild, Waiting, silently


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """All sources in an empty store, checked and inferred from, not yet written."""

    transaction: NewBuild
    outcome: Outcome

    @property
    def graph(self) -> OxigraphStore:
        """The graphs of the sources and the merge, in memory."""
        return self.transaction.graph


@collecting_seldom()
def build(  # noqa: PLR0913 - all but the folders are options by name
    data: Sequence[Path],
    folder: Path,
    *,
    only: str | None = None,
    level: int | None = None,
    keep_loaded: bool = True,
    anew: bool = False,
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> BuildReport:
    """Read every source that is not as the last build found it, infer, validate, and swap the new store in.

    The store is then what it would be if all had been read; where nothing changed, it stays.

    Args:
        data: Folders of sources, or source folders.
        folder: The store's folder.
        only: Kind of the sources to put in (``source_plan.of_kind``); else all.
        level: Least population of the world's cities to put in; None to keep what the store has, 0 for none.
        keep_loaded: Take over the sources that were loaded into the store that is there; a folder of the
            same source goes before.
        anew: Read every source.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        DataError: Something is wrong with the data; the old store is untouched.
        StoreError: The store cannot be written; the old one is untouched.
        UsageError: No source is of this kind, or there is no such kind.
    """
    reports: list[BuildReport] = []
    with (
        contextlib.suppress(store.UnchangedError),
        new_build(folder, progress=progress, waiting=waiting) as new,
    ):
        progress(_("Reading tables"))
        sources, before = _Sources.of(data, only), world.level_of(new.previous)
        least = before if level is None else level
        revised: Revised | None = None
        if not (anew or least or before):
            revised = revise(
                new,
                sources.wanted,
                left_out=sources.left_out,
                keep_loaded=keep_loaded,
                progress=progress,
            )
        if revised:
            reports.append(revised.report)
        else:
            reports.append(_anew(new, sources, least, keep_loaded=keep_loaded, progress=progress))
        if revised and revised.is_same:
            raise store.UnchangedError
    return reports[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """The sources of folders.

    Attributes:
        wanted: Those to build.
        left_out: Keys of those that are not of the kind asked for.
    """

    wanted: Sequence[PlannedSource]
    left_out: Sequence[str]

    @classmethod
    def of(cls, data: Sequence[Path], only: str | None) -> "_Sources":
        planned = plan_folders(data)
        wanted = planned if only is None else of_kind(planned, only)
        return cls(wanted=wanted, left_out=[s.name for s in planned if s not in wanted])


def _anew(
    new: UnfinishedBuild,
    sources: _Sources,
    level: int | None,
    *,
    keep_loaded: bool,
    progress: Progress,
) -> BuildReport:
    """Make a build of nothing but what is read; see ``build``."""
    basis, states = last_build.basis(), {s.iri: last_build.state_of(s) for s in sources.wanted}
    kept = loaded_sources.read(new) if keep_loaded else []
    assembly = _assembled(sources, kept, progress)
    contents = assembly.outcome.contents
    progress(_("Writing the store"))
    assembly.transaction.write(new.folder, [o for content in contents for o in content.origins])
    rows = {content.iri.value: content.rows for content in contents if content.kept}
    loaded_sources.write(new.folder, rows)
    # That a source was loaded before is news only once.
    news = {_replaced(content) for content in contents}
    known = {
        content.iri: KnownSource(
            state=states.get(content.iri, ""),
            rows=content.rows,
            problems=[p for p in assembly.outcome.problems[content.iri] if p not in news],
        )
        for content in contents
    }
    findings = assembly.outcome.findings
    last_build.write(new.folder, LastBuild(basis=basis, sources=known, findings=findings))
    cities = world.add(new.folder, level, progress=progress) if level else None
    done = report(assembly.graph, assembly.outcome, left_out=sources.left_out)
    return replace(done, cities=cities)


def assemble(
    data: Sequence[Path],
    kept: Sequence[SourceContent] = (),
    *,
    only: str | None = None,
    progress: Progress = lambda _text: None,
) -> Assembly:
    """Put every source into an empty store in memory.

    Args:
        data: Folders of sources, or source folders.
        kept: What was loaded before.
        only: Kind of the sources to put in; else all.
        progress: Called with a text when a step begins.

    Raises:
        DataError: With every problem found, warnings too, when one of them is an error.
    """
    progress(_("Reading tables"))
    return _assembled(_Sources.of(data, only), kept, progress)


def _assembled(sources: _Sources, kept: Sequence[SourceContent], progress: Progress) -> Assembly:
    contents = [
        read_source_folder(source, folder) for source in sources.wanted if (folder := source.folder)
    ]
    transaction = NewBuild()
    batch = Batch(
        contents=[*_with_kept(contents, kept)],
        transaction=transaction,
        cities=Cities(gazetteer.open_index),
        progress=progress,
    )
    return Assembly(transaction=transaction, outcome=batch.put_in())


def _with_kept(
    contents: Sequence[SourceContent], kept: Sequence[SourceContent]
) -> Iterator[SourceContent]:
    """Yield the sources of folders, then what was loaded before and no folder holds now."""
    before, now = {c.iri for c in kept}, {c.iri for c in contents}
    for content in contents:
        replaced = [_replaced(content)] if content.iri in before else []
        yield replace(content, problems=[*content.problems, *replaced])
    yield from (content for content in kept if content.iri not in now)


def _replaced(content: SourceContent) -> Problem:
    return Problem(
        place=Place(file=content.key),
        what=_("the source {key} was loaded before, and a folder holds it now.", key=content.key),
        remedy=_("The folder's tables are in the store; what was loaded before no longer is."),
        severity=Severity.WARNING,
    )
