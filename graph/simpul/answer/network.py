"""Rows as edges between things: a graph of networkx (a door to it)."""

from collections.abc import Mapping
from typing import Any, cast

import networkx as nx

from simpul.answer.labels import short
from simpul.answer.values import plain
from simpul.errors import UsageError
from simpul.locale import translate as _
from simpul.store import Solutions
from simpul.terms import NamedNode


def as_network(
    found: Solutions, known: Mapping[str, str], source: str = "", target: str = ""
) -> "nx.MultiDiGraph[str]":
    """Return the rows as edges between the things of two columns, by IRI; nodes have their labels.

    Args:
        found: The rows.
        known: Labels of things.
        source: Column of where an edge begins; else the first that holds things.
        target: Column of where it ends; else the last that holds things.

    Raises:
        UsageError: There are no two columns of things.
    """
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if not found and {source, target} <= {"", *found.variables}:
        return drawn  # of no rows nobody can tell which columns hold things
    begin, end = _ends(found, source, target)
    for row in found:
        one, other = row.get(begin), row.get(end)
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            for node in (one.value, other.value):
                drawn.add_node(node, label=known.get(node, short(node)))
            facts = {name: plain(term) for name, term in row.items() if name not in {begin, end}}
            drawn.add_edge(one.value, other.value, **cast("dict[str, Any]", facts))
    return drawn


def _ends(found: Solutions, source: str, target: str) -> tuple[str, str]:
    things = [
        name
        for name in found.variables
        if any(isinstance(row.get(name), NamedNode) for row in found)
    ]
    begin = source or next(iter(things), "")
    end = target or next((name for name in reversed(things) if name != begin), "")
    if begin not in found.variables or end not in found.variables:
        raise UsageError(
            _(
                "Edges need two columns of things; name them with source and target. The columns are: {columns}.",
                columns=", ".join(found.variables),
            )
        )
    return begin, end
