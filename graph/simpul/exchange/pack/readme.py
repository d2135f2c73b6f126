"""The pages that tell a partner what a pack is, who has never heard of Simpul: one in English, one in Indonesian."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from simpul.answer.text import markdown_escaped, markdown_paragraph
from simpul.exchange.pack.contents import (
    CATALOGUE,
    DATA,
    DATA_BY_SOURCE,
    MARKDOWN,
    SUMS,
    TABLES,
    PackFile,
    Record,
    WrittenFile,
)
from simpul.exchange.pack.description import Counts, PackDescription
from simpul.exchange.rights import licence_name
from simpul.locale import said
from simpul.terms import ONTOLOGY

README: Final = {"en": "README.md", "id": "BACA-SAYA.md"}
_TITLES: Final = {
    "en": {"en": "What this pack is, in English", "id": "Isi paket ini, dalam bahasa Inggris"},
    "id": {"en": "What this pack is, in Indonesian", "id": "Isi paket ini, dalam bahasa Indonesia"},
}
_CLASSES: Final = 12
"""So many classes are counted in the page; the catalogue has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a page tells of.

    Attributes:
        pack: What the pack says of itself.
        counts: How much is in it.
        digest: The hash of its dataset.
        labels: What classes are called, by language and IRI.
        since: What the pack was compared with; empty where it was not.
    """

    pack: PackDescription
    counts: Counts
    digest: str
    labels: Mapping[str, Mapping[str, str]]
    since: str = ""


def readme_files(contents: Contents, record: Record) -> list[PackFile]:
    """Return the pages; they list the files that are in the record when they are written."""
    return [
        PackFile(
            name=name,
            media_type=MARKDOWN,
            titles=_TITLES[language],
            pieces=partial(_pieces, contents, record, language),
        )
        for language, name in README.items()
    ]


def _pieces(contents: Contents, record: Record, language: str) -> list[bytes]:
    return [page(contents, record.files, language).encode()]


def page(contents: Contents, files: Sequence[WrittenFile], language: str) -> str:
    """Return the page in a language."""
    pack, counts = contents.pack, contents.counts
    licence = pack.rights.together
    return _PAGES[language].format(
        title=markdown_escaped(said(pack.titles, language)),
        notice=markdown_paragraph(said(pack.notice, language)),
        description=markdown_escaped(said(pack.descriptions, language)),
        publisher=markdown_escaped(said(pack.publisher.names, language)),
        issued=pack.issued.isoformat(),
        iri=pack.iri.value,
        digest=contents.digest,
        triples=counts.triples,
        subjects=counts.subjects,
        sources=len(pack.sources),
        classes=_classes(contents, language),
        files=_files(files, language),
        terms=markdown_escaped(pack.rights.sentences[language]),
        licence=f" <{licence.iri}>" if licence else "",
        credits="\n".join(f"- {markdown_escaped(one)}" for one in pack.rights.credits_in(language)),
        licences=_licences(pack, language),
        since=_SINCE[language].format(since=markdown_escaped(contents.since))
        if contents.since
        else "",
        ontology=ONTOLOGY,
        data=DATA,
        data_by_source=DATA_BY_SOURCE,
        catalogue=CATALOGUE,
        sums=SUMS,
    )


def _classes(contents: Contents, language: str) -> str:
    """Return the rows of the commonest classes of the ontology."""
    ours = [(kind, many) for kind, many in contents.counts.classes.items() if kind.startswith(ONTOLOGY)]  # fmt: skip
    most = sorted(ours, key=lambda pair: (-pair[1], pair[0]))[:_CLASSES]
    names = contents.labels.get(language, {})
    return "\n".join(
        f"| {markdown_escaped(names.get(kind, kind))} | {many} |" for kind, many in most
    )


def _files(files: Sequence[WrittenFile], language: str) -> str:
    """Return a row for each file; the tables are many, and have one together."""
    tables = [file for file in files if file.name.startswith(f"{TABLES}/")]
    rows = [
        (file.name, said(file.titles, language), file.size) for file in files if file not in tables
    ]
    if tables:
        told = _TABLES[language].format(count=len(tables))
        rows.append((f"{TABLES}/", told, sum(file.size for file in tables)))
    return "\n".join(
        f"| `{name}` | {markdown_escaped(what)} | {size} |" for name, what, size in rows
    )


_TABLES: Final = {
    "en": "The facts of each source as tables (CSV on the Web): {count} files",
    "id": "Fakta tiap sumber sebagai tabel (CSV on the Web): {count} berkas",
}


def _licences(pack: PackDescription, language: str) -> str:
    rows: list[str] = []
    for source in pack.sources:
        names = ", ".join(map(licence_name, source.rights.licences)) or _NO_LICENCE[language]
        title = said(source.rights.titles, language) or source.rights.iri.value
        rows.append(
            f"| {markdown_escaped(title)} | {markdown_escaped(names)} | {markdown_escaped(source.retrieved)} |"
        )
    return "\n".join(rows)


_NO_LICENCE: Final = {"en": "none stated", "id": "tidak disebut"}
_SINCE: Final = {
    "en": "\n`CHANGES.md` tells in words what changed since {since}.\n",
    "id": "\n`CHANGES.md` memberi tahu dengan kata-kata apa yang berubah sejak {since}.\n",
}

_PAGES: Final = {
    "en": """\
