"""What a build keeps of its pages: drawn once for all views, and for nobody else's eyes."""

import errno
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.ingest import editions
from simpul.ingest.build import build
from simpul.projection.reader import Reader
from simpul.session import KnowledgeGraph
from simpul_viz import kept_atlases, scenes
from support import ORGANISATIONS, packed_in, write_source

TWO = {"a": "Jakarta", "b": "Seoul"}


def kept_in(store: Path) -> list[Path]:
    """Return the files that a store keeps of what was drawn."""
    return sorted(store.glob("*/**/drawn/atlas-*.json"))


def page_of(
    store: Path,
    view: str = "explorer",
    *,
    access: str = "public",
    language: str = "en",
    **options: str,
) -> str:
    """Return a page as a session of its own makes it."""
    with KnowledgeGraph(store, lang=language, access=access, tell=lambda _said: None) as kg:
        return kg.page(view, options)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let drawing fail from a call on."""

    def refuse(*_given: object, **_named: object) -> None:
        pytest.fail("the graph was read again")

    return lambda: monkeypatch.setattr(scenes, Reader.__name__, refuse)


def test_what_one_view_has_drawn_opens_all_in_any_language(
    store: Path, undrawn: Callable[[], None]
) -> None:
    own = [page_of(store, "compare", language="id", **TWO) for _again in "ab"]
    undrawn()
    assert page_of(store, "compare", language="id", **TWO) == own[0] == own[1]
    assert "Jakarta" in page_of(store, "ego", of="Jakarta", language="en")
    for view in ("explorer", "map", "timeline", "shared"):
        assert page_of(store, view)


def test_what_is_kept_is_its_owners_alone(store: Path) -> None:
    page_of(store)
    [file] = kept_in(store)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said[: len(said) // 2],
        lambda said: said.replace("H4sI", "H4sJ", 1),
        lambda said: said[:0] + "[]",
        lambda said: said[:0] + '{"data": 1}',
    ],
    ids=["cut off", "changed", "another thing", "of other parts"],
)
def test_what_is_not_as_it_was_written_is_drawn_anew(
    store: Path, spoil: Callable[[str], str]
) -> None:
    page = page_of(store)
    [file] = kept_in(store)
    whole = file.read_text(encoding="utf-8")
    file.write_text(spoil(whole), encoding="utf-8")
    assert page_of(store) == page
    assert file.read_text(encoding="utf-8") == whole


def test_where_nothing_can_be_kept_pages_are_drawn(store: Path) -> None:
    page = page_of(store)
    [file] = kept_in(store)
    shutil.rmtree(file.parent)
    file.parent.write_text("in the way", encoding="utf-8")
    assert page_of(store) == page
    assert kept_in(store) == []


def test_another_simpul_draws_for_itself_and_leaves_nothing_old(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_of(store)
    before = kept_in(store)
    monkeypatch.setattr(kept_atlases, "_code", lambda: "another")
    page_of(store)
    after = kept_in(store)
    assert len(before) == len(after) == 1
    assert before != after


def with_another_network(folder: Path, name: str, access: str = "public") -> Path:
    """Write a source that has a network more."""
    line = f"{name.lower()},Network,{name},{name},report\n"
    return write_source(
        folder, {"organisation": ORGANISATIONS + line}, key=name.lower(), access=access
    )


def test_each_right_has_its_own(tmp_path: Path) -> None:
    sources = [write_source(tmp_path), with_another_network(tmp_path, "Zyxwv", "internal")]
    build(sources, tmp_path / "store")
    for access in ("internal", "public", "internal"):
        page = page_of(tmp_path / "store", access=access)
        assert (b"Zyxwv" in b"".join(packed_in(page.encode()))) == (access == "internal")
    assert len(kept_in(tmp_path / "store")) == 2


def test_a_new_build_is_drawn_anew(tmp_path: Path) -> None:
    source = write_source(tmp_path)
    for sources in ([source], [source, with_another_network(tmp_path, "Zyxwv")]):
        build(sources, tmp_path / "store")
        page = page_of(tmp_path / "store")
        assert (b"Zyxwv" in b"".join(packed_in(page.encode()))) == (len(sources) > 1)


def test_with_single_datasets_is_another_drawing(store: Path) -> None:
    with KnowledgeGraph(
        store, access="public", also_single_datasets=True, tell=lambda _said: None
    ) as kg:
        kg.page("explorer")
    page_of(store)
    assert len(kept_in(store)) == 2


def test_where_no_edition_can_be_kept_nobody_sees_what_is_kept_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sources = [write_source(tmp_path), with_another_network(tmp_path, "Zyxwv", "internal")]
    build(sources, tmp_path / "store")
    page_of(tmp_path / "store", access="internal")
    monkeypatch.setattr(editions, "_kept", full)
    page = page_of(tmp_path / "store")
    assert b"Zyxwv" not in b"".join(packed_in(page.encode()))
    assert len(kept_in(tmp_path / "store")) == 1
