"""The graph for partners: what leaves the office, and what comes back."""

from simpul.exchange.export import ACCESS, FORMATS, export

__all__ = ["ACCESS", "FORMATS", "export"]
