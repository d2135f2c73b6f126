"""Graphs by chance, with addresses and texts that are easily written wrong, and rdflib as the other reader."""

import logging

import rdflib
from hypothesis import strategies as st

from simpul.terms import ID, ONTOLOGY, PREFIXES, XSD, Literal, NamedNode, Triple

READERS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld", "trig": "trig", "nquads": "nquads", "n3": "n3"}  # fmt: skip
XSD_STRING = PREFIXES["xsd"] + "string"
Said = set[tuple[str, ...]]

namespaces = st.sampled_from(
    [
        "https://e.example/",
        "https://e.example/#",
        PREFIXES["rdf"],
        "urn:x:",
        "https://e.example/a-b/",
        ONTOLOGY,
        ID,
        f"{ID}city/",
        f"{ID}geo/",
        f"{ID}a-b/c/",
        f"{ID}-/",
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
NUMBERS = ("0", "-0", "+1", "01", "-12", "1.50", "-0.0", "0.00000001", "1.", ".5", "1e5", "true", "TRUE", "1 ", "")  # fmt: skip
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text: Literal(text, language="en"), texts)
    | st.builds(lambda text: Literal(text, datatype=NamedNode("https://e.example/d")), texts)
)
numbers = st.builds(
    lambda text, name: Literal(text, datatype=NamedNode(XSD + name)),
    st.sampled_from(NUMBERS) | st.decimals(allow_nan=False).map(str),
    st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string"]),
)
graphs = st.lists(
    st.builds(Triple, iris, iris, iris | literals), min_size=1, max_size=4, unique=True
)
graphs_with_numbers = st.lists(
    st.builds(Triple, iris, iris, iris | literals | numbers), min_size=1, max_size=4, unique=True
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
    logging.getLogger("rdflib.term").setLevel(
        logging.ERROR
    )  # it warns of values that are no numbers
    # Else it would write 01 as 1, whatever the format.
    rdflib.NORMALIZE_LITERALS, before = False, rdflib.NORMALIZE_LITERALS
    found = rdflib.Dataset()
    try:
        found.parse(data=content, format=READERS[name])
    finally:
        rdflib.NORMALIZE_LITERALS = before
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
