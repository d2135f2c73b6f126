"""The formats of an answer, each a function of it: the same bytes for a screen, a file, a notebook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from simpul.answer import text
from simpul.answer.answer import Answer
from simpul.answer.labels import answer_word, labels
from simpul.answer.measured import in_words
from simpul.answer.order import by_label
from simpul.answer.rows import labelled_rows, read, without_facts
from simpul.errors import UsageError
from simpul.locale import said, speaking
from simpul.locale import translate as _
from simpul.store import Row, Solutions
from simpul.store.rdf import GRAPH_FORMATS, as_graph
from simpul.store.sparql import sums
from simpul.terms import ID, NamedNode, Term, Triple

ROW_FORMATS: Final = ("table", "csv", "tsv", "json", "jsonl", "markdown", "html", "xlsx")
FORMATS: Final = (*ROW_FORMATS, *GRAPH_FORMATS)
_FOR_PEOPLE: Final = frozenset(("table", "markdown", "html"))
_BY_LABEL: Final = _FOR_PEOPLE | {"xlsx"}
_MOST_SHOWN: Final = 10_000
"""The most rows a table shows; programs that need more have other formats."""
_EXTENT: Final = f"{ID}completeness/"
_WHOLE: Final = f"{_EXTENT}complete"


class Caveats:
    """What must be said of an answer, as it is found while its rows are read.

    Attributes:
        notice: That it holds what not everybody may see; empty where everybody may.
        suppositions: Which city each name was taken for that is a mere alias of it.
        left_aside: How many rows rest on a single dataset alone and are not there; empty where there are none such.
        nothing: That there are no rows, of what was asked; empty where there are some.
        left_out: That there are more rows; empty where all are there.
        partial: That a list behind the rows is not complete, as a column of theirs says of each; else empty.
        unsummed: That a column lacks a sum or a list of texts in some rows, and why; else empty.
    """

    def __init__(self, answer: Answer) -> None:
        self.notice = answer.notice
        self.suppositions = tuple(answer.suppositions)
        self.left_aside = answer.left_aside
        self.nothing = self.left_out = self.partial = self.unsummed = ""
        self._answer = answer
        self._sums = sums(answer.question.query) - {*answer.question.facts}

    def __iter__(self) -> Iterator[str]:
        found_in_rows = (self.nothing, self.left_out, self.partial, self.unsummed)
        return iter(filter(None, (*self.suppositions, *found_in_rows, self.left_aside)))

    @property
    def beside(self) -> tuple[str, ...]:
        """What is told beside the answer, too, since not every format has a place for it."""
        return tuple(filter(None, (self.nothing, self.left_out, self.unsummed, self.left_aside)))

    def first(self, rows: Iterable[Row], limit: int) -> Iterator[Row]:
        """Yield at most so many rows, and note whether there were more."""
        source = iter(rows)
        yield from islice(source, limit)
        if next(source, None) is not None:
            self.left_out = _("There are more rows than the {limit} shown.", limit=limit)

    def watched(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows, and note whether there are any, and what must be said of one of them."""
        row = None
        for row in rows:
            yield row
            if not self.partial and any(map(_is_partial, row.values())):
                self.partial = _(
                    "Not every list behind this answer is complete: what is missing here may exist."
                )
            if not self.unsummed and (lacking := sorted(self._sums - row.keys())):
                self.unsummed = _unsummed(lacking)
        if row is None:
            self.nothing = _nothing_fits(self._answer)

    def triples(self) -> Iterable[Triple]:
        """Return the statements of a graph, and note whether there are any."""
        found = list(self._answer.triples())
        if not found:
            self.nothing = _nothing_fits(self._answer)
        return found


def _nothing_fits(answer: Answer) -> str:
    if not answer.about:
        return _("Nothing on record fits this.")
    nothing = _(
        "Nothing is on record for {about}. That does not mean that there is nothing: {command} says "
        "how complete the lists are.",
        about=answer.about,
        command=answer.further.question("lists", {}),
    )
    return " ".join((nothing, *answer.instead()))


def _unsummed(columns: Sequence[str]) -> str:
    return _(
        "Not every row has a value for {columns}: SUM, AVG and GROUP_CONCAT give none where one of "
        "their values is missing, no number or too large. Leave such values out, as by FILTER "
        "(isNumeric(?x)) or FILTER (BOUND(?x)).",
        columns=", ".join(f"?{name}" for name in columns),
    )


