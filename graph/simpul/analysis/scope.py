"""What part of the graph is looked at: a time, a network, a theme; and what the sources leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from simpul.answer import labels, short
from simpul.edtf import bounds
from simpul.errors import ParameterError
from simpul.locale import translate as _
from simpul.projection import Span
from simpul.store import Queryable, Row, Solutions
from simpul.store.sparql import bind
from simpul.terms import ID, NamedNode, text

_COMPLETE: Final = f"{ID}completeness/complete"
_NAMED: Final = 5
"""How many lists a caveat names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which facts are looked at; the empty scope is all of them.

    Attributes:
        as_of: An EDTF date, such as ``2018`` or ``2018-03-22``: what held at some time in it.
        network: IRI of a network.
        theme: IRI of a theme; what is narrower belongs to it.
        also_single_datasets: Ties that one dataset alone lists are looked at, too.

    Raises:
        ParameterError: ``as_of`` is no date.
    """

    as_of: str = ""
    network: str = ""
    theme: str = ""
    also_single_datasets: bool = False

    def __post_init__(self) -> None:
        if self.as_of:
            self.window()

    def window(self) -> tuple[date, date]:
        """Return the first and the last day that ``as_of`` means; all time where it is empty."""
        if not self.as_of:
            return date.min, date.max
        try:
            return bounds(self.as_of)
        except ValueError:
            raise ParameterError(
                _(
                    "{value} is not a date. Write it as 2018, 2018-03 or 2018-03-22.",
                    value=repr(self.as_of),
                )
            ) from None

    def holds(self, span: Span) -> bool:
        """Return whether something may have held at that time; a side that no source dates is open."""
        first, last = self.window()
        return span.begin <= last.isoformat() and (not span.end or span.end >= first.isoformat())


EVERYTHING: Final = Scope()
"""All facts, of all times."""


def rows(store: Queryable, query: str, **values: str) -> Iterable[Row]:
    """Answer a query with these variables replaced by these IRIs."""
    return store.select(bind(query, {name: NamedNode(iri) for name, iri in values.items()}))


def value(row: Row, name: str) -> str:
    """Return a value as plain text, or nothing."""
    return text(row.get(name))


def themed(store: Queryable, theme: str) -> set[str]:
    """Return what is connected to a theme or a narrower one.

    That is what a source gives this theme, what is about such a thing or held for it, the event of which such
    an event is a part, and whoever takes a part in such an initiative.
    """
    query = """SELECT DISTINCT ?thing WHERE {
        ?narrow skos:broader* ?_theme .
        { ?thing simpul:theme ?narrow }
        UNION { ?near simpul:theme ?narrow . ?thing simpul:about ?near }
        UNION { ?near simpul:theme ?narrow . ?thing simpul:hasSubEvent ?near }
        UNION { ?near simpul:theme ?narrow . ?thing simpul:underInitiative ?near }
        UNION { ?near simpul:theme ?narrow . ?near simpul:involves ?thing }
    }"""
    return {value(row, "thing") for row in rows(store, query, _theme=theme)}


def names_of(store: Queryable, things: Iterable[str]) -> Mapping[str, str]:
    """Return what each thing is called in the language in use; its short IRI where it has no label."""
    iris = sorted(set(things))
    asked = Solutions(variables=("thing",), rows=[{"thing": NamedNode(iri)} for iri in iris])
    known = labels(store, asked)
    return {iri: known.get(iri) or short(iri) for iri in iris}


def partial_lists(store: Queryable, networks: Iterable[str]) -> list[str]:
    """Return a caveat where the lists of members behind an answer are not known to be complete."""
    query = "SELECT ?network { ?source simpul:listOf ?network ; simpul:completeness ?_complete }"
    whole = {value(row, "network") for row in rows(store, query, _complete=_COMPLETE)}
    all_networks = set(networks)
    partial = sorted(all_networks - whole)
    if not partial:
        return []
    called = sorted(names_of(store, partial).values(), key=str.casefold)
    shown = ", ".join(called[:_NAMED]) + (", …" if len(called) > _NAMED else "")
    return [
        _(
            "Lists of members that are not known to be complete: {count} of {all} ({names}). "
            "A membership that is missing here may exist.",
            count=len(partial),
            all=len(all_networks),
            names=shown,
        )
    ]


def partial_reports(store: Queryable) -> list[str]:
    """Return a caveat where the sources of the graph are not all complete."""
    query = "SELECT DISTINCT ?completeness WHERE { ?source simpul:completeness ?completeness }"
    if all(value(row, "completeness") == _COMPLETE for row in store.select(query)):
        return []
    return [
        _("Only what the sources report is counted. What was not reported may still have happened.")
    ]


def left_aside(store: Queryable, scope: Scope) -> list[str]:
    """Return a caveat where ties are left aside because one dataset alone lists them."""
    if scope.also_single_datasets:
        return []
    counted = store.select("SELECT (COUNT(?tie) AS ?count) { ?tie simpul:listedOnlyIn ?dataset }")
    count = int(value(counted.rows[0], "count"))
    if not count:
        return []
    return [
        _(
            "Ties that a single dataset has and nobody else are left aside, {count} in all; "
            "--also-single-datasets counts them.",
            count=count,
        )
    ]


def undated(count: int, scope: Scope) -> list[str]:
    """Return a caveat if things without a date were counted for a given time."""
    if not (scope.as_of and count):
        return []
    return [
        _(
            "No date is known for {count} of the facts counted; they count for any time.",
            count=count,
        )
    ]
