"""The shapes' findings as a page to send to whoever mends the table."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from simpul import __version__
from simpul_viz.pages import policy, render
from simpul_viz.texts import REPORT_TEXTS

_STYLE: Final = "report.css"


def page(groups: Sequence[Mapping[str, Any]], *, language: str) -> str:
    """Return the page.

    Args:
        groups: Each with a ``source`` and its ``findings``, in words.
        language: en or id.
    """
    from simpul_viz.pages import read

    style = read(_STYLE)
    return render(
        "report.html",
        language=language,
        version=__version__,
        texts={key: words[language] for key, words in REPORT_TEXTS.items()},
        groups=groups,
        style=style,
        policy=policy([style], []),
    )
