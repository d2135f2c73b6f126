"""Every way to go wrong ends in a message, an exit code and the old store as it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.store import new_build
from support import MEMBERSHIPS, simpul, write_source


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    write_source(folder / "data")
    done = simpul("build", "--data", str(folder / "data"), "--store", str(folder / "store"))
    assert done.returncode == 0, done.stderr
    return folder / "store"


BAD_TABLES = [
    pytest.param(
        {"membership": MEMBERSHIPS.replace(",network", ",networkk")},
        ["membership.csv, row 1, column networkk", "Did you mean network?"],
        id="a column is missing",
    ),
    pytest.param(
        {"membership": MEMBERSHIPS.replace("2007~", "2007-13")},
        ["membership.csv, row 2, column begin", "Write a date"],
        id="a wrong date",
    ),
    pytest.param(
        {
            "observation": 'key,about,measure,value,unit,source\na,org/c40,m,"8,07",m,report\n',
            "measure": "key,label_en,label_id\nm,m,m\n",
        },
        ["observation.csv, row 2, column value", "Write a number"],
        id="a number that is none",
    ),
    pytest.param(
        {"membership": MEMBERSHIPS.replace("1642911,Jakarta", "99999999,Jakarta")},
        ["membership.csv, row 2, column member", "no city with the id 99999999"],
        id="an unknown city",
    ),
    pytest.param(
        {"membership": MEMBERSHIPS.replace("c40,2007~", "c4o,2007~")},
        ["membership.csv, row 2, column network", "org/c4o is not described", "org/c40"],
        id="a dangling reference",
    ),
    pytest.param(
        {"membership": MEMBERSHIPS.encode() + b"a-b,1642911,Jakart\xe1,iclei,,report\n"},
        ["membership.csv, row 4", "not UTF-8 (byte 0xe1)", "CSV UTF-8"],
        id="a broken encoding",
    ),
    pytest.param(
        {
            "membership": MEMBERSHIPS.replace("2006-02", "2026-02")
            .replace("begin", "end")
            .replace("key,", "key,begin,")
            .replace("-c40,", "-c40,2020,")
        },
        ["membership"],
        id="an end before the beginning",
    ),
]


@pytest.fixture(scope="session")
def before(store: Path) -> str:
    """What is in the store, and stays."""
    exported = simpul("export", store=store).stdout
    assert "C40 Cities" in exported
    return exported


@pytest.mark.parametrize(("tables", "said"), BAD_TABLES)
def test_bad_tables_are_told_and_the_old_store_stays(
    tmp_path: Path, store: Path, before: str, tables: dict[str, str | bytes], said: list[str]
) -> None:
    write_source(tmp_path, tables)
    done = simpul("build", "--data", str(tmp_path), store=store)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for words in said:
        assert words in done.stderr
    assert "Nothing was changed" in done.stderr
    assert simpul("export", store=store).stdout == before


def test_an_id_that_does_not_match_its_name_is_a_warning_with_both_names(tmp_path: Path) -> None:
    table = MEMBERSHIPS.replace("1642911,Jakarta", "1642911,Bandung")
    write_source(tmp_path / "data", {"membership": table})
    done = simpul("build", "--data", str(tmp_path / "data"), store=tmp_path / "store")
    assert done.returncode == 0
    assert "Warning: test-list/membership.csv, row 2, column member_name" in done.stderr
    assert "1642911 is Jakarta, but the table says Bandung" in done.stderr
    assert "Bandung is 1650357" in done.stderr


def test_the_same_complaint_comes_in_indonesian(tmp_path: Path) -> None:
    write_source(tmp_path, {"membership": MEMBERSHIPS.replace("2007~", "kapan")})
    done = simpul("build", "--data", str(tmp_path), "--lang", "id", store=tmp_path / "store")
    assert done.returncode == 1
    assert "baris 2, kolom begin" in done.stderr
    assert "Tulis tanggal" in done.stderr
    assert "Tidak ada yang diubah" in done.stderr


WRONG_WORDS = [
    (["query", "no-such-question"], 2, "Error: There is no question"),
    (["query", "shared-network"], 2, "Did you mean shared-networks"),
    (["query"], 2, "is missing"),
    (["query", "memberships"], 2, "simpul query memberships -p city=Jakarta"),
    (["query", "memberships", "-p", "town=Jakarta"], 2, "no parameter town; it has: city"),
    (["query", "memberships", "-p", "Jakarta"], 2, "-p takes name=value"),
    (["query", "memberships", "-p", "city=Jakrta"], 2, "Did you mean Jakarta"),
    (["query", "memberships", "-p", "city=Jakarta", "-p", "city=Seoul"], 2, "takes one value"),
    (["query", "sources", "-p", "x=1"], 2, "has no parameters"),
    (["query", "memberships", "-p", "city=Jakarta", "-f", "banana"], 2, "is not one of"),
    (["query", "memberships", "-p", "city=Jakarta", "-f", "turtle"], 2, "not a graph"),
    (["export", "--format", "banana"], 2, "is not one of: turtle"),
    (["export", "--access", "everything"], 2, "is not one of: public"),
    (["export", "-o", "/nowhere/at/all.ttl"], 5, "/nowhere/at/all.ttl"),
    (["view", "explorerr"], 2, "Did you mean explorer"),
    (["view", "explorer", "-o", "/nowhere/at/all.html"], 5, "/nowhere/at/all.html"),
    (["build", "--data", "/nowhere/at/all"], 1, "contains no source"),
    (["quer"], 2, "There is no command 'quer'"),
    (["info", "--lang", "fr"], 2, "is not one of: en, id"),
    (["info", "--storee", "x"], 2, "Did you mean --store"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG_WORDS)
def test_wrong_words_end_in_a_message(store: Path, words: list[str], code: int, said: str) -> None:
    done = simpul(*words, store=store)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


BAD_QUERIES = [
    ("SELEC * { ?s ?p ?o }", "malformed"),
    ("SELECT * { ?s ?p }", "Line 1"),
    ("INSERT DATA { <a:a> <a:b> 1 }", "queries only read"),
    ("DROP ALL", "queries only read"),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "asks another host"),
    ("#+ params: [\nSELECT * {}", "not YAML"),
    ("", "malformed"),
    ("SELECT * { ?s ?p ?_x_date }", "needs x"),
]


@pytest.mark.parametrize(("query", "said"), BAD_QUERIES)
def test_bad_queries_end_in_a_message(store: Path, query: str, said: str) -> None:
    done = simpul("query", "-", store=store, stdin=query)
    assert done.returncode in {2, 4}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "No answer after 1 seconds"), ("id", "Tidak ada jawaban setelah 1 detik")],
)
def test_a_query_that_takes_too_long_is_ended(store: Path, language: str, said: str) -> None:
    done = simpul("query", "-", "--timeout", "1", "--lang", language, store=store, stdin=ENDLESS)
    assert done.returncode == 4
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_ends_a_query_at_once(store: Path) -> None:
    command = [sys.executable, "-m", "simpul", "query", "-", "--timeout", "50"]
    environment = {**os.environ, "SIMPUL_STORE": str(store)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(ENDLESS.encode())
        process.stdin.close()
        # The query is under way once the store's lock-free reading has used a second of the processor.
        while process.poll() is None and _seconds_used(process.pid) < 1:
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 130


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Let commands hear Ctrl-C: in a shell's background it is ignored, and they would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _seconds_used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    "command", [["query", "sources"], ["info"], ["export"], ["view", "explorer"]]
)
def test_a_store_that_is_not_there_says_what_to_do(tmp_path: Path, command: list[str]) -> None:
    done = simpul(*command, store=tmp_path / "none")
    assert done.returncode == 3
    assert "simpul build" in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("place", ["file/store", "/proc/simpul-store"])
def test_a_store_that_cannot_be_made_says_why(tmp_path: Path, place: str) -> None:
    # A file where a folder must be, and a file system that takes no folders, stop root too.
    (tmp_path / "file").write_text("")
    write_source(tmp_path / "data")
    done = simpul("build", "--data", str(tmp_path / "data"), store=tmp_path / place)
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert "--store" in done.stderr


@pytest.mark.parametrize("megabytes", [0, 1])
def test_a_full_disk_leaves_the_old_store(
    tmp_path: Path, store: Path, before: str, megabytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    # A limit on the size of files fails writes as a full disk does, for root and on any system.
    write_source(tmp_path / "data")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (megabytes * 1000, limit[1]))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    try:
        done = simpul("build", "--anew", "--data", str(tmp_path / "data"), store=store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr
    assert simpul("export", store=store).stdout == before


def test_a_pipe_that_closes_is_no_error(store: Path) -> None:
    import subprocess
    import sys

    line = f"{sys.executable} -m simpul export | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SIMPUL_STORE": str(store)},
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_is_told_in_the_language_in_use(tmp_path: Path) -> None:
    data = write_source(tmp_path / "data")
    # It waits for who writes, and says so: then it is under way.
    with (
        new_build(tmp_path / "store"),
        subprocess.Popen(
            [sys.executable, "-m", "simpul", "build", "--data", str(data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"SIMPUL_LANG": "id", "SIMPUL_STORE": str(tmp_path / "store")},
        ) as process,
    ):
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Catatan: ")
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out, said) == (130, "", "Galat: Dihentikan.\n")
