"""The names of graphs in a query: a store's own, which a published build has under names of its own.

A query names graphs as the store does. What is sent names them as the endpoint does: ``GRAPH <iri>`` and ``FROM <iri>``
get the published name, and ``GRAPH ?g`` looks the name up in the manifest, so that ``?g`` is what it is in the store::

    GRAPH <…/B/manifest> { ?graphOf__g <…#graphOf> ?g } GRAPH ?graphOf__g { … }

The dataset goes along by the protocol, FROM clauses with it (SPARQL 1.1 Protocol, section 2.1.4). Nobody else's graph can
be named: what is no graph of the build gets a name that is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from simpul.errors import QueryError
from simpul.locale import translate as _
from simpul.store import sparql
from simpul.store.remote.manifest import GRAPH_OF, Manifest, manifest_graph, published_name
from simpul.store.sparql import Token, declared, tokens
from simpul.store.sparql.tokens import place
from simpul.terms import PREFIXES, NamedNode

_GRAPH: Final = "GRAPH"
_FROM: Final = "FROM"
_NAMED: Final = "NAMED"
_RESERVED: Final = "graphOf__"
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SILENT: Final = frozenset(("space", "comment"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A query as it is sent, with what it runs on.

    Attributes:
        text: The query, without FROM.
        default: The graphs at the endpoint whose merge is the default graph.
        named: The graphs at the endpoint that GRAPH can reach; none where the query names none.
        hidden: How the variables begin that are not the query's own; empty where it has no such variable.
    """

    text: str
    default: tuple[str, ...]
    named: tuple[str, ...] = ()
    hidden: str = ""


