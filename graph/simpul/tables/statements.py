"""What the metadata of a source folder says of the source itself, as triples.

Common properties: https://www.w3.org/TR/tabular-metadata/, section 5.8.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from csvw.metadata import NAMESPACES

from simpul.errors import DataError
from simpul.locale import translate as _
from simpul.tables.documents import Json, wrong
from simpul.terms import ONTOLOGY, XSD, Literal, NamedNode, Triple

CSVW: Final = frozenset(
    (
        "tables",
        "dialect",
        "notes",
        "tableDirection",
        "tableSchema",
        "null",
        "lang",
        "separator",
        "ordered",
        "default",
        "datatype",
        "required",
    )
)
"""Properties that say how to read the tables, and nothing of the source."""


def statements(file: Path, iri: NamedNode, document: Json) -> Iterator[Triple]:
    """Yield what a metadata document says of its source by common properties.

    Raises:
        DataError: A property or its value is none.
    """
    language = _language(file, document)
    for name, value in document.items():
        if name.startswith("@") or name in CSVW:
            continue
        predicate = _expand(file, name)
        for item in cast("list[object]", value) if isinstance(value, list) else [value]:
            yield Triple(iri, predicate, _value(file, name, item, language))


def _language(file: Path, document: Json) -> str | None:
    """Return the language that the context gives to texts without one (tabular metadata, section 5.2)."""
    context = document.get("@context")
    parts = cast("list[object]", context) if isinstance(context, list) else []
    objects = [cast("Json", part) for part in parts if isinstance(part, dict)]
    extra = sorted({name for part in objects for name in part} - {"@base", "@language"})
    if extra:
        raise _wrong(
            file,
            f"@context: {_('may give @base and @language, not {names}.', names=', '.join(extra))}",
            _("Write {wanted}.", wanted='"@language": "en"'),
        )
    return next((str(part["@language"]) for part in objects if "@language" in part), None)


def _expand(file: Path, name: str) -> NamedNode:
    prefix, colon, local = name.partition(":")
    whole = NAMESPACES[prefix] + local if colon and prefix in NAMESPACES else name
    try:
        return NamedNode(whole)
    except ValueError:
        raise _wrong(
            file,
            _("has the property {name}, which is neither CSVW's nor an IRI.", name=name),
            _("Write a known prefix or the whole IRI, such as {iri}.", iri=ONTOLOGY + "retrieved"),
        ) from None


def _value(file: Path, name: str, item: object, language: str | None) -> NamedNode | Literal:
    """Return the RDF term of a common property's value (tabular metadata, section 5.8)."""
    try:
        found = _object_value(file, cast("Json", item)) if isinstance(item, dict) else _plain(item, language)  # fmt: skip
    except DataError:
        raise
    except ValueError:
        found = None  # no tag of a language, or no address of a datatype
    if found is None:
        raise _wrong(
            file,
            _("says of {name} something that is no value.", name=name),
            _('Write a text, a number, {{"@id": …}} or {{"@value": …, "@language": …}}.'),
        )
    return found


def _plain(item: object, language: str | None) -> Literal | None:
    match item:
        case str(text):
            return Literal(text, language=language) if language else Literal(text)
        case bool(flag):
            return Literal("true" if flag else "false", datatype=NamedNode(XSD + "boolean"))
        case int(number):
            return Literal(str(number), datatype=NamedNode(XSD + "integer"))
        case float(number):
            return Literal(repr(number), datatype=NamedNode(XSD + "double"))
        case _:
            return None


def _object_value(file: Path, item: Json) -> NamedNode | Literal | None:
    if isinstance(item.get("@id"), str):
        return _expand(file, item["@id"])
    value = _plain(item.get("@value"), None)
    if value is None:
        return None
    text = value.value
    if isinstance(item.get("@language"), str):
        return Literal(text, language=item["@language"])
    if isinstance(item.get("@type"), str):
        return Literal(text, datatype=_datatype(file, item["@type"]))
    return value


def _datatype(file: Path, name: str) -> NamedNode:
    return NamedNode(XSD + name) if ":" not in name else _expand(file, name)


def _wrong(file: Path, what: str, remedy: str) -> DataError:
    return wrong(str(file), what, remedy)
