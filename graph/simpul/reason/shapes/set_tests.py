"""What the values of a node must be all together (SHACL, sections 4.2, 4.4.5, 4.5, 4.7.3 and 4.8.2), in SPARQL.

What breaks a shape is written twice: as a condition on one node, for where the node comes from elsewhere, and as a
pattern of all nodes at once, which is three to ten times as fast where there are many: the engine then goes through
the triples of a property once, and does not look them up for each node.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

from simpul.reason.shapes.property_paths import PropertyPath
from simpul.reason.shapes.shapes_graph import Node, NotCompiledError, ShapesGraph
from simpul.reason.shapes.value_tests import is_term


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A way for a node to break a shape.

    Attributes:
        condition: An expression that is true of such a node.
        among: What leaves such nodes alone in a pattern of nodes; empty where the condition has to.
        has_values: Whether such a node has any value by the path of the shape; None where it may or may not.
    """

    condition: str
    among: str = ""
    has_values: bool | None = None

    def pattern(self) -> str:
        """Return what leaves nodes with this fault alone in a pattern of nodes that it follows."""
        return self.among or f"FILTER({self.condition})"


def any_of(faults: Iterable[Fault]) -> str:
    """Return an expression that says whether a node has any of these faults."""
    return " || ".join(fault.condition for fault in faults) or "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The values that a node has for a shape.

    Attributes:
        graph: The shapes.
        shape: One of them.
        path: Its path; None of a node shape, for which the only value of a node is the node.
        focus: The node, as a variable that is bound.
        variable: Returns a variable that stands nowhere else.
        fails: Returns an expression that says whether a variable does not conform to a shape.
    """

    graph: ShapesGraph
    shape: Node
    path: PropertyPath | None
    focus: str
    variable: Callable[[], str]
    fails: Callable[[Node, str], str]

    def new(self) -> str:
        """Return a variable for a value."""
        return self.variable() if self.path else self.focus

    def any(self, value: str, condition: str) -> Fault:
        """Return the fault of a node that has any value, by this variable, of which a condition is true."""
        if self.path is None:
            return Fault(condition=f"({condition})")
        return self.have(value, f"FILTER({condition})")

    def none(self, value: str, condition: str) -> Fault:
        """Return the fault of a node that has no value, by this variable, of which a condition is true."""
        fault = self.any(value, condition)
        return _without(fault)

    def have(self, value: str, filtered: str = "", grouped: str = "") -> Fault:
        """Return the fault of a node that has such values.

        Args:
            value: Their variable.
            filtered: What follows the pattern of a value.
            grouped: GROUP BY and HAVING, without the node.
        """
        focus, near = self.focus, f"{self.pattern(value)} {filtered}"
        if grouped:
            by = f"GROUP BY {focus} {grouped}"
            condition = f"EXISTS {{ SELECT {focus} WHERE {{ {near} }} {by} }}"
        else:
            by, condition = "", f"EXISTS {{ {near} }}"
        far = self._all(value)
        among = f"{{ SELECT {focus} WHERE {{ {far} {filtered} }} {by} }}" if far else ""
        return Fault(condition=condition, among=among, has_values=True)

    def pattern(self, value: str) -> str:
        """Return the pattern of a value.

        Raises:
            NotCompiledError: The parameter is none of node shapes.
        """
        return f"{self.focus} {self._path.text} {value}"

    def _all(self, value: str) -> str:
        """Return a pattern of all nodes and their values, for which each step of the path is gone through once."""
        if self._path.is_repeated:
            return ""  # there may be many more pairs than nodes that are asked about
        nodes = [self.focus, *(self.variable() for _step in self._path.steps[1:]), value]
        steps = [
            f"{a} {step} {b}"
            for (a, b), step in zip(pairwise(nodes), self._path.steps, strict=True)
        ]
        # What is a SELECT of its own is joined whole, and a hub's triples are not looked up again and again.
        return (
            steps[0]
            if len(steps) == 1
            else " ".join(f"{{ SELECT * WHERE {{ {step} }} }}" for step in steps)
        )

    @property
    def _path(self) -> PropertyPath:
        if self.path is None:
            raise NotCompiledError("a node shape with a parameter of property shapes")
        return self.path


def _without(fault: Fault) -> Fault:
    """Return the fault of the nodes that do not have this one."""
    return Fault(condition=f"!{fault.condition}", among=fault.among and f"MINUS {fault.among}")


SetTest: TypeAlias = Callable[[Values], Iterator[Fault]]
"""Yields the faults of a node by one parameter."""


def _min_count(values: Values) -> Iterator[Fault]:
    yield from _fewer(values, values.variable(), _count(values, "minCount"))


def _max_count(values: Values) -> Iterator[Fault]:
    yield _at_least(values, values.variable(), _count(values, "maxCount") + 1)


def _qualified(values: Values) -> Iterator[Fault]:
    """Yield whether too few or too many values conform to a shape, and to no sibling of it."""
    graph, shape, value = values.graph, values.shape, values.variable()
    wanted, *more = graph.nodes(shape, "qualifiedValueShape")
    counts = {"qualifiedMinCount", "qualifiedMaxCount"} & graph.names(shape)
    if more or not counts:
        raise NotCompiledError("sh:qualifiedValueShape of several, or without a count")
    refused = [values.fails(wanted, value)]
    if graph.flag(shape, "qualifiedValueShapesDisjoint"):
        siblings = sorted(_siblings(graph, shape) - {wanted}, key=str)
        refused += [f"!({values.fails(other, value)})" for other in siblings]
    conforming = f"FILTER(!({' || '.join(refused)}))"
    if "qualifiedMinCount" in counts:
        yield from _fewer(values, value, _count(values, "qualifiedMinCount"), conforming)
    if "qualifiedMaxCount" in counts:
        yield _at_least(values, value, _count(values, "qualifiedMaxCount") + 1, conforming)


def _siblings(graph: ShapesGraph, shape: Node) -> set[Node]:
    """Return what values of the same node are to conform to by shapes beside this one (SHACL, section 4.7.3)."""
    return {
        wanted
        for parent in graph.subjects("property")
        if shape in graph.values(parent, "property")
        for part in graph.nodes(parent, "property")
        for wanted in graph.nodes(part, "qualifiedValueShape")
    }


def _count(values: Values, name: str) -> int:
    number = values.graph.number(values.shape, name)
    if number is None or number < 0:
        raise NotCompiledError(f"sh:{name} {number}")
    return number


def _fewer(values: Values, value: str, count: int, filtered: str = "") -> Iterator[Fault]:
    """Yield the fault of a node that has fewer values of a kind, if it can have fewer."""
    if count:
        fault = _without(_at_least(values, value, count, filtered))
        yield replace(fault, has_values=False) if count == 1 and not filtered else fault


def _at_least(values: Values, value: str, count: int, filtered: str = "") -> Fault:
    """Return the fault of a node that has so many values of a kind."""
    if count == 1:
        return values.have(value, filtered)
    return values.have(value, filtered, f"HAVING(COUNT(DISTINCT {value}) >= {count})")


def _unique_lang(values: Values) -> Iterator[Fault]:
    if values.graph.flag(values.shape, "uniqueLang"):
        value, tag = values.variable(), values.variable()
        tagged = f'BIND(LCASE(LANG({value})) AS {tag}) FILTER({tag} != "")'
        yield values.have(value, tagged, f"{tag} HAVING(COUNT(DISTINCT {value}) > 1)")


def _has_value(values: Values) -> Iterator[Fault]:
    for term in values.graph.values(values.shape, "hasValue"):
        value = values.new()
        yield values.none(value, is_term(value, term))


def _equals(values: Values) -> Iterator[Fault]:
    for other in values.graph.iris(values.shape, "equals"):
        value = values.new()
        yield values.any(value, f"!EXISTS {{ {values.focus} {other} {value} }}")
        value, same = values.variable(), values.new()
        is_value = values.any(same, f"sameTerm({same}, {value})").condition
        missing = f"EXISTS {{ {values.focus} {other} {value} FILTER(!{is_value}) }}"
        yield Fault(condition=missing)


def _disjoint(values: Values) -> Iterator[Fault]:
    for other in values.graph.iris(values.shape, "disjoint"):
        value = values.new()
        yield values.any(value, f"EXISTS {{ {values.focus} {other} {value} }}")


def _comparison(name: str, operator: str) -> SetTest:
    def test(values: Values) -> Iterator[Fault]:
        for other in values.graph.iris(values.shape, name):
            value, bound = values.variable(), values.variable()
            over = f"{values.focus} {other} {bound}"
            wrong = f"FILTER(!COALESCE({value} {operator} {bound}, false))"
            near = values.have(value, f"FILTER(EXISTS {{ {over} {wrong} }})")
            far = values.have(value, f"{{ SELECT * WHERE {{ {over} }} }} {wrong}")
            yield replace(near, among=far.among)

    return test


SET_TESTS: Final[Mapping[str, SetTest]] = {
    "disjoint": _disjoint,
    "equals": _equals,
    "hasValue": _has_value,
    "lessThan": _comparison("lessThan", "<"),
    "lessThanOrEquals": _comparison("lessThanOrEquals", "<="),
    "maxCount": _max_count,
    "minCount": _min_count,
    "qualifiedValueShape": _qualified,
    "uniqueLang": _unique_lang,
}
"""By the name of the parameter."""
