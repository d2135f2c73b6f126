"""What is known of a thing, line by line: its properties, observations and phases."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from simpul.answer.labels import ANSWER_WORDS
from simpul.answer.values import number, plain
from simpul.locale import by_language
from simpul.projection.model import FIGURE, UNDATED, Citation, Fact, Texts
from simpul.projection.reader import Reader, key_of, kind_of, said_by_language
from simpul.projection.scan import Said
from simpul.quantities import unit_in_words
from simpul.terms import (
    EDTF,
    ID,
    ONTOLOGY,
    Literal,
    NamedNode,
    dct,
    rdf_type,
    rdfs_label,
    skos,
)

LAST: Final = "zz"
_NOTE: Final = skos("note").value
_DESCRIPTION: Final = dct("description").value
_METHOD: Final = ONTOLOGY + "method"
_UNIT: Final = "unit"
_BOUNDS: Final = ("Earliest", "Latest")
_NOT_FACTS: Final = frozenset(
    (
        rdf_type.value,
        rdfs_label.value,
        skos("altLabel").value,
        dct("source").value,
        dct("description").value,
        ONTOLOGY + "passage",
        ONTOLOGY + "shortName",
        ONTOLOGY + "number",
        "http://www.w3.org/ns/dcat#centroid",
    )
)


def facts_of(reader: Reader, iri: str, *, but: AbstractSet[str] = frozenset()) -> list[Fact]:
    """Return a line for each property of a thing, but for these, whose value is no other thing that is drawn."""
    facts: list[Fact] = []
    for name, stated in sorted(reader.properties(iri).items()):
        if name not in _NOT_FACTS and name not in but and not name.endswith(_BOUNDS):
            shown = reader.labels.get(name) or {"": name.replace("#", "/").rsplit("/", 1)[-1]}
            facts += _values(reader, iri, stated, shown)
    return facts


def _values(reader: Reader, iri: str, stated: Sequence[Said], name: Texts) -> Iterator[Fact]:
    """Yield facts for the values of one property: texts in several languages are one fact."""
    texts: dict[str, list[str]] = {}
    for said in sorted(stated, key=lambda s: str(s.object)) if len(stated) > 1 else stated:
        value = said.object
        if isinstance(value, Literal) and value.language:
            texts.setdefault(value.language, []).append(said.value)
            continue
        if said not in reader.shown:
            reader.shown[said] = _value(reader, said, name)
        fact = reader.shown[said]
        if fact is not None:
            span = reader.span(iri, fact.key, fact.key) if fact.date else UNDATED
            yield fact._replace(span=span, citations=reader.cite(iri, (said.graph,)))
    if texts:
        joined = by_language(
            (language, "; ".join(dict.fromkeys(values))) for language, values in texts.items()
        )
        order = LAST if stated[0].predicate == _NOTE else ""
        cited = reader.cite_stated(iri, stated)
        yield Fact(name=name, value=joined, key=_key(stated[0]), order=order, citations=cited)


def _value(reader: Reader, said: Said, name: Texts) -> Fact | None:
    """Return the fact that a value is which is no text in a language; None where it is a thing that is drawn, or nameless."""
    value, key = said.object, _key(said)
    if isinstance(value, Literal):
        dated = value.datatype.value == EDTF
        shown = {} if dated else _said(value, key)
        return Fact(name=name, value=shown, key=key, date=said.value if dated else "")
    if not isinstance(value, NamedNode) or kind_of(reader, said.value):
        return None
    label = reader.labels.get(said.value)
    link = "" if said.value.startswith((ID, ONTOLOGY)) else said.value
    if not (label or link):
        return None
    iri = "" if link else said.value
    return Fact(name=name, value=label or {"": link}, key=key, link=link, iri=iri)


def _key(said: Said) -> str:
    return said.predicate.removeprefix(ONTOLOGY)


def _said(value: Literal, key: str) -> Texts:
    """Return what a value without a language is called: yes or no or a unit in each language, or else the value itself."""
    if key == _UNIT:
        return dict(unit_in_words(value.value))
    known = plain(value)
    return dict(ANSWER_WORDS[known]) if isinstance(known, bool) else {"": value.value}


def detail_facts(reader: Reader, iri: str) -> list[Fact]:
    """Return the observations and phases of a thing as facts, phases in their order."""
    facts: list[Fact] = []
    for node in reader.details(iri):
        make = _observation if reader.classes[node] == "Observation" else _phase
        facts.append(make(reader, node, reader.cite_stated(node, reader.statements[node])))
    return sorted(facts, key=lambda fact: fact.order)


def _observation(reader: Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    measure = reader.first(node, "measure")
    return Fact(
        key=FIGURE,
        note=said_by_language(reader.statements.get(node, []), _NOTE),
        name=reader.labels.get(measure, {"": key_of(measure)}),
        value={"": reader.first(node, "numericValue") or reader.first(node, "category")},
        unit=reader.first(node, _UNIT),
        date=reader.first(node, "asOf"),
        span=reader.span(node, "asOf", "asOf"),
        citations=citations,
    )


def _phase(reader: Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    described = said_by_language(reader.statements.get(node, []), _DESCRIPTION, _METHOD)
    begin, end = reader.first(node, "begin"), reader.first(node, "end")
    return Fact(
        name=reader.labels.get(node, {"": key_of(node)}),
        value=described,
        date=begin if begin == end or not end else f"{begin}/{end}",
        order=f"phase {int(number(reader.first(node, 'number')) or 0):06d}",
        span=reader.span(node),
        citations=citations,
    )
