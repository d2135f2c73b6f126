"""Things browsed by what they have: facets with counts, combined as a reader likes, each choice an address of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from simpul.answer.formats import content
from simpul.errors import ParameterError, shortened
from simpul.locale import translate as _
from simpul.site.addresses import page_of
from simpul.site.asking import JSON, Asked, Reply, as_json
from simpul.site.browsing import Choice, Index, by_name, read
from simpul.site.facets import (
    DOUBTED,
    FACETS,
    KINDS,
    ONE_DATASET,
    ONE_DOCUMENT,
    SEVERAL_DOCUMENTS,
    iri_of,
    sparql,
)
from simpul.site.forms import FORMS
from simpul.site.html import shown
from simpul.site.negotiation import media_type
from simpul.site.paging import Paging
from simpul.site.site import Site
from simpul.terms import ID

if TYPE_CHECKING:
    from array import array

_SIZE: Final = 50
"""Things on a page."""
_SORTS: Final = ("ties", "name", "date")
_TOLD: Final = ("kind", "country", "year")
"""What is told of each thing of the list."""
_PLACES: Final = 4
"""Countries that are told of one thing."""
_OPEN: Final = frozenset(("kind", "region"))
"""Facets that are open before anything is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offered:
    """A choice as it is shown."""

    value: str
    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A facet as it is shown."""

    key: str
    title: str
    choices: Sequence[_Offered]
    adds: bool
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A thing of the list."""

    iri: str
    label: str
    path: str
    kind: str
    places: Sequence[str]
    years: str


def page(site: Site, asked: Asked) -> Reply:
    """Show what fits the choice, and what can be chosen further."""
    index = index_of(site, asked.right)
    chosen = _chosen(index, asked)
    query = sparql(chosen, index.known, has_world=index.has_world)
    if format_ := asked.value("format"):
        return _list(site, asked, query, format_)
    bits = index.fitting(chosen)
    labels = _labels(site, asked, index)
    paging = Paging.of(asked, total=bits.bit_count(), size=_SIZE)
    rows = list(_rows(site, asked, index, islice(_sorted(site, asked, index, bits), paging.first, paging.end), labels))  # fmt: skip
    facets = [_facet(asked, index, chosen, facet, labels) for facet in FACETS]
    if media_type(asked.accept, ("text/html", JSON)) == JSON:
        return as_json(_plain(site, paging, rows, facets, query), vary=["Accept"])
    chips = [
        (_titles()[facet], _label(facet, value, labels), _address(asked, _toggled(chosen, facet, value)))
        for facet, values in chosen.items()
        for value in values
    ]  # fmt: skip
    return shown(
        site,
        asked,
        "browse.html",
        title=_("Browse"),
        facets=[facet for facet in facets if facet.choices],
        chips=chips,
        rows=rows,
        paging=paging,
        sorts=[
            (name, title, _address(asked, chosen, sort=name if name != _SORTS[0] else ""))
            for name, title in zip(
                _SORTS, (_("best connected"), _("by name"), _("newest")), strict=True
            )
        ],
        sort=_sort(asked),
        formats=[(name, _address(asked, chosen, format=name)) for name in FORMS],
        query=f"/sparql?{urlencode({'query': query})}",
        clear=_address(asked, {}),
    )


def index_of(site: Site, right: str) -> Index:
    """Return the index of the graph of a right, which is made once for each build."""
    return site.once(right, "browsing", lambda: read(site.graph(right).local.store))


def _titles() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "region": _("Part of the world"),
        "country": _("Country"),
        "network": _("Network"),
        "theme": _("Theme"),
        "year": _("Year"),
        "source": _("Source"),
        "sure": _("How sure"),
    }


def _degrees() -> dict[str, str]:
    return {
        SEVERAL_DOCUMENTS: _("several documents say so"),
        ONE_DOCUMENT: _("one document says so"),
        ONE_DATASET: _("one dataset alone lists it"),
        DOUBTED: _("a source doubts it"),
    }


def _chosen(index: Index, asked: Asked) -> dict[str, list[str]]:
    """Return what was chosen.

    Raises:
        ParameterError: Nothing here has such a value.
    """
    chosen: dict[str, list[str]] = {}
    for facet, values in index.bits.items():
        given = list(dict.fromkeys(asked.values(facet)))
        for value in given:
            if value not in values:
                raise ParameterError(
                    _(
                        "Nothing here has {value} for {facet}. Choose among what is offered.",
                        value=repr(shortened(value)),
                        facet=_titles()[facet],
                    )
                )
        if given:
            chosen[facet] = given
    return chosen


def _toggled(chosen: Mapping[str, Sequence[str]], facet: str, value: str) -> dict[str, list[str]]:
    """Return a choice with a value more, or with one less that was chosen."""
    own = [*chosen.get(facet, ())]
    changed = [one for one in own if one != value] if value in own else [*own, value]
    return {
        name: list(values)
        for name in FACETS
        if (values := changed if name == facet else chosen.get(name, ()))
    }


