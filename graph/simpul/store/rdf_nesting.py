"""How deep RDF is nested, counted by its tokens before a parser sees it; the line where it becomes too deep.

Measured on pyoxigraph 0.5: triples within triples end the process at some 15,000; JSON-LD takes quadratic memory
and RDF/XML quadratic time, and both end it at some 10,000. Turtle takes any depth of ``[``, ``(`` and ``{``, one
statement after another.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from simpul.locale import translate as _

_DEEPEST: Final = 200
_LONGEST_ENTITY: Final = 300
# A part that begins takes all that was looked at to find its end, so each text is read once. What is no mark and
# cannot be read at all is stepped over.
_IN_TURTLE: Final = re.compile(
    rb"""
    (?: [^<>"'\#\\]++ | \\. | \#[^\r\n]*+
      | \"{3}(?:\"{0,2}+(?:[^"\\]++|\\.))*+\"{0,3}+ | '{3}(?:'{0,2}+(?:[^'\\]++|\\.))*+'{0,3}+
      | "(?!"")(?:[^"\\\r\n]++|\\.)*+"?+ | '(?!'')(?:[^'\\\r\n]++|\\.)*+'?+
      | <(?:[^<>"{}|^`\\\x00-\x20]++|\\[uU])*+> )*+
    (?: (?P<opening><<) | (?P<closing>>>) | . | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_JSON: Final = re.compile(
    rb"""
    (?: [^"\[\]{}]++ | "(?:[^"\\]++|\\.)*+"?+ )*+
    (?: (?P<opening>[\[{]) | (?P<closing>[\]}]) | . | \Z )
    """,
    re.VERBOSE | re.DOTALL,
)


def refuse_deep(content: bytes, form: str) -> None:
    """Refuse RDF that is nested so deep that its parser would run out of stack, memory or time.

    Args:
        content: The file.
        form: Its format, as ``simpul.store.oxigraph.RDF_FORMATS`` has it.

    Raises:
        ValueError: It is, or has an entity that is not a short text; the message says where.
    """
    _READERS.get(form, _read_turtle)(content)


def _read_turtle(content: bytes) -> None:
    if content.count(b"<<") > _DEEPEST:
        _count(content, _IN_TURTLE)


def _read_json(content: bytes) -> None:
    if content.count(b"[") + content.count(b"{") > _DEEPEST:
        _count(content, _IN_JSON)


def _count(content: bytes, marks: re.Pattern[bytes]) -> None:
    depth = 0
    for found in marks.finditer(content):
        if found["opening"]:
            depth += 1
        elif found["closing"]:
            # What closes nothing makes no room for what opens.
            depth = max(depth - 1, 0)
        if depth > _DEEPEST:
            raise _too_deep(content.count(b"\n", 0, found.end()) + 1)


def _read_xml(content: bytes) -> None:
    """Read the XML once without keeping anything, to see how deep it is and what its entities are."""
    # It was made UTF-8 (``rdf_encoding``), whatever it named.
    parser = expat.ParserCreate("utf-8")
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _too_deep(parser.CurrentLineNumber)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(name: str, _parameter: bool, value: str | None, *_rest: object) -> None:
        # Editors of ontologies shorten namespaces with entities; those name nothing else and are short.
        if value is None or "&" in value or len(value) > _LONGEST_ENTITY:
            raise ValueError(_("the entity {name} is not a plain short text", name=name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def _too_deep(line: int) -> ValueError:
    return ValueError(_("line {line} is nested too deeply", line=line))


_READERS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "jsonld": _read_json,
    "rdfxml": _read_xml,
}
"""Who reads a format; Turtle's reader reads its whole family."""
