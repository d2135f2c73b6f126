"""Queries that hide what they do: what the guard lets through, the engine's own parser finds harmless too.

The engine is asked by what it does: a host of our own listens, and nobody may come. rdflib's parser, another one
of the same language, is asked what it sees.
"""

import socket
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from rdflib.plugins.sparql.parser import parseQuery

from campaign.readers import readers
from campaign.trials import Fault, Part, Trial, Verdict
from hostile_queries import hiding as hiding_query
from mutations import mutate
from simpul.errors import SimpulError
from simpul.store import OxigraphStore
from simpul.store.protocol import Bindings
from simpul.store.sparql import inspect, refuse_what_reaches_out
from simpul.terms import NamedNode, Quad

_QUERIES: Final = 50
_GRAPH: Final = "http://x/g"
_HIDDEN: Final = "http://x/hidden"


class Guarded:
    """A host that listens, and a store that is asked what the guard lets through."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setblocking(False)
        self.host = f"http://127.0.0.1:{self._listener.getsockname()[1]}/"
        self._store = OxigraphStore.in_memory()
        node, secret = NamedNode("http://x/a"), NamedNode(_HIDDEN)
        self._store.add([Quad(node, node, node), Quad(secret, secret, secret, NamedNode(_GRAPH))])
        self._samples = readers()["sparql"].samples

    def trial(self, chance: Random, here: Path) -> Iterator[Fault]:
        """Ask many queries, and yield what was let through."""
        for number in range(_QUERIES):
            query = self._query(chance)
            (here / f"{number}.rq").write_text(query, encoding="utf-8")
            yield from self.judged(query)

    def _query(self, chance: Random) -> str:
        """Return a query that hides something, one of the catalogue's made wrong, or both."""
        hiding = chance.random() < 0.8
        query = hiding_query(chance, host=self.host, graph=_GRAPH) if hiding else ""
        if hiding and chance.random() < 0.7:
            return query
        changed = mutate(query.encode() or chance.choice(self._samples), chance)
        return changed[:20_000].decode("utf-8", "replace")

    def judged(self, query: str) -> Iterator[Fault]:
        """Ask one query as a person may, and yield what was let through."""
        try:
            findings = inspect(query)
            refuse_what_reaches_out(query, findings)
        except SimpulError:
            return
        if findings.datasets:
            return
        shown = self._shown(query)
        if self.was_called():
            yield Fault(verdict=Verdict.THROUGH, what=f"the engine asked our host: {query}")
        elif _HIDDEN in shown and "GRAPH" not in query.upper():
            yield Fault(verdict=Verdict.THROUGH, what=f"the engine read another graph: {query}")
        elif _services(query):
            yield Fault(verdict=Verdict.THROUGH, what=f"rdflib sees a SERVICE: {query}")

    def _shown(self, query: str) -> str:
        """Return the first rows of an answer, as text."""
        try:
            answer = self._store.stream(query)
            rows = answer.rows() if isinstance(answer, Bindings) else answer
            return "" if isinstance(rows, bool) else str([*islice(rows, 9)])
        except SimpulError:
            return ""

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()

    def was_called(self) -> bool:
        """Return whether somebody came to our host since it was last asked."""
        try:
            self._listener.accept()[0].close()
        except BlockingIOError:
            return False
        return True


def _services(query: str) -> Sequence[str]:
    """Return the names of parts that ask other hosts, as rdflib parses the query; none where it does not."""
    if len(query) > 2_000 or "SERVICE" not in query.upper():
        return ()
    try:
        parsed = parseQuery(query)
    except Exception:  # noqa: BLE001 - its parser fails in many ways; it then sees nothing
        return ()
    return [name for name in _names(parsed) if name == "ServiceGraphPattern"]


def _names(part: Any) -> Iterator[str]:  # noqa: ANN401 - what the parser makes
    if name := getattr(part, "name", ""):
        yield str(name)
    inner = part.values() if hasattr(part, "values") else part
    if not isinstance(part, str) and hasattr(inner, "__iter__"):
        for one in inner:
            yield from _names(one)


def _prepare(_shared: Path) -> Trial:
    guarded = Guarded()
    return lambda chance, folder: list(guarded.trial(chance, folder))


PART = Part(
    name="guard",
    about="queries that hide what they do",
    whole=400,
    slice=10,
    share=1.5,
    prepare=_prepare,
    inputs=_QUERIES,
    seconds=30,
    patience=120,
)
