"""What cities did with each other."""

from collections.abc import Iterator
from typing import Final

import networkx as nx

from simpul.analysis.memberships import members
from simpul.analysis.nodes import finished
from simpul.analysis.scope import EVERYTHING, Scope, partial_reports, themed, undated, value
from simpul.store import Row, Store
from simpul.terms import ID

# The place that a place, an organisation or a post stands for.
_PLACE: Final = """
    {{ ?{0} a simpul:Place BIND (?{0} AS ?{1}) }}
    UNION {{ ?{0} simpul:governs|simpul:seatedIn ?{1} }}
    UNION {{ ?{0} simpul:postIn/(simpul:governs|simpul:seatedIn) ?{1} }}
    FILTER NOT EXISTS {{ ?{1} a simpul:Country }}
"""
_ACTS: Final = {
    "visit": """
        ?act simpul:visitingCity ?from ; simpul:hostCity ?to .
        FILTER NOT EXISTS {
            ?act simpul:subEventOf ?whole . ?whole simpul:visitingCity ?from ; simpul:hostCity ?to
        }""",
    "agreement": f"""
        ?act a simpul:Agreement .
        ?one simpul:agreement ?act ; simpul:party ?party .
        ?other simpul:agreement ?act ; simpul:party ?partner .
        {_PLACE.format("party", "from")}
        {_PLACE.format("partner", "to")}
        FILTER NOT EXISTS {{
            ?act simpul:certainty ?certainty . FILTER (?certainty != <{ID}certainty/stated>)
        }}""",
    "lesson": f"""
        ?act simpul:learnedFrom ?teacher ; simpul:learnedBy ?learner .
        {_PLACE.format("teacher", "from")}
        {_PLACE.format("learner", "to")}
        OPTIONAL {{ ?act simpul:arisesFrom ?occasion . ?occasion simpul:beginEarliest ?held }}""",
    "sister": """
        ?from simpul:sisterCityOf ?to BIND (?from AS ?act)""",
}
"""What counts as cooperation of two places, and from which of them to which it goes."""


def cooperation(store: Store, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """Return what cities and other places did with each other: visits, agreements, sister ties and lessons.

    A visit goes from guest to host, a lesson from who taught to who learned; agreements and sister ties go both
    ways. Edges have ``kind``, ``iri`` (the act) and ``when``, as its source says it. An act counts from its first
    day on; an agreement, and a sister tie by one, until its end. A government, an institution or a post stands
    for its place.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    places = members(store, scope)
    wanted = themed(store, scope.theme) if scope.theme else None
    unknown: set[str] = set()
    for kind, source, target, row in _acts(store):
        act = value(row, "act")
        if (places is not None and not {source, target} <= places) or (
            wanted is not None and act not in wanted
        ):
            continue
        begin, end = _span(kind, row)
        if scope.holds(begin, end):
            unknown |= {act} if not (begin or end) else set()
            iri = act if act != source else ""
            graph.add_edge(
                source, target, f"{kind} {iri}".strip(), kind=kind, iri=iri, when=value(row, "when")
            )
    return finished(graph, store, [*partial_reports(store), *undated(len(unknown), scope)])


def _span(kind: str, row: Row) -> tuple[str, str]:
    """Return the first day from which an act counts, and the last; nothing where nobody says."""
    begin = value(row, "begin") or value(row, "held") or value(row, "asOf")
    return begin, value(row, "end") if kind in {"agreement", "sister", "twin"} else ""


def _acts(store: Store) -> Iterator[tuple[str, str, str, Row]]:
    """Yield kind, both cities and the rest of each act, in a fixed order.

    An agreement that makes sisters is a sister tie, any other twinning (friendship, or neither said) a twin. The
    shortcut between two cities counts where no agreement says more, for it knows no end.
    """
    agreed: set[tuple[str, str]] = set()
    for kind, pattern in _ACTS.items():
        query = f"""SELECT DISTINCT ?act ?from ?to ?begin ?end ?asOf ?held ?when ?sisters ?twins WHERE {{
            {pattern}
            OPTIONAL {{ ?act simpul:beginEarliest ?begin }}
            OPTIONAL {{ ?act simpul:asOfEarliest ?asOf }}
            OPTIONAL {{ ?act simpul:endLatest ?end }}
            OPTIONAL {{ ?act simpul:begin ?when }}
            BIND (EXISTS {{ ?act a simpul:SisterCityAgreement }} AS ?sisters)
            BIND (EXISTS {{ ?act a simpul:TwinningAgreement }} AS ?twins)
            FILTER (?from != ?to)
        }} ORDER BY ?act ?from ?to ?begin ?held ?when"""
        for row in store.solutions(query):
            source, target = value(row, "from"), value(row, "to")
            sisters = value(row, "sisters") == "true"
            agreed |= {(source, target)} if sisters else set()
            if kind != "sister" or (source, target) not in agreed:
                twin = "twin" if value(row, "twins") == "true" else kind
                yield "sister" if sisters else twin, source, target, row
