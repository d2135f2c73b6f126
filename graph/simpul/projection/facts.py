"""What is known of a thing, line by line: its properties, observations and phases."""

from collections.abc import Iterator, Sequence
from typing import Final

from simpul.answer.labels import ANSWER_WORDS
from simpul.answer.values import number, plain
from simpul.locale import by_language
from simpul.projection.model import FIGURE, Citation, Fact, Span, Texts
from simpul.projection.reader import Reader, key_of, kind_of
from simpul.terms import (
    EDTF,
    ID,
    ONTOLOGY,
    Literal,
    NamedNode,
    Quad,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
)

LAST: Final = "zz"
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


def facts_of(reader: Reader, iri: str) -> list[Fact]:
    """Return a line for each property of a thing whose value is no other thing that is drawn."""
    by_property: dict[str, list[Quad]] = {}
    for quad in reader.statements.get(iri, []):
        name = text(quad.predicate)
        if name not in _NOT_FACTS and not name.endswith(("Earliest", "Latest")):
            by_property.setdefault(name, []).append(quad)
    facts: list[Fact] = []
    for name, quads in sorted(by_property.items()):
        shown = reader.labels.get(name) or {"": name.replace("#", "/").rsplit("/", 1)[-1]}
        facts += _values(reader, shown, quads, name.removeprefix(ONTOLOGY))
    return facts


def _values(reader: Reader, name: Texts, quads: Sequence[Quad], key: str) -> Iterator[Fact]:
    """Yield facts for the values of one property: texts in several languages are one fact."""
    texts: dict[str, list[str]] = {}
    for quad in sorted(quads, key=lambda q: str(q.object)) if len(quads) > 1 else quads:
        value = quad.object
        cited = reader.cite_quads([quad])
        if isinstance(value, Literal) and value.language:
            texts.setdefault(value.language, []).append(value.value)
        elif isinstance(value, Literal):
            dated = value.datatype.value == EDTF
            yield Fact(
                name=name,
                value={} if dated else _said(value),
                key=key,
                date=value.value if dated else "",
                span=reader.span(text(quad.subject), key, key) if dated else Span(),
                citations=cited,
            )
        elif isinstance(value, NamedNode) and not kind_of(reader, value.value):
            label = reader.labels.get(value.value)
            link = "" if value.value.startswith((ID, ONTOLOGY)) else value.value
            if label or link:
                yield Fact(
                    name=name,
                    value=label or {"": link},
                    key=key,
                    link=link,
                    iri="" if link else value.value,
                    citations=cited,
                )
    if texts:
        joined = by_language(
            (language, "; ".join(dict.fromkeys(values))) for language, values in texts.items()
        )
        order = LAST if quads[0].predicate == skos("note") else ""
        yield Fact(
            name=name, value=joined, key=key, order=order, citations=reader.cite_quads(quads)
        )


def _said(value: Literal) -> Texts:
    """Return what a value without a language is called: yes or no in each language, or else the value itself."""
    known = plain(value)
    return dict(ANSWER_WORDS[known]) if isinstance(known, bool) else {"": value.value}


def detail_facts(reader: Reader, iri: str) -> list[Fact]:
    """Return the observations and phases of a thing as facts, phases in their order."""
    facts: list[Fact] = []
    for node in reader.details(iri):
        make = _observation if reader.classes[node] == "Observation" else _phase
        facts.append(make(reader, node, reader.cite_quads(reader.statements[node])))
    return sorted(facts, key=lambda fact: fact.order)


def _observation(reader: Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    measure = reader.first(node, "measure")
    return Fact(
        key=FIGURE,
        note=_texts(reader.statements.get(node, []), skos("note")),
        name=reader.labels.get(measure, {"": key_of(measure)}),
        value={"": reader.first(node, "numericValue") or reader.first(node, "category")},
        unit=reader.first(node, "unit"),
        date=reader.first(node, "asOf"),
        span=reader.span(node, "asOf", "asOf"),
        citations=citations,
    )


def _phase(reader: Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    quads = reader.statements.get(node, [])
    described = _texts(quads, dct("description"), simpul("method"))
    begin, end = reader.first(node, "begin"), reader.first(node, "end")
    return Fact(
        name=reader.labels.get(node, {"": key_of(node)}),
        value=described,
        date=begin if begin == end or not end else f"{begin}/{end}",
        order=f"phase {int(number(reader.first(node, 'number')) or 0):06d}",
        span=reader.span(node),
        citations=citations,
    )


def _texts(quads: Sequence[Quad], *predicates: NamedNode) -> Texts:
    """Return the texts that these properties have, by language; of the first property where several have one."""
    return by_language(
        (quad.object.language, quad.object.value)
        for predicate in predicates
        for quad in quads
        if quad.predicate == predicate and isinstance(quad.object, Literal)
    )
