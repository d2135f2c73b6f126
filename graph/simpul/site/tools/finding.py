"""The tool that finds what a name means."""

from typing import Final

from simpul.locale import translate as _
from simpul.site.matching.desk import Desk
from simpul.site.matching.kinds import KINDS
from simpul.site.matching.queries import Query, Wanted
from simpul.site.tools.answers import TEXT, Argument, Given, Lines, Told, Tool

_USUAL: Final = 5
_MOST: Final = 20


def find() -> Tool:
    """Return the tool."""
    return Tool(
        name="find",
        title=_("Find a thing by its name"),
        description=_(
            "Find cities (all of the world's), networks, organisations, initiatives, events, themes and countries by name, in any language or "
            "spelling. Use it first where a name may mean several things. Each candidate has the id that the other tools take. Only where "
            "“sure” is true may it be taken without asking the person; “in_graph” says whether Simpul knows anything of it."
        ),
        arguments=(
            Argument(name="name", description=_("The name, as a person wrote it."), required=True),
            Argument(name="kind", description=_("What it is."), choices=tuple(KINDS)),
            Argument(name="country", description=_("The country that it lies in: a name or a code.")),
            _limit(),
        ),
        output={"candidates": {"type": "array", "items": {"type": "object", "properties": {"id": TEXT, "name": TEXT}}}},
        answer=_found,
    )  # fmt: skip


def _limit() -> Argument:
    told = _("How many candidates at most.")
    return Argument(
        name="limit", type="integer", description=told, least=1, most=_MOST, default=_USUAL
    )


def _found(given: Given) -> Told:
    desk = Desk(site=given.site, asked=given.asked)
    country, kind = given.text("country"), given.text("kind")
    query = Query(
        text=given.text("name"),
        kinds=(kind,) if kind else (),
        limit=given.number(_limit()),
        wanted=(Wanted(name="inCountry", values=(country,)),) if country else (),
    )
    found = desk.matching.candidates.of(query)
    names, kinds = desk.called(found), desk.terms(KINDS)
    in_graph = {one.iri for one in found if desk.graph.names.knows(one.iri)}
    candidates = [
        {
            "id": one.iri,
            "name": names[one.iri],
            "kinds": [kinds[kind] for kind in one.kinds],
            "description": desk.described(one),
            "sure": one.is_match,
            "score": one.score,
            "in_graph": one.iri in in_graph,
            "page": given.page(one.iri) if one.iri in in_graph else "",
        }
        for one in found
    ]
    caveats = given.remarks
    if not found:
        caveats.append(_("Nothing is known here by the name {name}.", name=repr(query.text[:80])))
    elif not any(one.is_match for one in found):
        caveats.append(_("None of these is sure: ask which is meant."))
    lines = Lines()
    for one in found:
        sure = _("sure") if one.is_match else _("not sure")
        known = "" if one.iri in in_graph else " " + _("(Simpul knows nothing of it)")
        told = ", ".join(
            filter(
                None, (names[one.iri], desk.described(one), *(kinds[kind] for kind in one.kinds))
            )
        )
        lines.add(f"- {told}: {one.iri}; {one.score:g} / 100, {sure}{known}")
    lines.part(_("Note:"), caveats)
    return Told(value={"candidates": candidates, "caveats": caveats}, text=str(lines))
