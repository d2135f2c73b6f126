"""What changed, in words: one line for each thing that came, went or changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from simpul.answer import labels, show
from simpul.errors import shortened
from simpul.locale import translate as _
from simpul.store import Queryable, Solutions
from simpul.terms import NamedNode, Term, Triple, rdf_type, rdfs_label, text

MOST_LINES: Final = 20
_MOST_FACTS: Final = 6
_BOUNDS: Final = ("Earliest", "Latest")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSummary:
    """What came, or what went.

    Attributes:
        facts: How many triples.
        things: How many things they are about.
        lines: The first of them, a thing each.
    """

    facts: int
    things: int
    lines: tuple[str, ...]


def summary(
    triples: Iterable[Triple], graph: Queryable, *, own: str = "", most: int = MOST_LINES
) -> ChangeSummary:
    """Return triples in words, with labels in the language in use.

    Args:
        triples: They need not be in the graph.
        graph: Where labels are looked up.
        own: The document that is the list itself; its line says only that.
        most: The most things that get a line.
    """
    about: defaultdict[str, list[Triple]] = defaultdict(list)
    count = 0
    for triple in triples:
        about[str(triple.subject)].append(triple)
        count += 1
    chosen = [about[subject] for subject in sorted(about)[:most]]
    known = _labels([term for group in chosen for t in group for term in _terms(t)], graph)
    for group in chosen:
        for triple in group:
            if triple.predicate == rdfs_label:
                known.setdefault(text(triple.subject), text(triple.object))
    lines = tuple(
        _(
            "{name}: this list itself, as the document that its rows cite",
            name=show(group[0].subject, known),
        )
        if text(group[0].subject) == own
        else _line(group, known)
        for group in chosen
    )
    return ChangeSummary(facts=count, things=len(about), lines=lines)


def _terms(triple: Triple) -> tuple[Term, ...]:
    return triple.subject, triple.predicate, triple.object


def _labels(terms: Iterable[Term], graph: Queryable) -> dict[str, str]:
    nodes = {term for term in terms if isinstance(term, NamedNode)}
    ordered = sorted(nodes, key=lambda node: node.value)
    asked = Solutions(variables=("thing",), rows=[{"thing": node} for node in ordered])
    return labels(graph, asked)


def _line(triples: list[Triple], known: dict[str, str]) -> str:
    subject = triples[0].subject
    shown = [t for t in triples if t.predicate != rdf_type and not text(t.predicate).endswith(_BOUNDS)]  # fmt: skip
    kinds = sorted({show(t.object, known) for t in triples if t.predicate == rdf_type})
    facts = sorted({f"{show(t.predicate, known)} {show(t.object, known)}" for t in shown})
    more = f"; … (+{len(facts) - _MOST_FACTS})" if len(facts) > _MOST_FACTS else ""
    name = show(subject, known)
    kind = f" ({', '.join(kinds)})" if kinds else ""
    what = ": " + "; ".join(shortened(fact) for fact in facts[:_MOST_FACTS]) + more if facts else ""
    return f"{name}{kind}{what}"
