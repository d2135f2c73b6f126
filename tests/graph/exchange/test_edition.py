"""A build without some of its sources is the build that had never had them."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from simpul.errors import ForbiddenQueryError, ParameterError
from simpul.exchange.edition import without
from simpul.ingest.build import build
from simpul.ingest.description import About
from simpul.ingest.load import load
from simpul.ingest.options import Options
from simpul.naming import Names
from simpul.store import open_current
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
    assert not edition.graph.ask("ASK { ?s ?p ?o FILTER CONTAINS(STR(?s), 'zyx') }")
    for clause in ("FROM", "FROM NAMED"):
        with pytest.raises(ForbiddenQueryError, match="withheld"):
            edition.graph.ask(f"ASK {clause} {SECRET} {{ ?s ?p ?o }}")


def test_its_folder_goes_with_it_and_the_build_stays(stores: tuple[Path, Path]) -> None:
    whole = open_current(stores[1])
    before = {path: path.read_bytes() for path in whole.folder.rglob("*") if path.is_file()}
    made = without(whole, [SECRET])
    assert made.folder.is_dir()
    assert made.folder.stat().st_mode & 0o077 == 0
    made.graph.close()
    assert not made.folder.exists()
    assert {p: p.read_bytes() for p in whole.folder.rglob("*") if p.is_file()} == before
