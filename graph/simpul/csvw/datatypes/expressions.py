"""Regular expressions that metadata states, made so that no expression and no cell takes long (only door to ``regex``).

Metadata Vocabulary, section 5.11.2: a ``format`` of a datatype that is neither number, date nor truth value.
"""

import re
from collections.abc import Callable
from time import monotonic
from typing import Final

import regex

_LONGEST: Final = 100_000
_MOST_PIECES: Final = 20_000
"""Of an expression whose counted repetitions are written out, as the library does before it looks at a cell."""
_PATIENCE: Final = 1.0
"""Seconds that one cell may take to compare."""
_SLOW: Final = 0.01
_PATIENCE_IN_ALL: Final = 10.0
"""Seconds that all slow cells together may take."""
_CHOICES: Final = re.compile(r"[^\\^$.*+?{}\[\]()]*")
_INTO_ITSELF: Final = re.compile(r"\(\?(?:R|[+-]?\d|&|P>)")
_PIECE: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<count>\d+)(?:,\d*)?\}|.", re.ASCII | re.DOTALL
)

Matches = Callable[[str], bool]
"""Whether a text is of the form."""


def matcher(form: str) -> Matches:
    r"""Return whether a text matches an expression.

    XML Schema's own classes, such as ``\p{L}``, are known. An expression that takes too long for one cell
    (some take years) fits no cell from then on, so that a table is always read to its end.

    Raises:
        ValueError: It is no expression, or one that would become too large.
    """
    if _CHOICES.fullmatch(form):
        return frozenset(form.split("|")).__contains__
    if len(form) > _LONGEST or _INTO_ITSELF.search(form) or _pieces(form) > _MOST_PIECES:
        raise ValueError(form)
    try:
        pattern = regex.compile(form)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(form) from error
    spent = 0.0

    def matches(text: str) -> bool:
        nonlocal spent
        if spent > _PATIENCE_IN_ALL:
            return False
        begin = monotonic()
        try:
            return pattern.fullmatch(text, timeout=_PATIENCE) is not None
        except (TimeoutError, MemoryError):
            spent = float("inf")
            return False
        finally:
            taken = monotonic() - begin
            spent += taken if taken > _SLOW else 0.0

    return matches


def _pieces(form: str) -> int:
    r"""Return of how many pieces an expression is, a piece that is repeated counted as often as it must be there.

    >>> _pieces(r"(ab{3}){2}"), _pieces(r"[{9}]\{9}")
    (10, 4)
    """
    groups, last = [0], 0
    for piece in _PIECE.finditer(form):
        if piece["count"]:
            groups[-1] += last * (int(piece["count"][:10]) - 1)
            last *= int(piece["count"][:10])
        elif piece[0] == "(":
            groups.append(1)
        elif piece[0] == ")" and len(groups) > 1:
            last = groups.pop()
            groups[-1] += last
        else:
            groups[-1] += 1
            last = 1
    return sum(groups)
