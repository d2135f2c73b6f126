"""What changed from one graph to another as a page, to send to who has the old one."""

from typing import Final

from simpul.exchange.difference.model import Difference
from simpul.exchange.difference.telling import in_words, summary, title, untied
from simpul.exchange.difference.words import Words
from simpul.version import __version__
from simpul_viz.pages import policy, read, render

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "follows": {"en": "What follows from it", "id": "Yang mengikutinya"},
}
_STYLE: Final = "difference.css"


def page(difference: Difference, *, language: str, notice: str = "") -> str:
    """Return the page, in the language in use.

    Args:
        difference: What changed.
        language: The language in use, en or id.
        notice: What it says of itself: that it holds what not everybody may see.
    """
    style = read(_STYLE)
    words = Words(difference.knowledge)
    return render(
        "difference.html",
        language=language,
        version=__version__,
        texts={key: said[language] for key, said in _TEXTS.items()},
        title=title(difference),
        summary=summary(difference),
        things=list(in_words(difference)),
        untied=[words.consequence(one) for one in difference.untied],
        untied_words=untied(difference),
        notice=notice,
        style=style,
        policy=policy([style], []),
    )
