"""Who may see which source; what Python hands on is what everybody may see, unless it was opened for more."""

from collections.abc import Callable
from pathlib import Path

import pytest

import simpul
from simpul.access import beyond, notice, restricted_sources, within
from simpul.errors import UsageError
from simpul.ingest.build import build
from simpul.store import OxigraphStore
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    DefaultGraph,
    NamedNode,
    Quad,
    dct,
    rdf_type,
)
from simpul.terms import simpul as term
from support import packed_in, write_source

TABLES = {
    "organisation": (
        "key,kind,label_en,label_id,source\n"
        "zyx,Network,Zyx Cities,Kota Zyx,report\nc40,Network,C40,C40,report\n"
    ),
    "membership": (
        "key,member,network,begin,source\n"
        "1642911-zyx,1642911,zyx,2019,report\n1835848-zyx,1835848,zyx,2019,report\n"
    ),
}


@pytest.fixture(scope="module")
def secret_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a public source and of an internal one."""
    folder = tmp_path_factory.mktemp("secret")
    write_source(folder / "data")
    write_source(folder / "data", TABLES, key="zyx-list", access="internal")
    build([folder / "data"], folder / "store")
    return folder / "store"


MARKS = ("zyx cities", "kota zyx", "org/zyx", "zyx-list")
MEMBERS = "SELECT ?city ?network { ?city simpul:memberOf ?network }"
MADE: dict[str, Callable[[simpul.KnowledgeGraph], object]] = {
    "page": lambda kg: packed_in(kg.page("explorer").encode()),
    "pyvis": lambda kg: kg.pyvis("networks").generate_html(),
    "networkx": lambda kg: [*kg.networkx("memberships").nodes(data=True)],
    "export": lambda kg: kg.export(),
    "table": lambda kg: kg.sparql(MEMBERS).to_bytes(),
    "html": lambda kg: kg.sparql(MEMBERS).to_bytes("html"),
    "csv": lambda kg: kg.query("memberships", city="Jakarta").to_bytes("csv"),
}
"""What Python makes to be handed on."""


@pytest.mark.parametrize("door", MADE)
def test_what_python_hands_on_is_public(secret_store: Path, door: str) -> None:
    with simpul.open(secret_store) as kg:
        with pytest.warns(UserWarning, match=r'zyx-list. access="internal" includes them'):
            made = MADE[door](kg)
        assert [mark for mark in MARKS if mark in str(made).lower()] == []
        assert any(mark in str(MADE[door](kg.limited("internal"))).lower() for mark in MARKS)
    with simpul.open(secret_store, access="internal") as kg:
        assert any(mark in str(MADE[door](kg)).lower() for mark in MARKS)


def test_an_answer_in_python_is_for_who_asks(secret_store: Path) -> None:
    with simpul.open(secret_store) as kg:
        rows = kg.sparql(MEMBERS)
        assert "Zyx" in repr(rows)
        assert "Zyx" in str(rows.to_dicts())
        assert kg.find("Zyx Cities")


def test_a_session_opened_for_the_public_shows_nothing_else(secret_store: Path) -> None:
    with pytest.warns(UserWarning, match="Withheld"):
        kg = simpul.open(secret_store, access="public")
    with kg:
        assert "Zyx" not in repr(kg.sparql(MEMBERS))
        assert "Zyx" not in repr(kg.sparql(MEMBERS, timeout=60))
        assert not [name for name in kg.names.complete("zyx", "") if name]
        assert not any("zyx" in str(quad) for quad in kg.rdflib().quads())
        assert kg.limited("internal").store is kg.store


def test_a_page_for_the_office_says_so_in_both_languages(secret_store: Path) -> None:
    with simpul.open(secret_store, access="internal") as kg:
        page, rows = kg.page("explorer"), kg.sparql(MEMBERS).to_bytes("html").decode()
    assert "For the office alone: holds sources that are internal: List zyx-list." in page
    assert "Hanya untuk kalangan kantor: memuat sumber internal: Daftar zyx-list." in page
    assert "For the office alone" in rows


def test_an_unknown_access_right_is_told(secret_store: Path) -> None:
    with pytest.raises(UsageError, match="is not one of: public, partner, internal"):
        simpul.open(secret_store, access="everybody")


def _described(*rights: str) -> OxigraphStore:
    """Return a store with one source whose description has these rights."""
    store = OxigraphStore.in_memory()
    source = NamedNode(f"{ID}source/list")
    facts = [(rdf_type, term("Source"))]
    facts += [(dct("accessRights"), NamedNode(f"{ID}access/{right}")) for right in rights]
    store.add(Quad(source, link, value, CATALOGUE_GRAPH) for link, value in facts)
    return store


@pytest.mark.parametrize(
    ("rights", "access"),
    [
        ((), "internal"),
        (("partner",), "partner"),
        (("public", "partner"), "partner"),
        (("public", "internal"), "internal"),
        (("everybody",), "internal"),
    ],
)
def test_a_source_that_does_not_say_clearly_who_may_see_it_is_for_few(
    rights: tuple[str, ...], access: str
) -> None:
    (source,) = restricted_sources(_described(*rights))
    assert source.access == access
    assert beyond([source], "public") == [source]
    assert within([source], "internal") == [source]
    told = {"partner": "For partners alone", "internal": "For the office alone"}
    assert notice([source])["en"].startswith(told[access])


def test_only_its_own_description_makes_a_source_public() -> None:
    store = _described("internal")
    claimed = (NamedNode(f"{ID}source/list"), dct("accessRights"), NamedNode(f"{ID}access/public"))
    for graph in (NamedNode(f"{ID}source/other"), DefaultGraph()):
        store.add([Quad(*claimed, graph)])
    assert [(s.key, s.access) for s in restricted_sources(store)] == [
        ("list", "internal"),
        ("other", "internal"),
    ]


def test_a_public_source_is_not_restricted() -> None:
    assert restricted_sources(_described("public")) == []
    assert notice([]) == {}
