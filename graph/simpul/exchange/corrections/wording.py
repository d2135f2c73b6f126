"""Things, values and changes as a person reads them."""

from collections.abc import Iterable, Sequence
from typing import Final

from simpul.answer import short, show
from simpul.exchange.corrections.model import Change, Kind, Reviewed
from simpul.exchange.difference.naming import word_of
from simpul.locale import translate as _
from simpul.reason.dates import date_properties
from simpul.store import Queryable
from simpul.terms import (
    ONTOLOGY,
    DefaultGraph,
    NamedNode,
    Term,
    Triple,
    dct,
    rdf_type,
    simpul,
    skos,
    text,
)

_MOST: Final = 4
"""Things that a fact without a name is called by."""
_BESIDE: Final = frozenset((rdf_type, dct("source"), simpul("certainty"), skos("note")))


class Wording:
    """Words for what is in any of some graphs.

    Attributes:
        language: Of the words.
    """

    def __init__(self, graphs: Sequence[Queryable], language: str) -> None:
        """Make ready.

        Args:
            graphs: Where labels are looked up: the first that has one gives it.
            language: Of the words.
        """
        self._graphs, self.language = graphs, language
        self._known: dict[str, str] = {}

    def thing(self, node: NamedNode) -> str:
        """Return what a thing is called; a fact without a name by its kind and what it is about."""
        if label := self._label(node):
            return label
        for graph in self._graphs:
            held = [quad.triple for quad in graph.matching(node, None, None, DefaultGraph())]
            if held:
                return self._fact(held) or short(node.value)
        return short(node.value)

    def _fact(self, held: Iterable[Triple]) -> str:
        ordered = sorted(held, key=str)
        kinds = [t.object for t in ordered if t.predicate == rdf_type and self._is_narrow(t.object)]
        named = [self._label(t.object) for t in ordered if t.predicate not in _BESIDE and isinstance(t.object, NamedNode)]  # fmt: skip
        parts = list(dict.fromkeys(filter(None, named)))[:_MOST]
        kind = next((self.term(kind) for kind in kinds), "")
        return f"{kind}: {', '.join(parts)}" if kind and parts else ""

    def _is_narrow(self, kind: Term) -> bool:
        return text(kind).startswith(ONTOLOGY) and kind != simpul("DatedThing")

    def term(self, term: Term) -> str:
        """Return a value: the label of a thing, a date in words, a text."""
        if isinstance(term, NamedNode):
            return self._label(term) or short(term.value)
        return show(term, self._known)

    def _label(self, node: Term) -> str:
        iri = text(node)
        if iri not in self._known:
            found = (graph.labels([iri], self.language).get(iri, "") for graph in self._graphs)
            self._known[iri] = next(filter(None, found), "")
        return self._known[iri]

    def property_of(self, change: Change) -> str:
        """Return the property that is changed; empty where it is the whole thing."""
        if change.kind in {Kind.NEW_THING, Kind.THING_WITHDRAWN, Kind.OTHER_FACT}:
            return ""
        main = change.values[0]
        return self.property_(main.predicate) + (f" @{main.language}" if main.language else "")

    def property_(self, predicate: NamedNode) -> str:
        """Return what a property is called."""
        return word_of(predicate) or self.term(predicate)

    def values(self, triples: Iterable[Triple], change: Change) -> str:
        """Return values, each with its property where it is the whole thing that is changed."""
        bounds = date_properties().bounded
        shown = [t for t in triples if t.predicate not in bounds or not self._has_date(t, change)]
        if self.property_of(change):
            return "; ".join(dict.fromkeys(self.term(triple.object) for triple in shown))
        return "; ".join(
            dict.fromkeys(f"{self.property_(t.predicate)}: {self.term(t.object)}" for t in shown)
        )

    def _has_date(self, bound: Triple, change: Change) -> bool:
        return any(
            value.predicate == date_properties().bounded[bound.predicate] for value in change.values
        )

    def attention(self, one: Reviewed) -> str:
        """Return what a person should know before deciding; empty where there is nothing."""
        told: list[str] = []
        if one.is_gone:
            told.append(_("Nothing here describes this any more."))
        elif one.is_moved:
            told.append(_("What we say has changed since: compare the columns before and ours."))
        told += [f"{problem.what} {problem.remedy}".strip() for problem in one.problems]
        return " ".join(told)


def what_was_done(kind: Kind) -> str:
    """Return what a partner did, in the language in use."""
    words = {
        Kind.NEW_THING: _("new"),
        Kind.NEW_VALUE: _("added"),
        Kind.OTHER_VALUE: _("changed"),
        Kind.OTHER_FACT: _("stated otherwise"),
        Kind.VALUE_WITHDRAWN: _("withdrawn"),
        Kind.THING_WITHDRAWN: _("withdrawn as a whole"),
    }
    return words[kind]
