"""A build published at a SPARQL endpoint: whoever reads there has the old one or the new one, never a part of it.

All graphs are written under names of their own, and compared with what was sent; last comes the manifest. Only then does
the pointer name the new build, on condition that it still names the one that was in use at the beginning. Whatever ends
a publisher before that leaves graphs that nothing points at, which the next one removes.
"""

import contextlib
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simpul.access import RestrictedSource
from simpul.errors import EndpointError, SimpulError, StoreError
from simpul.exchange.publishing.publication import Publication, lines
from simpul.exchange.publishing.register import Entry, Register, unused
from simpul.exchange.publishing.staging import Stage
from simpul.locale import translate as _
from simpul.store.oxigraph import parse
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import (
    FILES,
    ORIGINALS,
    ROWS,
    Manifest,
    PublishedGraph,
    part,
    published_name,
)
from simpul.store.unfinished import new_name
from simpul.terms import DefaultGraph, Literal, Triple

Progress = Callable[[str], None]
ANY: Final = "*"
"""Stands for whatever build is in use."""
_PIECE: Final = 20_000
"""Triples in one request, where neither the profile nor the engine wants fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of publishing a store.

    Attributes:
        manifest: Of the build that is in use at the endpoint now.
        withheld: The sources that are not in it, for not everybody may see them who may see the others.
        unchanged: The endpoint held all this already.
        left: Why garbage of earlier builds could not be removed; empty where nothing is left.
    """

    manifest: Manifest
    withheld: Sequence[RestrictedSource] = ()
    unchanged: bool = False
    left: str = ""


def publish(
    folder: Path,
    client: Client,
    *,
    on: str | None = ANY,
    progress: Progress = lambda _text: None,
) -> Published:
    """Publish the current build of a store.

    Args:
        folder: The store's folder.
        client: The endpoint; its profile says which sources may be published there.
        on: The name of the build that must be in use there, for this one was made from it; None where none may be.
        progress: Called with a text on how far it is.

    Raises:
        StoreError: There is no store, or it cannot be read; or another publisher was first.
        EndpointError: The endpoint cannot be written; who reads there has what was there before.
    """
    register = Register(client)
    before = register.current()
    if on not in {ANY, before}:
        raise _second(client, before)
    with contextlib.closing(Publication.of(folder, client.endpoint.access)) as publication:
        known = register.manifest(before) if before else None
        if known and publication.is_in(known):
            left = _clean(register, progress)
            return Published(
                manifest=known, withheld=publication.withheld, unchanged=True, left=left
            )
        put = _Putting(client, register, publication, before, progress)
        made = put.made()
    left = _clean(register, progress)
    return Published(manifest=made, withheld=publication.withheld, left=left)


@dataclass(slots=True)
class _Putting:
    """A build on its way to an endpoint.

    Attributes:
        client: The endpoint.
        register: Its register.
        publication: What is published.
        before: The build that is in use there.
        progress: Called with a text on how far it is.
        build: The name of the new build.
    """

    client: Client
    register: Register
    publication: Publication
    before: str | None
    progress: Progress
    build: str = field(default_factory=new_name)

    def made(self) -> Manifest:
        """Write the build and put it into use.

        Raises:
            StoreError: Another publisher was first.
            EndpointError: It cannot be written.
        """
        parts = [part(self.build, name) for name in (ROWS, FILES, ORIGINALS)]
        graphs = [published_name(self.build, name) for name in self.publication.names]
        entry = Entry(
            build=self.build, graphs=[*graphs, *parts, manifest.manifest_graph(self.build)]
        )
        with self._registered(entry):
            made = self._written()
        self.progress(_("Putting the build into use"))
        if self._is_put_into_use():
            return made
        self.register.remove(entry)
        raise _second(self.client, self.register.current())

    @contextlib.contextmanager
    def _registered(self, entry: Entry) -> Generator[None]:
        """Register the build while it is written; if that fails, remove what there is of it."""
        try:
            self.register.begin(entry.build, entry.graphs)
            yield
        except BaseException:
            # What cannot be removed now is found by the next publisher.
            with contextlib.suppress(EndpointError):
                self.register.remove(entry)
            raise

    def _written(self) -> Manifest:
        """Write all graphs, the manifest last."""
        total, done = len(self.publication.graph), 0

        def said(written: int) -> None:
            self.register.renew(self.build)
            share = min(100, 100 * (done + written) // max(total, 1))
            self.progress(_("Publishing: {share} %", share=share))

        piece = self.client.endpoint.piece or min(self.client.engine.piece, _PIECE)
        with contextlib.closing(Stage(client=self.client, piece=piece, said=said)) as stage:
            graphs: list[PublishedGraph] = []
            for of in self.publication.names:
                name = published_name(self.build, of)
                graphs.append(stage.put(name, self.publication.graph.lines(of), of=of))
                done += graphs[-1].triples
            parts = self._parts(stage)
            stage.compare()
            made = self.publication.manifest(self.build, self.before, graphs, parts)
            stage.put(manifest.manifest_graph(self.build), lines(manifest.statements(made)))
            stage.compare()
        return made

    def _parts(self, stage: Stage) -> dict[str, PublishedGraph]:
        """Write the graphs that are none of the store."""
        parts = {
            ROWS: stage.put(part(self.build, ROWS), self.publication.rows()),
            FILES: stage.put(part(self.build, FILES), self.publication.files()),
        }
        if stage.originals:
            kept = lines(self._originals(stage))
            parts[ORIGINALS] = stage.put(part(self.build, ORIGINALS), kept)
        return parts

    def _originals(self, stage: Stage) -> Iterator[Triple]:
        """Yield, as text, the triples that the engine gives back in another form, and those of the same subject and property.

        A mirror takes these in the place of all that the engine has of that subject and property, so that nobody need
        know what it makes of them.
        """
        for of, line in stage.originals:
            graph = manifest.MERGE_TERM if isinstance(of, DefaultGraph) else of
            (told,) = parse(line, "ntriples")
            held = self.publication.graph.matching(told.subject, told.predicate, None, of)
            for quad in held:
                yield Triple(graph, manifest.term("line"), Literal(f"{quad.triple} ."))

    def _is_put_into_use(self) -> bool:
        """Put the build into use; return whether it is, also where the answer to that was lost on its way.

        Raises:
            EndpointError: Nobody knows. Its graphs stay, for it may be in use.
        """
        try:
            return self.register.put_into_use(self.build, self.before)
        except EndpointError:
            with contextlib.suppress(SimpulError):
                if self.register.current() == self.build:
                    return True
            raise


def _clean(register: Register, progress: Progress) -> str:
    """Remove the builds that nobody uses any more; return why that did not succeed, or nothing."""
    try:
        # In this order: whatever is put into use after the register was read was still leased in it.
        entries = register.entries()
        current = register.current()
        known = register.manifest(current) if current else None
        if current and known is None:
            return ""
        kept = {current, known.previous if known else None}
        for entry in unused(entries, kept):
            progress(_("Removing earlier builds"))
            register.remove(entry)
    except EndpointError as error:
        return str(error)
    return ""


def _second(client: Client, current: str | None) -> StoreError:
    return StoreError(
        _(
            "Somebody else published at {address} meanwhile: {build} is in use there now, and yours was taken "
            "back. Run the command again.",
            address=client.address,
            build=current or "-",
        )
    )
