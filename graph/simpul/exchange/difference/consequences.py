"""What came and went because something else did: inferences, bounds of dates, what is counted of a source.

A side that says who states what says so of inferences too: they stand in a graph of their own. Of a side that does
not, a statement is taken for inferred where no table of ours can state its property and a rule can, or where its
class stands above another class of its subject. What follows from a transitive property is then told as a fact.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, TypeAlias

from simpul.exchange.difference.model import Consequence, Knowledge
from simpul.ingest.kinds import kinds
from simpul.reason.ontology import ontology
from simpul.reason.rules import rules_of
from simpul.terms import (
    GEONAMES_SOURCE,
    INFERRED_GRAPH,
    ONTOLOGY,
    PREFIXES,
    BlankNode,
    NamedNode,
    Quad,
    dct,
    rdf_type,
    simpul,
    text,
)

_BOUNDS: Final = ("Earliest", "Latest")
_COUNTED: Final = frozenset(
    map(simpul, ("checksum", "originalRows", "statedRows", "joinedRows", "leftOutRows", "refusedRows"))
)  # fmt: skip
"""What is computed of the tables of a source."""
_ABOVE: Final = NamedNode(PREFIXES["rdfs"] + "subClassOf")

_Statements: TypeAlias = Mapping[str, Sequence[Quad]]


class Ties:
    """Which of the subjects that changed a statement can have followed from: those that mention what it ties.

    Args:
        told: The thing under which each subject that changed is told, by IRI.
        knowledge: What both sides say of these subjects.
    """

    def __init__(self, told: Mapping[str, str], knowledge: Knowledge) -> None:
        self._told = told
        self._mentioning: defaultdict[str, set[str]] = defaultdict(set)
        for subject in told:
            self._mentioning[subject].add(subject)
            for statements in (knowledge.old, knowledge.new):
                self._mention(subject, statements.get(subject, ()))

    def _mention(self, subject: str, quads: Iterable[Quad]) -> None:
        for quad in quads:
            for term in (quad.object, quad.graph_name):
                if isinstance(term, NamedNode | BlankNode) and quad.predicate != rdf_type:
                    self._mentioning[term.value].add(subject)

    def thing_of(self, quad: Quad) -> str | None:
        """Return the thing under which what came or went with something is told; None where nothing mentions it."""
        one = self._mentioning.get(text(quad.subject), set())
        other = self._mentioning.get(text(quad.object), set())
        if quad.predicate == rdf_type and text(quad.subject) in one:
            return self._told[text(quad.subject)]
        found = min(one & other or one or other, default=None)
        return None if found is None else self._told[found]


def is_inferred(quad: Quad, statements: _Statements, *, by_source: bool) -> bool:
    """Return whether no source states a statement.

    Args:
        quad: The statement.
        statements: What its side says.
        by_source: Its side says who states what.
    """
    if by_source:
        return quad.graph_name == INFERRED_GRAPH
    if quad.predicate != rdf_type:
        return quad.predicate.value in _only_inferred()
    classes = {text(q.object) for q in statements.get(text(quad.subject), ()) if q.predicate == rdf_type}  # fmt: skip
    return any(text(quad.object) in _above().get(one, ()) for one in classes)


def is_computed(quad: Quad) -> bool:
    """Return whether a statement is computed of another: a bound of a date, or what is counted of a source."""
    name = quad.predicate.value
    return name.startswith(ONTOLOGY) and (name.endswith(_BOUNDS) or quad.predicate in _COUNTED)


def only_from_gazetteer(quads: Sequence[Quad]) -> bool:
    """Return whether all that is known of a thing is what GeoNames says: it is there because facts mention it."""
    sources = {quad.graph_name for quad in quads} - {INFERRED_GRAPH}
    if sources == {GEONAMES_SOURCE}:
        return True
    cited = {quad.object for quad in quads if quad.predicate == dct("source")}
    return cited == {GEONAMES_SOURCE} and not any(isinstance(name, NamedNode) for name in sources)


def tied(
    consequences: Iterable[Consequence], ties: Callable[[Quad], str | None]
) -> tuple[dict[str, list[Consequence]], list[Consequence]]:
    """Return what followed by the thing under which it is told, and what could not be tied to any.

    What a thing brings along may bring others: a city its country, and that its region.
    """
    found: defaultdict[str, list[Consequence]] = defaultdict(list)
    reached: dict[str, str] = {}
    left = list(consequences)
    while left:
        waiting: list[Consequence] = []
        for one in left:
            thing = ties(one.quad) or reached.get(text(one.quad.subject))
            if thing is None:
                waiting.append(one)
                continue
            found[thing].append(one)
            for term in (one.quad.subject, one.quad.object):
                if isinstance(term, NamedNode | BlankNode) and one.quad.predicate != rdf_type:
                    reached.setdefault(term.value, thing)
        if len(waiting) == len(left):
            break
        left = waiting
    return dict(found), left


@cache
def _only_inferred() -> frozenset[str]:
    """Return the properties that rules give and no column of a table does."""
    columns = (column for kind in kinds().values() for column in kind.schema["columns"])
    stated = {str(column.get("propertyUrl") or "") for column in columns}
    written = {signature for rule in rules_of(ontology()) for signature in rule.writes}
    return frozenset(iri for name in written if (iri := name.strip("<>")) not in stated)


@cache
def _above() -> Mapping[str, frozenset[str]]:
    """Return the classes above each class of the ontology."""
    direct: defaultdict[str, set[str]] = defaultdict(set)
    for quad in ontology().matching(predicate=_ABOVE):
        if isinstance(quad.object, NamedNode):
            direct[text(quad.subject)].add(quad.object.value)
    return {one: frozenset(_reached(one, direct)) for one in [*direct]}


def _reached(one: str, direct: Mapping[str, set[str]]) -> Iterator[str]:
    waiting, seen = [one], {one}
    while waiting:
        for other in sorted(direct.get(waiting.pop(), ())):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
                yield other
