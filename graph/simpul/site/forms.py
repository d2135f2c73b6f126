"""The formats in which a list is handed on, as addresses and HTTP name them."""

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
