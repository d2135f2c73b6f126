"""What Simpul says, in Indonesian; the key is the English text in the code.

One module for each area of work; a text that several areas say stands in ``base``.
"""

from typing import Final

from simpul.locale.indonesian import (
    analysis,
    asking,
    base,
    commands,
    load,
    places,
    quality,
    tables,
    views,
)

INDONESIAN: Final[dict[str, str]] = {
    **analysis.TEXTS,
    **asking.TEXTS,
    **base.TEXTS,
    **commands.TEXTS,
    **load.TEXTS,
    **places.TEXTS,
    **quality.TEXTS,
    **tables.TEXTS,
    **views.TEXTS,
}
