"""Values of a graph that are wrong whatever the shapes say: ill-typed literals, and bounds that are not their date's.

Each literal, and each pair of a date and a bound, is judged once: a graph has many more triples than either.
"""

from collections.abc import Iterator
from typing import Final

from simpul.edtf import is_date
from simpul.reason.dates import bounds_for, date_properties, false_bounds, is_bound
from simpul.reason.literals import ill_typed
from simpul.store import Queryable
from simpul.terms import BlankNode, DefaultGraph, NamedNode, Triple, rdfs_label, text

_LITERALS: Final = """SELECT DISTINCT ?literal WHERE { ?subject ?predicate ?literal FILTER(
    isLiteral(?literal) && !isNumeric(?literal)
    && !sameTerm(DATATYPE(?literal), rdf:langString) && !sameTerm(DATATYPE(?literal), xsd:string)
) }"""
"""Those that may be none of their datatype; what the engine takes for a number is one."""


def wrong_values(graph: Queryable) -> dict[Triple, str]:
    """Return the triples of the merge whose value is wrong, and in words what is wrong."""
    return dict((*_ill_typed(graph), *_false_bounds(graph)))


def _ill_typed(graph: Queryable) -> Iterator[tuple[Triple, str]]:
    for row in graph.select(_LITERALS, checked=True):
        literal = row["literal"]
        if any(ill_typed([Triple(rdfs_label, rdfs_label, literal)])):
            found = graph.matching(None, None, literal, DefaultGraph())
            yield from ill_typed(quad.triple for quad in found)


def _false_bounds(graph: Queryable) -> Iterator[tuple[Triple, str]]:
    for of in sorted(date_properties().stated, key=str):
        properties = (of, *bounds_for(of))
        for thing in sorted(_doubtful(graph, of), key=str):
            found = (graph.matching(thing, one, None, DefaultGraph()) for one in properties)
            yield from false_bounds(quad.triple for quads in found for quad in quads)


def _doubtful(graph: Queryable, of: NamedNode) -> set[NamedNode | BlankNode]:
    """Return the things of which a bound is not that of a date that they have, but may be that of another one."""
    found: set[NamedNode | BlankNode] = set()
    for bound in bounds_for(of):
        dates, days = f"?thing {of} ?date", f"?thing {bound} ?day"
        joined = f"{{ SELECT * WHERE {{ {dates} }} }} {{ SELECT * WHERE {{ {days} }} }}"
        pairs = f"SELECT DISTINCT ?date ?day WHERE {{ {joined} }}"
        for row in graph.select(pairs, checked=True):
            date, day = row["date"], row["day"]
            if not is_date(text(date)) or is_bound(Triple(of, bound, day), text(date)):
                continue
            found |= {
                quad.subject
                for quad in graph.matching(None, of, date, DefaultGraph())
                if isinstance(quad.subject, NamedNode | BlankNode)
                and any(graph.matching(quad.subject, bound, day, DefaultGraph()))
            }
    return found
