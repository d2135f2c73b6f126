"""Which builds are at an endpoint, who is publishing one, and which is in use.

A build is in the register from before its first graph is written until its last is gone, so that whatever a dead
publisher leaves is found without a look through all graphs of the endpoint::

    <build> b:graph <graph>, …        what it consists of
    <build> b:stagedAt "…"            somebody is publishing it; renewed while that goes on
    <build> b:flipsAt "…"             its publisher is about to put it into use
    <build> b:publishedAt "…"         it was put into use
    <build> b:removedAt "…"           it is being removed

All times are the server's own.

Not every engine runs two conditional updates one after the other, so publishers also keep each other out: each says
that it is about to put its build into use, then looks whether another says so. Whoever sees an older build gives way,
and tries again when that is done; whoever sees a younger one waits until that has given way, or is done. (Two cannot miss
each other: each has said so before it looks.) Then the pointer is changed on condition that it is what it was when the
publisher began.
"""

import contextlib
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from simpul.errors import EndpointError
from simpul.exchange.publishing.asking import rows
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import (
    BUILDS,
    CURRENT,
    MANIFEST,
    POINTER,
    REGISTER,
    Manifest,
    build_iri,
    term,
)
from simpul.terms import NamedNode, text

_LEASE: Final = timedelta(hours=1)
"""A build that its publisher has not renewed for so long is nobody's any more."""
_RENEWAL: Final = 60.0
"""Seconds after which a lease is renewed, by our own clock."""
_AT_THE_FLIP: Final = timedelta(seconds=15)
"""Who says for longer than that that it is about to change the pointer, which takes a moment, is dead."""
_TICK: Final = 0.05
_MOST_AT_ONCE: Final = 500
"""Graphs registered in one update."""
_STAGED, _FLIPS, _PUBLISHED, _REMOVED = map(
    term, ("stagedAt", "flipsAt", "publishedAt", "removedAt")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A build in the register.

    Attributes:
        build: Its name.
        graphs: What it consists of.
        is_leased: Somebody is publishing it.
    """

    build: str
    graphs: Sequence[NamedNode]
    is_leased: bool = False


class Register:
    """The register and the pointer of an endpoint.

    Args:
        client: The endpoint.
        pause: Waits so many seconds.
    """

    def __init__(self, client: Client, *, pause: Callable[[float], object] = time.sleep) -> None:
        self._client, self._pause = client, pause
        self._renewed = float("-inf")

    def current(self) -> str | None:
        """Return the name of the build in use; None where there is none."""
        return manifest.current_build(self._pointers())

    def manifest(self, build: str) -> Manifest | None:
        """Return the manifest of a build; None where it is not there, or not whole.

        Raises:
            StoreError: It was written by a newer Simpul.
        """
        graph = manifest.manifest_graph(build)
        found = rows(self._client, manifest.manifest_query(build), default=[graph], named=[graph])
        return manifest.whole(build, manifest.triples_of(found))

    def _pointers(self) -> list[str]:
        found = rows(self._client, manifest.CURRENT_QUERY, default=[POINTER], named=[POINTER])
        return [text(row["build"]) for row in found]

    def begin(self, build: str, graphs: Sequence[NamedNode]) -> None:
        """Put a build that is about to be published into the register."""
        self._set(build_iri(build), _STAGED)
        self._renewed = time.monotonic()
        for start in range(0, len(graphs), _MOST_AT_ONCE):
            listed = ", ".join(map(str, graphs[start : start + _MOST_AT_ONCE]))
            self._insert(f"{build_iri(build)} {term('graph')} {listed} .")

    def renew(self, build: str) -> None:
        """Say that somebody is still publishing a build, if that was not said just now."""
        if time.monotonic() - self._renewed >= _RENEWAL:
            iri = build_iri(build)
            self._set(iri, _STAGED, where=f"{iri} {_STAGED} ?old .", gone=f"{iri} {_STAGED} ?old .")
            self._renewed = time.monotonic()

    def entries(self) -> list[Entry]:
        """Return all builds in the register, by name."""
        query = f"""SELECT ?build ?property ?value (NOW() AS ?now) WHERE {{
            GRAPH {REGISTER} {{ ?build ?property ?value }} }}"""
        graphs: dict[str, list[NamedNode]] = {}
        leased: set[str] = set()
        for row in rows(self._client, query, default=[REGISTER], named=[REGISTER]):
            name = text(row["build"]).removeprefix(BUILDS)
            held = graphs.setdefault(name, [])
            value = row["value"]
            if row["property"] == term("graph") and isinstance(value, NamedNode):
                held.append(value)
            elif row["property"] == _STAGED and _age(text(value), text(row["now"])) < _LEASE:
                leased.add(name)
        return [
            Entry(build=name, graphs=held, is_leased=name in leased)
            for name, held in sorted(graphs.items())
        ]

    def put_into_use(self, build: str, before: str | None) -> bool:
        """Let the pointer name a build, on condition that it is what it was; return whether it does.

        Args:
            build: A build that is at the endpoint whole.
            before: The build that the pointer named when this one was begun; None for none.

        Raises:
            EndpointError: It may or may not have happened, if ``sure`` is False.
        """
        try:
            while self.current() == before:
                self._set(build_iri(build), _FLIPS, where=f"{build_iri(build)} {_STAGED} ?staged .")
                if self._is_alone(build):
                    self._flip(build, before)
                    break
                self._withdraw(build)
                self._pause(_TICK)
            return self.current() == build
        finally:
            # It is over in a moment all the same.
            with contextlib.suppress(EndpointError):
                self._withdraw(build)

    def _withdraw(self, build: str) -> None:
        self._delete(f"{build_iri(build)} {_FLIPS} ?at .")

    def _is_alone(self, build: str) -> bool:
        """Return whether nobody else is about to change the pointer, when those that come after have given way."""
        query = f"""SELECT ?build ?at (NOW() AS ?now) WHERE {{
            GRAPH {REGISTER} {{ ?build {_FLIPS} ?at ; {_STAGED} ?staged }} }}"""
        own = build_iri(build).value
        while True:
            found = rows(self._client, query, default=[REGISTER], named=[REGISTER])
            about = {text(row["build"]): _age(text(row["at"]), text(row["now"])) for row in found}
            others = {iri for iri, age in about.items() if iri != own and age < _AT_THE_FLIP}
            if not others:
                return True
            if min(others) < own:
                return False
            self._pause(_TICK)

    def _flip(self, build: str, before: str | None) -> None:
        iri = build_iri(build)
        pointer = f"{POINTER} {CURRENT} {iri} ; {MANIFEST} {manifest.manifest_graph(build)} ."
        there = (
            f"GRAPH {POINTER} {{ {POINTER} {CURRENT} {build_iri(before)} . {POINTER} ?property ?value }}"
            if before
            else f"FILTER NOT EXISTS {{ GRAPH {POINTER} {{ {POINTER} {CURRENT} ?other }} }}"
        )
        gone = f"GRAPH {POINTER} {{ {POINTER} ?property ?value }}" if before else ""
        self._client.update(
            f"""DELETE {{ {gone} GRAPH {REGISTER} {{ {iri} {_STAGED} ?staged }} }}
            INSERT {{ GRAPH {POINTER} {{ {pointer} }} GRAPH {REGISTER} {{ {iri} {_PUBLISHED} ?now }} }}
            WHERE {{ GRAPH {REGISTER} {{ {iri} {_STAGED} ?staged }} {there} BIND (NOW() AS ?now) }}"""
        )

    def remove(self, entry: Entry) -> None:
        """Remove a build with all its graphs; a publisher of it can no longer put it into use."""
        iri = build_iri(entry.build)
        self._set(iri, _REMOVED, gone=f"{iri} {_STAGED} ?old .")
        # The manifest goes first: where a reader finds it after an answer, nothing was gone before.
        first = manifest.manifest_graph(entry.build)
        for graph in sorted(entry.graphs, key=lambda graph: graph != first):
            if graph.value.startswith(f"{iri.value}/"):
                self._client.update(f"DROP SILENT GRAPH {graph}", repeatable=True)
        self._delete(f"{iri} ?property ?value .")

    def _set(
        self, iri: NamedNode, property_: NamedNode, *, where: str = "", gone: str = ""
    ) -> None:
        """State a time in the register, the server's own."""
        delete = f"DELETE {{ GRAPH {REGISTER} {{ {gone} }} }}" if gone else ""
        looked_up = where or gone
        condition = f"GRAPH {REGISTER} {{ {looked_up} }}" if looked_up else ""
        if not where and condition:
            condition = f"OPTIONAL {{ {condition} }}"
        self._client.update(
            f"""{delete} INSERT {{ GRAPH {REGISTER} {{ {iri} {property_} ?now }} }}
            WHERE {{ {condition} BIND (NOW() AS ?now) }}""",
            repeatable=True,
        )

    def _insert(self, triples: str) -> None:
        self._client.update(f"INSERT DATA {{ GRAPH {REGISTER} {{ {triples} }} }}", repeatable=True)

    def _delete(self, pattern: str) -> None:
        self._client.update(f"DELETE WHERE {{ GRAPH {REGISTER} {{ {pattern} }} }}", repeatable=True)


def unused(entries: Iterable[Entry], kept: Collection[str | None]) -> list[Entry]:
    """Return the builds that nobody reads and nobody publishes: neither kept nor leased."""
    return [entry for entry in entries if entry.build not in kept and not entry.is_leased]


def _age(at: str, now: str) -> timedelta:
    """Return how long ago something was, by the server's clock; what it does not write as a time is over."""
    try:
        return datetime.fromisoformat(now) - datetime.fromisoformat(at)
    except (TypeError, ValueError):
        return timedelta.max
