"""A brief as PDF, and a timeline as a picture (the only door to ``typst``).

The document's text is data: Typst (https://typst.app) reads it as JSON, and nothing in it is markup, code or the name of a
file. Only our own template is compiled; it reads no file and imports no package, so that nothing is fetched.
"""

import json
from pathlib import Path
from typing import Any, Final, Literal

from simpul.briefing.model import Brief, Timeline
from simpul.briefing.plain import plain, timeline
from simpul.locale import translate as _

_TEMPLATE: Final = Path(__file__).with_name("brief.typ")
_SHARPNESS: Final = 220.0
"""Dots an inch of a picture."""


def as_pdf(brief: Brief) -> bytes:
    """Return the brief as PDF; the same brief always gives the same bytes on a machine with the same fonts."""
    return _compiled(plain(brief), "pdf")


def as_picture(block: Timeline) -> bytes:
    """Return a timeline as PNG."""
    return _compiled(timeline(block), "png", part="timeline")


def _compiled(content: dict[str, Any], form: Literal["pdf", "png"], *, part: str = "") -> bytes:
    import typst

    inputs = {
        "brief": json.dumps(content, ensure_ascii=False),
        "words": json.dumps({"sources": _("Sources")}, ensure_ascii=False),
        "part": part,
    }
    # Its root is its own folder, so that nothing else could be read.
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format=form,
        ppi=_SHARPNESS,
        sys_inputs=inputs,
        timestamp=0,
    )
