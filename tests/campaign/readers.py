"""Every reader of what people write: good examples of what it reads, and how it is asked to read a file."""

import contextlib
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from typing import Final

from openpyxl import Workbook

from campaign.world import OTHER_TABLE, TABLE
from mutations import mutate, mutate_archive, mutate_json
from simpul import catalogue, edtf, paths
from simpul.catalogue import Parameter
from simpul.csvw import check_table, table_to_rdf
from simpul.errors import SimpulError
from simpul.ingest.description import About
from simpul.ingest.options import Options
from simpul.ingest.reconcile import sheet
from simpul.ingest.references import References
from simpul.ingest.source_content import read_files
from simpul.ingest.source_plan import plan
from simpul.naming import Cities, Names, gazetteer
from simpul.naming import Resolver as NameResolver
from simpul.store import OxigraphStore, rdf_files
from simpul.store.oxigraph import RDF_FORMATS, parse, serialise
from simpul.tables import METADATA, read_folder, read_tables
from support import DOCUMENTS, MEMBERSHIPS, ORGANISATIONS

Mutator = Callable[[bytes, Random], bytes]
Read = Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader and what it reads.

    Attributes:
        file: The name that a file must have.
        samples: Files that it reads well.
        read: Reads one; it may raise ``SimpulError``.
        mutators: How samples are made wrong.
        beside: Files that lie beside it.
        instrumented: It is of Python, so that what a change reaches can be seen.
    """

    name: str
    file: str
    samples: Sequence[bytes]
    read: Read
    mutators: Sequence[Mutator] = (mutate,)
    beside: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    instrumented: bool = True

    def sample(self, chance: Random) -> bytes:
        """Return a sample made wrong."""
        return chance.choice(self.mutators)(chance.choice(self.samples), chance)

    def try_(self, content: bytes, folder: Path) -> None:
        """Write a file into a folder and read it; errors that say what to do are as it should be."""
        for name, other in self.beside.items():
            (folder / name).write_bytes(other)
        file = folder / self.file
        file.write_bytes(content)
        try:
            self.read(file)
        except SimpulError as error:
            str(error).encode()


@lru_cache(maxsize=1)
def readers() -> Mapping[str, Reader]:
    """Return all readers by name."""
    return {
        reader.name: reader for reader in (*_of_queries(), *_of_tables(), *_of_rdf(), *_of_words())
    }


def _files(folder: Path, pattern: str, most: int = 4_000) -> list[bytes]:
    found = [file.read_bytes() for file in sorted(folder.rglob(pattern))]
    return [content for content in found if len(content) <= most]


def _of_queries() -> Iterator[Reader]:
    queries = _files(paths.queries(), "*.rq")
    yield Reader(name="query-file", file="q.rq", samples=queries, read=_read_query)
    bare = [
        b"\n".join(line for line in text.splitlines() if not line.startswith(b"#+"))
        for text in queries
    ]
    yield Reader(name="sparql", file="q.sparql", samples=[*bare, *_QUERIES], read=_ask)


_QUERIES: Final = (
    b"SELECT * { <a:a>/<b:b>* ?x ?y FILTER(?y < 3 && ?x > 2) } ORDER BY DESC(?x) LIMIT 3",
    b"CONSTRUCT { ?s ?p <<( ?s ?p ?o )>> } WHERE { ?s ?p ?o MINUS { ?s a ?o } BIND(1 AS ?z) }",
    b'ASK { VALUES (?a ?b) { (1 UNDEF) (\'x\'@en """y"""^^<a:a>) } OPTIONAL { GRAPH ?g { ?s ?p ?a } } }',
    b"DESCRIBE <a:a> # a comment\n",
)


def _read_query(file: Path) -> None:
    asked = catalogue.read(file)
    store = OxigraphStore.in_memory()
    store.check(asked.template.text)
    given = {parameter.name: parameter.examples for parameter in asked.parameters}
    bound = catalogue.fill(asked, given, _AnyName())
    if len(bound.text) < 10_000:
        store.stream(bound)


def _ask(file: Path) -> None:
    query = file.read_bytes().decode("utf-8", "surrogateescape")
    OxigraphStore.in_memory().stream(query)


class _AnyName:
    """Takes every text for a name."""

    def resolve(self, text: str, _kind: str, /) -> str:
        """Return the same thing whatever the name."""
        del text
        return "https://w3id.org/simpul/id/city/1642911"


_TABLES: Final = tuple(text.encode() for text in (TABLE, OTHER_TABLE, MEMBERSHIPS, ORGANISATIONS, DOCUMENTS))  # fmt: skip
_FORMATTED: Final = (
    b"""id,when,how many,what,list\n1,3/22/2018,"1,234.5",<b>x</b>,a;b\n2,1/1/2000,-7%,,c\n"""
)
_METADATA: Final = {
    "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
    "url": "table.csv",
    "dc:title": {"@value": "A table", "@language": "en"},
    "dialect": {"delimiter": ",", "header": True, "commentPrefix": "#", "trim": "end", "skipRows": 0},
    "tableSchema": {
        "columns": [
            {"name": "id", "titles": ["id", "ID"], "datatype": {"base": "integer", "minimum": 0}, "required": True},
            {"name": "when", "titles": "when", "datatype": {"base": "date", "format": "M/d/yyyy"}},
            {"name": "many", "titles": "how many", "datatype": {"base": "decimal", "format": {"pattern": "#,##0.##", "groupChar": ","}}},
            {"name": "what", "titles": {"en": "what"}, "datatype": {"base": "string", "format": "[a-z<>/]*", "maxLength": 9}, "null": ["", "-"]},
            {"name": "list", "titles": "list", "separator": ";", "ordered": True, "propertyUrl": "schema:{#_name}", "valueUrl": "x:{list}"},
            {"name": "v", "virtual": True, "default": "1", "aboutUrl": "#{_row}", "lang": "id"},
        ],
        "primaryKey": "id",
        "aboutUrl": "#{id}",
        "rowTitles": ["what"],
        "foreignKeys": [{"columnReference": "id", "reference": {"resource": "table.csv", "columnReference": ["id"]}}],
    },
    "notes": [{"@type": "oa:Annotation", "oa:hasBody": {"@value": "x"}}],
    "transformations": [{"url": "t", "targetFormat": "http://x.test/", "scriptFormat": "http://y.test/"}],
}  # fmt: skip
_SOURCE: Final = {
    "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
    "@id": "https://w3id.org/simpul/id/source/mine",
    "dc:title": [{"@value": "Mine", "@language": "en"}, {"@value": "Punyaku", "@language": "id"}],
    "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
    "dc:issued": {"@value": "2018-03", "@type": "xsd:gYearMonth"},
    "https://w3id.org/simpul/ontology#checksum": "sha256:0",
    "tables": [{"url": "document.csv", "tableSchema": "../schemas/document.json", "dialect": {"delimiter": ","}}],
}  # fmt: skip


def _of_tables() -> Iterator[Reader]:
    metadata, source = json.dumps(_METADATA, indent=1).encode(), json.dumps(_SOURCE).encode()
    wrong = (mutate, mutate_json, mutate_json, mutate_json)
    yield Reader(name="table", file="t.csv", samples=[*_TABLES, _FORMATTED], read=_convert)
    yield Reader(name="table-described", file="table.csv", samples=[_FORMATTED], read=_convert_described, beside={"metadata.json": metadata})  # fmt: skip
    yield Reader(name="metadata", file="metadata.json", samples=[metadata], read=_convert, mutators=wrong, beside={"table.csv": _FORMATTED})  # fmt: skip
    yield Reader(name="source-metadata", file=METADATA, samples=[source], read=_read_folder, mutators=wrong, beside={"document.csv": DOCUMENTS.encode()})  # fmt: skip
    yield Reader(name="loaded-table", file="t.csv", samples=_TABLES, read=_load)
    yield Reader(name="loaded-workbook", file="t.xlsx", samples=[_workbook()], read=_load, mutators=(mutate, mutate_archive, mutate_archive, mutate_archive))  # fmt: skip
    yield Reader(name="sheet", file="t.csv", samples=_TABLES, read=sheet.read)


def _convert(file: Path) -> None:
    check_table(file)
    serialise(list(table_to_rdf(file, mode="standard")), "ntriples")


def _convert_described(file: Path) -> None:
    serialise(list(table_to_rdf(file, metadata=file.with_name("metadata.json"))), "ntriples")


def _read_folder(file: Path) -> None:
    read_tables(read_folder(file.parent))


def _load(file: Path) -> None:
    options = Options(about=About(today=date(2026, 1, 1)), source="mine")
    references = References(names=Names(None), cities=_cities())
    for planned in plan([file], options):
        read_files(
            planned, options, OxigraphStore.in_memory(), references, lambda _table, _rows: None
        )


@lru_cache(maxsize=1)
def _cities() -> Cities:
    return Cities(gazetteer.open_index)


def _workbook() -> bytes:
    book = Workbook()
    for line in TABLE.splitlines():
        book.worksheets[0].append(line.split(","))
    book.worksheets[0].append(["Semarang", "C40", date(2018, 3, 22)])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_TURTLE: Final = b"""@prefix s: <https://w3id.org/simpul/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/simpul/id/city/1> a s:City ; rdfs:label "A"@en , '''B"'''@id ; s:asOf "2018-03"^^s:x ; s:n 1.5e3 , true .
