"""The projections of a store as networkx graphs: nodes are IRIs, and every edge knows what it rests on.

Each function takes a store and a ``Scope`` and returns a graph in a fixed order. Nodes have ``label`` (in the
language in use) and ``kind`` (the segment of their IRI: ``city``, ``org`` …). ``graph.graph["caveats"]`` says what
the sources leave open. What is tied is defined in ``simpul.projection``, for the views as well.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any, Final, TypeAlias, TypeVar

import networkx as nx

from simpul.analysis.scope import (
    EVERYTHING,
    Scope,
    left_aside,
    names_of,
    partial_lists,
    partial_reports,
    themed,
    undated,
    value,
)
from simpul.catalogue import said
from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul.projection import Citation, project
from simpul.projection.cooperation import acts
from simpul.projection.crowds import in_crowds
from simpul.projection.institutions import works
from simpul.projection.memberships import memberships as undoubted_memberships
from simpul.store import Queryable
from simpul.terms import ID

Graph: TypeAlias = "nx.Graph[str]"
"""A projection; of things that are tied more than once, or with a direction, an ``nx.MultiDiGraph``."""
MOST_PAIRS: Final = 2_000_000
"""Pairs that fit into memory as a networkx graph (about one GB)."""
_KINDS: Final = {
    "Visit": "visit",
    "Lesson": "lesson",
    "Interest": "interest",
    "Request": "request",
    "Commitment": "commitment",
    "Agreement": "agreement",
    "TwinningAgreement": "twin",
    "SisterCityAgreement": "sister",
}
"""What the graph calls the kinds of act."""
_Graph = TypeVar("_Graph", bound="nx.Graph[str]")


def memberships(store: Queryable, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return places and the networks they belong to, without those in doubt: a graph of two sides.

    Edges have ``iris``, the memberships and elected offices. A theme keeps the networks that have to do with it.
    """
    graph: nx.Graph[str] = nx.Graph()
    wanted = themed(store, scope.theme) if scope.theme else None
    unknown = 0
    for one in undoubted_memberships(store):
        if scope.network not in {"", one.network} or (
            wanted is not None and one.network not in wanted
        ):
            continue
        if scope.holds(one.span):
            unknown += not one.span.is_known
            stated = graph.get_edge_data(one.member, one.network, {"iris": ()})["iris"]
            graph.add_node(one.member, side="member")
            graph.add_node(one.network, side="network")
            graph.add_edge(one.member, one.network, iris=(*stated, one.iri))
    caveats = [*partial_lists(store, sorted(networks_in(graph))), *undated(unknown, scope)]
    return _finished(graph, store, caveats)


def networks_in(graph: "nx.Graph[str]") -> set[str]:
    """Return the networks of a graph of memberships; the rest are members."""
    return {node for node in graph if graph.nodes[node]["side"] == "network"}


