"""What every side shares: a query is checked, run, and must be of the form its caller expects.

A side says how a checked query runs (``_run``); all else of ``Queryable`` follows from that in SPARQL, and a side
does better where its engine can.
"""

import contextlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, cast

from simpul.errors import ForbiddenQueryError, QueryError, did_you_mean, shortened
from simpul.locale import by_language, said
from simpul.locale import translate as _
from simpul.store import sparql
from simpul.store.protocol import Bindings, GraphName, Query, Result, Solutions
from simpul.terms import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Term,
    Triple,
    text,
)
from simpul.texts import is_utf8

_MOST_IN_VALUES: Final = 500


class Guarded(ABC):
    """Queries answered by a side, each checked first.

    Attributes:
        services: The IRIs of the endpoints that a query may ask with SERVICE.
        withheld: The IRIs of the graphs that were left out, for who asks may not see them.
    """

    def __init__(self, *, services: Collection[str] = (), withheld: Collection[str] = ()) -> None:
        self.services, self.withheld = services, withheld

    @abstractmethod
    def _run(self, text: str) -> Result:
        """Run a query that was checked.

        Raises:
            SyntaxError: It is malformed; the message is the engine's.
        """

    def check(self, query: Query) -> None:
        """Refuse what a person wrote where it does more than read; values bound into it are single tokens.

        Raises:
            QueryError: It cannot be read safely.
            ForbiddenQueryError: It is an update, asks a host that is not allowed, or a graph that is not here.
        """
        written = query if isinstance(query, str) else query.template.text
        if not is_utf8(written):
            raise QueryError(_("The query is not UTF-8 text."))
        findings = sparql.inspect(query) if isinstance(query, str) else query.template.findings
        sparql.refuse_what_reaches_out(written, findings, allowed=self.services)
        names = [name.value for name in self.graph_names()] if findings.datasets else []
        for dataset in findings.datasets:
            if not dataset.word:
                raise ForbiddenQueryError(_("Write FROM with a space before and after it."))
            if dataset.word in self.withheld:
                raise ForbiddenQueryError(
                    _(
                        "FROM names {iri}, which is withheld, for not everybody may see it.",
                        iri=f"<{dataset.word}>",
                    )
                )
            if dataset.word not in names:
                iri = shortened(dataset.word)
                raise ForbiddenQueryError(
                    _(
                        "FROM names {iri}, which is not a graph of this store; nothing is fetched.",
                        iri=f"<{iri}>",
                    )
                    + did_you_mean(iri, names)
                )

    def select(self, query: Query, *, checked: bool = False) -> Solutions:
        """Return the answer of a SELECT; a ``checked`` query is the project's own and is not checked again."""
        found = self._bindings(query, checked=checked)
        return Solutions(variables=found.variables, rows=list(found.rows()))

    def solutions(self, query: str) -> Iterator[Iterable[Term | None]]:
        """Yield the solutions of a SELECT of the project's own as they are found, each the terms of its variables in order."""
        return self._bindings(query, checked=True).solutions

    def _bindings(self, query: Query, *, checked: bool) -> Bindings:
        found = self._answer(query, checked=checked)
        if not isinstance(found, Bindings):
            raise _other_form("SELECT")
        return found

    def construct(self, query: Query) -> Iterator[Triple]:
        """Yield the triples of a CONSTRUCT or DESCRIBE; one may come more than once."""
        found = self._answer(query)
        if isinstance(found, Bindings | bool):
            raise _other_form("CONSTRUCT")
        return found

    def ask(self, query: Query) -> bool:
        """Return the answer of an ASK."""
        found = self._answer(query)
        if not isinstance(found, bool):
            raise _other_form("ASK")
        return found

    def stream(self, query: Query) -> Result:
        """Return the answer of a query of any form, as it is found."""
        return self._answer(query)

    def _answer(self, query: Query, *, checked: bool = False) -> Result:
        if not checked:
            self.check(query)
        written = query if isinstance(query, str) else query.text
        run = sparql.concatenating_texts(written)
        if run != written:
            # What is malformed is told of as it was written.
            with contextlib.suppress(SyntaxError):
                return self._run(run)
        try:
            return self._run(written)
        except SyntaxError as error:
            raise sparql.malformed(query, error.msg) from None

    def labels(self, things: Iterable[str], language: str) -> dict[str, str]:
        """Return a label for each of these IRIs that has one: in this language, else in English, else any."""
        iris = sorted(set(things))
        found: dict[str, list[tuple[str | None, str]]] = {}
        for start in range(0, len(iris), _MOST_IN_VALUES):
            values = " ".join(str(NamedNode(iri)) for iri in iris[start : start + _MOST_IN_VALUES])
            query = f"""SELECT ?thing ?label WHERE {{
                VALUES ?thing {{ {values} }}
                {{ ?thing rdfs:label ?label }}
                UNION {{ ?thing dct:title ?label FILTER NOT EXISTS {{ ?thing rdfs:label ?any }} }}
            }} ORDER BY ?label"""
            for row in self.select(query, checked=True):
                label = row["label"]
                if isinstance(label, Literal):
                    tagged = found.setdefault(text(row["thing"]), [])
                    tagged.append((label.language, label.value))
        return {iri: said(by_language(tagged), language) for iri, tagged in found.items()}

    def matching(
        self,
        subject: NamedNode | BlankNode | Triple | None = None,
        predicate: NamedNode | None = None,
        object_: Term | None = None,
        graph: GraphName | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads that have these parts; None stands for any."""
        parts = (subject, predicate, object_)
        if any(isinstance(part, BlankNode) for part in parts):
            return  # a blank node has a name within one answer only
        if not isinstance(graph, NamedNode):
            yield from self._matching(parts, "", DefaultGraph())
        if not isinstance(graph, DefaultGraph):
            yield from self._matching(parts, str(graph or "?g"), graph)

    def _matching(
        self, parts: Sequence[Term | None], named: str, graph: GraphName | None
    ) -> Iterator[Quad]:
        """Yield the quads of the merge, or of a named graph, or of all of them.

        What is known stands in the pattern itself: Virtuoso loses rows where VALUES meet UNION and GRAPH.
        """
        names = ("s", "p", "o")
        pattern = " ".join(
            f"?{name}" if part is None else str(part)
            for name, part in zip(names, parts, strict=True)
        )
        where = f"GRAPH {named} {{ {pattern} }}" if named else pattern
        asked = [f"?{name}" for name, part in zip(names, parts, strict=True) if part is None]
        asked += ["?g"] * (graph is None)
        found = " ".join(asked) or "(1 AS ?there)"
        limit = "" if asked else " LIMIT 1"
        for row in self.select(f"SELECT {found} WHERE {{ {where} }}{limit}", checked=True):
            s, p, o = (
                row.get(name) if part is None else part
                for name, part in zip(names, parts, strict=True)
            )
            # SPARQL has no other terms in these places.
            yield Quad(
                cast("NamedNode | BlankNode | Triple", s),
                cast("NamedNode", p),
                cast("Term", o),
                cast("NamedNode", row["g"]) if graph is None else graph,
            )

    def mentioned(self, iris: Iterable[str]) -> set[str]:
        """Return those of these IRIs that a triple has in any of its places."""
        wanted = sorted(set(iris))
        found: set[str] = set()
        for start in range(0, len(wanted), _MOST_IN_VALUES):
            values = " ".join(
                str(NamedNode(iri)) for iri in wanted[start : start + _MOST_IN_VALUES]
            )
            query = f"""SELECT DISTINCT ?it WHERE {{
                VALUES ?it {{ {values} }}
                FILTER (EXISTS {{ ?it ?of ?what }} || EXISTS {{ ?one ?it ?other }} || EXISTS {{ ?this ?is ?it }})
            }}"""
            found |= {text(row["it"]) for row in self.select(query, checked=True)}
        return found

    def graph_names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted."""
        found = self.select("SELECT DISTINCT ?graph WHERE { GRAPH ?graph { } }", checked=True)
        names = [row["graph"] for row in found]
        return sorted(
            (name for name in names if isinstance(name, NamedNode)), key=lambda name: name.value
        )


def _other_form(form: str) -> QueryError:
    return QueryError(_("This must be a {form} query.", form=form))
