"""Labels: what a reader sees instead of an IRI, in the language in use if there is one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from simpul.edtf import in_words
from simpul.locale import Texts, current, said
from simpul.locale import translate as _
from simpul.store import Queryable, Row, Solutions
from simpul.terminal import CONTROLS, SHOWN
from simpul.terms import EDTF, ID, PREFIXES, XSD, Literal, NamedNode, Term, text

_CONTROL: Final = re.compile(f"[{CONTROLS}]")
_BETWEEN_THINGS: Final = re.compile(r"[\s,;|]+")
"""What a list of things is separated by; no address has it within."""
_BOOLEAN: Final = XSD + "boolean"
ANSWER_WORDS: Final = {
    False: {"en": "no", "id": "tidak", "ko": "아니요"},
    True: {"en": "yes", "id": "ya", "ko": "예"},
}
"""What is said for a value that is true or false, by language."""


def things_in(term: Term | None) -> list[str]:
    """Return the IRIs that a term holds: itself, or those in a list that GROUP_CONCAT made of things.

    >>> things_in(Literal(f"{ID}theme/water {ID}theme/youth"))
    ['https://w3id.org/simpul/id/theme/water', 'https://w3id.org/simpul/id/theme/youth']
    >>> things_in(Literal("a text")), things_in(Literal(f"{ID}theme/water and more"))
    ([], [])
    """
    if isinstance(term, NamedNode):
        return [term.value]
    if isinstance(term, Literal) and term.value.startswith(ID) and not term.language:
        parts = [part for part in _BETWEEN_THINGS.split(term.value) if part]
        return parts if all(part.startswith(ID) for part in parts) else []
    return []


def in_order(term: Literal) -> Literal:
    """Return a list of things in the order of their IRIs; any other text as it is.

    >>> in_order(Literal(f"{ID}theme/youth {ID}theme/water")).value
    'https://w3id.org/simpul/id/theme/water https://w3id.org/simpul/id/theme/youth'
    >>> in_order(Literal("youth water")).value
    'youth water'
    """
    things = things_in(term)
    between = _BETWEEN_THINGS.search(term.value) if len(things) > 1 else None
    return Literal(between[0].join(sorted(things))) if between else term


def labels(store: Queryable, solutions: Solutions) -> dict[str, str]:
    """Return a label for each thing in the rows, in the language in use."""
    return labels_of(store, solutions.rows)


def labels_of(store: Queryable, rows: Iterable[Row]) -> dict[str, str]:
    """Return a label for each thing in the rows: in the language in use, else in English, else any."""
    things = {iri for row in rows for term in row.values() for iri in things_in(term)}
    return store.labels(things, current())


def label_of(term: Term | None, known: Mapping[str, str]) -> str:
    """Return the label of a thing, those of a list of things, or nothing."""
    things = things_in(term)
    if not any(iri in known for iri in things):
        return ""
    return "; ".join(known.get(iri) or short(iri) for iri in things)


def labelled_columns(
    variables: Sequence[str], rows: Sequence[Row], known: Mapping[str, str]
) -> list[str]:
    """Return the columns with a column ``<name>_label`` behind each that holds things."""
    columns: list[str] = []
    for name in variables:
        columns.append(name)
        if any(label_of(row.get(name), known) for row in rows):
            columns.append(f"{name}_label")
    return list(dict.fromkeys(columns))


def with_labels(solutions: Solutions, known: Mapping[str, str]) -> Solutions:
    """Return the rows with a column ``<name>_label`` behind each column that holds things."""
    columns = labelled_columns(solutions.variables, solutions.rows, known)
    rows = [labelled(row, columns, known) for row in solutions.rows]
    return Solutions(variables=tuple(columns), rows=rows)


def labelled(row: Row, columns: Sequence[str], known: Mapping[str, str]) -> Row:
    """Return a row with the labels that these columns ask for; what the query itself says stays."""
    full = dict(row)
    for column in columns:
        if column not in row and column.endswith("_label"):
            label = label_of(row.get(column.removesuffix("_label")), known)
            if label:
                full[column] = Literal(label)
    return full


def show(term: Term | None, known: Mapping[str, str]) -> str:
    """Return a term as a person reads it: a label, a short IRI, a text without control characters."""
    match term:
        case None:
            return ""
        case Literal() if term.datatype.value == EDTF:
            return clean(in_words(term.value))
        case Literal() if term.datatype.value == _BOOLEAN:
            return answer_word(term.value in {"true", "1"})
        case Literal() | NamedNode():
            things = [known.get(iri) or short(iri) for iri in things_in(term)]
            return clean("; ".join(things) or term.value)
        case _:
            return str(term)


def answer_word(answer: bool) -> str:
    """Return yes or no in the language in use."""
    return ANSWER_WORDS[answer][current()]


def clean(value: str) -> str:
    """Return a text without characters that steer a terminal or turn the direction of writing."""
    return _CONTROL.sub(SHOWN, value)


def link(term: Term | None) -> str:
    """Return the web address that a term is, or nothing.

    >>> link(NamedNode("https://c40.org")), link(NamedNode("javascript:alert(1)")), link(Literal("x"))
    ('https://c40.org', '', '')
    """
    is_address = isinstance(term, NamedNode) or (
        isinstance(term, Literal) and term.datatype.value == XSD + "anyURI"
    )
    value = text(term)
    safe = re.fullmatch(r"https?://[^\s\"'<>\\\x00-\x20\x7f]+", value) is not None
    return value if is_address and safe and clean(value) == value else ""


def short(iri: str) -> str:
    """Return an IRI with the project's prefixes.

    >>> short("http://www.w3.org/2000/01/rdf-schema#label"), short(ID + "city/1642911")
    ('rdfs:label', 'city/1642911')
    """
    if iri.startswith(ID):
        return iri.removeprefix(ID)
    for name, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w.-]*", local):
            return f"{name}:{local}"
    return iri


def headings(variables: Sequence[str], columns: Mapping[str, Texts]) -> list[str]:
    """Return the columns' headings in the language in use, including that of the sources."""
    own = {"sources": _("sources")}
    return [said(columns.get(name, {})) or own.get(name, name) for name in variables]
