"""The rows of a question as a person wants them: one language, facts aside or with their sources, not too many."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from simpul.answer.labels import (
    in_order,
    label_of,
    labelled,
    labelled_columns,
    labels_of,
    things_in,
)
from simpul.errors import UsageError
from simpul.locale import current
from simpul.locale import translate as _
from simpul.store import Queryable, Row, Solutions
from simpul.terms import INFERRED_GRAPH, Literal, NamedNode, Term, text

if TYPE_CHECKING:
    from simpul.catalogue import Question

SOURCES: Final = "sources"
"""The column of sources."""
_AT_ONCE: Final = 10_000
_MOST_IN_VALUES: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What is cited for a fact.

    Attributes:
        iri: Of the document, or of the source whose graph has the fact.
        label: What that is called.
        passage: Where in it; empty where that is not said.
    """

    iri: str
    label: str
    passage: str = ""

    def __str__(self) -> str:
        """Cite it as a reader wants it."""
        return f"{self.label}, {self.passage}" if self.passage else self.label


CitedBy = MutableMapping[str, Sequence[Cited]]
"""What each text of the column of sources is made of."""


def of_question(
    question: "Question",
    variables: Sequence[str],
    rows: Iterable[Row],
    *,
    sources: Queryable | None = None,
    cited: CitedBy | None = None,
) -> tuple[tuple[str, ...], Iterable[Row]]:
    """Return the columns and rows that a question shows.

    Args:
        question: The question.
        variables: The query's columns.
        rows: The query's rows.
        sources: The store to ask who says so; then each row has a column for it.
        cited: Is told what each text of that column is made of.

    Raises:
        UsageError: Sources are wanted, and the question does not say which variables hold its facts.
    """
    if question.columns:
        rows = with_lists_in_order(rows)
    if question.one_language:
        rows = one_language(list(rows))
    facts = [name for name in question.facts if name in variables]
    if sources is not None:
        if not facts:
            raise UsageError(
                _(
                    "{question} does not say which facts its rows come from. Ask about one thing: "
                    "simpul query who-says-so -p thing=…",
                    question=question.name,
                )
            )
        return (*variables, SOURCES), with_sources(list(rows), facts, sources, cited)
    return without_facts(question, variables, rows)


def without_facts(
    question: "Question", variables: Sequence[str], rows: Iterable[Row]
) -> tuple[tuple[str, ...], Iterable[Row]]:
    """Return the columns and rows without the variables that only name the facts a row rests on."""
    shown = tuple(name for name in variables if name not in question.facts)
    return shown, _distinct(rows, shown) if len(shown) < len(variables) else rows


def _distinct(rows: Iterable[Row], shown: Sequence[str]) -> Iterator[Row]:
    """Yield each row once: two that differ only in their facts are one to a reader."""
    seen: set[tuple[Term | None, ...]] = set()
    for row in rows:
        key = tuple(row.get(name) for name in shown)
        if key not in seen:
            seen.add(key)
            yield {name: row[name] for name in shown if name in row}


def with_lists_in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows with the things of each list in order: SPARQL leaves open how ``GROUP_CONCAT`` orders them."""
    for row in rows:
        lists = {name: in_order(term) for name, term in row.items() if isinstance(term, Literal)}
        yield row | lists


def one_language(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without those that only repeat another row's text in a less preferred language.

    Wanted is the language in use, then English, then any. So the author of a question need not write it.
    """
    tagged = sorted({name for row in rows for name, term in row.items() if _language(term)})
    if not tagged:
        return list(rows)
    keys = [tuple((n, t) for n, t in row.items() if not _language(t)) for row in rows]
    best: dict[tuple[object, str], int] = {}
    for row, key in zip(rows, keys, strict=True):
        for name in tagged:
            rank = _rank(row.get(name))
            best[key, name] = min(rank, best.get((key, name), rank))
    return [
        row
        for row, key in zip(rows, keys, strict=True)
        if all(_rank(row.get(name)) == best[key, name] for name in tagged)
    ]


def _language(term: Term | None) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""


def _rank(term: Term | None) -> int:
    order = [current(), *(one for one in ("en", "id", "ko") if one != current())]
    language = _language(term)
    return order.index(language) if language in order else len(order)


