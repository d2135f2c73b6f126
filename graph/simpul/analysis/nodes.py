"""What every projection has in common: nodes in order with names, groups whose members are tied, caveats."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final, TypeVar

import networkx as nx

from simpul.analysis.scope import names_of
from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul.store import Store
from simpul.terms import ID

MOST_PAIRS: Final = 2_000_000
"""Pairs that fit into memory as a networkx graph (about one GB)."""
_Graph = TypeVar("_Graph", bound="nx.Graph[str]")


def finished(graph: _Graph, store: Store, caveats: Iterable[str]) -> _Graph:
    """Return the graph with its nodes in order and named, and what must be said of it."""
    ordered = graph.__class__()
    called = names_of(store, graph.nodes)
    ordered.add_nodes_from(
        (iri, {**graph.nodes[iri], "label": called[iri], "kind": kind_of(iri)})
        for iri in sorted(graph.nodes)
    )
    if isinstance(graph, nx.MultiDiGraph) and isinstance(ordered, nx.MultiDiGraph):
        for one, other, key in sorted(graph.edges(keys=True)):
            ordered.add_edge(one, other, key, **graph.edges[one, other, key])
    else:
        pairs = {
            (min(one, other), max(one, other)): data for one, other, data in graph.edges(data=True)
        }
        ordered.add_edges_from((*pair, pairs[pair]) for pair in sorted(pairs))
    ordered.graph["caveats"] = tuple(caveats)
    return ordered


def kind_of(iri: str) -> str:
    """Return the kind of thing that an IRI of the project names.

    >>> kind_of("https://w3id.org/simpul/id/city/1642911")
    'city'
    """
    return iri.removeprefix(ID).split("/", 1)[0] if iri.startswith(ID) else ""


def join(graph: "nx.Graph[str]", groups: Mapping[str, list[str]], name: str) -> None:
    """Tie the members of each group to each other; ``name`` is the attribute that lists the groups.

    Raises:
        UsageError: There would be more pairs than a picture or a person can take.
    """
    check_pairs(len(members) for members in groups.values())
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group, members in groups.items():
        for pair in combinations(members, 2):
            shared[pair].append(group)
    for (one, other), those in sorted(shared.items()):
        close = sum(1 / (len(groups[group]) - 1) for group in those)
        found: dict[str, Any] = {name: tuple(those)}
        graph.add_edge(one, other, weight=len(those), closeness=round(close, 6), **found)


def check_pairs(sizes: Iterable[int]) -> None:
    """Refuse to tie everyone in groups of these sizes where that is too much.

    Raises:
        UsageError: There would be more than ``MOST_PAIRS`` pairs.
    """
    pairs = sum(size * (size - 1) // 2 for size in sizes)
    if pairs > MOST_PAIRS:
        raise UsageError(
            _(
                "That would tie {pairs} pairs, more than {most}. Narrow it with --network, --theme or "
                "--as-of, or ask about one: simpul analyse similar --of Jakarta.",
                pairs=pairs,
                most=MOST_PAIRS,
            )
        )
