"""What somebody changed in a graph, as changes that a person decides on one by one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.errors import Place
from simpul.exchange.corrections.model import Change, Kind, language_of
from simpul.exchange.difference import ValueChange, value_changes
from simpul.ingest.rdf_values import with_values
from simpul.reason.cardinalities import single_properties
from simpul.reason.dates import bounds_for, date_properties, is_bound
from simpul.store import OxigraphStore
from simpul.store.lines import LineSort, changed_lines
from simpul.store.oxigraph import parse
from simpul.store.statements import holds
from simpul.tables import Fact
from simpul.terms import (
    ALL_LABELS,
    ID,
    PREFIXES,
    DefaultGraph,
    NamedNode,
    Triple,
    dct,
    in_graph,
    rdf_type,
    simpul,
    text,
)

_OF_LANGUAGES: Final = (PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["rdf"])
_ONTOLOGY: Final = NamedNode(PREFIXES["owl"] + "Ontology")
_OF_PACKS: Final = (ID + "dataset/", ID + "pack/", ID + "distribution/")
"""How the addresses begin by which a pack speaks of itself."""
_ELSEWHERE: Final = Place(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What somebody changed in a graph.

    Attributes:
        removed: Statements that they left out.
        added: Statements that they put in, dates with their bounds.
        left: How many statements are no correction: declarations of a tool, and what a pack says of itself.
    """

    removed: frozenset[Triple]
    added: frozenset[Triple]
    left: int = 0


def edits(base: OxigraphStore, theirs: OxigraphStore, *, is_part: bool = False) -> Edits:
    """Return what is in one merge and not in the other.

    Args:
        base: What they were given.
        theirs: What they sent back; its dates get their bounds.
        is_part: They sent a part: what it does not describe was not changed.
    """
    with LineSort() as before, LineSort() as after:
        base.write_lines(DefaultGraph(), before)
        theirs.write_lines(DefaultGraph(), after)
        lines = [*changed_lines(before.blocks(), after.blocks())]
    removed = _parsed(line.line for line in lines if not line.is_new)
    added = _parsed(line.line for line in lines if line.is_new)
    if is_part:
        removed = {triple for triple in removed if _says(theirs, triple.subject)}
    removed, added = _dated(removed, added, theirs)
    kept = [{t for t in some if not _is_of_a_tool(t, base)} for some in (removed, added)]
    left = len(removed) + len(added) - sum(map(len, kept))
    return Edits(removed=frozenset(kept[0]), added=frozenset(kept[1]), left=left)


def _parsed(lines: Iterable[bytes]) -> set[Triple]:
    return {quad.triple for quad in parse(b"".join(lines), "ntriples")}


def _says(
    graph: OxigraphStore,
    subject: object,
    follows: Callable[[Triple], bool] = lambda _triple: False,
) -> bool:
    """Return whether anything is said of a thing; that something follows is not enough."""
    if not isinstance(subject, NamedNode):
        return False
    held = graph.matching(subject, None, None, DefaultGraph())
    return any(not follows(quad.triple) for quad in held)


def _is_of_a_tool(triple: Triple, base: OxigraphStore) -> bool:
    """Return whether an editor of ontologies declares something, or a pack is described."""
    if triple.predicate == rdf_type and text(triple.object).startswith(_OF_LANGUAGES):
        return True
    subject = triple.subject
    if text(subject).startswith(_OF_PACKS):
        return True
    return isinstance(subject, NamedNode) and holds(base, Triple(subject, rdf_type, _ONTOLOGY))


def _dated(
    removed: set[Triple], added: set[Triple], theirs: OxigraphStore
) -> tuple[set[Triple], set[Triple]]:
    """Return what changed with the bounds that the new dates have, and values in the datatype of their property.

    Who changes a date in Turtle leaves its bounds as they were; they go with the old date. ``theirs`` follows.
    """
    stated = date_properties().stated
    changed = {(text(t.subject), t.predicate) for t in (*removed, *added) if t.predicate in stated}
    of_date = {(subject, bound) for subject, dated in changed for bound in bounds_for(dated)}
    kept = {t for s, p in of_date for t in _held(theirs, s, p) if t not in added}
    kept = {bound for bound in kept if not _is_of_another(bound, theirs, added)}
    read, _told = with_values([Fact(triple, _ELSEWHERE) for triple in sorted(added, key=str)])
    new = {fact.triple for fact in read}
    for triple in (added | kept) - new:
        theirs.remove(in_graph(triple, DefaultGraph()))
    theirs.add(in_graph(triple, DefaultGraph()) for triple in new)
    return (removed | kept) - new, new - removed - kept


