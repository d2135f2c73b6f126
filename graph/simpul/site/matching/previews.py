"""What a thing is, in a few lines in a frame of a client, and the way on to its page (sections 2.1 and 5)."""

from typing import Final

from simpul.locale import translate as _
from simpul.site.asking import Reply
from simpul.site.matching.desk import Desk, served
from simpul.terms import ID
from simpul_viz.pages import render

_POLICY: Final = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)
"""It is shown within pages of other sites, and has nothing in it to click on but a link that opens a page of its own."""
_SHOWN: Final = (
    "inCountry",
    "seatedIn",
    "heldIn",
    "locatedIn",
    "begin",
    "end",
    "theme",
    "population",
    "definition",
)
_MOST: Final = 4
_EACH: Final = 3


@served
def preview(desk: Desk) -> Reply:
    """Show what a thing is."""
    one = desk.one()
    label = desk.called([one])[one.iri]
    known, things = desk.matching.candidates.known, desk.matching.things
    kinds, properties = desk.terms(one.kinds), desk.terms(_SHOWN)
    entry = things.by_iri.get(one.iri)
    others = [name for name in entry.names if name != label] if entry else []
    rows = [
        (properties[name], ", ".join(desk.readable(values[:_EACH])))
        for name in _SHOWN
        if (values := known.of(one.iri, name))
    ]
    page = render(
        "preview.html",
        package="simpul.site",
        folder="templates",
        language=desk.asked.language,
        address=desk.site.address,
        label=label,
        kinds=list(kinds.values()),
        also=_("Also: {names}", names=", ".join(others[:_EACH])) if others else "",
        rows=rows[:_MOST],
        description=desk.described(one),
        page=desk.site.public(f"{desk.endpoint}/view?id={one.iri.removeprefix(ID)}"),
    )
    return Reply(body=page.encode(), headers={"content-security-policy": _POLICY})


@served
def view(desk: Desk) -> Reply:
    """Send a reader on to the page of a thing; of a city that the graph does not mention, to that of GeoNames."""
    one = desk.one()
    if one.city is not None and not desk.graph.names.knows(one.iri):
        return Reply(status=303, headers={"location": f"https://www.geonames.org/{one.city.id}"})
    return Reply(status=303, headers={"location": f"/page/{one.iri.removeprefix(ID)}"})
