"""The catalogue of a pack: DCAT 3 as DCAT-AP 3 narrows it, and VoID.

W3C, *Data Catalog Vocabulary (DCAT) 3*, 2024; SEMIC, *DCAT-AP 3.0*, whose shapes it keeps; W3C, *Describing Linked
Datasets with the VoID Vocabulary*, 2011; SPDX 2.3 for checksums. What is pointed at is typed and named in the same
file, so that it can be judged alone, and nothing in it is a blank node.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final
from urllib.parse import quote

from simpul.exchange.pack.contents import DATA, WrittenFile
from simpul.exchange.pack.description import (
    Counts,
    PackDescription,
    SourceDescription,
    in_each_language,
)
from simpul.locale import Texts
from simpul.terms import (
    ID,
    ONTOLOGY_GRAPH,
    PREFIXES,
    XSD,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    skos,
    thing,
)

CATALOGUE_PREFIXES: Final = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_FORMATS: Final = {
    "application/ld+json": "JSON_LD",
    "application/n-triples": "RDF_N_TRIPLES",
    "application/trig": "RDF_TRIG",
    "application/xml": "XML",
    "text/csv": "CSV",
    "text/html": "HTML",
    "text/plain": "TXT",
    "text/turtle": "RDF_TURTLE",
}
"""Media types as the European Union's table of file types names them."""
_RIGHTS: Final = {"public": "PUBLIC", "partner": "RESTRICTED", "internal": "NON_PUBLIC"}
_LANGUAGES: Final = {"en": "ENG", "id": "IND"}
_KEYWORDS: Final = {
    "en": ("cities", "city networks", "cooperation between cities"),
    "id": ("kota", "jejaring kota", "kerja sama antarkota"),
}
_THEMES: Final = thing("scheme", "themes")
_OURS: Final = ID.removesuffix("id/")
"""What the IRIs of things and of the ontology's terms begin with: either may be in what is described."""
CANONICAL: Final = "rdfc-1.0-sha256:"
"""What the identifier begins with that is the hash of the graph (RDF Dataset Canonicalization 1.0)."""


def dcat(name: str) -> NamedNode:
    """Return the term of DCAT of this local name."""
    return NamedNode(PREFIXES["dcat"] + name)


def foaf(name: str) -> NamedNode:
    """Return the term of FOAF of this local name."""
    return NamedNode(CATALOGUE_PREFIXES["foaf"] + name)


def spdx(name: str) -> NamedNode:
    """Return the term of SPDX of this local name."""
    return NamedNode(CATALOGUE_PREFIXES["spdx"] + name)


def void(name: str) -> NamedNode:
    """Return the term of VoID of this local name."""
    return NamedNode(CATALOGUE_PREFIXES["void"] + name)


def catalogue(
    pack: PackDescription,
    files: Iterable[WrittenFile],
    counts: Counts,
    digest: str,
    *,
    version: str = "",
) -> Iterator[Triple]:
    """Yield the statements of a catalogue.

    Args:
        pack: What the pack says of itself.
        files: Those that it describes.
        counts: How much is in it.
        digest: The hash of its dataset, by RDFC-1.0 and SHA-256; empty where nobody has made it.
        version: What tells the dataset from its others; else its day and the hash.
    """
    yield from _catalogue(pack)
    yield from _dataset(pack, digest, version or f"{pack.issued.isoformat()}-{digest[:8]}")
    yield from _counts(pack, counts)
    for file in files:
        yield from _distribution(pack, file)
    for source in pack.sources:
        yield from _source(pack, source)


def sized(node: NamedNode, counts: Counts) -> Iterator[Triple]:
    """Yield how much is in a dataset, or in a part of one, by the statistics of VoID."""
    yield Triple(node, void("triples"), Literal(counts.triples))
    yield Triple(node, void("distinctSubjects"), Literal(counts.subjects))
    yield Triple(node, void("classes"), Literal(len(counts.classes)))
    yield Triple(node, void("properties"), Literal(len(counts.properties)))


def _texts(subject: NamedNode, predicate: NamedNode, texts: Texts) -> Iterator[Triple]:
    for language, said in in_each_language(texts):
        yield Triple(subject, predicate, Literal(said, language=language))


