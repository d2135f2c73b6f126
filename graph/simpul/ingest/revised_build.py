"""A build that begins with the last one: a source whose files are as they were is taken over, the others are stated anew.

It comes to the same as reading everything. What was told of a source that is taken over is told again. It is read again
after all where a thing that it speaks of has gained or lost a name, or the shapes find something else of what it states:
then it may be told something else. Where something is wrong, nothing is taken over, so that all is told as it always is.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul import store
from simpul.errors import DataError, Problem, StoreError
from simpul.ingest import last_build, loaded_sources
from simpul.ingest.build_report import BuildReport, report
from simpul.ingest.last_build import KnownSource, LastBuild
from simpul.ingest.pipeline import Batch, Outcome, Progress
from simpul.ingest.source_content import SourceContent, read_source_folder
from simpul.ingest.source_plan import PlannedSource
from simpul.ingest.transaction import Revision
from simpul.locale import translate as _
from simpul.naming import Cities, gazetteer
from simpul.store import OxigraphStore, UnfinishedBuild, seal
from simpul.terms import CATALOGUE_GRAPH, NamedNode

_LARGEST_SHARE: Final = 5
"""Where more than one row in so many comes new or goes, all sources are put into an empty store, which is faster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A last build brought up to date.

    Attributes:
        is_same: Nothing has changed.
    """

    report: BuildReport
    is_same: bool = False


def revise(
    new: UnfinishedBuild,
    planned: Sequence[PlannedSource],
    *,
    left_out: Sequence[str],
    keep_loaded: bool,
    progress: Progress,
) -> Revised | None:
    """Make a build of the last one; None where all has to be read.

    Args:
        new: The build to make.
        planned: The sources that it is to hold, besides those that were loaded.
        left_out: Keys of sources that are not of the kind asked for.
        keep_loaded: Take over the sources that were loaded.
        progress: Called with a text when a step begins.
    """
    if new.previous is None:
        return None
    last = last_build.read(new.previous, last_build.basis())
    if last is None:
        return None
    states = {source.iri: last_build.state_of(source) for source in planned}
    try:
        loaded = loaded_sources.rows_of(new.required_previous())
        if loaded.keys() & {iri.value for iri in states} or (loaded and not keep_loaded):
            return None
        build = _RevisedBuild(
            new=new,
            last=last,
            planned=planned,
            states=states,
            loaded=loaded,
            left_out=left_out,
            progress=progress,
        )
        return None if build.is_much else build.made()
    except (DataError, StoreError):
        new.begin_anew()
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _RevisedBuild:
    """The last build, and what is to become of it.

    Attributes:
        states: Of the folders of the sources.
        loaded: IRIs of the sources that were loaded, with their rows.
        left_out: Keys of sources that are not of the kind asked for.
    """

    new: UnfinishedBuild
    last: LastBuild
    planned: Sequence[PlannedSource]
    states: Mapping[NamedNode, str]
    loaded: Mapping[str, int]
    left_out: Sequence[str]
    progress: Progress

    @property
    def changed(self) -> list[PlannedSource]:
        """The sources that are new, or not as they were."""
        known = self.last.sources
        return [
            source
            for source in self.planned
            if source.iri not in known or known[source.iri].state != self.states[source.iri]
        ]

    @property
    def gone(self) -> list[NamedNode]:
        """The sources that no folder holds any more."""
        return [
            iri
            for iri in self.last.sources
            if iri not in self.states and iri.value not in self.loaded
        ]

    @property
    def is_much(self) -> bool:
        """Whether so much goes that making the store of nothing is faster."""
        rows = {iri: known.rows for iri, known in self.last.sources.items()}
        return sum(rows[iri] for iri in self.gone) * _LARGEST_SHARE > sum(rows.values())

    def made(self) -> Revised:
        """Return the build when it is made."""
        previous = self.new.required_previous()
        if not (self.changed or self.gone):
            seal.check(previous, whole=True)
            graph = store.open_build_read_only(previous)
            return Revised(report=self._report(graph, None), is_same=True)
        self.new.begin_with_previous()
        graph = store.open_build(self.new.folder)
        revision = Revision(self.new.folder, graph, findings=self.last.findings, keeps_day=False)
        with contextlib.closing(revision):
            outcome = self._outcome(revision)
            self.progress(_("Writing the store"))
            revision.index({content.iri: content.origins for content in outcome.contents})
            self._remember(outcome)
            return Revised(report=self._report(graph, outcome))

    def _outcome(self, revision: Revision) -> Outcome:
        """State what changed; with it, what is to be read again for that."""
        contents = [SourceContent(iri=iri) for iri in self.gone]
        contents += self._read(self.changed)
        outcome = self._put_in(contents, revision)
        again = self._concerned(revision, outcome) - {content.iri for content in contents}
        if not again:
            return outcome
        contents += self._read([source for source in self.planned if source.iri in again])
        if again - self.states.keys():
            contents += [c for c in loaded_sources.read(self.new) if c.iri in again]
        return self._put_in(contents, revision)

    @staticmethod
    def _read(sources: Sequence[PlannedSource]) -> list[SourceContent]:
        return [read_source_folder(s, folder) for s in sources if (folder := s.folder)]

    def _put_in(self, contents: Sequence[SourceContent], revision: Revision) -> Outcome:
        batch = Batch(
            contents=contents,
            transaction=revision,
            cities=Cities(gazetteer.open_index),
            progress=self.progress,
        )
        return batch.put_in()

    def _concerned(self, revision: Revision, outcome: Outcome) -> set[NamedNode]:
        """Return the sources of which something else may have to be told now."""
        renamed = revision.renamed()
        found = {finding.focus for finding in {*self.last.findings} ^ {*outcome.findings}}
        graph = revision.graph
        stating = [graph.matching(NamedNode(iri)) for iri in found]
        naming = [graph.matching(None, None, node) for node in renamed]
        naming += [graph.matching(node) for node in renamed]
        graphs = {quad.graph_name for quads in (*stating, *naming) for quad in quads}
        return {iri for iri in self.last.sources if iri in graphs or iri.value in found}

    def _remember(self, outcome: Outcome) -> None:
        now = {
            content.iri: KnownSource(
                state=self.states.get(content.iri, ""),
                rows=content.rows,
                problems=outcome.problems[content.iri],
            )
            for content in outcome.contents
        }
        sources = {**self.last.sources, **now}
        kept = {iri: sources[iri] for iri in sources if iri not in self.gone}
        last_build.write(
            self.new.folder,
            LastBuild(basis=self.last.basis, sources=kept, findings=outcome.findings),
        )

    def _report(self, graph: OxigraphStore, outcome: Outcome | None) -> BuildReport:
        """Return the report on all sources, those that were taken over too."""
        read = {content.iri: content for content in outcome.contents} if outcome else {}
        told: Mapping[NamedNode, Sequence[Problem]] = outcome.problems if outcome else {}
        contents = [
            read[iri] if iri in read else self._taken_over(iri, graph) for iri in self._order()
        ]
        problems = {content.iri: told.get(content.iri, content.problems) for content in contents}
        whole = Outcome(contents=contents, problems=problems, refused={})
        taken_over = self.states.keys() - read.keys()
        return report(graph, whole, taken_over=taken_over, left_out=self.left_out)

    def _order(self) -> Iterator[NamedNode]:
        yield from self.states
        yield from (NamedNode(iri) for iri in sorted(self.loaded))

    def _taken_over(self, iri: NamedNode, graph: OxigraphStore) -> SourceContent:
        known = self.last.sources[iri]
        described = graph.matching(iri, None, None, CATALOGUE_GRAPH)
        return SourceContent(
            iri=iri,
            rows=known.rows,
            problems=known.problems,
            description=frozenset(quad.triple for quad in described),
            kept=iri.value in self.loaded,
        )
