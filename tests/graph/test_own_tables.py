from pathlib import Path

import pytest

from simpul.own_tables import rows


def test_the_rows_come_without_the_headings(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text('key,name\n1,"a, b"\n2,한국\n', encoding="utf-8")
    assert [*rows(file)] == [["1", "a, b"], ["2", "한국"]]


def test_a_table_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        [*rows(tmp_path / "none.csv")]
