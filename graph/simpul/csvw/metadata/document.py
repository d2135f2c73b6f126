"""What every description in a metadata document has: type, identity, inherited and common properties.

Metadata Vocabulary for Tabular Data, section 5.1: a wrong value is a warning and its default is used; a
few are errors (https://www.w3.org/TR/tabular-metadata/#parsing-json).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Self, cast

from simpul.csvw import vocabulary as names
from simpul.csvw.annotations import Annotations
from simpul.csvw.folder import Folder, join
from simpul.csvw.model import Stated
from simpul.csvw.notes import Notes
from simpul.errors import Place
from simpul.json_files import Json
from simpul.locale import translate as _

_NO_CONTEXT: Final[Json] = {}
_DIRECTIONS: Final = frozenset(("rtl", "ltr", "auto"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One metadata document being read.

    Attributes:
        address: Of the document.
        base: Address that its relative ones are resolved against.
        language: Default language, or None.
        outer: Bases of the documents that led here; references between schemas may mean those.
    """

    folder: Folder
    notes: Notes
    address: str
    shown: str
    base: str
    language: str | None = None
    outer: tuple[str, ...] = ()

    def warn(self, path: str, what: str, effect: str = "") -> None:
        """Tell of a value that does not stand, and what it is taken as, unless the work ends with it."""
        told = "" if self.notes.strict else effect or _("It is ignored.")
        self.notes.warn(Place(file=self.shown), f"{path}: {what}", told)

    def error(self, path: str, what: str) -> None:
        """Tell of a value that ends the work."""
        self.notes.error(Place(file=self.shown), f"{path}: {what}")

    @property
    def annotations(self) -> Annotations:
        """How its common properties are read."""
        return Annotations(base=self.base, language=self.language)

    def in_context(self, document: Json) -> Self:
        """Return the same with the base and the default language that ``@context`` gives."""
        context = document.get("@context")
        parts = cast("list[object]", context) if isinstance(context, list) else [context]
        if names.CONTEXT not in parts:
            what = _("should be {context}.", context=f'"{names.CONTEXT}"')
            self.warn("@context", what, _("The rest is read all the same."))
        local: Json = next(
            (cast("Json", part) for part in parts if isinstance(part, dict)), _NO_CONTEXT
        )
        if extra := sorted(local.keys() - {"@base", "@language"}):
            what = _("may give @base and @language, not {names}.", names=", ".join(extra))
            self.error("@context", what)
        base, tag = local.get("@base"), local.get("@language")
        if tag is not None and not names.is_language(tag):
            self.warn("@context.@language", _("{tag} is not a language tag.", tag=short(tag)))
            tag = None
        return replace(
            self,
            base=join(self.base, base) if isinstance(base, str) else self.base,
            language=self.language if tag is None else str(tag),
        )

    def titles(self, path: str, item: Json) -> dict[str, list[str]]:
        """Return a natural language property by language."""
        value = item.get("titles")
        where = at(path, "titles")
        own = self.language or "und"
        if value is None:
            return {}
        if isinstance(value, dict):
            found: dict[str, list[str]] = {}
            for tag, texts in cast("Json", value).items():
                if names.is_language(tag):
                    found[tag] = self.texts(f"{where}.{tag}", texts)
                else:
                    self.warn(where, _("{tag} is not a language tag.", tag=short(tag)))
            return found
        texts = self.texts(where, value)
        return {own: texts} if texts else {}

    def texts(self, path: str, value: object) -> list[str]:
        """Return the texts in a text or a list of texts; anything else is left aside."""
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) < len(items):
            self.warn(path, _("holds something that is not text."))
        return texts

    def references(
        self, path: str, item: Json, name: str, known: Collection[str]
    ) -> tuple[str, ...]:
        """Return the names in a column reference, none if one of them is unknown."""
        value = item.get(name)
        if value is None:
            return ()
        where = at(path, name)
        found = tuple(self.texts(where, value))
        unknown = [one for one in found if one not in known]
        if unknown or not found:
            self.warn(where, _("there is no column {name}.", name=", ".join(unknown) or "?"))
            return ()
        return found

    def flag(self, path: str, item: Json, name: str) -> bool:
        """Return a property that is true or false."""
        value = item.get(name, False)
        if isinstance(value, bool):
            return value
        self.warn(at(path, name), _("{value} does not fit.", value=short(value)))
        return False

    def direction(self, path: str, item: Json) -> None:
        """Check ``tableDirection``, which RDF does not show."""
        value = item.get("tableDirection", "auto")
        if not isinstance(value, str) or value not in _DIRECTIONS:
            self.warn(
                at(path, "tableDirection"),
                _("{value} does not fit.", value=short(value)),
            )

    def kind(self, path: str, item: Json, wanted: str) -> None:
        """Check ``@type``."""
        if item.get("@type", wanted) != wanted:
            self.error(at(path, "@type"), _("must be {wanted} here.", wanted=wanted))

    def identity(self, path: str, item: Json) -> str | None:
        """Return ``@id`` as a whole address; a value that is no text means the document's own."""
        value = item.get("@id")
        if value is None:
            return None
        where = at(path, "@id")
        if not isinstance(value, str):
            self.warn(where, _("{value} is not an address.", value=short(value)))
            return join(self.base, "")
        if value.startswith("_:"):
            self.error(where, _("may not begin with _:."))
        return self.annotations.address(value)

    def unknown(self, path: str, item: Json, known: Collection[str]) -> None:
        """Warn of properties that do not belong here."""
        for name in item:
            if name not in known and names.expanded_common(name) is None:
                self.warn(at(path, name), _("is not a property here."))

    def stated(self, path: str, item: Json, known: Collection[str]) -> Stated:
        """Return the common properties and notes, checked."""
        annotations = self.annotations
        common = [
            (name, value)
            for name, value in item.items()
            if name not in known and names.expanded_common(name)
        ]
        for name, value in common:
            annotations.check(at(path, name), value, self.error)
        notes: object = item.get("notes", [])
        if not isinstance(notes, list | dict):
            self.warn(at(path, "notes"), _("must be a list of objects."))
            notes = []
        annotations.check(at(path, "notes"), notes, self.error)
        listed: list[object] = (
            cast("list[object]", notes) if isinstance(notes, list) else [cast("object", notes)]
        )
        return Stated(annotations=annotations, properties=common, notes=listed)


def at(path: str, name: str) -> str:
    """Return the path of a property below a path."""
    return f"{path}.{name}" if path else name


def short(value: object) -> str:
    """Return a value as messages show it."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
