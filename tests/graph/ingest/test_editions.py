"""A build without some of its sources is the build that had never had them."""

import contextlib
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from simpul.errors import ForbiddenQueryError, ParameterError
from simpul.exchange.publishing.backup import backup, restore
from simpul.ingest import editions
from simpul.ingest.build import build
from simpul.ingest.description import About
from simpul.ingest.editions import without
from simpul.ingest.load import load
from simpul.ingest.options import Options
from simpul.naming import Names
from simpul.store import UnchangedError, new_build, open_current
from simpul.store.builds import Build
from simpul.terms import ID, BlankNode, NamedNode, Quad
from support import write_source

SECRET = NamedNode(f"{ID}source/secret-list")
TABLES = {
    "organisation": (
        "key,kind,label_en,label_id,aliases,source\n"
        "zyx,Network,Zyx Cities,Kota Zyx,Xyzzy,report\n"
        "c40,Network,Cities C40,Kota C40,,report\n"
    ),
    "membership": (
        "key,member,network,source\n"
        "1850147-c40,1850147,c40,report\n1835848-c40,1835848,c40,report\n1642911-zyx,1642911,zyx,report\n"
    ),
}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A store, and one that has a secret source as well."""
    folder = tmp_path_factory.mktemp("editions")
    write_source(folder / "data")
    build([folder / "data"], folder / "plain")
    write_source(folder / "data", TABLES, key="secret-list", access="internal")
    build([folder / "data"], folder / "whole")
    return folder / "plain", folder / "whole"


def _named(quads: Iterable[Quad]) -> set[Quad]:
    """Return the quads without blank nodes, which have other names in each store."""
    return {q for q in quads if not isinstance(q.subject, BlankNode) and not isinstance(q.object, BlankNode)}  # fmt: skip


@pytest.fixture(scope="module")
def edition(stores: tuple[Path, Path]) -> Build:
    return without(open_current(stores[1]), [SECRET])


def test_it_holds_what_the_build_would_hold_that_never_had_the_source(
    stores: tuple[Path, Path], edition: Build
) -> None:
    plain, whole = (open_current(store).graph for store in stores)
    held = _named(edition.graph.matching())
    assert held == _named(plain.matching())
    assert held < _named(whole.matching())


@pytest.mark.usefixtures("few_cities")
def test_the_worlds_cities_stay_in_it(tmp_path: Path) -> None:
    """They are only in the merge, in which what the source mentions of them is merged with the rest."""
    build([write_source(tmp_path)], tmp_path / "plain", level=15000)
    store = Path(shutil.copytree(tmp_path / "plain", tmp_path / "store"))
    (tmp_path / "members.csv").write_text("member,network\nTokyo,c40\nBandung,c40\n", "utf-8")
    (report,) = load(
        [tmp_path / "members.csv"],
        store,
        Options(about=About(today=date(2026, 1, 1)), source="secret-list"),
    )
    assert report.loaded == 2
    made = without(open_current(store), [SECRET]).graph
    plain = open_current(tmp_path / "plain").graph
    assert plain.ask(f"ASK {{ <{ID}city/1650357> a simpul:City }}")
    assert len(made) == len(plain)
    for graph in plain.graph_names():
        assert _named(made.matching(graph=graph)) == _named(plain.matching(graph=graph))


@pytest.mark.parametrize("name", ["Zyx Cities", "Kota Zyx", "Xyzzy", f"{ID}org/zyx"])
def test_a_name_that_only_the_source_has_finds_nothing(
    stores: tuple[Path, Path], edition: Build, name: str
) -> None:
    assert Names(open_current(stores[1]).folder).find(name, "").iri == f"{ID}org/zyx"
    with pytest.raises(ParameterError) as raised:
        Names(edition.folder).find(name, "")
    assert "Zyx" not in str(raised.value).replace(name, "")


def test_a_query_cannot_reach_the_source(edition: Build) -> None:
    assert not edition.graph.ask(f"ASK {{ GRAPH {SECRET} {{ ?s ?p ?o }} }}")
    assert not edition.graph.ask(f"ASK {{ GRAPH {SECRET} {{ }} }}")
    assert SECRET not in edition.graph.graph_names()
    assert not edition.graph.ask("ASK { ?s ?p ?o FILTER CONTAINS(STR(?s), 'zyx') }")
    for clause in ("FROM", "FROM NAMED"):
        with pytest.raises(ForbiddenQueryError, match="withheld"):
            edition.graph.ask(f"ASK {clause} {SECRET} {{ ?s ?p ?o }}")


def _kept(store: Path) -> list[Path]:
    """Return the folders of the editions that the current build of a store keeps."""
    return sorted(path for path in (open_current(store).folder / "editions").iterdir() if path.is_dir())  # fmt: skip


def _states(folder: Path) -> dict[Path, tuple[int, int]]:
    return {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file() and "lock" not in p.name}  # fmt: skip


def _refuse(*_args: object) -> NoReturn:
    raise PermissionError(13, "Permission denied")


@pytest.fixture
def whole(stores: tuple[Path, Path], tmp_path: Path) -> Path:
    """A store with a secret source, of the test's own."""
    return Path(shutil.copytree(stores[1], tmp_path / "whole"))


