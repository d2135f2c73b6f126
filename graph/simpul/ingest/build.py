"""A store made anew: all sources put into an empty one, which takes the place of the old one whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from simpul import store
from simpul.errors import Place, Problem, Severity
from simpul.ingest import loaded_sources, world
from simpul.ingest.pipeline import Batch, Outcome, Progress, collecting_seldom
from simpul.ingest.source_content import SourceContent, read_source_folder
from simpul.ingest.source_plan import of_kind, plan_folders
from simpul.ingest.transaction import NewBuild
from simpul.ingest.world import Loaded
from simpul.locale import translate as _
from simpul.naming import Cities, gazetteer
from simpul.store import OxigraphStore, Waiting, silently
from simpul.tables import Accounting, accounting_of
from simpul.terms import GEONAMES_SOURCE, INFERRED_GRAPH, DefaultGraph, rdf_type

_GEONAMES: Final = "geonames"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSource:
    """A source in the new store: rows of its tables, and triples in its graph.

    Attributes:
        kept: It was loaded before, and taken over.
        accounting: What became of the rows of its original, if it says how many that has.
    """

    key: str
    rows: int
    triples: int
    kept: bool = False
    accounting: Accounting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did.

    Attributes:
        merged: Triples in the merge that questions run on.
        inferred: Triples that no source says.
        warnings: Problems that did not stop the build.
        left_out: Keys of sources that are not of the kind asked for.
        cities: The world's cities that were put in; not counted among ``merged``.
    """

    sources: Sequence[BuiltSource]
    merged: int
    inferred: int
    warnings: Sequence[Problem]
    left_out: Sequence[str] = ()
    cities: Loaded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """All sources in an empty store, checked and inferred from, not yet written.

    Attributes:
        left_out: Keys of sources that are not of the kind asked for.
    """

    transaction: NewBuild
    outcome: Outcome
    left_out: Sequence[str] = ()

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
    progress: Progress = lambda _text: None,
    waiting: Waiting = silently,
) -> BuildReport:
    """Read every source, infer, validate, and swap the new store in.

    Args:
        data: Folders of sources, or source folders.
        folder: The store's folder.
        only: Kind of the sources to put in (``source_plan.of_kind``); else all.
        level: Least population of the world's cities to put in; None to keep what the store has, 0 for none.
        keep_loaded: Take over the sources that were loaded into the store that is there; a folder of the
            same source goes before.
        progress: Called with a text when a step begins.
        waiting: Called with a sentence if another process, which writes to the store, has to be waited for.

    Raises:
        DataError: Something is wrong with the data; the old store is untouched.
        StoreError: The store cannot be written; the old one is untouched.
        UsageError: No source is of this kind, or there is no such kind.
    """
    with store.new_build(folder, waiting=waiting) as new:
        kept = loaded_sources.read(new) if keep_loaded else []
        least = world.level_of(new.previous) if level is None else level
        assembly = assemble(data, kept, only=only, progress=progress)
        contents = assembly.outcome.contents
        progress(_("Writing the store"))
        assembly.transaction.write(new.folder, [o for content in contents for o in content.origins])
        rows = {content.iri.value: content.rows for content in contents if content.kept}
        loaded_sources.write(new.folder, rows)
        cities = world.add(new.folder, least, progress=progress) if least else None
    return replace(_report(assembly), cities=cities)


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
    planned = plan_folders(data)
    wanted = planned if only is None else of_kind(planned, only)
    contents = [
        read_source_folder(source, folder) for source in wanted if (folder := source.folder)
    ]
    transaction = NewBuild()
    batch = Batch(
        contents=[*_with_kept(contents, kept)],
        transaction=transaction,
        cities=Cities(gazetteer.open_index),
        progress=progress,
    )
    left_out = [source.name for source in planned if source not in wanted]
    return Assembly(transaction=transaction, outcome=batch.put_in(), left_out=left_out)


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


def _report(assembly: Assembly) -> BuildReport:
    graph, outcome = assembly.graph, assembly.outcome
    sources = [
        BuiltSource(
            key=content.key,
            rows=content.rows,
            triples=graph.count(content.iri),
            kept=content.kept,
            accounting=accounting_of(content.iri, content.description),
        )
        for content in outcome.contents
    ]
    places = {quad.subject for quad in graph.matching(None, rdf_type, None, GEONAMES_SOURCE)}
    triples = graph.count(GEONAMES_SOURCE)
    sources.append(BuiltSource(key=_GEONAMES, rows=len(places), triples=triples))
    return BuildReport(
        sources=sources,
        merged=graph.count(DefaultGraph()),
        inferred=graph.count(INFERRED_GRAPH),
        warnings=outcome.all_problems,
        left_out=assembly.left_out,
    )
