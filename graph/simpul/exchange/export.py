"""A selection of the graph for partners, as RDF or for graph tools: byte for byte the same for the same facts."""

from collections.abc import Iterator
from typing import Final

from simpul.errors import UsageError
from simpul.exchange.profiles.selection import Selection
from simpul.locale import said
from simpul.locale import translate as _
from simpul.store.rdf import GRAPH_FORMATS, Part, written
from simpul.terms import NamedNode, Triple

TOOL_FORMATS: Final = ("graphml", "gexf", "cytoscape")
"""The formats that tools for drawing and measuring graphs read; see ``simpul.analysis.graph_tools``."""
FORMATS: Final = (*GRAPH_FORMATS, *TOOL_FORMATS)


def export(selection: Selection, name: str) -> Iterator[bytes]:
    """Yield a selection in a format, byte for byte the same for the same facts.

    TriG and N-Quads keep the graph of each source. In RDF, memory does not grow with the graph.

    Args:
        selection: What leaves.
        name: One of ``FORMATS``.

    Raises:
        UsageError: The format is unknown.
        UnwritableError: The format has no way to say one of the facts.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(name), known=known))
    if name in TOOL_FORMATS:
        from simpul.analysis.graph_tools import for_graph_tools

        return iter([for_graph_tools(selection.graph, name, _about(selection))])
    return written(parts_of(selection), name)


def _about(selection: Selection) -> dict[str, str]:
    """Return what a file without statements says of itself: its title, its licence and whom to credit."""
    rights = selection.rights
    return {
        "title": said(selection.titles, "en"),
        "rights": " ".join((said(rights.sentences, "en"), *rights.credits_in("en"))),
    }


def parts_of(selection: Selection) -> list[Part]:
    """Return what a selection is written from: its graphs as they stand in the store, and what else is in it."""
    beside: dict[NamedNode, list[Triple]] = {}
    for quad in selection.beside:
        if isinstance(quad.graph_name, NamedNode):
            beside.setdefault(quad.graph_name, []).append(quad.triple)
    return [
        *(Part.of_store(selection.graph, graph) for graph in selection.graphs),
        *(Part.of(triples, graph) for graph, triples in beside.items()),
    ]
