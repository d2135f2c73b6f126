"""The tables of ours that an index is made of."""

from pathlib import Path

import pytest

from simpul.naming.gazetteer import own_tables
from simpul.naming.gazetteer.own_tables import ITEMS, NAMES, OTHER_NAMES, edition, table


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Copies of the tables, read in their place."""
    for name in (OTHER_NAMES, NAMES, ITEMS):
        (tmp_path / name).write_bytes(table(name).read_bytes())
    monkeypatch.setattr(own_tables, "table", lambda name: tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [OTHER_NAMES, NAMES])
def test_an_index_is_made_anew_when_a_table_of_names_changes(copies: Path, name: str) -> None:
    before = edition()
    with (copies / name).open("a") as file:
        file.write("1,A,short name,B,https://example.org,2026-11-26\n")
    assert edition() != before


def test_an_index_is_not_made_anew_for_items_which_it_does_not_have(copies: Path) -> None:
    before = edition()
    with (copies / ITEMS).open("a") as file:
        file.write("1,Q1\n")
    assert edition() == before
