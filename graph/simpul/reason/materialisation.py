"""What follows, put into the merge and the graph of inferences: rule by rule, in strata."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from simpul.errors import QueryError, StoreError
from simpul.locale import translate as _
from simpul.reason.changes import Change, Triples, restrictions
from simpul.reason.rules import ANYTHING, Rule
from simpul.reason.strata import Strata, Stratum
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.terms import (
    INFERRED_GRAPH,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    rdf_type,
    text,
)

_MOST_ROUNDS: Final = 100
_MANY: Final = 2_000
"""This many answers at a time are compared with what the graph holds."""
_FEW: Final = 1_000
"""Up to this many new triples are put into the query that looks for what follows from them."""
_BULK: Final = 10_000
"""From this many triples on a bulk load is faster."""

Progress = Callable[[int, int], None]
"""Called with the number of strata done and of all strata."""


def materialise(
    store: OxigraphStore, strata: Strata, *, progress: Progress = lambda _done, _all: None
) -> int:
    """Add to the merge, and to the graph of inferences, all that follows; return how much it was.

    A conclusion about a literal or a blank node as subject is no triple and is left out.

    Raises:
        StoreError: A rule file is malformed; the message names it.
    """
    added: list[bytes] = []
    for number, stratum in enumerate(strata):
        progress(number, len(strata))
        added += run(store, stratum)
    # No rule reads the graph of inferences, so that it is written once.
    add(store, added, INFERRED_GRAPH)
    return len(added)


def run(store: OxigraphStore, stratum: Stratum, change: Change | None = None) -> list[bytes]:
    """Run the rules of one stratum, again while they are recursive and something new comes.

    Args:
        store: Its merge takes in what follows.
        stratum: The rules.
        change: What changed since all of them ran, where they ran before.

    Returns:
        What was added to the merge, as lines of N-Triples.
    """
    added: list[bytes] = []
    few = change if change and change.is_small else None
    for _round in range(_MOST_ROUNDS):
        queries = [(rule, query) for rule in stratum.rules for query in _queries(store, rule, few)]
        fresh = set[bytes]().union(*(conclusions(store, *query) for query in queries))
        add(store, fresh, DefaultGraph())
        added += fresh
        if not (fresh and stratum.recursive):
            return added
        # What is new can only come of what was new the round before (semi-naive evaluation).
        few = Change(came=Triples(triples(fresh))) if len(fresh) <= _FEW else None
    raise StoreError(
        _("The rules never stop giving new conclusions; one of them must make new things.")
    )


def add(store: OxigraphStore, lines: Collection[bytes], graph: NamedNode | DefaultGraph) -> None:
    """Put lines of N-Triples into a graph."""
    if lines:
        store.add_lines(b"".join(lines), graph, bulk=len(lines) >= _BULK)


def triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    """Yield the triples of lines of N-Triples."""
    return (quad.triple for quad in parse(b"".join(lines), "ntriples"))


def _queries(store: OxigraphStore, rule: Rule, change: Change | None) -> Iterator[str]:
    """Yield the CONSTRUCTs that give what a rule can give now.

    ``change`` is what changed since the rule ran; None where it has not run yet or that was much.
    """
    if change:
        # What is given now and was not before follows from what came, or from the absence of what went.
        given = restrictions(
            rule,
            (rule.body + rule.negative, change.came),
            (rule.head + rule.negative, change.went),
        )
        yield from map(rule.construct_new, sorted(given))
        return
    if rule.is_plain and not all(_exists(store, mark) for mark in rule.reads):
        return
    probe = (
        f"SELECT (COUNT(*) AS ?count) WHERE {{ SELECT * WHERE {{ {rule.where} }} LIMIT {_MANY} }}"
    )
    try:
        count = int(text(store.select(probe, checked=True).rows[0]["count"]))
    except QueryError as error:
        raise malformed(rule, error) from None
    if count:
        yield rule.construct_new(many=count == _MANY)


def _exists(store: OxigraphStore, mark: str) -> bool:
    return mark == ANYTHING or next(of_kind(store, mark, DefaultGraph()), None) is not None


def of_kind(store: OxigraphStore, mark: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield the triples of a graph that have this signature."""
    if mark == ANYTHING:
        return store.matching(graph=graph)
    if mark.startswith("a "):
        return store.matching(None, rdf_type, NamedNode(mark[3:-1]), graph)
    return store.matching(None, NamedNode(mark[1:-1]), None, graph)


def conclusions(store: OxigraphStore, rule: Rule, query: str) -> set[bytes]:
    """Return, as lines of N-Triples, what a query concludes that does not hold yet."""
    named = concluded(store, rule, query)
    # With several triples in its head, a rule gives them all when only one of them is new.
    return named if len(rule.head) == 1 else {line for line in named if not _holds(store, line)}


def concluded(
    store: OxigraphStore, rule: Rule, query: str, graphs: Collection[NamedNode | DefaultGraph] = ()
) -> set[bytes]:
    """Return, as lines of N-Triples, what a query of a rule concludes of things that have a name.

    Args:
        store: What is asked.
        rule: The rule, for messages.
        query: One of its CONSTRUCTs.
        graphs: Those in which the premises are sought; by default the merge.

    Raises:
        StoreError: The rule is malformed.
    """
    try:
        found = store.construct_lines(query, graphs)
    except QueryError as error:
        raise malformed(rule, error) from None
    return {line for line in found if line.startswith(b"<")}


def _holds(store: OxigraphStore, line: bytes) -> bool:
    return any(quad in store for quad in parse(line, "ntriples"))


def malformed(rule: Rule, error: QueryError) -> StoreError:
    """Return the error that names a rule."""
    return StoreError(_("The rule {name} is malformed: {reason}", name=rule.name, reason=error))
