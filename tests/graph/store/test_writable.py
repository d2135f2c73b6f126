"""Every format is read back by another library as the same graph, or is refused with the thing and a way out."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import UnwritableError
from simpul.store.oxigraph import RDF_FORMATS, serialise
from simpul.terms import PREFIXES, Literal, NamedNode, Triple

READERS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "trig": "trig", "nquads": "nquads", "n3": "n3"}  # fmt: skip
SHORT = {"e": "https://e.example/"}
XSD_STRING = PREFIXES["xsd"] + "string"
Said = set[tuple[str, ...]]

namespaces = st.sampled_from(
    [
        "https://e.example/",
        "https://e.example/#",
        PREFIXES["rdf"],
        "urn:x:",
        "https://e.example/a-b/",
    ]
)
locals_ = st.sampled_from(
    [
        "a",
        "2019",
        "",
        "x/y",
        "é",
        "a.b",
        "a-",
        "-a",
        "1a",
        "a%20b",
        "a'b",
        "a(b)",
        "a,b",
        "a;b",
        "a:b",
        "a#b",
        "a?b=c&d=e",
        "🎉",
        "~a",
        "a.",
        "li",
        "Description",
        "_1",
        "type",
    ]
)
iris = (
    st.builds(str.__add__, namespaces, locals_)
    .filter(lambda iri: iri.count("#") < 2)
    .map(NamedNode)
)
texts = st.text(
    st.sampled_from("\r\n\t \"'\\<>&]\x0b\x07\x7f\x85\u2028\ufeff\ufffe\x00ab")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text: Literal(text, language="en"), texts)
    | st.builds(lambda text: Literal(text, datatype=NamedNode("https://e.example/d")), texts)
)
graphs = st.lists(
    st.builds(Triple, iris, iris, iris | literals), min_size=1, max_size=4, unique=True
)


def said(triples: list[Triple]) -> Said:
    return {
        tuple(
            part
            for term in (triple.subject, triple.predicate, triple.object)
            for part in _parts(term)
        )
        for triple in triples
    }


def _parts(term: object) -> tuple[str, ...]:
    if isinstance(term, Literal):
        kind = "" if term.language or term.datatype.value == XSD_STRING else term.datatype.value
        return term.value, term.language or "", kind
    assert isinstance(term, NamedNode)
    return (term.value,)


def read_by_rdflib(content: bytes, name: str) -> Said:
    found = rdflib.Dataset()
    found.parse(data=content, format=READERS[name])
    return {
        tuple(
            part
            for term in quad[:3]
            for part in (
                (str(term), term.language or "", str(term.datatype or ""))
                if isinstance(term, rdflib.Literal)
                else (str(term),)
            )
        )
        for quad in found.quads()
    }


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
