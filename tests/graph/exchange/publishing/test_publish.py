"""A store is published whole or not at all, and a mirror of it is the same."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from endpoints import DyingClient, Killed, endpoint, is_there, published_whole, without_ontology
from engines import AT_OXIGRAPH, AT_VIRTUOSO, Server
from simpul.errors import EndpointEmptyError, EndpointError, StoreError
from simpul.exchange.publishing import register
from simpul.exchange.publishing.mirror import mirror
from simpul.exchange.publishing.publication import Publication
from simpul.exchange.publishing.publish import publish
from simpul.exchange.publishing.register import Entry, Register
from simpul.ingest.build import build
from simpul.store import current_build, new_build, open_build, open_current
from simpul.store.protocol import GraphName
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from simpul.terms import ID, XSD, BlankNode, DefaultGraph, Literal, NamedNode, Quad, Term
from support import write_source

_TABLES = {
    "organisation": "key,kind,label_en,label_id,source\nc40,Network,C40 Cities,C40 Cities,report\n",
    "membership": "key,member,network,source\n1850147-c40,1850147,c40,report\n",
}
_OTHERS = NamedNode("https://example.org/their-graph")


@pytest.fixture(scope="module")
def stores(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small store, and one that has more sources, one of them internal; neither has the ontology."""
    folder = tmp_path_factory.mktemp("stores")
    shutil.copytree(ground, folder / "plain")
    write_source(folder / "data")
    write_source(folder / "data", _TABLES, key="other-list")
    write_source(folder / "data", _TABLES, key="secret-list", access="internal")
    build([folder / "data"], folder / "whole")
    return without_ontology(folder / "plain"), without_ontology(folder / "whole")


