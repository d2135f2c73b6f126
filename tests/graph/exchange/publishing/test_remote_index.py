"""The index of names of a published build, and its mirror in the cache."""

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from endpoints import DyingClient, Killed, endpoint, without_ontology
from engines import AT_OXIGRAPH, AT_VIRTUOSO, Server
from simpul.errors import EndpointReplacedError
from simpul.exchange.publishing import verdict
from simpul.exchange.publishing.cache import folder_of
from simpul.exchange.publishing.mirror import mirror, open_mirror
from simpul.exchange.publishing.publish import publish
from simpul.exchange.publishing.remote_index import index_folder
from simpul.ingest.build import build
from simpul.naming import Names
from simpul.store import Build as OpenedBuild
from simpul.store import current_build, open_current
from simpul.store.remote.client import Client
from simpul.store.remote.manifest import Manifest, manifest_graph
from support import write_source


@dataclass
class Build:
    """A build at an endpoint."""

    client: Client
    manifest: Manifest


@pytest.fixture
def there(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A client of a server, and a cache with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Client(endpoint(server)) as client:
        yield client


@pytest.fixture(scope="module")
def small(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store."""
    folder = tmp_path_factory.mktemp("named") / "store"
    return without_ontology(Path(shutil.copytree(ground, folder)))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of another source."""
    folder = tmp_path_factory.mktemp("other")
    write_source(folder / "data", key="other-list")
    build([folder / "data"], folder / "store")
    return without_ontology(folder / "store")


@pytest.fixture
def published(there: Client, small: Path) -> Build:
    """The small store, published."""
    return Build(there, publish(small, there).manifest)


def _held(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(folder / "names.db") as index:
        return {
            table: sorted(index.execute(f"SELECT * FROM {table}"), key=str)  # noqa: S608 - our own tables
            for table in ("name", "class", "lies", "origin")
        }


def test_the_index_of_a_published_build_is_that_of_the_store(there: Client, ground: Path) -> None:
    published = Build(there, publish(ground, there).manifest)
    folder, local = index_folder(published), current_build(ground)
    assert local is not None
    assert _held(folder) == _held(local)
    assert Names(folder).resolve("Jakarta", "City").endswith("/city/1642911")


@AT_VIRTUOSO
def test_an_index_is_made_once(published: Build, server: Server) -> None:
    folder = index_folder(published)
    with DyingClient(endpoint(server), at=1) as dying:
        assert index_folder(Build(dying, published.manifest)) == folder


def test_an_index_that_was_not_finished_is_made_again(published: Build, server: Server) -> None:
    with DyingClient(endpoint(server), at=2) as dying, pytest.raises(Killed):
        index_folder(Build(dying, published.manifest))
    folder = index_folder(published)
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@AT_OXIGRAPH
def test_a_mirror_in_the_cache_is_of_the_build_that_was_opened(
    published: Build, other: Path
) -> None:
    later = publish(other, published.client).manifest
    opened = open_mirror(published)
    names = [graph.of for graph in published.manifest.named]
    assert sorted(opened.graph.graph_names(), key=str) == sorted(names, key=str)
    renewed = open_mirror(Build(published.client, later))
    assert renewed.folder.parent == opened.folder.parent
    assert sorted(renewed.graph.graph_names(), key=str) != sorted(names, key=str)


@AT_VIRTUOSO
def test_a_mirror_that_another_process_replaced_meanwhile_is_not_taken_for_the_build(
    published: Build, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = publish(other, published.client).manifest
    others: list[object] = []

    def after_another(folder: Path, *, services: Collection[str] = ()) -> OpenedBuild:
        if not others:
            others.append(mirror(published.client, folder, of=later))
        return open_current(folder, services=services)

    monkeypatch.setattr("simpul.exchange.publishing.mirror.open_current", after_another)
    opened = open_mirror(published)
    names = [graph.of for graph in published.manifest.named]
    assert sorted(opened.graph.graph_names(), key=str) == sorted(names, key=str)


def test_an_index_of_a_build_that_went_while_it_was_made_is_not_kept(published: Build) -> None:
    gone = manifest_graph(published.manifest.build)
    published.client.update(f"DROP SILENT GRAPH {gone}")
    with pytest.raises(EndpointReplacedError):
        index_folder(published)
    assert not list((folder_of(published.client.endpoint)).iterdir())


@AT_OXIGRAPH
def test_an_endpoint_is_right_until_it_was_found_wrong(published: Build) -> None:
    assert not verdict.found_wrong(published)
    verdict.note(published.client, ["members"])
    assert verdict.found_wrong(published)
    verdict.note(published.client, [])
    assert not verdict.found_wrong(published)
