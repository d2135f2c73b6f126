"""A source's facts as the files of a folder: its tables, and the metadata that describes them and the source."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from simpul.exchange.tables.description import described
from simpul.exchange.tables.rows import Rows, WrittenTable, triples_of
from simpul.exchange.tables.shapes import shaped
from simpul.exchange.tables.statements import no_table, statement_tables
from simpul.store import Queryable
from simpul.tables import METADATA
from simpul.terms import CATALOGUE_GRAPH, NamedNode, Quad, Term, Triple

Labels: TypeAlias = Callable[[Iterable[str]], Mapping[str, str]]
"""Gives the names of things, by their addresses."""


class TableFile(NamedTuple):
    """A file of a folder of tables.

    Attributes:
        name: Its path in the folder, ``/`` between its parts.
    """

    name: str
    content: bytes


def table_files(
    graph: Queryable, sources: Iterable[NamedNode], about: Iterable[Quad] | None = None
) -> Iterator[TableFile]:
    """Yield the tables of sources, a folder each, in the order of their names.

    Args:
        graph: What each source states, in the graph of its name; the catalogue; labels in the merge.
        sources: The sources.
        about: What may be said of sources, in the catalogue's graph; else all that the catalogue says.

    Raises:
        DataError: A fact can be in no table.
    """
    known: dict[NamedNode, list[Triple]] | None = None
    if about is not None:
        known = {}
        for quad in about:
            if quad.graph_name == CATALOGUE_GRAPH and isinstance(quad.subject, NamedNode):
                known.setdefault(quad.subject, []).append(quad.triple)
    for source in sorted(sources, key=lambda one: one.value):
        folder = source.value.rsplit("/", 1)[-1]
        said = None if known is None else known.get(source, [])
        for file in source_files(graph, source, said):
            yield TableFile(f"{folder}/{file.name}", file.content)


def source_files(
    graph: Queryable, source: NamedNode, about: Iterable[Triple] | None = None
) -> Iterator[TableFile]:
    """Yield the metadata of a source, then its tables; nothing for a source that states nothing.

    Args:
        graph: As for `table_files`.
        source: The source.
        about: What is said of it; else all that the catalogue says.

    Raises:
        DataError: A fact can be in no table.
    """
    facts = (quad.triple for quad in graph.matching(graph=source))
    if about is None:
        about = [quad.triple for quad in graph.matching(source, graph=CATALOGUE_GRAPH)]
    tables = tables_of(facts, lambda iris: graph.labels(iris, "en"))
    if not tables:
        return
    metadata = {
        **described(source, about),
        "tables": [{"url": table.name, "tableSchema": table.schema} for table in tables],
    }
    yield TableFile(METADATA, (json.dumps(metadata, ensure_ascii=False, indent=2) + "\n").encode())
    for table in tables:
        yield TableFile(table.name, table.content)


def tables_of(facts: Iterable[Triple], labels: Labels) -> list[WrittenTable]:
    """Return the tables that state facts, and nothing else.

    Args:
        facts: Of one source.
        labels: Names of what rows refer to.

    Raises:
        DataError: A fact can be in no table.
    """
    things = _by_thing(facts)
    rest: list[Triple] = []
    kept: list[Rows] = []
    for shape, keys in shaped(things).items():
        rows = Rows(shape=shape)
        for thing, key in keys.items():
            rest += rows.add(thing, key, things.pop(thing))
        kept += [rows] if rows.rows else []
    rest += [triple for thing, said in things.items() for triple in triples_of(thing, said)]
    names = labels(sorted({iri for rows in kept for iri in rows.referred()}))
    written = sorted((rows.table(names) for rows in kept), key=lambda table: table.name)
    return [*written, *statement_tables(rest)]


def _by_thing(facts: Iterable[Triple]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    things: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for triple in facts:
        subject, predicate, value = triple
        if not isinstance(subject, NamedNode):
            raise no_table(triple)
        things.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return things
