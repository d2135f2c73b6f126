"""Atlases as pages: one HTML file each, which needs nothing but itself."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import cache

from simpul.projection import FACETS, Projection, Texts
from simpul.version import __version__
from simpul_viz import vis_network
from simpul_viz.atlas import Opening, alone
from simpul_viz.modules import join
from simpul_viz.packed_atlas import PackedAtlas, pack
from simpul_viz.pages import compressed, policy, read, render
from simpul_viz.picture import Picture
from simpul_viz.texts import LANGUAGES, TEXTS


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
    atlas, opening = alone(Picture(projection=projection, title=texts, off=off))
    return page(pack(atlas), opening, language=language)


def page(  # noqa: PLR0913 - all but what it holds and how it opens are options by name
    atlas: PackedAtlas,
    opening: Opening,
    *,
    language: str,
    notice: Texts | None = None,
    site: str | None = None,
    back: str = "/",
) -> str:
    """Return the page; the same atlas opened the same way gives the same bytes.

    Args:
        atlas: What it holds.
        opening: How it opens.
        language: What the page speaks at first: en, id or ko; a reader can change it.
        notice: What it says of itself, by language, all of which it shows.
        site: What the addresses of the site that serves it begin with, which it then leads to; None for a file of its own.
        back: The path on that site to which it leads back.
    """
    styles = [read("tokens.css") + read("style.css")]
    start = read("start.js")
    library, script = vis_network.script(), _script()
    return render(
        "template.html",
        language=language,
        version=__version__,
        title=opening.title.get(language) or opening.title["en"],
        languages=LANGUAGES,
        notice=notice or {},
        site=site,
        back=back,
        texts={key: words[language] for key, words in TEXTS.items()},
        choices=(*FACETS, "source"),
        drawing=opening.start.drawing,
        start_at=asdict(opening.start),
        views=("network", "map", "timeline", "table"),
        styles=styles,
        start=start,
        # Packed, they take a third of the room; the policy knows them by what they are unpacked.
        library=compressed(library),
        script=compressed(script),
        policy=policy(styles, [start, library, script]),
        data=atlas.data,
        turtle=atlas.turtle,
    )


@cache
def _script() -> str:
    """Return the page's script: the module that starts it, with all that it imports."""
    return join("main.js", lambda file: read(f"script/{file}"))
