"""What breaks a shape, whichever engine found it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from simpul.errors import Severity
from simpul.locale import current
from simpul.reason.shapes.shapes_graph import SH

_SEVERITIES: Final[Mapping[str, Severity]] = {
    SH + "Violation": Severity.ERROR,
    SH + "Warning": Severity.WARNING,
    SH + "Info": Severity.ADVICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A thing that breaks a shape.

    Attributes:
        focus: IRI of the thing.
        path: IRI of the property concerned; empty where the whole thing is.
        message: In the language in use, saying what to do.
        language: Of the text that is missing; empty where none is, or any will do.
    """

    focus: str
    path: str
    message: str
    severity: Severity
    language: str = ""


def severity_of(iri: str) -> Severity:
    """Return the severity that a shape gives to its results; a warning where it is none of SHACL's."""
    return _SEVERITIES.get(iri, Severity.WARNING)


def message_of(texts: Iterable[tuple[str | None, str]]) -> str:
    """Return, of a message in several languages, that in the language in use, else in English, else any."""
    by_language = dict(texts)
    return (
        by_language.get(current()) or by_language.get("en") or next(iter(by_language.values()), "")
    )
