"""What a partner changed in a pack, brought back: reviewed three ways, decided on by a person, and kept as a source."""

from simpul.exchange.corrections.acceptance import Acceptance, accept
from simpul.exchange.corrections.model import Change, Kind, Reviewed
from simpul.exchange.corrections.review import Review, review
from simpul.exchange.corrections.sides import Returned
from simpul.exchange.corrections.source import Partner

__all__ = [
    "Acceptance",
    "Change",
    "Kind",
    "Partner",
    "Returned",
    "Review",
    "Reviewed",
    "accept",
    "review",
]
