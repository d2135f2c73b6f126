"""SHACL property paths as paths of SPARQL (SHACL, section 2.3.1)."""

from dataclasses import dataclass
from typing import Final

from simpul.reason.shapes.shapes_graph import Node, NotCompiledError, ShapesGraph
from simpul.terms import NamedNode

_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_STATIONARY: Final = frozenset(("zeroOrMorePath", "zeroOrOnePath"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyPath:
    """A way from a focus node to its values.

    Attributes:
        text: In SPARQL.
        iri: Of the property, where the path is one; else empty.
        steps: The paths that it is a sequence of; itself where it is no sequence.
        is_stationary: It may lead to where it begins without any triple.
        is_repeated: It, or a part of it, may be gone over and over.
    """

    text: str
    iri: str = ""
    steps: tuple[str, ...]
    is_stationary: bool = False
    is_repeated: bool = False


def read_path(graph: ShapesGraph, node: Node) -> PropertyPath:
    """Return the path that a node of a shapes graph is.

    Raises:
        NotCompiledError: It is malformed.
    """
    return _read(graph, node, frozenset())


def _read(graph: ShapesGraph, node: Node, above: frozenset[Node]) -> PropertyPath:
    if isinstance(node, NamedNode):
        return PropertyPath(text=str(node), iri=node.value, steps=(str(node),))
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
        text = f"^{_grouped(step)}"
    elif name in _SUFFIXES:
        text = f"{_grouped(step)}{_SUFFIXES[name]}"
    else:
        raise NotCompiledError(f"sh:{name} in a path")
    return PropertyPath(
        text=text,
        steps=(text,),
        is_stationary=step.is_stationary or name in _STATIONARY,
        is_repeated=step.is_repeated or name in _SUFFIXES,
    )


def _joined(graph: ShapesGraph, head: Node, between: str, above: frozenset[Node]) -> PropertyPath:
    steps = [_read(graph, node, above) for node in graph.list_of_nodes(head)]
    if len(steps) < 2:
        raise NotCompiledError("a path of one step in a list")
    texts = [_grouped(step) for step in steps]
    text = between.join(texts)
    stands = [step.is_stationary for step in steps]
    return PropertyPath(
        text=text,
        steps=tuple(texts) if between == "/" else (text,),
        is_stationary=all(stands) if between == "/" else any(stands),
        is_repeated=any(step.is_repeated for step in steps),
    )


def _grouped(step: PropertyPath) -> str:
    return step.text if step.iri else f"({step.text})"


def _only(nodes: list[Node]) -> list[Node]:
    if len(nodes) != 1:
        raise NotCompiledError("a path of several kinds")
    return nodes
