"""A published build, asked over HTTP: the store's protocol, at an endpoint.

Each query is checked here as at every other side, and goes to the graphs of one build, which its manifest names; so
whoever reads goes on reading the build that was in use when it was opened, whatever is published meanwhile.
"""

import time
from collections.abc import Collection, Iterator
from typing import Final, TypeVar

from simpul.errors import (
    EndpointEmptyError,
    EndpointError,
    EndpointReplacedError,
    EndpointSilentError,
    QueryError,
    QueryLimitError,
    shortened,
)
from simpul.limits import Limits, Passed, over
from simpul.locale import translate as _
from simpul.store import sparql
from simpul.store.guarded import Guarded
from simpul.store.oxigraph import refuse_malformed
from simpul.store.protocol import Bindings, GraphName, Query, Result
from simpul.store.remote import answers
from simpul.store.remote.answers import Wanted
from simpul.store.remote.client import JSON, NTRIPLES, Client
from simpul.store.remote.graph_names import Sent, as_sent
from simpul.store.remote.manifest import (
    CURRENT_MANIFEST_QUERY,
    Manifest,
    manifest_graph,
    presence_query,
    read_current,
)
from simpul.store.remote.request import Answer, Dataset
from simpul.store.sparql import Token
from simpul.store.sparql.columns import COUNT
from simpul.store.sparql.tokens import place
from simpul.terms import PREFIXES, XSD, NamedNode, text

_FUNCTIONS: Final = (XSD, "http://www.opengis.net/def/function/geosparql/")
"""How the names of functions begin that may be called; others are an engine's own and may do anything."""
_COUNTS: Final = frozenset(("LIMIT", "OFFSET"))
_LONGEST_COUNT: Final = 18
"""Digits of a number that every engine can count to."""
_SUBJECTS: Final = frozenset(("variable", "iri", "name", "string"))
_SEPARATORS: Final = frozenset((";", "]", "/", "|", "^"))
"""Behind these, and behind a subject, an address is a predicate, and the bracket begins a list or a path."""
_Found = TypeVar("_Found")


class RemoteDataset(Guarded):
    """One published build at an endpoint; it can only be asked.

    Attributes:
        client: The endpoint.
        manifest: What the build has.
    """

    def __init__(  # noqa: PLR0913 - all but the build are options by name
        self,
        client: Client,
        manifest: Manifest,
        *,
        services: Collection[str] = (),
        withheld: Collection[str] = (),
        limits: Limits | None = None,
        watched: bool = False,
    ) -> None:
        """Give access to a build.

        Args:
            client: The endpoint.
            manifest: What the build has.
            services: The IRIs of the endpoints that a query may ask with SERVICE.
            withheld: The IRIs of the graphs that were left out.
            limits: The time in which each answer must be there; its memory is the endpoint's.
            watched: After each answer, see that the build is still there: of graphs that are gone engines say nothing,
                and give an answer without them.
        """
        super().__init__(services=services, withheld=withheld)
        self.client, self.manifest = client, manifest
        self._limits = limits or Limits(seconds=0, megabytes=0)
        self._watched = watched

    def within(self, limits: Limits) -> "RemoteDataset":
        """Return the same build, each answer of which must be there in time."""
        return RemoteDataset(
            self.client,
            self.manifest,
            services=self.services,
            withheld=self.withheld,
            limits=limits,
            watched=self._watched,
        )

    def check(self, query: Query) -> None:
        """Refuse a query as every side does, and what only some engines would take.

        Raises:
            QueryError: It is malformed, or calls what is no function of SPARQL.
            ForbiddenQueryError: As at every side.
        """
        super().check(query)
        if slip := sparql.slip(query):
            raise slip
        _refuse_what_one_engine_takes(query if isinstance(query, str) else query.template.text)

    def sent(self, query: Query) -> Sent:
        """Return a query as it is sent, with what it runs on.

        Raises:
            QueryError: It is not clear which graph it names.
        """
        written = query if isinstance(query, str) else query.text
        return as_sent(sparql.concatenating_texts(written), self.manifest)

    def explained(self, query: Query) -> str:
        """Return a query as it is sent, with where it goes and what it runs on in comments before it."""
        sent = self.sent(query)
        where = [
            f"POST {self.client.address}",
            *(f"default-graph-uri {iri}" for iri in sent.default),
            *(f"named-graph-uri {iri}" for iri in sent.named),
        ]
        return "".join(f"# {line}\n" for line in where) + sent.text

    def graph_names(self) -> list[NamedNode]:
        """Return the names of the graphs, sorted."""
        names = (graph.of for graph in self.manifest.named)
        return [name for name in names if isinstance(name, NamedNode)]

    def count(self, graph: GraphName) -> int:
        """Return how many triples a graph has."""
        every = (self.manifest.merge, *self.manifest.named)
        return next((one.triples for one in every if one.of == graph), 0)

    def __len__(self) -> int:
        """Return the number of triples in all graphs."""
        return self.manifest.triples

    def __bool__(self) -> bool:
        """An empty store is a store."""
        return True

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _run(self, text: str) -> Result:
        form = sparql.form(text)
        asks_rows = form == "ASK" and not self.client.engine.asks_rightly
        sent = as_sent(sparql.asking(text) if asks_rows else text, self.manifest)
        is_graph = form in {"CONSTRUCT", "DESCRIBE"}
        began = time.monotonic()
        wanted = self._wanted(text, sent)
        try:
            if is_graph and wanted.cap:
                self._refuse_too_many(sent, wanted)
            answer = self._asked(sent, accept=NTRIPLES if is_graph else JSON)
            if is_graph:
                return self._in_time(answers.triples(answer, wanted), began)
            if form == "ASK":
                is_true = answers.truth(answer, wanted, by_rows=asks_rows)
                self._see_that_it_is_there()
                return is_true
            found = answers.solutions(answer, wanted)
        except EndpointSilentError as error:
            raise self._too_late(error, began) from None
        except EndpointError as error:
            raise _of_query(error, text) from None
        solutions = self._in_time(found.solutions, began)
        return Bindings(variables=found.variables, solutions=solutions)

    def _asked(self, sent: Sent, *, accept: str) -> Answer:
        return self.client.query(
            sent.text,
            dataset=Dataset(default=sent.default, named=sent.named),
            accept=accept,
            seconds=self._limits.seconds or None,
        )

    def _wanted(self, text: str, sent: Sent) -> Wanted:
        engine, profile = self.client.engine, self.client.endpoint
        return Wanted(
            address=self.client.address,
            changes_terms=engine.changes_terms,
            variables=sparql.columns(text),
            hidden=sent.hidden,
            cap=profile.rows or engine.cap or 0,
            cap_header=engine.cap_header,
        )

    def _refuse_too_many(self, sent: Sent, wanted: Wanted) -> None:
        """Refuse a graph made of more solutions than the endpoint gives, which it cuts without a word."""
        count = sparql.counting(sent.text)
        if not count:
            return
        answer = self._asked(Sent(text=count, default=sent.default, named=sent.named), accept=JSON)
        found = answers.solutions(answer, Wanted(address=wanted.address, changes_terms=False))
        if any(int(text(row[COUNT])) >= wanted.cap for row in found.rows()):
            raise answers.capped(wanted, wanted.cap)

    def _in_time(self, found: Iterator[_Found], began: float) -> Iterator[_Found]:
        """Yield what comes; who waited too long is told so in the words of the command."""
        try:
            yield from found
            self._see_that_it_is_there()
        except EndpointSilentError as error:
            raise self._too_late(error, began) from None

    def _see_that_it_is_there(self) -> None:
        """Refuse an answer during which graphs of the build may have been removed.

        Raises:
            EndpointReplacedError: The build is no longer there.
        """
        if self._watched:
            require_presence(self.client, self.manifest.build, seconds=self._limits.seconds)

    def _too_late(
        self, error: EndpointSilentError, began: float
    ) -> EndpointSilentError | QueryLimitError:
        seconds = self._limits.seconds
        # A clock that is read twice may tell a little less the first time.
        is_over = seconds and time.monotonic() - began > 0.9 * seconds
        return over(Passed.TIME, self._limits) if is_over else error