<a:b> s:p [ s:q ( 1 2 "x" ) ] . # a comment >>
"""
_SUFFIXES: Final = {"turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf", "trig": "trig", "nquads": "nq", "n3": "n3"}  # fmt: skip
_OWN: Final = {
    "turtle": (_TURTLE, b"PREFIX : <a:>\n<<( :a :b :c )>> :d <<:a :b :c>> {| :e 1 |} .\n"),
    "jsonld": (b'{"@context": {"@vocab": "a:", "n": {"@id": "b:n", "@type": "@id"}}, "@id": "a:a", "n": ["x", "y"], "@graph": [{"@type": "T", "p": {"@value": "v", "@language": "en"}, "@reverse": {"q": {"@id": "a:z"}}}]}',),
    "rdfxml": (b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "http://e.test/">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="&e;"><a:T rdf:about="x"><a:p xml:lang="en">v</a:p><a:q rdf:parseType="Collection"><a:T rdf:ID="y"/></a:q></a:T></rdf:RDF>""",),
}  # fmt: skip


def _of_rdf() -> Iterator[Reader]:
    triples = [quad.triple for quad in parse(_TURTLE, "turtle")]
    for name in RDF_FORMATS:
        samples = [*_OWN.get(name, ()), serialise(triples, name, {})]
        wrong = (mutate, mutate_json) if name == "jsonld" else (mutate,)
        yield Reader(name=name, file=f"f.{_SUFFIXES[name]}", samples=samples, read=_read_rdf, mutators=wrong, instrumented=False)  # fmt: skip


