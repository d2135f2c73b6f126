"""The explorer, live: one page of the whole graph of who asks. A view of it is a state that its address says."""

from collections.abc import Mapping, Sequence
from typing import Final

import simpul_viz
from simpul.catalogue import Parameter
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.site.asking import Asked, Reply, see_other
from simpul.site.drawing import drawing, drawn
from simpul.site.fields import Field, fields, is_complete, unread
from simpul.site.html import shown, waiting
from simpul.site.naming import CityFirst, thing
from simpul.site.own_policy import served_page
from simpul.site.site import Site
from simpul.terms import ID
from simpul_viz.scenes import start_of
from simpul_viz.view import FIELDS, Request

_MOST_HOPS: Final = 6
_SAID: Final[Mapping[str, Texts]] = {
    "of": {"en": "The thing in the middle", "id": "Hal di tengah"},
    "a": {"en": "The first thing", "id": "Hal pertama"},
    "b": {"en": "The second thing", "id": "Hal kedua"},
    "from": {"en": "From", "id": "Dari"},
    "to": {"en": "To", "id": "Ke"},
}


def page(site: Site, asked: Asked) -> Reply:
    """Show the explorer, at a view if one is asked for; while it is being made, say so."""
    view = asked.value("view")
    if view and (view not in simpul_viz.VIEWS or simpul_viz.VIEWS[view].of_ontology):
        return see_other("/explore")
    state = ""
    if view:
        filled = fields(asked, _needs(view), CityFirst(site.graph(asked.right).names))
        if not is_complete(filled):
            return _form(site, asked, view, filled)
        state = _state(asked, view, filled)
    made = drawing(site, asked.right)
    found = drawn(made, asked.language)
    if found is None:
        made.begin()
        return waiting(
            site,
            asked,
            title=_("Explore"),
            told=_(
                "The picture of the whole graph is being made, once for this build. This page shows it as soon as it is there."
            ),
            failed=_(
                "The picture of the whole graph could not be made. Questions, pages of things and SPARQL are there all the same."
            )
            if made.has_failed
            else "",
        )
    return see_other(f"/explore#{state}") if state else served_page(found)


def _needs(view: str) -> list[Parameter]:
    needs = simpul_viz.VIEWS[view].needs
    return [thing(option, example, _SAID[option]) for option, example in needs.items()]


def _state(asked: Asked, view: str, filled: Sequence[Field]) -> str:
    """Return what the address of the page says of a view."""
    things = {FIELDS.get(one.name, one.name): one.iris[0].removeprefix(ID) for one in filled}
    hops = asked.value("hops")
    near = int(hops) if hops in {str(number) for number in range(1, _MOST_HOPS + 1)} else 2
    request = Request(**things, hops=near)  # type: ignore[arg-type]  # the fields of the view
    return start_of(simpul_viz.VIEWS[view], request).state


def _form(site: Site, asked: Asked, view: str, filled: Sequence[Field]) -> Reply:
    return shown(
        site,
        asked,
        "form.html",
        title=_("Explore"),
        action="/explore",
        fields=filled,
        unread=unread(asked, filled, "view", "hops"),
        hidden={"view": view},
        button=_("Show"),
    )
