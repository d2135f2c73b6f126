"""SHACL property paths as paths of SPARQL (SHACL, section 2.3.1)."""

from dataclasses import dataclass
from typing import Final

from simpul.reason.shapes.shapes_graph import Node, NotCompiledError, ShapesGraph
from simpul.terms import NamedNode

_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyPath:
    """A way from a focus node to its values.

    Attributes:
        text: In SPARQL.
        iri: Of the property, where the path is one; else empty.
        steps: The paths that it is a sequence of; none where it is no sequence.
        is_stationary: It may lead to where it begins without any triple.
    """

    text: str
    iri: str = ""
    steps: tuple[str, ...] = ()
    is_stationary: bool = False


def read_path(graph: ShapesGraph, node: Node) -> PropertyPath:
    """Return the path that a node of a shapes graph is.

    Raises:
        NotCompiledError: It is malformed.
    """
    return _read(graph, node, frozenset())


def _read(graph: ShapesGraph, node: Node, above: frozenset[Node]) -> PropertyPath:
    if isinstance(node, NamedNode):
        return PropertyPath(text=str(node), iri=node.value)
    if node in above:
        raise NotCompiledError("a path within itself")
    inner = above | {node}
    if graph.is_list(node):
        return _joined(graph, node, "/", inner)
    names = graph.names(node)
    if len(names) != 1:
        raise NotCompiledError("a path of no known kind")
    (name,) = names
    (value,) = _only(graph.nodes(node, name))
    if name == "alternativePath":
        return _joined(graph, value, "|", inner)
    step = _read(graph, value, inner)
    if name == "inversePath":
        return PropertyPath(text=f"^{_grouped(step)}", is_stationary=step.is_stationary)
    if name not in _SUFFIXES:
        raise NotCompiledError(f"sh:{name} in a path")
    stationary = step.is_stationary or name != "oneOrMorePath"
    return PropertyPath(text=f"{_grouped(step)}{_SUFFIXES[name]}", is_stationary=stationary)


def _joined(graph: ShapesGraph, head: Node, between: str, above: frozenset[Node]) -> PropertyPath:
    steps = [_read(graph, node, above) for node in graph.list_of_nodes(head)]
    if len(steps) < 2:
        raise NotCompiledError("a path of one step in a list")
    texts = [_grouped(step) for step in steps]
    stands = [step.is_stationary for step in steps]
    return PropertyPath(
        text=between.join(texts),
        steps=tuple(texts) if between == "/" else (),
        is_stationary=all(stands) if between == "/" else any(stands),
    )


def _grouped(step: PropertyPath) -> str:
    return step.text if step.iri else f"({step.text})"


def _only(nodes: list[Node]) -> list[Node]:
    if len(nodes) != 1:
        raise NotCompiledError("a path of several kinds")
    return nodes
