"""The ontology that comes with Simpul, read from its Turtle files."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.errors import did_you_mean
from simpul.folders import files_in
from simpul.locale import by_language
from simpul.locale import translate as _
from simpul.naming.lookup import Entry
from simpul.reason.materialisation import materialise
from simpul.reason.rules import Rule, rules_of
from simpul.reason.strata import Strata, strata_of
from simpul.store import OxigraphStore
from simpul.terms import (
    ALL_LABELS,
    ID,
    ONTOLOGY,
    PREFIXES,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    in_graph,
    rdf_type,
    simpul,
    text,
)

__all__ = [
    "conclusions",
    "no_term",
    "ontology",
    "own_rules",
    "properties_of",
    "terms",
    "vocabulary",
]

_CLASS: Final = NamedNode(PREFIXES["owl"] + "Class")
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


@cache
def own_rules() -> tuple[Rule, ...]:
    """Return the rules of the ontology that comes with Simpul, read once.

    Raises:
        FormatError: A module is not Turtle; the message says where.
        StoreError: A rule file is malformed; the message names it.
    """
    return tuple(rules_of(ontology()))


@cache
def own_strata() -> Strata:
    """Return these rules in the order in which they can run."""
    return strata_of(own_rules())


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


@cache
def vocabulary() -> tuple[Entry, ...]:
    """Return the themes and the kinds of things by all their names, in every language, sorted by address."""
    found = ontology()
    labels, others = _names(found, *ALL_LABELS[:-1]), _names(found, ALL_LABELS[-1])
    kinds = dict.fromkeys(_instances(found, _CLASS), "")
    kinds |= dict.fromkeys(_instances(found, simpul("Theme")), "Theme")
    return tuple(
        Entry(
            key=iri,
            texts=tuple(dict.fromkeys(name for _language, name in labels[iri])),
            others=tuple(dict.fromkeys(name for _language, name in others.get(iri, []))),
            labels=by_language(labels[iri]),
            kind=kind,
        )
        for iri, kind in sorted(kinds.items())
        if iri in labels
    )


def _names(found: OxigraphStore, *predicates: NamedNode) -> dict[str, list[tuple[str, str]]]:
    """Return names with their languages by address."""
    names: dict[str, list[tuple[str, str]]] = {}
    for predicate in predicates:
        for quad in sorted(found.matching(None, predicate, None), key=str):
            language = quad.object.language if isinstance(quad.object, Literal) else None
            names.setdefault(text(quad.subject), []).append((language or "", text(quad.object)))
    return names


def _instances(found: OxigraphStore, kind: NamedNode) -> list[str]:
    known = (text(quad.subject) for quad in found.matching(None, rdf_type, kind))
    return [iri for iri in known if iri.startswith((ONTOLOGY, ID))]