def require_presence(client: Client, build: str, *, seconds: float = 0) -> None:
    """See that a build is whole at an endpoint, so that what was read of it until now was, too.

    Args:
        client: The endpoint.
        build: Its name.
        seconds: The time in which the answer must be there; 0 for the profile's patience.

    Raises:
        EndpointReplacedError: It is no longer there.
    """
    place = (manifest_graph(build).value,)
    answer = client.query(
        presence_query(build),
        dataset=Dataset(default=place, named=place),
        accept=JSON,
        seconds=seconds or None,
    )
    wanted = Wanted(address=client.address, changes_terms=False)
    if not list(answers.solutions(answer, wanted).rows()):
        raise EndpointReplacedError(
            _("What was read there has been replaced twice by what was published since."),
            client.address,
            _("Open it again, or run the command again."),
        )


def open_dataset(client: Client, *, services: Collection[str] = ()) -> RemoteDataset:
    """Return the build that is in use at an endpoint.

    Raises:
        EndpointEmptyError: No build is published there.
        EndpointError: There is no answer.
        StoreError: What is published is not whole, or a newer Simpul's.
    """
    answer = client.query(CURRENT_MANIFEST_QUERY, accept=JSON)
    wanted = Wanted(address=client.address, changes_terms=client.engine.changes_terms)
    manifest = read_current(answers.solutions(answer, wanted).rows())
    if manifest is None:
        raise EndpointEmptyError(
            _("No Simpul build is published there; what else is there was not looked at."),
            client.address,
            _(
                "Publish one with `simpul publish {address}`, or look at the address.",
                address=client.endpoint.name or client.address,
            ),
        )
    return RemoteDataset(client, manifest, services=services, watched=True)


def _of_query(error: EndpointError, text: str) -> Exception:
    """Return what a refusal says of a query: that it is malformed, or that the engine cannot answer it."""
    if error.status not in {400, 500}:
        return error
    if "SERVICE" not in text.upper():
        try:
            refuse_malformed(text)
        except SyntaxError as malformed:
            return malformed
    return QueryError(str(error)) if error.status == 400 else error


def _refuse_what_one_engine_takes(query: str) -> None:
    """Refuse what is not SPARQL for all: functions of one engine, which may read files or ask other hosts; huge counts."""
    prefixes = PREFIXES | sparql.declared(query)
    found = [Token("other", "", -1), *sparql.meaning(query), Token("other", "", -1)]
    for before, token, behind in zip(found, found[1:], found[2:], strict=False):
        if before.text.upper() in _COUNTS and len(token.text) > _LONGEST_COUNT:
            raise QueryError(
                _("{number} is too large.", number=shortened(token.text)),
                place=place(query, token.start),
            )
        if token.kind not in {"iri", "name"} or behind.text != "(" or before.kind in _SUBJECTS:
            continue
        prefix, _colon, local = token.text.partition(":")
        iri = token.text[1:-1] if token.kind == "iri" else prefixes.get(prefix, "") + local
        if before.text not in _SEPARATORS and not iri.startswith(_FUNCTIONS):
            raise QueryError(
                _("{name} is no function of SPARQL.", name=token.text),
                place=place(query, token.start),
            )