def _typed(subject: NamedNode, predicate: NamedNode, node: NamedNode, *kinds: NamedNode) -> Iterator[Triple]:  # fmt: skip
    """Yield that something has a value, and of which classes that is."""
    yield Triple(subject, predicate, node)
    yield from (Triple(node, rdf_type, kind) for kind in kinds)


def _authority(table: str, code: str) -> NamedNode:
    return NamedNode(f"{_AUTHORITY}{table}/{code}")


def _day(pack: PackDescription) -> Literal:
    return Literal(pack.issued.isoformat(), datatype=NamedNode(f"{XSD}date"))


def _catalogue(pack: PackDescription) -> Iterator[Triple]:
    node = pack.part("catalogue")
    yield Triple(node, rdf_type, dcat("Catalog"))
    yield Triple(node, dcat("dataset"), pack.iri)
    yield from _common(node, pack)
    yield from _licence(node, _licence_of(pack))
    yield from _typed(node, dct("rights"), pack.part("terms"), dct("RightsStatement"))
    yield from _typed(node, dcat("themeTaxonomy"), _THEMES, skos("ConceptScheme"))
    yield from _texts(_THEMES, dct("title"), {"en": "Themes", "id": "Tema"})


def _common(node: NamedNode, pack: PackDescription) -> Iterator[Triple]:
    """Yield what the catalogue and the dataset have in common."""
    yield from _texts(node, dct("title"), pack.titles)
    yield from _texts(node, dct("description"), pack.descriptions)
    yield Triple(node, dct("issued"), _day(pack))
    yield Triple(node, dct("modified"), _day(pack))
    yield from _typed(node, dct("publisher"), pack.agent, foaf("Agent"))
    yield from _texts(pack.agent, foaf("name"), pack.publisher.names)
    for code in _LANGUAGES.values():
        language = _authority("language", code)
        yield from _typed(node, dct("language"), language, dct("LinguisticSystem"))


def _licence(node: NamedNode, licence: str) -> Iterator[Triple]:
    if licence:
        yield from _typed(node, dct("license"), NamedNode(licence), dct("LicenseDocument"))


def _licence_of(pack: PackDescription) -> str:
    return pack.rights.together.iri if pack.rights.together else ""


def _dataset(pack: PackDescription, digest: str, version: str) -> Iterator[Triple]:
    node = pack.iri
    yield Triple(node, rdf_type, dcat("Dataset"))
    yield Triple(node, rdf_type, void("Dataset"))
    yield from _common(node, pack)
    yield from _licence(node, _licence_of(pack))
    yield Triple(node, dct("identifier"), Literal(node.value))
    if digest:
        yield Triple(node, dct("identifier"), Literal(CANONICAL + digest))
    yield Triple(node, dcat("version"), Literal(version))
    access = _authority("access-right", _RIGHTS[pack.access])
    yield from _typed(node, dct("accessRights"), access, dct("RightsStatement"))
    yield from _typed(node, dct("rights"), pack.part("terms"), dct("RightsStatement"))
    yield from _texts(pack.part("terms"), rdfs_label, _terms(pack))
    yield from _typed(node, dct("conformsTo"), ONTOLOGY_GRAPH, dct("Standard"))
    yield from _texts(ONTOLOGY_GRAPH, dct("title"), {"en": "Simpul ontology", "id": "Ontologi Simpul"})  # fmt: skip
    for language, words in _KEYWORDS.items():
        yield from (Triple(node, dcat("keyword"), Literal(w, language=language)) for w in words)


def _terms(pack: PackDescription) -> Texts:
    """Return what may be done with a pack and whom to credit, as one text in each language."""
    return {
        language: " ".join((said, *pack.rights.credits_in(language)))
        for language, said in pack.rights.sentences.items()
    }


