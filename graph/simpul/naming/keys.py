"""Keys made of texts: lower case, digits and hyphens."""

import re
from typing import Final

from simpul.naming.atlas import fold

_LONGEST: Final = 80


def slug(text: str) -> str:
    """Return the text as a key: lower case, digits and hyphens; empty where nothing of it can stand.

    >>> slug("São Paulo: Plan 2020"), slug("서울")
    ('sao-paulo-plan-2020', '')
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    key = "-".join(words)
    if len(key) <= _LONGEST:
        return key
    return key[:_LONGEST].rsplit("-", 1)[0]
