"""What a pack says its words with: the ontology, the shapes, a JSON-LD context, and what lets tools find them."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final
from xml.sax.saxutils import quoteattr

from simpul.exchange.pack.contents import (
    ADVICE,
    JSONLD,
    NTRIPLES,
    ONTOLOGY_FILE,
    SHAPES,
    TURTLE,
    XML,
    PackFile,
)
from simpul.reason.vocabulary_files import (
    advice_triples,
    ontology_triples,
    shapes_triples,
    turtle,
)
from simpul.store.lines import Block
from simpul.store.oxigraph import serialise
from simpul.terms import ONTOLOGY, ONTOLOGY_GRAPH, PREFIXES, NamedNode, Triple, rdf_type, text

CONTEXT: Final = "context.jsonld"
OWL_ONTOLOGY: Final = "owl/ontology.nt"
OWL_DATA: Final = "owl/data.nt"
_SHORT: Final = {
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "source": {"@id": "dct:source", "@type": "@id"},
}
"""What the context calls words of JSON-LD and of others that every thing has."""
_CATALOG: Final = "catalog-v001.xml"
_OWL: Final = PREFIXES["owl"]
_VERSION: Final = NamedNode(f"{_OWL}versionIRI")
_OBJECT: Final = NamedNode(f"{_OWL}ObjectProperty")
_RANGE: Final = NamedNode(f"{PREFIXES['rdfs']}range")
_TYPE: Final = str(rdf_type).encode()
_OURS: Final = f"<{ONTOLOGY}".encode()
_INDIVIDUAL: Final = f" {rdf_type} <{_OWL}NamedIndividual> .\n".encode()


def vocabulary_files() -> Iterator[PackFile]:
    """Yield the files of a pack that are the same in all packs of one Simpul."""
    yield PackFile(
        name=ONTOLOGY_FILE,
        media_type=TURTLE,
        titles={
            "en": "The ontology: the classes, properties and concepts that the data uses",
            "id": "Ontologi: kelas, properti, dan konsep yang dipakai data",
        },
        pieces=lambda: [_ontology()],
    )
    yield PackFile(
        name=_CATALOG,
        media_type=XML,
        titles={
            "en": "Tells Protégé that the ontology is the file beside the data",
            "id": "Memberi tahu Protégé bahwa ontologinya adalah berkas di samping data",
        },
        pieces=lambda: [_protege_catalog()],
    )
    yield PackFile(
        name=OWL_ONTOLOGY,
        media_type=NTRIPLES,
        titles={"en": "The ontology for Owlready2", "id": "Ontologi untuk Owlready2"},
        pieces=lambda: [serialise(ontology_triples(), "ntriples")],
    )
    yield PackFile(
        name=SHAPES,
        media_type=TURTLE,
        titles={
            "en": "The shapes (SHACL) that the data keeps",
            "id": "Bentuk (SHACL) yang dipatuhi data",
        },
        pieces=lambda: [_shapes()],
    )
    yield PackFile(
        name=ADVICE,
        media_type=TURTLE,
        titles={
            "en": "Shapes that tell what would be good to have; data may well lack it",
            "id": "Bentuk yang memberi tahu apa yang sebaiknya ada; data boleh saja tidak memilikinya",
        },
        pieces=lambda: [_advice()],
    )
    yield PackFile(
        name=CONTEXT,
        media_type=JSONLD,
        titles={
            "en": "A JSON-LD context: short names for the ontology's terms",
            "id": "Konteks JSON-LD: nama pendek bagi istilah ontologi",
        },
        pieces=lambda: [context()],
    )


@cache
def _ontology() -> bytes:
    return turtle(ontology_triples())


@cache
def _shapes() -> bytes:
    return turtle(shapes_triples())


@cache
def _advice() -> bytes:
    return turtle(advice_triples())


def declared(blocks: Iterable[Block]) -> Iterator[bytes]:
    """Yield sorted lines of N-Triples, and for each thing of a class of ours that it is an individual.

    Owlready2 counts only what is declared so, as OWL 2 asks (OWL 2 Structural Specification, section 5.6.1).
    """
    last = b""
    for block in blocks:
        piece: list[bytes] = []
        for line in block:
            thing, predicate, rest = line.split(b" ", 2)
            if predicate == _TYPE and rest.startswith(_OURS) and thing != last:
                piece.append(thing + _INDIVIDUAL)
                last = thing
            piece.append(line)
        yield b"".join(piece)


def _protege_catalog() -> bytes:
    """Return the catalogue of XML Catalogs that Protégé looks for beside an ontology that it opens."""
    versions = [t.object for t in ontology_triples() if (t.subject, t.predicate) == (ONTOLOGY_GRAPH, _VERSION)]  # fmt: skip
    names = [ONTOLOGY_GRAPH.value, *sorted(map(text, versions))]
    entries = "".join(
        f'    <uri id="{number}" name={quoteattr(name)} uri={quoteattr(ONTOLOGY_FILE)}/>\n'
        for number, name in enumerate(names, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
        '<catalog prefer="public" xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">\n'
        f"{entries}</catalog>\n"
    ).encode()


@cache
def context() -> bytes:
    """Return a JSON-LD 1.1 context of the prefixes and the ontology's terms, each with its kind of value."""
    triples = ontology_triples()
    things = {t.subject for t in triples if t.predicate == rdf_type and t.object == _OBJECT}
    ranges = {t.subject: t.object for t in triples if t.predicate == _RANGE}
    names = sorted({text(t.subject) for t in triples if _is_term(t)})
    terms = {
        iri.removeprefix(ONTOLOGY): _term(iri, NamedNode(iri) in things, ranges.get(NamedNode(iri)))
        for iri in names
    }
    every = {"@version": 1.1, **PREFIXES, **_SHORT, **terms}
    return (json.dumps({"@context": every}, ensure_ascii=False, indent=2) + "\n").encode()


def _is_term(triple: Triple) -> bool:
    return triple.predicate == rdf_type and text(triple.subject).startswith(ONTOLOGY)


def _term(iri: str, is_of_things: bool, of: object) -> str | dict[str, str]:
    if is_of_things:
        return {"@id": iri, "@type": "@id"}
    if isinstance(of, NamedNode) and not of.value.startswith(ONTOLOGY) and "langString" not in of.value:  # fmt: skip
        return {"@id": iri, "@type": of.value}
    return iri
