"""Two things: what they have in common and what not, and how one leads to the other, by questions of the catalogue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.answer.rows import counted
from simpul.catalogue import Parameter
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.naming import CITY
from simpul.site.answering import LIMIT, Filled, answered, question_of
from simpul.site.asking import Asked, Reply
from simpul.site.cells import Table, table_of
from simpul.site.fields import Field, addressed, fields, is_complete, unread
from simpul.site.html import shown
from simpul.site.naming import CityFirst, thing
from simpul.site.site import Site
from simpul.terms import ID

_FEW: Final = 25
"""Rows of each question; its own page has all."""
_COMPARED: Final[Mapping[str, Sequence[str]]] = {
    "City": (
        "shared-networks",
        "ties-between",
        "visits",
        "events-together",
        "networks-only-one-has",
    ),
    "Organisation": ("connecting-institutions",),
}
_WAYS: Final[Mapping[str, Sequence[str]]] = {
    "City": ("steps-between", "shared-networks", "chains"),
    "Organisation": ("connecting-institutions",),
}
"""The questions about two things of a kind, each with the parameters ``a`` and ``b``."""
_FIRST: Final[Texts] = {"en": "The first city or other thing", "id": "Kota atau hal pertama"}
_SECOND: Final[Texts] = {"en": "The second city or other thing", "id": "Kota atau hal kedua"}
_FROM: Final[Texts] = {"en": "From", "id": "Dari"}
_TO: Final[Texts] = {"en": "To", "id": "Ke"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a question says of two things.

    Attributes:
        name: The name of the question.
        title: What is asked.
        told: How much there is, in words.
        path: Where the question is asked by itself.
        more: The same with more rows.
        table: The answer.
    """

    name: str
    title: str
    told: str
    path: str
    more: str
    table: Table


def compare(site: Site, asked: Asked) -> Reply:
    """Compare two things."""
    parameters = [thing("a", "Jakarta", _FIRST), thing("b", "Seoul", _SECOND)]
    return _page(
        site,
        asked,
        parameters,
        _COMPARED,
        view="compare",
        title=_("Compare"),
        titled=lambda one, other: _("{a} and {b} compared", a=one, b=other),
        button=_("Compare"),
    )


def path(site: Site, asked: Asked) -> Reply:
    """Show how one thing leads to another."""
    parameters = [thing("from", "Jakarta", _FROM), thing("to", "Rotterdam", _TO)]
    return _page(
        site,
        asked,
        parameters,
        _WAYS,
        view="path",
        title=_("How one leads to another"),
        titled=lambda one, other: _("From {a} to {b}", a=one, b=other),
        button=_("Find the ways"),
    )


def _page(  # noqa: PLR0913 - what tells the two pages apart
    site: Site,
    asked: Asked,
    parameters: Sequence[Parameter],
    questions: Mapping[str, Sequence[str]],
    *,
    view: str,
    title: str,
    titled: Callable[[str, str], str],
    button: str,
) -> Reply:
    filled = fields(asked, parameters, CityFirst(site.graph(asked.right).names))
    sections, picture, brief = list[Section](), "", ""
    if is_complete(filled):
        one, other = (field.iris[0] for field in filled)
        names = site.labels(asked, [one, other])
        title = titled(names.get(one, one), names.get(other, other))
        sections = [
            _section(site, asked, name, one, other)
            for name in _those(site, asked, questions, one, other)
        ]
        keys = {field.name: [field.iris[0].removeprefix(ID)] for field in filled}
        brief = (
            addressed("/brief", dict(zip(("of", "with"), keys.values(), strict=True)))
            if all(iri.startswith(CITY) for iri in (one, other))
            else ""
        )
        picture = addressed("/explore", {"view": [view], **keys})
    return shown(
        site,
        asked,
        "pair.html",
        title=title,
        action=f"/{view}",
        fields=filled,
        unread=unread(asked, filled),
        hidden={},
        button=button,
        sections=sections,
        picture=picture,
        brief=brief,
    )


def _those(
    site: Site, asked: Asked, questions: Mapping[str, Sequence[str]], one: str, other: str
) -> Sequence[str]:
    """Return the questions about two such things; none where they are of different kinds."""
    graph = site.graph(asked.right)
    for kind, names in questions.items():
        # Of the world's cities no fact need say that they are some.
        if all(
            kind in graph.names.kinds_of(iri) or (kind == "City" and iri.startswith(CITY))
            for iri in (one, other)
        ):
            return [name for name in names if name in graph.catalogue]
    return ()


def _section(site: Site, asked: Asked, name: str, one: str, other: str) -> Section:
    question = question_of(site, asked, name)
    ends = dict(zip(("a", "b"), (one, other), strict=True))
    given = Filled(
        question=question,
        fields=[
            Field(parameter=parameter, values=(ends[parameter.name].removeprefix(ID),))
            for parameter in question.parameters
            if parameter.name in ends
        ],
    )
    _request, answer, paths = answered(site, asked, given)
    called = site.labels(asked, [one, other])
    answer = replace(answer, about=", ".join(called.get(iri, iri) for iri in (one, other)))
    table = table_of(site, asked, answer, most=_FEW, paths=paths)
    return Section(
        name=name,
        title=question.title,
        told=counted(table.count),
        path=given.address(),
        more=given.address(**{LIMIT: "5000"}),
        table=table,
    )
