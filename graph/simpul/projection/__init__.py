"""The graph as people see it: things and ties, out of triples that also hold nodes for statements.

A membership, a participation and a party's role are nodes in RDF, so that they can have dates and sources;
here they are ties. Observations and phases are facts of what they are about. Only what a source states is
drawn, and what cities are to each other by inference; shortcuts and inverses would draw everything twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from simpul.answer.values import number
from simpul.locale import by_language
from simpul.projection.facets import give_facets
from simpul.projection.facts import LAST, detail_facts, facts_of
from simpul.projection.model import (
    FACETS,
    GROUPS,
    OTHER,
    Citation,
    Crowd,
    Fact,
    Positions,
    Projection,
    Proof,
    Span,
    Texts,
    Thing,
    Tie,
)
from simpul.projection.ontology import project_ontology
from simpul.projection.reader import GROUP_OF, Reader, key_of, kind_of
from simpul.projection.ties import left_aside, plain_ties, single_ties, sister_ties, statement_ties
from simpul.store import Queryable
from simpul.terms import ONTOLOGY, Literal, Term, dct, skos, text

_SPOKEN: Final = frozenset(("en", "id", "ko"))
_HAPPENS: Final = frozenset(("event", "lesson", "request", "judgement"))

__all__ = [
    "FACETS",
    "GROUPS",
    "OTHER",
    "Citation",
    "Crowd",
    "Fact",
    "Positions",
    "Projection",
    "Proof",
    "Span",
    "Texts",
    "Thing",
    "Tie",
    "project",
    "project_ontology",
    "projected",
]


def project(store: Queryable, *, also_single_datasets: bool = False) -> Projection:
    """Return the graph of a store as things and ties; ties that one dataset alone lists are in only when asked for."""
    return projected(Reader(store, also_single_datasets=also_single_datasets))


def projected(reader: Reader) -> Projection:
    """Return the graph of a store that was read as things and ties."""
    ties = [
        *plain_ties(reader),
        *statement_ties(reader),
        *sister_ties(reader),
        *single_ties(reader),
    ]
    wanted = {key for tie in ties for key in (tie.source, tie.target)}
    wanted |= {
        iri
        for iri in reader.statements
        if kind_of(reader, iri) not in {"", "City", "Country"} and iri not in reader.singles
    }
    things = [_thing(reader, iri) for iri in sorted(wanted)]
    kinds = {
        thing.kind: reader.labels.get(ONTOLOGY + thing.kind, {"": thing.kind}) for thing in things
    }
    ties.sort(key=lambda tie: (tie.source, tie.target, tie.relation, sorted(tie.dates.items())))
    for tie in ties:
        tie.source, tie.target = key_of(tie.source), key_of(tie.target)
    names = give_facets(things, ties, reader)
    aside = [(key_of(one), key_of(other)) for one, other in left_aside(reader)]
    return Projection(
        things=things,
        ties=ties,
        kinds=kinds,
        names=names,
        left_aside=aside,
        synonyms={
            kind: reader.synonyms[ONTOLOGY + kind]
            for kind in kinds
            if ONTOLOGY + kind in reader.synonyms
        },
    )


def _thing(reader: Reader, iri: str) -> Thing:
    kind = kind_of(reader, iri)
    quads = reader.statements.get(iri, [])
    facts = [] if iri in reader.brief else facts_of(reader, iri)
    others = [q.object for q in quads if q.predicate == skos("altLabel")]
    aliases = {*map(text, others), *reader.synonyms.get(iri, ())}
    described = [
        q.object
        for q in quads
        if q.predicate == dct("description") and isinstance(q.object, Literal)
    ]
    return Thing(
        key=key_of(iri),
        kind=kind,
        group=GROUP_OF[kind],
        labels=_labels(reader.labels.get(iri, {"": key_of(iri)}), others),
        short=reader.first(iri, "shortName"),
        description=by_language((words.language, words.value) for words in reversed(described)),
        aliases=sorted(aliases),
        facts=[
            *(fact for fact in facts if fact.order != LAST),
            *detail_facts(reader, iri),
            *(fact for fact in facts if fact.order == LAST),
        ],
        citations=reader.cite_quads(quads),
        point=_point(reader, iri),
        span=_span(reader, iri, kind),
        proof=_proof(reader, iri, kind),
        acts_for=next((key_of(one) for one in reader.acts_for.get(iri, ())), ""),
        engages=[key_of(one) for one in reader.engages.get(iri, ())],
    )


def _labels(labels: Texts, others: Sequence[Term]) -> Texts:
    """Return the labels, with another name in a language of the pages that has no label of its own."""
    named = by_language(
        (other.language, other.value)
        for other in sorted(others, key=str, reverse=True)
        if isinstance(other, Literal) and other.language in _SPOKEN - labels.keys()
    )
    return named | labels


def _point(reader: Reader, iri: str) -> tuple[float, float] | None:
    latitude = number(reader.first(iri, "latitude"))
    longitude = number(reader.first(iri, "longitude"))
    return (latitude, longitude) if latitude is not None and longitude is not None else None


def _span(reader: Reader, iri: str, kind: str) -> Span:
    """Return when a thing was there; what happened does not cease to have happened."""
    span = reader.span(iri)
    if GROUP_OF[kind] not in _HAPPENS:
        return span
    return Span(begin=span.begin or reader.span(reader.first(iri, "arisesFrom")).begin)


def _proof(reader: Reader, iri: str, kind: str) -> Proof:
    """Return when a thing is proven to have been there; what arose from an event was there since."""
    own = reader.proof(iri)
    if GROUP_OF[kind] not in _HAPPENS:
        return own
    since = own.sure.begin or reader.proof(reader.first(iri, "arisesFrom")).sure.begin
    return replace(own, sure=Span(begin=since))
