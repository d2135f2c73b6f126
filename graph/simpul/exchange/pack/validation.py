"""What the shapes of a pack find in its data, as a SHACL validation report."""

from typing import Final

from simpul.exchange.pack.description import PackDescription
from simpul.ingest import world_facts
from simpul.reason import shapes
from simpul.reason.vocabulary_files import shapes_triples, turtle
from simpul.store import OxigraphStore, Queryable
from simpul.store.oxigraph import parse
from simpul.terms import XSD, DefaultGraph, Literal, NamedNode, Triple, in_graph, rdf_type

_SH: Final = "http://www.w3.org/ns/shacl#"


def report(pack: PackDescription, graph: Queryable) -> bytes:
    """Return the validation report on a pack's data, as Turtle.

    Where nothing is found, which is the rule, it is known from the compiled shapes; else pyshacl tells what.
    """
    merge = world_facts.merge(graph)
    if shapes.validate(merge):
        judged = OxigraphStore.in_memory()
        judged.add(in_graph(triple, DefaultGraph()) for triple in shapes_triples())
        found = parse(shapes.report(merge, judged), "turtle")
        return turtle(quad.triple for quad in found)
    node, conforms = pack.part("validation"), Literal("true", datatype=NamedNode(f"{XSD}boolean"))
    return turtle(
        [
            Triple(node, rdf_type, NamedNode(f"{_SH}ValidationReport")),
            Triple(node, NamedNode(f"{_SH}conforms"), conforms),
        ]
    )
