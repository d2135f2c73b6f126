"""Simpul, the knowledge graph of cities, their networks and what ties them together."""

__version__ = "0.1.0"
