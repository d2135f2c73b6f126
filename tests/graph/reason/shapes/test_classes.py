"""A class has the instances of the classes below it, whether that is stated or only follows."""

import pytest

from random_shapes import PREFIXES
from simpul.reason.shapes.classes import classes_of
from simpul.store import OxigraphStore
from simpul.store.oxigraph import parse
from simpul.terms import NamedNode

BELOW = ":B rdfs:subClassOf :A . :C rdfs:subClassOf :B . "


@pytest.mark.parametrize(
    ("instances", "types"),
    [
        ("", "A"),
        (":x a :C , :B , :A .", "A"),
        (":x a :C .", "AC"),
        (":x a :C , :B .", "ABC"),
        (":x a :B .", "ABC"),
        (":x a :C , :A . :C rdfs:subClassOf :A .", "A"),
        (":A rdfs:subClassOf :C .", "A"),
    ],
)
def test_the_types_to_look_for_are_those_that_are_stated_of_instances(
    instances: str, types: str
) -> None:
    store = OxigraphStore.in_memory()
    store.add(parse(f"{PREFIXES} {BELOW} {instances}".encode(), "turtle"))
    found = classes_of(store).types(NamedNode("https://example.org/A"))
    assert [node.value[-1] for node in found] == [*types]
