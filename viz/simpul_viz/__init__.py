"""Pages and pictures of the graph: each view is one HTML file that needs no network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from simpul.store import Store

__all__ = ["QUERY", "VIEWS", "View"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A kind of page: what it shows, in English (see ``simpul.locale``), and what it must be told.

    Attributes:
        needs: Options that a reader must give, with an example of each.
        takes: Options that a reader may give.
        of_ontology: It draws the ontology, whatever the store holds, and is given that.
    """

    name: str
    summary: str
    needs: Mapping[str, str]
    takes: tuple[str, ...] = ()
    of_ontology: bool = False

    def page(self, store: Store, language: str, **asked: str | int) -> str:
        """Return the page's HTML.

        Args:
            store: The graph.
            language: What the page speaks at first: en, id or ko.
            asked: What a reader asks for: the fields of ``simpul_viz.views.Wish``.
        """
        from simpul_viz.explorer import page
        from simpul_viz.views import MAKERS, Wish

        return page(MAKERS[self.name](store, Wish(**asked)), language=language)  # type: ignore[arg-type]  # the command checks them


def _(text: str) -> str:
    """Mark a text for translation; it is translated where it is shown."""
    return text


_SUMMARIES: Final[Mapping[str, str]] = {
    "explorer": _("everything in the graph: search, filter, and read each fact with its source"),
    "networks": _("the cities and the networks they join"),
    "shared": _("cities tied by the networks they share; a thicker tie for more of them"),
    "cooperation": _("what goes from city to city: visits, agreements, sister ties, lessons"),
    "institutions": _("who works with whom, by sector"),
    "initiatives": _("initiatives by theme"),
    "map": _("cities and their ties on a map of the world"),
    "timeline": _("memberships, agreements, events, phases and due dates in time"),
    "ego": _("what lies around one thing"),
    "path": _("how one thing leads to another, and why"),
    "compare": _("what two things share, and what they do not"),
    "ontology": _("the ontology: its classes, what leads from one to another, and what each means"),
}
_NEEDS: Final[Mapping[str, Mapping[str, str]]] = {
    "ego": {"of": "Jakarta"},
    "path": {"from": "Jakarta", "to": "Rotterdam"},
    "compare": {"a": "Jakarta", "b": "Seoul"},
}

VIEWS: Final[Mapping[str, View]] = {
    name: View(
        name=name,
        summary=summary,
        needs=_NEEDS.get(name, {}),
        takes=("hops",) if name == "ego" else (),
        of_ontology=name == "ontology",
    )
    for name, summary in _SUMMARIES.items()
}
QUERY: Final = View(
    name="query", summary=_("the answer of a query: pairs of things, or a graph"), needs={}
)
"""The view of ``simpul view --query``."""
