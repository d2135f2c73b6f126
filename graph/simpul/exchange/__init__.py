"""The graph for partners: what leaves the office, to whom, and what comes back."""

from simpul.exchange.access import ACCESS
from simpul.exchange.export import FORMATS, export

__all__ = ["ACCESS", "FORMATS", "export"]
