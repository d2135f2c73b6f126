"""Organisations that work together."""

from collections import defaultdict
from typing import Final

import networkx as nx

from simpul.analysis.memberships import members
from simpul.analysis.nodes import finished, join
from simpul.analysis.scope import EVERYTHING, Scope, partial_reports, themed, undated, value
from simpul.store import Store

_WORKS: Final = """SELECT DISTINCT ?work ?body ?begin ?end ?asOf WHERE {
    { ?part simpul:event ?work ; simpul:participant ?actor }
    UNION { ?part simpul:agreement ?work ; simpul:party ?actor }
    UNION { ?work simpul:involves ?actor }
    { ?actor a simpul:Organisation BIND (?actor AS ?body) } UNION { ?actor simpul:postIn ?body }
    OPTIONAL { ?work simpul:beginEarliest ?begin }
    OPTIONAL { ?work simpul:asOfEarliest ?asOf }
    OPTIONAL { ?work simpul:endLatest ?end . FILTER NOT EXISTS { ?work a simpul:Event } }
}"""


def institutions(store: Store, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return organisations tied by what they did together: events, agreements and initiatives.

    A post stands for its organisation. Edges have ``works``, their number as ``weight``, and ``closeness`` as in
    ``shared_networks``. A network keeps organisations of its members and itself.
    """
    wanted = themed(store, scope.theme) if scope.theme else None
    within = _bodies(store, scope)
    groups: dict[str, set[str]] = defaultdict(set)
    unknown: set[str] = set()
    for row in store.solutions(_WORKS):
        work, body = value(row, "work"), value(row, "body")
        begin, end = value(row, "begin") or value(row, "asOf"), value(row, "end")
        if (wanted is not None and work not in wanted) or (within and body not in within):
            continue
        if scope.holds(begin, end):
            groups[work].add(body)
            unknown |= {work} if not (begin or end) else set()
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({body for bodies in groups.values() for body in bodies}))
    join(graph, {work: sorted(groups[work]) for work in sorted(groups)}, "works")
    return finished(graph, store, [*partial_reports(store), *undated(len(unknown), scope)])


def _bodies(store: Store, scope: Scope) -> set[str] | None:
    """Return the organisations of the members of the scope's network, and the network."""
    places = members(store, scope)
    if places is None:
        return None
    query = "SELECT ?body ?place WHERE { ?body simpul:seatedIn|simpul:governs ?place }"
    found = store.solutions(query)
    return {scope.network} | {value(r, "body") for r in found if value(r, "place") in places}