def with_sources(
    rows: Sequence[Row], facts: Sequence[str], store: Queryable, cited: CitedBy | None = None
) -> list[Row]:
    """Return the rows with a column of sources: document and passage, or the source's title.

    Args:
        rows: The rows.
        facts: The columns that hold the facts which they rest on.
        store: The store to ask.
        cited: Is told what each text of the new column is made of.
    """
    by_text: CitedBy = {} if cited is None else cited
    wanted = sorted({iri for row in rows for name in facts for iri in things_in(row.get(name))})
    documents = _cited(wanted, store)
    documents |= _stated([iri for iri in wanted if iri not in documents], store)
    found: list[Row] = []
    for row in rows:
        things = [iri for name in facts for iri in things_in(row.get(name))]
        cites = dict.fromkeys(cite for iri in things for cite in documents.get(iri, ()))
        told = "; ".join(dict.fromkeys(map(str, cites)))
        if told:
            by_text[told] = tuple(cites)
        found.append({**row, SOURCES: Literal(told)} if told else row)
    return found


def _cited(iris: Sequence[str], store: Queryable) -> dict[str, list[Cited]]:
    """Return what each fact cites: document and passage."""
    documents = documents_of(iris, store)
    things: list[Row] = [
        {"source": NamedNode(iri)} for cited in documents.values() for iri, _passage in cited
    ]
    known = labels_of(store, things)
    return {
        fact: [Cited(iri=iri, label=known.get(iri, iri), passage=passage) for iri, passage in cited]
        for fact, cited in documents.items()
    }


def documents_of(iris: Sequence[str], store: Queryable) -> dict[str, list[tuple[str, str]]]:
    """Return what each fact cites: IRIs of documents, each with the passage, which is one of those that the same source cites."""
    # An OPTIONAL within the graph would be tried on every passage there is: on all data that takes 600 times as long.
    body = (
        "GRAPH ?graph { ?fact dct:source ?source } "
        "OPTIONAL { GRAPH ?graph { ?fact simpul:passage ?passage } }"
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row, _known in _citations(iris, body, "DISTINCT ?fact ?source ?passage", store):
        cite = text(row["source"]), text(row.get("passage"))
        found.setdefault(text(row["fact"]), []).append(cite)
    return found


def _stated(iris: Sequence[str], store: Queryable) -> dict[str, list[Cited]]:
    """Return the sources whose graphs hold a fact that cites nothing itself."""
    found: dict[str, list[Cited]] = {}
    body = "GRAPH ?source { ?fact ?property ?value }"
    for row, known in _citations(iris, body, "DISTINCT ?fact ?source", store):
        iri = text(row["source"])
        inferred = row["source"] == INFERRED_GRAPH
        name = _("inferred") if inferred else label_of(row["source"], known)
        found.setdefault(text(row["fact"]), []).append(Cited(iri=iri, label=name or iri))
    return found


def _citations(
    iris: Sequence[str], body: str, names: str, store: Queryable
) -> Iterator[tuple[Row, Mapping[str, str]]]:
    for start in range(0, len(iris), _MOST_IN_VALUES):
        values = " ".join(str(NamedNode(iri)) for iri in iris[start : start + _MOST_IN_VALUES])
        query = f"SELECT {names} WHERE {{ VALUES ?fact {{ {values} }} {body} }} ORDER BY {names.removeprefix('DISTINCT ')}"
        rows = store.select(query, checked=True).rows
        known = labels_of(store, rows)
        yield from ((row, known) for row in rows)


def labelled_rows(
    store: Queryable, variables: Sequence[str], rows: Iterable[Row]
) -> tuple[list[str], Iterator[Row]]:
    """Return the columns with those for labels, and the rows with their labels, as they come.

    Which columns hold things is seen in the first ten thousand rows, so that no answer must be held whole.
    """
    source = iter(rows)
    begin = list(islice(source, _AT_ONCE))
    known = labels_of(store, begin)
    columns = labelled_columns(variables, begin, known)

    def all_rows() -> Iterator[Row]:
        batch, names = begin, known
        while batch:
            for row in batch:
                yield labelled(row, columns, names)
            batch = list(islice(source, _AT_ONCE))
            names = labels_of(store, batch)

    return columns, all_rows()


def read(variables: Sequence[str], rows: Iterable[Row]) -> Solutions:
    """Return the rows, all of them read."""
    return Solutions(variables=tuple(variables), rows=list(rows))


def counted(count: int) -> str:
    """Return the number of rows in words."""
    return _("1 row") if count == 1 else _("{count} rows", count=count)
