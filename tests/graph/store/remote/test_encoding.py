"""How triples are written at an endpoint, and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.store.oxigraph import parse
from simpul.store.remote.encoding import AS, GENID, decoded, encoder
from simpul.terms import XSD, BlankNode, Literal, NamedNode, Term, Triple

_THING, _PROPERTY = NamedNode("https://example.org/a"), NamedNode("https://example.org/b")


def _line(object_: Term, subject: NamedNode | BlankNode = _THING) -> bytes:
    return f"{Triple(subject, _PROPERTY, object_)} .".encode()


def _xsd(text: str, name: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + name))


def _sent(object_: Term, *, changes_terms: bool = True) -> tuple[Term, bool]:
    line, is_original = encoder(changes_terms=changes_terms)(_line(object_))
    (quad,) = parse(line, "ntriples")
    return quad.object, is_original


_UNCHANGED = [
    _THING,
    Literal("a"),
    Literal(""),
    Literal('a"^^<http://www.w3.org/2001/XMLSchema#integer> .'),
    Literal('a"^^<b> .', language="en"),
    Literal("\n\t\\\"'é🐘"),
    Literal("199X", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
    _xsd("2018-01-01", "date"),
    _xsd("true", "boolean"),
    _xsd("-122.41942", "decimal"),
    _xsd("0.5", "decimal"),
    _xsd("4", "decimal"),
    _xsd("123456789", "integer"),
]


@pytest.mark.parametrize("object_", _UNCHANGED, ids=str)
def test_what_comes_back_from_every_engine_is_written_as_it_is(object_: Term) -> None:
    assert _sent(object_) == (object_, False)


@pytest.mark.parametrize(
    "object_",
    [
        Literal(
            "POINT(15.621570 58.410860)",
            datatype=NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral"),
        ),
        Literal(
            "<b>",
            datatype=NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral"),
        ),
        _xsd("2018-01-01Z", "date"),
        _xsd("2018-01-01T00:00:00Z", "dateTime"),
        _xsd("P1Y", "duration"),
        _xsd("many", "integer"),
        _xsd("", "decimal"),
    ],
    ids=str,
)
def test_what_an_engine_would_rewrite_has_a_datatype_there_that_none_knows(object_: Term) -> None:
    there, is_original = _sent(object_)
    assert isinstance(there, Literal)
    assert there.datatype.value.startswith(AS)
    assert not is_original
    assert decoded(there, changes_terms=True) == object_
    assert _sent(object_, changes_terms=False) == (object_, False)


@pytest.mark.parametrize(
    "object_",
    [
        _xsd("1.50", "decimal"),
        _xsd("-0", "integer"),
        _xsd("2147483648", "integer"),
        _xsd("1e5", "double"),
        _xsd("1", "boolean"),
    ],
    ids=str,
)
def test_what_is_computed_with_is_written_as_it_is_and_kept_beside(object_: Literal) -> None:
    assert _sent(object_) == (object_, True)
    assert _sent(object_, changes_terms=False) == (object_, False)


@pytest.mark.parametrize("changes_terms", [True, False])
def test_blank_nodes_are_written_as_iris(changes_terms: bool) -> None:
    one, other = BlankNode("a1"), BlankNode("b2")
    line, is_original = encoder(changes_terms=changes_terms)(_line(other, one))
    (quad,) = parse(line, "ntriples")
    assert (quad.subject, quad.object) == (NamedNode(f"{GENID}a1"), NamedNode(f"{GENID}b2"))
    assert not is_original
    assert decoded(quad.subject, changes_terms=changes_terms) == one
    assert decoded(quad.object, changes_terms=changes_terms) == other


def test_a_text_that_looks_like_a_blank_node_stays() -> None:
    assert _sent(Literal("_:a _:b .")) == (Literal("_:a _:b ."), False)


def test_what_an_engine_adds_is_taken_away() -> None:
    assert decoded(_xsd("2018-01-01Z", "date"), changes_terms=True) == _xsd("2018-01-01", "date")
    assert decoded(_xsd("1", "boolean"), changes_terms=True) == _xsd("true", "boolean")
    assert decoded(_xsd("1", "integer"), changes_terms=True) == _xsd("1", "integer")


def test_of_an_engine_that_keeps_terms_nothing_is_taken_away() -> None:
    for literal in (_xsd("2018-01-01Z", "date"), _xsd("1", "boolean")):
        assert decoded(literal, changes_terms=False) == literal


_NAMES = ("integer", "decimal", "double", "date", "dateTime", "boolean", "string", "gYear", "token")


@given(text=st.text(st.characters(codec="utf-8")), name=st.sampled_from(_NAMES))
def test_whatever_is_written_is_read_back(text: str, name: str) -> None:
    literal = _xsd(text, name)
    there, is_original = _sent(literal)
    assert is_original or decoded(there, changes_terms=True) == literal


def test_a_datatype_that_stands_for_no_address_stays() -> None:
    strange = Literal("a", datatype=NamedNode(f"{AS}foo"))
    assert decoded(strange, changes_terms=True) == strange
