"""The formats in which answers and lists are handed on, as addresses and HTTP name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A format of an answer.

    Attributes:
        media_type: As HTTP calls it.
        format: As ``simpul.answer.formats`` calls it.
    """

    media_type: str
    format: str


FORMS: Final[Mapping[str, Form]] = {
    "csv": Form(media_type="text/csv; charset=utf-8", format="csv"),
    "tsv": Form(media_type="text/tab-separated-values; charset=utf-8", format="tsv"),
    "json": Form(media_type="application/sparql-results+json", format="json"),
    "jsonl": Form(media_type="application/jsonl", format="jsonl"),
    "xlsx": Form(
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        format="xlsx",
    ),
    "md": Form(media_type="text/markdown; charset=utf-8", format="markdown"),
}
GRAPH_FORMS: Final[Mapping[str, Form]] = {
    "ttl": Form(media_type="text/turtle; charset=utf-8", format="turtle"),
    "nt": Form(media_type="application/n-triples", format="ntriples"),
    "nq": Form(media_type="application/n-quads", format="nquads"),
    "trig": Form(media_type="application/trig", format="trig"),
    "n3": Form(media_type="text/n3; charset=utf-8", format="n3"),
    "jsonld": Form(media_type="application/ld+json", format="jsonld"),
    "rdf": Form(media_type="application/rdf+xml", format="rdfxml"),
}
"""The formats of an answer that is a graph."""
