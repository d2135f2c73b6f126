"""Every format is read back by another library as the same graph, or is refused with the thing and a way out."""

import pytest
from hypothesis import given

from simpul.errors import UnwritableError
from simpul.store.oxigraph import RDF_FORMATS, serialise
from simpul.terms import PREFIXES, Literal, NamedNode, Triple
from statements import graphs, read_by_rdflib, said

SHORT = {"e": "https://e.example/"}


# rdflib's own reader of TriG makes a graph of a kind that rdflib calls outdated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", RDF_FORMATS)
@given(triples=graphs)
def test_another_library_reads_what_was_said_or_the_writer_refuses(
    name: str, triples: list[Triple]
) -> None:
    try:
        content = serialise(triples, name, SHORT)
    except UnwritableError:
        assert name == "rdfxml"
        return
    assert read_by_rdflib(content, name) == said(triples)


@pytest.mark.parametrize(
    ("property_", "text", "told"),
    [
        ("https://e.example/#2019", "a", "<https://e.example/#2019>"),
        ("https://e.example/", "a", "<https://e.example/>"),
        (PREFIXES["rdf"] + "li", "a", "rdf-syntax-ns#li"),
        ("https://e.example/note", "bell\x07", "U+0007"),
    ],
)
def test_what_rdf_xml_cannot_say_is_named_with_a_format_that_can(
    property_: str, text: str, told: str
) -> None:
    triples = [Triple(NamedNode("https://e.example/it"), NamedNode(property_), Literal(text))]
    with pytest.raises(UnwritableError, match="turtle") as error:
        serialise(triples, "rdfxml")
    assert told in str(error.value)
    assert read_by_rdflib(serialise(triples, "turtle"), "turtle") == said(triples)


def test_a_carriage_return_stays_one_in_rdf_xml() -> None:
    note = NamedNode("https://e.example/note")
    triples = [Triple(NamedNode("https://e.example/it"), note, Literal("one\r\ntwo\rthree"))]
    assert read_by_rdflib(serialise(triples, "rdfxml"), "rdfxml") == said(triples)
