"""The metadata of a source folder: files in the folder alone, schemas beside it or Simpul's own, no fault let pass."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

from simpul import paths
from simpul.csvw.folder import folder_of
from simpul.csvw.metadata.finding import group_of as read_group
from simpul.csvw.model import Group, Table
from simpul.csvw.notes import Notes, Profile
from simpul.csvw.vocabulary import CONTEXT
from simpul.errors import DataError, shortened
from simpul.folders import files_in, named_in
from simpul.json_files import Json, read_object, wrong
from simpul.locale import translate as _
from simpul.tables.extensions import strict_column
from simpul.tables.opening import file_and_sheet
from simpul.terms import (
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    BlankNode,
    Literal,
    NamedNode,
    Triple,
    rdf_type,
    simpul,
)

METADATA: Final = "csvw-metadata.json"
REFUSED: Final = ".refused"
"""What the names of tables of refused rows, and of folders of them, have before their ending."""
_TAKEN: Final = frozenset((CATALOGUE_GRAPH, GEONAMES_SOURCE, INFERRED_GRAPH, ONTOLOGY_GRAPH))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFolder:
    """A folder of tables and what its metadata says of it.

    Attributes:
        iri: The source; also the name of its graph.
        description: Triples that describe the source itself.
        group: The tables, with their schemas.
        stated: The metadata as JSON, with the schemas and dialects that it names written out; empty where there is none.
    """

    folder: Path
    iri: NamedNode
    description: tuple[Triple, ...]
    group: Group
    stated: str = ""

    @property
    def key(self) -> str:
        """Last segment of the source's IRI."""
        return self.iri.value.rsplit("/", 1)[-1]


def find_sources(folder: Path) -> list[Path]:
    """Return the source folders at or directly below a folder, sorted by name.

    Folders of rows that were refused are the sources that they were refused from, and are found only by name.

    Raises:
        DataError: There is no such folder, or no source in it; or a link leads out of it.
    """
    if (folder / METADATA).is_file():
        return [folder]
    below = folder.glob(f"*/{METADATA}") if folder.is_dir() else ()
    found = files_in(folder, (file for file in below if file.parent.suffix != REFUSED))
    if not found:
        raise _wrong(
            folder,
            _("contains no source."),
            _("A source is a folder with a {file}; see data/README.md.", file=METADATA),
        )
    return [file.parent for file in found]


def read_folder(folder: Path, *, own: bool = False) -> SourceFolder:
    """Read and check the metadata of a source folder.

    Args:
        folder: The folder.
        own: It may be a source that Simpul has itself, such as GeoNames, as tables that were exported have it.

    Raises:
        DataError: The metadata is no JSON, has no IRI, or names something outside the folder.
    """
    file = folder / METADATA
    document = read_document(folder)
    iri = _source_iri(file, document, own=own)
    group = group_of(file, document)
    described = _describe(file, iri, document, group)
    return SourceFolder(
        folder=folder,
        iri=iri,
        description=tuple(described),
        group=group,
        stated=json.dumps(document, sort_keys=True),
    )


def read_document(folder: Path) -> Json:
    """Return the metadata of a source folder, with the schemas that it names written out in it.

    Raises:
        DataError: It is no JSON, names no tables, or something outside the folder.
    """
    file = folder / METADATA
    document = read_object(_inside(file, METADATA), str(file))
    tables = document.get("tables")
    if not isinstance(tables, list) or not tables:
        raise _wrong(file, _("names no tables."), _('Add "tables": [{{"url": …}}, …].'))
    document["tables"] = [_table(file, table) for table in cast("list[object]", tables)]
    return _with_dialect(file, document)


def group_of(file: Path, document: Json) -> Group:
    """Return the tables of a metadata document; what the recommendation only warns of is an error here.

    Raises:
        DataError: It is no valid CSVW; the error has every problem.
    """
    folder = folder_of(file, None)
    notes = Notes(profile=Profile.SOURCE)
    whole = {"@context": CONTEXT, **document}
    try:
        group = read_group(folder, folder.admit(file), whole, notes)
    except DataError as error:
        remedy = _("See https://www.w3.org/TR/tabular-metadata/.")
        raise DataError([replace(p, remedy=p.remedy or remedy) for p in error.problems]) from None
    return replace(group, tables=[_strict(table) for table in group.tables])


def _strict(table: Table) -> Table:
    columns = [strict_column(column) for column in table.schema.columns or ()]
    return table.with_columns(columns)


def is_geonames(folder: Path) -> bool:
    """Return whether a source folder holds cities and countries of GeoNames, which Simpul has itself."""
    file = folder / METADATA
    return read_object(_inside(file, METADATA), str(file)).get("@id") == GEONAMES_SOURCE.value