def _read_rdf(file: Path) -> None:
    for _quad in rdf_files.read(file):
        pass


_DATES: Final = tuple(b"2018-03 2013~ [2017-10-21..2017-10-31] 1985-04-12 2004-01-01/2005 ../1985 1984? 156X-12-25 Y-17E7 {1960,1961-12} 2001-21 Y170000002 2004-06-(01)~/2004-06-(20)~ 1950S2".split())  # fmt: skip
_NAMES: Final = ("Jakarta", "Kota Bandung", "C40", "city/1642911", "Semarang, Jawa Tengah", "São Paulo", "İstanbul", "C40 Cities", "https://w3id.org/simpul/id/org/c40")  # fmt: skip
_TYPES: Final = ("date", "integer", "language", "text", "city", "thing")


def _of_words() -> Iterator[Reader]:
    yield Reader(name="dates", file="t.txt", samples=_DATES, read=_read_date)
    for kind in _TYPES:
        samples = [*_DATES, b"2018", b"-5", b"id", b"en-GB", *(name.encode() for name in _NAMES)]
        yield Reader(name=f"value-{kind}", file="t.txt", samples=samples, read=partial(_read_value, kind))  # fmt: skip


def _read_date(file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    with contextlib.suppress(ValueError):
        edtf.bounds(text)
    edtf.in_words(text)


def _read_value(kind: str, file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    catalogue.term(Parameter(name="x", type=kind, summary={}), text, _names())


@lru_cache(maxsize=1)
def _names() -> NameResolver:
    return NameResolver(Names(None))
