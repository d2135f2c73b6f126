"""Projections as rows: one for each tie, the strongest first."""

from typing import TYPE_CHECKING, Final

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
from simpul.analysis.graphs import networks_in
from simpul.locale import marked
from simpul.locale import translate as _
from simpul.store import Queryable

if TYPE_CHECKING:
    import networkx as nx


def memberships(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return each place with each of its networks."""
    networks = networks_in(graph)
    pairs = sorted(
        (one, other) if other in networks else (other, one) for one, other in graph.edges
    )
    return Findings(
        columns=[thing("place", _("place")), thing("network", _("network"))],
        rows=[{"place": place, "network": network} for place, network in pairs],
        graph=graph,
    )


MEMBERSHIPS: Final = Analysis(
    name="memberships",
    summary=marked("places and the networks they belong to"),
    says=marked("A row is a membership that no source doubts."),
    silent=marked(
        "A membership that no source lists is not shown here, which does not mean that there is "
        "none."
    ),
    run=memberships,
    graph="memberships",
    fixed=True,
)


def shared(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return pairs of places with the networks they share."""
    return _pairs(graph, "networks", _("networks"))


SHARED: Final = Analysis(
    name="shared",
    summary=marked("places tied by the networks they share"),
    says=marked(
        "The number counts shared networks; for closeness each counts one divided by the number of its "
        "other members, so that a small network says more than a large one."
    ),
    silent=marked("Sharing a network is not the same as working together: see cooperation."),
    papers=("newman-2001",),
    run=shared,
    fixed=True,
)


def institutions(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return pairs of organisations with what they did together."""
    return _pairs(graph, "works", _("what they did together"))


INSTITUTIONS: Final = Analysis(
    name="institutions",
    summary=marked("organisations tied by events, agreements and initiatives they shared"),
    says=marked(
        "The number counts what the two did together; closeness gives small circles more weight."
    ),
    silent=marked(
        "Sitting in one meeting means little; look at what they did together before drawing "
        "conclusions."
    ),
    papers=("newman-2001",),
    run=institutions,
    graph="institutions",
    fixed=True,
)


def _pairs(graph: "nx.Graph[str]", name: str, heading: str) -> Findings:
    edges = sorted(
        graph.edges(data=True),
        key=lambda edge: (-edge[2]["weight"], -edge[2]["closeness"], edge[0], edge[1]),
    )
    return Findings(
        columns=[
            thing("a", _("one")),
            thing("b", _("other")),
            number("weight", _("number")),
            number("closeness", _("closeness")),
            things(name, heading),
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


def cooperation(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return each act of cooperation; what goes both ways once."""
    kinds = {
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
            "kind": kinds[data["kind"]],
            "act": data["iri"],
            "when": data["when"],
        }
        for one, other, data in graph.edges(data=True)
        if data["kind"] not in {"agreement", "twin", "sister"} or one < other
    ]
    return Findings(
        columns=[
            thing("from", _("from")),
            thing("to", _("to")),
            words("kind", _("kind")),
            thing("act", _("what")),
            day("when", _("when")),
        ],
        rows=sorted(rows, key=lambda row: [row[name] for name in ("from", "to", "when", "act")]),
        graph=graph,
    )


COOPERATION: Final = Analysis(
    name="cooperation",
    summary=marked("what cities did with each other: visits, agreements, sister ties, lessons"),
    says=marked(
        "A visit goes from guest to host, a lesson from who taught to who learned, an interest, a request or "
        "a commitment from whose it is to the other; agreements and sister ties go both ways. A government, "
        "its units and its posts stand for their place; an institution that only sits there does not."
    ),
    silent=marked("It counts what was done, not the results; what was not reported is missing."),
    run=cooperation,
    graph="cooperation",
    fixed=True,
)


def ties(_store: Queryable, graph: "nx.Graph[str]", _request: Request) -> Findings:
    """Return each tie with its sources."""
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
    return Findings(
        columns=[
            thing("from", _("from")),
            words("tie", _("tie")),
            thing("to", _("to")),
            day("when", _("when")),
            words("source", _("according to")),
        ],
        rows=rows,
        graph=graph,
    )


TIES: Final = Analysis(
    name="ties",
    summary=marked("every tie between two things, with its sources"),
    says=marked("A row is one tie, as the explorer draws it."),
    silent=marked(
        "Ties of different kinds are listed together; their number is no basis for comparison."
    ),
    run=ties,
    graph="ties",
    fixed=True,
)


ALL: Final = (MEMBERSHIPS, SHARED, COOPERATION, INSTITUTIONS, TIES)
"""The analyses of this module, as they are listed."""