def _source_iri(file: Path, document: Json, *, own: bool) -> NamedNode:
    remedy = _('Add "@id": "https://w3id.org/simpul/id/source/<key>".')
    try:
        iri = NamedNode(document["@id"])
    except (KeyError, ValueError, TypeError):
        raise _wrong(file, _('has no "@id" that is an absolute IRI.'), remedy) from None
    if iri in _TAKEN and not own:
        raise _wrong(
            file, _("uses {iri} as its own, although it is Simpul's.", iri=iri.value), remedy
        )
    return iri


def _table(file: Path, table: object) -> Json:
    table = cast("Json", table) if isinstance(table, dict) else {}
    if not isinstance(table.get("url"), str):
        raise _wrong(
            file, _("has a table without a url."), _("Give each table the name of its file.")
        )
    path = _inside(file, file_and_sheet(table["url"])[0])
    if path == file.resolve():
        raise _wrong(file, _("names itself as a table."), _("Name the file that holds the table."))
    if not path.is_file():
        raise _wrong(
            file,
            _("names the table {name}, which does not exist.", name=table["url"]),
            _("Add the file or remove the entry."),
        )
    schema = table.get("tableSchema")
    named = {"@id": schema} if isinstance(schema, str) else {}  # foreign keys may refer to it
    if isinstance(schema, str):
        schema = read_object(found := _schema_file(file, schema), str(found))
    if not isinstance(schema, dict):
        raise _wrong(
            file,
            _("gives no schema for the table {name}.", name=table["url"]),
            _('Add "tableSchema": "../schemas/<kind>.json".'),
        )
    plain = {key: value for key, value in cast("Json", schema).items() if not key.startswith("@")}
    return _with_dialect(file, {**table, "tableSchema": {**named, **plain}})


def _with_dialect(file: Path, item: Json) -> Json:
    """Return a description with the dialect that it names written out; only a file of the folder may be named."""
    named = item.get("dialect")
    if not isinstance(named, str):
        return item
    path = _inside(file, named)
    return {**item, "dialect": read_object(path, str(path))}


def _schema_file(file: Path, reference: str) -> Path:
    """Return the schema's file: beside the source folder, in it, or the one that comes with Simpul."""
    parts = Path(reference).parts
    if len(parts) == 3 and parts[:2] == ("..", "schemas"):
        beside = _named(file, file.parent.parent, f"schemas/{parts[2]}", reference)
        shipped = paths.data() / "schemas" / parts[2]
        found = beside if beside.is_file() else shipped
    else:
        found = _inside(file, reference)
    if not found.is_file():
        raise _wrong(
            file,
            _("names the schema {name}, which does not exist.", name=reference),
            _("The kinds are: {kinds}.", kinds=", ".join(_kinds())),
        )
    return found


def _kinds() -> list[str]:
    return sorted(path.stem for path in (paths.data() / "schemas").glob("*.json"))


def _inside(file: Path, reference: str) -> Path:
    """Return the path of a file that must lie in the metadata's own folder."""
    return _named(file, file.parent, reference, reference)


def _named(file: Path, folder: Path, name: str, reference: str) -> Path:
    remedy = _("A source names only files in its own folder; nothing is fetched.")
    path = None if ":" in reference else name
    return named_in(folder, path, shown=shortened(reference), by=str(file), remedy=remedy)


def _describe(file: Path, iri: NamedNode, document: Json, group: Group) -> Iterator[Triple]:
    yield Triple(iri, rdf_type, simpul("Source"))
    yield Triple(iri, simpul("checksum"), Literal(_checksum(file.parent, document)))
    for name, value in group.stated.properties:
        for triple in group.stated.annotations.triples(iri, name, value, "source"):
            if isinstance(triple.object, BlankNode):
                raise _wrong(
                    file,
                    _("gives {name} something that is not a value.", name=name),
                    _('Write a text, a number, {{"@id": …}} or {{"@value": …, "@language": …}}.'),
                )
            yield triple


def _checksum(folder: Path, document: Json) -> str:
    """Return the SHA-256 of the metadata and the tables, independent of file times."""
    digest = hashlib.sha256()
    for name in sorted([METADATA, *(table["url"] for table in document["tables"])]):
        content = (folder / file_and_sheet(name)[0]).read_bytes()
        digest.update(name.encode() + b"\0" + content + b"\0")
    return f"sha256:{digest.hexdigest()}"


def _wrong(file: Path, what: str, remedy: str) -> DataError:
    return wrong(str(file), what, remedy)
