"""What a published build says of itself at an endpoint: its graphs, how many triples each has, and their digests.

A build is published under names of its own, so that nothing is ever overwritten that somebody reads::

    BUILDS/current           the pointer: which build is in use, and where its manifest is
    BUILDS/builds            the register: builds from the moment they are begun until they are removed
    BUILDS/<build>/all       the merge
    BUILDS/<build>/id/…      a named graph of the store
    BUILDS/<build>/rows      which row of which table states a thing
    BUILDS/<build>/files     the small files of the build
    BUILDS/<build>/originals triples that the engine alters, as text
    BUILDS/<build>/manifest  what this module reads and writes; written last

Only graphs whose names begin with ``BUILDS`` are ours: no other is written, removed or asked.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from urllib.parse import quote

from simpul.errors import StoreError
from simpul.locale import translate as _
from simpul.store import record
from simpul.terms import XSD, DefaultGraph, Literal, NamedNode, Term, Triple, rdf_type, text

BUILDS: Final = "https://w3id.org/simpul/build/"
"""How the name of each graph begins that is ours."""
TERMS: Final = "https://w3id.org/simpul/build#"
"""The vocabulary of manifests; it is no part of the ontology, which is about cities."""
LAYOUT: Final = 1
"""Changes when builds are published so that an earlier Simpul would misread them."""
POINTER: Final = NamedNode(f"{BUILDS}current")
REGISTER: Final = NamedNode(f"{BUILDS}builds")
MERGE: Final = "all"
ROWS: Final = "rows"
FILES: Final = "files"
ORIGINALS: Final = "originals"
_MANIFEST: Final = "manifest"
_SIMPUL: Final = "https://w3id.org/simpul/"
_TRIPLES: Final = NamedNode("http://rdfs.org/ns/void#triples")
_INTEGER: Final = NamedNode(f"{XSD}integer")
_MODULUS: Final = 1 << 256

_Said: TypeAlias = Mapping[str, Mapping[str, list[str]]]
"""What is said of each thing, by IRI: the local name of a property, and its values as texts."""


def term(name: str) -> NamedNode:
    """Return the term of manifests of this local name."""
    return NamedNode(TERMS + name)


MERGE_TERM: Final = term(MERGE)
CURRENT: Final = term("currentBuild")
MANIFEST: Final = term("manifest")
GRAPH_OF: Final = term("graphOf")
CURRENT_QUERY: Final = f"SELECT ?build WHERE {{ GRAPH {POINTER} {{ {POINTER} {CURRENT} ?build }} }}"
"""Asks which build is in use; ``current_build`` reads the values of ``?build``."""
CURRENT_MANIFEST_QUERY: Final = f"""SELECT ?build ?s ?p ?o WHERE {{
    GRAPH {POINTER} {{ {POINTER} {CURRENT} ?build ; {MANIFEST} ?manifest }} GRAPH ?manifest {{ ?s ?p ?o }}
}}"""
"""Asks for the pointer and the manifest at once; ``read_current`` reads the rows. It names no dataset."""


def build_iri(build: str) -> NamedNode:
    """Return the IRI of a build.

    >>> build_iri("20260101T120000-1a2b3c").value
    'https://w3id.org/simpul/build/20260101T120000-1a2b3c'
    """
    return NamedNode(BUILDS + build)


def part(build: str, name: str) -> NamedNode:
    """Return the name of a graph of a build that is no graph of the store but ``MERGE``: ``ROWS``, ``FILES``, ``ORIGINALS``."""
    return NamedNode(f"{BUILDS}{build}/{name}")


def manifest_graph(build: str) -> NamedNode:
    """Return the name of the graph that holds the manifest of a build."""
    return part(build, _MANIFEST)


def published_name(build: str, graph: NamedNode | DefaultGraph) -> NamedNode:
    """Return the name that a graph of a store has where the build is published.

    >>> published_name("B", NamedNode("https://w3id.org/simpul/id/source/uclg")).value
    'https://w3id.org/simpul/build/B/id/source/uclg'
    >>> published_name("B", NamedNode("https://example.org/a")).value
    'https://w3id.org/simpul/build/B/https%3A%2F%2Fexample.org%2Fa'
    """
    if isinstance(graph, DefaultGraph):
        return part(build, MERGE)
    rest = graph.value.removeprefix(_SIMPUL)
    is_ours = graph.value.startswith(f"{_SIMPUL}id/") or graph.value == f"{_SIMPUL}ontology"
    return NamedNode(f"{BUILDS}{build}/{rest if is_ours else quote(graph.value, safe='')}")


def manifest_query(build: str) -> str:
    """Return the query for the statements of a build's manifest, as ``?s ?p ?o``; ``read`` reads the answer."""
    return f"SELECT ?s ?p ?o WHERE {{ GRAPH {manifest_graph(build)} {{ ?s ?p ?o }} }}"


