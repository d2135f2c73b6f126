"""What must be known of both sides to tell what changed: what is said of what changed, and what things are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from simpul.exchange.difference.model import Knowledge
from simpul.exchange.difference.sides import Side
from simpul.locale import Texts, by_language
from simpul.projection.reader import DETAILS, GROUP_OF, RANK, STATEMENT_ENDS
from simpul.reason.ontology import ontology
from simpul.terms import (
    ONTOLOGY,
    Literal,
    NamedNode,
    Quad,
    Term,
    dct,
    rdf_type,
    rdfs_label,
    skos,
    text,
)

_NAMES: Final = (rdfs_label, skos("prefLabel"), dct("title"))
"""What says what a thing is called, the best first."""
_DRAWN: Final = {*GROUP_OF, *STATEMENT_ENDS, *DETAILS}
_BROADEST: Final = frozenset(("DatedThing", "Actor", "Place"))

_Statements = Mapping[str, Sequence[Quad]]


def knowledge_of(old: Side, new: Side, removed: Sequence[Quad], added: Sequence[Quad]) -> Knowledge:
    """Return what must be known of two sides: of what changed, and of what that mentions."""
    changed = {*_subjects(removed), *_subjects(added)}
    before, after = _about(old, changed), _about(new, changed)
    mentioned = {*_mentioned(before), *_mentioned(after)} - changed
    before |= _about(old, mentioned)
    after |= _about(new, mentioned)
    terms = {
        quad.predicate.value for quads in (*before.values(), *after.values()) for quad in quads
    }
    return Knowledge(
        old=before, new=after, labels=_labels(changed | mentioned | terms, before, after)
    )


def kind_of(iri: str, *sides: _Statements) -> str:
    """Return the local name of the most special class of a thing, on the first side that says; empty where none does.

    >>> kind_of("https://w3id.org/simpul/id/city/1", {})
    ''
    """
    for statements in sides:
        classes = {text(q.object) for q in statements.get(iri, ()) if q.predicate == rdf_type}
        names = {name.removeprefix(ONTOLOGY) for name in classes if name.startswith(ONTOLOGY)}
        if drawn := names & _DRAWN:
            return min(drawn, key=lambda name: RANK.get(name, -1))
        if names:
            return min(names - _BROADEST or names)
    return ""


def value_of(statements: _Statements, iri: str, predicate: NamedNode) -> Term | None:
    """Return the first value of a property of a thing, or None."""
    found = [quad.object for quad in statements.get(iri, ()) if quad.predicate == predicate]
    return min(found, key=str, default=None)


def _subjects(quads: Iterable[Quad]) -> Iterator[str]:
    return (quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _about(side: Side, subjects: Iterable[str]) -> dict[str, list[Quad]]:
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in side.about({*subjects}):
        found[text(quad.subject)].append(quad)
    return dict(found)


def _mentioned(statements: _Statements) -> Iterator[str]:
    for quads in statements.values():
        for quad in quads:
            for term in (quad.object, quad.graph_name):
                if isinstance(term, NamedNode):
                    yield term.value


def _labels(iris: Iterable[str], *sides: _Statements) -> dict[str, Texts]:
    """Return what things are called: on the new side, else on the old, else in the ontology."""
    before, after = sides
    found: dict[str, Texts] = {}
    for iri in iris:
        named = _named(after.get(iri, ())) or _named(before.get(iri, ())) or _terms().get(iri)
        if named:
            found[iri] = named
    return found


def _named(quads: Sequence[Quad]) -> Texts:
    for predicate in _NAMES:
        values = [q.object for q in quads if q.predicate == predicate]
        texts = [(o.language, o.value) for o in values if isinstance(o, Literal)]
        if texts:
            return by_language(sorted(texts, key=str))
    return {}


@cache
def _terms() -> Mapping[str, Texts]:
    """Return what the terms and concepts of the ontology are called."""
    found: defaultdict[str, list[Quad]] = defaultdict(list)
    known = ontology()
    for predicate in _NAMES:
        for quad in known.matching(predicate=predicate):
            found[text(quad.subject)].append(quad)
    return {iri: _named(quads) for iri, quads in found.items()}
