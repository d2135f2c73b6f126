"""A shapes graph: shapes as RDF, read part by part (SHACL, section 3.1)."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final, TypeAlias

from simpul import paths
from simpul.folders import files_in
from simpul.store import OxigraphStore, Queryable
from simpul.terms import PREFIXES, XSD, BlankNode, DefaultGraph, Literal, NamedNode, Term, rdf_type

SH: Final = "http://www.w3.org/ns/shacl#"
Node: TypeAlias = NamedNode | BlankNode
_FIRST, _REST, _NIL = (NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
_TRUE: Final = frozenset(("true", "1"))


class NotCompiledError(Exception):
    """A shapes graph uses what is not compiled to queries, or is malformed; pyshacl judges by it."""


class ShapesGraph:
    """What a graph says of shapes; every way to ask takes names of SHACL's own vocabulary."""

    def __init__(self, graph: Queryable) -> None:
        self._said: dict[Node, dict[NamedNode, list[Term]]] = {}
        for quad in graph.matching(graph=DefaultGraph()):
            if isinstance(quad.subject, NamedNode | BlankNode):
                said = self._said.setdefault(quad.subject, {})
                said.setdefault(quad.predicate, []).append(quad.object)

    def subjects(self, *names: str) -> list[Node]:
        """Return the nodes that have any of these properties, sorted."""
        wanted = {NamedNode(SH + name) for name in names}
        return sorted((node for node, said in self._said.items() if wanted & said.keys()), key=str)

    def types(self, node: Node) -> set[str]:
        """Return the IRIs of the types of a node."""
        return {term.value for term in self._about(node, rdf_type) if isinstance(term, NamedNode)}

    def instances(self, type_: str) -> list[Node]:
        """Return the nodes of a type, sorted."""
        return sorted((node for node in self._said if type_ in self.types(node)), key=str)

    def names(self, node: Node) -> set[str]:
        """Return the local names of SHACL's properties that a node has."""
        return _local(self._said.get(node, ()))

    def all_names(self) -> set[str]:
        """Return the local names of SHACL's properties that any node has."""
        return _local({predicate for said in self._said.values() for predicate in said})

    def values(self, node: Node, name: str) -> list[Term]:
        """Return the values of a property, in an order that is always the same."""
        return sorted(self._about(node, NamedNode(SH + name)), key=str)

    def _about(self, node: Node, predicate: NamedNode) -> list[Term]:
        return self._said.get(node, {}).get(predicate, [])

    def value(self, node: Node, name: str) -> Term | None:
        """Return the only value of a property, None where there is none.

        Raises:
            NotCompiledError: There are several.
        """
        found = self.values(node, name)
        if len(found) > 1:
            raise NotCompiledError(f"several sh:{name}")
        return found[0] if found else None

    def nodes(self, node: Node, name: str) -> list[Node]:
        """Return the values of a property, which are IRIs or blank nodes.

        Raises:
            NotCompiledError: One is a literal.
        """
        return [_node(term) for term in self.values(node, name)]

    def iris(self, node: Node, name: str) -> list[NamedNode]:
        """Return the values of a property, which are IRIs.

        Raises:
            NotCompiledError: One is not.
        """
        return [_iri(term) for term in self.values(node, name)]

    def flag(self, node: Node, name: str) -> bool:
        """Return whether a property is said to be true.

        Raises:
            NotCompiledError: Its value is no boolean, or there are several.
        """
        term = self.value(node, name)
        if term is None:
            return False
        if not isinstance(term, Literal) or term.datatype.value != XSD + "boolean":
            raise NotCompiledError(f"sh:{name} {term}")
        return term.value in _TRUE

    def number(self, node: Node, name: str) -> int | None:
        """Return the whole number that is the only value of a property, None where there is none.

        Raises:
            NotCompiledError: It is none, or there are several.
        """
        term = self.value(node, name)
        if term is None:
            return None
        if not isinstance(term, Literal) or term.datatype.value != XSD + "integer":
            raise NotCompiledError(f"sh:{name} {term}")
        return int(term.value)

    def items(self, head: Term) -> list[Term]:
        """Return the members of a list.

        Raises:
            NotCompiledError: It is none that is well-formed, or it is empty.
        """
        found: list[Term] = []
        seen: set[Term] = set()
        while head != _NIL:
            first, rest = (self._about(_node(head), link) for link in (_FIRST, _REST))
            if len(first) != 1 or len(rest) != 1 or head in seen:
                raise NotCompiledError("malformed list")
            seen.add(head)
            found.append(first[0])
            head = rest[0]
        if not found:
            raise NotCompiledError("empty list")
        return found

    def list_of_nodes(self, head: Term) -> list[Node]:
        """Return the members of a list, which are IRIs or blank nodes.

        Raises:
            NotCompiledError: It is no such list.
        """
        return [_node(term) for term in self.items(head)]

    def is_list(self, node: Node) -> bool:
        """Return whether a node is the head of a list with members."""
        return bool(self._about(node, _FIRST))

    def messages(self, node: Node) -> list[Literal]:
        """Return what a shape says where it is broken, in all languages."""
        return [term for term in self.values(node, "message") if isinstance(term, Literal)]

    def terms(self) -> Collection[NamedNode]:
        """Return every IRI that stands anywhere."""
        found: set[NamedNode] = set()
        for node, said in self._said.items():
            terms: list[Term] = [node, *said, *(term for some in said.values() for term in some)]
            found |= {term for term in terms if isinstance(term, NamedNode)}
        return found


def _local(predicates: Iterable[NamedNode]) -> set[str]:
    iris = (predicate.value for predicate in predicates)
    return {iri.removeprefix(SH) for iri in iris if iri.startswith(SH)}


def _node(term: Term) -> Node:
    if isinstance(term, NamedNode | BlankNode):
        return term
    raise NotCompiledError(f"{term} where a node belongs")


def _iri(term: Term) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise NotCompiledError(f"{term} where an IRI belongs")


def shapes_of(folder: Path | None = None) -> OxigraphStore:
    """Return the shapes of a folder as one graph; by default those that come with Simpul.

    Raises:
        FormatError: A shape file is not Turtle; the message says where.
    """
    found = OxigraphStore.in_memory()
    root = folder or paths.ontology() / "shapes"
    for file in files_in(root, root.glob("*.ttl")):
        found.load(file, DefaultGraph())
    return found
