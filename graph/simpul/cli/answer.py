"""An answer in the format asked for, in pieces as it comes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from simpul import answer as results
from simpul.catalogue import Question
from simpul.cli.screen import say, table
from simpul.errors import QueryError, UsageError
from simpul.locale import translate as _
from simpul.store import Bindings, OxigraphStore, Queryable, Row, Solutions
from simpul.store.sparql import Bound
from simpul.terms import XSD, Literal, NamedNode

if TYPE_CHECKING:
    from rich.text import Text

FORMATS: Final = (*results.ROW_FORMATS, *results.GRAPH_FORMATS)
_FOR_PEOPLE: Final = frozenset(("table", "markdown", "html"))
_BY_LABEL: Final = _FOR_PEOPLE | {"xlsx"}
_MOST_SHOWN: Final = 10_000
"""The most rows a table shows; programs that need more have other formats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How an answer is wanted.

    Attributes:
        format: One of ``FORMATS``; empty for what suits the answer.
        limit: Most rows, or None.
        sources: Say who says so in each row.
        bom: Begin CSV and TSV with the mark by which Excel knows UTF-8.
        to_screen: It goes to a terminal.
    """

    format: str = ""
    limit: int | None = None
    sources: bool = False
    bom: bool = False
    to_screen: bool = False


def content(graph: Queryable, asked: Question, bound: Bound, wanted: Wanted) -> Iterator[bytes]:
    """Yield the answer.

    Raises:
        UsageError: The answer does not come in this format.
        QueryError: The query is malformed.
    """
    is_graph = wanted.format in results.GRAPH_FORMATS
    match bound.template.form:
        case "ASK" if not is_graph:
            yield from _yes_or_no(graph.ask(bound), asked, wanted)
        case "CONSTRUCT" | "DESCRIBE":
            triples = graph.construct(bound)
            if is_graph or not wanted.format:
                yield results.as_graph(triples, wanted.format or "turtle")
            else:
                yield from _formatted(graph, asked, results.as_rows(triples), wanted)
        case _:
            if is_graph:
                raise _no_graph()
            answer = graph.stream(bound)
            if not isinstance(answer, Bindings):
                raise QueryError(_("This must be a {form} query.", form="SELECT"))
            found = results.of_question(
                asked, answer.variables, answer.rows(), sources=graph if wanted.sources else None
            )
            yield from _formatted(graph, asked, found, wanted)


def _no_graph() -> UsageError:
    formats = ", ".join(results.ROW_FORMATS)
    return UsageError(
        _("The answer to this question is not a graph. Choose one of: {formats}.", formats=formats)
    )


def _yes_or_no(answer: bool, asked: Question, wanted: Wanted) -> Iterator[bytes]:
    word = "true" if answer else "false"
    if wanted.format in {"", "table"}:
        yield f"{results.answer_word(answer)}\n".encode()
    elif wanted.format == "json":
        yield f'{{"head": {{}}, "boolean": {word}}}\n'.encode()
    else:
        row: Row = {"answer": Literal(word, datatype=NamedNode(XSD + "boolean"))}
        yield from _formatted(OxigraphStore.in_memory(), asked, (("answer",), [row]), wanted)


def _formatted(
    graph: Queryable,
    asked: Question,
    found: Solutions | tuple[tuple[str, ...], Iterable[Row]],
    wanted: Wanted,
) -> Iterator[bytes]:
    names, rows = (found.variables, found.rows) if isinstance(found, Solutions) else found
    chosen = wanted.format or "table"
    limit = wanted.limit
    if limit is None and chosen == "table":
        limit = _MOST_SHOWN
    if chosen in _FOR_PEOPLE:
        # A person reads who says so; the facts' own names are for programs.
        names, rows = results.without_facts(asked, names, rows)
    if asked.columns and chosen in _BY_LABEL:
        every = results.read(names, rows)
        rows = results.by_label(every, asked, results.labels(graph, every)).rows
    rows, more = results.first(rows, limit)
    if chosen in _FOR_PEOPLE:
        yield _for_people(graph, asked, results.read(names, rows), wanted).encode()
    else:
        yield from _for_programs(graph, asked, names, rows, wanted)
    if more.left_out:
        say(_("There are more rows than the {limit} shown.", limit=limit))


def _for_programs(
    graph: Queryable, asked: Question, names: Iterable[str], rows: Iterable[Row], wanted: Wanted
) -> Iterator[bytes]:
    """Yield the formats that are written row by row, labels beside things."""
    columns, labelled = results.labelled_rows(graph, tuple(names), rows)
    match wanted.format:
        case "xlsx":
            title = results.title_of(asked)
            yield results.as_workbook(columns, labelled, asked.columns, title=title)
            return
        case "json":
            pieces = results.json_results(columns, labelled)
        case "jsonl":
            pieces = results.json_lines(columns, labelled)
        case _:
            separator = "," if wanted.format == "csv" else "\t"
            if wanted.bom:
                yield results.BOM.encode()
            pieces = results.delimited(columns, labelled, separator)
    for piece in pieces:
        yield piece.encode()


def _for_people(graph: Queryable, asked: Question, found: Solutions, wanted: Wanted) -> str:
    known = results.labels(graph, found)
    match wanted.format:
        case "markdown":
            return results.as_markdown(found, asked.columns, known)
        case "html":
            return results.as_page(
                found,
                asked.columns,
                known,
                title=results.title_of(asked),
                description=results.description_of(asked),
            )
        case _:
            return _table(found, asked, known, to_screen=wanted.to_screen)


def _table(found: Solutions, asked: Question, known: dict[str, str], *, to_screen: bool) -> str:
    """Return the rows as a table, with how many there are."""
    rows = (
        [_cell(row, name, known, linked=to_screen) for name in found.variables]
        for row in found.rows
    )
    headings = results.headings(found.variables, asked.columns)
    drawn = table(headings, rows, to_screen=to_screen)
    return f"{drawn}\n{results.counted(len(found.rows))}\n"


def _cell(row: Row, name: str, known: dict[str, str], *, linked: bool) -> "Text":
    from rich.text import Text

    term = row.get(name)
    address = results.link(term) if linked else ""
    return Text(results.show(term, known), style=f"link {address}" if address else "")
