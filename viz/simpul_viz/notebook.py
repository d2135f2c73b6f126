"""A page as Python has it: a notebook shows it in a frame of its own, and it is saved."""

from html import escape
from pathlib import Path
from typing import Final

from simpul import files

_HEIGHT: Final = 800


def frame(page: str, *, scripts: bool) -> str:
    """Return a page as a frame of a notebook, from which nothing of the notebook can be reached.

    Args:
        page: The page, with its policy.
        scripts: Its own scripts run, and what it saves may be kept.
    """
    allowed = "allow-scripts allow-downloads" if scripts else ""
    return (
        f'<iframe srcdoc="{escape(page)}" width="100%" height="{_HEIGHT}" '
        f'sandbox="{allowed}" style="border: 0"></iframe>'
    )


class ViewPage:
    """A view that can be looked at and saved.

    Attributes:
        html: The page, as ``simpul view`` writes it.
        private: Files of it are their owner's alone.
    """

    def __init__(self, html: str, *, private: bool = False) -> None:
        self.html, self.private = html, private

    def save(self, path: Path | str) -> Path:
        """Write the page to a file and return where it is.

        Raises:
            OutputError: The file cannot be written.
        """
        file = Path(path)
        files.replace(file, [self.html.encode()], private=self.private)
        return file

    def _repr_html_(self) -> str:
        return frame(self.html, scripts=True)