def presence_query(build: str) -> str:
    """Return the query that finds a row for as long as a build is whole: of its graphs the manifest is the last to come and the first to go."""
    return f"SELECT ?layout WHERE {{ GRAPH {manifest_graph(build)} {{ {build_iri(build)} {term('layout')} ?layout }} }}"


def current_build(values: Iterable[str]) -> str | None:
    """Return the name of the build that the pointer names; None where there is none.

    Args:
        values: The IRIs in the pointer. There is one; should an engine ever let two publishers write at once, all
            who read take the first by name.

    Raises:
        StoreError: It names what is no build.
    """
    found = min(values, default=None)
    if found is None:
        return None
    name = found.removeprefix(BUILDS)
    if not found.startswith(BUILDS) or not name or "/" in name:
        raise StoreError(
            _(
                "The pointer at the endpoint names {iri}, which is no build. "
                "Remove the graph {graph} there, then publish again with `simpul publish`.",
                iri=f"<{found}>",
                graph=f"<{POINTER.value}>",
            )
        )
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedGraph:
    """A graph of a published build.

    Attributes:
        name: Its name at the endpoint.
        triples: How many triples it has, as they were in the store.
        digest: Of these triples; see ``Digest``.
        of: The name that it has in the store: a named graph's, or the default graph for the merge; None for what is
            no graph of the store (rows, files, originals).
    """

    name: NamedNode
    triples: int
    digest: str
    of: NamedNode | DefaultGraph | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a published build says of itself.

    Attributes:
        build: Its name, such as ``20260101T120000-1a2b3c``.
        access: The access right that it was published with: sources that are more restricted are not in it.
        format: The format of the build that it was made from (``simpul.store.record.FORMAT``).
        merge: The graph that questions run on.
        named: The named graphs of the store, by name.
        parts: Rows, files and originals, by ``ROWS``, ``FILES`` and ``ORIGINALS``; one that is empty may be left out.
        world: Least population of the world's cities that are in the merge; None where they are not.
        version: The Simpul that published it.
        previous: The name of the build that was in use before; empty where there was none.
    """

    build: str
    access: str
    format: int
    merge: PublishedGraph
    named: tuple[PublishedGraph, ...]
    parts: Mapping[str, PublishedGraph] = field(default_factory=dict[str, PublishedGraph])
    world: int | None = None
    version: str = ""
    previous: str = ""

    @property
    def graphs(self) -> tuple[PublishedGraph, ...]:
        """All graphs but the manifest's own."""
        return (self.merge, *self.named, *self.parts.values())

    @property
    def triples(self) -> int:
        """How many triples the store holds: the merge and each named graph."""
        return self.merge.triples + sum(graph.triples for graph in self.named)

    def content(self) -> object:
        """Return what is the same in each build that holds the same, whatever its name and whoever made it."""
        held = {(graph.of, graph.triples, graph.digest) for graph in (self.merge, *self.named)}
        parts = {
            name: (part_.triples, part_.digest)
            for name, part_ in self.parts.items()
            if part_.triples
        }
        return held, parts, self.access, self.format, self.world


class Digest:
    """A sum over the triples of a graph, the same in whatever order and pieces they come.

    It is the sum of the SHA-256 of each line of N-Triples (without its line feed), modulo 2^256, so that millions of
    triples need no sorting and no memory. It tells damage and loss; it is no signature.
    """

    __slots__ = ("_sum", "triples")

    def __init__(self) -> None:
        self._sum = 0
        self.triples = 0

    def add(self, lines: Iterable[bytes]) -> None:
        """Add lines of N-Triples, as Oxigraph writes them; each triple once."""
        sha256, number = hashlib.sha256, int.from_bytes
        total = count = 0
        for line in lines:
            total += number(sha256(line).digest())
            count += 1
        self._sum = (self._sum + total) % _MODULUS
        self.triples += count

    def __str__(self) -> str:
        return f"{self._sum:064x}"


