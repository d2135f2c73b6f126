"""``python -m simpul`` is ``simpul``."""

import sys

from simpul.cli import main

sys.exit(main())
