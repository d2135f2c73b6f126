"""Common properties and notes: the little JSON-LD that metadata may hold, checked and made triples.

Metadata Vocabulary, section 5.8 (https://www.w3.org/TR/tabular-metadata/#common-properties) and the
section JSON-LD Dialect; https://www.w3.org/TR/csv2rdf/, section 5, JSON-LD to RDF.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from simpul.csvw.folder import join
from simpul.csvw.vocabulary import expanded, is_language
from simpul.locale import translate as _
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Triple, rdf_type

Complain = Callable[[str, str], None]
"""Takes the path to a value within the metadata, and what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """How to read the common properties of one metadata document.

    Attributes:
        base: Address that relative ones are resolved against.
        language: Of texts that name none, or None.
    """

    base: str = ""
    language: str | None = None

    def check(self, path: str, value: Any, complain: Complain) -> None:  # noqa: ANN401 - any JSON
        """Tell of everything in a value that the recommendation forbids."""
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                self.check(f"{path}[{index}]", item, complain)
        elif isinstance(value, dict):
            self._check_object(path, cast("dict[str, Any]", value), complain)

    def _check_object(self, path: str, value: dict[str, Any], complain: Complain) -> None:
        if "@value" in value:
            for what in _faults_of_value(value):
                complain(path, what)
            return
        for key, item in value.items():
            where = f"{path}.{key}"
            if key in {"@id", "@type"}:
                for what in _faults_of_name(key, item):
                    complain(where, what)
            elif key.startswith(("@", "_:")):
                complain(where, _("may not be used in metadata."))
            elif expanded(key) is None:
                complain(where, _("is not a property: write a prefixed name or an address."))
            else:
                self.check(where, item, complain)

    def triples(
        self,
        subject: NamedNode | BlankNode,
        name: str,
        value: Any,  # noqa: ANN401 - checked JSON
        label: str,
    ) -> Iterator[Triple]:
        """Yield what a checked property says of a subject.

        Args:
            subject: What the property belongs to.
            name: Of the property: prefixed, absolute, or a term.
            value: As `check` found it good.
            label: Begins the labels of the blank nodes that are made.
        """
        predicate = NamedNode(str(expanded(name)))
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        for index, item in enumerate(items):
            if isinstance(item, list):
                yield from self.triples(subject, name, item, f"{label}x{index}")
            elif isinstance(item, dict) and "@value" not in item:
                yield from self._node(
                    subject, predicate, cast("dict[str, Any]", item), f"{label}x{index}"
                )
            elif item is not None:
                yield Triple(subject, predicate, self.literal(item))

    def _node(
        self,
        subject: NamedNode | BlankNode,
        predicate: NamedNode,
        value: dict[str, Any],
        label: str,
    ) -> Iterator[Triple]:
        node = NamedNode(self.address(value["@id"])) if "@id" in value else BlankNode(label)
        yield Triple(subject, predicate, node)
        types = value.get("@type", [])
        for name in cast("list[str]", types) if isinstance(types, list) else [str(types)]:
            yield Triple(node, rdf_type, NamedNode(str(expanded(name))))
        for index, (key, item) in enumerate(value.items()):
            if not key.startswith("@"):
                yield from self.triples(node, key, item, f"{label}p{index}")

    def address(self, text: str) -> str:
        """Return the whole address of an ``@id``."""
        return (expanded(text) if ":" in text else None) or join(self.base, text)

    def literal(self, value: Any) -> Literal:  # noqa: ANN401 - a JSON value that is no object without @value
        """Return the literal of a text, number, truth value or ``@value`` object."""
        if isinstance(value, dict):
            stated = cast("dict[str, Any]", value)
            plain = self.literal(stated["@value"])
            if "@language" in stated:
                tag = stated["@language"]
                return Literal(plain.value, language=tag) if tag else Literal(plain.value)
            if "@type" in stated:
                return Literal(plain.value, datatype=NamedNode(str(expanded(stated["@type"]))))
            return Literal(plain.value) if isinstance(stated["@value"], str) else plain
        if isinstance(value, str):
            return Literal(value, language=self.language) if self.language else Literal(value)
        name = (
            "boolean"
            if isinstance(value, bool)
            else "integer"
            if isinstance(value, int)
            else "double"
        )
        return Literal(json.dumps(value), datatype=NamedNode(XSD + name))


def _faults_of_name(key: str, value: object) -> Iterator[str]:
    if key == "@id":
        prefixed = isinstance(value, str) and ":" in value
        if (
            not isinstance(value, str)
            or value.startswith("_:")
            or (prefixed and not expanded(value))
        ):
            yield _("must be an address that does not begin with _:.")
        return
    for name in cast("list[object]", value) if isinstance(value, list) else [value]:
        if not _is_type(name):
            yield _("must be a known term, a prefixed name or an address.")


def _is_type(name: object) -> bool:
    return isinstance(name, str) and not name.startswith("_:") and expanded(name) is not None


def _faults_of_value(value: dict[str, Any]) -> Iterator[str]:
    if extra := sorted(value.keys() - {"@value", "@language", "@type"}):
        yield _("{names} cannot be used together with @value.", names=", ".join(extra))
    if "@language" in value and "@type" in value:
        yield _("@value can have @type or @language, not both.")
    if not isinstance(value["@value"], str | int | float):
        yield _("@value must be a text, a number, true or false.")
    tag = value.get("@language")
    if tag is not None and not is_language(tag):
        yield _("{tag} is not a language tag.", tag=repr(tag))
    if "@type" in value and not _is_type(value["@type"]):
        yield _("@type must be a known term, a prefixed name or an address.")
