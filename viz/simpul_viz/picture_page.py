"""Pictures as pages: one HTML file each, which needs nothing but itself."""

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from typing import Any, Final

from simpul.analysis import layout
from simpul.projection import FACETS, Positions, Projection, Texts
from simpul.projection.neighbourhood import thing_query
from simpul.projection.statements import Statements
from simpul.projection.timeline import SECTIONS
from simpul.terms import ID
from simpul.version import __version__
from simpul_viz import vis_network
from simpul_viz.arrangement import overview
from simpul_viz.modules import join
from simpul_viz.pages import packed, policy, read, render
from simpul_viz.payload import columns, degrees, payload
from simpul_viz.picture import Picture
from simpul_viz.styles import tie_legend
from simpul_viz.texts import LANGUAGES, TEXTS

_ASPECT: Final = 1.1
_STRETCH: Final = 1.7
"""Times that the whole may be made higher, to fill a window of that aspect."""
_FOLLOWED: Final = 170
"""Weighted ties that one can still follow with the eye."""


def draw(
    projection: Projection,
    *,
    language: str,
    title: str | Texts = "title",
    off: Sequence[str] = (),
) -> str:
    """Return the page of any things and ties.

    Args:
        projection: What is drawn.
        language: What the page speaks at first.
        title: A key of the page's texts, or the title itself.
        off: Groups that are hidden until a reader asks for them.
    """
    texts = TEXTS[title] if isinstance(title, str) else title
    return page(Picture(projection=projection, title=texts, off=off), language=language)


def page(picture: Picture, *, language: str, notice: Texts | None = None) -> str:
    """Return the page; the same picture gives the same bytes.

    Args:
        picture: What is drawn.
        language: What the page speaks at first: en, id or ko; a reader can change it.
        notice: What it says of itself, by language, all of which it shows.
    """
    is_network = picture.drawing == "network"
    styles = [*([vis_network.style()] if is_network else []), read("style.css")]
    scripts = [*([vis_network.script()] if is_network else []), _script(picture.drawing)]
    return render(
        "template.html",
        language=language,
        version=__version__,
        title=picture.title.get(language) or picture.title["en"],
        languages=LANGUAGES,
        notice=notice or {},
        texts={key: words[language] for key, words in TEXTS.items()},
        choices=(*FACETS, "source"),
        drawing=picture.drawing,
        styles=styles,
        scripts=scripts,
        policy=policy(styles, scripts),
        data=packed(_data(picture)),
        turtle=packed(_parts(picture.statements)) if picture.statements else "",
    )


@cache
def _script(drawing: str) -> str:
    """Return the page's script: the module of a drawing, with all that it imports."""
    return join(f"{drawing}.js", lambda file: read(f"script/{file}"))


def _parts(stated: Statements) -> dict[str, Any]:
    return {field.name: getattr(stated, field.name) for field in fields(stated)}


def _data(picture: Picture) -> dict[str, Any]:
    """Return what the script needs."""
    projection = picture.projection
    data: dict[str, Any] = payload(projection, picture.entries) | {
        "texts": TEXTS,
        "title": picture.title,
        "off": list(picture.off),
        "selected": picture.selected,
        "base": ID,
        "thing_query": thing_query() if picture.statements else "",
        "view_query": picture.query,
        "weighted": picture.weighted,
        "coloured": picture.coloured,
        "named_ties": picture.named_ties,
        "least": _least(picture),
        "tie_kinds": []
        if picture.drawing == "timeline"
        else tie_legend(projection, coloured=picture.coloured),
        "story": picture.story,
        "stated": sorted(picture.statements.of) if picture.statements else [],
        "sections": SECTIONS,
        "nodes": {},
        "edges": {},
        "overview": [[thing.key, 0, 0] for thing in projection.things],
    }
    if picture.drawing == "network":
        data |= _placed(picture)
    elif picture.drawing == "map":
        from simpul_viz.coastline import outlines

        data["land"] = outlines()
    return data


def _least(picture: Picture) -> int:
    """Return the weight from which ties are drawn at first, so that the picture stays readable and is never empty."""
    weights = [tie.weight for tie in picture.projection.ties] if picture.weighted else []
    if len(weights) <= _FOLLOWED:
        return 1
    heaviest, *_rest = weights = sorted(weights, reverse=True)
    return max(1, min(int(heaviest), int(weights[_FOLLOWED]) + 1))


def _placed(picture: Picture) -> dict[str, Any]:
    """Return nodes and edges with their places, and what the page opens on."""
    projection, degree = picture.projection, degrees(picture.projection)
    opening = picture.opening or picture.places
    if opening is None:
        strong = [tie for tie in projection.ties if max(1, tie.weight) >= _least(picture)]
        seen = replace(projection, ties=strong)
        opening = overview(seen, degrees(seen), first=picture.first, off=picture.off)
    places = picture.places
    if places is None:
        complete = opening.keys() >= {thing.key for thing in projection.things}
        places = opening if complete else _filling(layout(projection))
    return {
        "nodes": columns(vis_network.nodes(projection, places, degree)),
        "edges": columns(vis_network.edges(projection, named=picture.named_ties)),
        "overview": [[key, x, y] for key, (x, y) in sorted(opening.items())],
    }


def _filling(places: Positions) -> Positions:
    """Return the places, higher where a window would stay empty above and below them."""
    xs, ys = zip(*places.values(), strict=True)
    times = (max(xs) - min(xs)) / _ASPECT / max(1, max(ys) - min(ys))
    times = min(_STRETCH, max(1.0, times))
    return {key: (x, round(y * times)) for key, (x, y) in places.items()}