def test_a_build_is_made_with_its_edition_which_is_only_opened(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = _kept(whole)
    monkeypatch.setattr(editions, "_make", _refuse)
    made = without(open_current(whole), [SECRET])
    assert made.folder == kept
    made.graph.close()
    assert kept.is_dir()


def test_a_build_without_a_secret_has_none(stores: tuple[Path, Path]) -> None:
    assert not (open_current(stores[0]).folder / "editions").exists()


def test_an_edition_is_its_owners_alone(stores: tuple[Path, Path]) -> None:
    build_ = open_current(stores[1]).folder
    paths = [path for path in build_.rglob("*") if path.name != "LOCK"]
    assert [path for path in paths if path.stat().st_mode & 0o077] == []
    shared = {path.stat().st_ino for path in (build_ / "graph").glob("*.sst")}
    assert {p.stat().st_ino for p in _kept(stores[1])[0].glob("graph/*.sst")} & shared


def test_a_build_of_before_gets_its_edition_once_however_many_ask(whole: Path) -> None:
    shutil.rmtree(open_current(whole).folder / "editions")
    with ThreadPoolExecutor(4) as askers:
        asked = [askers.submit(without, open_current(whole), [SECRET]) for _time in range(4)]
        made = [one.result() for one in asked]
    assert [one.folder for one in made] == _kept(whole) * 4
    assert [path.name for path in _kept(whole)[0].parent.iterdir() if path.is_dir()] == [made[0].folder.name]  # fmt: skip


@pytest.mark.parametrize("name", ["names.db", "files.json", "graph/CURRENT", "build.json"])
def test_one_that_is_damaged_is_made_anew_and_who_reads_it_goes_on(whole: Path, name: str) -> None:
    reading = without(open_current(whole), [SECRET])
    held = _named(reading.graph.matching())
    (reading.folder / name).write_text("nothing")
    again = without(open_current(whole), [SECRET])
    assert again.folder == reading.folder
    assert _named(again.graph.matching()) == held
    assert _named(reading.graph.matching()) == held


def test_one_that_was_half_made_is_never_read(whole: Path) -> None:
    (kept,) = _kept(whole)
    kept.rename(kept.with_name(f"{kept.name}.new"))
    made = without(open_current(whole), [SECRET])
    assert made.folder == kept
    assert _kept(whole) == [kept]


def test_one_that_cannot_be_made_leaves_nothing(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(_kept(whole)[0])

    def fail(*_args: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("simpul.store.seal.seal", fail)
    with pytest.raises(KeyboardInterrupt):
        without(open_current(whole), [SECRET])
    assert _kept(whole) == []


def test_where_nothing_can_be_written_it_lies_elsewhere_and_goes_with_who_asked(
    whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(open_current(whole).folder / "editions")
    before = _states(whole)
    monkeypatch.setattr("simpul.store.own_files.make_folder", _refuse)
    made = without(open_current(whole), [SECRET])
    assert not made.folder.is_relative_to(whole)
    assert made.folder.stat().st_mode & 0o077 == 0
    assert made.graph.ask(f"ASK {{ <{ID}org/c40> ?p ?o }}")
    made.graph.close()
    assert not made.folder.exists()
    assert _states(whole) == before


def test_the_build_is_as_it_was_and_stays_for_as_long_as_its_edition_is_read(whole: Path) -> None:
    current = open_current(whole)
    before = _states(current.folder)
    made = without(current, [SECRET])
    current.graph.close()
    assert _states(made.folder.parents[1]) == before
    for _time in range(2):
        with new_build(whole) as new:
            new.begin_with_previous()
    assert made.graph.ask(f"ASK {{ <{ID}org/c40> ?p ?o }}")
    assert made.folder.is_dir()
    made.graph.close()
    with contextlib.suppress(UnchangedError), new_build(whole):
        raise UnchangedError
    assert not made.folder.exists()


def test_it_moves_with_its_store(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = whole.rename(whole.with_name("moved"))
    monkeypatch.setattr(editions, "_make", _refuse)
    assert without(open_current(moved), [SECRET]).folder.is_relative_to(moved)


def test_it_is_in_no_backup_and_comes_with_what_is_restored(whole: Path, tmp_path: Path) -> None:
    written = b"".join(backup(whole))
    shutil.rmtree(open_current(whole).folder / "editions")
    assert b"".join(backup(whole)) == written
    (tmp_path / "file.zip").write_bytes(written)
    restore(tmp_path / "file.zip", tmp_path / "restored")
    assert len(_kept(tmp_path / "restored")) == 1
