"""The ontology that comes with Simpul, read from its Turtle files."""

from pathlib import Path

from simpul import paths
from simpul.errors import did_you_mean
from simpul.locale import translate as _
from simpul.store import Store
from simpul.terms import ONTOLOGY, DefaultGraph, rdf_type, text

__all__ = ["no_term", "ontology"]


def ontology(folder: Path | None = None) -> Store:
    """Return the ontology's modules and vocabularies in a store of their own.

    Raises:
        FormatError: A module is no Turtle; the message says where.
    """
    found = Store.in_memory()
    for file in sorted((folder or paths.ontology()).glob("*.ttl")):
        found.load(file, DefaultGraph())
    return found


def no_term(iri: str) -> tuple[str, str]:
    """Return what is wrong with an IRI of Simpul's namespace that the ontology has not, and the near terms."""
    short = iri.removeprefix(ONTOLOGY)
    terms = {text(quad.subject).removeprefix(ONTOLOGY) for quad in ontology().matching(None, rdf_type, None)}  # fmt: skip
    near = did_you_mean(short, sorted(term for term in terms if ":" not in term))
    return _("{term} is no term of the ontology.", term=short), near.strip()
