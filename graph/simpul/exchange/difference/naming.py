"""What the parts of a difference are called, in the language in use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from simpul.answer.labels import show
from simpul.errors import shortened
from simpul.exchange.difference.identities import SAME_AS
from simpul.exchange.difference.model import CAME, WENT, Knowledge, ValueChange
from simpul.exchange.difference.quantities import in_words
from simpul.locale import marked, said
from simpul.locale import translate as _
from simpul.terms import (
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    PREFIXES,
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Term,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    skos,
)

_NUMBERS: Final = frozenset(XSD + name for name in ("decimal", "integer", "double", "float"))
_WORDS: Final = {
    rdf_type.value: marked("is a"),
    rdfs_label.value: marked("name"),
    skos("prefLabel").value: marked("name"),
    skos("altLabel").value: marked("other name"),
    skos("note").value: marked("note"),
    dct("title").value: marked("title"),
    dct("description").value: marked("description"),
    dct("source").value: marked("stated in"),
    dct("license").value: marked("licence"),
    dct("rights").value: marked("rights"),
    dct("accessRights").value: marked("access right"),
    dct("conformsTo").value: marked("conforms to"),
    SAME_AS.value: marked("same as"),
    f"{PREFIXES['schema']}sameAs": marked("entry in a register"),
    f"{PREFIXES['owl']}versionInfo": marked("version"),
    f"{PREFIXES['dcat']}landingPage": marked("page"),
    f"{PREFIXES['dcat']}dataset": marked("source"),
}
"""Properties of other vocabularies, which have no labels here."""


def word_of(predicate: NamedNode) -> str:
    """Return what a property of another vocabulary is called here, in the language in use; empty for any other."""
    word = _WORDS.get(predicate.value)
    return _(word) if word else ""


class Names:
    """Labels of both sides, in the language in use when it is made."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._labels = {iri: said(texts) for iri, texts in knowledge.labels.items()}
        self._before = _triples(knowledge.old)
        self._after = _triples(knowledge.new)

    def thing(self, iri: str) -> str:
        """Return what a thing is called: its label, else its key."""
        return show(NamedNode(iri), self._labels)

    def property(self, predicate: NamedNode) -> str:
        """Return what a property is called; one of another vocabulary by a word of ours, else by its own name."""
        return word_of(predicate) or self.thing(predicate.value)

    def kind(self, name: str) -> str:
        """Return what a class of the ontology is called, by its local name."""
        return self._labels.get(ONTOLOGY + name, name) if name else ""

    def term(self, term: Term) -> str:
        """Return a value as a person reads it."""
        if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
            return in_words([term.value])
        if isinstance(term, BlankNode):
            return "[…]"
        return shortened(show(term, self._labels))

    def value(self, change: ValueChange) -> str:
        """Return what came and went of a property: ``visitors 8 → 9``."""
        name = self.property(change.predicate)
        if change.language:
            name = f"{name} ({change.language})"
        old = self.terms([q.object for q in change.removed if q.triple not in self._after])
        new = self.terms([q.object for q in change.added if q.triple not in self._before])
        if not old and not new:
            return self._restated(name, change)
        if old and new:
            return f"{name} {old} → {new}"
        return f"{CAME}{name} {new}" if new else f"{WENT}{name} {old}"

    def terms(self, terms: Sequence[Term]) -> str:
        """Return values, each once, joined."""
        return ", ".join(dict.fromkeys(self.term(term) for term in terms))

    def _restated(self, name: str, change: ValueChange) -> str:
        value = self.terms([quad.object for quad in change.removed + change.added])
        came, went = self.sources(change.added), self.sources(change.removed)
        parts = [f"{name} {value}:"]
        parts += [_("now stated by {sources}", sources="; ".join(came))] if came else []
        parts += [_("no longer stated by {sources}", sources="; ".join(went))] if went else []
        return parts[0] + " " + ", ".join(parts[1:])

    def sources(self, quads: Iterable[Quad]) -> list[str]:
        """Return what the sources of statements are called, each once, sorted."""
        graphs = {quad.graph_name for quad in quads} - {INFERRED_GRAPH, ONTOLOGY_GRAPH}
        return sorted(self.thing(name.value) for name in graphs if isinstance(name, NamedNode))


def _triples(statements: Mapping[str, Sequence[Quad]]) -> set[Triple]:
    return {quad.triple for quads in statements.values() for quad in quads}
