"""The command line reads words, calls the session and prints; ``main`` is what ``simpul`` runs."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence

from simpul import locale

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Exit codes: 0 all went well; 1 something is wrong with the data, 2 the command line, 3 the store, 4 the query,
    5 a file; 6 a tool is missing; 7 a table is valid but has warnings; 130 interrupted. No traceback reaches a user.
    """
    if arguments is None:
        # Python looks through all objects when it ends, though all of them go with the process.
        atexit.register(gc.freeze)
    words = list(sys.argv[1:] if arguments is None else arguments)
    locale.use(locale.choose(words, os.environ))
    # The commands' help is in the language chosen, so they are imported only after it is chosen.
    try:
        from simpul.cli.app import run

        return run(words)
    except KeyboardInterrupt:
        # Ctrl-C came while the commands were being imported; `run` handles later ones.
        sys.stderr.write(f"{locale.translate('Interrupted.')}\n")
        return 130
