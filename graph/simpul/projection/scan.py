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
    recurring: list[str] = []
    for link, rows, values in store.solutions(counted):
        if int(text(values)) * _RECURRING <= int(text(rows)):
            recurring.append(text(link))
        else:
            _scan_property(store, graph, text(link), found)
    _scan_recurring(store, graph, sorted(recurring), found)


def _scan_property(store: Queryable, graph: NamedNode, link: str, found: Statements) -> None:
    asked = f"SELECT ?subject ?value {{ GRAPH {graph} {{ ?subject {NamedNode(link)} ?value }} }}"
    for subject, value in store.solutions(asked):
        said = Said(link, text(value), cast("Term", value), graph.value)
        found.setdefault(text(subject), []).append(said)


def _scan_recurring(
    store: Queryable, graph: NamedNode, links: Sequence[str], found: Statements
) -> None:
    numbered: list[Said] = []
    for link in links:
        asked = (
            f"SELECT DISTINCT ?value {{ GRAPH {graph} {{ ?subject {NamedNode(link)} ?value }} }}"
        )
        values = [cast("Term", value) for (value,) in store.solutions(asked)]
        if all(isinstance(value, NamedNode | Literal) for value in values):
            numbered += [Said(link, text(value), value, graph.value) for value in values]
        else:
            _scan_property(store, graph, link, found)
    if not numbered:
        return
    listed = " ".join(
        f'({NamedNode(said.predicate)} {said.object} "{n}")' for n, said in enumerate(numbered)
    )
    asked = f"""SELECT ?subject (GROUP_CONCAT(?number) AS ?numbers) {{
        VALUES (?property ?value ?number) {{ {listed} }} GRAPH {graph} {{ ?subject ?property ?value }}
    }} GROUP BY ?subject"""
    for subject, numbers in store.solutions(asked):
        stated = [numbered[int(number)] for number in text(numbers).split()]
        found.setdefault(text(subject), []).extend(stated)


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
