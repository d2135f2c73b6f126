"""Styles, scripts and pictures of the site: few and small, read once, and addressed by what is in them."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from simpul_viz.pages import read
from simpul_viz.styles import STYLES, tint

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
    unchosen = ":root:not([data-look])"
    groups = f"{_groups()}\n{_groups(_DARK, is_dark=True)}"
    system = f"{unchosen}{dark.rstrip()}\n{_groups(unchosen, is_dark=True)}"
    return f"{colours}\n{groups}\n@media (prefers-color-scheme: dark) {{\n{system}\n}}\n"


def _groups(within: str = "", *, is_dark: bool = False) -> str:
    """Return the colour of each group of things, as what its class is drawn in."""
    colours = ((group, tint(colour) if is_dark else colour) for group, (_shape, colour) in STYLES.items())  # fmt: skip
    return "\n".join(f"{within} .group-{group} {{ --group: {colour}; }}".lstrip() for group, colour in colours)  # fmt: skip


@cache
def path(name: str) -> str:
    """Return the path of a file below the address of the site; it changes with the file."""
    digest = hashlib.sha256(contents()[name]).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
