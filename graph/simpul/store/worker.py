"""A process that answers one query within limits: ``python -m simpul.store.worker BUILD SECONDS …``.

The query comes on stdin; the answer leaves on stdout in the format that Oxigraph reads back: SPARQL results
JSON, or N-Triples. A fresh process, since a fork of one with threads (a notebook) may lock up, and since only
the end of a process ends a query of Oxigraph.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

import pyoxigraph as ox

from simpul.errors import QueryError, QueryLimitError, SimpulError, StoreError
from simpul.locale import current, use
from simpul.locale import translate as _
from simpul.store import Answer, Store, open_build_read_only
from simpul.store.limits import Limits, out_of_time, watched
from simpul.store.sparql import form

_GRACE: Final = 10
"""Seconds that a process has to start and to say that its time is over."""
_MALFORMED: Final = 8
_OVER: Final = 9
_KINDS: Final[Mapping[int, type[SimpulError]]] = {
    _OVER: QueryLimitError,
    StoreError.exit_code: StoreError,
}
"""What a process ended with that has a meaning of its own; all else is the query's."""


class Apart(Store):
    """A store whose queries run each in a process of its own, within limits."""

    def __init__(self, store: Store, limits: Limits) -> None:
        super().__init__(store.dataset, folder=store.folder, services=store.services)
        self._limits = limits

    def run(self, text: str) -> Answer:
        """Run a query that was checked.

        Raises:
            SyntaxError: It is malformed.
            QueryLimitError: It took too much time or memory.
            QueryError: It failed otherwise.
        """
        content = self._content(text)
        if form(text) in {"CONSTRUCT", "DESCRIBE"}:
            graph = ox.Store()
            graph.load(content, format=ox.RdfFormat.N_TRIPLES)
            return graph.query("CONSTRUCT WHERE { ?s ?p ?o }")
        return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)

    def _content(self, text: str) -> bytes:
        seconds, megabytes = self._limits.seconds, self._limits.megabytes
        words = [str(self.folder), f"{seconds:g}", str(megabytes), current(), *self.services]
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter itself, and words of ours
                [sys.executable, "-m", "simpul.store.worker", *words],
                input=text.encode(),
                capture_output=True,
                check=False,
                timeout=seconds + _GRACE if seconds else None,
            )
        except subprocess.TimeoutExpired:
            raise out_of_time(seconds) from None
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode == _MALFORMED:
            raise SyntaxError(said)
        kind = _KINDS.get(done.returncode, QueryError)
        raise kind(said or _("The query ended without an answer."))


def main(words: Sequence[str]) -> int:
    """Answer the query on stdin."""
    folder, seconds, megabytes, language, *services = words
    use(language)
    limits = Limits(seconds=float(seconds), megabytes=int(megabytes))
    query = sys.stdin.buffer.read().decode()
    try:
        with watched(limits, _give_up):
            store = open_build_read_only(Path(folder), services=services)
            with store.reading():
                content = _serialised(store.run(query))
    except SyntaxError as error:
        sys.stderr.write(error.msg)
        return _MALFORMED
    except SimpulError as error:
        sys.stderr.write(str(error))
        return error.exit_code
    sys.stdout.buffer.write(content)
    return 0


def _give_up(error: QueryLimitError | None) -> NoReturn:
    sys.stderr.write(str(error or _("Interrupted.")))
    sys.stderr.flush()
    os._exit(_OVER)


def _serialised(answer: Answer) -> bytes:
    if isinstance(answer, ox.QueryTriples):
        return answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
    return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
