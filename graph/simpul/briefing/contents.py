"""What a brief says: the answers to questions of the catalogue, as lines and tables with numbered notes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from simpul import edtf
from simpul.answer import labels_of, show
from simpul.answer.labels import things_in
from simpul.answer.measured import in_words
from simpul.answer.rows import documents_of
from simpul.briefing.licences import licences
from simpul.briefing.model import Brief, Line, Mark, Note, Section, Table, Timeline
from simpul.catalogue import Given, Question
from simpul.errors import UsageError
from simpul.locale import by_language, current, said
from simpul.locale import translate as _
from simpul.store import Queryable, Row, Solutions
from simpul.terms import Literal, NamedNode, text

MOST: Final = 8
"""Rows of a table in a brief of two pages."""
MOST_NOTES: Final = 2
"""Sources that one statement names; more are as easily asked for."""
WHEN: Final = "when"
"""The column that a table has for ``begin`` and ``end``."""
_KINDS: Final = ("City", "Network", "Event")
_MOST_MARKS: Final = 12
_DASH: Final = "\N{EN DASH}"


class Asks(Protocol):
    """What answers the questions of the catalogue about one store."""

    @property
    def store(self) -> Queryable:
        """The graph."""
        ...

    @property
    def catalogue(self) -> Mapping[str, Question]:
        """The questions."""
        ...

    def rows_of(self, question: Question, given: Given, /) -> Sequence[Row]:
        """Return the rows of a question, with the facts that they rest on."""
        ...

    def kinds_of(self, iri: str, /) -> frozenset[str]:
        """Return the local names of a thing's classes."""
        ...

    def label(self, iri: str, /) -> str:
        """Return what a thing is called."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The rows of a question, and how they are read."""

    question: Question
    rows: Sequence[Row]

    def where(self, keep: Callable[[Row], bool]) -> "Found":
        """Return those rows that are kept."""
        return Found(question=self.question, rows=[row for row in self.rows if keep(row)])

    def without(self, column: str) -> "Found":
        """Return the rows that have nothing in a column."""
        return self.where(lambda row: column not in row)

    def once(self, column: str) -> "Found":
        """Return the last row of each value of a column, the latest first."""
        last = {text(row.get(column)): row for row in self.rows}
        return Found(question=self.question, rows=[*reversed(last.values())])

    def joined(self, column: str, by: Sequence[str]) -> "Found":
        """Return one row for those that are alike in some columns, with the things that they have in another as a list."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.rows:
            found.setdefault(tuple(str(row.get(name)) for name in by), []).append(row)
        lists = (column, *self.question.facts)
        return Found(question=self.question, rows=[_one(rows, lists) for rows in found.values()])

    def in_order(self, column: str) -> "Found":
        """Return the rows in the order of a column of dates."""
        rows = sorted(self.rows, key=lambda row: text(row.get(column)))
        return Found(question=self.question, rows=rows)

    def best(self, column: str, worse: Callable[[Row], tuple[bool, ...]]) -> "Found":
        """Return one row for each value of a column, the one that is least bad, in the order in which they come."""
        chosen: dict[str, Row] = {}
        for row in sorted(self.rows, key=worse):
            chosen.setdefault(text(row.get(column)), row)
        kept = {id(row) for row in chosen.values()}
        return self.where(lambda row: id(row) in kept)

    def values(self, column: str) -> list[str]:
        """Return the IRIs or texts of a column, each once, in order."""
        return list(dict.fromkeys(text(row[column]) for row in self.rows if column in row))

    def __len__(self) -> int:
        return len(self.rows)


def _one(rows: Sequence[Row], columns: Sequence[str]) -> Row:
    """Return the first of some rows with the things that all of them have in some columns, as lists."""
    made = dict(rows[0])
    for column in columns:
        things = dict.fromkeys(iri for row in rows for iri in things_in(row.get(column)))
        if things:
            made[column] = Literal(" ".join(things))
    return made


@dataclass(slots=True)
class Sources:
    """The documents that a brief cites, numbered as they are met.

    Attributes:
        passages: The passages that are used of each document, by its IRI.
        stated: The facts that a brief rests on.
    """

    store: Queryable
    passages: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    stated: set[str] = field(default_factory=set[str])

    def numbers(self, facts: Sequence[str]) -> tuple[int, ...]:
        """Return the numbers of the documents that state these facts."""
        cited = documents_of(facts, self.store)
        self.stated.update(facts)
        return self.cite([cite for fact in facts for cite in cited.get(fact, ())])

    def cite(self, cited: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        """Return the numbers of these documents, each with the passage that is used, or none."""
        said: dict[str, list[str]] = {}
        for iri, passage in cited:
            said.setdefault(iri, []).append(passage)
        # What is cited already comes first, so that there are as few sources as may be.
        chosen = sorted(said, key=lambda iri: iri not in self.passages)[:MOST_NOTES]
        for iri in chosen:
            known = self.passages.setdefault(iri, [])
            known += [one for one in dict.fromkeys(said[iri]) if one and one not in known]
        return tuple(sorted([*self.passages].index(iri) + 1 for iri in chosen))

    def notes(self) -> tuple[Note, ...]:
        """Return the notes, in the order of their numbers."""
        return tuple(self._note(number, iri) for number, iri in enumerate(self.passages, start=1))

    @property
    def licences(self) -> str:
        """The licences of the datasets that state the facts."""
        return licences({*self.stated, *self.passages}, self.store)

    def _note(self, number: int, iri: str) -> Note:
        thing = NamedNode(iri)
        query = f"""SELECT ?title ?publisher ?name ?issued ?page WHERE {{
          OPTIONAL {{ {thing} dct:title ?title }}
          OPTIONAL {{ {thing} dct:publisher ?publisher }}
          OPTIONAL {{ {thing} simpul:publisherName ?name }}
          OPTIONAL {{ {thing} simpul:issued ?issued }}
          OPTIONAL {{ {thing} dcat:landingPage ?page }}
        }} ORDER BY ?title ?publisher ?name ?issued ?page"""
        rows = self.store.select(query, checked=True).rows
        known = labels_of(self.store, [*rows, {"document": thing}])
        first = rows[0] if rows else Row()
        publisher = show(first.get("publisher"), known) or text(first.get("name"))
        titles = by_language((tag_of(row.get("title")), text(row.get("title"))) for row in rows)
        title = said(titles) or known.get(iri, iri)
        parts = [
            title,
            publisher if publisher not in title else "",
            show(first.get("issued"), known),
        ]
        if self.passages[iri]:
            parts.append(_("Passages: {list}", list=", ".join(sorted(self.passages[iri]))))
        return Note(
            number=number,
            text=". ".join(part.rstrip(".") for part in parts if part) + ".",
            address=text(first.get("page")),
        )


def tag_of(term: object) -> str | None:
    """Return the language of a text; None for anything else."""
    return term.language if isinstance(term, Literal) else None


class Writing:
    """A brief that is being written: what is asked, and the notes that this takes.

    Args:
        asks: What answers questions.
    """

    def __init__(self, asks: Asks) -> None:
        self.asks = asks
        self.sources = Sources(asks.store)

    def ask(self, name: str, **given: str) -> Found:
        """Return the rows of a question of the catalogue."""
        question = self.asks.catalogue[name]
        return Found(question=question, rows=self.asks.rows_of(question, given))

    def label(self, iri: str) -> str:
        """Return what a thing is called in the language in use."""
        return self.asks.label(iri)

    def is_a(self, row: Row, column: str, *kinds: str) -> bool:
        """Return whether the thing in a column is of one of these classes."""
        own = self.asks.kinds_of(text(row.get(column)))
        return not own.isdisjoint(kinds)

    def notes(self, found: Found, row: Row) -> tuple[int, ...]:
        """Return the numbers of the notes of a row."""
        facts = [iri for name in found.question.facts for iri in things_in(row.get(name))]
        if facts or "source" not in row:
            return self.sources.numbers(facts)
        return self.sources.cite([(text(row["source"]), text(row.get("passage")))])

    def texts(self, found: Found, columns: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the cells of some columns, as a person reads them."""
        shown = in_words(Solutions(variables=tuple(found.question.columns), rows=[*found.rows]))
        known = labels_of(self.asks.store, shown.rows)

        def cell(row: Row, name: str) -> str:
            if name != WHEN:
                return show(row.get(name), known)
            days = (show(row.get(side), known) for side in ("begin", "end"))
            return f" {_DASH} ".join(dict.fromkeys(filter(None, days)))

        return [tuple(cell(row, name) for name in columns) for row in shown.rows]

    def table(
        self,
        found: Found,
        columns: Mapping[str, str] | Sequence[str],
        *,
        most: int = MOST,
        last: bool = False,
        blank: Collection[str] = (),
    ) -> tuple[Table, ...]:
        """Return the rows as a table, columns without a value left out; nothing where there are none.

        Args:
            found: The rows.
            columns: The columns, with headings where these are not the question's own.
            most: How many rows there are at most.
            last: Where there are more, the last are taken instead of the first.
            blank: The columns in which a cell without a value says that nobody knows it.
        """
        unknown = [_("not known") if name in blank else "" for name in columns]
        texts = [
            tuple(one or other for one, other in zip(cells, unknown, strict=True))
            for cells in self.texts(found, tuple(columns))
        ]
        rows = _distinct(texts, found.rows)
        if not rows:
            return ()
        chosen = rows[-most:] if last else rows[:most]
        headings = {WHEN: _("when"), **(columns if isinstance(columns, Mapping) else {})}
        kept = [n for n, _c in enumerate(columns) if any(cells[n] for cells, _row in chosen)]
        own = found.question.columns
        names = [headings.get(name) or said(own.get(name, {})) or name for name in columns]
        more = len(rows) - len(chosen)
        left_out = ""
        if more:
            left_out = _("{count} more on record.", count=more)
        return (
            Table(
                headings=tuple(names[n][:1].upper() + names[n][1:] for n in kept),
                rows=tuple(tuple(cells[n] for n in kept) for cells, _row in chosen),
                notes=tuple(self.notes(found, row) for _cells, row in chosen),
                left_out=left_out,
            ),
        )


