"""The ontology that comes with Simpul, read from its Turtle files."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.errors import did_you_mean
from simpul.folders import files_in
from simpul.locale import translate as _
from simpul.reason.materialisation import materialise
from simpul.reason.rules import rules_of
from simpul.reason.strata import strata_of
from simpul.store import OxigraphStore
from simpul.terms import ONTOLOGY, DefaultGraph, NamedNode, Triple, in_graph, rdf_type, text

__all__ = ["conclusions", "no_term", "ontology", "properties_of", "terms"]

_RANGE: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")


def ontology(folder: Path | None = None) -> OxigraphStore:
    """Return the ontology's modules and vocabularies in a store of their own.

    Raises:
        FormatError: A module is not Turtle; the message says where.
    """
    found = OxigraphStore.in_memory()
    root = folder or paths.ontology()
    for file in files_in(root, root.glob("*.ttl")):
        found.load(file, DefaultGraph())
    return found


def conclusions(*parts: Iterable[Triple]) -> OxigraphStore:
    """Return a store of these triples and the ontology, with what follows from both; that is in the graph of inferences too."""
    axioms = ontology()
    found = OxigraphStore.in_memory()
    for triples in ((quad.triple for quad in axioms.matching()), *parts):
        found.add(in_graph(triple, DefaultGraph()) for triple in triples)
    materialise(found, strata_of(rules_of(axioms)))
    return found


@cache
def properties_of(datatype: str) -> frozenset[NamedNode]:
    """Return the properties of the ontology whose values have a datatype."""
    found = ontology().matching(None, _RANGE, NamedNode(datatype))
    return frozenset(quad.subject for quad in found if isinstance(quad.subject, NamedNode))


def no_term(iri: str) -> tuple[str, str]:
    """Return the problem with an IRI in Simpul's namespace that the ontology does not define, and similar terms."""
    short = iri.removeprefix(ONTOLOGY)
    return _("{term} is not a term of the ontology.", term=short), did_you_mean(
        short, terms()
    ).strip()


@cache
def terms() -> tuple[str, ...]:
    """Return the local names of the ontology's terms, sorted."""
    typed = (text(quad.subject) for quad in ontology().matching(None, rdf_type, None))
    return tuple(sorted({iri.removeprefix(ONTOLOGY) for iri in typed if iri.startswith(ONTOLOGY)}))
