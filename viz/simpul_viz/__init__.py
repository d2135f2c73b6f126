"""Pages and pictures of the graph: each view is one HTML file that needs no network."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from simpul.store import Store

__all__ = ["VIEWS", "View"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A kind of page: what it shows, in English (see ``simpul.language``), and how it is made.

    Attributes:
        page: Given a store and a language (en, id or ko), returns the HTML.
    """

    summary: str
    page: Callable[[Store, str], str]


def _explorer(store: Store, language: str) -> str:
    from simpul_viz.explorer import page

    return page(store, language=language)


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


VIEWS: Final[Mapping[str, View]] = {
    "explorer": View(
        summary=_("everything in the graph: search, filter, and read each fact with its source"),
        page=_explorer,
    )
}
