"""Values that a person may be typing: what the graph has of a parameter's kind, while it is being written."""

from typing import Final

from simpul.catalogue.question import Parameter
from simpul.locale import LANGUAGES
from simpul.naming import Names

_FEW: Final = 50


def values(
    parameter: Parameter, typed: str, names: Names | None, *, limit: int = _FEW
) -> list[tuple[str, str]]:
    """Return what a person may be typing as a value of a parameter, each with a word on what it is, or none.

    Case, accents and punctuation do not count. Without names nothing of the graph is offered.
    """
    if parameter.choices:
        return [(value, "") for value in parameter.choices if value.startswith(typed)]
    if parameter.kind is None:
        offered = LANGUAGES if parameter.type == "language" else parameter.examples
        return [(value, "") for value in offered if value.startswith(typed)]
    found = names.complete(typed, parameter.kind, limit) if names else []
    return [(name, "" if what == name else what) for name, what in found]
