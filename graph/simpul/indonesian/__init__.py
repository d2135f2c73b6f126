"""What Simpul says, in Indonesian; the key is the English text in the code.

One module for each area of work; a text that several areas say stands in ``base``.
"""

from typing import Final

from simpul.indonesian import base, places, quality

INDONESIAN: Final[dict[str, str]] = {**base.TEXTS, **places.TEXTS, **quality.TEXTS}
