"""Foreign keys: read from metadata, their tables and columns looked for."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from simpul.csvw.folder import join, normalised
from simpul.csvw.metadata.document import Document
from simpul.csvw.model import ForeignKey, Schema, Table
from simpul.locale import translate as _


def foreign_keys(
    document: Document, path: str, item: dict[str, Any], known: Collection[str]
) -> list[ForeignKey]:
    """Return a schema's foreign keys; whether what they refer to is there is asked later."""
    value = item.get("foreignKeys", [])
    where = f"{path}.foreignKeys"
    if not isinstance(value, list):
        document.warn(where, _("must be a list of objects."))
        return []
    found: list[ForeignKey] = []
    for index, one in enumerate(cast("list[object]", value)):
        at = f"{where}[{index}]"
        if not isinstance(one, dict):
            document.warn(at, _("must be an object."))
        elif faults := list(_faults(cast("dict[str, Any]", one), known)):
            for what in faults:
                document.error(at, what)
        else:
            found.append(_foreign_key(document, cast("dict[str, Any]", one)))
    return found


def _faults(entry: dict[str, Any], known: Collection[str]) -> Iterator[str]:
    if extra := sorted(entry.keys() - {"columnReference", "reference"}):
        yield _("{names} cannot be part of a foreign key.", names=", ".join(extra))
    columns = _names(entry.get("columnReference"))
    if not columns:
        yield _("has no columnReference.")
    for name in columns:
        if name not in known:
            yield _("there is no column {name} in this schema.", name=name)
    reference = entry.get("reference")
    if not isinstance(reference, dict):
        yield _("its reference must be an object.")
        return
    stated = cast("dict[str, Any]", reference)
    if extra := sorted(stated.keys() - {"resource", "schemaReference", "columnReference"}):
        yield _("{names} cannot be part of a foreign key.", names=", ".join(extra))
    if not _names(stated.get("columnReference")):
        yield _("has no columnReference.")
    given = [name for name in ("resource", "schemaReference") if isinstance(stated.get(name), str)]
    if len(given) != 1:
        yield _("must name either a resource or a schemaReference.")


def _names(value: object) -> tuple[str, ...]:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))


def _foreign_key(document: Document, entry: dict[str, Any]) -> ForeignKey:
    reference = cast("dict[str, Any]", entry["reference"])
    bases = (document.base, *document.outer)
    table, schema = reference.get("resource"), reference.get("schemaReference")
    return ForeignKey(
        columns=_names(entry["columnReference"]),
        tables=tuple(join(base, table) for base in bases) if isinstance(table, str) else (),
        schemas=tuple(join(base, schema) for base in bases) if isinstance(schema, str) else (),
        theirs=_names(reference["columnReference"]),
    )


def check_references(document: Document, tables: Sequence[Table]) -> None:
    """Tell of foreign keys whose table or columns are not there."""
    for table in tables:
        for key in table.schema.foreign_keys:
            other = referred(key, tables)
            where = f"{document.folder.shown(table.address)}: foreignKeys"
            if other is None:
                named = (*key.tables, *key.schemas)[0]
                document.error(where, _("there is no table or schema {name}.", name=named))
                continue
            for name in key.theirs:
                if name not in _named(other.schema):
                    document.error(where, _("there is no column {name} in that table.", name=name))


def referred(key: ForeignKey, tables: Sequence[Table]) -> Table | None:
    """Return the table that a foreign key refers to."""
    places, schemas = {*map(normalised, key.tables)}, {*map(normalised, key.schemas)}
    for table in tables:
        if normalised(table.address) in places or schemas & {*map(normalised, table.schema.iris)}:
            return table
    return None


def _named(schema: Schema) -> set[str]:
    return {column.named for column in schema.columns or () if column.named is not None}
