"""A session as it is asked: questions of the catalogue, SPARQL, and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from simpul import catalogue, locale
from simpul.answer.answer import Answer
from simpul.answer.further import COMMAND, PYTHON, Further
from simpul.answer.notebook import Rows
from simpul.answer.unknown_terms import unknown_terms
from simpul.catalogue import Given, Question, Supply, Value
from simpul.errors import EndpointError, ParameterError, QueryLimitError
from simpul.exchange.places import RemoteBuild
from simpul.limits import Limits
from simpul.locale import in_its_language
from simpul.naming import Resolver
from simpul.session.session import Session
from simpul.store.sparql import Bound, with_prefixes
from simpul.terminal import one_line
from simpul.terms import ID

_LONG: Final = 100_000
"""Characters of a query that takes more than a moment to read."""


def _read(query: str, limits: Limits) -> Question:
    """Return what a text asks; a long one is read apart first, where there are limits."""
    if limits and len(query) > _LONG:
        from simpul.store.isolated import look_at

        look_at(query, limits)
    return catalogue.parse(query, name="sparql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question with its values in it.

    Attributes:
        question: The question.
        bound: Its SPARQL with the values.
        suppositions: Sentences on the names that were taken for a city by an alias, and on terms that are nowhere.
        about: The values, in words.
        whole: Its SPARQL with the ties that one dataset alone lists, where ``bound`` leaves them aside.
        given: The values as they were written, by parameter.
    """

    question: Question
    bound: Bound
    suppositions: tuple[str, ...] = ()
    about: str = ""
    whole: Bound | None = None
    given: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    @property
    def sparql(self) -> str:
        """The SPARQL with the project's prefixes, as it runs anywhere."""
        return with_prefixes(self.bound.text)