def _counts(pack: PackDescription, counts: Counts) -> Iterator[Triple]:
    node = pack.iri
    yield from sized(node, counts)
    yield Triple(node, void("uriSpace"), Literal(_OURS))
    yield Triple(node, void("vocabulary"), ONTOLOGY_GRAPH)
    for number, (kind, things) in zip(count(1), sorted(counts.classes.items())):
        part = pack.part(f"class-{number}")
        yield Triple(node, void("classPartition"), part)
        yield Triple(part, void("class"), NamedNode(kind))
        yield Triple(part, void("entities"), Literal(things))
        if kind in counts.examples:
            example = NamedNode(counts.examples[kind])
            yield Triple(part, void("exampleResource"), example)
            yield Triple(node, void("exampleResource"), example)
    for number, (name, triples) in zip(count(1), sorted(counts.properties.items())):
        part = pack.part(f"property-{number}")
        yield Triple(node, void("propertyPartition"), part)
        yield Triple(part, void("property"), NamedNode(name))
        yield Triple(part, void("triples"), Literal(triples))


def _distribution(pack: PackDescription, file: WrittenFile) -> Iterator[Triple]:
    name = quote(file.name)
    node = pack.part(f"file/{name}")
    yield from _typed(pack.iri, dcat("distribution"), node, dcat("Distribution"))
    yield Triple(node, dct("identifier"), Literal(file.name))
    yield from _texts(node, dct("title"), dict.fromkeys(_LANGUAGES, file.name))
    yield from _texts(node, dct("description"), file.titles)
    yield from _access(pack, node, name)
    yield from _formats(node, file.media_type)
    yield from _licence(node, _licence_of(pack))
    yield from _typed(node, dct("rights"), pack.part("terms"), dct("RightsStatement"))
    yield Triple(node, dct("issued"), _day(pack))
    if file.digest:
        yield Triple(node, dcat("byteSize"), _natural(file.size))
        yield from _checksum(pack.part(f"sum/{name}"), node, file.digest)


def _natural(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(f"{XSD}nonNegativeInteger"))


def _access(pack: PackDescription, node: NamedNode, name: str) -> Iterator[Triple]:
    """Yield where a file can be had: at its own address where the pack is published, else with the dataset."""
    if not pack.address:
        yield Triple(node, dcat("accessURL"), pack.iri)
        return
    place = NamedNode(f"{pack.address.rstrip('/')}/{name}")
    yield Triple(node, dcat("accessURL"), place)
    yield Triple(node, dcat("downloadURL"), place)
    if name == DATA:
        yield Triple(pack.iri, void("dataDump"), place)


def _formats(node: NamedNode, media_type: str) -> Iterator[Triple]:
    registered = NamedNode(_MEDIA_TYPES + media_type)
    yield from _typed(node, dcat("mediaType"), registered, dct("MediaType"))
    if code := _FORMATS.get(media_type):
        format_ = _authority("file-type", code)
        yield from _typed(node, dct("format"), format_, dct("MediaTypeOrExtent"))


def _checksum(node: NamedNode, of: NamedNode, digest: str) -> Iterator[Triple]:
    algorithm = spdx("checksumAlgorithm_sha256")
    value = Literal(digest, datatype=NamedNode(f"{XSD}hexBinary"))
    yield from _typed(of, spdx("checksum"), node, spdx("Checksum"))
    yield from _typed(node, spdx("algorithm"), algorithm, spdx("ChecksumAlgorithm"))
    yield Triple(node, spdx("checksumValue"), value)


def _source(pack: PackDescription, source: SourceDescription) -> Iterator[Triple]:
    """Yield what a catalogue says of a source, which is a dataset of its own that is not in the pack as one."""
    node, rights = source.rights.iri, source.rights
    titles = rights.titles or {"en": node.value}
    yield from _typed(pack.iri, dct("source"), node, dcat("Dataset"))
    yield from _texts(node, dct("title"), titles)
    yield from _texts(node, dct("description"), source.descriptions or titles)
    for licence in rights.licences:
        yield from _licence(node, licence)
    if rights.credits:
        statement = pack.part(f"rights/{rights.key}")
        yield from _typed(node, dct("rights"), statement, dct("RightsStatement"))
        yield from (Triple(statement, rdfs_label, credit) for credit in rights.credits)
    if source.page:
        yield from _typed(node, dcat("landingPage"), NamedNode(source.page), foaf("Document"))
