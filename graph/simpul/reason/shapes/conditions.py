"""When a node breaks a shape, as expressions of SPARQL (SHACL, section 4).

Each expression is about a variable that is bound where it stands, and is never an error. What a shape asks of the
values of a node is asked by EXISTS, from the node on, so the engine cannot begin anywhere else.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from simpul.reason.shapes.classes import Classes
from simpul.reason.shapes.property_paths import PropertyPath, read_path
from simpul.reason.shapes.set_tests import SET_TESTS, Fault, Values, any_of
from simpul.reason.shapes.shapes_graph import Node, NotCompiledError, ShapesGraph
from simpul.reason.shapes.value_tests import VALUE_TESTS
from simpul.terms import PREFIXES, NamedNode, rdf_type

_RESOURCE: Final = NamedNode(PREFIXES["rdfs"] + "Resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Writes the conditions of the shapes of a graph, none of which is made of itself.

    Every method raises ``NotCompiledError`` where a shape is malformed or uses what is not known.

    Attributes:
        graph: The shapes.
        classes: Those of the data.
    """

    graph: ShapesGraph
    classes: Classes
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def variable(self) -> str:
        """Return a variable that stands nowhere else."""
        return f"?v{next(self._numbers)}"

    def path(self, shape: Node) -> PropertyPath | None:
        """Return the path of a property shape; None of a node shape."""
        nodes = self.graph.nodes(shape, "path")
        if len(nodes) > 1:
            raise NotCompiledError("several sh:path")
        return read_path(self.graph, nodes[0]) if nodes else None

    def own_faults(self, shape: Node, focus: str) -> list[Fault]:
        """Return the faults for which a node has a result that is a shape's own.

        Results of ``sh:property`` belong to the shapes named there; those of ``sh:closed`` have a path each.
        """
        return self._faults(shape, focus, lambda value: self._value_faults(shape, value))

    def faults(self, shape: Node, focus: str) -> list[Fault]:
        """Return the faults for which a node does not conform to a shape (SHACL, section 3.4.3)."""
        if self.graph.flag(shape, "deactivated"):
            return []

        def of_value(value: str) -> Iterator[Fault]:
            yield from self._value_faults(shape, value)
            for part in self.graph.nodes(shape, "property"):
                yield from self.faults(part, value)
            if self.graph.flag(shape, "closed"):
                foreign = self.foreign(shape, value, self.variable())
                yield Fault(condition=f"EXISTS {{ {foreign} }}")

        return self._faults(shape, focus, of_value)

    def fails(self, shape: Node, focus: str) -> str:
        """Return an expression that says whether a node does not conform to a shape."""
        return any_of(self.faults(shape, focus))

    def _faults(
        self, shape: Node, focus: str, of_value: Callable[[str], Iterable[Fault]]
    ) -> list[Fault]:
        """Return the faults of single values, and of all that a node has."""
        values = Values(
            graph=self.graph,
            shape=shape,
            path=self.path(shape),
            focus=focus,
            variable=self.variable,
            fails=self.fails,
        )
        names = sorted(self.graph.names(shape))
        found = [one for name in names if name in SET_TESTS for one in SET_TESTS[name](values)]
        value = values.new()
        single = [*of_value(value)]
        if values.path and single:
            return [*found, values.any(value, any_of(single))]
        return [*found, *single]

    def _value_faults(self, shape: Node, value: str) -> Iterator[Fault]:
        """Yield the faults of a value by parameters other than ``sh:property`` and ``sh:closed``."""
        for name in sorted(self.graph.names(shape)):
            if test := VALUE_TESTS.get(name):
                yield from (Fault(condition=f"!{it}") for it in test(self.graph, shape, value))
            elif logic := _LOGIC.get(name):
                yield from logic(self, shape, value)

    def foreign(self, shape: Node, value: str, predicate: str) -> str:
        """Return a pattern of what a closed shape does not allow a value to have (SHACL, section 4.8.1)."""
        paths = map(self.path, self.graph.nodes(shape, "property"))
        allowed = {f"<{path.iri}>" for path in paths if path and path.iri}
        for head in self.graph.values(shape, "ignoredProperties"):
            allowed |= {str(node) for node in self.graph.list_of_nodes(head)}
        object_ = self.variable()
        # Nothing is in an empty list, says SPARQL; Oxigraph (0.5) says that it cannot tell.
        is_allowed = f"{predicate} IN ({', '.join(sorted(allowed))}) || " if allowed else ""
        is_always_allowed = f"({predicate} = {rdf_type} && {object_} = {_RESOURCE})"
        return f"{value} {predicate} {object_} FILTER(!({is_allowed}{is_always_allowed}))"


_Logic: TypeAlias = Callable[[Conditions, Node, str], Iterator[Fault]]
"""Yields the faults of a value by a parameter that leads to classes or to other shapes."""


def _class(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for class_ in conditions.graph.iris(shape, "class"):
        yield Fault(condition=f"!({conditions.classes.is_instance(value, class_)})")


def _node(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for other in conditions.graph.nodes(shape, "node"):
        yield Fault(condition=f"({conditions.fails(other, value)})")


def _not(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for other in conditions.graph.nodes(shape, "not"):
        yield Fault(condition=f"!({conditions.fails(other, value)})")


def _and(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for members in _lists(conditions.graph, shape, "and"):
        for member in members:
            yield from conditions.faults(member, value)


def _or(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for members in _lists(conditions.graph, shape, "or"):
        yield _all_of([conditions.faults(member, value) for member in members])


def _all_of(alternatives: Sequence[Sequence[Fault]]) -> Fault:
    """Return the fault of a node that has one fault of each alternative."""
    condition = " && ".join(f"({any_of(faults)})" for faults in alternatives)
    patterns = (
        faults[0].pattern() if len(faults) == 1 else f"FILTER({any_of(faults)})"
        for faults in alternatives
    )
    return Fault(condition=f"({condition})", among=" ".join(patterns))


def _xone(conditions: Conditions, shape: Node, value: str) -> Iterator[Fault]:
    for members in _lists(conditions.graph, shape, "xone"):
        counted = (f"IF({conditions.fails(member, value)}, 0, 1)" for member in members)
        yield Fault(condition=f"({' + '.join(counted)} != 1)")


def _lists(graph: ShapesGraph, shape: Node, name: str) -> list[list[Node]]:
    return [graph.list_of_nodes(head) for head in graph.values(shape, name)]


_LOGIC: Final[Mapping[str, _Logic]] = {
    "and": _and,
    "class": _class,
    "node": _node,
    "not": _not,
    "or": _or,
    "xone": _xone,
}

PARAMETERS: Final = frozenset(
    (*VALUE_TESTS, *SET_TESTS, *_LOGIC, "property", "closed", "ignoredProperties", "flags",
     "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint")
)  # fmt: skip
"""The names of the parameters of SHACL Core."""
