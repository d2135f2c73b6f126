"""The whole graph of ties, as people see it: every tie between two things, with who says so."""

from typing import Final

import networkx as nx

from simpul.analysis.memberships import members
from simpul.analysis.nodes import finished
from simpul.analysis.scope import EVERYTHING, Scope, partial_reports, themed, undated
from simpul.catalogue import said
from simpul.locale import translate as _
from simpul.projection import Citation, Tie, project
from simpul.store import Store
from simpul.terms import ID

_DATES: Final = ("begin", "asOf", "end")


def ties(store: Store, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """Return things and all that ties one to another.

    Edges have ``relation``, its ``name`` in the language in use, the ``dates`` and the ``sources`` as texts, and
    ``mutual`` for a tie without a direction. A theme keeps what has to do with it and what is tied to that;
    a network keeps itself, its members, and what is tied to these.
    """
    middle = _middle(store, scope)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    unknown = 0
    for number, tie in enumerate(project(store).ties):
        source, target = ID + tie.source, ID + tie.target
        if (middle is None or {source, target} & middle) and scope.holds(
            tie.span.begin, tie.span.end
        ):
            unknown += not (tie.span.begin or tie.span.end)
            graph.add_edge(
                source,
                target,
                f"{tie.relation} {number:07}",
                relation=tie.relation,
                name=" ".join(filter(None, (said(tie.name), _bracketed(said(tie.role))))),
                dates=_dates(tie),
                sources="; ".join(dict.fromkeys(map(_cited, tie.citations))),
                mutual=not tie.directed,
            )
    return finished(graph, store, [*partial_reports(store), *undated(unknown, scope)])


def _middle(store: Store, scope: Scope) -> set[str] | None:
    """Return the things around which the scope asks for ties; None for all."""
    found: set[str] | None = None
    if scope.network:
        belonging = members(store, scope) or set()
        found = {scope.network} | belonging
    if scope.theme:
        fitting = themed(store, scope.theme) | {scope.theme}
        found = fitting if found is None else found & fitting
    return found


def _dates(tie: Tie) -> str:
    begin, day, end = (tie.dates.get(name, "") for name in _DATES)
    return f"{begin}/{end}" if end else begin or day


def _cited(citation: Citation) -> str:
    if citation.inferred:
        return _("inferred")
    title = said(dict(citation.title)) or said(dict(citation.dataset))
    return ", ".join(filter(None, (title, citation.passage)))


def _bracketed(text: str) -> str:
    return f"({text})" if text else ""
