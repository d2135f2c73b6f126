"""What a page's script reads: things, ties and citations as plain values."""

from collections.abc import Mapping, Sequence
from typing import Any

from simpul.projection import Citation, Crowd, Fact, Projection, Proof, Span, Texts, Thing, Tie
from simpul.projection.timeline import Entry
from simpul.quantities import unit_in_words


def payload(
    projection: Projection, entries: Sequence[Entry] = (), also: Sequence[Tie] = ()
) -> dict[str, Any]:
    """Return the projection as JSON values; names, citations and datasets are included once each.

    What is as it mostly is (no role, no dates, a weight of 1) is left out; ``script/data.js`` puts it back. Rows stand by column.

    Args:
        projection: Things and ties.
        entries: Bars and marks of a timeline.
        also: Ties that stand for others in some scenes, after those of the projection.
    """
    degree = degrees(projection)
    made = _Made()
    things = [made.thing(thing, degree[thing.key]) for thing in projection.things]
    ties = [made.tie(tie) for tie in (*projection.ties, *also)]
    used = {key for thing in projection.things for keys in thing.facets.values() for key in keys}
    used |= {thing.group for thing in projection.things}
    crowded = [thing for crowd in projection.crowds for thing in crowd.things]
    used |= {key for thing in crowded for key in thing.facets.get("region", ())}
    return {
        "things": columns(things),
        "ties": columns(ties),
        "crowds": [made.crowd(crowd) for crowd in projection.crowds],
        "timeline": [made.entry(entry) for entry in entries],
        "citations": made.citations,
        "sources": made.sources,
        "documents": made.documents,
        "pool": made.pool,
        "units": {unit: made.units[unit] for unit in sorted(made.units)},
        "kinds": projection.kinds,
        "names": {key: projection.names[key] for key in sorted(used) if key in projection.names},
        "synonyms": projection.synonyms,
        "notes": list(projection.notes),
        "leftAside": len(projection.left_aside),
        "whole": len(projection.ties),
    }


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows by column, None where a row has no value: like beside like packs into half the room.

    >>> columns([{"id": "a", "degree": 2}, {"id": "b"}])
    {'degree': [2, None], 'id': ['a', 'b']}
    """
    names = sorted({name for row in rows for name in row})
    return {name: [row.get(name) for row in rows] for name in names}


def steps(numbers: Sequence[int]) -> list[int]:
    """Return ascending numbers as the step from each to the next, which packs into little.

    >>> steps([3, 4, 9])
    [3, 1, 5]
    """
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def degrees(projection: Projection) -> dict[str, int]:
    """Return how many ties each thing has."""
    degree = {thing.key: 0 for thing in projection.things}
    for tie in projection.ties:
        degree[tie.source] += 1
        degree[tie.target] += 1
    return degree


class _Made:
    """The parts of a page, with what they share held once and referred to by number."""

    def __init__(self) -> None:
        self.citations: list[dict[str, Any]] = []
        self.sources: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self.pool: list[Texts] = []
        self.units: dict[str, dict[str, Mapping[str, str]]] = {}
        self._numbers: dict[Citation, int] = {}
        self._origins: dict[Citation, tuple[int, int]] = {}
        self._placed: dict[str, int] = {}
        self._told: dict[str, int] = {}
        self._pooled: dict[tuple[tuple[str, str], ...], int] = {}

    def thing(self, thing: Thing, degree: int) -> dict[str, Any]:
        """Return a thing."""
        return (
            {
                "id": thing.key,
                "kind": thing.kind,
                "group": thing.group,
                "labels": thing.labels,
                "degree": degree,
            }
            | _said(
                short=thing.short,
                description=thing.description,
                aliases=thing.aliases,
                facts=[self._fact(fact) for fact in thing.facts],
                citations=self._cited(thing.citations),
                facets={name: keys for name, keys in sorted(thing.facets.items()) if keys},
                point=list(thing.point or ()),
                span=_span(thing.span),
                actsFor=thing.acts_for,
                engages=thing.engages,
            )
            | _proof(thing.proof, thing.span)
        )

    def tie(self, tie: Tie) -> dict[str, Any]:
        """Return a tie."""
        return (
            {
                "from": tie.source,
                "to": tie.target,
                "name": self._text(tie.name),
                "kind": tie.relation,
                "directed": tie.directed,
            }
            | _said(
                role=self._text(tie.role) if tie.role else None,
                dates=tie.dates,
                notes=[self._fact(note) for note in tie.notes],
                citations=self._cited(tie.citations),
                member=tie.member or None,
                single=tie.single or None,
                weight=tie.weight if tie.weight != 1 else None,
                span=_span(tie.span),
            )
            | _proof(tie.proof, tie.span)
        )

    def crowd(self, crowd: Crowd) -> dict[str, Any]:
        """Return the members of a network that are told of: what they are called, where they lie, how they belong."""
        return {
            "network": crowd.network,
            "labels": crowd.labels,
            "things": columns(
                [
                    {"id": thing.key, "kind": thing.kind, "group": thing.group}
                    | {"labels": thing.labels, "region": thing.facets.get("region", [])}
                    for thing in crowd.things
                ]
            ),
            "ties": columns([self.tie(tie) for tie in crowd.ties]),
        }

    def entry(self, entry: Entry) -> dict[str, Any]:
        """Return a bar or mark of a timeline."""
        return (
            {
                "section": entry.section,
                "row": entry.row,
                "thing": entry.thing,
                "name": self._text(entry.name),
                "said": entry.said,
                "span": [entry.span.begin, entry.span.end],
                "citations": self._cited(entry.citations),
            }
            | _said(mark=entry.is_mark or None)
            | _proof(entry.proof, entry.span)
        )

    def _fact(self, fact: Fact) -> dict[str, Any]:
        if fact.unit:
            self.units[fact.unit] = {
                "many": unit_in_words(fact.unit),
                "one": unit_in_words(fact.unit, "1"),
            }
        return {"name": self._text(fact.name), "value": fact.value} | _said(
            unit=fact.unit,
            date=fact.date,
            link=fact.link if _is_web(fact.link) else "",
            citations=self._cited(fact.citations),
            of=_kind_of_fact(fact),
            note=fact.note,
            thing=fact.thing,
        )

    def _text(self, texts: Texts) -> int:
        key = tuple(sorted(texts.items()))
        if key not in self._pooled:
            self._pooled[key] = len(self.pool)
            self.pool.append(texts)
        return self._pooled[key]

    def _cited(self, citations: Sequence[Citation]) -> list[int]:
        return [self._number(citation) for citation in citations]

    def _number(self, citation: Citation) -> int:
        if citation not in self._numbers:
            document, source = self._origin(citation._replace(passage=""))
            self._numbers[citation] = len(self.citations)
            self.citations.append(
                {
                    "document": document,
                    "passage": citation.passage,
                    "inferred": citation.inferred,
                    "source": source,
                }
            )
        return self._numbers[citation]

    def _origin(self, whole: Citation) -> tuple[int, int]:
        """Return the numbers of the document and the source of a citation without its passage."""
        if whole not in self._origins:
            self._origins[whole] = self._document(whole), self._source(whole)
        return self._origins[whole]

    def _document(self, citation: Citation) -> int:
        """Return the number of a document: one that several passages are cited of is one."""
        if citation.inferred:
            return -1
        document = {"title": dict(citation.title)} | _said(
            address=citation.address if _is_web(citation.address) else "",
            publisher=citation.publisher,
            issued=citation.issued,
        )
        return _place(document, self.documents, self._placed)

    def _source(self, citation: Citation) -> int:
        if citation.inferred:
            return -1
        source = {
            "title": dict(citation.dataset or citation.title),
            "completeness": dict(citation.completeness),
        } | _said(licence=citation.licence)
        return _place(source, self.sources, self._told)


def _place(value: dict[str, Any], values: list[dict[str, Any]], known: dict[str, int]) -> int:
    """Return the number of a value among those that are held, to which it is added when it is new."""
    key = repr(value)
    if key not in known:
        known[key] = len(values)
        values.append(value)
    return known[key]


def _said(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any value that JSON has
    """Return the parts that are not empty."""
    return {name: part for name, part in parts.items() if part or part == 0}


def _kind_of_fact(fact: Fact) -> str:
    """Return the property, or figure, phase or note; a card puts them apart."""
    return "phase" if fact.order.startswith("phase") else fact.key


def _proof(proof: Proof, span: Span) -> dict[str, Any]:
    """Return what is proven of a time, where it is not the same as the span."""
    sure = None if proof.sure == span else _span(proof.sure) or (0 if span.begin else None)
    return _said(
        sure=sure,
        seen=[[one.begin, one.end] for one in proof.seen],
        doubt=proof.certainty.removeprefix("certainty/"),
    )


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _span(span: Span) -> list[str] | None:
    return [span.begin, span.end] if span.begin or span.end else None
