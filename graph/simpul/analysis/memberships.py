"""Places and the networks they belong to, and places tied by the networks they share."""

from collections import defaultdict
from typing import Final

import networkx as nx

from simpul.analysis.nodes import finished, join
from simpul.analysis.scope import EVERYTHING, Scope, partial_lists, themed, undated, value
from simpul.store import Store
from simpul.terms import ID

_MEMBERSHIPS: Final = f"""SELECT ?node ?place ?network ?begin ?asOf ?end ?close WHERE {{
    {{ ?node a simpul:Membership ; simpul:member ?place ; simpul:network ?network }}
    UNION {{
        VALUES ?elected {{ <{ID}office-kind/leadership> <{ID}office-kind/committee> }}
        ?node simpul:holder ?place ; simpul:officeIn ?network ; simpul:officeKind ?elected .
        ?place a simpul:Place
    }}
    FILTER NOT EXISTS {{
        ?node simpul:certainty ?certainty . FILTER (?certainty != <{ID}certainty/stated>)
    }}
    OPTIONAL {{ ?node simpul:beginEarliest ?begin }}
    OPTIONAL {{ ?node simpul:asOfEarliest ?asOf }}
    OPTIONAL {{ ?node simpul:endLatest ?end }}
    OPTIONAL {{ ?node simpul:endedWith/simpul:endLatest ?close }}
}}"""
"""Who belongs to a network: by a membership, or by an office to which members elect one of themselves."""


def memberships(store: Store, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return places and the networks they belong to, without those in doubt: a graph of two sides.

    Edges have ``iris``, the memberships and elected offices. A theme keeps the networks that have to do with it.
    """
    graph: nx.Graph[str] = nx.Graph()
    wanted = themed(store, scope.theme) if scope.theme else None
    unknown = 0
    for node, place, network, begin, end in _spans(store):
        if scope.network not in {"", network} or (wanted is not None and network not in wanted):
            continue
        if scope.holds(begin, end):
            unknown += not (begin or end)
            stated = graph.get_edge_data(place, network, {"iris": ()})["iris"]
            graph.add_node(place, side="member")
            graph.add_node(network, side="network")
            graph.add_edge(place, network, iris=(*stated, node))
    caveats = [*partial_lists(store, sorted(networks_in(graph))), *undated(unknown, scope)]
    return finished(graph, store, caveats)


def networks_in(graph: "nx.Graph[str]") -> set[str]:
    """Return the networks of a graph of memberships; the rest are members."""
    return {node for node in graph if graph.nodes[node]["side"] == "network"}


def _spans(store: Store) -> list[tuple[str, str, str, str, str]]:
    """Return node, place, network, first and last day of each membership or office, whoever states them."""
    begins: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    ends: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in store.solutions(_MEMBERSHIPS):
        key = (value(row, "node"), value(row, "place"), value(row, "network"))
        begins[key].add(value(row, "begin") or value(row, "asOf"))
        ends[key].add(value(row, "end") or value(row, "close"))
    return [
        (*key, min(begins[key] - {""}, default=""), max(ends[key] - {""}, default=""))
        for key in sorted(begins)
    ]


def shared_networks(store: Store, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return places tied by the networks they share.

    Edges have ``networks``, their number as ``weight``, and ``closeness``: each network counts for one divided by
    the number of its other members (Newman, Scientific collaboration networks II, 2001,
    doi:10.1103/PhysRevE.64.016132), so that a network of three says more than one of a thousand.
    """
    belongs = memberships(store, scope)
    graph: nx.Graph[str] = nx.Graph(caveats=belongs.graph["caveats"])
    graph.add_nodes_from(
        (node, data) for node, data in belongs.nodes(data=True) if node not in networks_in(belongs)
    )
    groups = {network: sorted(belongs[network]) for network in sorted(networks_in(belongs))}
    join(graph, groups, "networks")
    return graph


def members(store: Store, scope: Scope) -> set[str] | None:
    """Return the members of the scope's network at its time; None where no network is asked for."""
    if not scope.network:
        return None
    belongs = memberships(store, Scope(as_of=scope.as_of, network=scope.network))
    return set(belongs) - {scope.network}
