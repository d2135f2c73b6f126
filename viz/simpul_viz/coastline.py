"""The outlines of the land, as ``scripts/coastlines`` made them when this package was built."""

import json
from importlib.resources import files
from typing import Any

from simpul.errors import MissingToolError
from simpul.locale import translate as _

FILE = "coast.json"


def outlines() -> list[list[int]]:
    """Return rings of steps of a twentieth of a degree, longitude and latitude in turn, the first from (0, 0).

    Raises:
        MissingToolError: The package was taken from a checkout that was never set up.
    """
    file = files("simpul_viz") / "page" / FILE
    if not file.is_file():
        raise MissingToolError(FILE, _("Run `make setup`, which draws the coastlines."))
    rings: Any = json.loads(file.read_text(encoding="utf-8"))
    return [[int(step) for step in ring] for ring in rings]
