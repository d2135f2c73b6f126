"""Which properties may have one value of a thing and no more, by the ontology's axioms and the shapes."""

from functools import cache
from typing import Final

from simpul.reason.dates import date_properties
from simpul.reason.ontology import ontology
from simpul.reason.shapes import shapes_of
from simpul.terms import NamedNode

_FUNCTIONAL: Final = """SELECT DISTINCT ?property WHERE {
  { ?property a owl:FunctionalProperty } UNION {
    VALUES ?one { owl:cardinality owl:maxCardinality }
    ?restriction owl:onProperty ?property ; ?one ?count FILTER (STR(?count) = "1")
  }
}"""
_ONCE: Final = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?property WHERE {
  ?shape sh:path ?property . FILTER (ISIRI(?property))
  { ?shape sh:maxCount ?count FILTER (STR(?count) = "1") } UNION { ?shape sh:uniqueLang ?unique }
}"""


@cache
def single_properties() -> frozenset[NamedNode]:
    """Return the properties of which a thing has one value at most, in each language where the values are texts.

    A date stands once with its bounds: of two dates, nobody could tell whose bounds are whose.
    """
    found = [
        *ontology().select(_FUNCTIONAL, checked=True),
        *shapes_of().select(_ONCE, checked=True),
    ]
    nodes = {row["property"] for row in found}
    dated = date_properties()
    return frozenset(n for n in nodes if isinstance(n, NamedNode)) | dated.stated | {*dated.bounded}
