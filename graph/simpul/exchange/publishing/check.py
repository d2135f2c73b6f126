"""Whether an engine answers every question of the catalogue as it should: asked there, and of a mirror here.

No engine is right because it says SPARQL 1.1: some lose rows or filters without a word, and which answers they do so in
depends on the statistics of the data (docs/operations.md). So what counts is the engine, with this build in it. Each question
is asked with the examples of its parameters: the required ones alone, each other one beside them, and all together.
"""

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from simpul.catalogue import Question, fill, leaves_aside
from simpul.catalogue.catalogue import Catalogue
from simpul.errors import (
    AmbiguousNameError,
    EndpointError,
    ParameterError,
    QueryError,
    shortened,
)
from simpul.exchange.publishing import verdict
from simpul.exchange.publishing.mirror import open_mirror
from simpul.locale import translate as _
from simpul.naming import Names, Resolver
from simpul.store import Queryable, Result
from simpul.store.protocol import Bindings
from simpul.store.remote.client import JSON, Client
from simpul.store.remote.dataset import open_dataset
from simpul.store.sparql import Bound
from simpul.terminal import one_line
from simpul.terms import XSD, Literal, Term, Triple

Progress = Callable[[str], None]
Row: TypeAlias = tuple[str, ...]
_NUMBERS: Final = frozenset(
    f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long")
)
_DIGITS: Final = 12
"""Digits in which a number must agree; engines compute in different types."""
_IN_LIST: Final = re.compile(r"[\s,;|]+")
_SHOWN: Final = 3
_LONGEST: Final = 300
"""Characters of a reason why there is no answer."""
_ALSO: Final = "also-single-datasets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A question that an endpoint answers otherwise than a mirror of it.

    Attributes:
        question: Its name.
        values: What it was asked with.
        what: In words, how the answers differ.
    """

    question: str
    values: Mapping[str, str]
    what: str


@dataclass(slots=True, kw_only=True)
class Checked:
    """What was found of an endpoint.

    Attributes:
        engine: Its title.
        build: The build that was asked.
        questions: How many questions were asked.
        asked: How many times one was asked, with other values each time.
        without: The questions none of whose examples are in this build.
        left: The questions that a mirror answers: the engine is known not to, or has just refused to.
        differences: Where it answers otherwise.
    """

    engine: str
    build: str
    questions: int = 0
    asked: int = 0
    without: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])
    differences: list[Difference] = field(default_factory=list[Difference])

    @property
    def wrong(self) -> list[str]:
        """The names of the questions that are answered otherwise."""
        return sorted({difference.question for difference in self.differences})


def check(
    client: Client,
    *,
    catalogue: Mapping[str, Question] | None = None,
    progress: Progress = lambda _text: None,
    tell: Callable[[str], object] = lambda _said: None,
) -> Checked:
    """Ask an endpoint, and a mirror of it on this machine, every question, and note whether they agree.

    Args:
        client: The endpoint.
        catalogue: The questions; else those that come with Simpul.
        progress: Called with a text on how far it is.
        tell: Called with a sentence if another process has to be waited for.

    Raises:
        EndpointError: Nothing is published there, or it stopped answering.
    """
    questions = Catalogue() if catalogue is None else catalogue
    dataset = open_dataset(client)
    progress(_("Making the mirror"))
    here = open_mirror(dataset, tell=tell)
    checked = Checked(engine=client.engine.title, build=dataset.manifest.build)
    names = Names(here.folder, here.graph)
    with contextlib.closing(here.graph), contextlib.closing(names):
        for number, (name, question) in enumerate(questions.items(), 1):
            progress(_("Asking {name} ({number} of {all})", name=name, number=number, all=len(questions)))  # fmt: skip
            if name in client.engine.left_to_mirror:
                checked.left.append(name)
                continue
            variants = list(_variants(question, names))
            checked.questions += bool(variants)
            checked.asked += len(variants)
            if not variants:
                checked.without.append(name)
            for values, bound in variants:
                try:
                    what = _difference(here.graph, dataset, bound)
                except EndpointError:
                    # Whoever asks is told, and has the answer of a mirror.
                    checked.left.append(name)
                    break
                if what:
                    _require_life(client)
                    found = Difference(question=name, values=values, what=what)
                    checked.differences.append(found)
    verdict.note(client, checked.wrong)
    return checked


def _variants(question: Question, names: Names) -> Iterator[tuple[dict[str, str], Bound]]:
    """Yield a question with the values that it is asked with; those whose examples are not in the build are left out."""
    required = {p.name: p.example for p in question.parameters if p.required and not p.default}
    optional = {p.name: p.example for p in question.parameters if p.name not in required and p.example}  # fmt: skip
    choices = [{}, *({name: value} for name, value in optional.items())]
    if len(optional) > 1:
        choices.append(optional)
    for values in ({**required, **more} for more in choices):
        for also in (False, True) if leaves_aside(question) else (False,):
            with contextlib.suppress(ParameterError, AmbiguousNameError):
                bound = fill(question, values, Resolver(names), also_single_datasets=also)
                yield {**values, **({_ALSO: "yes"} if also else {})}, bound


def _difference(here: Queryable, there: Queryable, bound: Bound) -> str:
    """Return in words how two answers differ; nothing where they agree.

    Raises:
        EndpointError: The engine does not answer, so that a mirror has to.
    """
    ours = _rows(here.stream(bound))
    try:
        theirs = _rows(there.stream(bound))
    except (QueryError, EndpointError) as error:
        if isinstance(error, EndpointError) and error.is_left_to_mirror:
            raise
        return _("no answer: {reason}", reason=one_line(str(error))[:_LONGEST])
    lost, more = ours - theirs, theirs - ours
    if not lost and not more:
        return ""
    return _(
        "{count} rows here, {there} there; missing there: {lost}; only there: {more}",
        count=ours.total(),
        there=theirs.total(),
        lost=_some(lost),
        more=_some(more),
    )


def _some(rows: "Counter[Row]") -> str:
    """Return how many rows there are, and the first of them."""
    if not rows:
        return "0"
    shown = "; ".join(shortened(" ".join(row)) for row in sorted(rows)[:_SHOWN])
    return f"{rows.total()} ({shown})"


def _rows(result: Result) -> "Counter[Row]":
    """Return an answer as rows that can be compared: without their order, and each term in one form."""
    if isinstance(result, bool):
        return Counter([(str(result).lower(),)])
    if isinstance(result, Bindings):
        return Counter(tuple(map(_comparable, row)) for row in result.solutions)
    return Counter(tuple(map(_comparable, _parts(triple))) for triple in set(result))


def _parts(triple: Triple) -> Iterable[Term]:
    return triple.subject, triple.predicate, triple.object


def _comparable(term: Term | None) -> str:
    """Return a term in a form that is the same whatever engine gave it."""
    if not isinstance(term, Literal):
        return "" if term is None else str(term)
    if term.datatype.value in _NUMBERS:
        with contextlib.suppress(InvalidOperation, ValueError):
            return f"{float(Decimal(term.value)):.{_DIGITS}g}"
    if " " in term.value and not term.language:
        # In a list that an engine joined, its order is the engine's own.
        return " ".join(sorted(_IN_LIST.split(term.value)))
    return str(term)


def _require_life(client: Client) -> None:
    """Refuse to judge an endpoint that no longer answers anything.

    Raises:
        EndpointError: It does not.
    """
    client.query("ASK {}", accept=JSON).close()
