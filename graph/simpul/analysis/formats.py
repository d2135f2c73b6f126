"""Answers in the formats that other tools read, CSV and JSON; and graphs as GEXF, GraphML and Cytoscape JSON."""

import io
import json
import re
from collections.abc import Mapping
from typing import Any, Final, cast
from xml.sax.saxutils import escape

import networkx as nx

from simpul.analysis.bibliography import Paper
from simpul.analysis.findings import Cell, Column, Findings, Kind
from simpul.answer.text import as_delimited
from simpul.edtf import in_words
from simpul.store import Row, Solutions
from simpul.terms import XSD, Literal, NamedNode

FORMATS: Final = ("table", "csv", "gexf", "graphml", "json")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) does not allow, or advises against."""
_CREATOR: Final = "<creator>"
_DATE: Final = re.compile(r' lastmodifieddate="[^"]*"')

Names = Mapping[str, str]
"""What each thing is called."""


def show(cell: Cell, column: Column, names: Names) -> str:
    """Return a cell as a person reads it."""
    match cell:
        case tuple():
            return "; ".join(names.get(iri, iri) for iri in cell)
        case float():
            return f"{cell:.4f}".rstrip("0").rstrip(".")
        case str() if column.kind is Kind.THING:
            return names.get(cell, cell)
        case str() if column.kind is Kind.DATE:
            return in_words(cell)
        case _:
            return str(cell)


def as_csv(findings: Findings, names: Names) -> str:
    """Return the rows as CSV: things as IRIs, each with a column of names beside it; nothing a spreadsheet runs."""
    variables: list[str] = []
    for column in findings.columns:
        variables.append(column.name)
        if column.kind in {Kind.THING, Kind.THINGS}:
            variables.append(f"{column.name}_label")
    rows = [_terms(findings, row, names) for row in findings.rows]
    return as_delimited(Solutions(variables=tuple(variables), rows=rows), ",")


def _terms(findings: Findings, row: Mapping[str, Cell], names: Names) -> Row:
    found: Row = {}
    for column in findings.columns:
        cell = row[column.name]
        match column.kind:
            case Kind.THING if cell:
                found[column.name] = NamedNode(str(cell))
                found[f"{column.name}_label"] = Literal(show(cell, column, names))
            case Kind.THINGS if isinstance(cell, tuple):
                found[column.name] = Literal(" ".join(cell))
                found[f"{column.name}_label"] = Literal(show(cell, column, names))
            case Kind.NUMBER:
                datatype = NamedNode(XSD + ("decimal" if isinstance(cell, float) else "integer"))
                found[column.name] = Literal(str(cell), datatype=datatype)
            case _:
                found[column.name] = Literal(str(cell))
    return found


def as_json(
    findings: Findings, names: Names, *, asked: Mapping[str, Any], papers: list[Paper]
) -> str:
    """Return the answer as JSON: the request, the rows, their notes and caveats, and the papers."""
    document = {
        **asked,
        "columns": [
            {"name": c.name, "heading": c.heading, "kind": c.kind} for c in findings.columns
        ],
        "rows": [_record(findings, row, names) for row in findings.rows],
        "total": findings.total,
        "notes": list(findings.notes),
        "caveats": list(findings.caveats),
        "papers": [
            {"authors": p.authors, "year": p.year, "title": p.title, "doi": p.doi} for p in papers
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _record(findings: Findings, row: Mapping[str, Cell], names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in findings.columns:
        cell = row[column.name]
        found[column.name] = cell
        if column.kind is Kind.THING:
            found[f"{column.name}_label"] = names.get(str(cell), str(cell))
        elif isinstance(cell, tuple):
            found[f"{column.name}_label"] = [names.get(iri, iri) for iri in cell]
    return found


def as_gexf(graph: "nx.Graph[str]") -> bytes:
    """Return a graph as GEXF 1.2 (https://gexf.net), for Gephi; no clock in it. What is said of it is its description."""
    plain = _plain(graph)
    text = "\n".join(nx.generate_gexf(plain))
    if plain.graph:
        about = escape("\n".join(plain.graph.values()))
        text = text.replace(_CREATOR, f"<description>{about}</description>\n    {_CREATOR}", 1)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DATE.sub("", text)}\n'.encode()


def as_graphml(graph: "nx.Graph[str]") -> bytes:
    """Return a graph as GraphML (http://graphml.graphdrawing.org)."""
    output = io.BytesIO()
    nx.write_graphml_xml(_plain(graph), output, encoding="utf-8", prettyprint=True)
    return output.getvalue().rstrip() + b"\n"


def as_cytoscape(graph: "nx.Graph[str]") -> bytes:
    """Return a graph as the JSON of Cytoscape (https://js.cytoscape.org/#notation/elements-json), its nodes by their labels."""
    plain = _plain(graph)
    document = nx.cytoscape_data(plain, name="label")
    document["data"] = dict(plain.graph)  # networkx makes pairs of it
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _plain(graph: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return the graph with values that both formats can hold, and nothing that breaks XML."""
    found = graph.__class__()
    found.graph.update((n, _safe(text)) for n, text in graph.graph.items() if isinstance(text, str))
    for node, data in graph.nodes(data=True):
        found.add_node(_safe(node), **_values(data))
    if isinstance(graph, nx.MultiDiGraph) and isinstance(found, nx.MultiDiGraph):
        for number, (one, other, data) in enumerate(graph.edges(data=True)):
            found.add_edge(_safe(one), _safe(other), number, **_values(data))
    else:
        for one, other, data in graph.edges(data=True):
            found.add_edge(_safe(one), _safe(other), **_values(data))
    return found


def _values(data: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    found: dict[str, str | int | float | bool] = {}
    for name in sorted(data):
        value = data[name]
        if isinstance(value, tuple):
            found[name] = _safe(" ".join(cast("tuple[str, ...]", value)))
        elif isinstance(value, (bool, int, float)):
            found[name] = value
        else:
            found[name] = _safe(str(value))
    return found


def _safe(text: str) -> str:
    return _NOT_XML.sub("�", text)
