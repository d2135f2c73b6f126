"""A thing as it is drawn: what it is called, its kind, its facts, and when it was there."""

from collections.abc import Sequence
from typing import Final

from simpul.answer.values import number
from simpul.locale import by_language
from simpul.projection.facts import LAST, detail_facts, facts_of
from simpul.projection.model import Proof, Span, Texts, Thing
from simpul.projection.reader import GROUP_OF, Reader, key_of, kind_of, said_by_language
from simpul.projection.scan import Said
from simpul.terms import Literal, dct, skos

_ALSO: Final = skos("altLabel").value
_DESCRIPTION: Final = dct("description").value
_SPOKEN: Final = frozenset(("en", "id", "ko"))
_HAPPENS: Final = frozenset(("event", "lesson", "request", "judgement"))


def thing_of(reader: Reader, iri: str) -> Thing:
    """Return a thing of a store that was read; of a class that is not drawn, its group is empty."""
    kind = kind_of(reader, iri)
    stated = reader.statements.get(iri, [])
    facts = [] if iri in reader.brief else facts_of(reader, iri)
    properties = reader.properties(iri)
    others = properties.get(_ALSO, ())
    aliases = {*(said.value for said in others), *reader.synonyms.get(iri, ())}
    return Thing(
        key=key_of(iri),
        kind=kind,
        group=GROUP_OF.get(kind, ""),
        labels=_labels(reader.labels.get(iri, {"": key_of(iri)}), others),
        short=reader.first(iri, "shortName"),
        description=said_by_language(properties.get(_DESCRIPTION, ())[::-1], _DESCRIPTION),
        aliases=sorted(aliases),
        facts=[
            *(fact for fact in facts if fact.order != LAST),
            *detail_facts(reader, iri),
            *(fact for fact in facts if fact.order == LAST),
        ],
        citations=reader.cite_stated(iri, stated),
        point=_point(reader, iri),
        span=_span(reader, iri, kind),
        proof=_proof(reader, iri, kind),
        acts_for=next((key_of(one) for one in reader.acts_for.get(iri, ())), ""),
        engages=[key_of(one) for one in reader.engages.get(iri, ())],
    )


def _labels(labels: Texts, others: Sequence[Said]) -> Texts:
    """Return the labels, with another name in a language of the pages that has no label of its own."""
    missing = _SPOKEN - labels.keys() if others else ()
    if not missing:
        return labels
    named = by_language(
        (other.language, other.value)
        for other in sorted((said.object for said in others), key=str, reverse=True)
        if isinstance(other, Literal) and other.language in missing
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
    return own._replace(sure=Span(begin=since))