# {title}

{notice}{description}

- Published by: {publisher}
- Issued: {issued}
- Name: <{iri}>
- Holds: {triples} statements about {subjects} things, from {sources} sources

A statement is a sentence of three parts: a thing, a property, a value. Each thing has an address that begins with
`https://w3id.org/simpul/id/`, which stays the same in every pack. No fact stands without its source, and most have a
date. Nothing here needs the internet, and nothing in it runs by itself.
{since}
## What is in it

| file | what it is | bytes |
|---|---|---|
{files}
| `{catalogue}` | What the pack is and what is in it (DCAT-AP 3, VoID) | |
| `{sums}` | SHA-256 of each file | |

How many things there are, by kind (a thing may be of several; `{catalogue}` has all kinds and properties):

| kind | things |
|---|---|
{classes}

## What you may do with it

{terms}{licence}

Name these wherever you use it:

{credits}

| source | licence | read on |
|---|---|---|
{licences}

## Is it whole and unchanged?

```sh
sha256sum -c {sums}
simpul verify .
```

The first needs nothing but this folder. The second also checks that all files say the same, that the data keeps its
shapes, and that the hash of the graph (RDFC-1.0, SHA-256) is
`{digest}`.

## How to use it

**Without any program of RDF.** Open `explorer.html` in a browser: it is the whole pack as one page, with a search.
The folder `tables/` has the same facts as CSV, a folder for each source; a spreadsheet opens them. No cell holds what
a spreadsheet would run; `csvw-metadata.json` beside the tables says what each column is.

**rdflib**

```python
import rdflib

graph = rdflib.Graph().parse("{data}")
for thing, label in graph.query(
    "SELECT ?thing ?label {{ ?thing a <{ontology}City> ; rdfs:label ?label FILTER (lang(?label) = 'en') }} ORDER BY ?label LIMIT 10"
):
    print(label, thing)
```

**Oxigraph**, with the graph of each source, so that one can ask who says so:

```python
import pyoxigraph

store = pyoxigraph.Store()
store.load(path="{data_by_source}")
for row in store.query("SELECT ?source (COUNT(*) AS ?facts) {{ GRAPH ?source {{ ?s ?p ?o }} }} GROUP BY ?source ORDER BY ?source"):
    print(row["facts"].value, row["source"].value)
```

Any other engine loads `{data}` or `{data_by_source}` as well: Virtuoso, GraphDB, Jena, QLever. What no source says but
the ontology's rules give is in the graph `https://w3id.org/simpul/id/graph/inferred`.

**Protégé.** Open `{data}`. It finds the ontology in `ontology.ttl` by itself (`catalog-v001.xml`) and shows every thing
under its class.

**Owlready2**, which reads N-Triples:

```python
import owlready2

owlready2.declare_datatype(
    type("EDTF", (str,), {{}}), "http://id.loc.gov/datatypes/edtf/EDTF", str, str
)
owlready2.onto_path.append("owl")
world = owlready2.World()
world.get_ontology("file://owl/data.nt").load()
for city in list(world["{ontology}City"].instances())[:10]:
    print(city.iri, city.is_a)
```

**SHACL.** `pyshacl -s shapes.ttl {data}` gives what `validation.ttl` says. `advice.ttl` tells what would be good to have.

## How to cite it

> {title}. {publisher}, {issued}. <{iri}>. RDFC-1.0 SHA-256 {digest}.

## How to correct it

Change what is wrong where you like to work, and send that file back to whom you have this pack from: `{data}` in any
editor, or a table in `tables/` in a spreadsheet. Leave all the rest as it is, and do not rename addresses. Add a
source for what is new. The office compares your file with this pack (`simpul review FILE --from PACK`), so that what
you did not touch stays as it was; what it accepts (`simpul accept`) is kept with your name and the date, beside what
was said before.
""",
    "id": """\
# {title}

{notice}{description}

- Diterbitkan oleh: {publisher}
- Terbit: {issued}
- Nama: <{iri}>
- Memuat: {triples} pernyataan tentang {subjects} hal, dari {sources} sumber

