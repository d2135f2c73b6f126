"""A store at an endpoint is worked on in a copy, and published again on condition that nobody else did."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from endpoints import endpoint, published_whole
from engines import AT_OXIGRAPH, AT_VIRTUOSO, Server
from simpul.errors import DataError, EndpointEmptyError, StoreError, UsageError
from simpul.exchange.publishing.publish import publish
from simpul.exchange.publishing.register import Register
from simpul.exchange.publishing.working_copy import working_copy
from simpul.ingest.build import build
from simpul.ingest.description import About
from simpul.ingest.load import load
from simpul.ingest.options import Options
from simpul.store import current_build
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from simpul.store.remote.settings import Endpoint
from simpul.terms import ID, NamedNode
from support import write_source


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of one source."""
    folder = tmp_path_factory.mktemp("data")
    write_source(folder)
    return folder


@pytest.fixture
def there(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """An endpoint with nothing of ours, and a cache with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    profile = endpoint(server)
    with Client(profile) as client:
        for entry in Register(client).entries():
            Register(client).remove(entry)
        client.update(f"DROP SILENT GRAPH {manifest.POINTER}")
    return profile


def _sources(there: Endpoint) -> set[str]:
    """Return the keys of the sources that are published."""
    with Client(there) as client:
        named = published_whole(client).named
    keys = (graph.of.value for graph in named if isinstance(graph.of, NamedNode))
    return {iri.removeprefix(f"{ID}source/") for iri in keys if iri.startswith(f"{ID}source/")}


def _table(tmp_path: Path) -> Path:
    file = tmp_path / "new-members.csv"
    file.write_text("member,network,begin\n1850147,c40,2010\n", encoding="utf-8")
    return file


def _options(access: str) -> Options:
    return Options(
        about=About(today=date(2026, 1, 1), title="New members", access=access), kind="membership"
    )


def test_what_is_built_and_loaded_is_published_and_kept_by_another_machine(
    there: Endpoint, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    assert copy.published is not None
    assert _sources(there) == {"test-list", "geonames"}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another-machine"))
    with working_copy(there) as other:
        load([_table(tmp_path)], other.folder, _options("public"))
    assert other.folder != copy.folder
    assert _sources(there) == {"test-list", "geonames", "new-members"}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with working_copy(there) as copy:
        build([data], copy.folder)
    assert _sources(there) == {"test-list", "geonames", "new-members"}
    # What the next build takes over is published, too.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a-third-machine"))
    with working_copy(there) as copy:
        report = build([data], copy.folder)
    assert [source.unchanged for source in report.sources if source.key == "test-list"] == [True]
    assert copy.published is None


@AT_VIRTUOSO
def test_what_changes_nothing_is_not_published(there: Endpoint, data: Path) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    with Client(there) as client:
        before = Register(client).current()
    with working_copy(there) as copy:
        build([data], copy.folder)
    assert copy.published is None
    with Client(there) as client:
        assert Register(client).current() == before


@AT_OXIGRAPH
def test_the_last_copy_of_what_is_gone_at_an_endpoint_is_kept(there: Endpoint, data: Path) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    with Client(there) as client:
        client.update(f"DROP SILENT GRAPH {manifest.POINTER}")
    with pytest.raises(EndpointEmptyError, match=f"--store {copy.folder}"), working_copy(there):
        pass
    assert current_build(copy.folder) is not None
    with Client(there) as client:
        publish(copy.folder, client)
    with working_copy(there) as copy:
        build([data], copy.folder)
    assert _sources(there) == {"test-list", "geonames"}


@AT_VIRTUOSO
def test_what_fails_changes_nothing(there: Endpoint, data: Path, tmp_path: Path) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    with Client(there) as client:
        before = published_whole(client)
    wrong = tmp_path / "wrong"
    write_source(wrong, {"membership": "key,member,network,source\na,nobody,c40,report\n"})
    with pytest.raises(DataError), working_copy(there) as copy:
        build([wrong], copy.folder)
    with Client(there) as client:
        assert published_whole(client) == before


@AT_OXIGRAPH
def test_a_source_that_may_not_be_published_is_refused_with_the_remedy(
    there: Endpoint, data: Path, tmp_path: Path
) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    with (
        pytest.raises(UsageError, match=r"new-members \(internal\).*`access`"),
        working_copy(there) as copy,
    ):
        load([_table(tmp_path)], copy.folder, _options("internal"))
    assert _sources(there) == {"test-list", "geonames"}
    with working_copy(replace(there, access="internal")) as copy:
        # What was refused is not in the copy either.
        load([_table(tmp_path)], copy.folder, _options("internal"))
    assert _sources(there) == {"test-list", "geonames", "new-members"}


@AT_VIRTUOSO
def test_who_works_on_what_somebody_replaced_meanwhile_is_told_and_can_run_again(
    there: Endpoint, data: Path, tmp_path: Path
) -> None:
    with working_copy(there) as copy:
        build([data], copy.folder)
    write_source(tmp_path / "more", key="other-list")
    build([data, tmp_path / "more"], tmp_path / "store")

    def loaded_too_late() -> None:
        with working_copy(there) as copy:
            load([_table(tmp_path)], copy.folder, _options("public"))
            with Client(there) as client:
                publish(tmp_path / "store", client)

    with pytest.raises(StoreError, match="Run the command again"):
        loaded_too_late()
    assert _sources(there) == {"test-list", "geonames", "other-list"}
    with working_copy(there) as copy:
        load([_table(tmp_path)], copy.folder, _options("public"))
    assert _sources(there) == {"test-list", "geonames", "other-list", "new-members"}
