"""What every page shares: templates, styles, and a policy that allows nothing but what is in the page."""

import base64
import gzip
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jinja2 import Environment

_LEVEL: Final = 6
"""Of gzip: the highest takes twice the time for a hundredth of the room."""


def read(name: str) -> str:
    """Return a style or script of ours."""
    return (files("simpul_viz") / "page" / name).read_text(encoding="utf-8")


def render(
    template: str, *, package: str = "simpul_viz", folder: str = "page", **values: object
) -> str:
    """Return a page; every value is escaped unless the template says it is safe.

    Args:
        template: The name of its file.
        package: The package that the file lies in.
        folder: The folder of that package.
        **values: What the template needs.
    """
    return _environment(package, folder).get_template(template).render(**values)


@cache
def _environment(package: str, folder: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, select_autoescape

    return Environment(
        loader=PackageLoader(package, folder),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


def packed(value: object) -> str:
    """Return a value as JSON, gzip and base64, which no markup can end; the same value gives the same text."""
    return _pack(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


@cache
def compressed(script: str) -> str:
    """Return a script or style as gzip and base64."""
    return _pack(script)


def _pack(plain: str) -> str:
    return base64.b64encode(gzip.compress(plain.encode(), _LEVEL, mtime=0)).decode()


def policy(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that allows just these styles and scripts, by their hash."""
    script_hashes = " ".join(map(_hash, scripts)) or "'none'"
    style_hashes = " ".join(map(_hash, styles)) or "'none'"
    return (
        f"default-src 'none'; script-src {script_hashes}; style-src {style_hashes}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
