"""A metadata document read: every property checked, defaults taken where one is wrong.

Metadata Vocabulary for Tabular Data, sections 5 and 6: a wrong value is a warning and the default is
used; a few are errors (https://www.w3.org/TR/tabular-metadata/#parsing-json).
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, cast

from simpul.errors import Place
from simpul.language import translate as _
from simpul.tables.w3c import vocabulary as names
from simpul.tables.w3c.annotations import Annotations
from simpul.tables.w3c.dialects import dialect_of
from simpul.tables.w3c.folder import Folder, join
from simpul.tables.w3c.keys import check_references, foreign_keys
from simpul.tables.w3c.model import Column, Dialect, Group, Inherited, Schema, Stated, Table
from simpul.tables.w3c.notes import Notes
from simpul.tables.w3c.types import datatype_of

Json: TypeAlias = dict[str, Any]
"""A JSON object; what is in it is checked where it is read."""

_NAME: Final = re.compile(r"(?:[A-Za-z0-9]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_.]|%[0-9A-Fa-f]{2})*")
_URL_TEMPLATES: Final = {"aboutUrl": "about", "propertyUrl": "property", "valueUrl": "value"}
_DIRECTIONS: Final = frozenset(("rtl", "ltr", "auto"))


@dataclass(slots=True, kw_only=True)
class Description:
    """One metadata document being read.

    Attributes:
        address: Of the document.
        base: Address that its relative ones are resolved against.
        language: Default language, or None.
    """

    folder: Folder
    notes: Notes
    address: str
    shown: str
    base: str
    language: str | None = None

    def warn(self, path: str, what: str, remedy: str = "") -> None:
        """Tell of a value that is left aside."""
        self.notes.warn(Place(file=self.shown), f"{path}: {what}", remedy)

    def error(self, path: str, what: str, remedy: str = "") -> None:
        """Tell of a value that ends the work."""
        self.notes.error(Place(file=self.shown), f"{path}: {what}", remedy)

    @property
    def annotations(self) -> Annotations:
        """How its common properties are read."""
        return Annotations(base=self.base, language=self.language)

    def context(self, document: Json) -> None:
        """Read ``@context``: base and default language."""
        context = document.get("@context")
        parts = cast("list[object]", context) if isinstance(context, list) else [context]
        if names.CONTEXT not in parts:
            self.warn("@context", _("should be {context}.", context=f'"{names.CONTEXT}"'))
        local = next((cast("Json", part) for part in parts if isinstance(part, dict)), {})
        if extra := sorted(local.keys() - {"@base", "@language"}):
            what = _("may give @base and @language, not {names}.", names=", ".join(extra))
            self.error("@context", what)
        if isinstance(local.get("@base"), str):
            self.base = join(self.base, local["@base"])
        tag = local.get("@language")
        if tag is not None and not _is_language(tag):
            self.warn("@context.@language", _("{tag} is no language tag.", tag=repr(tag)))
        elif tag is not None:
            self.language = str(tag)

    def group(self, document: Json) -> Group:
        """Return the group that the document describes; a single table is a group of one."""
        self.context(document)
        if "tables" not in document and "url" in document:
            table = self.table("", document, Inherited(), Dialect(), None)
            return Group(
                tables=[table], stated=Stated(annotations=self.annotations), source=self.shown
            )
        self.unknown("", document, names.GROUP)
        self.kind("", document, "TableGroup")
        inherited = self.inherited("", document, Inherited())
        self.direction("", document)
        self.transformations("", document)
        dialect = self.dialect("", document, Dialect())
        items = document.get("tables")
        if not isinstance(items, list) or not items:
            self.error("tables", _("must be a list of at least one table."))
            items = []
        shared = document.get("tableSchema")
        tables: list[Table] = []
        for index, item in enumerate(cast("list[object]", items)):
            path = f"tables[{index}]"
            if isinstance(item, dict):
                tables.append(self.table(path, cast("Json", item), inherited, dialect, shared))
            else:
                self.warn(path, _("is no table description; left aside."))
        if items and not tables:
            self.error("tables", _("must be a list of at least one table."))
        check_references(self, tables)
        return Group(
            tables=tables,
            stated=self.stated("", document, names.GROUP),
            iri=self.identity("", document),
            source=self.shown,
        )

    def table(
        self, path: str, item: Json, above: Inherited, dialect: Dialect, shared: object
    ) -> Table:
        """Return one table's description."""
        self.unknown(path, item, names.TABLE)
        self.kind(path, item, "Table")
        url = item.get("url")
        if not isinstance(url, str):
            self.error(_at(path, "url"), _("is missing, or no text: the table's file."))
            url = ""
        inherited = self.inherited(path, item, above)
        self.direction(path, item)
        self.transformations(path, item)
        given = item.get("tableSchema", shared)
        schema = self.schema(_at(path, "tableSchema"), given, inherited)
        table = Table(
            address=join(self.base, url),
            schema=schema,
            stated=self.stated(path, item, names.TABLE),
            iri=self.identity(path, item),
            dialect=self.dialect(path, item, dialect),
            suppressed=self.flag(path, item, "suppressOutput"),
            language=self.language,
        )
        if not path:
            check_references(self, [table])
        return table

    def schema(self, path: str, given: object, above: Inherited) -> Schema:
        """Return a schema: given as an object, or by the address of a file."""
        if given is None:
            return Schema(inherited=above)
        iri = None
        reader = self
        if isinstance(given, str):
            iri = join(self.base, given)
            found = self.folder.document(iri, self.shown)
            reader = replace(self, address=iri, shown=self.folder.shown(iri), base=iri)
            if "@context" in found:
                reader.context(found)
            given = found
        if not isinstance(given, dict):
            self.warn(path, _("must be an object or an address; taken as empty."))
            return Schema(inherited=above, columns=())
        return reader.schema_object(path, cast("Json", given), above, iri)

    def schema_object(self, path: str, item: Json, above: Inherited, iri: str | None) -> Schema:
        """Return a schema given as an object."""
        self.unknown(path, item, names.SCHEMA)
        self.kind(path, item, "Schema")
        self.stated(path, item, names.SCHEMA)
        inherited = self.inherited(path, item, above)
        columns = self.columns(path, item, inherited)
        known = {column.named for column in columns or () if column.named is not None}
        return Schema(
            iri=self.identity(path, item) or iri,
            columns=columns if columns or item else (),
            primary_key=self.references(path, item, "primaryKey", known),
            row_titles=self.references(path, item, "rowTitles", known),
            foreign_keys=foreign_keys(self, path, item, known),
            inherited=inherited,
        )

    def columns(self, path: str, item: Json, above: Inherited) -> list[Column] | None:
        """Return the columns, or None where the schema does not give any."""
        if "columns" not in item:
            return None
        items = item["columns"]
        where = _at(path, "columns")
        if not isinstance(items, list) or not all(isinstance(one, dict) for one in cast("list[object]", items)):
            self.error(where, _("must be a list of column descriptions."))
            return []
        found = [
            self.column(f"{where}[{index}]", cast("Json", one), above)
            for index, one in enumerate(cast("list[object]", items))
        ]
        seen: set[str] = set()
        for index, column in enumerate(found):
            if column.named is not None and column.named in seen:
                self.error(f"{where}[{index}].name", _("the name {name} stands twice.", name=column.named))
            seen.add(column.named or "")
            if not column.virtual and any(before.virtual for before in found[:index]):
                self.error(f"{where}[{index}]", _("stands behind a virtual column; those come last."))
        return found

    def column(self, path: str, item: Json, above: Inherited) -> Column:
        """Return one column's description."""
        self.unknown(path, item, names.COLUMN)
        self.kind(path, item, "Column")
        self.identity(path, item)
        self.stated(path, item, names.COLUMN)
        name = item.get("name")
        if name is not None and not (isinstance(name, str) and _NAME.fullmatch(name)):
            what = _("{name} is no name: letters, digits, _ and ., not beginning with _.", name=repr(name))
            self.warn(_at(path, "name"), what)
            name = None
        return Column(
            inherited=self.inherited(path, item, above),
            named=name,
            titles=self.titles(path, item),
            virtual=self.flag(path, item, "virtual"),
            suppressed=self.flag(path, item, "suppressOutput"),
        )

    def titles(self, path: str, item: Json) -> dict[str, list[str]]:
        """Return a natural language property by language."""
        value = item.get("titles")
        where = _at(path, "titles")
        own = self.language or "und"
        if value is None:
            return {}
        if isinstance(value, dict):
            found: dict[str, list[str]] = {}
            for tag, texts in cast("Json", value).items():
                if _is_language(tag):
                    found[tag] = self.texts(f"{where}.{tag}", texts)
                else:
                    self.warn(where, _("{tag} is no language tag.", tag=repr(tag)))
            return found
        return {own: self.texts(where, value)}

    def texts(self, path: str, value: object) -> list[str]:
        """Return the texts in a text or a list of texts; anything else is left aside."""
        items = cast("list[object]", value) if isinstance(value, list) else [value]
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) < len(items):
            self.warn(path, _("holds something that is no text; left aside."))
        return texts

    def references(self, path: str, item: Json, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Return the names in a column reference, none if one of them is unknown."""
        value = item.get(name)
        if value is None:
            return ()
        where = _at(path, name)
        found = tuple(self.texts(where, value))
        unknown = [one for one in found if one not in known]
        if unknown or not found:
            self.warn(where, _("there is no column {name}; left aside.", name=", ".join(unknown) or "?"))
            return ()
        return found

    def inherited(self, path: str, item: Json, above: Inherited) -> Inherited:
        """Return the inherited properties as they stand at this object."""
        found: Json = {}
        for name in names.INHERITED & item.keys():
            value, where = item[name], _at(path, name)
            if name in _URL_TEMPLATES:
                found[_URL_TEMPLATES[name]] = self.template(where, value)
            elif name == "datatype":
                found["datatype"] = datatype_of(self, where, value)
            elif _GOOD[name](value):
                if name == "null":
                    value = tuple(cast("list[str]", value)) if isinstance(value, list) else (value,)
                if name != "textDirection":
                    found[name] = value
            else:
                self.warn(where, _("{value} does not fit; left aside.", value=_short(value)))
        return replace(above, **found) if found else above

    def template(self, path: str, value: object) -> str:
        """Return a URI template; a wrong one is the empty one."""
        if isinstance(value, str) and _braces(value):
            return value
        self.warn(path, _("{value} is no URI template; taken as empty.", value=_short(value)))
        return ""

    def flag(self, path: str, item: Json, name: str) -> bool:
        """Return a property that is true or false."""
        value = item.get(name, False)
        if isinstance(value, bool):
            return value
        self.warn(_at(path, name), _("{value} does not fit; left aside.", value=_short(value)))
        return False

    def direction(self, path: str, item: Json) -> None:
        """Check ``tableDirection``, which RDF does not show."""
        value = item.get("tableDirection", "auto")
        if not isinstance(value, str) or value not in _DIRECTIONS:
            self.warn(_at(path, "tableDirection"), _("{value} does not fit; left aside.", value=_short(value)))

    def kind(self, path: str, item: Json, wanted: str) -> None:
        """Check ``@type``."""
        if item.get("@type", wanted) != wanted:
            self.error(_at(path, "@type"), _("must be {wanted} here.", wanted=wanted))

    def identity(self, path: str, item: Json) -> str | None:
        """Return ``@id`` as a whole address; a value that is no text means the document's own."""
        value = item.get("@id")
        if value is None:
            return None
        where = _at(path, "@id")
        if not isinstance(value, str):
            self.warn(where, _("{value} is no address.", value=_short(value)))
            return join(self.base, "")
        if value.startswith("_:"):
            self.error(where, _("may not begin with _:."))
        return self.annotations.address(value)

    def unknown(self, path: str, item: Json, known: Collection[str]) -> None:
        """Warn of properties that do not belong here."""
        for name in item:
            if name not in known and ":" not in name:
                self.warn(_at(path, name), _("is no property here; left aside."))

    def stated(self, path: str, item: Json, known: Collection[str]) -> Stated:
        """Return the common properties and notes, checked."""
        annotations = self.annotations
        common = [(name, value) for name, value in item.items() if name not in known and ":" in name]
        for name, value in common:
            annotations.check(_at(path, name), value, self.error)
        notes = item.get("notes", [])
        if not isinstance(notes, list | dict):
            self.warn(_at(path, "notes"), _("must be a list of objects; left aside."))
            notes = []
        annotations.check(_at(path, "notes"), notes, self.error)
        listed = cast("list[object]", notes) if isinstance(notes, list) else [notes]
        return Stated(annotations=annotations, properties=common, notes=listed)

    def dialect(self, path: str, item: Json, above: Dialect) -> Dialect:
        """Return the dialect: given as an object or by the address of a file, else the one above."""
        where = _at(path, "dialect")
        given = item.get("dialect")
        if given is None:
            return above
        if isinstance(given, str):
            given = self.folder.document(join(self.base, given), self.shown)
        if not isinstance(given, dict):
            self.warn(where, _("must be an object or an address; taken as empty."))
            return Dialect()
        found = cast("Json", given)
        self.kind(where, found, "Dialect")
        self.identity(where, found)
        return dialect_of(self, where, found)

    def transformations(self, path: str, item: Json) -> None:
        """Check ``transformations``, which are for other converters."""
        value = item.get("transformations", [])
        where = _at(path, "transformations")
        if not isinstance(value, list):
            self.warn(where, _("must be a list of objects; left aside."))
            return
        for index, one in enumerate(cast("list[object]", value)):
            at = f"{where}[{index}]"
            if not isinstance(one, dict):
                self.warn(at, _("must be an object; left aside."))
                continue
            entry = cast("Json", one)
            self.unknown(at, entry, names.TEMPLATE)
            self.kind(at, entry, "Template")
            self.identity(at, entry)
            self.stated(at, entry, names.TEMPLATE)
            if missing := sorted({"url", "targetFormat", "scriptFormat"} - entry.keys()):
                self.error(at, _("lacks {names}.", names=", ".join(missing)))


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _braces(text: str) -> bool:
    return re.fullmatch(r"(?:[^{}]|\{[^{}]+\})*", text) is not None


def _is_language(tag: object) -> bool:
    return isinstance(tag, str) and names.is_language(tag)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_texts(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(one, str) for one in cast("list[object]", value))
    )


_GOOD: Final[Mapping[str, Callable[[object], bool]]] = {
    "default": _is_text,
    "lang": _is_language,
    "null": _are_texts,
    "ordered": _is_flag,
    "required": _is_flag,
    "separator": lambda value: value is None or (isinstance(value, str) and value != ""),
    "textDirection": lambda value: value in ("rtl", "ltr", "auto", "inherit"),
}
