"""The version of Simpul, below all that says it."""

__version__ = "0.1.0"
