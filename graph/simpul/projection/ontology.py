"""The ontology as people see it: classes, what is a kind of what, and which properties lead from where to where."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from simpul.projection.model import OTHER, Citation, Fact, Projection, Texts, Thing, Tie
from simpul.projection.reader import GROUP_OF
from simpul.store import Queryable
from simpul.terms import ONTOLOGY, Literal, text

_KIND: Final = "Class"
_KINDS: Final[dict[str, Texts]] = {_KIND: {"en": "Class", "id": "Kelas", "ko": "클래스"}}
_IS_A: Final[Texts] = {"en": "is a kind of", "id": "adalah sejenis", "ko": "종류"}
_EXAMPLE: Final[Texts] = {"en": "example", "id": "contoh", "ko": "예"}
QUERY: Final = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX simpul: <https://w3id.org/simpul/ontology#>

SELECT DISTINCT ?one ?relation ?other
WHERE {
  { ?one a owl:Class ; rdfs:subClassOf ?other . ?other a owl:Class . BIND (rdfs:subClassOf AS ?relation) }
  UNION {
    ?relation a owl:ObjectProperty ; rdfs:domain/(owl:unionOf/rdf:rest*/rdf:first)? ?one ;
      rdfs:range/(owl:unionOf/rdf:rest*/rdf:first)? ?other .
    # Of two inverses one is drawn: the one that is stated as the inverse's inverse.
    FILTER NOT EXISTS { ?inverse owl:inverseOf ?relation }
    FILTER (STRSTARTS(STR(?relation), STR(simpul:)))
  }
  FILTER (STRSTARTS(STR(?one), STR(simpul:)) && STRSTARTS(STR(?other), STR(simpul:)))
}
ORDER BY (?relation != rdfs:subClassOf) ?relation ?one ?other
"""
"""What is a kind of what, and which property leads from which class to which."""
_SUBCLASS_OF: Final = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


class _Reader:
    """The ontology's texts and links, each asked for once."""

    def __init__(self, ontology: Queryable) -> None:
        self._ontology = ontology
        self.texts: defaultdict[str, defaultdict[str, Texts]] = defaultdict(
            lambda: defaultdict(dict)
        )
        query = """SELECT ?term ?says ?text WHERE {
          VALUES ?says { rdfs:label skos:definition skos:example dct:title }
          ?term ?says ?text
        }"""
        for row in ontology.select(query):
            words = row["text"]
            if isinstance(words, Literal):
                said = self.texts[text(row["term"])][
                    text(row["says"]).replace("#", "/").rsplit("/", 1)[-1]
                ]
                said[words.language or ""] = words.value

    def pairs(self, pattern: str) -> list[tuple[str, str]]:
        """Return what ``?a`` and ``?b`` are wherever a pattern matches, both Simpul's own terms."""
        rows = self._ontology.select(f"SELECT DISTINCT ?a ?b WHERE {{ {pattern} }} ORDER BY ?a ?b")
        found = [(text(row["a"]), text(row["b"])) for row in rows]
        return [pair for pair in found if all(iri.startswith(ONTOLOGY) for iri in pair)]

    def relations(self) -> Iterator[tuple[str, str, str]]:
        """Yield each relation with a class it leads from and one it leads to."""
        for row in self._ontology.select(QUERY):
            yield text(row["relation"]), text(row["one"]), text(row["other"])

    def cite(self, term: str) -> tuple[Citation, ...]:
        """Return the module that defines a term."""
        rows = self._ontology.select(f"SELECT ?m WHERE {{ <{term}> rdfs:isDefinedBy ?m }}")
        titles = [self.texts[text(row["m"])]["title"] for row in rows]
        return tuple(Citation(dataset=tuple(sorted(title.items()))) for title in titles)


def project_ontology(ontology: Queryable) -> Projection:
    """Return the classes of an ontology as things, and its properties between them as ties."""
    reader = _Reader(ontology)
    relations = list(reader.relations())
    above = [(one, other) for link, one, other in relations if link == _SUBCLASS_OF]
    names = [one for one, _same in reader.pairs("?a a owl:Class . BIND (?a AS ?b)")]
    things = [_thing(reader, iri, above) for iri in names]
    ties = [_tie(reader, *relation) for relation in relations]
    return Projection(things=things, ties=ties, kinds=_KINDS)


def _tie(reader: _Reader, link: str, one: str, other: str) -> Tie:
    is_subclass = link == _SUBCLASS_OF
    return Tie(
        source=_key(one),
        target=_key(other),
        relation="subClassOf" if is_subclass else _key(link),
        name=_IS_A if is_subclass else reader.texts[link]["label"],
        notes=[] if is_subclass else [_note(reader, link)],
        citations=reader.cite(one if is_subclass else link),
    )


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
