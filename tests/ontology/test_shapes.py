"""The shapes accept what is sound and find, with the right words, what is not."""

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import OWL, RDF, SH, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[2]
SHAPES = {file.stem: file for file in sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))}
FIXTURES = ROOT / "tests" / "ontology" / "fixtures"
SIMPUL = Namespace("https://w3id.org/simpul/ontology#")
ID = "https://w3id.org/simpul/id/"
VALID = sorted(FIXTURES.glob("valid-*.ttl"))
INVALID = sorted(FIXTURES.glob("invalid-*.ttl"))

Result = tuple[str, str]
"""What a result is about, as kind/key, and its message in English."""


def check(data: Graph, ontology: Graph, shapes: Graph) -> set[Result]:
    """Return what breaks the shapes."""
    whole = Graph()
    whole += data
    whole += ontology
    _, report, _ = pyshacl.validate(whole, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)).removeprefix(ID), english(report, result))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def english(report: Graph, result: Node) -> str:
    found = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, Literal)]
    return next((str(message) for message in found if message.language == "en"), "")


def sample(file: Path) -> Graph:
    return Graph().parse(FIXTURES / "world.ttl").parse(file)


def expected(file: Path) -> list[Result]:
    lines = re.findall(r"^# expect: (\S+) \| (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return [(focus, fragment) for focus, fragment in lines]


def test_every_shape_file_has_a_valid_and_an_invalid_twin() -> None:
    assert SHAPES
    assert {file.stem.removeprefix("valid-") for file in VALID} == set(SHAPES)
    assert {file.stem.removeprefix("invalid-") for file in INVALID} == set(SHAPES)


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_shape_file_belongs_to_a_module_and_has_a_header(name: str) -> None:
    assert (ROOT / "ontology" / f"{name}.ttl").is_file()
    graph = Graph().parse(SHAPES[name])
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert header == URIRef(f"https://w3id.org/simpul/ontology/shapes/{name}")
    assert graph.value(header, OWL.versionIRI) == URIRef(f"{header}/0.1.0")


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_message_is_said_once_in_english_and_once_in_indonesian(name: str) -> None:
    graph = Graph().parse(SHAPES[name])
    speaking = set(graph.subjects(SH.message, None))
    assert speaking
    for shape in speaking:
        languages = [m.language for m in graph.objects(shape, SH.message) if isinstance(m, Literal)]
        assert sorted(str(language) for language in languages) == ["en", "id"]
        assert graph.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_a_message_speaks_of_things_and_not_of_tables(name: str) -> None:
    graph = Graph().parse(SHAPES[name])
    words = re.compile(
        r"\b(columns?|rows?|cells?|tables?|kolom|baris|sel|tabel)\b|\b[a-z]+_[a-z]+\b",
        re.IGNORECASE,
    )
    assert not [str(text) for text in graph.objects(None, SH.message) if words.search(str(text))]


def test_every_property_shape_has_a_message(shapes: Graph) -> None:
    for shape in shapes.objects(None, SH.property):
        assert (shape, SH.message, None) in shapes, shapes.value(shape, SH.path)


def test_every_term_that_shapes_mention_is_declared(shapes: Graph, ontology: Graph) -> None:
    used = {node for triple in shapes for node in triple if isinstance(node, URIRef)}
    own = {node for node in used if node in SIMPUL}
    assert own
    assert own <= set(ontology.subjects(RDF.type, None))


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_a_valid_sample_conforms(file: Path, ontology: Graph, shapes: Graph) -> None:
    assert check(sample(file), ontology, shapes) == set()


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_an_invalid_sample_is_found_out_for_what_is_wrong_with_it_and_for_nothing_else(
    file: Path, ontology: Graph, shapes: Graph
) -> None:
    results, wanted = check(sample(file), ontology, shapes), expected(file)
    assert wanted

    def meets(result: Result, wish: Result) -> bool:
        return result[0] == wish[0] and wish[1] in result[1]

    assert [wish for wish in wanted if not any(meets(result, wish) for result in results)] == []
    assert [result for result in results if not any(meets(result, wish) for wish in wanted)] == []


def test_every_message_is_raised_by_some_invalid_sample(ontology: Graph, shapes: Graph) -> None:
    messages = {
        str(message)
        for message in shapes.objects(None, SH.message)
        if isinstance(message, Literal) and message.language == "en"
    }
    raised = {text for file in INVALID for _, text in check(sample(file), ontology, shapes)}
    assert messages - raised == set()


# Inference gives every thing the types that its properties call for, so a wrong reference no longer
# shows by a missing type: it shows by an address that does not go with the type.


@pytest.mark.parametrize(
    ("type_", "thing", "fragment"),
    [
        ("Place", "org/smg", "Say what kind of place this is"),
        ("City", "org/smg", "Refer to a city by its GeoNames number"),
        ("Actor", "city/1642911", "Name an organisation or post here"),
        ("Organisation", "city/1642911", "begin with org/"),
        ("Event", "initiative/seoullo-7017", "begin with event/"),
        ("Theme", "status/done", "Choose a theme from the list"),
    ],
)
def test_a_reference_to_the_wrong_kind_is_found_after_inference_too(
    ontology: Graph, shapes: Graph, type_: str, thing: str, fragment: str
) -> None:
    data = Graph().parse(FIXTURES / "world.ttl")
    assert not any(fragment in text for _, text in check(data, ontology, shapes))
    data.add((URIRef(ID + thing), RDF.type, SIMPUL[type_]))
    assert any(focus == thing and fragment in text for focus, text in check(data, ontology, shapes))


def test_the_samples_conform_with_all_that_follows_from_them(
    closure: Graph, ontology: Graph, shapes: Graph
) -> None:
    assert (None, SIMPUL.takesPartIn, None) in closure
    assert check(closure, ontology, shapes) == set()
