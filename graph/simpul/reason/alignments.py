"""What terms of other vocabularies are in Simpul's: by the alignments, and by rules where the structure differs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from simpul import paths
from simpul.folders import files_in
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.terms import ONTOLOGY, PREFIXES, DefaultGraph, NamedNode, Triple, in_graph, text

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_ABOVE: Final = frozenset(
    (
        _RDFS + "subClassOf",
        _RDFS + "subPropertyOf",
        _OWL + "equivalentClass",
        _OWL + "equivalentProperty",
    )
)
_APART: Final = PREFIXES["prov"]
"""PROV says how data came about: its activities and agents are seldom those that Simpul tells of."""
_OLD_SCHEMA, _SCHEMA = "http://schema.org/", "https://schema.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignments:
    """How other vocabularies are read.

    Attributes:
        terms: A class or property of another vocabulary, and the one of ours that a thing of it surely is of.
        rules: CONSTRUCT queries, for what another vocabulary says in a structure of its own.
        above: What stands above each term of ours, the nearest first, and the term itself.
    """

    terms: Mapping[str, NamedNode]
    rules: tuple[str, ...]
    above: Mapping[str, tuple[str, ...]]

    def is_a(self, kind: NamedNode, wanted: NamedNode) -> bool:
        """Return whether a class of ours is another or stands under it."""
        return wanted.value in self.above.get(kind.value, (kind.value,))

    def translated(self, facts: Iterable[Triple]) -> Iterator[Triple]:
        """Yield what facts say in Simpul's terms; what they say in others that mean nothing here is left out."""
        known = OxigraphStore.in_memory()
        known.add(in_graph(_today(triple), DefaultGraph()) for triple in facts)
        for quad in known.matching():
            subject, predicate, object_ = quad.triple
            if ours := self.terms.get(predicate.value):
                yield Triple(subject, ours, object_)
            elif isinstance(object_, NamedNode) and (kind := self.terms.get(object_.value)):
                yield Triple(subject, predicate, kind)
        for rule in self.rules:
            yield from known.construct(rule)

    def speak_of(self, iri: str) -> bool:
        """Return whether a term is one that is read."""
        theirs = today(iri)
        if theirs.startswith(ONTOLOGY):
            return False
        return theirs in self.terms or any(f"<{_namespace(theirs)}>" in r for r in self.rules)


def today(iri: str) -> str:
    """Return a term with the address that it has now: schema.org had ``http`` once, and is often written so."""
    return iri.replace(_OLD_SCHEMA, _SCHEMA, 1) if iri.startswith(_OLD_SCHEMA) else iri


def _today(triple: Triple) -> Triple:
    predicate, object_ = NamedNode(today(triple.predicate.value)), triple.object
    if isinstance(object_, NamedNode):
        object_ = NamedNode(today(object_.value))
    return Triple(triple.subject, predicate, object_)


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


@cache
def alignments() -> Alignments:
    """Return how other vocabularies are read, from the files of the ontology."""
    root = paths.ontology() / "alignments"
    below: defaultdict[str, set[str]] = defaultdict(set)
    found = OxigraphStore.in_memory()
    for file in files_in(root, root.glob("*.ttl")):
        found.load(file, DefaultGraph())
    for quad in found.matching():
        ours, theirs = text(quad.subject), text(quad.object)
        is_ours = ours.startswith(ONTOLOGY) and not theirs.startswith(ONTOLOGY)
        if is_ours and quad.predicate.value in _ABOVE and isinstance(quad.object, NamedNode):
            below[theirs].add(ours)
    above = _hierarchy()
    terms = {theirs: _nearest(ours, above) for theirs, ours in below.items()}
    rules = files_in(root / "rules", (root / "rules").glob("*.rq"))
    return Alignments(
        terms={
            iri: NamedNode(ours)
            for iri, ours in terms.items()
            if ours and not iri.startswith(_APART)
        },
        rules=tuple(file.read_text(encoding="utf-8") for file in rules),
        above=above,
    )


def _hierarchy() -> Mapping[str, tuple[str, ...]]:
    """Return the classes and properties of ours, each with itself and what stands above it, the nearest first."""
    parents: defaultdict[str, list[str]] = defaultdict(list)
    for quad in ontology().matching():
        if quad.predicate.value in _ABOVE and text(quad.object).startswith(ONTOLOGY):
            parents[text(quad.subject)].append(text(quad.object))

    def above(term: str) -> tuple[str, ...]:
        found = [term]
        for one in found:
            found += [parent for parent in sorted(parents.get(one, ())) if parent not in found]
        return tuple(found)

    return {term: above(term) for term in parents}


def _nearest(ours: Iterable[str], above: Mapping[str, tuple[str, ...]]) -> str:
    """Return the nearest term that stands above all of these or is one of them; nothing where none does."""
    lines = [above.get(term, (term,)) for term in sorted(ours)]
    return next((term for term in lines[0] if all(term in line for line in lines)), "")
