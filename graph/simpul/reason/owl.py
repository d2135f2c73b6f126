"""RDF as a World of Owlready2: the one door to that library.

J.-B. Lamy, *Owlready: Ontology-oriented programming in Python*, Artificial Intelligence in Medicine 80 (2017).
Nothing is fetched: imports are left out, since all modules of the ontology are given.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from simpul.store.oxigraph import serialise
from simpul.terms import ONTOLOGY, XSD, Literal, NamedNode, Triple, rdf_type

if TYPE_CHECKING:
    import owlready2

__all__ = ["knowledge_world", "library", "place"]

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_IMPORTS: Final = NamedNode(_OWL + "imports")
_INDIVIDUAL: Final = NamedNode(_OWL + "NamedIndividual")
_FACTS: Final = "https://w3id.org/simpul/id/"
_KNOWN: Final = frozenset(
    XSD + name
    for name in [
        "anyURI",
        "base64Binary",
        "boolean",
        "byte",
        "date",
        "dateTime",
        "dateTimeStamp",
        "decimal",
        "double",
        "duration",
        "float",
        "hexBinary",
        "int",
        "integer",
        "language",
        "long",
        "Name",
        "NCName",
        "negativeInteger",
        "NMTOKEN",
        "nonNegativeInteger",
        "normalizedString",
        "positiveInteger",
        "short",
        "string",
        "time",
        "token",
        "unsignedByte",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
    ]
) | {"http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
"""The datatypes that Owlready2 reads; it fails at a value of any other one unless that is declared."""
_declared: set[str] = set()


def library() -> ModuleType:
    """Return the library; what it prints about Java when it is imported is left out."""
    with redirect_stderr(io.StringIO()):
        import owlready2
    return owlready2


def place() -> Path:
    """Return the library's folder, in which HermiT and Pellet are; it takes a while to import, which they need not."""
    found = find_spec("owlready2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name="owlready2")
    return Path(found.origin).parent


def knowledge_world(ontology: Iterable[Triple], facts: Iterable[Triple]) -> "owlready2.World":
    """Return a new World that holds an ontology and facts, each as an ontology of its own.

    Every thing that is of a class of ours is declared an individual, as OWL 2 asks and as the World counts them.
    """
    axioms = set(ontology)
    stated = [triple for triple in facts if triple not in axioms]
    things = {
        triple.subject
        for triple in stated
        if triple.predicate == rdf_type
        and isinstance(triple.object, NamedNode)
        and triple.object.value.startswith(ONTOLOGY)
    }
    declared = (Triple(node, rdf_type, _INDIVIDUAL) for node in things)
    return _world({ONTOLOGY: list(axioms), _FACTS: [*stated, *declared]})


def _world(ontologies: Mapping[str, Sequence[Triple]]) -> "owlready2.World":
    """Return a new World with these ontologies, by IRI."""
    for triples in ontologies.values():
        _declare(triples)  # a World knows the datatypes that were declared before it was made
    world: owlready2.World = library().World()
    for iri, triples in ontologies.items():
        _load(world, iri, triples)
    return world


def _load(world: "owlready2.World", iri: str, triples: Sequence[Triple]) -> None:
    local = (triple for triple in triples if triple.predicate != _IMPORTS)
    content = serialise(local, "ntriples")
    with redirect_stderr(io.StringIO()):
        world.get_ontology(iri).load(fileobj=io.BytesIO(content))


def _declare(triples: Iterable[Triple]) -> None:
    """Let Owlready2 read the datatypes it does not know as texts of a class named after each."""
    met = {triple.object.datatype.value for triple in triples if isinstance(triple.object, Literal)}
    for iri in sorted(met - _KNOWN - _declared):
        name = iri.replace("#", "/").rsplit("/", 1)[-1]
        kind = type(name, (str,), {"__doc__": f"A value of the datatype {iri}, as it is written."})
        library().declare_datatype(kind, iri, kind, str)
        _declared.add(iri)
