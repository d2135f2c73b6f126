"""Styles, scripts and pictures of the site: few and small, read once, and addressed by what is in them."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@cache
def contents() -> Mapping[str, bytes]:
    """Return all files by name."""
    folder = files("simpul.site") / "static"
    return {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.name.rpartition(".")[2] in TYPES
    }


@cache
def path(name: str) -> str:
    """Return the path of a file below the address of the site; it changes with the file."""
    digest = hashlib.sha256(contents()[name]).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
