"""Tags of languages as metadata writes them: ``en-US`` stays so in what is written.

RDF compares tags without regard to case, and RDF libraries keep them in lower case (RDF 1.1 Concepts, section
3.3 allows it). Who reads the output as text, or compares it as the W3C's tests do, finds them as they were.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

_TAGGED: Final = frozenset(("lang", "@language"))
_PLACES: Final[dict[str, re.Pattern[bytes]]] = {
    # A text with its escapes, tagged or not; a member of an object; a start tag, in which no "<" can stand.
    "turtle": re.compile(rb'("(?:[^"\\]|\\.)*"@?)([A-Za-z0-9-]*)'),
    "jsonld": re.compile(rb'((?<!\\)"@language": ?")([A-Za-z0-9-]+)'),
    "rdfxml": re.compile(rb'(<[^<>]*?xml:lang=")([A-Za-z0-9-]+)'),
}


def tags_in(value: object) -> Iterator[str]:
    """Yield the tags that a JSON document gives to texts."""
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from tags_in(item)
    elif isinstance(value, dict):
        for key, item in cast("dict[str, Any]", value).items():
            if key in _TAGGED and isinstance(item, str):
                yield item
            else:
                yield from tags_in(item)


def as_written(content: bytes, format_: str, tags: Mapping[str, str]) -> bytes:
    r"""Return RDF with its languages' tags as the metadata writes them.

    Args:
        content: In one of the formats ``turtle``, ``ntriples``, ``jsonld`` and ``rdfxml``.
        format_: Its name.
        tags: By their lower case.

    >>> as_written(b'<a:a> <a:b> "@en-us", "x"@en-us .', "turtle", {"en-us": "en-US"})
    b'<a:a> <a:b> "@en-us", "x"@en-US .'
    """
    if not tags:
        return content
    known = {tag.encode(): written.encode() for tag, written in tags.items()}
    place = _PLACES.get(format_, _PLACES["turtle"])
    return place.sub(lambda match: match[1] + known.get(match[2], match[2]), content)
