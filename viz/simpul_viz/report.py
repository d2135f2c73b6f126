"""The findings of the shapes as a page, to send to those who correct the table."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from simpul.version import __version__
from simpul_viz.pages import policy, render

_TEXTS: Final[dict[str, dict[str, str]]] = {
    "title": {"en": "What the shapes found", "id": "Hasil pemeriksaan bentuk"},
    "none": {"en": "Nothing is wrong.", "id": "Tidak ada yang salah."},
    "severity": {"en": "Severity", "id": "Tingkat"},
    "place": {"en": "Where", "id": "Letak"},
    "thing": {"en": "Thing", "id": "Hal"},
    "path": {"en": "Property", "id": "Properti"},
    "message": {"en": "What to do", "id": "Yang perlu dilakukan"},
}
_STYLE: Final = "report.css"


def page(groups: Sequence[Mapping[str, Any]], *, language: str, notice: str = "") -> str:
    """Return the page.

    Args:
        groups: Each with a ``source`` and its ``findings``, in words.
        language: en or id.
        notice: What it says of itself: that it holds what not everybody may see.
    """
    from simpul_viz.pages import read

    style = read(_STYLE)
    return render(
        "report.html",
        language=language,
        version=__version__,
        texts={key: words[language] for key, words in _TEXTS.items()},
        groups=groups,
        notice=notice,
        style=style,
        policy=policy([style], []),
    )