def statements(manifest: Manifest) -> Iterator[Triple]:
    """Yield what a manifest states, in RDF."""
    build = build_iri(manifest.build)
    yield Triple(build, rdf_type, term("Build"))
    yield Triple(build, term("layout"), _number(LAYOUT))
    yield Triple(build, term("format"), _number(manifest.format))
    yield Triple(build, term("access"), Literal(manifest.access))
    yield Triple(build, term("version"), Literal(manifest.version))
    if manifest.previous:
        yield Triple(build, term("previousBuild"), build_iri(manifest.previous))
    if manifest.world is not None:
        yield Triple(build, term("world"), _number(manifest.world))
    yield Triple(build, term(MERGE), manifest.merge.name)
    for name, graph in manifest.parts.items():
        yield Triple(build, term(name), graph.name)
    for graph in manifest.graphs:
        if isinstance(graph.of, NamedNode):
            yield Triple(graph.name, GRAPH_OF, graph.of)
        yield Triple(graph.name, _TRIPLES, _number(graph.triples))
        yield Triple(graph.name, term("digest"), Literal(graph.digest))


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def read(build: str, triples: Iterable[Triple]) -> Manifest:
    """Return the manifest of a build.

    Args:
        build: Its name.
        triples: What its manifest's graph states.

    Raises:
        StoreError: It is not there, not whole, or of a newer layout than this Simpul reads.
    """
    found = whole(build, triples)
    if found is None:
        raise StoreError(
            _(
                "The build {build} at the endpoint has no whole manifest. Publish again with `simpul publish`.",
                build=build,
            )
        )
    return found


def whole(build: str, triples: Iterable[Triple]) -> Manifest | None:
    """Return the manifest of a build; None where it is not there, or not whole.

    Raises:
        StoreError: It is of a newer layout, or the build of a newer format, than this Simpul reads.
    """
    said: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in triples:
            name = triple.predicate.value.rpartition("#")[2]
            values = said.setdefault(text(triple.subject), {}).setdefault(name, [])
            values.append(text(triple.object))
        own = said.get(build_iri(build).value, {})
        for name, newest in (("layout", LAYOUT), ("format", record.FORMAT)):
            if int(own[name][0]) > newest:
                raise _newer(name, int(own[name][0]), newest)
        return Manifest(
            build=build,
            access=own["access"][0],
            format=int(own["format"][0]),
            merge=_graph(own[MERGE][0], said, of=DefaultGraph()),
            named=tuple(
                _graph(name, said, of=NamedNode(facts["graphOf"][0]))
                for name, facts in sorted(said.items())
                if "graphOf" in facts
            ),
            parts={
                name: _graph(own[name][0], said) for name in (ROWS, FILES, ORIGINALS) if name in own
            },
            world=int(own["world"][0]) if "world" in own else None,
            version=own["version"][0],
            previous=own.get("previousBuild", [""])[0].removeprefix(BUILDS),
        )
    except (KeyError, ValueError):
        return None


def read_current(rows: Iterable[Mapping[str, Term]]) -> Manifest | None:
    """Return the manifest of the build in use; None where nothing is published.

    Args:
        rows: The answer of ``CURRENT_MANIFEST_QUERY``.

    Raises:
        StoreError: As of ``current_build`` and ``read``.
    """
    said: dict[str, list[Mapping[str, Term]]] = {}
    for row in rows:
        said.setdefault(text(row["build"]), []).append(row)
    build = current_build(said)
    return None if build is None else read(build, triples_of(said[build_iri(build).value]))


def triples_of(rows: Iterable[Mapping[str, Term]]) -> Iterator[Triple]:
    """Yield the triples that rows of ``?s ?p ?o`` are."""
    for row in rows:
        yield Triple(NamedNode(text(row["s"])), NamedNode(text(row["p"])), row["o"])


def _newer(name: str, found: int, newest: int) -> StoreError:
    return StoreError(
        _(
            "What is there was written by a newer Simpul: its {name} is {found}, and this one reads up to {newest}. "
            "Install a newer Simpul.",
            name=name,
            found=found,
            newest=newest,
        )
    )


def _graph(name: str, said: _Said, *, of: NamedNode | DefaultGraph | None = None) -> PublishedGraph:
    if not name.startswith(BUILDS):
        raise ValueError(name)
    facts = said[name]
    return PublishedGraph(
        name=NamedNode(name), triples=int(facts["triples"][0]), digest=facts["digest"][0], of=of
    )
