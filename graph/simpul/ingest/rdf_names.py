"""What the names that others give to things mean, and which things are described elsewhere than in what is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from simpul.ingest.kinds import kinds
from simpul.ingest.references import References, UnknownNameError
from simpul.locale import translate as _
from simpul.naming import CITY, fold
from simpul.naming.keys import slug
from simpul.store import Queryable
from simpul.terms import ID, INFERRED_GRAPH, DefaultGraph, NamedNode, rdf_type

_ORG: Final = f"{ID}org/"


class NotReadError(ValueError):
    """Something that cannot be read as a thing of ours.

    Attributes:
        why: In words.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesOfOthers:
    """What names of things mean, and what is described elsewhere than in the source that is read."""

    source: NamedNode
    references: References
    store: Queryable

    def organisation(self, names: Iterable[str]) -> str:
        """Return the organisation that others than this source call so; empty where none is.

        Raises:
            NotReadError: Several are.
        """
        found = {
            iri
            for name in names
            for iri in (
                f"{_ORG}{slug(name)}",
                *self.references.bearers(name, _ORG),
                *self.references.own.get(fold(name), ()),
            )
            if iri.startswith(_ORG) and self.is_elsewhere(iri)
        }  # fmt: skip
        if len(found) > 1:
            keys = ", ".join(sorted(iri.removeprefix(ID) for iri in found))
            raise NotReadError(_("it may be one of: {keys}", keys=keys))
        return next(iter(found), "")

    def place(self, name: str) -> NamedNode:
        """Return the city that a name means, as in a table of memberships.

        Raises:
            NotReadError: It means none, or several.
        """
        column = kinds()["membership"].column("member")
        if column is None:
            raise AssertionError(name)
        try:
            return NamedNode(CITY + self.references.find(column, name).key)
        except UnknownNameError as error:
            raise NotReadError(error.what.rstrip(".")) from None

    def is_elsewhere(self, iri: str) -> bool:
        """Return whether another source, or a table of this one, describes a thing."""
        if iri in self.references.described:
            return True
        apart = {self.source, INFERRED_GRAPH, DefaultGraph()}
        found = self.store.matching(NamedNode(iri), rdf_type, None)
        return any(quad.graph_name not in apart for quad in found)

    def is_a(self, iri: str, kind: NamedNode) -> bool:
        """Return whether a thing described elsewhere is of a class."""
        found = self.store.matching(NamedNode(iri), rdf_type, kind, DefaultGraph())
        return any(found) or iri in self.references.described
