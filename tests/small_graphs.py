"""Small graphs, to be checked by hand or against a plain count."""

import networkx as nx
from hypothesis import strategies as st


def graph_of(*pairs: str) -> "nx.Graph[str]":
    """Return a graph in which each pair of letters is tied."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((pair[0], pair[1]) for pair in pairs)
    return graph


LINE = graph_of("ab", "bc")
# Two triangles and a bridge between them.
TWO = graph_of("ab", "bc", "ca", "cd", "de", "ef", "fd")

letters = st.sampled_from("abcdefghij")
graphs = st.lists(st.tuples(letters, letters).filter(lambda p: p[0] != p[1]), min_size=1).map(
    lambda pairs: graph_of(*(one + other for one, other in pairs))
)
