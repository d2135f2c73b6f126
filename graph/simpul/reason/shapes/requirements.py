"""What shapes require a thing to have: a part of a graph that leaves it out would be judged worse than the whole."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from simpul.reason.shapes.shapes_graph import Node, ShapesGraph, shapes_of
from simpul.terms import Literal, NamedNode, Term

_ALSO_OF_THE_SAME: Final = ("property", "node")
_BRANCHES: Final = ("and", "or", "xone")
_COUNTED: Final = ("minCount", "qualifiedMinCount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A property that a thing must have; where it is inverse, one by which something else must point at it."""

    property: NamedNode
    inverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirements:
    """What things must have, by what makes a shape speak of them (SHACL, section 2.1.3).

    Attributes:
        of_class: Steps by the class of a thing.
        of_subjects: Steps by a property that a thing has.
        of_all: Steps of things that are known only when the shapes are judged, taken for all.
    """

    of_class: Mapping[NamedNode, frozenset[Step]]
    of_subjects: Mapping[NamedNode, frozenset[Step]]
    of_all: frozenset[Step]

    def of(
        self, types: Collection[NamedNode], properties: Collection[NamedNode]
    ) -> frozenset[Step]:
        """Return what a thing of these types, with these properties, must have."""
        found = self.of_all
        for type_ in types:
            found |= self.of_class.get(type_, frozenset())
        for property_ in properties:
            found |= self.of_subjects.get(property_, frozenset())
        return found


@lru_cache(maxsize=1)
def own_requirements() -> Requirements:
    """Return what the shapes that come with Simpul require."""
    return requirements(ShapesGraph(shapes_of()))


def requirements(shapes: ShapesGraph) -> Requirements:
    """Return what shapes require; a choice between several requires each of them.

    Raises:
        NotCompiledError: A shape is malformed.
    """
    of_class: defaultdict[NamedNode, set[Step]] = defaultdict(set)
    of_subjects: defaultdict[NamedNode, set[Step]] = defaultdict(set)
    of_all: set[Step] = set()
    for shape in shapes.subjects(
        "targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode"
    ):
        for step, is_of_value in _demands(shapes, shape, denied=False):
            if is_of_value or {"targetObjectsOf", "targetNode"} & shapes.names(shape):
                of_all.add(step)
            for class_ in shapes.iris(shape, "targetClass"):
                of_class[class_].add(step)
            for property_ in shapes.iris(shape, "targetSubjectsOf"):
                of_subjects[property_].add(step)
    return Requirements(
        of_class={key: frozenset(steps) for key, steps in of_class.items()},
        of_subjects={key: frozenset(steps) for key, steps in of_subjects.items()},
        of_all=frozenset(of_all),
    )


def _demands(shapes: ShapesGraph, shape: Node, *, denied: bool) -> Iterator[tuple[Step, bool]]:
    """Yield the steps that a shape requires of its nodes, and whether each is required of a value of theirs instead.

    Args:
        shapes: The shapes.
        shape: One of them.
        denied: It is what must not hold: then each step of it may be what makes it so.
    """
    path = shapes.value(shape, "path")
    if path is not None and (denied or _asks_for_a_value(shapes, shape)):
        first, *further = _steps(shapes, path)
        yield from ((step, False) for step in first)
        yield from ((step, True) for steps in further for step in steps)
    for property_ in shapes.iris(shape, "equals"):
        yield Step(property=property_), False
    for part, is_denied in _parts(shapes, shape):
        for step, is_of_value in _demands(shapes, part, denied=denied or is_denied):
            yield step, is_of_value or path is not None


def _asks_for_a_value(shapes: ShapesGraph, shape: Node) -> bool:
    counted = any((shapes.number(shape, name) or 0) > 0 for name in _COUNTED)
    return counted or bool({"hasValue", "equals"} & shapes.names(shape))


def _parts(shapes: ShapesGraph, shape: Node) -> Iterator[tuple[Node, bool]]:
    """Yield the shapes that a shape is made of, and whether each is one that must not hold."""
    for name in (*_ALSO_OF_THE_SAME, "qualifiedValueShape"):
        yield from ((part, False) for part in shapes.nodes(shape, name))
    for name in _BRANCHES:
        for head in shapes.values(shape, name):
            yield from ((part, name == "xone") for part in shapes.list_of_nodes(head))
    yield from ((part, True) for part in shapes.nodes(shape, "not"))


def _steps(shapes: ShapesGraph, path: Term) -> list[list[Step]]:
    """Return the steps of a path in their order, each as all the properties that it may be."""
    if isinstance(path, NamedNode):
        return [[Step(property=path)]]
    if isinstance(path, Literal) or not isinstance(path, Node):
        return [[]]
    if shapes.is_list(path):
        return [steps for node in shapes.list_of_nodes(path) for steps in _steps(shapes, node)]
    (name,) = shapes.names(path)
    (inner,) = shapes.values(path, name)
    if name == "alternativePath":
        return [
            [
                step
                for node in shapes.list_of_nodes(inner)
                for steps in _steps(shapes, node)
                for step in steps
            ]
        ]
    found = _steps(shapes, inner)
    if name == "inversePath":
        return [
            [Step(property=s.property, inverse=not s.inverse) for s in steps]
            for steps in reversed(found)
        ]
    return found
