"""Two things and what is between them: chains, likeness, who should meet."""

import networkx as nx

from simpul.analysis.answer import Answer, Cell, Column, Kind, Request
from simpul.analysis.graphs import cooperation, simple
from simpul.analysis.paths import Step, chains
from simpul.analysis.scope import Scope, partial_reports
from simpul.analysis.similarity import meetings, similar
from simpul.locale import translate as _
from simpul.store import Store


def path(_store: Store, graph: "nx.Graph[str]", request: Request) -> Answer:
    """Return the few shortest chains of ties between two things; each tie of a step has a row."""
    if not isinstance(graph, nx.MultiDiGraph):
        raise TypeError(graph)
    found = chains(graph, request.source, request.target, most=request.most)
    rows = [
        row
        for number, chain in enumerate(found, start=1)
        for position, step in enumerate(chain, start=1)
        for row in _rows(number, position, step)
    ]
    passed = {end for chain in found for step in chain for end in (step.source, step.target)}
    return Answer(
        columns=[
            Column(name="chain", heading=_("chain")),
            Column(name="step", heading=_("step")),
            Column(name="from", heading=_("from"), kind=Kind.THING),
            Column(name="way", heading="", kind=Kind.TEXT),
            Column(name="tie", heading=_("tie"), kind=Kind.TEXT),
            Column(name="to", heading=_("to"), kind=Kind.THING),
            Column(name="when", heading=_("when"), kind=Kind.DATE),
            Column(name="source", heading=_("says who"), kind=Kind.TEXT),
        ],
        rows=rows,
        graph=nx.MultiDiGraph(graph.subgraph(sorted(passed))),
        notes=[] if found else [_("No chain of ties leads from one to the other.")],
    )


def _rows(number: int, position: int, step: Step) -> list[dict[str, Cell]]:
    return [
        {
            "chain": number,
            "step": position,
            "from": step.source,
            "way": "↔" if tie["mutual"] else "→" if tie["forward"] else "←",
            "tie": str(tie["name"]),
            "to": step.target,
            "when": str(tie["dates"]),
            "source": str(tie["sources"]),
        }
        for tie in step.ties
    ]


def alike(_store: Store, graph: "nx.Graph[str]", request: Request) -> Answer:
    """Return what is tied to the same as a thing, the likest first."""
    plain = simple(graph)
    found = similar(plain, request.of)
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(
        (node, plain.nodes[node]) for node in sorted({request.of, *(one.other for one in found)})
    )
    for one in found:
        drawn.add_edge(request.of, one.other, weight=len(one.shared), jaccard=one.jaccard)
    return Answer(
        columns=[
            Column(name="thing", heading=_("thing"), kind=Kind.THING),
            Column(name="jaccard", heading="Jaccard"),
            Column(name="cosine", heading=_("cosine")),
            Column(name="number", heading=_("number")),
            Column(name="shared", heading=_("in common"), kind=Kind.THINGS),
        ],
        rows=[
            {
                "thing": one.other,
                "jaccard": one.jaccard,
                "cosine": one.cosine,
                "number": len(one.shared),
                "shared": one.shared,
            }
            for one in found
        ],
        graph=drawn,
        notes=[] if found else [_("Nothing else is tied to what it is tied to.")],
    )


def meet(store: Store, graph: "nx.Graph[str]", request: Request) -> Answer:
    """Return members of the same networks that nobody reported to have cooperated."""
    known = simple(cooperation(store, Scope(as_of=request.scope.as_of)))
    found = meetings(graph, known, of=request.of)
    drawn: nx.Graph[str] = nx.Graph()
    ends = sorted({end for pair in found for end in (pair.one, pair.other)})
    drawn.add_nodes_from((node, graph.nodes[node]) for node in ends)
    for pair in found:
        drawn.add_edge(
            pair.one, pair.other, weight=len(pair.networks), adamic_adar=pair.adamic_adar
        )
    return Answer(
        columns=[
            Column(name="a", heading=_("one"), kind=Kind.THING),
            Column(name="b", heading=_("other"), kind=Kind.THING),
            Column(name="adamic_adar", heading="Adamic-Adar"),
            Column(name="resource_allocation", heading=_("resource allocation")),
            Column(name="networks", heading=_("networks"), kind=Kind.THINGS),
        ],
        rows=[
            {
                "a": pair.one,
                "b": pair.other,
                "adamic_adar": pair.adamic_adar,
                "resource_allocation": pair.resource_allocation,
                "networks": pair.networks,
            }
            for pair in found
        ],
        graph=drawn,
        notes=[] if found else [_("Whoever shares a network here has cooperated already.")],
        caveats=partial_reports(store),
    )
