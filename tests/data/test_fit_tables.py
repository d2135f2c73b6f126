"""`scripts/fit-tables` gives tables the columns of their schemas."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from support import ROOT


def fit(folder: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(ROOT / "scripts" / "fit-tables"), str(folder)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def copy(tmp_path: Path) -> Path:
    """Return a source with one table, beside a schema that has a column more than the table."""
    shutil.copytree(ROOT / "data" / "mgmac-capitals", tmp_path / "mgmac-capitals")
    shutil.copytree(ROOT / "data" / "schemas", tmp_path / "schemas")
    file = tmp_path / "schemas" / "membership.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    schema["columns"].insert(2, {"name": "joined_by"})
    file.write_text(json.dumps(schema), encoding="utf-8")
    return tmp_path / "mgmac-capitals" / "memberships.csv"


def test_a_new_column_of_a_schema_comes_to_its_place_in_each_table_empty(tmp_path: Path) -> None:
    table = copy(tmp_path)
    before = [line.split(",") for line in table.read_text(encoding="utf-8").splitlines()]
    assert "memberships.csv: 23 columns" in fit(tmp_path).stdout
    after = [line.split(",") for line in table.read_text(encoding="utf-8").splitlines()]
    assert after[0] == [*before[0][:2], "joined_by", *before[0][2:]]
    assert [row[:2] for row in after] == [row[:2] for row in before]
    assert {row[2] for row in after[1:]} == {""}


def test_what_fits_already_is_not_written(tmp_path: Path) -> None:
    copy(tmp_path)
    fit(tmp_path)
    done = fit(tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_column_that_the_schema_does_not_have_is_refused(tmp_path: Path) -> None:
    table = copy(tmp_path)
    table.write_text("key,member,colour\na,1,red\n", encoding="utf-8")
    done = fit(tmp_path)
    assert done.returncode == 1
    assert "not in the schema: colour" in done.stderr
    assert table.read_text(encoding="utf-8") == "key,member,colour\na,1,red\n"
