"""Styles, scripts and pictures of the site: few and small, read once, and addressed by what is in them."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from simpul_viz.pages import read

_DARK: Final = ':root[data-look="dark"]'
TYPES: Final[Mapping[str, str]] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@cache
def contents() -> Mapping[str, bytes]:
    """Return all files by name."""
    folder = files("simpul.site") / "static"
    own = {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.name.rpartition(".")[2] in TYPES
    }
    return own | {"tokens.css": _tokens().encode()}


def _tokens() -> str:
    """Return the colours of the explorer; the dark ones also where the system prefers them and the reader chose none."""
    colours = read("tokens.css")
    _light, _selector, dark = colours.partition(_DARK)
    unchosen = f":root:not([data-look]){dark.rstrip()}"
    return f"{colours}\n@media (prefers-color-scheme: dark) {{\n{unchosen}\n}}\n"


@cache
def path(name: str) -> str:
    """Return the path of a file below the address of the site; it changes with the file."""
    digest = hashlib.sha256(contents()[name]).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