def shared_networks(store: Queryable, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return places tied by the networks they share.

    Edges have ``networks``, their number as ``weight``, and ``closeness``: each network counts for one divided by
    the number of its other members (Newman, Scientific collaboration networks II, 2001,
    doi:10.1103/PhysRevE.64.016132), so that a network of three says more than one of a thousand.

    The crowd of a large network is left out, unless that network is asked for, and a caveat says so: whoever belongs
    to it alone shares it with each of thousands, and nothing with anybody else.
    """
    belongs = memberships(store, scope)
    networks = networks_in(belongs)
    crowd: Mapping[str, str] = {} if scope.network else crowd_in(belongs)
    caveats = [*belongs.graph["caveats"], *crowd_left_out(store, crowd)]
    graph: nx.Graph[str] = nx.Graph(caveats=tuple(caveats))
    out = networks | crowd.keys()
    graph.add_nodes_from((n, data) for n, data in belongs.nodes(data=True) if n not in out)
    groups = {network: sorted(belongs[network].keys() - out) for network in sorted(networks)}
    _join(graph, groups, "networks", {network: len(belongs[network]) for network in networks})
    return graph


def crowd_in(belongs: "nx.Graph[str]") -> Mapping[str, str]:
    """Return the places of a graph of memberships that belong to one large network alone, and that network."""
    one = {place: next(iter(belongs[place])) for place in belongs if belongs.degree(place) == 1}
    return in_crowds({place: one[place] for place in one.keys() - networks_in(belongs)})


def crowd_left_out(store: Queryable, crowd: Mapping[str, str]) -> list[str]:
    """Return a caveat for each network whose crowd is left out where its members are paired."""
    sizes = Counter(crowd.values())
    called = names_of(store, sizes)
    return [
        _(
            "{count} places belong to {network} alone and are left out: each shares it with all of its members. "
            "Ask about one: simpul analyse similar --of NAME.",
            count=sizes[network],
            network=called[network],
        )
        for network in sorted(sizes)
    ]


def cooperation(store: Queryable, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """Return what cities and other places did with each other, as ``simpul.projection.cooperation`` defines it.

    Edges have ``kind``, ``iri`` (the act) and ``when``, as its source says it. An agreement leads both ways.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    places = _members(store, scope)
    wanted = themed(store, scope.theme) if scope.theme else None
    unknown: set[str] = set()
    for act in acts(store, also_single_datasets=scope.also_single_datasets):
        kept = (places is None or {act.source, act.target} <= places) and (
            wanted is None or act.matter in wanted
        )
        if kept and scope.holds(act.span):
            unknown |= set() if act.span.is_known else {act.matter}
            kind = _KINDS[act.kind]
            data = {"kind": kind, "iri": act.matter, "when": act.begin}
            graph.add_edge(act.source, act.target, f"{kind} {act.matter}", **data)
    caveats = [*partial_reports(store), *left_aside(store, scope), *undated(len(unknown), scope)]
    return _finished(graph, store, caveats)


def institutions(store: Queryable, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return organisations that worked together, as ``simpul.projection.institutions`` defines it.

    Edges have ``works``, their number as ``weight``, and ``closeness`` as in ``shared_networks``. A network keeps
    organisations of its members and itself.
    """
    wanted = themed(store, scope.theme) if scope.theme else None
    within = _bodies(store, scope)
    groups: dict[str, list[str]] = {}
    unknown = 0
    for work in works(store):
        bodies = [body for body in work.bodies if within is None or body in within]
        if bodies and (wanted is None or work.iri in wanted) and scope.holds(work.span):
            groups[work.iri] = bodies
            unknown += not work.span.is_known
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({body for bodies in groups.values() for body in bodies}))
    _join(graph, groups, "works")
    return _finished(graph, store, [*partial_reports(store), *undated(unknown, scope)])


def ties(store: Queryable, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """Return things and all that ties one to another.

    Edges have ``relation``, its ``name`` in the language in use, the ``dates`` and the ``sources`` as texts, and
    ``mutual`` for a tie without a direction. A theme keeps what has to do with it and what is tied to that;
    a network keeps itself, its members, and what is tied to these.
    """
    middle = _middle(store, scope)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    unknown = 0
    whole = project(store, also_single_datasets=scope.also_single_datasets)
    for number, tie in enumerate(whole.ties):
        source, target = ID + tie.source, ID + tie.target
        if (middle is None or {source, target} & middle) and scope.holds(tie.span):
            unknown += not tie.span.is_known
            role = said(tie.role)
            graph.add_edge(
                source,
                target,
                f"{tie.relation} {number:07}",
                relation=tie.relation,
                name=f"{said(tie.name)} ({role})" if role else said(tie.name),
                dates=tie.when,
                sources="; ".join(dict.fromkeys(map(_cited, tie.citations))),
                mutual=not tie.directed,
            )
    caveats = [*partial_reports(store), *left_aside(store, scope), *undated(unknown, scope)]
    return _finished(graph, store, caveats)


GRAPHS: Final[Mapping[str, Callable[[Queryable, Scope], "nx.Graph[str]"]]] = {
    "memberships": memberships,
    "shared": shared_networks,
    "cooperation": cooperation,
    "institutions": institutions,
    "ties": ties,
}
"""Every projection by the name it has on the command line."""


def graph_of(store: Queryable, projection: str, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """Return a projection by its name: ``memberships``, ``shared``, ``cooperation``, ``institutions`` or ``ties``.

    Raises:
        UsageError: There is no such projection; the error names those there are.
    """
    if projection not in GRAPHS:
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(projection), known=", ".join(GRAPHS))
        )
    return GRAPHS[projection](store, scope)


def simple(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return a graph without directions in which two things are tied once; ``weight`` counts their ties.

    A tie that goes both ways, or one act seen from both ends, counts once.
    """
    if not isinstance(graph, nx.MultiDiGraph):
        return graph
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph.nodes(data=True))
    keys: defaultdict[tuple[str, str], set[Any]] = defaultdict(set)
    for source, target, key in graph.edges(keys=True):
        keys[min(source, target), max(source, target)].add(key)
    found.add_edges_from(
        (*ends, {"weight": len(those)})
        for ends, those in sorted(keys.items())
        if ends[0] != ends[1]
    )
    found.graph.update(graph.graph)
    return found


def check_pairs(sizes: Iterable[int]) -> None:
    """Refuse to tie everyone in groups of these sizes where that is too much.

    Raises:
        UsageError: There would be more than ``MOST_PAIRS`` pairs.
    """
    pairs = sum(size * (size - 1) // 2 for size in sizes)
    if pairs > MOST_PAIRS:
        raise UsageError(
            _(
                "That would give {pairs} pairs, more than {most}. Narrow it with --network, "
                "--theme or --as-of, or ask about one: simpul analyse similar --of Jakarta.",
                pairs=pairs,
                most=MOST_PAIRS,
            )
        )


def _join(
    graph: "nx.Graph[str]",
    groups: Mapping[str, list[str]],
    name: str,
    sizes: Mapping[str, int] | None = None,
) -> None:
    """Tie the members of each group to each other.

    Args:
        graph: To which the ties are added.
        groups: Their members.
        name: The attribute that lists the groups.
        sizes: How many members each group has, where not all of them are tied.
    """
    whole = sizes or {group: len(members) for group, members in groups.items()}
    check_pairs(len(members) for members in groups.values())
    shared: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for group, members in groups.items():
        for pair in combinations(members, 2):
            shared[pair].append(group)
    for (one, other), those in sorted(shared.items()):
        close = sum(1 / (whole[group] - 1) for group in those)
        found: dict[str, Any] = {name: tuple(those)}
        graph.add_edge(one, other, weight=len(those), closeness=round(close, 6), **found)


def _finished(graph: _Graph, store: Queryable, caveats: Iterable[str]) -> _Graph:
    """Return the graph with its nodes in order and named, and with its caveats."""
    ordered = graph.__class__()
    called = names_of(store, graph.nodes)
    ordered.add_nodes_from(
        (iri, {**graph.nodes[iri], "label": called[iri], "kind": _segment(iri)})
        for iri in sorted(graph.nodes)
    )
    if isinstance(graph, nx.MultiDiGraph) and isinstance(ordered, nx.MultiDiGraph):
        for one, other, key in sorted(graph.edges(keys=True)):
            ordered.add_edge(one, other, key, **graph.edges[one, other, key])
    else:
        pairs = {(min(one, other), max(one, other)): data for one, other, data in graph.edges(data=True)}  # fmt: skip
        ordered.add_edges_from((*pair, pairs[pair]) for pair in sorted(pairs))
    ordered.graph["caveats"] = tuple(caveats)
    return ordered


def _segment(iri: str) -> str:
    return iri.removeprefix(ID).split("/", 1)[0] if iri.startswith(ID) else ""


def _members(store: Queryable, scope: Scope) -> set[str] | None:
    """Return the members of the scope's network at its time; None where no network is asked for."""
    if not scope.network:
        return None
    belongs = undoubted_memberships(store)
    return {one.member for one in belongs if one.network == scope.network and scope.holds(one.span)}


def _bodies(store: Queryable, scope: Scope) -> set[str] | None:
    """Return the organisations of the members of the scope's network, and the network."""
    places = _members(store, scope)
    if places is None:
        return None
    query = "SELECT ?body ?place WHERE { ?body simpul:seatedIn|simpul:governs ?place }"
    found = store.select(query)
    return {scope.network} | {value(r, "body") for r in found if value(r, "place") in places}


def _middle(store: Queryable, scope: Scope) -> set[str] | None:
    """Return the things whose ties the scope asks for; None for all."""
    members = _members(store, scope)
    found = None if members is None else {scope.network} | members
    if scope.theme:
        fitting = themed(store, scope.theme) | {scope.theme}
        found = fitting if found is None else found & fitting
    return found


def _cited(citation: Citation) -> str:
    if citation.inferred:
        return _("inferred")
    title = said(dict(citation.title)) or said(dict(citation.dataset))
    return ", ".join(filter(None, (title, citation.passage)))