Pernyataan adalah kalimat tiga bagian: suatu hal, properti, dan nilainya. Tiap hal memiliki alamat yang diawali
`https://w3id.org/simpul/id/`, yang tetap sama dalam setiap paket. Tidak ada fakta tanpa sumber, dan kebanyakan
bertanggal. Tidak ada yang memerlukan internet, dan tidak ada yang berjalan sendiri.
{since}
## Isinya

| berkas | apa itu | bita |
|---|---|---|
{files}
| `{catalogue}` | Apa paket ini dan apa isinya (DCAT-AP 3, VoID) | |
| `{sums}` | SHA-256 tiap berkas | |

Banyaknya hal menurut jenis (suatu hal boleh berjenis beberapa; `{catalogue}` memuat semua jenis dan properti):

| jenis | banyaknya |
|---|---|
{classes}

## Apa yang boleh dilakukan dengannya

{terms}{licence}

Sebutkan ini di mana pun Anda memakainya:

{credits}

| sumber | lisensi | dibaca pada |
|---|---|---|
{licences}

## Utuh dan tidak berubahkah?

```sh
sha256sum -c {sums}
simpul verify .
```

Yang pertama hanya memerlukan folder ini. Yang kedua juga memeriksa bahwa semua berkas menyatakan hal yang sama, bahwa
data mematuhi bentuknya, dan bahwa hash grafnya (RDFC-1.0, SHA-256) ialah
`{digest}`.

## Cara memakainya

**Tanpa program RDF.** Buka `explorer.html` di peramban: seluruh paket dalam satu halaman, dengan pencarian. Folder
`tables/` memuat fakta yang sama sebagai CSV, satu folder untuk tiap sumber; lembar sebar dapat membukanya. Tidak ada
sel yang akan dijalankan lembar sebar; `csvw-metadata.json` di samping tabel menjelaskan tiap kolom.

**rdflib**

```python
import rdflib

graph = rdflib.Graph().parse("{data}")
for thing, label in graph.query(
    "SELECT ?thing ?label {{ ?thing a <{ontology}City> ; rdfs:label ?label FILTER (lang(?label) = 'id') }} ORDER BY ?label LIMIT 10"
):
    print(label, thing)
```

**Oxigraph**, dengan graf tiap sumber, sehingga dapat ditanyakan siapa yang mengatakannya:

```python
import pyoxigraph

store = pyoxigraph.Store()
store.load(path="{data_by_source}")
for row in store.query("SELECT ?source (COUNT(*) AS ?facts) {{ GRAPH ?source {{ ?s ?p ?o }} }} GROUP BY ?source ORDER BY ?source"):
    print(row["facts"].value, row["source"].value)
```

Mesin lain pun memuat `{data}` atau `{data_by_source}`: Virtuoso, GraphDB, Jena, QLever. Apa yang tidak dikatakan sumber
mana pun tetapi mengikuti aturan ontologi ada di graf `https://w3id.org/simpul/id/graph/inferred`.

**Protégé.** Buka `{data}`. Protégé menemukan sendiri ontologinya di `ontology.ttl` (`catalog-v001.xml`) dan menampilkan
tiap hal di bawah kelasnya.

**Owlready2**, yang membaca N-Triples:

```python
import owlready2

owlready2.declare_datatype(
    type("EDTF", (str,), {{}}), "http://id.loc.gov/datatypes/edtf/EDTF", str, str
)
owlready2.onto_path.append("owl")
world = owlready2.World()
world.get_ontology("file://owl/data.nt").load()
for city in list(world["{ontology}City"].instances())[:10]:
    print(city.iri, city.is_a)
```

**SHACL.** `pyshacl -s shapes.ttl {data}` memberikan apa yang dikatakan `validation.ttl`. `advice.ttl` memberi tahu apa
yang sebaiknya ada.

## Cara mengutipnya

> {title}. {publisher}, {issued}. <{iri}>. RDFC-1.0 SHA-256 {digest}.

## Cara mengoreksinya

Ubah yang salah di tempat Anda biasa bekerja, lalu kirim berkas itu kembali kepada pengirim paket ini: `{data}` dalam
penyunting teks apa pun, atau tabel di `tables/` dalam lembar sebar. Biarkan selebihnya apa adanya, dan jangan ubah
alamat. Sertakan sumber untuk yang baru. Kantor membandingkan berkas Anda dengan paket ini (`simpul review BERKAS --from
PAKET`), sehingga yang tidak Anda sentuh tetap seperti semula; yang diterimanya (`simpul accept`) disimpan dengan nama
Anda dan tanggalnya, di samping apa yang dikatakan sebelumnya.
""",
}
