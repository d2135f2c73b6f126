"""Measures as rows: one for each thing or tie, the highest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx

from simpul.analysis import centrality, structure
from simpul.analysis.answer import Answer, Cell, Column, Kind, Request
from simpul.analysis.graphs import simple
from simpul.locale import decimal
from simpul.locale import translate as _
from simpul.store import Store

Measure = Callable[[Store, "nx.Graph[str]", Request], Answer]


def degree(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return to how many others each thing is tied, and by how many ties; from it and to it where that differs."""
    plain = simple(graph)
    measures = {
        "degree": (_("tied to"), _whole(centrality.degree(plain))),
        "ties": (_("ties"), _whole(centrality.strength(plain))),
    }
    if isinstance(graph, nx.DiGraph):
        measures["from"] = (_("from it"), dict(graph.out_degree()))
        measures["to"] = (_("to it"), dict(graph.in_degree()))
    return _ranked(plain, measures)


def betweenness(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return how much each thing stands between others."""
    plain = simple(graph)
    chosen = centrality.sources_of_betweenness(plain)
    caveats: list[str] = []
    if chosen < len(plain):
        caveats = [
            _(
                "Estimated from {count} of {all} things, since all would take long.",
                count=chosen,
                all=len(plain),
            )
        ]
    found = centrality.betweenness(plain)
    return _ranked(plain, {"betweenness": (_("betweenness"), found)}, caveats=caveats)


def closeness(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return how near each thing is to all others."""
    plain = simple(graph)
    return _ranked(plain, {"closeness": (_("closeness"), centrality.closeness(plain))})


def eigenvector(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return how much each thing is tied to those that are much tied."""
    plain = simple(graph)
    found = centrality.eigenvector(plain)
    left = sum(score == 0 for score in found.values())
    caveats: list[str] = []
    if left:
        caveats = [
            _(
                "{count} things do not hang together with the largest part and have 0.",
                count=left,
            )
        ]
    return _ranked(plain, {"eigenvector": (_("eigenvector"), found)}, caveats=caveats)


def core(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return in how dense a core each thing lies."""
    plain = simple(graph)
    return _ranked(plain, {"core": (_("core"), _whole(centrality.core(plain)))})


def communities(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return each thing with its community, and how many ties it has in it and beyond."""
    plain = nx.Graph(simple(graph))
    found = structure.communities(plain)
    rows: list[dict[str, Cell]] = []
    for number, group in enumerate(found.communities, start=1):
        inside = set(group)
        for node in group:
            plain.nodes[node]["community"] = number
            within = sum(near in inside for near in plain[node])
            rows.append(
                {
                    "community": number,
                    "thing": node,
                    "within": within,
                    "beyond": plain.degree(node) - within,
                }
            )
    rows.sort(key=lambda row: (row["community"], -int(str(row["within"])), row["thing"]))
    return Answer(
        columns=[
            Column(name="community", heading=_("community")),
            Column(name="thing", heading=_("thing"), kind=Kind.THING),
            Column(name="within", heading=_("ties within")),
            Column(name="beyond", heading=_("ties beyond")),
        ],
        rows=rows,
        graph=plain,
        notes=[
            _(
                "Communities: {count}. Modularity {modularity}; above about 0.3 they are marked.",
                count=len(found.communities),
                modularity=decimal(found.modularity, 3),
            )
        ],
    )


def bridges(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return the ties that alone join two parts."""
    plain = nx.Graph(simple(graph))
    cuts = structure.bridges(plain)
    for cut in cuts:
        plain.edges[cut.ends[0], cut.ends[1]]["bridge"] = True
    return Answer(
        columns=[
            Column(name="a", heading=_("one"), kind=Kind.THING),
            Column(name="b", heading=_("other"), kind=Kind.THING),
            Column(name="larger", heading=_("larger side")),
            Column(name="smaller", heading=_("smaller side")),
        ],
        rows=[
            {"a": cut.ends[0], "b": cut.ends[1], "larger": cut.parts[0], "smaller": cut.parts[1]}
            for cut in cuts
        ],
        graph=plain,
        notes=[] if cuts else [_("No tie alone joins two parts.")],
    )


def cutpoints(_store: Store, graph: "nx.Graph[str]", _request: Request) -> Answer:
    """Return the things without which a part falls apart."""
    plain = nx.Graph(simple(graph))
    cuts = structure.cutpoints(plain)
    for cut in cuts:
        plain.nodes[cut.ends[0]]["parts"] = len(cut.parts)
    return Answer(
        columns=[
            Column(name="thing", heading=_("thing"), kind=Kind.THING),
            Column(name="parts", heading=_("parts without it")),
            Column(name="cut_off", heading=_("things cut off")),
        ],
        rows=[
            {"thing": cut.ends[0], "parts": len(cut.parts), "cut_off": sum(cut.parts[1:])}
            for cut in cuts
        ],
        graph=plain,
        notes=[] if cuts else [_("Nothing alone holds two parts together.")],
    )


def _ranked(
    graph: "nx.Graph[str]",
    measures: Mapping[str, tuple[str, Mapping[str, Any]]],
    *,
    caveats: Sequence[str] = (),
) -> Answer:
    """Return a row for each thing, highest first by the first measure, then by the others."""
    measured = nx.Graph(graph)
    for name, (_heading, numbers) in measures.items():
        for node in measured:
            measured.nodes[node][name] = numbers[node]
    rows: list[dict[str, Cell]] = [
        {"thing": node, **{name: numbers[node] for name, (_h, numbers) in measures.items()}}
        for node in graph
    ]
    rows.sort(key=lambda row: (*(-float(row[name]) for name in measures), row["thing"]))  # type: ignore[arg-type]  # numbers here
    return Answer(
        columns=[
            Column(name="thing", heading=_("thing"), kind=Kind.THING),
            *(Column(name=name, heading=heading) for name, (heading, _numbers) in measures.items()),
        ],
        rows=rows,
        graph=measured,
        caveats=caveats,
    )


def _whole(numbers: Mapping[str, float]) -> dict[str, int]:
    return {node: int(number) for node, number in numbers.items()}
