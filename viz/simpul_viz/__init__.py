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
        of_ontology: It draws the ontology, whatever the store holds, and is given that.
    """

    summary: str
    page: Callable[[Store, str], str]
    of_ontology: bool = False


def _explorer(store: Store, language: str) -> str:
    from simpul_viz.explorer import page

    return page(store, language=language)


def _ontology(store: Store, language: str) -> str:
    from simpul.projection import project_ontology
    from simpul_viz.explorer import draw

    return draw(project_ontology(store), language=language, title="ontology_title")


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


VIEWS: Final[Mapping[str, View]] = {
    "explorer": View(
        summary=_("everything in the graph: search, filter, and read each fact with its source"),
        page=_explorer,
    ),
    "ontology": View(
        summary=_("the ontology: its classes, what leads from one to another, and what each means"),
        page=_ontology,
        of_ontology=True,
    ),
}
