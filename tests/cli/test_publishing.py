"""Stores at endpoints on the command line: published, mirrored, checked, changed, backed up and restored."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from endpoints import endpoint
from engines import AT_OXIGRAPH, AT_VIRTUOSO, Server
from simpul.exchange.publishing.register import Register
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from support import simpul, write_source

_SHARED = ("query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul")


@dataclass
class Office:
    """A person's machine: settings, a cache, a folder, and an endpoint that is called ``office``."""

    folder: Path
    environment: dict[str, str]
    address: str

    def run(self, *words: str, code: int = 0) -> tuple[str, str]:
        """Run a command; return what it printed."""
        done = simpul(*words, stdin="", store=None, **self.environment)
        assert done.returncode == code, done.stderr
        return done.stdout, done.stderr


@pytest.fixture
def office(server: Server, ground: Path, tmp_path: Path) -> Office:
    """An office with an empty endpoint, data of its own, and a store of them."""
    auth = 'auth = "digest"\nuser = "dba"\nsecret = "env:OFFICE_PASSWORD"\n' if server.user else ""
    settings = tmp_path / "settings" / "simpul"
    settings.mkdir(parents=True)
    settings.joinpath("simpul.toml").write_text(
        f'[endpoints.office]\nquery = "{server.query}"\nengine = "{server.engine}"\n{auth}',
        encoding="utf-8",
    )
    with Client(endpoint(server)) as client:
        for entry in Register(client).entries():
            Register(client).remove(entry)
        client.update(f"DROP SILENT GRAPH {manifest.POINTER}")
    write_source(tmp_path / "data")
    shutil.copytree(ground, tmp_path / "store")
    return Office(
        tmp_path,
        {
            "XDG_CONFIG_HOME": str(tmp_path / "settings"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "OFFICE_PASSWORD": server.password,
        },
        server.query,
    )


def test_what_is_built_into_an_endpoint_answers_as_a_store_in_a_folder(office: Office) -> None:
    data = str(office.folder / "data")
    told, _notes = office.run("build", "--data", data, "--store", "office")
    assert f"published at {office.address}: build " in told
    assert "store: " not in told
    there, _notes = office.run(*_SHARED, "-f", "json", "--store", "office")
    here, _notes = office.run(*_SHARED, "-f", "json", "--store", str(office.folder / "store"))
    assert there == here
    assert json.loads(here)
    told, _notes = office.run("build", "--data", data, "--store", "office")
    assert f"Nothing was changed at {office.address}." in told


@AT_OXIGRAPH
def test_a_table_is_loaded_into_an_endpoint_and_taken_out_again(office: Office) -> None:
    table = office.folder / "more.csv"
    table.write_text("member,network,begin\n1850147,c40,2010\n", encoding="utf-8")
    office.run("build", "--data", str(office.folder / "data"), "--store", "office")
    load = ("load", str(table), "--source", "more", "--kind", "membership", "--store", "office")
    _told, refused = office.run(*load, code=2)
    assert "more (internal)" in refused
    told, _notes = office.run(*load, "--access", "public", "--dry-run")
    assert "Nothing was changed" in told
    told, _notes = office.run(*load, "--access", "public")
    assert "published at" in told
    members = ("query", "members", "-p", "network=C40 Cities", "-f", "csv", "--store", "office")
    assert "1850147" in office.run(*members)[0]
    told, _notes = office.run("unload", "more", "--store", "office")
    assert "published at" in told
    assert "1850147" not in office.run(*members)[0]


@AT_VIRTUOSO
def test_a_store_is_published_mirrored_and_neither_is_done_twice(office: Office) -> None:
    store, mirror = str(office.folder / "store"), str(office.folder / "mirror")
    office.run("publish", "office", "--store", store)
    again, _notes = office.run("publish", "office", "--store", store)
    assert "holds all this already" in again
    told, _notes = office.run("mirror", "office", "-o", mirror)
    assert "all of them as they were published" in told
    again, _notes = office.run("mirror", office.address, "-o", mirror)
    assert "already contains all this" in again
    assert office.run("export", "--store", store) == office.run("export", "--store", mirror)
    assert office.run("export", "--store", store)[0] == office.run("export", "--store", "office")[0]


@AT_OXIGRAPH
def test_what_is_withheld_is_told_and_can_be_included(office: Office) -> None:
    store = str(office.folder / "store")
    write_source(office.folder / "data", key="secret-list", access="internal")
    office.run("build", "--data", str(office.folder / "data"), "--store", store)
    _told, notes = office.run("publish", "office", "--store", store)
    assert "secret-list. --access internal includes them." in notes
    _told, notes = office.run("publish", "office", "--access", "internal", "--store", store)
    assert "secret-list" not in notes


@AT_VIRTUOSO
def test_another_store_is_not_replaced_by_a_mirror_or_a_backup(office: Office) -> None:
    store, file = str(office.folder / "store"), str(office.folder / "backup.zip")
    office.run("publish", "office", "--store", store)
    _told, refused = office.run("mirror", "office", "-o", store, code=2)
    assert "--force" in refused
    office.run("mirror", "office", "-o", store, "--force")
    told, _notes = office.run("backup", "-o", file, "--store", store)
    content = Path(file).read_bytes()
    assert f"SHA-256: {hashlib.sha256(content).hexdigest()}" in told
    assert Path(file).stat().st_mode & 0o077 == 0
    _told, refused = office.run("backup", "-o", file, "--store", store, code=2)
    assert "--force" in refused
    _told, refused = office.run("restore", file, "--store", store, code=2)
    assert "--force" in refused
    told, _notes = office.run("restore", file, "--store", str(office.folder / "restored"))
    assert "all of them as they were backed up" in told
    office.run("restore", file, "--store", store, "--force")
    exported = office.run("export", "--store", store)
    assert exported == office.run("export", "--store", str(office.folder / "restored"))


@AT_OXIGRAPH
def test_a_backup_of_an_endpoint_is_that_of_its_mirror(office: Office) -> None:
    files = [office.folder / "one.zip", office.folder / "other.zip"]
    office.run("build", "--data", str(office.folder / "data"), "--store", "office")
    office.run("mirror", "office", "-o", str(office.folder / "mirror"))
    office.run("backup", "-o", str(files[0]), "--store", "office")
    office.run("backup", "-o", str(files[1]), "--store", str(office.folder / "mirror"))
    assert len({file.stat().st_size for file in files}) == 1


@AT_OXIGRAPH
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["publish", "nowhere"], 2, "'nowhere' is no endpoint"),
        (["publish", "http://127.0.0.1:1/sparql"], 3, "Nobody listens there"),
        (["mirror", "office", "-o", "mirror"], 3, "simpul publish"),
        (["check", "office"], 3, "simpul publish"),
        (["check", "office", "facts.ttl"], 2, "one endpoint at a time"),
        (["restore", "nothing.zip", "--store", "other"], 5, "nothing.zip"),
        (["restore", "data/test-list/document.csv", "--store", "other"], 5, "no backup"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_told_with_the_remedy(
    office: Office, words: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.folder)
    office.environment["SIMPUL_STORE"] = str(office.folder / "store")
    _told, error = office.run(*words, code=code)
    assert said in error
    assert "Traceback" not in error
