"""The answer to a question as a picture: a page of its own, with what can be drawn of it as network, map and timeline."""

from typing import Final

from simpul.answer.rows import read
from simpul.locale import translate as _
from simpul.projection.from_rows import from_rows
from simpul.projection.near import NearReader
from simpul.projection.timeline import entries
from simpul.site.answering import Filled, answered, filled, question_of
from simpul.site.asking import Asked, Reply, see_other
from simpul.site.failures import NotFoundError
from simpul.site.own_policy import served_page
from simpul.site.site import Site
from simpul_viz.atlas import alone
from simpul_viz.packed_atlas import pack
from simpul_viz.picture import Picture
from simpul_viz.picture_page import page as picture_page
from simpul_viz.texts import LANGUAGES

_MOST: Final = 1500
"""Rows that a picture has room for."""


def page(site: Site, asked: Asked) -> Reply:
    """Draw the answer to a question; where something is missing, lead to its form.

    Raises:
        NotFoundError: There is nothing to draw.
    """
    given = filled(site, asked, question_of(site, asked, asked.words["name"]))
    if not given.is_complete:
        return see_other(given.address())
    request, answer, _paths = answered(site, asked, given, with_sources=False)
    found = read(*answer.shown())
    graph = site.graph(asked.right)
    reader = site.once(asked.right, "reader", lambda: NearReader(graph.store)).fresh()
    about = [iri for field in given.fields for iri in field.iris]
    drawn = from_rows(reader, found.variables, found.rows[:_MOST], given.question.columns, about)
    if not drawn.things:
        raise NotFoundError(_("There is nothing in this answer that could be drawn."))
    picture = Picture(
        projection=drawn,
        title=_title(given, answer.about),
        query=request.sparql,
        entries=entries(drawn),
    )
    atlas, opening = alone(picture)
    made = picture_page(
        pack(atlas),
        opening,
        language=asked.language,
        notice=dict(graph.notice),
        site=site.settings.prefix,
        back=given.address(),
    )
    return served_page(made.encode())


def _title(given: Filled, about: str) -> dict[str, str]:
    summary = given.question.summary
    return {
        language: f"{summary.get(language) or summary['en']}{f' ({about})' if about else ''}"
        for language in LANGUAGES
    }
