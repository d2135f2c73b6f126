"""What ties things together: properties, statements that are nodes in RDF, and sister cities."""

from collections.abc import Iterator
from typing import Final

from simpul.projection.facts import facts_of
from simpul.projection.model import Citation, Fact, Tie
from simpul.projection.reading import STATEMENT_ENDS, Reader, kind_of
from simpul.terms import ONTOLOGY, Quad, text

_DATES: Final = ("begin", "end", "asOf")


def plain_ties(reader: Reader) -> Iterator[Tie]:
    """Yield a tie for each property that a source states between two things that are drawn."""
    for subject, quads in reader.statements.items():
        if not kind_of(reader, subject):
            continue
        by_pair: dict[tuple[str, str], list[Quad]] = {}
        for quad in quads:
            target, relation = text(quad.object), text(quad.predicate)
            if relation.startswith(ONTOLOGY) and kind_of(reader, target) and target != subject:
                by_pair.setdefault((relation, target), []).append(quad)
        for (relation, target), stated in by_pair.items():
            yield Tie(
                source=subject,
                target=target,
                relation=relation.removeprefix(ONTOLOGY),
                name=reader.labels.get(relation, {}),
                citations=reader.cite_quads(stated),
            )


def statement_ties(reader: Reader) -> Iterator[Tie]:
    """Yield a tie for each membership, participation and party's role."""
    for node, quads in reader.statements.items():
        kind = reader.classes.get(node, "")
        if kind not in STATEMENT_ENDS:
            continue
        source, target = (reader.first(node, name) for name in STATEMENT_ENDS[kind])
        if not (kind_of(reader, source) and kind_of(reader, target)):
            continue
        certainty = reader.first(node, "certainty")
        role = reader.labels.get(reader.first(node, "role") or certainty, {})
        yield Tie(
            source=source,
            target=target,
            relation=kind[0].lower() + kind[1:],
            name=reader.labels.get(ONTOLOGY + kind, {}),
            role=role,
            dates={name: when for name in _DATES if (when := reader.first(node, name))},
            notes=[f for f in facts_of(reader, node) if not _is_date(reader, f)],
            citations=reader.cite_quads(quads),
        )


def _is_date(reader: Reader, fact: Fact) -> bool:
    return any(fact.name == reader.labels.get(ONTOLOGY + name) for name in (*_DATES, "cohort"))


def sister_ties(reader: Reader) -> Iterator[Tie]:
    """Yield one tie for each two cities that are sisters by inference."""
    name = reader.labels.get(ONTOLOGY + "sisterCityOf", {})
    for one, other in reader.sisters:
        if one < other:
            yield Tie(
                source=one,
                target=other,
                relation="sisterCityOf",
                name=name,
                citations=(Citation(inferred=True),),
                directed=False,
            )
