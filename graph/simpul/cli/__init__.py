"""The command line: parses words, calls, prints. ``main`` is what ``simpul`` runs."""

import os
import sys
from collections.abc import Sequence

from simpul import locale

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Exit codes: 0 well; 1 the data is wrong; 2 the command line is wrong; 3 the store; 4 the query;
    5 a file; 130 interrupted. No traceback reaches a user.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    locale.use(locale.choose(words, os.environ))
    # The commands' help is in the language chosen, so they are made only now.
    try:
        from simpul.cli.app import run

        return run(words)
    except KeyboardInterrupt:
        # It came while the commands were being imported; later ones are told in their own way.
        sys.stderr.write(f"{locale.translate('Interrupted.')}\n")
        return 130
