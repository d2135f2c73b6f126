"""A difference as RDF, in the Knowledge Graph Change Language (https://w3id.org/kgcl/).

Each thing that came, went, was renamed, merged or deprecated is a change of a node, each statement that came or went a
change of an edge; docs/decisions.md says why this vocabulary. The addresses of changes are made of what they say.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

from simpul.exchange.difference.model import Difference, Reason, Sign, ThingChange
from simpul.terms import (
    INFERRED_GRAPH,
    PREFIXES,
    Literal,
    NamedNode,
    Quad,
    Term,
    Triple,
    rdf_type,
    rdfs_label,
    thing,
)

KGCL: Final = "http://w3id.org/kgcl/"
_SOURCE: Final = NamedNode(PREFIXES["prov"] + "hadPrimarySource")


def triples_of(difference: Difference) -> Iterator[Triple]:
    """Yield the changes, each tied to the transaction that they make together."""
    changes = [*_node_changes(difference), *_edge_changes(difference)]
    whole = _address([str(triple) for change in changes for triple in change])
    yield Triple(whole, rdf_type, _kgcl("Transaction"))
    for change in changes:
        yield Triple(whole, _kgcl("change_set"), change[0].subject)
        yield from change


def _node_changes(difference: Difference) -> Iterator[list[Triple]]:
    for change in difference.things:
        if change.sign is not Sign.CHANGED:
            kind = "NodeCreation" if change.sign is Sign.ADDED else "NodeDeletion"
            yield _change(kind, ("about_node", change.thing))
        yield from _renamed(change)
        for one in change.identities:
            kind = "NodeDirectMerge" if one.merged else "NodeObsoletionWithDirectReplacement"
            if one.reason is not Reason.SAME_STATEMENTS or one.merged:
                yield _change(kind, ("about_node", one.old), ("has_direct_replacement", one.new))
        if change.deprecated:
            yield _change("NodeObsoletion", ("about_node", change.thing))
        for fact in change.facts:
            if fact.sign is not Sign.CHANGED:
                kind = "NodeCreation" if fact.sign is Sign.ADDED else "NodeDeletion"
                yield _change(kind, ("about_node", fact.node))


def _renamed(change: ThingChange) -> Iterator[list[Triple]]:
    for value in change.values:
        if value.predicate == rdfs_label and len(value.old) == len(value.new) == 1:
            language = [("language", Literal(value.language))] if value.language else []
            yield _change(
                "NodeRename",
                ("about_node", change.thing),
                ("old_value", value.old[0]),
                ("new_value", value.new[0]),
                *language,
            )


def _edge_changes(difference: Difference) -> Iterator[list[Triple]]:
    for kind, quads in (("EdgeDeletion", difference.removed), ("EdgeCreation", difference.added)):
        for quad in quads:
            if isinstance(quad.subject, NamedNode):
                yield _edge_change(kind, quad.subject, quad)


def _edge_change(kind: str, subject: NamedNode, quad: Quad) -> list[Triple]:
    graph = quad.graph_name
    made = _change(
        kind,
        ("subject", subject),
        ("predicate", quad.predicate),
        ("object", quad.object),
        of=str(graph),
    )
    if isinstance(graph, NamedNode) and graph != INFERRED_GRAPH:
        made.append(Triple(made[0].subject, _SOURCE, graph))
    return made


def _change(kind: str, *parts: tuple[str, Term], of: str = "") -> list[Triple]:
    """Return a change of a kind with its parts; ``of`` tells those apart that have the same."""
    address = _address([kind, of, *(f"{name} {term}" for name, term in parts)])
    return [
        Triple(address, rdf_type, _kgcl(kind)),
        *(Triple(address, _kgcl(name), term) for name, term in parts),
    ]


def _address(parts: list[str]) -> NamedNode:
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return thing("change", digest[:32])


def _kgcl(name: str) -> NamedNode:
    return NamedNode(KGCL + name)