def _distinct(
    cells: Iterable[tuple[str, ...]], rows: Iterable[Row]
) -> list[tuple[tuple[str, ...], Row]]:
    """Return each row once that reads the same, with the first of the rows that it stands for."""
    found: dict[tuple[str, ...], Row] = {}
    for texts, row in zip(cells, rows, strict=True):
        found.setdefault(texts, row)
    return list(found.items())


def section(title: str, *blocks: Line | Table | Timeline, empty: str = "") -> Section:
    """Return a section; where nothing is under it, with a sentence that says so."""
    return Section(title=title, blocks=blocks or (Line(text=empty or nothing()),))


def nothing() -> str:
    """Return that nothing is known, which is not that there is nothing."""
    return _("Nothing is on record; that does not mean that there is nothing.")


def timeline(writing: Writing, found: Found, label: str) -> tuple[Timeline, ...]:
    """Return the dated rows of a question as a timeline; nothing where fewer than two have a date.

    Args:
        writing: What reads labels.
        found: The rows, with ``begin`` and perhaps ``end``.
        label: The column that says what each is.
    """
    texts = writing.texts(found, (label, "begin", "end"))
    marks = [
        mark
        for (name, begin_said, end_said), row in _distinct(texts, found.rows)
        if (mark := _mark(name, begin_said, end_said, row))
    ]
    marks.sort(key=lambda mark: (mark.begin, mark.label))
    if len(marks) < 2:
        return ()
    chosen = tuple(marks[-_MOST_MARKS:])
    ends = [mark.end if mark.end is not None else mark.begin for mark in chosen]
    first, last = int(min(mark.begin for mark in chosen)), int(max(ends)) + 1
    return (Timeline(marks=chosen, first=first, last=last),)


