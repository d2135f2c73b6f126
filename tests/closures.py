"""What follows by OWL 2 RL, as a reasoner of others says (owlrl)."""

import pickle
from pathlib import Path
from typing import TypeAlias

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import Graph, Literal
from rdflib.term import Node

from support import made_once

_Triples: TypeAlias = list[tuple[Node, Node, Node]]


def closed(ontology: Graph, stated: Graph, file: Path) -> Graph:
    """Return what is stated and the axioms with all that follows by OWL 2 RL.

    That takes four seconds: the first process that needs it keeps it in a file.
    """

    def write(place: Path) -> None:
        graph = Graph()
        graph += stated
        # Labels and definitions have no consequences; leaving them out makes the closure quick.
        for triple in ontology:
            if not isinstance(triple[2], Literal):
                graph.add(triple)
        DeductiveClosure(OWLRL_Semantics).expand(graph)
        place.write_bytes(pickle.dumps([*graph]))

    # No file of RDF has a literal for a subject, of which some of it speaks.
    triples: _Triples = pickle.loads(made_once(file, write).read_bytes())  # noqa: S301 - our own
    closure = Graph()
    for triple in triples:
        closure.add(triple)
    return closure
