"""Whose instances the instances of a class are: subclasses as the data has them (SHACL, section 1.1)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from simpul.store import Queryable
from simpul.terms import NamedNode, rdf_type, text

_EDGES: Final = """SELECT ?sub ?super ?is_open WHERE {
    ?sub rdfs:subClassOf ?super
    BIND(EXISTS { ?instance a ?sub FILTER NOT EXISTS { ?instance a ?super } } AS ?is_open)
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """The classes of a graph.

    Attributes:
        subclasses: Of each class, those right below it.
        inferred: Pairs of a class and one right above it, of which all that is stated to be the one is stated to be
            the other: so it is where what follows is stated.
    """

    subclasses: Mapping[NamedNode, frozenset[NamedNode]]
    inferred: frozenset[tuple[NamedNode, NamedNode]]

    def __hash__(self) -> int:
        return hash(self.inferred)

    def types(self, class_: NamedNode) -> list[NamedNode]:
        """Return the classes that an instance of a class may be stated to be of: one of them it is stated to be of."""
        complete = {class_}
        below = {class_}
        pending = [class_]
        while pending:
            above = pending.pop()
            for sub in self.subclasses.get(above, ()):
                is_complete = above in complete and (sub, above) in self.inferred
                if sub in below and (sub in complete or not is_complete):
                    continue
                below.add(sub)
                if is_complete:
                    complete.add(sub)
                pending.append(sub)
        return [class_, *sorted(below - complete, key=str)]

    def is_instance(self, value: str, class_: NamedNode) -> str:
        """Return a SPARQL expression that says whether a value is an instance of a class."""
        return " || ".join(
            f"EXISTS {{ {value} {rdf_type} {type_} }}" for type_ in self.types(class_)
        )


def classes_of(graph: Queryable) -> Classes:
    """Return the classes of a graph."""
    subclasses: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    inferred: set[tuple[NamedNode, NamedNode]] = set()
    for row in graph.select(_EDGES, checked=True):
        sub, above = row["sub"], row["super"]
        if isinstance(sub, NamedNode) and isinstance(above, NamedNode):
            subclasses[above].add(sub)
            if text(row["is_open"]) == "false":
                inferred.add((sub, above))
    return Classes(
        subclasses={above: frozenset(subs) for above, subs in subclasses.items()},
        inferred=frozenset(inferred),
    )
