"""Measures as rows: one for each thing or tie, the highest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import networkx as nx

from simpul.analysis import centrality, structure
from simpul.analysis.findings import (
    Analysis,
    Cell,
    Findings,
    Request,
    number,
    thing,
)
from simpul.analysis.graphs import simple
from simpul.locale import decimal, marked
from simpul.locale import translate as _
from simpul.store import Queryable

Measure = Callable[[Queryable, "nx.Graph[str]", Request], Findings]


def degree(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return how many others each thing is tied to, and by how many ties; from it and to it where that differs."""
    plain = simple(graph)
    measures = {
        "degree": (_("tied to"), _whole(centrality.degree(plain))),
        "ties": (_("ties"), _whole(centrality.strength(plain))),
    }
    if isinstance(graph, nx.DiGraph):
        measures["from"] = (_("from it"), dict(graph.out_degree()))
        measures["to"] = (_("to it"), dict(graph.in_degree()))
    return _ranked(plain, measures)


DEGREE: Final = Analysis(
    name="degree",
    summary=marked("how many others each is tied to, and by how many ties"),
    says=marked("High: in touch with many. Ties count every act or shared network."),
    silent=marked(
        "It only sees the nearest neighbours, and grows with how much was reported: those who "
        "report much rank high."
    ),
    papers=("freeman-1978", "barrat-2004"),
    run=degree,
)


