"""A thing as it is drawn: what it is called, its kind, its facts, and when it was there."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from simpul.answer.values import number
from simpul.locale import by_language
from simpul.projection.facts import LAST, detail_facts, facts_of
from simpul.projection.model import Proof, Span, Texts, Thing
from simpul.projection.reader import GROUP_OF, Reader, key_of, kind_of
from simpul.terms import Literal, Term, dct, skos, text

_SPOKEN: Final = frozenset(("en", "id", "ko"))
_HAPPENS: Final = frozenset(("event", "lesson", "request", "judgement"))


def thing_of(reader: Reader, iri: str) -> Thing:
    """Return a thing of a store that was read; of a class that is not drawn, its group is empty."""
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
        group=GROUP_OF.get(kind, ""),
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
    if GROUP_OF.get(kind) not in _HAPPENS:
        return span
    return Span(begin=span.begin or reader.span(reader.first(iri, "arisesFrom")).begin)


def _proof(reader: Reader, iri: str, kind: str) -> Proof:
    """Return when a thing is proven to have been there; what arose from an event was there since."""
    own = reader.proof(iri)
    if GROUP_OF.get(kind) not in _HAPPENS:
        return own
    since = own.sure.begin or reader.proof(reader.first(iri, "arisesFrom")).sure.begin
    return replace(own, sure=Span(begin=since))
