"""The answer of a query as things and ties."""

import pytest

from simpul.errors import ForbiddenQueryError, QueryError
from simpul.projection import Projection
from simpul.projection.from_query import from_query
from simpul.store import OxigraphStore
from world import JAKARTA, SEOUL

J, S = f"city/{JAKARTA}", f"city/{SEOUL}"


PAIRS = "SELECT ?city ?network ?n WHERE { ?city simpul:memberOf ?network . BIND (3 AS ?n) }"


def test_a_select_of_pairs_is_drawn(many: OxigraphStore, whole: Projection) -> None:
    drawn = from_query(many, PAIRS, whole)
    assert {t.weight for t in drawn.ties} == {3}
    assert next(t for t in drawn.things if t.key == J).facts
    assert len(drawn.ties) == sum(t.relation == "membership" for t in whole.ties)


@pytest.mark.parametrize(
    ("weight", "drawn_as"),
    [
        ("0", 0), ("-5", 0), ("0.5", 0.5), ("2.5e0", 2.5), ("1e22", 1e6), ("7", 7),
        ("123456789012345678901234567890", 1e6), ("12345678901234567890.5", 1e6),
        ('"NaN"^^xsd:double', 1), ('"INF"^^xsd:double', 1), ('"-INF"^^xsd:double', 1), ('"seven"', 1),
    ],
)  # fmt: skip
def test_any_number_is_a_weight_that_can_be_drawn(
    many: OxigraphStore, whole: Projection, weight: str, drawn_as: float
) -> None:
    drawn = from_query(many, PAIRS.replace("3 AS", f"{weight} AS"), whole)
    assert {tie.weight for tie in drawn.ties} == {drawn_as}


def test_a_construct_is_drawn_with_its_literals_as_facts(
    many: OxigraphStore, whole: Projection
) -> None:
    query = """CONSTRUCT { ?m simpul:member ?c ; simpul:begin ?b ; a simpul:Membership }
        WHERE { ?m simpul:member ?c ; simpul:begin ?b }"""
    drawn = from_query(many, query, whole)
    memberships = [t for t in drawn.things if t.key.startswith("membership/")]
    assert memberships
    assert all(t.facts[0].name["en"] == "begin" for t in memberships)
    assert {t.name["en"] for t in drawn.ties} == {"member"}


@pytest.mark.parametrize(
    ("query", "error", "message"),
    [
        ("ASK { ?s ?p ?o }", QueryError, "Only a SELECT or a CONSTRUCT"),
        ("SELECT ?s WHERE { ?s a simpul:City }", QueryError, "connects nothing"),
        (
            "SELECT ?s ?o WHERE { ?s ?p ?o . FILTER (false) }",
            QueryError,
            "nothing in the store fits",
        ),
        (
            "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER (false) }",
            QueryError,
            "nothing in the store fits",
        ),
        ("CONSTRUCT { ?s rdfs:label ?l } { ?s rdfs:label ?l }", QueryError, "connects nothing"),
        ("SELECT ?s ?o WHERE { ?s ?p", QueryError, "malformed"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", ForbiddenQueryError, "SERVICE"),
    ],
)
def test_what_cannot_be_drawn_is_said(
    many: OxigraphStore, whole: Projection, query: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        from_query(many, query, whole)
