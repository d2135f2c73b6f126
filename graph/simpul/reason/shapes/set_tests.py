"""What the values of a node must be all together (SHACL, sections 4.2, 4.4.5, 4.5, 4.7.3 and 4.8.2), in SPARQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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
        rows: A pattern of the nodes for which it may be true, found all at once; empty where it is asked of each.
        rest: What else must be true of one of these.
    """

    condition: str
    rows: str = ""
    rest: str = "true"


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
        near = f"EXISTS {{ {self.pattern(value)} FILTER({condition}) }}"
        return Fault(condition=near, rows=self._rows(value, condition))

    def _rows(self, value: str, condition: str) -> str:
        """Return the nodes that have such a value at the end of several steps, joined step by step."""
        if self.path is None or not self.path.steps:
            return ""
        nodes = [self.focus, *(self.variable() for _step in self.path.steps[1:]), value]
        # A SELECT of its own is read as a whole: looked up for each node, a hub's many triples would be too.
        steps = (
            f"{{ SELECT * WHERE {{ {a} {step} {b} }} }}"
            for (a, b), step in zip(pairwise(nodes), self.path.steps, strict=True)
        )
        return (
            f"{{ SELECT DISTINCT {self.focus} WHERE {{ {' '.join(steps)} FILTER({condition}) }} }}"
        )

    def pattern(self, value: str) -> str:
        """Return the pattern of a value.

        Raises:
            NotCompiledError: The parameter is none of node shapes.
        """
        if self.path is None:
            raise NotCompiledError("a node shape with a parameter of property shapes")
        return f"{self.focus} {self.path.text} {value}"


SetTest: TypeAlias = Callable[[Values], Iterator[Fault]]
"""Yields the faults of a node by one parameter."""


def _min_count(values: Values) -> Iterator[Fault]:
    value = values.variable()
    yield from _fewer(values, _count(values, "minCount"), values.pattern(value), value)


def _max_count(values: Values) -> Iterator[Fault]:
    value = values.variable()
    yield _at_least(values, _count(values, "maxCount") + 1, values.pattern(value), value)


def _qualified(values: Values) -> Iterator[Fault]:
    """Yield whether too few or too many values conform to a shape, and to no sibling of it."""
    graph, shape, value = values.graph, values.shape, values.variable()
    wanted, *more = graph.nodes(shape, "qualifiedValueShape")
    counts = [name for name in ("qualifiedMinCount", "qualifiedMaxCount") if name in graph.names(shape)]  # fmt: skip
    if more or not counts:
        raise NotCompiledError("sh:qualifiedValueShape of several, or without a count")
    refused = [values.fails(wanted, value)]
    if graph.flag(shape, "qualifiedValueShapesDisjoint"):
        siblings = sorted(_siblings(graph, shape) - {wanted}, key=str)
        refused += [f"!({values.fails(other, value)})" for other in siblings]
    pattern = f"{values.pattern(value)} FILTER(!({' || '.join(refused)}))"
    for name in counts:
        if name == "qualifiedMinCount":
            yield from _fewer(values, _count(values, name), pattern, value)
        else:
            yield _at_least(values, _count(values, name) + 1, pattern, value)


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


def _fewer(values: Values, count: int, pattern: str, value: str) -> Iterator[Fault]:
    """Yield the fault of a node for which fewer terms take the place of a variable in a pattern."""
    if count:
        yield Fault(condition=f"!{_at_least(values, count, pattern, value).condition}")


def _at_least(values: Values, count: int, pattern: str, value: str) -> Fault:
    """Return the fault of a node for which so many terms take the place of a variable in a pattern."""
    if count == 1:
        return Fault(condition=f"EXISTS {{ {pattern} }}")
    focus = values.focus
    counted = f"GROUP BY {focus} HAVING(COUNT(DISTINCT {value}) >= {count})"
    return Fault(condition=f"EXISTS {{ SELECT {focus} WHERE {{ {pattern} }} {counted} }}")


def _unique_lang(values: Values) -> Iterator[Fault]:
    if not values.graph.flag(values.shape, "uniqueLang"):
        return
    one, other = values.variable(), values.variable()
    is_same = f"!sameTerm({one}, {other}) && LCASE(LANG({one})) = LCASE(LANG({other}))"
    again = f"EXISTS {{ {values.pattern(other)} FILTER({is_same}) }}"
    tagged = f'EXISTS {{ {values.pattern(one)} FILTER(LANG({one}) != "" && {again}) }}'
    yield Fault(condition=tagged)


def _has_value(values: Values) -> Iterator[Fault]:
    for term in values.graph.values(values.shape, "hasValue"):
        value = values.new()
        yield Fault(condition=f"!{values.any(value, is_term(value, term)).condition}")


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
            is_wrong = f"!COALESCE({value} {operator} {bound}, false)"
            values.pattern(value)  # which a node shape has none of
            over = f"EXISTS {{ {values.focus} {other} {bound} FILTER({is_wrong}) }}"
            yield values.any(value, over)

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
