"""The ontology as people see it: classes, what is a kind of what, and which properties lead from where to where."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from simpul.projection.model import OTHER, Citation, Fact, Projection, Texts, Thing, Tie
from simpul.projection.reader import GROUP_OF
from simpul.store import Store
from simpul.terms import ONTOLOGY, Literal, text

_KIND: Final = "Class"
_KINDS: Final[dict[str, Texts]] = {_KIND: {"en": "Class", "id": "Kelas", "ko": "클래스"}}
_IS_A: Final[Texts] = {"en": "is a kind of", "id": "adalah sejenis", "ko": "종류"}
_EXAMPLE: Final[Texts] = {"en": "example", "id": "contoh", "ko": "예"}
_ENDS: Final = """SELECT ?property ?from ?to WHERE {
  ?property a owl:ObjectProperty ; rdfs:domain/(owl:unionOf/rdf:rest*/rdf:first)? ?from ;
    rdfs:range/(owl:unionOf/rdf:rest*/rdf:first)? ?to .
  FILTER (isIRI(?from) && isIRI(?to))
  # Of two inverses one is drawn: the one that is stated as the inverse's inverse.
  FILTER NOT EXISTS { ?other owl:inverseOf ?property }
} ORDER BY ?property ?from ?to"""


class _Reader:
    """The ontology's texts and links, each asked for once."""

    def __init__(self, ontology: Store) -> None:
        self._ontology = ontology
        self.texts: defaultdict[str, defaultdict[str, Texts]] = defaultdict(
            lambda: defaultdict(dict)
        )
        query = """SELECT ?term ?says ?text WHERE {
          VALUES ?says { rdfs:label skos:definition skos:example dct:title }
          ?term ?says ?text
        }"""
        for row in ontology.solutions(query):
            words = row["text"]
            if isinstance(words, Literal):
                said = self.texts[text(row["term"])][
                    text(row["says"]).replace("#", "/").rsplit("/", 1)[-1]
                ]
                said[words.language or ""] = words.value

    def pairs(self, pattern: str) -> list[tuple[str, str]]:
        """Return what ``?a`` and ``?b`` are wherever a pattern matches, both Simpul's own terms."""
        rows = self._ontology.solutions(
            f"SELECT DISTINCT ?a ?b WHERE {{ {pattern} }} ORDER BY ?a ?b"
        )
        found = [(text(row["a"]), text(row["b"])) for row in rows]
        return [pair for pair in found if all(iri.startswith(ONTOLOGY) for iri in pair)]

    def ends(self) -> Iterator[tuple[str, str, str]]:
        """Yield each object property with a class it leads from and one it leads to."""
        for row in self._ontology.solutions(_ENDS):
            found = (text(row["property"]), text(row["from"]), text(row["to"]))
            if all(iri.startswith(ONTOLOGY) for iri in found):
                yield found

    def cite(self, term: str) -> tuple[Citation, ...]:
        """Return the module that defines a term."""
        rows = self._ontology.solutions(f"SELECT ?m WHERE {{ <{term}> rdfs:isDefinedBy ?m }}")
        titles = [self.texts[text(row["m"])]["title"] for row in rows]
        return tuple(Citation(dataset=tuple(sorted(title.items()))) for title in titles)


def project_ontology(ontology: Store) -> Projection:
    """Return the classes of an ontology as things, and its properties between them as ties."""
    reader = _Reader(ontology)
    above = reader.pairs("?a a owl:Class ; rdfs:subClassOf ?b . ?b a owl:Class")
    names = [one for one, _same in reader.pairs("?a a owl:Class . BIND (?a AS ?b)")]
    things = [_thing(reader, iri, above) for iri in names]
    ties = [
        Tie(
            source=_key(one),
            target=_key(other),
            relation="subClassOf",
            name=_IS_A,
            citations=reader.cite(one),
        )
        for one, other in above
    ]
    ties += [
        Tie(
            source=_key(one),
            target=_key(other),
            relation=_key(link),
            name=reader.texts[link]["label"],
            notes=[_note(reader, link)],
            citations=reader.cite(link),
        )
        for link, one, other in reader.ends()
    ]
    return Projection(things=things, ties=ties, kinds=_KINDS)


def _thing(reader: _Reader, iri: str, above: list[tuple[str, str]]) -> Thing:
    said = reader.texts[iri]
    examples = [Fact(name=_EXAMPLE, value=said["example"], citations=reader.cite(iri))]
    literal = reader.pairs(
        f"?a a owl:DatatypeProperty ; rdfs:domain/(owl:unionOf/rdf:rest*/rdf:first)? <{iri}> . BIND (<{iri}> AS ?b)"
    )
    return Thing(
        key=_key(iri),
        kind=_KIND,
        group=_group(_key(iri), above),
        labels=said["label"],
        description=said["definition"],
        facts=[
            *(examples if said["example"] else []),
            *(_note(reader, link) for link, _class in literal),
        ],
        citations=reader.cite(iri),
    )


def _note(reader: _Reader, link: str) -> Fact:
    said = reader.texts[link]
    return Fact(name=said["label"], value=said["definition"], citations=reader.cite(link))


def _group(name: str, above: list[tuple[str, str]]) -> str:
    """Return the group that a class, or else a class above it, has in the explorer."""
    pending = [name]
    for one in pending:
        if one in GROUP_OF:
            return GROUP_OF[one]
        pending += [
            _key(upper)
            for lower, upper in above
            if _key(lower) == one and _key(upper) not in pending
        ]
    return OTHER


def _key(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)
