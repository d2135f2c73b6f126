"""Literals that are not of their datatype are told of with their value, by whatever way they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutations import TOKENS
from simpul.csvw.vocabulary import BUILT_IN
from simpul.errors import Severity
from simpul.reason.literals import ill_typed
from simpul.reason.shapes import validate
from simpul.reason.shapes.reference import to_rdflib
from simpul.store import OxigraphStore
from simpul.terms import (
    EDTF,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    dct,
    in_graph,
    rdfs_label,
    simpul,
)

THING = NamedNode("https://w3id.org/simpul/id/membership/x")
VALUES = st.one_of(
    st.sampled_from([t.decode("utf-8", "replace") for t in TOKENS]), st.text(max_size=20)
)


def fact(value: str, datatype: str, predicate: NamedNode | None = None) -> Triple:
    return Triple(THING, predicate or simpul("begin"), Literal(value, datatype=NamedNode(datatype)))


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        *((value, EDTF) for value in ("31/12/2019", "2019-02-30", "Y1E99999999", "2019/..", "")),
        *((value, XSD + "date") for value in ("2019-02-30", "31.12.2019", "2019-1-1")),
        *((value, XSD + "decimal") for value in ("1,5", "1e999999999", "NaN", "50%", "")),
        *((value, XSD + "integer") for value in ("1.5", "9" * 5_000, "1_000")),
        *((value, XSD + "duration") for value in ("P", "1Y", "P1.5Y")),
        *((value, XSD + "gYear") for value in ("18", "banana")),
        *((value, XSD + "boolean") for value in ("TRUE", "ja")),
    ],
)
def test_a_literal_that_is_not_of_its_datatype_is_told_of(value: str, datatype: str) -> None:
    ((triple, what),) = ill_typed([fact(value, datatype)])
    assert triple.object == Literal(value, datatype=NamedNode(datatype))
    assert what.startswith(repr(value)[:60])


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        *((value, EDTF) for value in ("2019", "2019-02~", "[2017-10-21..2017-10-31]")),
        *((value, XSD + "date") for value in ("2019-02-28", "-0044-03-15", "99999-01-01")),
        *((value, XSD + "decimal") for value in ("-8.07", "+5", ".5", "5.")),
        *((value, XSD + "double") for value in ("1e3", "NaN", "INF", "1e400")),
        *((value, XSD + "gYear") for value in ("2019", "99999999999999", "0000")),
        *((value, XSD + "duration") for value in ("P99999999999Y", "-P1D")),
        ("anything", "https://example.org/own"),
        ("anything", XSD + "string"),
    ],
)
def test_a_literal_of_its_datatype_is_not(value: str, datatype: str) -> None:
    assert not [*ill_typed([fact(value, datatype)])]


def test_it_is_an_error_of_simpuls_own_properties_and_a_warning_of_others(
    caplog: pytest.LogCaptureFixture,
) -> None:
    theirs = fact("2019-02-30", XSD + "date", dct("created"))
    ours = fact("1,5", XSD + "decimal", simpul("numericValue"))
    graph = OxigraphStore.in_memory()
    graph.add(in_graph(triple, DefaultGraph()) for triple in (theirs, ours))
    found = {(f.path, f.severity) for f in validate(graph) if "is not of the" in f.message}
    assert found == {
        (dct("created").value, Severity.WARNING),
        (simpul("numericValue").value, Severity.ERROR),
    }
    assert not caplog.records


@given(VALUES, st.sampled_from([EDTF, *BUILT_IN.values()]))
def test_whatever_a_literal_says_it_is_of_its_datatype_or_told_of(
    value: str, datatype: str
) -> None:
    assert len([*ill_typed([fact(value, datatype)])]) <= 1


@pytest.mark.parametrize("name", ["HTML", "XMLLiteral"])
def test_markup_is_not_read_to_be_judged(name: str) -> None:
    markup = "<b>" * 300_000  # rdflib would read this for hours
    datatype = f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}"
    facts = [fact(markup + end, datatype, rdfs_label) for end in ("", "x")]
    assert len(to_rdflib(facts)) == 2