def as_sent(query: str, manifest: Manifest) -> Sent:
    """Return a query of a store as a published build is asked it, with the project's prefixes that it uses.

    Args:
        query: The query; its FROM names only graphs that the build has, which is for the caller to check.
        manifest: What the build has.

    Raises:
        QueryError: It is not clear which graph it names.
    """
    if _GRAPH not in query.upper() and _FROM not in query.upper():
        return Sent(text=sparql.with_prefixes(query), default=(manifest.merge.name.value,))
    return _Reading(query=query, manifest=manifest).sent()


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A query that is read for the graphs it names.

    Attributes:
        found: All its tokens.
        meant: The places, among these, of what means something.
        changed: What is written instead, by place.
    """

    query: str
    manifest: Manifest
    found: Sequence[Token] = ()
    meant: Sequence[int] = ()
    changed: dict[int, str] = field(default_factory=dict[int, str])
    default: list[str] = field(default_factory=list[str])
    from_named: list[str] = field(default_factory=list[str])
    reserved: str = _RESERVED
    prefixes: dict[str, str] = field(default_factory=dict[str, str])
    base: str = ""
    has_graph: bool = False
    has_variable: bool = False

    def sent(self) -> Sent:
        self.found = list(tokens(self.query))
        self.meant = [at for at, token in enumerate(self.found) if token.kind not in _SILENT]
        self.prefixes = PREFIXES | declared(self.query)
        while any(token.text[1:].startswith(self.reserved) for token in self.found):
            self.reserved += "_"
        at = 0
        while at < len(self.meant):
            at = self._read(at)
        text = "".join(self.changed.get(at, token.text) for at, token in enumerate(self.found))
        return Sent(
            text=sparql.prefix_declarations(self.query) + text,
            default=tuple(self.default) if self._says_from else (self.manifest.merge.name.value,),
            named=tuple(self._named()) if self.has_graph else (),
            hidden=self.reserved if self.has_variable else "",
        )

    @property
    def _says_from(self) -> bool:
        return bool(self.default or self.from_named)

    def _named(self) -> Iterator[str]:
        yield from (
            self.from_named
            if self._says_from
            else (graph.name.value for graph in self.manifest.named)
        )
        yield manifest_graph(self.manifest.build).value

    def _read(self, at: int) -> int:
        """Read the token at a place among those that mean something; return the place to go on from."""
        token = self._at(at)
        word = token.text.upper()
        if token.kind not in {"word", "name"}:
            return at + 1
        if word == "BASE" and self._at(at + 1).kind == "iri":
            self.base = self._at(at + 1).text[1:-1]
        elif word == "SERVICE":
            return self._behind_block(at)
        elif word == _FROM:
            return self._read_from(at)
        elif word == _GRAPH:
            self._read_graph(at)
        elif _GRAPH in word:
            self._refuse_unclear(at)
        return at + 1

    def _read_from(self, at: int) -> int:
        """Take a FROM clause out of the query, and its graph into the dataset."""
        is_named = self._at(at + 1).text.upper() == _NAMED
        last = at + 1 + is_named
        iri = self._iri(self._at(last))
        if iri:
            (self.from_named if is_named else self.default).append(self._published(iri))
            for gone in range(at, last + 1):
                self.changed[self.meant[gone]] = ""
        return last + 1

    def _read_graph(self, at: int) -> None:
        name = self._at(at + 1)
        self.has_graph = True
        if name.kind == "variable":
            self._refuse_within(at + 2, name)
            variable = f"?{self.reserved}{name.text[1:]}"
            manifest = manifest_graph(self.manifest.build)
            looked_up = f"GRAPH {manifest} {{ {variable} {GRAPH_OF} {name.text} }} GRAPH"
            self.changed[self.meant[at]] = looked_up
            self.changed[self.meant[at + 1]] = variable
            self.has_variable = True
        elif iri := self._iri(name):
            self.changed[self.meant[at + 1]] = f"<{self._published(iri)}>"

    def _refuse_within(self, at: int, name: Token) -> None:
        """Refuse a block that speaks of the variable of its own graph, which is bound only outside of it.

        Some engines bind it within too, as the embedded one does, so that a condition there would have two meanings.
        """
        for ahead in range(at, self._behind_block(at)):
            if self._at(ahead).text[1:] == name.text[1:] and self._at(ahead).kind == "variable":
                raise QueryError(
                    _(
                        "Write the condition on {variable} behind the braces of its GRAPH: within them it is not bound yet.",
                        variable=name.text,
                    ),
                    place=place(self.query, self._at(ahead).start),
                )

    def _refuse_unclear(self, at: int) -> None:
        """Refuse what an engine could read as GRAPH with something before or after it."""
        ahead = [self._at(at + 1), self._at(at + 2)]
        is_name = ahead[0].kind in {"variable", "iri", "name"} and ahead[1].text == "{"
        if is_name or (self._at(at).kind == "name" and ahead[0].text == "{"):
            raise QueryError(
                _("Write GRAPH with a space before and after it."),
                place=place(self.query, self._at(at).start),
            )

    def _behind_block(self, at: int) -> int:
        """Return the place behind a SERVICE clause, which is for another host: its graphs keep their names."""
        depth = 0
        for ahead in range(at, len(self.meant)):
            text = self._at(ahead).text
            depth += (text == "{") - (text == "}")
            if text == "}" and not depth:
                return ahead + 1
        return len(self.meant)

    def _iri(self, token: Token) -> str:
        """Return the IRI that a token is; empty where it is none."""
        if token.kind == "iri":
            written = _ESCAPE.sub(
                lambda found: chr(int(found[1] or found[2], 16)), token.text[1:-1]
            )
            return urljoin(self.base, written) if self.base else written
        prefix, _colon, local = token.text.partition(":")
        if token.kind != "name" or prefix not in self.prefixes:
            return ""
        return self.prefixes[prefix] + local.replace("\\", "")

    def _published(self, iri: str) -> str:
        try:
            return published_name(self.manifest.build, NamedNode(iri)).value
        except ValueError:
            raise QueryError(_("{iri} is no address of a graph.", iri=f"<{iri}>")) from None

    def _at(self, at: int) -> Token:
        return self.found[self.meant[at]] if 0 <= at < len(self.meant) else Token("other", "", -1)
