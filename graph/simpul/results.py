"""Answers as a person or a program wants them: table, csv, tsv, json, markdown; RDF for graphs."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pyoxigraph as ox

from simpul.catalogue import Texts, said
from simpul.dates import in_words
from simpul.language import current
from simpul.store import Solutions, Store
from simpul.terms import (
    EDTF,
    ID,
    PREFIXES,
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Term,
    Triple,
    text,
)

ROW_FORMATS: Final = ("table", "csv", "tsv", "json", "markdown")
GRAPH_FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_NUMBERS: Final = frozenset(
    XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_AT_ONCE: Final = 500


def labels(store: Store, solutions: Solutions) -> dict[str, str]:
    """Return a label, in the language in use where there is one, for each IRI in the rows."""
    iris = sorted(
        {
            term.value
            for row in solutions.rows
            for term in row.values()
            if isinstance(term, NamedNode)
        }
    )
    found: dict[str, Texts] = {}
    for start in range(0, len(iris), _MOST_AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + _MOST_AT_ONCE])
        query = f"""SELECT ?thing ?label WHERE {{
            VALUES ?thing {{ {values} }}
            {{ ?thing rdfs:label ?label }}
            UNION {{ ?thing dct:title ?label FILTER NOT EXISTS {{ ?thing rdfs:label ?any }} }}
        }} ORDER BY ?label"""
        for row in store.solutions(query):
            label = row["label"]
            if isinstance(label, Literal):
                texts = dict(found.get(text(row["thing"]), {}))
                texts.setdefault(label.language or "", label.value)
                found[text(row["thing"])] = texts
    return {iri: said(texts) for iri, texts in found.items()}


def with_labels(solutions: Solutions, known: Mapping[str, str]) -> Solutions:
    """Return the rows with a column ``<name>_label`` behind each column that holds things."""
    named = [
        name
        for name in solutions.variables
        if any(text(row.get(name)) in known for row in solutions.rows)
    ]
    columns: list[str] = []
    for name in solutions.variables:
        columns += [name, f"{name}_label"] if name in named else [name]
    columns = list(dict.fromkeys(columns))
    rows: list[dict[str, Term]] = []
    for row in solutions.rows:
        extra: dict[str, Term] = {
            f"{name}_label": Literal(known[text(row[name])])
            for name in named
            if text(row.get(name)) in known
        }
        rows.append({**extra, **row})
    return Solutions(variables=tuple(columns), rows=rows)


def show(term: Term | None, known: Mapping[str, str]) -> str:
    """Return a term as a person reads it: a label, a short IRI, a text without control characters."""
    match term:
        case None:
            return ""
        case NamedNode():
            return clean(known.get(term.value) or short(term.value))
        case Literal() if term.datatype.value == EDTF:
            return clean(in_words(term.value))
        case Literal():
            return clean(term.value)
        case _:
            return str(term)


def clean(text: str) -> str:
    """Return a text without what would steer a terminal or turn its direction."""
    return _CONTROL.sub("�", text)


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


def headings(solutions: Solutions, columns: Mapping[str, Texts]) -> list[str]:
    """Return the columns' headings in the language in use."""
    return [said(columns.get(name, {})) or name for name in solutions.variables]


def as_delimited(solutions: Solutions, separator: str) -> str:
    """Return the rows as CSV or TSV: plain values, and no cell that a spreadsheet would run.

    A text that begins like a formula gets an apostrophe in front, which spreadsheets do not show
    (OWASP, CSV Injection); numbers stay as they are.
    """
    output = io.StringIO()
    writer = csv.writer(output, delimiter=separator, lineterminator="\n")
    writer.writerow(solutions.variables)
    for row in solutions.rows:
        writer.writerow([_cell(row.get(name)) for name in solutions.variables])
    return output.getvalue()


def _cell(term: Term | None) -> str:
    value = text(term) if not isinstance(term, Triple) else str(term)
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        return value
    # The writer quotes a line feed, not a carriage return alone, which some readers take for one.
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if value.startswith(_FORMULA) else value


def as_json(solutions: Solutions) -> str:
    """Return the rows as SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    bindings = [
        {name: _json(row[name]) for name in solutions.variables if name in row}
        for row in solutions.rows
    ]
    document = {"head": {"vars": list(solutions.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _json(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case Literal():
            extra: dict[str, str] = {}
            if term.language:
                extra = {"xml:lang": term.language}
            elif term.datatype.value != XSD + "string":
                extra = {"datatype": term.datatype.value}
            return {"type": "literal", "value": term.value, **extra}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case _:
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json(part) for name, part in parts.items()}}


def as_markdown(
    solutions: Solutions, columns: Mapping[str, Texts], known: Mapping[str, str]
) -> str:
    """Return the rows as a Markdown table."""
    lines = [headings(solutions, columns), ["---"] * len(solutions.variables)]
    lines += [
        [show(row.get(name), known) for name in solutions.variables] for row in solutions.rows
    ]
    return "".join(f"| {' | '.join(map(_markdown, line))} |\n" for line in lines)


def _markdown(text: str) -> str:
    flat = " ".join(text.split())
    return re.sub(r"([\\|<>`\[\]])", r"\\\1", flat)


def as_graph(triples: Iterable[Triple], name: str) -> bytes:
    """Return triples in an RDF format of ``GRAPH_FORMATS``, sorted, each once."""
    unique = sorted(set(triples), key=str)
    return serialise(unique, GRAPH_FORMATS[name], prefixes(unique))


def serialise(
    statements: Sequence[Triple] | Sequence[Quad], format_: ox.RdfFormat, names: dict[str, str]
) -> bytes:
    """Return statements in an RDF format, in the order given."""
    output = io.BytesIO()
    ox.serialize(statements, output, format=format_, prefixes=names)
    return output.getvalue()


def prefixes(triples: Sequence[Triple]) -> dict[str, str]:
    """Return the project's prefixes, and one for each kind of thing that the triples mention."""
    kinds = {
        term.value.removeprefix(ID).split("/", 1)[0]
        for triple in triples
        for term in (triple.subject, triple.object)
        if isinstance(term, NamedNode) and term.value.startswith(ID)
    }
    free = sorted(kind for kind in kinds if kind and kind not in PREFIXES)
    return PREFIXES | {kind: f"{ID}{kind}/" for kind in free}


def as_rows(triples: Iterable[Triple]) -> Solutions:
    """Return triples as rows of subject, predicate and object, for the formats that are tables."""
    names = ("subject", "predicate", "object")
    rows: list[dict[str, Term]] = [
        dict(zip(names, (triple.subject, triple.predicate, triple.object), strict=True))
        for triple in sorted(set(triples), key=str)
    ]
    return Solutions(variables=names, rows=rows)


def answer_word(answer: bool) -> str:
    """Return yes or no in the language in use."""
    words = {"en": ("no", "yes"), "id": ("tidak", "ya")}
    return words[current()][answer]
