"""A store asked in a child process for each query, within limits of time and memory."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

from simpul.errors import QueryError, SimpulError, StoreError
from simpul.limits import Limits, over
from simpul.locale import translate as _
from simpul.store import child
from simpul.store.guarded import Guarded
from simpul.store.oxigraph import read_result
from simpul.store.protocol import Result
from simpul.store.sparql import form, template

_KINDS: Final[Mapping[int, type[SimpulError]]] = {StoreError.exit_code: StoreError}
"""Exit codes with a meaning of their own; all others are the query's."""


class IsolatedStore(Guarded):
    """The store of one build, ``Queryable`` only, whose queries run each in a process of its own."""

    def __init__(
        self,
        build: Path,
        limits: Limits,
        *,
        services: Collection[str] = (),
        withheld: Collection[str] = (),
    ) -> None:
        super().__init__(services=services, withheld=withheld)
        self._build, self._limits = build, limits

    def _run(self, text: str) -> Result:
        return read_result(self._content(text), is_graph=form(text) in {"CONSTRUCT", "DESCRIBE"})

    def _content(self, text: str) -> bytes:
        return _done(serialised, [str(self._build), *self.services], text, self._limits)


def look_at(text: str, limits: Limits) -> None:
    """Read a query in a process of its own, to see whether that can be done within limits.

    Raises:
        QueryError: It cannot be read safely.
        QueryLimitError: To read it took more than it may.
    """
    _done(read, [], text, limits)


def _done(task: child.Task, words: Sequence[str], text: str, limits: Limits) -> bytes:
    try:
        return child.run(task, words, text.encode(), limits)
    except child.ChildError as error:
        raise _KINDS.get(error.code, QueryError)(str(error)) from None
    except child.ChildEnded as end:
        if end.passed:
            raise over(end.passed, limits) from None
        raise QueryError(_("The query ended without an answer.")) from None


def read(_words: Sequence[str], query: bytes) -> bytes:
    """Read a query and leave it."""
    template(query.decode())
    return b""


def serialised(words: Sequence[str], query: bytes) -> bytes:
    """Answer a query that was checked, as SPARQL results JSON or as N-Triples.

    Args:
        words: The folder of a build, and the IRIs of the endpoints that the query may ask.
        query: Its text.
    """
    from simpul.store.builds import open_build_read_only

    build, *services = words
    return open_build_read_only(Path(build), services=services).serialised(query.decode())
