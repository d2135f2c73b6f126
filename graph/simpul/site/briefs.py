"""Briefs to read before a meeting, live: on a city, two cities, a network or a visit, in any of their formats."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from simpul.briefing.notebook import BriefPage
from simpul.briefing.page import as_body
from simpul.catalogue import Parameter
from simpul.errors import UsageError, shortened
from simpul.locale import translate as _
from simpul.naming import fold
from simpul.session import KnowledgeGraph
from simpul.site.answering import FORMAT
from simpul.site.asking import Asked, Reply
from simpul.site.fields import Field, addressed, fields, is_complete, unread
from simpul.site.forms import Form
from simpul.site.html import shown
from simpul.site.naming import CityFirst, thing
from simpul.site.own_policy import served_page
from simpul.site.site import Site

FORMATS: Final[Mapping[str, Form]] = {
    "html": Form(media_type="text/html; charset=utf-8", format="html"),
    "docx": Form(
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        format="docx",
    ),
    "pdf": Form(media_type="application/pdf", format="pdf"),
    "md": Form(media_type="text/markdown; charset=utf-8", format="markdown"),
}
_CALLED: Final = {"html": "HTML", "docx": "Word", "pdf": "PDF", "md": "Markdown"}


def page(site: Site, asked: Asked) -> Reply:
    """Show a brief within the site, or give it as a file.

    Raises:
        UsageError: It does not come in this format.
    """
    graph = site.graph(asked.right)
    filled = fields(asked, _parameters(), CityFirst(graph.names))
    if not is_complete(filled):
        return _shown(site, asked, filled)
    form = _form(asked)
    try:
        brief = _brief(graph, filled)
    except UsageError as error:
        # There is none on such a thing: it is told where the thing is named.
        return _shown(site, asked, filled, told=str(error), status=400)
    if form is None:
        values = {one.name: one.values for one in filled if one.values}
        formats = [
            (name, addressed("/brief", values, **{FORMAT: ending}))
            for ending, name in _CALLED.items()
        ]
        title = brief.brief.title
        return _shown(site, asked, filled, title=title, body=as_body(brief.brief), formats=formats)
    body = brief.to_bytes(form.format)
    if form.format == "html":
        return served_page(body)
    ending = next(ending for ending, one in FORMATS.items() if one is form)
    name = quote("-".join(fold(brief.brief.title).split())[:80] or "brief")
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Reply(media_type=form.media_type, body=body, headers=headers)


def _parameters() -> list[Parameter]:
    return [
        thing(
            "of",
            "Jakarta",
            {
                "en": "A city, a network, or a visit or other event",
                "id": "Sebuah kota, jejaring, kunjungan, atau kegiatan lain",
            },
        ),
        thing(
            "with",
            "Seoul",
            {
                "en": "Another city, for a meeting of the two; the first is yours",
                "id": "Kota lain, untuk pertemuan keduanya; yang pertama kota Anda",
            },
            type_="city",
            required=False,
        ),
        thing(
            "theme",
            "flood",
            {"en": "What the meeting is about", "id": "Tema pertemuan"},
            type_="theme",
            required=False,
        ),
    ]


def _brief(graph: KnowledgeGraph, filled: Sequence[Field]) -> BriefPage:
    of, other, theme = (next(iter(one.iris), "") for one in filled)
    return graph.brief(of, other, theme=theme)


def _form(asked: Asked) -> Form | None:
    wanted = asked.value(FORMAT)
    if not wanted:
        return None
    called = {"markdown": FORMATS["md"]}
    form = FORMATS.get(wanted) or called.get(wanted)
    if form is None:
        known = ", ".join(FORMATS)
        raise UsageError(
            _("{word} is not one of: {known}.", word=repr(shortened(wanted)), known=known)
        )
    return form


def _shown(  # noqa: PLR0913 - what the page may have
    site: Site,
    asked: Asked,
    filled: Sequence[Field],
    *,
    title: str = "",
    body: str = "",
    formats: Sequence[tuple[str, str]] = (),
    told: str = "",
    status: int = 200,
) -> Reply:
    return shown(
        site,
        asked,
        "brief.html",
        status=status,
        title=title or _("A brief to read before a meeting"),
        lead=""
        if title
        else _(
            "What ties us, how we met, what we learned, what was asked and promised and how it stands, whom to ask, "
            "and what is not known: two pages with numbered sources."
        ),
        action="/brief",
        fields=filled,
        unread=unread(asked, filled, FORMAT),
        hidden={},
        button=_("Make the brief"),
        body=body,
        formats=formats,
        told=told,
    )