def betweenness(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return how often each thing lies between others."""
    plain = simple(graph)
    chosen = centrality.sources_of_betweenness(plain)
    caveats: list[str] = []
    if chosen < len(plain):
        caveats = [
            _(
                "Estimated from {count} of {all} things, because all of them would take long.",
                count=chosen,
                all=len(plain),
            )
        ]
    found = centrality.betweenness(plain)
    return _ranked(plain, {"betweenness": (_("betweenness"), found)}, caveats=caveats)


BETWEENNESS: Final = Analysis(
    name="betweenness",
    summary=marked("how much each stands between others: a broker"),
    says=marked(
        "The share of all shortest paths between two others that pass through it, from 0 to 1; "
        "strong ties count as short. High: others reach each other through it."
    ),
    silent=marked(
        "Real contacts do not keep to shortest paths, and one missing tie can change it a lot."
    ),
    papers=("freeman-1977", "brandes-2001", "brandes-pich-2007", "newman-2001"),
    run=betweenness,
)


def closeness(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return how near each thing is to all others."""
    plain = simple(graph)
    return _ranked(plain, {"closeness": (_("closeness"), centrality.closeness(plain))})


CLOSENESS: Final = Analysis(
    name="closeness",
    summary=marked("how few steps each is from all others"),
    says=marked(
        "The mean of one divided by the number of steps to each of the others, from 0 to 1: 1 "
        "means tied to all."
    ),
    silent=marked("Where almost all are tied to each other, all are about equally close."),
    papers=("marchiori-2000",),
    run=closeness,
)


def eigenvector(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return how well each thing is tied to others that are well tied."""
    plain = simple(graph)
    found = centrality.eigenvector(plain)
    left = sum(score == 0 for score in found.values())
    caveats: list[str] = []
    if left:
        caveats = [
            _(
                "{count} things are not connected to the largest part and have 0.",
                count=left,
            )
        ]
    return _ranked(plain, {"eigenvector": (_("eigenvector"), found)}, caveats=caveats)


EIGENVECTOR: Final = Analysis(
    name="eigenvector",
    summary=marked("how well each is tied to others that are well tied themselves"),
    says=marked("High: at the centre of the well connected. The highest is 1."),
    silent=marked(
        "It only covers the largest connected part; one dense corner can take all the weight."
    ),
    papers=("bonacich-1972",),
    run=eigenvector,
)


def core(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return in how dense a core each thing lies."""
    plain = simple(graph)
    return _ranked(plain, {"core": (_("core"), _whole(centrality.core(plain)))})


CORE: Final = Analysis(
    name="core",
    summary=marked("in how dense a core each lies (k-core)"),
    says=marked("k: it belongs to a group in which everyone has at least k ties within the group."),
    silent=marked(
        "Members of one large network are a core by themselves, whether they work together or not."
    ),
    papers=("seidman-1983", "batagelj-2011"),
    run=core,
)


def communities(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return each thing with its community, and how many ties it has in it and beyond."""
    plain = nx.Graph(simple(graph))
    found = structure.communities(plain)
    rows: list[dict[str, Cell]] = []
    for position, group in enumerate(found.communities, start=1):
        inside = set(group)
        for node in group:
            plain.nodes[node]["community"] = position
            within = sum(near in inside for near in plain[node])
            rows.append(
                {
                    "community": position,
                    "thing": node,
                    "within": within,
                    "beyond": plain.degree(node) - within,
                }
            )
    rows.sort(key=lambda row: (row["community"], -int(str(row["within"])), row["thing"]))
    return Findings(
        columns=[
            number("community", _("community")),
            thing("thing", _("thing")),
            number("within", _("ties within")),
            number("beyond", _("ties beyond")),
        ],
        rows=rows,
        graph=plain,
        notes=[
            _(
                "Communities: {count}. Modularity {modularity}; above about 0.3 they are distinct.",
                count=len(found.communities),
                modularity=decimal(found.modularity, 3),
            )
        ],
    )


COMMUNITIES: Final = Analysis(
    name="communities",
    summary=marked("groups that are tied more to each other than to the rest (Louvain)"),
    says=marked(
        "Who belongs together, judged by ties alone. Modularity says how distinct the groups are."
    ),
    silent=marked(
        "Other divisions may be nearly as good, small groups hide in large ones, and the number "
        "of groups comes from the method, not from reality."
    ),
    papers=("blondel-2008", "newman-girvan-2004", "fortunato-2007"),
    run=communities,
)


def bridges(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return the ties that are the only link between two parts."""
    plain = nx.Graph(simple(graph))
    cuts = structure.bridges(plain)
    for cut in cuts:
        plain.edges[cut.ends[0], cut.ends[1]]["bridge"] = True
    return Findings(
        columns=[
            thing("a", _("one")),
            thing("b", _("other")),
            number("larger", _("larger side")),
            number("smaller", _("smaller side")),
        ],
        rows=[
            {"a": cut.ends[0], "b": cut.ends[1], "larger": cut.parts[0], "smaller": cut.parts[1]}
            for cut in cuts
        ],
        graph=plain,
        notes=[] if cuts else [_("No tie is the only link between two parts.")],
    )


BRIDGES: Final = Analysis(
    name="bridges",
    summary=marked("ties that are the only link between two parts"),
    says=marked(
        "Without such a tie, the things on its smaller side are out of reach of the others."
    ),
    silent=marked("A bridge is often only a gap in what was reported."),
    papers=("tarjan-1974",),
    run=bridges,
    graph="ties",
)


def cutpoints(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return the things without which a part falls apart."""
    plain = nx.Graph(simple(graph))
    cuts = structure.cutpoints(plain)
    for cut in cuts:
        plain.nodes[cut.ends[0]]["parts"] = len(cut.parts)
    return Findings(
        columns=[
            thing("thing", _("thing")),
            number("parts", _("parts without it")),
            number("cut_off", _("things cut off")),
        ],
        rows=[
            {"thing": cut.ends[0], "parts": len(cut.parts), "cut_off": sum(cut.parts[1:])}
            for cut in cuts
        ],
        graph=plain,
        notes=[] if cuts else [_("No single thing holds two parts together.")],
    )


CUTPOINTS: Final = Analysis(
    name="cutpoints",
    summary=marked("things without which a part would fall apart (articulation points)"),
    says=marked(
        "Without such a thing its part falls into this many parts, and this many things are cut "
        "off."
    ),
    silent=marked("A city that one source describes alone often looks like one."),
    papers=("hopcroft-1973",),
    run=cutpoints,
    graph="ties",
)


def _ranked(
    graph: "nx.Graph[str]",
    measures: Mapping[str, tuple[str, Mapping[str, Any]]],
    *,
    caveats: Sequence[str] = (),
) -> Findings:
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
    return Findings(
        columns=[
            thing("thing", _("thing")),
            *(number(name, heading) for name, (heading, _numbers) in measures.items()),
        ],
        rows=rows,
        graph=measured,
        caveats=caveats,
    )


def _whole(numbers: Mapping[str, float]) -> dict[str, int]:
    return {node: int(number) for node, number in numbers.items()}


ALL: Final = (DEGREE, BETWEENNESS, CLOSENESS, EIGENVECTOR, CORE, COMMUNITIES, BRIDGES, CUTPOINTS)
"""The analyses of this module, as they are listed."""
