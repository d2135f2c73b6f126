"""The manifest of a published build."""

import contextlib
from dataclasses import replace

import pytest

from simpul.errors import StoreError
from simpul.store.remote import manifest
from simpul.store.remote.manifest import Digest, Manifest, PublishedGraph
from simpul.terms import BlankNode, DefaultGraph, Literal, NamedNode, Term, Triple

_BUILD = "20260101T120000-1a2b3c"


def _graph(of: NamedNode | DefaultGraph | None, part: str = "") -> PublishedGraph:
    name = manifest.part(_BUILD, part) if of is None else manifest.published_name(_BUILD, of)
    return PublishedGraph(name=name, triples=2, digest="ab", of=of)


_SOURCE = NamedNode("https://w3id.org/simpul/id/source/uclg")
_MANIFEST = Manifest(
    build=_BUILD,
    access="public",
    format=2,
    merge=_graph(DefaultGraph()),
    named=(
        _graph(NamedNode("https://example.org/a?b#c")),
        _graph(_SOURCE),
        _graph(NamedNode("https://w3id.org/simpul/ontology")),
    ),
    parts={manifest.ROWS: _graph(None, manifest.ROWS)},
    world=500,
    version="1.2.3",
    previous="20251231T120000-1a2b3c",
)


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert manifest.read(_BUILD, manifest.statements(_MANIFEST)) == _MANIFEST


@pytest.mark.parametrize("lost", range(len(list(manifest.statements(_MANIFEST)))))
def test_a_manifest_that_lacks_a_statement_is_not_taken_for_the_same(lost: int) -> None:
    kept = [t for number, t in enumerate(manifest.statements(_MANIFEST)) if number != lost]
    with contextlib.suppress(StoreError):
        # The class of the build is for people.
        assert manifest.read(_BUILD, kept) != _MANIFEST or lost == 0


def test_a_manifest_of_a_newer_layout_is_refused_with_the_remedy() -> None:
    newer = [
        Triple(t.subject, t.predicate, Literal("9", datatype=t.object.datatype))
        if t.predicate == manifest.term("layout") and isinstance(t.object, Literal)
        else t
        for t in manifest.statements(_MANIFEST)
    ]
    with pytest.raises(StoreError, match="Install a newer Simpul"):
        manifest.read(_BUILD, newer)


def test_a_manifest_that_names_a_graph_of_another_project_is_refused() -> None:
    other = [
        Triple(t.subject, t.predicate, NamedNode("https://example.org/theirs"))
        if t.predicate == manifest.term(manifest.MERGE)
        else t
        for t in manifest.statements(_MANIFEST)
    ]
    with pytest.raises(StoreError):
        manifest.read(_BUILD, other)


def test_no_two_graphs_of_a_store_are_published_under_one_name() -> None:
    graphs: list[NamedNode | DefaultGraph] = [
        DefaultGraph(),
        _SOURCE,
        *(NamedNode(f"https://w3id.org/simpul/{rest}") for rest in ("all", "rows", "manifest")),
        NamedNode("https://w3id.org/simpul/ontology"),
        NamedNode("https://example.org/ontology"),
        NamedNode("urn:id/source/uclg"),
    ]
    names = {manifest.published_name(_BUILD, graph) for graph in graphs}
    names |= {manifest.part(_BUILD, name) for name in (manifest.ROWS, manifest.FILES)}
    assert len(names | {manifest.manifest_graph(_BUILD)}) == len(graphs) + 3


def test_a_build_of_the_same_content_is_the_same_whatever_its_name() -> None:
    other = replace(_MANIFEST, build="20260202T120000-1a2b3c", previous="", version="2")
    assert other.content() == _MANIFEST.content()
    assert replace(other, access="internal").content() != _MANIFEST.content()


def test_the_digest_does_not_depend_on_order_and_pieces() -> None:
    one, other = Digest(), Digest()
    one.add([b"a", b"b", b"c"])
    other.add([b"c"])
    other.add([b"b", b"a"])
    assert (str(one), one.triples) == (str(other), 3)


@pytest.mark.parametrize("lines", [[b"a", b"b"], [b"a", b"b", b"d"], [b"a", b"b", b"c", b"c"]])
def test_the_digest_tells_other_triples(lines: list[bytes]) -> None:
    one, other = Digest(), Digest()
    one.add([b"a", b"b", b"c"])
    other.add(lines)
    assert str(one) != str(other)


def test_pointer_and_manifest_are_read_from_one_answer() -> None:
    rows = [
        {"build": manifest.build_iri(_BUILD), "s": t.subject, "p": t.predicate, "o": t.object}
        for t in manifest.statements(_MANIFEST)
    ]
    # Should two builds ever be named, all who read agree on one.
    rows += [{**row, "build": manifest.build_iri("30000101T000000-000000")} for row in rows]
    assert manifest.read_current(rows) == _MANIFEST
    assert manifest.read_current([]) is None


def test_the_pointer_names_a_build_of_ours() -> None:
    assert manifest.current_build([]) is None
    assert manifest.current_build([manifest.build_iri(_BUILD).value]) == _BUILD


@pytest.mark.parametrize("iri", ["https://example.org/x", manifest.BUILDS, f"{manifest.BUILDS}a/b"])
def test_a_pointer_to_anything_else_is_refused(iri: str) -> None:
    with pytest.raises(StoreError, match="no build"):
        manifest.current_build([iri])


def test_a_manifest_that_speaks_of_what_has_no_name_is_not_whole() -> None:
    row: dict[str, Term] = {"s": BlankNode("a"), "p": manifest.term("layout"), "o": Literal("1")}
    with pytest.raises(ValueError, match="IRI"):
        next(manifest.triples_of([row]))
    assert manifest.whole(_BUILD, manifest.triples_of([row])) is None