class Asking(Session):
    """A session that answers."""

    @in_its_language
    def query(
        self,
        question: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        also_single_datasets: bool | None = None,
        **named: Value | Sequence[Value],
    ) -> Rows:
        """Answer a question of the catalogue.

        Args:
            question: Its name.
            values: Its parameters, where they are in a dictionary.
            timeout: Seconds after which it is given up, 0 for never, None for the session's. The question is
                then asked in a process of its own, which costs about a tenth of a second.
            memory: Megabytes that it may take, 0 for no limit, None for the session's; also in a process of its own.
            also_single_datasets: Whether ties that one dataset alone lists are in, None for the session's.
            **named: Its parameters, as a person says them: a name, an alias, an id, an IRI; a year as a number,
                a day as a date; a list where a parameter may have several; None where it is not given.

        Raises:
            UnknownQueryError: There is no such question; the error names near ones.
            ParameterError: A parameter is unknown, missing or not of its type.
            AmbiguousNameError: A name means several things.
            QueryLimitError: It took more than it may.
        """
        asked = self.catalogue[question]
        limits = self._limits(timeout, memory)
        return self._rows(
            asked,
            {**(values or {}), **named},
            limits,
            also_single_datasets=also_single_datasets,
        )

    @in_its_language
    def sparql(
        self,
        query: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        **named: Value | Sequence[Value],
    ) -> Rows:
        """Answer a query in SPARQL; the project's prefixes are known, and it can only read.

        A CONSTRUCT or DESCRIBE gives rows of subject, predicate and object, an ASK one row with ``answer``.
        ``?_city_iri`` and the like are parameters, as in a question's file.

        Raises:
            QueryError: It is malformed; the error says where.
            ForbiddenQueryError: It would change or fetch something.
            QueryLimitError: It took more than it may.
        """
        limits = self._limits(timeout, memory)
        return self._rows(_read(query, limits), {**(values or {}), **named}, limits)

    def _rows(
        self,
        asked: Question,
        values: Given,
        limits: Limits,
        *,
        also_single_datasets: bool | None = None,
    ) -> Rows:
        request = self._fill(asked, values, also_single_datasets=also_single_datasets)
        answer = self.answer(request, limits).held()

        def handed_on() -> Answer:
            other = self.handed_on
            if other.store is self.store:
                return answer
            filled = other.fill(asked, values, also_single_datasets=also_single_datasets)
            return other.answer(filled, limits).held()

        return Rows(answer, handed_on)

    @in_its_language
    def ask(
        self,
        query: str,
        values: Given | None = None,
        /,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        **named: Value | Sequence[Value],
    ) -> bool:
        """Return whether an ASK query is true; see ``sparql``."""
        limits = self._limits(timeout, memory)
        request = self._fill(_read(query, limits), {**(values or {}), **named})
        return self._within(limits).ask(request.bound)

    @in_its_language
    def explain(
        self, question: str, values: Given | None = None, /, **named: Value | Sequence[Value]
    ) -> str:
        """Return the SPARQL that a question becomes, with its values in it; it runs anywhere.

        At an endpoint it is what is sent, with what it runs on in comments.
        """
        return self.as_run(self._fill(self.catalogue[question], {**(values or {}), **named}))

    def as_run(self, request: "Request") -> str:
        """Return the SPARQL of a request as it is run."""
        if isinstance(self._build, RemoteBuild):
            return self._build.graph.explained(request.bound)
        return request.sparql

    @in_its_language
    def find(self, name: str, kind: str = "") -> str:
        """Return the IRI of the thing of this name.

        Args:
            name: A label, an alias, an id such as ``city/1642911``, or an IRI.
            kind: Class that it must be of, such as ``City``; any if empty.

        Raises:
            ParameterError: Nothing is; the error names near ones.
            AmbiguousNameError: Several things are.
        """
        return self._found(name, kind)

    def _found(self, name: str, kind: str = "") -> str:
        """Return the IRI of the thing that is called so, and tell where an alias decided."""
        resolver = Resolver(self.names)
        found = resolver.resolve(name, kind)
        self._warn(resolver.suppositions)
        return found

    def _key(self, name: str) -> str:
        """Return the key of the thing that a person means; of several of one name, the city."""
        try:
            return self._found(name, "City").removeprefix(ID)
        except ParameterError:
            return self._found(name).removeprefix(ID)

    @in_its_language
    def fill(
        self,
        asked: Question,
        values: Given,
        *,
        supply: Supply | None = None,
        also_single_datasets: bool | None = None,
    ) -> Request:
        """Return a question with its values in it, as ``answer`` takes it.

        Args:
            asked: The question.
            values: Its parameters, as in ``query``.
            supply: Gives the values of parameters that are missing, as by asking a person.
            also_single_datasets: As in ``query``.

        Raises:
            ParameterError: A parameter is unknown, missing or not of its type.
            AmbiguousNameError: A name means several things.
        """
        return self._fill(asked, values, supply, also_single_datasets=also_single_datasets)

    def _fill(
        self,
        asked: Question,
        values: Given,
        supply: Supply | None = None,
        *,
        also_single_datasets: bool | None = None,
    ) -> Request:
        also = self._also(also_single_datasets)
        resolver = Resolver(self.names)
        texts = catalogue.values_given(asked, values, supply=supply)
        bound = catalogue.fill(asked, texts, resolver, also_single_datasets=also)
        whole = None
        if not also and catalogue.leaves_aside(asked):
            whole = catalogue.fill(asked, texts, Resolver(self.names), also_single_datasets=True)
        unknown = unknown_terms(asked.query, self.store, self.names)
        told = (*catalogue.remarks(asked), *resolver.suppositions, *unknown)
        self._warn(told)
        about = catalogue.in_words(asked, texts)
        given = {one.name: texts[key] for one, key in catalogue.keys_of(asked) if texts.get(key)}
        return Request(
            question=asked,
            bound=bound,
            suppositions=told,
            about=about,
            whole=whole,
            given=given,
        )

    @in_its_language
    def answer(
        self, request: Request, limits: Limits | None = None, *, further: Further | None = None
    ) -> Answer:
        """Return the answer to a request; its rows come as they are read.

        Args:
            request: The question with its values, as from ``fill``.
            limits: What it may take; with any, the query runs in a process of its own.
            further: How who asked would ask further; else on the command line, or from Python.

        Raises:
            QueryError: The query is malformed.
            QueryLimitError: It took more than it may.
        """
        way = further or (COMMAND if self._tell else PYTHON)
        answer = self._answer_to(request, request.bound, limits)
        if request.whole is not None and answer.question.template.form == "SELECT":
            from simpul.answer.aside import left_aside

            answer = answer.held()
            whole = self._answer_to(request, request.whole, limits)
            option = way.also_single_datasets
            answer = replace(answer, left_aside=str(left_aside(answer, whole, option=option)))
        return replace(
            answer,
            notice=locale.said(self.notice),
            further=way,
            instead=lambda: self._instead(request, limits, way),
        )

    def _answer_to(self, request: Request, bound: Bound, limits: Limits | None) -> Answer:
        if self._is_left_to_mirror(request.question):
            return self.local._answer_to(request, bound, limits)  # noqa: SLF001 - it is a session as this one
        try:
            found = self._within(limits).stream(bound)
        except EndpointError as error:
            if not error.is_left_to_mirror:
                raise
            self._say(one_line(str(error)))
            return self.local._answer_to(request, bound, limits)  # noqa: SLF001 - it is a session as this one
        return Answer.of(
            request.question,
            found,
            self.store,
            suppositions=request.suppositions,
            about=request.about,
        )

    def _is_left_to_mirror(self, question: Question) -> bool:
        """Return whether the engine is known not to answer this question of the catalogue, or not rightly."""
        return (
            isinstance(self._build, RemoteBuild)
            and bool(question.group)
            and question.name in self._build.graph.client.engine.left_to_mirror
        )

    def _instead(
        self, request: Request, limits: Limits | None, further: Further
    ) -> tuple[str, ...]:
        """Return sentences on what is known where a request has no rows."""
        if request.question.name not in self.catalogue:
            return ()
        from simpul.answer.instead import instead

        def count(asked: Question, given: Given) -> int:
            also = self.also_single_datasets
            bound = catalogue.fill(asked, given, Resolver(self.names), also_single_datasets=also)
            other = Request(question=asked, bound=bound)
            try:
                _columns, rows = self._answer_to(other, bound, limits).shown()
                return sum(1 for _row in rows)
            except (EndpointError, QueryLimitError):
                return 0  # it is an offer: what takes too long is none

        return instead(request.question, request.given, self.catalogue, count, further)
