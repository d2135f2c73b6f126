"""What is made once of a build that is served: ``python -m simpul.site.making STORE``.

The world's cities are put in order by name, where no command has done so yet, and two builds are compared: both take longer
than anybody waits for a page. A process of its own does it, and gives way to those who answer.
"""

import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from simpul.errors import SimpulError
from simpul.naming.gazetteer import index_file
from simpul.store import record
from simpul.store.builds import current_build
from simpul.store.remote.settings import place
from simpul.store.worker import end_with_parent

_POLITE: Final = 10


def main(words: Sequence[str]) -> int:
    """Make what is missing; pages do without it where it cannot be made."""
    end_with_parent()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_POLITE)
    with contextlib.suppress(SimpulError, OSError):
        index_file()
    with contextlib.suppress(SimpulError, OSError):
        store = place(words[0] or None)
        build = current_build(store) if isinstance(store, Path) else None
        before = record.previous_of(build) if build else None
        if before is None or not before.is_dir():
            return 0
        from simpul.site.comparing import make_all

        make_all(words[0])
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
