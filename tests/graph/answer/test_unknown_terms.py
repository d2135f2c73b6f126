"""An address in a query that is nowhere is told of, with near ones, whether there are rows or not, at every door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import simpul as api
from simpul.answer.unknown_terms import unknown_terms
from simpul.catalogue.catalogue import Catalogue
from simpul.session import KnowledgeGraph
from simpul.terms import ID, ONTOLOGY
from support import simpul

NEAR = {
    "?x simpul:memberof ?y": "Did you mean simpul:memberOf",
    "?x a simpul:Citty": "Did you mean simpul:City",
    f"?x a <{ONTOLOGY}Netwrok>": "Did you mean simpul:Network",
    "?x a <http://w3id.org/simpul/ontology#City>": f"Did you mean {ONTOLOGY}City",
    "?x a <https://w3id.org/simpul/ontology/City>": f"Did you mean {ONTOLOGY}City",
    "?x a <https://www.w3id.org/Simpul/ontology#City>": f"Did you mean {ONTOLOGY}City",
    f"?x ?p <{ID.replace('https', 'http')}org/c40>": f"Did you mean {ID}org/c40",
    f"<{ID}org/c4O> ?p ?x": "Did you mean org/c40",
    f"<{ID}city/1> ?p ?x": "city/1 is not described in any source",
    "?x skos:prefLable ?y": "Did you mean prefLabel",
    "?x schema:sameas ?y": "Did you mean sameAs",
    "?x <http://schema.org/sameAs> ?y": "Did you mean https://schema.org/sameAs",
    "?x dct:titel ?y": "Did you mean title",
    "?x schema:alternateName ?y": "schema:alternateName is nowhere in the store",
    "?x <http://a.example/b> ?y": "http://a.example/b is nowhere in the store",
    f"GRAPH <{ID}source/c40-member> {{ ?x a ?y }}": f"The store has no graph {ID}source/c40-member",
    "?x a simpul:City OPTIONAL { ?x simpul:populatio ?y }": "Did you mean simpul:population",
    "?x a simpul:City FILTER NOT EXISTS { ?x simpul:memberof ?y }": "Did you mean simpul:memberOf",
    "?x a simpul:City MINUS { ?x simpul:memberof ?y }": "Did you mean simpul:memberOf",
}
KNOWN = [
    "?x simpul:memberOf ?y",
    "?x a <https://w3id.org/simpul/ontology#City>",
    "?x simpul:population ?y",
    "?x skos:prefLabel ?y",
    f"<{ID}org/c40> ?p ?x",
    f"<{ID}status/proposed> ?p ?x",
    f"GRAPH <{ID}source/geonames> {{ ?x a ?y }}",
    "?x simpul:begin ?y FILTER (DATATYPE(?y) = edtf:EDTF || xsd:date(?y) = '2018-01-01'^^xsd:date)",
]
"""Terms of the ontology that no fact uses are known, too: that there are none is an answer."""


@pytest.fixture(scope="module")
def kg(article_store: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(article_store, lang="en", tell=lambda _sentence: None) as opened:
        yield opened


@pytest.mark.parametrize(("pattern", "words"), NEAR.items(), ids=list(NEAR))
def test_what_is_nowhere_is_told_of_once_with_near_ones(
    kg: KnowledgeGraph, pattern: str, words: str
) -> None:
    (sentence,) = unknown_terms(f"SELECT ?x {{ {pattern} }}", kg.store, kg.names)
    assert words in sentence


@pytest.mark.parametrize("pattern", KNOWN)
def test_what_is_known_is_not_told_of(kg: KnowledgeGraph, pattern: str) -> None:
    assert [*unknown_terms(f"SELECT ?x {{ {pattern} }}", kg.store, kg.names)] == []


def test_no_question_of_the_catalogue_looks_for_what_is_nowhere(everything_store: Path) -> None:
    kg = KnowledgeGraph(everything_store, lang="en", tell=lambda _sentence: None)
    questions = Catalogue().values()
    assert len(questions) > 50
    assert [
        told for asked in questions for told in unknown_terms(asked.query, kg.store, kg.names)
    ] == []


def test_every_door_tells_of_it(article_store: Path, tmp_path: Path) -> None:
    query, words = "SELECT ?x ?y { ?x simpul:memberof ?y }", "Did you mean simpul:memberOf"
    file = tmp_path / "mine.rq"
    file.write_text(query, encoding="utf-8")
    for asked in (
        ("query", query),
        ("query", str(file), "-f", "csv"),
        ("query", query, "--explain"),
        ("view", "--query", str(file)),
    ):
        assert words in simpul(*asked, store=article_store).stderr, asked
    with api.open(article_store, lang="en") as opened:
        for call in (opened.sparql, opened.ask):
            form = query if call == opened.sparql else "ASK { ?x simpul:memberof ?y }"
            with pytest.warns(UserWarning, match=words) as told:
                call(form)
            assert [warning.filename for warning in told] == [__file__]
