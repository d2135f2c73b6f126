"""The process of one isolated query: ``python -m simpul.store.worker BUILD SECONDS MEGABYTES LANGUAGE SERVICE…``.

The query comes on stdin; the answer leaves on stdout as SPARQL results JSON, or as N-Triples.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from simpul.errors import QueryLimitError, SimpulError
from simpul.locale import translate as _
from simpul.locale import use
from simpul.store.builds import open_build_read_only
from simpul.store.isolated import MALFORMED, OVER
from simpul.store.limits import Limits, watched


def main(words: Sequence[str]) -> int:
    """Answer the query on stdin."""
    build, seconds, megabytes, language, *services = words
    use(language)
    limits = Limits(seconds=float(seconds), megabytes=int(megabytes))
    query = sys.stdin.buffer.read().decode()
    try:
        with watched(limits, _give_up):
            content = open_build_read_only(Path(build), services=services).serialised(query)
    except SyntaxError as error:
        sys.stderr.write(error.msg)
        return MALFORMED
    except SimpulError as error:
        sys.stderr.write(str(error))
        return error.exit_code
    sys.stdout.buffer.write(content)
    return 0


def _give_up(error: QueryLimitError | None) -> NoReturn:
    sys.stderr.write(str(error or _("Interrupted.")))
    sys.stderr.flush()
    os._exit(OVER)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
