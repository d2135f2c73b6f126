# What Simpul uses of csvw 4.1, which ships without complete types.
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

class URITemplate:
    uri: str

class Dialect:
    delimiter: str

class Datatype:
    base: str
    format: str | None
    at_props: Mapping[str, Any]

class Column:
    name: str | None
    header: str
    titles: Mapping[str | None, Sequence[str]] | None
    required: bool | None
    virtual: bool
    suppressOutput: bool
    common_props: Mapping[str, Any]
    def inherit(self, attr: str) -> Any: ...
    def read(self, v: str, strict: bool = ...) -> Any: ...

class Schema:
    columns: Sequence[Column]
    primaryKey: Sequence[str] | None
    def inherit(self, attr: str) -> Any: ...

class Table:
    url: object
    tableSchema: Schema
    dialect: Dialect | None
    _parent: TableGroup | None
    def _get_dialect(self) -> Dialect: ...
    def iterdicts(self) -> Iterator[dict[str, Any]]: ...

class TableGroup:
    tables: Sequence[Table]
    dialect: Dialect | None
    @classmethod
    def from_file(cls, fname: str, data: Mapping[str, Any] | None = ...) -> TableGroup: ...
