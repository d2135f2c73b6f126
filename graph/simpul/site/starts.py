"""The questions to begin with: sentences with gaps, the same as those of the explorer, each filled in by a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul_viz.texts import TEXTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap of a sentence.

    Attributes:
        name: The parameter that it is.
        kind: The class of what fits it; empty for any.
        value: What it holds at first.
    """

    name: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a sentence leads, and what its gaps are.

    Attributes:
        path: The page that answers.
        gaps: Its gaps in the order of ``{a}`` and ``{b}``.
    """

    path: str
    gaps: Sequence[Gap] = ()


_MARKS: Final = ("{a}", "{b}")
_GAP: Final = re.compile(r"(\{[ab]\})")
_JAKARTA: Final = "Jakarta"
_SEOUL: Final = "Seoul"
STARTS: Final[Mapping[str, Start]] = {
    "shared": Start(
        path="/questions/shared-networks",
        gaps=(Gap(name="a", kind="City", value=_JAKARTA), Gap(name="b", kind="City", value=_SEOUL)),
    ),
    "worked": Start(
        path="/questions/who-has-solved",
        gaps=(Gap(name="theme", kind="Theme", value="theme/resilience"),),
    ),
    "asked": Start(
        path="/questions/asked-and-promised",
        gaps=(Gap(name="a", kind="City", value=_JAKARTA), Gap(name="b", kind="City", value=_SEOUL)),
    ),
    "measured": Start(
        path="/questions/measured-facts", gaps=(Gap(name="thing", kind="", value="Seoullo 7017"),)
    ),
    "due": Start(path="/questions/overdue"),
    "ways": Start(
        path="/path",
        gaps=(
            Gap(name="from", kind="City", value=_JAKARTA),
            Gap(name="to", kind="City", value=_SEOUL),
        ),
    ),
    "members": Start(
        path="/questions/members", gaps=(Gap(name="network", kind="Network", value="C40"),)
    ),
}
"""By the key of the sentence, which is ``ask_…`` among the texts of the explorer."""


def sentence(key: str, language: str) -> list[str | Gap]:
    """Return the sentence of a question to begin with, in a language: its words, and a gap where one is to be filled.

    >>> [part if isinstance(part, str) else part.name for part in sentence("members", "en")]
    ['Who belongs to ', 'network', '?']
    """
    gaps: dict[str, Gap] = dict(zip(_MARKS, STARTS[key].gaps, strict=False))
    parts: list[str] = _GAP.split(TEXTS[f"ask_{key}"][language])
    return [gaps.get(part, part) for part in parts if part]