def _is_of_another(bound: Triple, theirs: OxigraphStore, added: set[Triple]) -> bool:
    """Return whether a bound belongs to a date that was there before and still is."""
    dated = date_properties().bounded[bound.predicate]
    dates = (triple for triple in _held(theirs, text(bound.subject), dated) if triple not in added)
    return any(is_bound(bound, text(date.object)) for date in dates)


def _held(graph: OxigraphStore, subject: str, predicate: NamedNode) -> Iterator[Triple]:
    found = graph.matching(NamedNode(subject), predicate, None, DefaultGraph())
    return (quad.triple for quad in found)


def changes(
    found: Edits,
    base: OxigraphStore,
    theirs: OxigraphStore,
    follows: Callable[[Triple], bool] = lambda _triple: False,
) -> list[Change]:
    """Return what was changed, by thing and property, sorted.

    Args:
        found: What came and went.
        base: What they were given.
        theirs: What they sent back.
        follows: Whether a statement is none of a source, but inferred.
    """
    quads = [
        [in_graph(triple, DefaultGraph()) for triple in some]
        for some in (found.removed, found.added)
    ]
    about: defaultdict[NamedNode, list[ValueChange]] = defaultdict(list)
    for value in value_changes(*quads):
        about[value.subject].append(value)
    return [
        change
        for subject in sorted(about, key=lambda node: node.value)
        for change in _of_thing(subject, tuple(about[subject]), base, theirs, follows)
    ]


def _of_thing(
    subject: NamedNode,
    values: tuple[ValueChange, ...],
    base: OxigraphStore,
    theirs: OxigraphStore,
    follows: Callable[[Triple], bool],
) -> Iterator[Change]:
    if not _says(base, subject):
        yield Change(Kind.NEW_THING, subject, values)
        return
    is_fact = any(base.matching(subject, dct("source"), None, DefaultGraph()))
    if not _says(theirs, subject, follows):
        yield Change(Kind.THING_WITHDRAWN, subject, values, (), is_fact)
        return
    if is_fact and not _is_labelled(base, subject) and _is_stated_otherwise(values):
        yield Change(Kind.OTHER_FACT, subject, values, (*_rest(subject, values, theirs),), is_fact)
        return
    for group in _by_property(values):
        asked = {(value.predicate, value.language) for value in group}
        same = [
            triple
            for triple in _rest(subject, values, theirs)
            if (triple.predicate, language_of(triple.object)) in asked
        ]
        yield Change(_kind(group[0]), subject, group, tuple(same), is_fact)


def _is_labelled(graph: OxigraphStore, subject: NamedNode) -> bool:
    """Return whether a thing has a name of its own, by which it is known whatever else is said of it."""
    return any(
        quad for name in ALL_LABELS for quad in graph.matching(subject, name, None, DefaultGraph())
    )


def _is_stated_otherwise(values: Sequence[ValueChange]) -> bool:
    """Return whether something of a fact is in the place of something else, and can stand only once.

    Each source says how certain a fact is; that goes beside what others say.
    """
    counted = [value for value in values if value.predicate != simpul("certainty")]
    single = any(value.predicate in single_properties() for value in counted)
    gone = any(value.removed for value in counted)
    return single and gone and any(value.added for value in counted)


def _rest(
    subject: NamedNode, values: Sequence[ValueChange], theirs: OxigraphStore
) -> Iterator[Triple]:
    changed = {quad.triple for value in values for quad in (*value.added, *value.removed)}
    held = (quad.triple for quad in theirs.matching(subject, None, None, DefaultGraph()))
    return (triple for triple in sorted(held, key=str) if triple not in changed)


def _by_property(values: Sequence[ValueChange]) -> Iterator[tuple[ValueChange, ...]]:
    """Yield values that belong together: a date with its bounds, any other alone."""
    bounded = date_properties().bounded
    dated = {value.predicate for value in values}
    for value in values:
        if bounded.get(value.predicate) in dated:
            continue
        bounds = {bound for bound, of in bounded.items() if of == value.predicate}
        yield (value, *(other for other in values if other.predicate in bounds))


def _kind(main: ValueChange) -> Kind:
    if not main.new:
        return Kind.VALUE_WITHDRAWN
    return Kind.OTHER_VALUE if main.old else Kind.NEW_VALUE
