"""The formats of a brief, each a function of it."""

from collections.abc import Callable
from typing import Final

from simpul.briefing.model import Brief
from simpul.errors import UsageError
from simpul.locale import speaking
from simpul.locale import translate as _

FORMATS: Final = ("html", "docx", "pdf", "markdown")


def content(brief: Brief, format_: str) -> bytes:
    """Return a brief in one of ``FORMATS``, in its own language.

    Raises:
        UsageError: It does not come in this format.
    """
    if format_ not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(format_), known=known))
    with speaking(brief.language):
        return _writer(format_)(brief)


def _writer(format_: str) -> Callable[[Brief], bytes]:
    # Each brings a library with it that the others do without.
    match format_:
        case "docx":
            from simpul.briefing.document import as_document

            return as_document
        case "pdf":
            from simpul.briefing.typesetting import as_pdf

            return as_pdf
        case "markdown":
            from simpul.briefing.markdown import as_markdown

            return as_markdown
        case _:
            from simpul.briefing.page import as_page

            return as_page
