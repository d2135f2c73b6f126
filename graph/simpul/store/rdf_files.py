"""RDF files read safely: nothing is fetched, and no file makes the parser run out of memory or stack.

Measured on pyoxigraph 0.5: it fetches nothing by itself; but an RDF/XML file of 1 kB with entities in
entities takes all memory, deep nesting in RDF/XML takes quadratic time, and in JSON-LD and quoted triples it
ends the process. So such files are refused before it sees them.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from simpul.errors import FormatError, OutputError
from simpul.locale import translate as _
from simpul.store.oxigraph import parse
from simpul.terms import Quad

_FORMATS: Final = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".owl": "rdfxml",
    ".n3": "n3",
}
SUFFIXES: Final = tuple(_FORMATS)
_KNOWN: Final = ".ttl .trig .nt .nq .jsonld .rdf"
_DEEPEST: Final = 200
_LONGEST_ENTITY: Final = 300
_BOM: Final = b"\xef\xbb\xbf"
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_QUOTED: Final = re.compile(rb"<<|>>")


def format_of(file: Path) -> str | None:
    """Return the format that a file's name ends in, or None."""
    return _FORMATS.get(file.suffix.lower())


def read(file: Path) -> Iterator[Quad]:
    """Yield the quads of an RDF file.

    Raises:
        FormatError: The file is not RDF, or of no known format, or is built to exhaust the parser; the message says where.
        OutputError: It cannot be read.
    """
    form = format_of(file)
    if form is None:
        raise FormatError(file, _("name the file after its format, one of {known}.", known=_KNOWN))
    try:
        content = file.read_bytes().removeprefix(_BOM)
    except OSError as error:
        raise OutputError(file, error) from None
    try:
        content.decode("utf-8")
        _refuse_traps(content, form)
        yield from parse(content, form)
    except (SyntaxError, ValueError) as error:
        raise FormatError(
            file, _("not readable as RDF: {reason}.", reason=_reason(content, error))
        ) from None


def _reason(content: bytes, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        line = content[: error.start].count(b"\n") + 1
        return _("line {line} is not UTF-8", line=line)
    if "LoadDocumentCallback" in str(error):
        return _(
            "it names a remote context; nothing is fetched, so write the context into the file"
        )
    return str(error)


def _refuse_traps(content: bytes, form: str) -> None:
    if form == "rdfxml":
        _check_xml(content)
    elif form == "jsonld":
        _check_depth(_STRING.sub(b"", content), re.compile(rb"[\[{]|[\]}]"), b"[{")
    elif b"<<" in content:
        _check_depth(content, _QUOTED, b"<<")


def _check_depth(content: bytes, marks: re.Pattern[bytes], opening: bytes) -> None:
    depth = 0
    for found in marks.finditer(content):
        depth += 1 if found.group() in opening else -1
        if depth > _DEEPEST:
            line = content[: found.start()].count(b"\n") + 1
            raise ValueError(_("line {line} is nested too deeply", line=line))


def _check_xml(content: bytes) -> None:
    """Read the XML once without keeping anything, to see how deep it is and what its entities are."""
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ValueError(_("line {line} is nested too deeply", line=parser.CurrentLineNumber))

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