def _is_partial(term: Term) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(_EXTENT) and term.value != _WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An answer in one format.

    Attributes:
        pieces: Its bytes, in pieces as they are made; to be read once.
        caveats: What must be said of it; complete when the pieces have been read.
    """

    pieces: Iterator[bytes]
    caveats: Caveats

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces


def content(
    answer: Answer, format_: str = "", *, bom: bool = False, to_screen: bool = False
) -> Content:
    """Return an answer in one of ``FORMATS``.

    Args:
        answer: The answer.
        format_: The format; empty for what suits the answer.
        bom: Begin CSV and TSV with the mark by which Excel knows UTF-8.
        to_screen: It goes to a terminal: a table fits it and has links.

    Raises:
        UsageError: The answer does not come in this format.
    """
    chosen = format_ or ("turtle" if answer.is_graph else "table")
    if chosen not in FORMATS:
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(chosen), known=", ".join(FORMATS))
        )
    caveats = Caveats(answer)
    if chosen in GRAPH_FORMATS:
        pieces = _as_graph(answer, chosen, caveats)
    elif answer.truth is not None and chosen in {"table", "json"}:
        pieces = iter([_yes_or_no(answer.truth, chosen)])
    elif chosen in _FOR_PEOPLE:
        pieces = _for_people(answer, chosen, caveats, to_screen=to_screen)
    else:
        pieces = _for_programs(answer, chosen, caveats, bom=bom)
    return Content(pieces=_in_language(answer.language, pieces), caveats=caveats)


def _in_language(language: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Let each piece be made in a language, whatever its reader speaks."""
    while True:
        with speaking(language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _as_graph(answer: Answer, format_: str, caveats: Caveats) -> Iterator[bytes]:
    if not answer.is_graph:
        raise UsageError(
            _(
                "The answer to this question is not a graph. Choose one of: {formats}.",
                formats=", ".join(ROW_FORMATS),
            )
        )
    return as_graph(caveats.triples(), format_)


def _yes_or_no(truth: bool, format_: str) -> bytes:
    if format_ == "table":
        return f"{answer_word(truth)}\n".encode()
    return f'{{"head": {{}}, "boolean": {"true" if truth else "false"}}}\n'.encode()


def _rows_for(
    answer: Answer, format_: str, caveats: Caveats
) -> tuple[tuple[str, ...], Iterable[Row]]:
    """Return columns and rows as a format wants them: in its order, and not too many."""
    columns, rows = answer.shown()
    if format_ in _FOR_PEOPLE:
        # A person reads who says so; the facts' own names are for programs.
        columns, rows = without_facts(answer.question, columns, rows)
    if answer.question.columns and format_ in _BY_LABEL:
        every = read(columns, rows)
        rows = by_label(every, answer.question, labels(answer.store, every)).rows
    limit = answer.limit
    if limit is None and format_ == "table":
        limit = _MOST_SHOWN
    return columns, caveats.watched(rows if limit is None else caveats.first(rows, limit))


def for_people(answer: Answer, caveats: Caveats, format_: str = "html") -> Solutions:
    """Return the rows as a person reads them: ordered by what things are called, figures with their units.

    Args:
        answer: The answer.
        caveats: Is told what must be said of it.
        format_: One that people read, which says how many rows there are at most.
    """
    return in_words(read(*_rows_for(answer, format_, caveats)))


def _for_people(
    answer: Answer, format_: str, caveats: Caveats, *, to_screen: bool
) -> Iterator[bytes]:
    question = answer.question
    found = for_people(answer, caveats, format_)
    known = labels(answer.store, found)
    match format_:
        case "markdown":
            table = text.as_markdown(found, question.columns, known, caveats=tuple(caveats))
            yield (text.markdown_paragraph(caveats.notice) + table).encode()
        case "html":
            from simpul.answer.pages import as_page, as_table

            table = as_table(found, question.columns, known, caveats=tuple(caveats))
            title, description = question.title, said(question.description)
            yield as_page(
                table, title=title, description=description, notice=caveats.notice
            ).encode()
        case _:
            from simpul.answer.console import as_console_table

            # On a screen the others are told beside the answer.
            aside = {*caveats.suppositions, *caveats.beside} if to_screen else set[str]()
            told = (
                caveat for caveat in (caveats.notice, *caveats) if caveat and caveat not in aside
            )
            yield as_console_table(
                found, question.columns, known, to_screen=to_screen, caveats=tuple(told)
            )


def _for_programs(answer: Answer, format_: str, caveats: Caveats, *, bom: bool) -> Iterator[bytes]:
    """Yield the formats that are written row by row, labels beside things."""
    shown, rows = _rows_for(answer, format_, caveats)
    columns, labelled = labelled_rows(answer.store, shown, rows)
    match format_:
        case "xlsx":
            from simpul.answer.sheets import as_workbook

            title = answer.question.title
            yield as_workbook(
                columns,
                labelled,
                answer.question.columns,
                title=title,
                caveats=caveats,
                notice=caveats.notice,
            )
            return
        case "json":
            pieces = text.json_results(columns, labelled)
        case "jsonl":
            pieces = text.json_lines(columns, labelled)
        case _:
            if bom:
                yield text.BOM.encode()
            pieces = text.delimited(columns, labelled, "," if format_ == "csv" else "\t")
    for piece in pieces:
        yield piece.encode()
