"""The ontology and the shapes as files that others load: each whole, and the same each time.

They have blank nodes, which get the labels of RDFC-1.0 and are written inside what they belong to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from simpul.reason.ontology import ontology
from simpul.reason.shapes import shapes_of
from simpul.reason.shapes.reference import to_rdflib
from simpul.reason.shapes.shapes_graph import SH
from simpul.store.oxigraph import canonically_labelled
from simpul.terms import ONTOLOGY_GRAPH, PREFIXES, BlankNode, NamedNode, Triple, rdf_type

_OWL: Final = PREFIXES["owl"]
_ONTOLOGY: Final = NamedNode(f"{_OWL}Ontology")
_IMPORTS: Final = NamedNode(f"{_OWL}imports")
_PROPERTY: Final = NamedNode(f"{SH}property")
_SEVERITY: Final = NamedNode(f"{SH}severity")
_ADVICE: Final = NamedNode(f"{SH}Info")
_WHAT_IS_JUDGED: Final = frozenset(
    NamedNode(SH + name)
    for name in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
)
_PREFIXES: Final = {**PREFIXES, "sh": SH, "shape": "https://w3id.org/simpul/ontology/shapes#"}
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = _NONE) -> bytes:
    """Return a few thousand triples as Turtle in which blank nodes stand inside what they belong to.

    Args:
        triples: The triples.
        prefixes: Those that are known besides the project's and SHACL's.
    """
    graph = to_rdflib(canonically_labelled(triples))
    for prefix, iri in {**_PREFIXES, **prefixes}.items():
        graph.bind(prefix, iri, replace=True)
    return graph.serialize(format="turtle", encoding="utf-8")


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """Return the ontology with its concepts as one: with its own header, and no imports, for nothing is missing."""
    every = [quad.triple for quad in ontology().matching()]
    modules = {t.subject for t in every if t.predicate == rdf_type and t.object == _ONTOLOGY}
    modules -= {ONTOLOGY_GRAPH}
    kept = (t for t in every if t.predicate != _IMPORTS and t.subject not in modules)
    return tuple(canonically_labelled(kept))


def shapes_triples() -> list[Triple]:
    """Return the shapes that facts must keep."""
    every = _all_shapes()
    advice = _advice(every)
    return [t for t in every if t.subject not in advice and t.object not in advice]


def advice_triples() -> list[Triple]:
    """Return the shapes that tell what would be good to have: each with what it judges."""
    every = _all_shapes()
    advice = _advice(every)
    bearers = {t.subject for t in every if t.predicate == _PROPERTY and t.object in advice}
    return [
        t
        for t in every
        if t.subject in advice
        or (t.subject in bearers and t.predicate in {rdf_type, *_WHAT_IS_JUDGED})
        or (t.subject in bearers and t.object in advice)
    ]


def _all_shapes() -> list[Triple]:
    every = [quad.triple for quad in shapes_of().matching()]
    modules = {t.subject for t in every if t.predicate == rdf_type and t.object == _ONTOLOGY}
    return [t for t in every if t.subject not in modules]


def _advice(every: Collection[Triple]) -> set[NamedNode | BlankNode]:
    """Return the shapes that give advice, and the blank nodes that they are made of."""
    found = {t.subject for t in every if t.predicate == _SEVERITY and t.object == _ADVICE}
    pending: Collection[object] = found
    while pending:
        pending = set(_parts(every, pending)) - found
        found = found | pending
    return {node for node in found if isinstance(node, NamedNode | BlankNode)}


def _parts(every: Iterable[Triple], nodes: Collection[object]) -> Iterator[BlankNode]:
    return (t.object for t in every if t.subject in nodes and isinstance(t.object, BlankNode))
