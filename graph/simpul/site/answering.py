"""A question of the catalogue as a client of the site asks it: by a form, by an address, by a program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.answer.answer import Answer
from simpul.answer.further import Values
from simpul.catalogue import Question, leaves_aside
from simpul.errors import did_you_mean, shortened
from simpul.locale import translate as _
from simpul.session import Request
from simpul.site.asking import Asked
from simpul.site.failures import NotFoundError
from simpul.site.fields import Field, addressed, fields, is_complete
from simpul.site.site import Site

SINGLES: Final = "also_single_datasets"
LIMIT: Final = "limit"
OFFSET: Final = "offset"
FORMAT: Final = "format"
_TRUE: Final = frozenset(("1", "true", "yes", "on"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A question with what a client gave.

    Attributes:
        question: The question.
        fields: Its parameters, each with its values.
        also_single_datasets: Whether ties that one dataset alone lists are asked for; None where it has none to leave aside.
    """

    question: Question
    fields: Sequence[Field]
    also_single_datasets: bool | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it can be answered."""
        return is_complete(self.fields)

    @property
    def also(self) -> dict[str, str]:
        """What else its address says."""
        return {SINGLES: "yes"} if self.also_single_datasets else {}

    @property
    def values(self) -> dict[str, tuple[str, ...]]:
        """What was given, by parameter."""
        return {field.name: field.values for field in self.fields if field.values}

    def address(self, below: str = "/questions", ending: str = "", **more: str) -> str:
        """Return the path and query that bring it back.

        Args:
            below: Where questions lie.
            ending: What stands behind its name.
            **more: Further parameters; one without a value is left out.
        """
        given = {key: value for key, value in (self.also | more).items() if value}
        return addressed(f"{below}/{self.question.name}{ending}", self.values, **given)


class ByAddress:
    """How to ask further on the site: by an address, which is kept so that a page can make a link of it."""

    def __init__(self, site: Site, filled: Filled, *, below: str = "/questions") -> None:
        """Take the question that was asked, and where questions lie."""
        self._site, self._filled, self._below = site, filled, below
        self.said: dict[str, str] = {}

    @property
    def also_single_datasets(self) -> str:
        """The address of the same question with them."""
        return self._kept(replace(self._filled, also_single_datasets=True).address(self._below))

    def question(self, name: str, values: Values) -> str:
        """Return the address of a question."""
        return self._kept(addressed(f"{self._below}/{name}", values))

    def _kept(self, path: str) -> str:
        address = self._site.public(path)
        self.said[address] = self._site.address(path)
        return address


def question_of(site: Site, asked: Asked, name: str) -> Question:
    """Return the question of this name.

    Raises:
        NotFoundError: There is none.
    """
    known = site.graph(asked.right).catalogue
    if name not in known:
        told = _("There is no question {name}.", name=repr(shortened(name)))
        raise NotFoundError(told + did_you_mean(shortened(name), list(known)))
    return known[name]


def filled(site: Site, asked: Asked, question: Question) -> Filled:
    """Return a question with what a client gave."""
    return Filled(
        question=question,
        fields=fields(asked, question.parameters, site.graph(asked.right).names),
        also_single_datasets=asked.value(SINGLES).lower() in _TRUE
        if leaves_aside(question)
        else None,
    )


def answered(
    site: Site,
    asked: Asked,
    given: Filled,
    *,
    below: str = "/questions",
    with_sources: bool = True,
) -> tuple[Request, Answer, Mapping[str, str]]:
    """Return what is asked, its answer with all rows read, and the paths of the addresses that its sentences name.

    Args:
        site: The site.
        asked: What was asked.
        given: A question with all that it needs.
        below: Where questions lie for who asks.
        with_sources: Whether each row is to say who says so, where the question knows the facts behind it.
    """
    graph = site.graph(asked.right)
    request = graph.fill(
        given.question, given.values, also_single_datasets=bool(given.also_single_datasets)
    )
    way = ByAddress(site, given, below=below)
    answer = graph.answer(request, further=way).held()
    return (
        request,
        replace(answer, with_sources=with_sources and bool(given.question.facts)),
        way.said,
    )
