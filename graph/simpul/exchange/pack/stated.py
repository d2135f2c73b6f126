"""What the catalogue of somebody's pack says of its files and of how much is in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from simpul.exchange.pack.catalogue import CANONICAL, dcat, spdx, void
from simpul.store import OxigraphStore
from simpul.terms import (
    DefaultGraph,
    NamedNode,
    Quad,
    Term,
    dct,
    in_graph,
    text,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a catalogue says; numbers are as they are written, for they are only compared.

    Attributes:
        sizes: Of each file, by name.
        sums: SHA-256 of each file, by name.
        triples: Statements.
        classes: Things of each class.
        properties: Statements of each property.
        digest: The hash of the graph; empty where it says none.
    """

    sizes: dict[str, str]
    sums: dict[str, str]
    triples: str
    classes: dict[str, str]
    properties: dict[str, str]
    digest: str


def stated_in(quads: Iterable[Quad]) -> Stated:
    """Return what a catalogue says; what it does not say is empty."""
    store = OxigraphStore.in_memory()
    store.add(in_graph(quad.triple, DefaultGraph()) for quad in quads)
    hashes = [value for value in _values(store, None, dct("identifier")) if value.startswith(CANONICAL)]  # fmt: skip
    return Stated(
        sizes=_by(store, dct("identifier"), dcat("byteSize")),
        sums={name: _sum(store, node) for name, node in _files(store).items()},
        triples=_one(store, _dataset(store), void("triples")),
        classes=_by(store, void("class"), void("entities")),
        properties=_by(store, void("property"), void("triples")),
        digest=min(hashes, default="").removeprefix(CANONICAL),
    )


def _dataset(store: OxigraphStore) -> NamedNode | None:
    found = store.matching(None, dcat("distribution"))
    return next((quad.subject for quad in found if isinstance(quad.subject, NamedNode)), None)


def _files(store: OxigraphStore) -> dict[str, Term]:
    """Return the node of each file, by name."""
    nodes = {quad.object for quad in store.matching(None, dcat("distribution"))}
    return {_one(store, node, dct("identifier")): node for node in nodes}


def _sum(store: OxigraphStore, file: Term) -> str:
    found = store.matching(file, spdx("checksum")) if isinstance(file, NamedNode) else iter(())
    return min((_one(store, quad.object, spdx("checksumValue")) for quad in found), default="")


def _by(store: OxigraphStore, name: NamedNode, value: NamedNode) -> dict[str, str]:
    """Return a value by a name, both of the same nodes."""
    return {
        text(quad.object): _one(store, quad.subject, value)
        for quad in store.matching(None, name)
        if next(store.matching(quad.subject, value), None)
    }


def _one(store: OxigraphStore, node: Term | None, predicate: NamedNode) -> str:
    return min(_values(store, node, predicate), default="") if node else ""


def _values(store: OxigraphStore, node: Term | None, predicate: NamedNode) -> list[str]:
    if node is not None and not isinstance(node, NamedNode):
        return []
    return [text(quad.object) for quad in store.matching(node, predicate)]
