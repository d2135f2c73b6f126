"""A brief as Python has it: a notebook shows it, and it is saved in the format that a file's name ends in."""

from pathlib import Path
from typing import Final

from simpul import files
from simpul.briefing.formats import content
from simpul.briefing.model import Brief
from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul_viz.notebook import frame

ENDINGS: Final = {".html": "html", ".docx": "docx", ".pdf": "pdf", ".md": "markdown"}
"""The format that the end of a file's name asks for."""


class BriefPage:
    """A brief that can be looked at and saved.

    Attributes:
        brief: What it says.
        private: Files of it are their owner's alone.
    """

    def __init__(self, brief: Brief, *, private: bool = False) -> None:
        self.brief, self.private = brief, private

    def to_bytes(self, format_: str = "html") -> bytes:
        """Return it in a format: html, docx, pdf or markdown.

        Raises:
            UsageError: There is no such format.
        """
        return content(self.brief, format_)

    def save(self, path: Path | str) -> Path:
        """Write it in the format that the name ends in: .html, .docx, .pdf or .md; return where it is.

        Raises:
            UsageError: The name ends in something else.
            OutputError: The file cannot be written.
        """
        file = Path(path)
        format_ = ENDINGS.get(file.suffix.lower())
        if format_ is None:
            raise UsageError(
                _(
                    "A brief is written as {endings}, not as {name}.",
                    endings=", ".join(ENDINGS),
                    name=file.name,
                )
            )
        files.replace(file, [self.to_bytes(format_)], private=self.private)
        return file

    def __repr__(self) -> str:
        return self.to_bytes("markdown").decode()

    def _repr_html_(self) -> str:
        return frame(self.to_bytes("html").decode(), scripts=False)
