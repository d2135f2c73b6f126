"""The graph as people see it: things and ties, out of triples that also hold nodes for statements.

A membership, a participation and a party's role are nodes in RDF, so that they can have dates and sources;
here they are ties. Observations and phases are facts of what they are about. Only what a source states is
drawn, and what cities are to each other by inference; shortcuts and inverses would draw everything twice.
"""

from simpul.projection.facets import give_facets
from simpul.projection.model import (
    FACETS,
    GROUPS,
    OTHER,
    Citation,
    Crowd,
    Fact,
    Positions,
    Projection,
    Proof,
    Span,
    Texts,
    Thing,
    Tie,
)
from simpul.projection.ontology import project_ontology
from simpul.projection.reader import Reader, key_of, kind_of
from simpul.projection.things import thing_of
from simpul.projection.ties import left_aside, plain_ties, single_ties, sister_ties, statement_ties
from simpul.store import Queryable
from simpul.terms import ONTOLOGY

__all__ = [
    "FACETS",
    "GROUPS",
    "OTHER",
    "Citation",
    "Crowd",
    "Fact",
    "Positions",
    "Projection",
    "Proof",
    "Span",
    "Texts",
    "Thing",
    "Tie",
    "project",
    "project_ontology",
    "projected",
]


def project(store: Queryable, *, also_single_datasets: bool = False) -> Projection:
    """Return the graph of a store as things and ties; ties that one dataset alone lists are in only when asked for."""
    return projected(Reader(store, also_single_datasets=also_single_datasets))


def projected(reader: Reader) -> Projection:
    """Return the graph of a store that was read as things and ties."""
    ties = [
        *plain_ties(reader),
        *statement_ties(reader),
        *sister_ties(reader),
        *single_ties(reader),
    ]
    wanted = {key for tie in ties for key in (tie.source, tie.target)}
    wanted |= {
        iri
        for iri in reader.statements
        if kind_of(reader, iri) not in {"", "City", "Country"} and iri not in reader.singles
    }
    things = [thing_of(reader, iri) for iri in sorted(wanted)]
    kinds = {
        thing.kind: reader.labels.get(ONTOLOGY + thing.kind, {"": thing.kind}) for thing in things
    }
    ties.sort(key=lambda tie: (tie.source, tie.target, tie.relation, sorted(tie.dates.items())))
    for tie in ties:
        tie.source, tie.target = key_of(tie.source), key_of(tie.target)
    names = give_facets(things, ties, reader)
    aside = [(key_of(one), key_of(other)) for one, other in left_aside(reader)]
    return Projection(
        things=things,
        ties=ties,
        kinds=kinds,
        names=names,
        left_aside=aside,
        synonyms={
            kind: reader.synonyms[ONTOLOGY + kind]
            for kind in kinds
            if ONTOLOGY + kind in reader.synonyms
        },
    )
