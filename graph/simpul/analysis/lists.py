"""Projections as rows: one for each tie, the strongest first."""

from typing import TYPE_CHECKING

from simpul.analysis.answer import Answer, Cell, Column, Kind, Request
from simpul.analysis.graphs import networks_in
from simpul.locale import translate as _
from simpul.store import Store

if TYPE_CHECKING:
    import networkx as nx


def memberships(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return each place with each of its networks."""
    networks = networks_in(graph)
    pairs = sorted(
        (one, other) if other in networks else (other, one) for one, other in graph.edges
    )
    return Answer(
        columns=[_thing("place", _("place")), _thing("network", _("network"))],
        rows=[{"place": place, "network": network} for place, network in pairs],
        graph=graph,
    )


def shared(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return pairs of places with the networks they share."""
    return _pairs(graph, "networks", _("networks"))


def institutions(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return pairs of organisations with what they did together."""
    return _pairs(graph, "works", _("what they did together"))


def _pairs(graph: "nx.Graph[str]", name: str, heading: str) -> Answer:
    edges = sorted(
        graph.edges(data=True),
        key=lambda edge: (-edge[2]["weight"], -edge[2]["closeness"], edge[0], edge[1]),
    )
    return Answer(
        columns=[
            _thing("a", _("one")),
            _thing("b", _("other")),
            Column(name="weight", heading=_("number")),
            Column(name="closeness", heading=_("closeness")),
            Column(name=name, heading=heading, kind=Kind.THINGS),
        ],
        rows=[
            {
                "a": one,
                "b": other,
                "weight": data["weight"],
                "closeness": data["closeness"],
                name: data[name],
            }
            for one, other, data in edges
        ],
        graph=graph,
    )


def cooperation(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return each act of cooperation; what goes both ways once."""
    words = {
        "visit": _("visit"),
        "lesson": _("lesson"),
        "interest": _("interest"),
        "request": _("request"),
        "commitment": _("commitment"),
        "agreement": _("agreement"),
        "twin": _("friendship"),
        "sister": _("sister cities"),
    }
    rows: list[dict[str, Cell]] = [
        {
            "from": one,
            "to": other,
            "kind": words[data["kind"]],
            "act": data["iri"],
            "when": data["when"],
        }
        for one, other, data in graph.edges(data=True)
        if data["kind"] not in {"agreement", "twin", "sister"} or one < other
    ]
    return Answer(
        columns=[
            _thing("from", _("from")),
            _thing("to", _("to")),
            Column(name="kind", heading=_("kind"), kind=Kind.TEXT),
            _thing("act", _("what")),
            Column(name="when", heading=_("when"), kind=Kind.DATE),
        ],
        rows=sorted(rows, key=lambda row: [row[name] for name in ("from", "to", "when", "act")]),
        graph=graph,
    )


def ties(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return each tie with who says so."""
    rows: list[dict[str, Cell]] = [
        {
            "from": one,
            "tie": data["name"],
            "to": other,
            "when": data["dates"],
            "source": data["sources"],
        }
        for one, other, data in graph.edges(data=True)
    ]
    return Answer(
        columns=[
            _thing("from", _("from")),
            Column(name="tie", heading=_("tie"), kind=Kind.TEXT),
            _thing("to", _("to")),
            Column(name="when", heading=_("when"), kind=Kind.DATE),
            Column(name="source", heading=_("says who"), kind=Kind.TEXT),
        ],
        rows=rows,
        graph=graph,
    )


def _thing(name: str, heading: str) -> Column:
    return Column(name=name, heading=heading, kind=Kind.THING)
