"""What became of the rows of an original, as ``simpul build`` and ``simpul info`` print it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.tables import Accounting


def accounting_lines(source: str, found: "Accounting") -> Iterator[str]:
    """Yield the sum, and why rows were left out, if any were."""
    yield _(
        "{source}: {original} rows of the original = {facts} facts + {joined} joined to one of them "
        "+ {refused} refused + {left_out} left out",
        source=source,
        original=found.original,
        facts=found.facts,
        joined=found.joined,
        refused=found.refused,
        left_out=found.left_out,
    )
    if reasons := sorted(r.value for r in found.reasons if r.language == current()):
        yield "  " + _("left out because: {reasons}", reasons=" ".join(reasons))
