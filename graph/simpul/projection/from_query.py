"""The answer of any query as things and ties: a SELECT of pairs, or a CONSTRUCT."""

from collections.abc import Iterable
from typing import Final

from simpul.answer.values import number
from simpul.errors import QueryError
from simpul.locale import by_language
from simpul.locale import translate as _
from simpul.projection.model import OTHER, Fact, Projection, Texts, Thing, Tie
from simpul.projection.reader import GROUP_OF, key_of, texts_of
from simpul.projection.subgraph import by_keys
from simpul.store import Queryable, Row, Solutions, sparql
from simpul.terms import ID, XSD, Literal, NamedNode, Term, Triple, rdf_type, rdfs_label, text

_LABELS: Final = "SELECT ?thing ?text { ?thing rdfs:label ?text } ORDER BY ?text"
_KIND: Final = "Resource"
_KIND_NAME: Final[Texts] = {"en": "Resource", "id": "Sumber daya", "ko": "자원"}
_TIED: Final[Texts] = {"en": "in the answer", "id": "dalam jawaban", "ko": "질의 결과"}
_NUMBERS: Final = frozenset(
    XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")
)

_End = tuple[NamedNode, NamedNode, Texts, list[Fact], float]
"""Two things that an answer ties, what the tie is called, what else the row says, and its weight."""


def from_query(store: Queryable, query: str, whole: Projection) -> Projection:
    """Return what a query answers as a picture; things of the whole bring what is known of them.

    Of a SELECT the first two IRIs of each row are tied; a number in the row is the weight of the tie, and
    the rest are notes. Of a CONSTRUCT each triple between two IRIs is a tie, each other one a fact.

    Raises:
        QueryError: The query is malformed, asks for neither, or its answer is empty or ties nothing.
    """
    form = sparql.form(query)
    if form == "SELECT":
        rows = store.select(query)
        is_empty, ends, facts = not rows, list(_of_rows(rows)), dict[str, list[Fact]]()
    elif form in {"CONSTRUCT", "DESCRIBE"}:
        triples = sorted(set(store.construct(query)), key=str)
        is_empty, (ends, facts) = not triples, _of_triples(store, triples)
    else:
        raise QueryError(_("Only a SELECT or a CONSTRUCT can be drawn."))
    if is_empty:
        raise QueryError(
            _(
                "There is nothing to draw: nothing in the store fits this query. Look at its terms and values."
            )
        )
    if not ends:
        raise QueryError(
            _(
                "The answer connects nothing: a row needs two things (IRIs), such as a city and a "
                "network."
            )
        )
    return _picture(store, ends, facts, whole)


def _of_rows(solutions: Solutions) -> Iterable[_End]:
    for row in solutions.rows:
        nodes = [name for name in solutions.variables if isinstance(row.get(name), NamedNode)]
        if len(nodes) < 2:
            continue
        source, target = row[nodes[0]], row[nodes[1]]
        if isinstance(source, NamedNode) and isinstance(target, NamedNode) and source != target:
            rest = [n for n in solutions.variables if n in row and n not in nodes[:2]]
            notes = [Fact(name={"": name}, value=_value(row[name])) for name in rest]
            yield source, target, _TIED, notes, _weight(row, rest)


def _weight(row: Row, names: Iterable[str]) -> float:
    for name in names:
        value = row[name]
        if isinstance(value, Literal) and value.datatype.value in _NUMBERS:
            weight = number(value.value)
            if weight is not None:
                return max(0.0, min(1e6, weight))
    return 1


def _of_triples(
    store: Queryable, triples: Iterable[Triple]
) -> tuple[list[_End], dict[str, list[Fact]]]:
    labels = texts_of(store, _LABELS)
    ends: list[_End] = []
    facts: dict[str, list[Fact]] = {}
    for triple in triples:
        source, link, target = triple.subject, triple.predicate, triple.object
        if not isinstance(source, NamedNode) or link in {rdf_type, rdfs_label}:
            continue
        name = labels.get(link.value) or {"": link.value.replace("#", "/").rsplit("/", 1)[-1]}
        if isinstance(target, NamedNode) and source != target:
            ends.append((source, target, name, [], 1))
        elif isinstance(target, Literal):
            facts.setdefault(source.value, []).append(Fact(name=name, value=_value(target)))
    return ends, facts


def _picture(
    store: Queryable, ends: list[_End], facts: dict[str, list[Fact]], whole: Projection
) -> Projection:
    known, labels = by_keys(whole), texts_of(store, _LABELS)
    wanted = sorted({node.value for end in ends for node in end[:2]})
    things = [known.get(key_of(iri)) or _thing(iri, labels, facts.get(iri, [])) for iri in wanted]
    ties = [
        Tie(
            source=key_of(source.value),
            target=key_of(target.value),
            relation=next(iter(name.values())),
            name=name,
            notes=notes,
            weight=weight,
        )
        for source, target, name, notes, weight in ends
    ]
    kinds = {t.kind: whole.kinds.get(t.kind) or labels.get(t.kind) or _KIND_NAME for t in things}
    return Projection(things=things, ties=ties, kinds=kinds, names=whole.names)


def _thing(iri: str, labels: dict[str, Texts], facts: list[Fact]) -> Thing:
    """Return a thing that the whole does not draw, such as a membership or a concept elsewhere."""
    key = key_of(iri)
    short = key if iri.startswith(ID) else iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]
    return Thing(
        key=key,
        kind=_KIND,
        group=GROUP_OF.get(_KIND, OTHER),
        labels=labels.get(iri) or {"": short or iri},
        facts=facts,
    )


def _value(term: Term) -> Texts:
    language = term.language if isinstance(term, Literal) else ""
    shown = key_of(term.value) if isinstance(term, NamedNode) else text(term) or str(term)
    return by_language([(language, shown)])
