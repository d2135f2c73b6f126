"""Two things and what is between them: chains, similarity, who should meet."""

from dataclasses import replace
from typing import Final

import networkx as nx

from simpul.analysis.findings import (
    Analysis,
    Cell,
    Findings,
    Request,
    day,
    number,
    thing,
    things,
    words,
)
from simpul.analysis.graphs import cooperation, crowd_in, crowd_left_out, simple
from simpul.analysis.paths import Step, chains
from simpul.analysis.scope import left_aside, partial_reports
from simpul.analysis.similarity import meetings, similar
from simpul.locale import marked
from simpul.locale import translate as _
from simpul.store import Queryable


def path(_store: Queryable, graph: "nx.Graph[str]", request: Request) -> Findings:
    """Return the few shortest chains of ties between two things; each tie of a step has a row."""
    if not isinstance(graph, nx.MultiDiGraph):
        raise TypeError(graph)
    found = chains(graph, request.source, request.target, most=request.most)
    rows = [
        row
        for chain_number, chain in enumerate(found, start=1)
        for position, step in enumerate(chain, start=1)
        for row in _rows(chain_number, position, step)
    ]
    passed = {end for chain in found for step in chain for end in (step.source, step.target)}
    return Findings(
        columns=[
            number("chain", _("chain")),
            number("step", _("step")),
            thing("from", _("from")),
            words("way", ""),
            words("tie", _("tie")),
            thing("to", _("to")),
            day("when", _("when")),
            words("source", _("according to")),
        ],
        rows=rows,
        graph=nx.MultiDiGraph(graph.subgraph(sorted(passed))),
        notes=[] if found else [_("No chain of ties leads from one to the other.")],
    )


PATH: Final = Analysis(
    name="path",
    summary=marked("the few shortest chains of ties between two things, each step with its reason"),
    says=marked(
        "Each chain explains how the two are connected. Chains with the fewest steps come first; "
        "of equally short ones, the chain through rarer things; a common theme or country counts "
        "as two steps."
    ),
    silent=marked("A short chain is a possible connection, not proof of contact."),
    papers=("yen-1971",),
    run=path,
    graph="ties",
    fixed=True,
    needs=("from", "to"),
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


def most_similar(_store: Queryable, graph: "nx.Graph[str]", request: Request) -> Findings:
    """Return what is tied to the same things as a thing, the most similar first."""
    plain = simple(graph)
    found = similar(plain, request.of)
    drawn: nx.Graph[str] = nx.Graph()
    drawn.add_nodes_from(
        (node, plain.nodes[node]) for node in sorted({request.of, *(one.other for one in found)})
    )
    for one in found:
        drawn.add_edge(request.of, one.other, weight=len(one.shared), jaccard=one.jaccard)
    return Findings(
        columns=[
            thing("thing", _("thing")),
            number("jaccard", "Jaccard"),
            number("cosine", _("cosine")),
            number("number", _("number")),
            things("shared", _("in common")),
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


SIMILAR: Final = Analysis(
    name="similar",
    summary=marked("what is tied to the same things as something: shared networks by default"),
    says=marked(
        "Jaccard: what is shared, divided by all that either has; cosine: what is shared, divided "
        "by the geometric mean of the two numbers. Both from 0 to 1."
    ),
    silent=marked(
        "Where few ties are known the numbers are coarse: one out of one in common gives 1."
    ),
    papers=("jaccard-1912", "salton-1975"),
    run=most_similar,
    graph="memberships",
    needs=("of",),
)


def meet(store: Queryable, graph: "nx.Graph[str]", request: Request) -> Findings:
    """Return members of the same networks of which no cooperation is on record."""
    within = replace(request.scope, network="", theme="")
    known = simple(cooperation(store, within))
    all_asked = not (request.of or request.scope.network)
    crowd = crowd_in(graph) if all_asked else dict[str, str]()
    found = meetings(graph, known, of=request.of, without=crowd.keys())
    drawn: nx.Graph[str] = nx.Graph()
    ends = sorted({end for pair in found for end in (pair.one, pair.other)})
    drawn.add_nodes_from((node, graph.nodes[node]) for node in ends)
    for pair in found:
        drawn.add_edge(
            pair.one, pair.other, weight=len(pair.networks), adamic_adar=pair.adamic_adar
        )
    return Findings(
        columns=[
            thing("a", _("one")),
            thing("b", _("other")),
            number("adamic_adar", "Adamic-Adar"),
            number("resource_allocation", _("resource allocation")),
            things("networks", _("networks")),
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
        notes=[] if found else [_("All that share a network here have already cooperated.")],
        caveats=[
            *partial_reports(store),
            *left_aside(store, within),
            *crowd_left_out(store, crowd),
        ],
    )


MEET: Final = Analysis(
    name="meet",
    summary=marked("who should meet: members of the same networks with no cooperation on record"),
    says=marked(
        "Shared networks, small ones with more weight: Adamic-Adar divides by the logarithm of "
        "their size, resource allocation by their size."
    ),
    silent=marked(
        "It finds opportunities, not reasons: what the two could talk about is for people to "
        "decide. Where reports are missing, they may have met long ago."
    ),
    papers=("adamic-2003", "zhou-2009"),
    run=meet,
    graph="memberships",
    fixed=True,
    takes=("of",),
)

ALL: Final = (PATH, SIMILAR, MEET)
"""The analyses of this module, as they are listed."""
