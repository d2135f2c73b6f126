"""Data quality: the SHACL shapes under ``ontology/shapes/``, and those of a partner."""

from simpul.reason.shapes.findings import Finding
from simpul.reason.shapes.shapes_graph import shapes_of
from simpul.reason.shapes.validation import report, surroundings, validate

__all__ = ["Finding", "report", "shapes_of", "surroundings", "validate"]