def _mark(label: str, begin_said: str, end_said: str, row: Row) -> Mark | None:
    begin, end = _year(row.get("begin"), 0), _year(row.get("end"), 1)
    if begin is None:
        return None
    dates = dict.fromkeys(filter(None, (begin_said, end_said)))
    return Mark(label=label, said=f" {_DASH} ".join(dates), begin=begin, end=end)


def _year(term: object, side: int) -> float | None:
    if not isinstance(term, Literal):
        return None
    try:
        day = edtf.bounds(term.value)[side]
    except ValueError:
        return None
    return day.year + (day.timetuple().tm_yday - 1) / 366


def brief_on(
    asks: Asks, thing: str, other: str = "", *, theme: str = "", notice: str = ""
) -> Brief:
    """Return the brief on a city, a network or a visit, or on two cities, in the language in use.

    Args:
        asks: What answers questions about what its readers may see.
        thing: IRI of the thing.
        other: IRI of the other city; empty where it is about one.
        theme: IRI of a theme that the meeting is about; empty for none.
        notice: That it holds what not everybody may see.

    Raises:
        UsageError: There is no brief on such a thing.
    """
    from simpul.briefing import city, network, pair, visit

    writing = Writing(asks)
    kinds = asks.kinds_of(thing)
    kind = next((kind for kind in _KINDS if kind in kinds), "")
    if other:
        if "City" not in kinds or "City" not in asks.kinds_of(other):
            raise UsageError(_("A brief on two things is on two cities."))
        title = _("{a} and {b}", a=asks.label(thing), b=asks.label(other))
        sections = pair.sections(writing, thing, other, theme)
    elif not kind:
        raise UsageError(
            _(
                "There are briefs on a city, two cities, a network and a visit or other event, not on {name}.",
                name=asks.label(thing),
            )
        )
    else:
        title = asks.label(thing)
        make = {"City": city, "Network": network, "Event": visit}[kind].sections
        sections = make(writing, thing, theme)
    return Brief(
        title=title,
        subtitle=_("Brief for a meeting, from what is on record in Simpul"),
        notice=notice,
        sections=tuple(sections),
        notes=writing.sources.notes(),
        colophon=_(
            "Licences of the data: {licences} No statement names more than {count} of its sources.",
            licences=writing.sources.licences,
            count=MOST_NOTES,
        ),
        language=current(),
    )
