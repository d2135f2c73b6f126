"""Statements within a page of HTML, for machines that read it: JSON-LD that no markup can end."""

from collections.abc import Iterable

from simpul.store.rdf import as_graph
from simpul.terms import Triple


def embedded(triples: Iterable[Triple]) -> str:
    """Return statements as JSON-LD that may stand in a script of a page.

    What a script may not have (``</script>``, ``<!--``) begins with a sign that JSON can write otherwise (HTML, section
    4.12.1.3).
    """
    written = b"".join(as_graph(triples, "jsonld")).decode()
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written