@pytest.fixture(scope="module")
def strange_store(stores: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with terms that engines rewrite, refuse or cut."""
    folder = tmp_path_factory.mktemp("strange") / "store"
    shutil.copytree(stores[0], folder)
    with new_build(folder) as new:
        new.begin_with_previous()
        graph = open_build(new.folder)
        graph.add(_strange())
        graph.close()
    return folder


def _strange() -> Iterator[Quad]:
    source, thing = NamedNode(f"{ID}source/test-list"), NamedNode(f"{ID}thing/a")
    foreign = NamedNode("https://example.org/graph?a=b#c")
    wkt = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
    terms: list[Term] = [
        Literal("POINT(-122.419420 37.774930)", datatype=wkt),
        Literal("no point at all", datatype=wkt),
        Literal("<b>", datatype=NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral")),
        Literal("", language="en"),
        Literal('a\nb\r\t"c\\ é 🐘 \u0001 \u200b'),
        Literal("long " * 20_000),
        NamedNode("https://example.org/é?a=1&b=2#c"),
        BlankNode("a1"),
        *(
            Literal(value, datatype=NamedNode(XSD + name))
            for name, values in {
                "integer": ["0", "-5", "2147483648", "9223372036854775807", "many"],
                "decimal": ["0.000000000000000001", "12345678.123456", "4", "few"],
                "double": ["1e5", "NaN", "INF", "0.1"],
                "boolean": ["true", "false", "perhaps"],
                "date": ["2018-01-01", "2018-01-01Z", "-0044-03-15", "2018-02-30"],
                "dateTime": ["2018-01-01T00:00:00.5+07:00", "2018-01-01T00:00:00Z"],
                "duration": ["P1Y"],
                "gYear": ["2018"],
                "time": ["10:00:00"],
            }.items()
            for value in values
        ),
    ]
    for number, term in enumerate(terms):
        property_ = NamedNode(f"https://example.org/property/{number}")
        for graph in (source, foreign, DefaultGraph()):
            yield Quad(thing, property_, term, graph)
            yield Quad(BlankNode("b2"), property_, term, graph)


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """A client of a server that holds another project's graph, and nothing of ours."""
    with Client(endpoint(server)) as made:
        for entry in Register(made).entries():
            Register(made).remove(entry)
        for graph in (manifest.POINTER, manifest.REGISTER):
            made.update(f"DROP SILENT GRAPH {graph}")
        server.load(_OTHERS.value, b"<http://e.org/a> <http://e.org/b> <http://e.org/c> .\n")
        yield made
        assert is_there(made, _OTHERS)


def _differences(one: Path, other: Path) -> list[GraphName]:
    """Return the graphs in which the current builds of two stores differ."""
    ours, theirs = open_current(one).graph, open_current(other).graph
    names: list[GraphName] = [DefaultGraph(), *ours.graph_names()]
    assert ours.graph_names() == theirs.graph_names()
    return [name for name in names if set(ours.lines(name)) != set(theirs.lines(name))]


def _index(store: Path) -> dict[str, list[tuple[object, ...]]]:
    folder = current_build(store)
    assert folder is not None
    with sqlite3.connect(folder / "names.db") as index:
        return {
            table: sorted(index.execute(f"SELECT * FROM {table}"), key=str)  # noqa: S608 - our own tables
            for table in ("name", "class", "lies", "origin")
        }


def test_a_mirror_of_what_was_published_is_the_same(
    client: Client, ground: Path, tmp_path: Path
) -> None:
    published = publish(ground, client)
    assert not published.unchanged
    assert published_whole(client) == published.manifest
    mirrored = mirror(client, tmp_path / "mirror")
    assert mirrored.manifest == published.manifest
    assert _differences(ground, tmp_path / "mirror") == []
    assert _index(ground) == _index(tmp_path / "mirror")
    for name in ("loaded.json", "sources.json"):
        texts = {(current_build(store) or store).joinpath(name).read_text() for store in (ground, tmp_path / "mirror")}  # fmt: skip
        assert len(texts) == 1


def test_whatever_terms_a_store_holds_a_mirror_holds(
    client: Client, server: Server, strange_store: Path, tmp_path: Path
) -> None:
    # A graph that nothing is known of is internal.
    with Client(endpoint(server, access="internal")) as trusted:
        publish(strange_store, trusted)
    mirror(client, tmp_path / "mirror")
    assert _differences(strange_store, tmp_path / "mirror") == []


@AT_VIRTUOSO
def test_what_is_there_already_is_neither_published_nor_mirrored_again(
    client: Client, strange_store: Path, tmp_path: Path
) -> None:
    first = publish(strange_store, client)
    again = publish(strange_store, client)
    assert again.unchanged
    assert again.manifest == first.manifest
    assert not mirror(client, tmp_path / "mirror").unchanged
    assert mirror(client, tmp_path / "mirror").unchanged


@AT_OXIGRAPH
def test_a_mirror_that_was_changed_is_made_again(
    client: Client, stores: tuple[Path, Path], tmp_path: Path
) -> None:
    publish(stores[0], client)
    mirror(client, tmp_path / "mirror")
    with new_build(tmp_path / "mirror") as new:
        new.begin_with_previous()
        graph = open_build(new.folder)
        graph.add([Quad(NamedNode(f"{ID}a"), NamedNode(f"{ID}b"), NamedNode(f"{ID}c"))])
        graph.close()
    assert not mirror(client, tmp_path / "mirror").unchanged
    assert _differences(stores[0], tmp_path / "mirror") == []


def test_what_not_everybody_may_see_is_not_published(
    client: Client, server: Server, stores: tuple[Path, Path], tmp_path: Path
) -> None:
    published = publish(stores[1], client)
    assert [source.key for source in published.withheld] == ["secret-list"]
    names = {graph.of for graph in published.manifest.named}
    assert NamedNode(f"{ID}source/other-list") in names
    assert NamedNode(f"{ID}source/secret-list") not in names
    mirror(client, tmp_path / "mirror")
    said = "\n".join(
        line.decode()
        for graph in published.manifest.graphs
        for line in open_current(tmp_path / "mirror").graph.lines(graph.of or DefaultGraph())
    )
    assert "other-list" in said
    assert "secret-list" not in said
    with Client(endpoint(server, access="internal")) as trusted:
        published = publish(stores[1], trusted)
        assert not published.withheld
        mirror(trusted, tmp_path / "whole")
    assert _differences(stores[1], tmp_path / "whole") == []


def test_the_build_before_stays_for_its_readers_and_the_one_before_that_goes(
    client: Client, stores: tuple[Path, Path]
) -> None:
    first = publish(stores[0], client).manifest
    second = publish(stores[1], client).manifest
    assert all(is_there(client, graph.name) for graph in (*first.graphs, *second.graphs))
    assert second.previous == first.build
    third = publish(stores[0], client).manifest
    assert not any(is_there(client, graph.name) for graph in first.graphs)
    assert all(is_there(client, graph.name) for graph in (*second.graphs, *third.graphs))


def _backdated(client: Client, build_: str) -> None:
    """Let the lease of a build be over."""
    iri, staged = manifest.build_iri(build_), manifest.term("stagedAt")
    client.update(
        f"""DELETE {{ GRAPH {manifest.REGISTER} {{ {iri} {staged} ?at }} }}
        INSERT {{ GRAPH {manifest.REGISTER} {{ {iri} {staged} "2001-01-01T00:00:00Z"^^<{XSD}dateTime> }} }}
        WHERE {{ GRAPH {manifest.REGISTER} {{ {iri} {staged} ?at }} }}"""
    )


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take who is about to change the pointer for dead after a moment."""
    monkeypatch.setattr(register, "_AT_THE_FLIP", timedelta(milliseconds=1))


@pytest.mark.usefixtures("impatient")
def test_a_publisher_killed_before_any_request_leaves_the_old_build_and_no_lasting_garbage(
    client: Client, server: Server, stores: tuple[Path, Path]
) -> None:
    publish(stores[0], client)
    with DyingClient(endpoint(server, piece=1_000)) as counting:
        publish(stores[1], counting)
    publish(stores[0], client)
    assert counting.sent > 30
    kills = sorted({*range(1, counting.sent, 10), *range(counting.sent - 5, counting.sent)})
    ever: dict[str, Entry] = {}
    outcomes: set[bool] = set()
    for at in kills:
        before = published_whole(client)
        with DyingClient(endpoint(server, piece=1_000), at=at) as dying, pytest.raises(Killed):
            publish(stores[1], dying)
        is_new = published_whole(client).build != before.build
        outcomes.add(is_new)
        ever |= {entry.build: entry for entry in Register(client).entries()}
        if is_new:
            publish(stores[0], client)
    assert outcomes == {True, False}
    for build_ in ever:
        _backdated(client, build_)
    publish(stores[1], client)
    kept = publish(stores[0], client).manifest
    assert {e.build for e in Register(client).entries()} == {kept.build, kept.previous}
    gone = [e for e in ever.values() if e.build not in {kept.build, kept.previous}]
    assert gone
    assert not [g for entry in gone for g in entry.graphs if is_there(client, g)]


def test_what_somebody_is_publishing_is_not_taken_for_garbage(
    client: Client, server: Server, stores: tuple[Path, Path]
) -> None:
    publish(stores[0], client)
    with DyingClient(endpoint(server), at=15) as dying, pytest.raises(Killed):
        publish(stores[1], dying)
    under_way = {e.build for e in Register(client).entries() if e.is_leased}
    assert len(under_way) == 1
    publish(stores[1], client)
    assert under_way <= {entry.build for entry in Register(client).entries()}
    _backdated(client, *under_way)
    publish(stores[0], client)
    assert not under_way & {entry.build for entry in Register(client).entries()}


def test_of_two_publishers_the_second_is_told_and_leaves_nothing(
    client: Client, server: Server, stores: tuple[Path, Path], strange_store: Path
) -> None:
    first = publish(strange_store, client).manifest

    def between(text: str) -> None:
        # While the one is still writing, the other publishes.
        if "%" in text and not done:
            done.append(text)
            with Client(endpoint(server)) as other:
                publish(stores[1], other)

    done: list[str] = []
    with pytest.raises(StoreError, match="Somebody else published"):
        publish(stores[0], client, on=first.build, progress=between)
    assert done
    assert NamedNode(f"{ID}source/other-list") in {g.of for g in published_whole(client).named}
    assert len(Register(client).entries()) == 2
    with pytest.raises(StoreError, match="Run the command again"):
        publish(stores[0], client, on=first.build)


def test_who_sees_an_older_publisher_about_to_change_the_pointer_gives_way(
    client: Client, stores: tuple[Path, Path]
) -> None:
    first = publish(stores[0], client).manifest
    older, younger = "20010101T000000-aaaaaa", "20990101T000000-aaaaaa"

    def older_one_changes_it(_seconds: float) -> None:
        other._flip(older, first.build)

    other = Register(client)
    for build_ in (older, younger):
        other.begin(build_, [])
    other._set(manifest.build_iri(older), manifest.term("flipsAt"))
    assert not Register(client, pause=older_one_changes_it).put_into_use(younger, first.build)
    assert other.current() == older


def test_who_sees_a_younger_publisher_waits_until_it_gives_way(
    client: Client, stores: tuple[Path, Path]
) -> None:
    first = publish(stores[0], client).manifest
    older, younger = "20010101T000000-aaaaaa", "20990101T000000-aaaaaa"
    paused: list[float] = []

    def younger_one_gives_way(seconds: float) -> None:
        paused.append(seconds)
        other._withdraw(younger)

    other = Register(client)
    for build_ in (older, younger):
        other.begin(build_, [])
    other._set(manifest.build_iri(younger), manifest.term("flipsAt"))
    assert Register(client, pause=younger_one_gives_way).put_into_use(older, first.build)
    assert len(paused) == 1
    assert other.current() == older


def test_a_build_whose_lease_was_taken_away_does_not_come_into_use(
    client: Client, stores: tuple[Path, Path]
) -> None:
    first = publish(stores[0], client).manifest
    register, build_ = Register(client), "20200101T000000-aaaaaa"
    register.begin(build_, [])
    for entry in register.entries():
        if entry.build == build_:
            register.remove(entry)
    assert not register.put_into_use(build_, first.build)
    assert register.current() == first.build


def test_what_differs_from_what_was_sent_is_told_before_it_is_in_use(
    client: Client, server: Server, stores: tuple[Path, Path]
) -> None:
    first = publish(stores[0], client).manifest

    class Losing(Client):
        def post_graph(self, graph: str, content: object) -> None:
            assert isinstance(content, bytes)
            kept = content if graph.endswith("files") else content[content.index(b"\n") + 1 :]
            super().post_graph(graph, kept)

    with (
        Losing(endpoint(server)) as losing,
        pytest.raises(EndpointError, match="not what was sent"),
    ):
        publish(stores[1], losing)
    assert published_whole(client) == first
    assert len(Register(client).entries()) == 1


def test_a_mirror_of_damaged_graphs_is_refused(
    client: Client, stores: tuple[Path, Path], tmp_path: Path
) -> None:
    published = publish(stores[0], client).manifest
    graph = next(g for g in published.named if g.name.value.endswith("test-list"))
    client.update(f"DELETE {{ GRAPH {graph.name} {{ ?s ?p ?o }} }} INSERT {{ GRAPH {graph.name} {{ ?s ?p \"x\" }} }} WHERE {{ {{ SELECT ?s ?p ?o WHERE {{ GRAPH {graph.name} {{ ?s ?p ?o }} }} LIMIT 1 }} }}")  # fmt: skip
    with pytest.raises(EndpointError, match="not what was published"):
        mirror(client, tmp_path / "mirror")
    assert current_build(tmp_path / "mirror") is None


def test_where_nothing_is_published_a_mirror_says_so(client: Client, tmp_path: Path) -> None:
    with pytest.raises(EndpointEmptyError, match="simpul publish"):
        mirror(client, tmp_path / "mirror")


def test_what_a_newer_simpul_published_is_left_alone(
    client: Client, stores: tuple[Path, Path]
) -> None:
    published = publish(stores[0], client).manifest
    graph, layout = manifest.manifest_graph(published.build), manifest.term("layout")
    iri = manifest.build_iri(published.build)
    client.update(f"DELETE WHERE {{ GRAPH {graph} {{ {iri} {layout} ?n }} }}")
    client.update(f"INSERT DATA {{ GRAPH {graph} {{ {iri} {layout} 99 }} }}")
    with pytest.raises(StoreError, match="Install a newer Simpul"):
        publish(stores[1], client)
    assert Register(client).current() == published.build


def test_who_may_not_write_is_told_so(virtuoso_server: Server) -> None:
    stranger = replace(endpoint(virtuoso_server), auth="none", user="", secret="")
    with Client(stranger) as client, pytest.raises(EndpointError) as told:
        Register(client).begin("20200101T000000-aaaaaa", [])
    assert told.value.exit_code == 3


def test_who_finds_nothing_to_publish_removes_nothing_that_came_into_use_meanwhile(
    client: Client, stores: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(stores[0], client)
    compare, others = Publication.is_in, list[str]()

    def slowly(self: Publication, known: manifest.Manifest) -> bool:
        if not others:
            others.append("")
            others[0] = publish(stores[1], client).manifest.build
        return compare(self, known)

    monkeypatch.setattr(Publication, "is_in", slowly)
    assert publish(stores[0], client).unchanged
    assert Register(client).current() == others[0]
    assert Register(client).manifest(others[0]) is not None
    count = f"SELECT ?s {{ GRAPH {manifest.published_name(others[0], DefaultGraph())} {{ ?s ?p ?o }} }} LIMIT 1"
    with client.query(count, accept="application/sparql-results+json") as answer:
        assert b'"bindings"' in answer.read(100_000)
