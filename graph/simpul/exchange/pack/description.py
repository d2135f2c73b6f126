"""What a pack says of itself, as values; every file of a pack that tells of the whole is made from them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Final

from simpul.exchange.rights import Rights, SourceRights
from simpul.locale import LANGUAGES, Texts, by_language
from simpul.store import Queryable
from simpul.store.lines import Block
from simpul.terms import (
    CATALOGUE_GRAPH,
    PREFIXES,
    Literal,
    NamedNode,
    dct,
    rdf_type,
    simpul,
    text,
)

_TYPE: Final = str(rdf_type).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who makes a pack available.

    Attributes:
        iri: An organisation of the graph; None where it is known by its name alone.
        names: What it is called, by language.
    """

    iri: NamedNode | None
    names: Texts


SENDER: Final = Publisher(iri=None, names={"en": "Who sent this pack", "id": "Pengirim paket ini"})
"""The publisher where nobody says who it is: whoever has the pack knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDescription:
    """A source that states something in a pack.

    Attributes:
        rights: What it says of what may be done with it, and whom to credit; its IRI and titles too.
        descriptions: What it holds, by language.
        page: The address where it can be read; empty where there is none.
        retrieved: The day on which it was read, as written; empty where that is not said.
    """

    rights: SourceRights
    descriptions: Texts
    page: str
    retrieved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDescription:
    """What a pack is.

    Attributes:
        iri: The dataset that it holds.
        titles: What it is called, by language.
        descriptions: What it holds, by language.
        publisher: Who makes it available.
        issued: The day from which it is.
        access: The narrowest right of who may see it.
        rights: What may be done with it, and whom to credit.
        sources: Of its statements, by key.
        address: Where its files will be published; empty where that is not known.
        notice: That it holds what not everybody may see, by language; nothing where everybody may.
    """

    iri: NamedNode
    titles: Texts
    descriptions: Texts
    publisher: Publisher
    issued: date
    access: str
    rights: Rights
    sources: tuple[SourceDescription, ...]
    address: str = ""
    notice: Texts = field(default_factory=dict[str, str])

    @property
    def key(self) -> str:
        """The last part of its IRI."""
        return self.iri.value.rpartition("/")[2]

    @property
    def agent(self) -> NamedNode:
        """The IRI of the publisher: one within the pack where the graph has none."""
        return self.publisher.iri or self.part("publisher")

    def part(self, name: str) -> NamedNode:
        """Return the IRI of something that only this pack has, such as one of its files."""
        return NamedNode(f"{self.iri.value}#{name}")


@dataclass(slots=True)
class Counts:
    """How much there is in a pack, found while its statements are written.

    Attributes:
        triples: Statements, each once.
        subjects: Things that something is said of.
        properties: How many statements have each property.
        classes: How many things are of each class.
        examples: The first thing of each class that has an IRI.
    """

    triples: int = 0
    subjects: int = 0
    properties: Counter[str] = field(default_factory=Counter[str])
    classes: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, str] = field(default_factory=dict[str, str])

    def counted(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield sorted lines of N-Triples, each once, as they are, and count them."""
        last = b""
        for block in blocks:
            parts = [line.split(b" ", 2) for line in block]
            self.triples += len(block)
            self.properties.update(_iri(predicate) for _s, predicate, _o in parts)
            for subject, _group in groupby(parts, key=lambda part: part[0]):
                self.subjects += subject != last
                last = subject
            for subject, predicate, rest in parts:
                if predicate == _TYPE and rest.startswith(b"<"):
                    self._count_class(subject, _iri(rest.rpartition(b" ")[0]))
            yield block

    def _count_class(self, thing: bytes, kind: str) -> None:
        self.classes[kind] += 1
        if thing.startswith(b"<"):
            self.examples.setdefault(kind, _iri(thing))


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def described(graph: Queryable, rights: Rights) -> tuple[SourceDescription, ...]:
    """Return what the catalogue of a graph says of the sources that these rights are of."""
    return tuple(_described(graph, source) for source in rights.sources)


def _described(graph: Queryable, rights: SourceRights) -> SourceDescription:
    said = list(graph.matching(rights.iri, None, None, CATALOGUE_GRAPH))

    def one(predicate: NamedNode) -> str:
        return min((text(quad.object) for quad in said if quad.predicate == predicate), default="")

    descriptions = by_language(
        (quad.object.language, quad.object.value)
        for quad in said
        if quad.predicate == dct("description") and isinstance(quad.object, Literal)
    )
    return SourceDescription(
        rights=rights,
        descriptions=descriptions,
        page=one(NamedNode(PREFIXES["dcat"] + "landingPage")),
        retrieved=one(simpul("retrieved")),
    )


def newest(sources: Iterable[SourceDescription]) -> date | None:
    """Return the newest day on which one of these sources was read; None where no day is known."""
    days = [date.fromisoformat(source.retrieved) for source in sources if source.retrieved]
    return max(days, default=None)


def in_each_language(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield a text in each language of a pack's readers, in another one where it is not there."""
    for language in LANGUAGES:
        found = texts.get(language) or next(iter(texts.values()), "")
        if found:
            yield language, found
