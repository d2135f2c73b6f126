"""What changed from one graph to another: by thing, in words, and as a patch."""

from simpul.exchange.difference.changes import value_changes
from simpul.exchange.difference.model import (
    Consequence,
    Difference,
    FactChange,
    Identity,
    Knowledge,
    Reason,
    Sign,
    ThingChange,
    ValueChange,
)

__all__ = [
    "Consequence",
    "Difference",
    "FactChange",
    "Identity",
    "Knowledge",
    "Reason",
    "Sign",
    "ThingChange",
    "ValueChange",
    "value_changes",
]
