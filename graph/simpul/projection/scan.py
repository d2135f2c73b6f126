"""Graphs of sources read from end to end: what each states of its subjects.

A store looks up the text of each term that it gives, which is most of what reading takes. So values that many subjects
have are numbered, and a subject is given once with the numbers of all of them; and subjects that are asked for are
numbered, too.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple, cast

from simpul.store import Queryable
from simpul.terms import Literal, NamedNode, Quad, Term, text

_RECURRING: Final = 8
"""Subjects that each value of a property must have, on average, for its values to be numbered."""
_AT_ONCE: Final = 1000
"""Subjects that a query names."""


class Said(NamedTuple):
    """One thing that a source states of a subject.

    Attributes:
        predicate: IRI of the property.
        value: Text of the object: its IRI, or what the literal says.
        object: The object.
        graph: IRI of the source.
    """

    predicate: str
    value: str
    object: Term
    graph: str


Statements = dict[str, list[Said]]
"""What sources state, by the IRI of the subject."""


def said_of(quad: Quad) -> Said:
    """Return what a quad of a named graph says of its subject."""
    return Said(quad.predicate.value, text(quad.object), quad.object, str(quad.graph_name)[1:-1])


def scan(
    store: Queryable,
    graph: NamedNode,
    found: Statements,
    *,
    properties: Collection[NamedNode] = (),
) -> None:
    """Add what a source states of its subjects, in no order, to what is found; with these properties, or with any."""
    these = f"VALUES ?property {{ {' '.join(map(str, properties))} }}" if properties else ""
    counted = f"""SELECT ?property (COUNT(*) AS ?rows) (COUNT(DISTINCT ?value) AS ?values) {{
        {these} GRAPH {graph} {{ ?subject ?property ?value }}
    }} GROUP BY ?property"""
    recurring, others = list[str](), list[str]()
    for link, rows, values in store.solutions(counted):
        recurs = int(text(values)) * _RECURRING <= int(text(rows))
        (recurring if recurs else others).append(text(link))
    others += _scan_recurring(store, graph, recurring, found)
    if not others:
        return
    asked = f"SELECT ?subject ?number ?value {{ {_of(graph, others)} }}"
    for subject, number, value in store.solutions(asked):
        said = Said(others[int(text(number))], text(value), cast("Term", value), graph.value)
        found.setdefault(text(subject), []).append(said)


def _of(graph: NamedNode, links: Sequence[str]) -> str:
    """Return a pattern of what a graph states with these properties, each by its number."""
    listed = " ".join(f"({NamedNode(link)} {number})" for number, link in enumerate(links))
    return (
        f"VALUES (?property ?number) {{ {listed} }} GRAPH {graph} {{ ?subject ?property ?value }}"
    )


def _scan_recurring(
    store: Queryable, graph: NamedNode, links: Sequence[str], found: Statements
) -> set[str]:
    """Add what is stated with these properties, and return those of which a query cannot name every value."""
    if not links:
        return set()
    values = store.solutions(f"SELECT DISTINCT ?number ?value {{ {_of(graph, links)} }}")
    stated = [
        Said(links[int(text(number))], text(value), cast("Term", value), graph.value)
        for number, value in values
    ]
    unnamed = {s.predicate for s in stated if not isinstance(s.object, NamedNode | Literal)}
    named = [said for said in stated if said.predicate not in unnamed]
    listed = " ".join(
        f'({NamedNode(said.predicate)} {said.object} "{number}")'
        for number, said in enumerate(named)
    )
    asked = f"""SELECT ?subject (GROUP_CONCAT(?number) AS ?numbers) {{
        VALUES (?property ?value ?number) {{ {listed} }} GRAPH {graph} {{ ?subject ?property ?value }}
    }} GROUP BY ?subject"""
    for subject, numbers in store.solutions(asked):
        those = [named[int(number)] for number in text(numbers).split()]
        found.setdefault(text(subject), []).extend(those)
    return unnamed


def scan_subjects(
    store: Queryable, graph: NamedNode, subjects: Collection[str], found: Statements
) -> None:
    """Add what a source states of these subjects, by their IRIs, to what is found."""
    ordered = sorted(subjects)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        listed = " ".join(f"({NamedNode(iri)} {number})" for number, iri in enumerate(some))
        asked = f"""SELECT ?number ?property ?value {{
            VALUES (?subject ?number) {{ {listed} }} GRAPH {graph} {{ ?subject ?property ?value }} }}"""
        stated = [found.setdefault(iri, []) for iri in some]
        for number, link, value in store.solutions(asked):
            said = Said(text(link), text(value), cast("Term", value), graph.value)
            stated[int(text(number))].append(said)


def pairs(store: Queryable, pattern: str) -> Iterator[tuple[str, str]]:
    """Yield what ``?a`` and ``?b`` are wherever a pattern of ours matches, in no order."""
    for one, other in store.solutions(f"SELECT ?a ?b WHERE {{ {pattern} }}"):
        yield text(one), text(other)


def each(store: Queryable, pattern: str) -> Iterator[str]:
    """Yield each thing that ``?a`` is where a pattern of ours matches, in no order."""
    for (one,) in store.solutions(f"SELECT DISTINCT ?a WHERE {{ {pattern} }}"):
        yield text(one)
