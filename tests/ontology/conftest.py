"""The ontology, the shapes and the samples, each read once."""

from pathlib import Path

import pytest
from rdflib import Graph

from closures import closed

ROOT = Path(__file__).resolve().parents[2]


def read(*files: Path) -> Graph:
    """Return Turtle files as one graph."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return read(*sorted((ROOT / "ontology").glob("*.ttl")))


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read(*sorted((ROOT / "ontology" / "shapes").glob("*.ttl")))


@pytest.fixture(scope="session")
def samples() -> Graph:
    """Return every valid sample with what they refer to."""
    folder = ROOT / "tests" / "ontology" / "fixtures"
    return read(folder / "world.ttl", *sorted(folder.glob("valid-*.ttl")))


@pytest.fixture(scope="session")
def closure(ontology: Graph, samples: Graph, common: Path) -> Graph:
    """Return the samples and the axioms with all that follows from them."""
    return closed(ontology, samples, common / "closure")
