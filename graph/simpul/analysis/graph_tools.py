"""All of a store as things and ties, for the tools that draw and measure graphs: Gephi, yEd, Cytoscape, igraph.

Things and ties are those of the explorer (``simpul.projection``), with those that one dataset alone lists. The same
facts give the same file, whatever the language in use.
"""

from collections.abc import Callable, Mapping
from typing import Final

import networkx as nx

from simpul.analysis.formats import as_cytoscape, as_gexf, as_graphml
from simpul.locale import said
from simpul.projection import Citation, Span, Texts, Thing, Tie, project
from simpul.store import Queryable
from simpul.terms import ID

_WRITERS: Final[dict[str, Callable[["nx.Graph[str]"], bytes]]] = {
    "graphml": as_graphml,
    "gexf": as_gexf,
    "cytoscape": as_cytoscape,
}
_Values = dict[str, str | float | bool]


def for_graph_tools(store: Queryable, format_: str, about: Mapping[str, str]) -> bytes:
    """Return things and ties in one of ``simpul.exchange.export.TOOL_FORMATS``.

    Args:
        store: Where they are.
        format_: The format.
        about: What is said of the whole, by name, such as whom to credit.
    """
    graph = as_multigraph(store)
    graph.graph.update(about)
    return _WRITERS[format_](graph)


def as_multigraph(store: Queryable) -> "nx.MultiDiGraph[str]":
    """Return things and ties in a fixed order; nodes are IRIs.

    Nodes have ``kind``, their class; ``label``, in English where there is one, and ``label_id``, in Indonesian; and where
    they are known ``start`` and ``end`` as ISO dates, ``latitude`` and ``longitude`` in degrees. Edges have ``relation``,
    labels and dates as nodes have, ``role``, ``when`` as the source says it, ``sources`` by their titles, ``weight``,
    ``mutual`` for a tie without a direction and ``single`` for one that a single dataset lists.
    """
    projection = project(store, also_single_datasets=True)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in projection.things:
        graph.add_node(ID + thing.key, **_node(thing))
    for number, tie in enumerate(projection.ties):
        graph.add_edge(ID + tie.source, ID + tie.target, number, **_edge(tie))
    return graph


def _node(thing: Thing) -> _Values:
    found: _Values = {"kind": thing.kind, **_labels(thing.labels), **_dates(thing.span)}
    if thing.point:
        found["latitude"], found["longitude"] = thing.point
    return found


def _edge(tie: Tie) -> _Values:
    texts = {
        "role": said(tie.role, "en"),
        "when": tie.when,
        "sources": "; ".join(dict.fromkeys(map(_title, tie.citations))),
    }
    return {
        "relation": tie.relation,
        **_labels(tie.name),
        **_dates(tie.span),
        **{name: text for name, text in texts.items() if text},
        "weight": float(tie.weight),
        "mutual": not tie.directed,
        "single": tie.single,
    }


def _labels(texts: Texts) -> _Values:
    found: _Values = {"label": said(texts, "en")}
    if "id" in texts:
        found["label_id"] = texts["id"]
    return found


def _dates(span: Span) -> _Values:
    return {name: day for name, day in (("start", span.begin), ("end", span.end)) if day}


def _title(citation: Citation) -> str:
    if citation.inferred:
        return "inferred"
    return said(dict(citation.title), "en") or said(dict(citation.dataset), "en")
