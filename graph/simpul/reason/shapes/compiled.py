"""Shapes judged by queries on the store, where the data is."""

from dataclasses import replace
from functools import lru_cache

from simpul.errors import Severity
from simpul.reason.shapes.classes import Classes, classes_of
from simpul.reason.shapes.findings import Finding, message_of, severity_of
from simpul.reason.shapes.queries import ShapeQuery, queries_of
from simpul.reason.shapes.shapes_graph import SH, Node, ShapesGraph
from simpul.store import Queryable
from simpul.terms import text


def findings(graph: Queryable, shapes: ShapesGraph, *, advice: bool) -> list[Finding]:
    """Return what breaks the shapes in the merge of a graph; one thing may come more than once.

    Raises:
        NotCompiledError: The shapes use what is not compiled.
    """
    found: list[Finding] = []
    for query in _queries(shapes, classes_of(graph)):
        one = _finding(shapes, query.shape, query.path)
        if advice or one.severity is not Severity.ADVICE:
            found += [
                replace(one, focus=text(row["focus"]), path=text(row.get("path")) or query.path)
                for row in graph.select(query.text, checked=True)
            ]
    return found


@lru_cache(maxsize=8)
def _queries(shapes: ShapesGraph, classes: Classes) -> tuple[ShapeQuery, ...]:
    """Return the queries of shapes; one load after the other has the same, of the same classes."""
    return tuple(queries_of(shapes, classes))


def _finding(shapes: ShapesGraph, shape: Node, path: str) -> Finding:
    """Return the finding that a shape gives, of no thing yet."""
    severity = shapes.value(shape, "severity")
    texts = [(message.language, message.value) for message in shapes.messages(shape)]
    return Finding(
        focus="",
        path=path,
        message=message_of(texts),
        severity=severity_of(text(severity) or SH + "Violation"),
        language=missing_language(shapes, shape),
    )


def missing_language(shapes: ShapesGraph, shape: Node) -> str:
    """Return the one language in which a shape wants a text; empty where it wants none."""
    for wanted in shapes.nodes(shape, "qualifiedValueShape"):
        for head in shapes.values(wanted, "languageIn"):
            return text(shapes.items(head)[0])
    return ""
