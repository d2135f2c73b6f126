"""The explorer of a build: a page of the whole graph, in each language, made apart."""

from pathlib import Path

from simpul.site.apart import Apart
from simpul.site.site import Site
from simpul.store import own_files
from simpul_viz.texts import LANGUAGES


def drawing(site: Site, right: str) -> Apart:
    """Return the explorer of the graph of an access right."""

    def write(folder: Path) -> None:
        from simpul_viz.picture_page import page

        graph = site.graph(right)
        atlas, opening = graph.drawn("explorer")
        prefix, notice = site.settings.prefix, dict(graph.notice)
        for language in LANGUAGES:
            made = page(atlas, opening, language=language, notice=notice, site=prefix)
            own_files.write_text(folder / _name(language), made)

    return site.once(
        right,
        "drawing",
        lambda: Apart(
            site,
            right,
            by=("drawing", "drawing"),
            files=[_name(language) for language in LANGUAGES],
            write=write,
        ),
    )


def drawn(made: Apart, language: str) -> bytes | None:
    """Return the explorer in a language; None until it is made."""
    try:
        return own_files.read_text(made.folder / _name(language), store=made.folder).encode()
    except FileNotFoundError:
        return None


def _name(language: str) -> str:
    return f"explorer-{language}.html"