def _address(asked: Asked, chosen: Mapping[str, Sequence[str]], **more: str) -> str:
    """Return the path and query of a choice, sorted as now."""
    pairs = [(facet, value) for facet, values in chosen.items() for value in values]
    own = {"sort": asked.value("sort")} | more
    query = urlencode([*pairs, *((name, value) for name, value in own.items() if value)])
    return f"/browse?{query}" if query else "/browse"


def _labels(site: Site, asked: Asked, index: Index) -> Mapping[str, str]:
    """Return what the values of all facets are called, by their IRIs."""

    def make() -> Mapping[str, str]:
        iris = {iri for facet, value in index.known if (iri := iri_of(facet, value))}
        return site.labels(asked, iris)

    return site.once(asked.right, f"browsing labels {asked.language}", make)


def _label(facet: str, value: str, labels: Mapping[str, str]) -> str:
    if facet == "sure":
        return _degrees()[value]
    return labels.get(iri_of(facet, value), value.rpartition("/")[2])


def _facet(
    asked: Asked,
    index: Index,
    chosen: Mapping[str, Sequence[str]],
    facet: str,
    labels: Mapping[str, str],
) -> _Shown:
    choices = index.choices(chosen, facet)
    if facet == "year":
        choices.sort(key=lambda choice: (choice.is_chosen, int(choice.value)), reverse=True)

    def offered(choice: Choice) -> _Offered:
        return _Offered(
            value=choice.value,
            label=_label(facet, choice.value, labels),
            count=choice.count,
            address=_address(asked, _toggled(chosen, facet, choice.value)),
            is_chosen=choice.is_chosen,
        )

    return _Shown(
        key=facet,
        title=_titles()[facet],
        choices=[offered(choice) for choice in choices],
        adds=bool(chosen.get(facet)),
        is_open=facet in _OPEN or facet in chosen,
    )


def _sort(asked: Asked) -> str:
    sort = asked.value("sort", _SORTS[0])
    return sort if sort in _SORTS else _SORTS[0]


def _sorted(site: Site, asked: Asked, index: Index, bits: int) -> Iterable[int]:
    """Return the places of the things of a set, in the order that was asked for."""
    match _sort(asked):
        case "name":
            return sorted(index.numbers(bits), key=_ranks(site, asked, index).__getitem__)
        case "date":
            return index.newest_first(bits)
        case _:
            return index.numbers(bits)


def _ranks(site: Site, asked: Asked, index: Index) -> "array[int]":
    def make() -> "array[int]":
        return by_name(index, site.graph(asked.right).names.labels(asked.language))

    return site.once(asked.right, f"browsing ranks {asked.language}", make)


def _rows(
    site: Site, asked: Asked, index: Index, numbers: Iterable[int], labels: Mapping[str, str]
) -> Iterator[_Row]:
    found = list(numbers)
    names = site.labels(asked, [index.things[number] for number in found])
    kinds, countries, years = (index.values_of(facet, found) for facet in _TOLD)
    for number in found:
        iri = index.things[number]
        kind = next((one for one in KINDS if one in kinds[number]), "")
        told = sorted(years[number], key=int)
        yield _Row(
            iri=iri,
            label=names.get(iri, iri.removeprefix(ID)),
            path=page_of(iri),
            kind=_label("kind", kind, labels),
            places=[_label("country", value, labels) for value in countries[number]][:_PLACES],
            years="\N{EN DASH}".join(dict.fromkeys((told[0], told[-1]))) if told else "",
        )


def _list(site: Site, asked: Asked, query: str, format_: str) -> Reply:
    """Return all that fits in one of the formats of an answer."""
    if format_ not in FORMS:
        known = ", ".join(FORMS)
        raise ParameterError(_("{word} is not one of: {known}.", word=repr(shortened(format_)), known=known))  # fmt: skip
    form = FORMS[format_]
    rows = site.graph(asked.right).sparql(query)
    body = b"".join(content(rows.answer, form.format))
    name = f'attachment; filename="simpul.{format_}"'
    return Reply(media_type=form.media_type, body=body, headers={"content-disposition": name})


def _plain(
    site: Site,
    paging: Paging,
    rows: Sequence[_Row],
    facets: Sequence[_Shown],
    query: str,
) -> dict[str, object]:
    """Return the page for programs."""
    return {
        "total": paging.total,
        "things": [
            {"iri": row.iri, "label": row.label, "kind": row.kind, "page": site.address(row.path)}
            for row in rows
        ],
        "next": site.address(paging.following) if paging.following else None,
        "facets": [
            {
                "key": facet.key,
                "title": facet.title,
                "adds": facet.adds,
                "choices": [
                    {
                        "value": one.value,
                        "label": one.label,
                        "count": one.count,
                        "chosen": one.is_chosen,
                        "address": site.address(one.address),
                    }
                    for one in facet.choices
                ],
            }
            for facet in facets
        ],
        "sparql": query,
    }
