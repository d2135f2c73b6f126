"""Projections of a store as networkx graphs: nodes are IRIs, and every edge knows what it rests on.

Each function takes a store and a ``Scope`` and returns a graph in a fixed order. Nodes have ``label`` (in the
language in use) and ``kind`` (the segment of their IRI: ``city``, ``org`` …). ``graph.graph["caveats"]`` says what
the sources leave open. From Python:

    from simpul.store import open_store
    from simpul.analysis.graphs import Scope, shared_networks
    graph = shared_networks(open_store(folder), Scope(as_of="2018"))
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

import networkx as nx

from simpul.analysis.cooperation import cooperation
from simpul.analysis.institutions import institutions
from simpul.analysis.memberships import memberships, networks_in, shared_networks
from simpul.analysis.scope import Scope
from simpul.analysis.ties import ties
from simpul.store import Store

__all__ = [
    "GRAPHS",
    "Scope",
    "cooperation",
    "institutions",
    "memberships",
    "networks_in",
    "shared_networks",
    "simple",
    "ties",
]

GRAPHS: Final[Mapping[str, Callable[[Store, Scope], "nx.Graph[str]"]]] = {
    "memberships": memberships,
    "shared": shared_networks,
    "cooperation": cooperation,
    "institutions": institutions,
    "ties": ties,
}
"""Every projection by the name it has on the command line."""


def simple(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return a graph without directions in which two things are tied once; ``weight`` counts their ties.

    A tie that goes both ways, or one act seen from both ends, counts once.
    """
    if not isinstance(graph, nx.MultiDiGraph):
        return graph
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph.nodes(data=True))
    acts: dict[tuple[str, str], set[Any]] = {}
    for source, target, key in graph.edges(keys=True):
        one, other = sorted((source, target))
        acts.setdefault((one, other), set()).add(key)
    for (one, other), keys in sorted(acts.items()):
        if one != other:
            found.add_edge(one, other, weight=len(keys))
    found.graph.update(graph.graph)
    return found
