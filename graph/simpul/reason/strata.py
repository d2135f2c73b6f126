"""Materialisation in strata: each rule runs after all that feed it, and again only if it feeds itself.

A rule that says what must *not* hold (doubt) is only right when all that could hold is known; rules that
negate what they bring about themselves have no such order and are refused (Apt, Blair and Walker, Towards a
Theory of Declarative Knowledge, 1988: stratified programs).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from simpul.errors import QueryError, StoreError
from simpul.locale import translate as _
from simpul.reason.rules import ANYTHING, Pattern, Rule, signature, unify
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.store.statements import is_stated
from simpul.terms import (
    INFERRED_GRAPH,
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    in_graph,
    rdf_type,
    text,
)

_MOST_ROUNDS: Final = 100
_MANY: Final = 2_000
"""This many answers at a time are compared with what the graph holds."""
_FEW: Final = 1_000
"""Up to this many new triples are put into the query that looks for what follows from them."""
_SOME: Final = 20_000
"""Up to this many triples that came and went, what rules give is sought by these."""
_BULK: Final = 10_000
"""From this many triples on a bulk load is faster."""

Progress = Callable[[int, int], None]
"""Called with the number of strata done and of all strata."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that feed each other, or one that feeds no other rule of its stratum.

    Attributes:
        recursive: They must run until nothing new comes.
    """

    rules: tuple[Rule, ...]
    recursive: bool


Strata = Sequence[Stratum]
"""Strata in the order in which they run."""


class _Triples:
    """Triples by their signature, for those that a pattern matches."""

    def __init__(self, triples: Iterable[Triple] = ()) -> None:
        self._by_kind: defaultdict[str, set[Triple]] = defaultdict(set)
        self.has_blank_nodes = False
        self.update(triples)

    def update(self, triples: Iterable[Triple]) -> None:
        """Take more of them."""
        for triple in triples:
            self._by_kind[signature(triple)].add(triple)
            self.has_blank_nodes |= isinstance(triple.subject, BlankNode)
            self.has_blank_nodes |= isinstance(triple.object, BlankNode)

    def __len__(self) -> int:
        return sum(map(len, self._by_kind.values()))

    @property
    def kinds(self) -> set[str]:
        """Their signatures."""
        return {*self._by_kind}

    def like(self, pattern: Pattern) -> Iterable[Triple]:
        """Return those that a pattern may match."""
        if pattern.signature == ANYTHING:
            return chain.from_iterable(self._by_kind.values())
        return self._by_kind.get(pattern.signature, ())


@dataclass(slots=True)
class _Change:
    """What changed since all rules ran, to which those of axioms can be narrowed.

    What such a rule gives now and did not give before follows from what has come; what it gives as before is there,
    unless it went.

    Attributes:
        came: Stated or concluded since.
        went: Facts and conclusions that are gone, and may follow again.
    """

    came: _Triples
    went: _Triples

    def narrow(self) -> bool:
        """Return whether it is so little that it can stand in queries, and nothing that has no name."""
        together = (self.came, self.went)
        few = sum(map(len, together)) <= _SOME
        return few and not any(triples.has_blank_nodes for triples in together)


class _Feeds:
    """Which signatures feed which rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self._readers: defaultdict[str, set[int]] = defaultdict(set)
        self._writers: defaultdict[str, set[int]] = defaultdict(set)
        for number, rule in enumerate(rules):
            for mark in rule.reads | rule.negates:
                self._readers[mark].add(number)
            for mark in rule.writes:
                self._writers[mark].add(number)

    def readers(self, marks: Iterable[str]) -> set[int]:
        """Return the rules whose answer may change when such triples come or go."""
        return self._matching(self._readers, marks)

    def writers(self, marks: Iterable[str]) -> set[int]:
        """Return the rules that may bring such triples about."""
        return self._matching(self._writers, marks)

    @staticmethod
    def _matching(index: "defaultdict[str, set[int]]", marks: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for mark in marks:
            if mark == ANYTHING:
                return set[int]().union(*index.values())
            found |= index.get(mark, set()) | index.get(ANYTHING, set())
        return found

    def reach(self, start: Iterable[int]) -> set[int]:
        """Return these rules and all that they feed, directly or not."""
        found = set(start)
        pending = list(found)
        while pending:
            fed = self.readers(self.rules[pending.pop()].writes) - found
            found |= fed
            pending += fed
        return found


def strata_of(rules: Sequence[Rule]) -> Strata:
    """Return the rules in the order in which they can run.

    Raises:
        StoreError: A rule negates what follows from its own conclusions.
    """
    feeds = _Feeds(rules)
    direct = [feeds.readers(rule.writes) for rule in rules]
    reach = [frozenset(feeds.reach([number])) for number in range(len(rules))]
    groups: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for number, reached in enumerate(reach):
        # Two rules that reach the same rules, themselves included, feed each other.
        groups[reached].append(number)
    # What reaches more comes first: it reaches all that the later one does, and itself.
    order = sorted(groups.items(), key=lambda item: (-len(item[0]), item[1]))
    strata = [
        Stratum(tuple(rules[number] for number in group), any(n in direct[n] for n in group) or len(group) > 1)
        for _reached, group in order
    ]  # fmt: skip
    for stratum in strata:
        _check_negation(stratum)
    return strata


def _check_negation(stratum: Stratum) -> None:
    if not stratum.recursive:
        return
    written = {mark for rule in stratum.rules for mark in rule.writes}
    for rule in stratum.rules:
        if rule.negates & written:
            raise StoreError(
                _(
                    "The rule {name} negates its own conclusion; write it differently.",
                    name=rule.name,
                )
            )


def materialise(
    store: OxigraphStore, strata: Strata, *, progress: Progress = lambda _done, _all: None
) -> int:
    """Add to the merge, and to the graph of inferences, all that follows; return how much it was.

    A conclusion about a literal or a blank node as subject is no triple and is left out.

    Raises:
        StoreError: A rule file is malformed; the message names it.
    """
    return _materialise(store, strata, None, progress)


def _materialise(
    store: OxigraphStore,
    strata: Strata,
    change: _Change | None = None,
    progress: Progress = lambda _done, _all: None,
) -> int:
    """Add what follows; where only so much changed, what follows from that."""
    added: list[bytes] = []
    for number, stratum in enumerate(strata):
        progress(number, len(strata))
        fresh = _run(store, stratum, change)
        if change:
            change.came.update(_triples(fresh))
        added += fresh
    # No rule reads the graph of inferences, so that it is written once.
    _add(store, added, INFERRED_GRAPH)
    return len(added)


def _run(store: OxigraphStore, stratum: Stratum, change: _Change | None) -> list[bytes]:
    """Run the rules of one stratum, again while they are recursive and something new comes.

    Returns:
        What was added to the merge, as lines of N-Triples.
    """
    added: list[bytes] = []
    few = change if change and change.narrow() else None
    for _round in range(_MOST_ROUNDS):
        queries = [(rule, query) for rule in stratum.rules for query in _queries(store, rule, few)]
        fresh = set[bytes]().union(*(_conclusions(store, *query) for query in queries))
        _add(store, fresh, DefaultGraph())
        added += fresh
        if not (fresh and stratum.recursive):
            return added
        # What is new can only come of what was new the round before (semi-naive evaluation).
        few = _few(fresh) if len(fresh) <= _FEW else None
    raise StoreError(
        _("The rules never stop giving new conclusions; one of them must make new things.")
    )


def _add(store: OxigraphStore, lines: Collection[bytes], graph: NamedNode | DefaultGraph) -> None:
    if lines:
        store.add_lines(b"".join(lines), graph, bulk=len(lines) >= _BULK)


def _few(lines: Iterable[bytes]) -> _Change | None:
    """Return what came, if it is something that can stand in queries."""
    change = _Change(came=_Triples(_triples(lines)), went=_Triples())
    return change if change.narrow() else None


def _triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    return (quad.triple for quad in parse(b"".join(lines), "ntriples"))


def _queries(store: OxigraphStore, rule: Rule, change: _Change | None) -> Iterator[str]:
    """Yield the CONSTRUCTs that give what a rule can give now.

    ``change`` is what changed since the rule ran; None where it has not run yet or that was much.
    """
    try:
        if change is not None and rule.is_plain:
            given = chain(_bindings(rule.body, change.came), _bindings(rule.head, change.went))
            yield from map(rule.construct, given)
            return
        if rule.is_plain and not all(_exists(store, mark) for mark in rule.reads):
            return
        probe = f"SELECT (COUNT(*) AS ?count) WHERE {{ SELECT * WHERE {{ {rule.where} }} LIMIT {_MANY} }}"
        count = int(text(store.select(probe, checked=True).rows[0]["count"]))
    except QueryError as error:
        raise _malformed(rule, error) from None
    if count:
        yield rule.construct(many=count == _MANY)


def _exists(store: OxigraphStore, mark: str) -> bool:
    return mark == ANYTHING or next(_of_kind(store, mark, DefaultGraph()), None) is not None


def _of_kind(store: OxigraphStore, mark: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """Yield the triples of a graph that have this signature."""
    if mark == ANYTHING:
        return store.matching(graph=graph)
    if mark.startswith("a "):
        return store.matching(None, rdf_type, NamedNode(mark[3:-1]), graph)
    return store.matching(None, NamedNode(mark[1:-1]), None, graph)


def _bindings(patterns: Iterable[Pattern], triples: _Triples) -> Iterator[str]:
    """Yield a VALUES clause for each pattern that some of these triples match."""
    for pattern in patterns:
        found = (unify(pattern, triple) for triple in triples.like(pattern))
        matches = [values for values in found if values is not None]
        if matches:
            names = sorted(pattern.variables)
            rows = sorted(f"({' '.join(str(match[name]) for name in names)})" for match in matches)
            yield f"VALUES ({' '.join(f'?{name}' for name in names)}) {{ {' '.join(rows)} }}"


def _conclusions(store: OxigraphStore, rule: Rule, query: str) -> set[bytes]:
    """Return, as lines of N-Triples, what a query concludes that does not hold yet."""
    try:
        found = store.construct_lines(query)
    except QueryError as error:
        raise _malformed(rule, error) from None
    named = {line for line in found if line.startswith(b"<")}
    # With several triples in its head, a rule gives them all when only one of them is new.
    return named if len(rule.head) == 1 else {line for line in named if not _holds(store, line)}


def _holds(store: OxigraphStore, line: bytes) -> bool:
    return any(quad in store for quad in parse(line, "ntriples"))


def _malformed(rule: Rule, error: QueryError) -> StoreError:
    return StoreError(_("The rule {name} is malformed: {reason}", name=rule.name, reason=error))


def rematerialise(
    store: OxigraphStore,
    rules: Sequence[Rule],
    *,
    added: Iterable[Triple] = (),
    removed: Iterable[Triple] = (),
) -> int:
    """Bring the inferences up to date after the stated facts changed; return how many rules ran.

    Only rules that the change can reach run. Where facts only came and nothing reached is negated, what
    was inferred stays and is added to. Else what the change may have undone is dropped first and
    inferred anew (Gupta, Mumick and Subrahmanian, Maintaining Views Incrementally, 1993: delete and
    rederive, here by kind of triple). The rules of axioms look only for what came of the change, and for what went.

    Args:
        store: Its merge has the change already; its graph of inferences is as it was before.
        rules: All rules, as they were when the inferences were made.
        added: Facts that are in the merge now and were not stated before.
        removed: Facts that no source states any more.
    """
    feeds = _Feeds(rules)
    change = _Change(came=_Triples(added), went=_Triples(removed))
    came, gone = change.came.kinds, change.went.kinds
    touched = feeds.reach(feeds.readers(came | gone))
    changing = came | gone | _writes(rules, touched)
    negating = {n for n in touched if rules[n].negates & (changing | {ANYTHING})}
    undone = _writes(rules, feeds.reach(feeds.readers(gone) | negating))
    change.went.update(_drop(store, undone))
    # What was stated and is no more may still follow from the rest.
    again = touched | feeds.writers(undone | gone)
    _materialise(store, strata_of([rules[number] for number in sorted(again)]), change)
    return len(again)


def _writes(rules: Sequence[Rule], numbers: Iterable[int]) -> set[str]:
    return {mark for number in numbers for mark in rules[number].writes}


def _drop(store: OxigraphStore, marks: set[str]) -> list[Triple]:
    """Remove inferences of these kinds, from the merge too where no source states them; return them."""
    stale = [
        quad.triple for mark in sorted(marks) for quad in _of_kind(store, mark, INFERRED_GRAPH)
    ]
    for triple in stale:
        # Asked before: without its inference, what is said of a city of the world looks like the gazetteer's.
        stated = is_stated(store, triple)
        store.remove(in_graph(triple, INFERRED_GRAPH))
        if not stated:
            store.remove(in_graph(triple, DefaultGraph()))
    return stale
