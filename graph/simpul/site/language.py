"""The language that a reader chooses: kept by the browser, so that every page comes in it."""

from typing import Final

from simpul.site.asking import Asked, Reply, see_other
from simpul.site.html import LANGUAGES
from simpul.site.site import Site

_A_YEAR: Final = 31_536_000


def page(site: Site, asked: Asked) -> Reply:
    """Keep the language that is asked for, and lead back to where the reader was."""
    chosen = asked.value("language")
    headers: dict[str, str] = {}
    if chosen in LANGUAGES:
        place = site.address("/")
        headers["set-cookie"] = (
            f"language={chosen}; Path={place}; Max-Age={_A_YEAR}; SameSite=Lax; HttpOnly"
        )
    return see_other(_within(asked.value("back")), headers=headers)


def _within(back: str) -> str:
    r"""Return the path that a reader came from, if it is one of the site; else that of its beginning.

    >>> _within("/search?q=Seoul"), _within("//elsewhere.example"), _within("/\\elsewhere.example"), _within("")
    ('/search?q=Seoul', '/', '/', '/')
    """
    is_path = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if is_path and back.isascii() and back.isprintable() and " " not in back else "/"
