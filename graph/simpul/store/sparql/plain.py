"""Queries that hide nothing, as nearly all are: seen by one expression, in a fifth of the time that each token takes.

It takes a query token by token, as ``simpul.store.sparql.tokens`` does, and stops at whatever the guard might find
something in: a string without an end, an IRI that could compare and hide, more tokens than are few. Then the guard looks
itself, so that what is not plain may well be harmless.
"""

import re
from typing import Final

from simpul.store.sparql.tokens import NO_MEANING, one_token

_BEFORE_BRACKETS: Final = 200
_IN_BRACKETS: Final = 800
"""Tokens; both together are few, whatever they are (``_FEW`` of ``simpul.store.sparql.safety``)."""
_HIDING_NOTHING: Final = (
    r"""(?: <[^<>"{}|^`\\\x00-\x20\#'?$]*+> | (?<=\^\^)<[^<>"{}|^`\\\x00-\x20]*+> )"""
)
"""An IRI without a sign that would begin something else if its ``<`` compared; or the datatype of a string, where it cannot."""
_NO_BRACKET: Final = one_token(but=r"[({\[]")
_PLAIN: Final = re.compile(
    rf"""{_NO_BRACKET}{{0,{_BEFORE_BRACKETS}}}+ {one_token(iri=_HIDING_NOTHING)}{{0,{_IN_BRACKETS}}}+
         {NO_MEANING} \Z""",
    re.VERBOSE | re.DOTALL,
)


def is_plain(query: str) -> bool:
    """Return whether a query has few tokens, no string without an end, and no IRI that could be a comparison and hide something."""
    return _PLAIN.match(query) is not None
