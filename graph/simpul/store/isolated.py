"""A store asked in a process of its own for each query, within limits of time and memory.

A fresh process, since a fork of one with threads (a notebook) may lock up, and since only the end of a process
ends a query of Oxigraph.
"""

import subprocess
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from simpul.errors import QueryError, QueryLimitError, SimpulError, StoreError
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store.guarded import Guarded
from simpul.store.limits import Limits, out_of_time
from simpul.store.oxigraph import read_result
from simpul.store.protocol import Result
from simpul.store.sparql import form

MALFORMED: Final = 8
"""What the process ends with where the query is malformed; the engine's words are on stderr."""
OVER: Final = 9
"""Its exit code when a limit was passed."""
_GRACE: Final = 10
"""Seconds that a process has to start and to report that its time is over."""
_KINDS: Final[Mapping[int, type[SimpulError]]] = {
    OVER: QueryLimitError,
    StoreError.exit_code: StoreError,
}
"""Exit codes with a meaning of their own; all others are the query's."""


class IsolatedStore(Guarded):
    """The store of one build, ``Queryable`` only, whose queries run each in a process of its own."""

    def __init__(self, build: Path, limits: Limits, *, services: Collection[str] = ()) -> None:
        super().__init__(services=services)
        self._build, self._limits = build, limits

    def _run(self, text: str) -> Result:
        return read_result(self._content(text), is_graph=form(text) in {"CONSTRUCT", "DESCRIBE"})

    def _content(self, text: str) -> bytes:
        seconds, megabytes = self._limits.seconds, self._limits.megabytes
        words = [str(self._build), f"{seconds:g}", str(megabytes), current(), *self.services]
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
        if done.returncode == MALFORMED:
            raise SyntaxError(said)
        kind = _KINDS.get(done.returncode, QueryError)
        raise kind(said or _("The query ended without an answer."))
