"""A metadata document read: groups, tables, schemas, columns, each checked.

Metadata Vocabulary for Tabular Data, sections 5.3 to 5.7: https://www.w3.org/TR/tabular-metadata/
"""

import re
from dataclasses import dataclass, replace
from typing import Final, cast

from simpul.csvw import vocabulary as names
from simpul.csvw.folder import join
from simpul.csvw.metadata.dialects import dialect_of
from simpul.csvw.metadata.document import Document, at
from simpul.csvw.metadata.inherited import inherited_of
from simpul.csvw.metadata.keys import check_references, foreign_keys
from simpul.csvw.model import Column, Dialect, Group, Inherited, Schema, Stated, Table
from simpul.json_files import Json
from simpul.locale import translate as _

_NAME: Final = re.compile(r"(?:[A-Za-z0-9]|%[0-9A-Fa-f]{2})(?:[A-Za-z0-9_.]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Document):
    """A document that describes tables."""

    def group(self, document: Json) -> Group:
        """Return the group that the document, whose context was read, describes; a single table is a group of one."""
        if "tables" not in document and "url" in document:
            table = self.table("", document, Inherited(), Dialect(), None)
            return Group(
                tables=[table], stated=Stated(annotations=self.annotations), source=self.shown
            )
        self.unknown("", document, names.GROUP)
        self.kind("", document, "TableGroup")
        inherited = inherited_of(self, "", document, Inherited())
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
                self.warn(path, _("is not a table description."))
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
            self.error(at(path, "url"), _("is missing, or not text: the table's file."))
            url = ""
        elif join(self.base, url) == self.address:
            self.error(at(path, "url"), _("names itself as a table."))
        inherited = inherited_of(self, path, item, above)
        self.direction(path, item)
        self.transformations(path, item)
        given = item.get("tableSchema", shared)
        schema = self.schema(at(path, "tableSchema"), given, inherited)
        table = Table(
            address=join(self.base, url),
            url=url,
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
            reader = replace(
                self, address=iri, shown=self.folder.shown(iri), base=iri, outer=(self.base,)
            )
            if "@context" in found:
                reader = reader.in_context(found)
            given = found
        if not isinstance(given, dict):
            self.warn(path, _("must be an object or an address."), _("It is taken as empty."))
            return Schema(inherited=above, columns=())
        return reader.schema_object(path, cast("Json", given), above, iri)

    def schema_object(self, path: str, item: Json, above: Inherited, iri: str | None) -> Schema:
        """Return a schema given as an object."""
        self.unknown(path, item, names.SCHEMA)
        self.kind(path, item, "Schema")
        self.stated(path, item, names.SCHEMA)
        inherited = inherited_of(self, path, item, above)
        columns = self.columns(path, item, inherited)
        known = {column.named for column in columns or () if column.named is not None}
        return Schema(
            iris=tuple(filter(None, (self.identity(path, item), iri))),
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
        where = at(path, "columns")
        if not isinstance(items, list):
            self.warn(
                where, _("must be a list of column descriptions."), _("It is taken as empty.")
            )
            return []
        found: list[Column] = []
        for index, one in enumerate(cast("list[object]", items)):
            if isinstance(one, dict):
                found.append(self.column(f"{where}[{index}]", cast("Json", one), above))
            else:
                self.warn(f"{where}[{index}]", _("must be an object."))
        seen: set[str] = set()
        for index, column in enumerate(found):
            if column.named is not None and column.named in seen:
                self.error(
                    f"{where}[{index}].name",
                    _("there are two with the name {name}.", name=column.named),
                )
            seen.add(column.named or "")
            if not column.virtual and any(before.virtual for before in found[:index]):
                self.error(
                    f"{where}[{index}]",
                    _("comes after a virtual column; virtual columns must come last."),
                )
        return found

    def column(self, path: str, item: Json, above: Inherited) -> Column:
        """Return one column's description."""
        self.unknown(path, item, names.COLUMN)
        self.kind(path, item, "Column")
        self.identity(path, item)
        stated = self.stated(path, item, names.COLUMN)
        name = item.get("name")
        if name is not None and not (isinstance(name, str) and _NAME.fullmatch(name)):
            what = _(
                "{name} is not a name: use letters, digits, _ and ., not beginning with _.",
                name=repr(name),
            )
            self.warn(at(path, "name"), what)
            name = None
        return Column(
            inherited=inherited_of(self, path, item, above),
            named=name,
            titles=self.titles(path, item),
            virtual=self.flag(path, item, "virtual"),
            suppressed=self.flag(path, item, "suppressOutput"),
            annotations={str(names.expanded(key)): value for key, value in stated.properties},
        )

    def dialect(self, path: str, item: Json, above: Dialect) -> Dialect:
        """Return the dialect: given as an object or by the address of a file, else the one above."""
        where = at(path, "dialect")
        given = item.get("dialect")
        if given is None:
            return above
        if isinstance(given, str):
            given = self.folder.document(join(self.base, given), self.shown)
        if not isinstance(given, dict):
            self.warn(where, _("must be an object or an address."), _("It is taken as empty."))
            return Dialect()
        found = cast("Json", given)
        self.kind(where, found, "Dialect")
        self.identity(where, found)
        return dialect_of(self, where, found)

    def transformations(self, path: str, item: Json) -> None:
        """Check ``transformations``, which are for other converters."""
        value = item.get("transformations", [])
        where = at(path, "transformations")
        if not isinstance(value, list):
            self.warn(where, _("must be a list of objects."))
            return
        for index, one in enumerate(cast("list[object]", value)):
            place = f"{where}[{index}]"
            if not isinstance(one, dict):
                self.warn(place, _("must be an object."))
                continue
            entry = cast("Json", one)
            self.unknown(place, entry, names.TEMPLATE)
            self.kind(place, entry, "Template")
            self.identity(place, entry)
            self.stated(place, entry, names.TEMPLATE)
            if missing := sorted({"url", "targetFormat", "scriptFormat"} - entry.keys()):
                self.error(place, _("lacks {names}.", names=", ".join(missing)))
