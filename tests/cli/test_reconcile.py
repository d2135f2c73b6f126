"""`simpul reconcile`: what it reads, what it writes, and what persons decided in between."""

import csv
from pathlib import Path

import pytest

from simpul.ingest.reconcile import Resolver
from support import UMASKS, simpul

pytestmark = pytest.mark.slow

TABLE = "kota,negara\nKota Semarang,Indonesia\nSpringfield,USA\nAtlantis,Narnia\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_a_decision_made_in_the_file_is_respected_by_the_next_run(
    resolver: Resolver, table: Path, tmp_path: Path
) -> None:
    assert resolver
    kept = tmp_path / "decisions.csv"
    words = ["reconcile", str(table), "--name", "kota", "--country", "negara"]
    first = simpul(*words, "--decisions", str(kept))
    assert first.returncode == 0
    assert "there is no country 'Narnia'" in first.stderr
    assert "rows: 3; with a city: 1; blank: 2" in first.stderr
    rows = list(csv.DictReader(kept.read_text(encoding="utf-8").splitlines()))
    assert [row["kota"] for row in rows] == ["Springfield", "Atlantis"]
    decided = "kota,negara,decision,geonames_id,reason\nSpringfield,USA,choose,4250542,they said Illinois\n"
    kept.write_text(decided, encoding="utf-8")
    again = list(csv.DictReader(simpul(*words, "--decisions", str(kept)).stdout.splitlines()))
    assert [(row["geonames_id"], row["method"]) for row in again] == [
        ("1627896", "form"),
        ("4250542", "chosen"),
        ("", "unknown country"),
    ]
    assert kept.read_text(encoding="utf-8") == decided


def test_a_name_with_a_slip_of_the_pen_is_blank_with_cities_to_choose_from(
    resolver: Resolver, tmp_path: Path
) -> None:
    assert resolver
    file = tmp_path / "table.csv"
    file.write_text("kota\nJakrta\n", encoding="utf-8")
    kept = tmp_path / "decisions.csv"
    ran = simpul("reconcile", str(file), "--name", "kota", "--decisions", str(kept))
    (row,) = csv.DictReader(ran.stdout.splitlines())
    assert (row["geonames_id"], row["score"], row["method"]) == ("", "", "unknown")
    assert (row["runner_up_id"], row["runner_up_name"]) == ("1642911", "Jakarta")
    assert row["candidates"].startswith("1642911 Jakarta")
    (asked,) = csv.DictReader(kept.read_text(encoding="utf-8").splitlines())
    assert asked["candidates"] == row["candidates"]


@pytest.mark.parametrize("umask", UMASKS, indirect=True, ids=oct)
def test_what_it_writes_keeps_the_umask_and_the_mode_of_what_it_replaces(
    resolver: Resolver, table: Path, tmp_path: Path, umask: int
) -> None:
    assert resolver
    new, old = tmp_path / "decisions.csv", tmp_path / "out.csv"
    old.write_text("mine")
    old.chmod(0o600)
    words = ["reconcile", str(table), "--name", "kota", "--decisions", str(new)]
    assert simpul(*words, "-o", str(old), "--force").returncode == 0
    assert [file.stat().st_mode & 0o777 for file in (new, old)] == [0o666 & ~umask, 0o600]


def test_an_edited_output_serves_as_decisions(
    resolver: Resolver, table: Path, tmp_path: Path
) -> None:
    assert resolver
    output = tmp_path / "out.csv"
    words = ["reconcile", str(table), "--name", "kota", "--country", "negara"]
    simpul(*words, "-o", str(output))
    edited = output.read_text(encoding="utf-8").replace("form,,,,,,", "form,,,,,reject,a district")
    output.write_text(edited, encoding="utf-8")
    again = simpul(*words, "--decisions", str(output))
    assert next(iter(csv.DictReader(again.stdout.splitlines())))["method"] == "rejected"


def test_decisions_beside_a_source_hold_in_their_own_country_only(
    resolver: Resolver, table: Path, tmp_path: Path
) -> None:
    assert resolver
    kept = tmp_path / "decisions.csv"
    kept.write_text(
        "key,name,country,decision,geonames_id,geonames_name,reason,source\n"
        "a,Springfield,CA,choose,4250542,Springfield,it is no city of Canada,report\n",
        encoding="utf-8",
    )
    words = ["reconcile", str(table), "--name", "kota", "--country", "negara"]
    rows = csv.DictReader(simpul(*words, "--decisions", str(kept)).stdout.splitlines())
    assert "chosen" not in {row["method"] for row in rows}


def test_what_a_run_reads_is_not_written_over(
    resolver: Resolver, table: Path, tmp_path: Path
) -> None:
    assert resolver
    decided = tmp_path / "decided.csv"
    decided.write_text("kota,decision\nAtlantis,reject\n", encoding="utf-8")
    for own in (table, decided):
        before = own.read_text(encoding="utf-8")
        words = ["--name", "kota", "--decisions", str(decided), "-o", str(own), "--force"]
        ran = simpul("reconcile", str(table), *words)
        assert ran.returncode == 2
        assert "is read by this command and cannot be replaced" in ran.stderr
        assert own.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_earlier_answer_is_made_anew_and_any_other_file_only_by_force(
    resolver: Resolver, table: Path, tmp_path: Path, ending: str
) -> None:
    assert resolver
    output = tmp_path / f"out{ending}"
    words = ["reconcile", str(table), "--name", "kota", "-o", str(output)]
    for _time in range(2):
        assert simpul(*words).returncode == 0
    output.write_text("a,b\n1,2\n", encoding="utf-8")
    refused = simpul(*words)
    assert (refused.returncode, "exists already" in refused.stderr) == (2, True)
    assert output.read_text(encoding="utf-8") == "a,b\n1,2\n"
    assert simpul(*words, "--force").returncode == 0


def test_an_answer_in_which_somebody_decided_is_not_made_anew(
    resolver: Resolver, table: Path, tmp_path: Path
) -> None:
    assert resolver
    output = tmp_path / "out.csv"
    words = ["reconcile", str(table), "--name", "kota", "-o", str(output)]
    simpul(*words)
    rows = list(csv.DictReader(output.read_text(encoding="utf-8").splitlines()))
    rows[0]["decision"] = "reject"
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert simpul(*words).returncode == 2
    assert "reject" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--name", "city"], 2, "has no column 'city'"),
        (["--name", "kota", "--lat", "kota"], 2, "--lat and --lon must be given together"),
        (["--name", "kota", "--min-score", "2"], 2, "from 0 to 1"),
        (["--name", "kota", "--decisions", "."], 5, ".: Is a directory"),
    ],
)
def test_a_wrong_command_line_is_told(
    resolver: Resolver, table: Path, words: list[str], code: int, said: str
) -> None:
    assert resolver
    ran = simpul("reconcile", str(table), *words)
    assert (ran.returncode, "Traceback" in ran.stderr) == (code, False)
    assert said in ran.stderr


def test_a_table_that_is_not_there_is_told(cache: Path) -> None:
    assert cache.is_dir()
    ran = simpul("reconcile", "nowhere.csv", "--name", "kota")
    assert ran.returncode == 5
    assert "nowhere.csv: No such file" in ran.stderr


def test_a_folder_is_no_table(cache: Path, tmp_path: Path) -> None:
    assert cache.is_dir()
    ran = simpul("reconcile", str(tmp_path), "--name", "kota")
    assert ran.returncode == 5
    assert "Is a directory" in ran.stderr
