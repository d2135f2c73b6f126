"""``simpul query`` and ``simpul queries`` as a person, a script and a spreadsheet meet them."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simpul.store import current_build
from support import simpul

SHARED = ("query", "shared-networks", "-p", "a=Jakarta", "-p", "b=Seoul")


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl", "markdown", "html", "table"])
def test_an_answer_comes_in_every_format(article_store: Path, form: str) -> None:
    done = simpul(*SHARED, "-f", form, store=article_store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("C40 Cities") == 1
    assert done.stderr == ""
    if form == "json":
        document = json.loads(done.stdout)
        assert "network_label" in document["head"]["vars"]
        assert len(document["results"]["bindings"]) == 5
    if form == "jsonl":
        assert [json.loads(line)["network_label"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("csv", b"short,network"),
        ("xlsx", b"PK"),
        ("html", b"<!doctype html>"),
        ("md", b"| short name |"),
        ("json", b'{"head"'),
        ("txt", b" short"),
    ],
)
def test_the_ending_of_a_file_chooses_the_format(
    article_store: Path, tmp_path: Path, ending: str, begins: bytes
) -> None:
    file = tmp_path / f"answer.{ending}"
    done = simpul(*SHARED, "-o", str(file), store=article_store)
    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(begins)
    assert [other.name for other in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("form", ["turtle", "ntriples", "trig", "nquads", "n3", "jsonld", "rdfxml"])
def test_a_graph_comes_in_every_rdf_format(article_store: Path, form: str) -> None:
    query = "CONSTRUCT WHERE { ?x simpul:requestedBy ?y }"
    done = simpul("query", query, "-f", form, store=article_store)
    assert done.returncode == 0, done.stderr
    assert "requestedBy" in done.stdout
    assert "requestedBy" in simpul("query", query, store=article_store).stdout
    assert simpul("query", query, "-f", "csv", store=article_store).stdout.startswith("subject,")


def test_yes_and_no_are_answers(article_store: Path) -> None:
    asked = ("query", "ASK { ?x a simpul:Request }")
    assert simpul(*asked, store=article_store).stdout == "yes\n"
    assert simpul(*asked, "--lang", "id", store=article_store).stdout == "ya\n"
    assert json.loads(simpul(*asked, "-f", "json", store=article_store).stdout)["boolean"] is True
    assert simpul(*asked, "-f", "csv", store=article_store).stdout == "answer\ntrue\n"


def test_sparql_is_read_from_the_argument_a_file_and_stdin(
    article_store: Path, tmp_path: Path
) -> None:
    query = "SELECT ?x { ?x a simpul:Request } ORDER BY ?x"
    file = tmp_path / "mine.rq"
    file.write_text(query)
    answers = [
        simpul("query", query, "-f", "csv", store=article_store),
        simpul("query", str(file), "-f", "csv", store=article_store),
        simpul("query", "-", "-f", "csv", store=article_store, stdin=query),
    ]
    assert {done.returncode for done in answers} == {0}
    assert len({done.stdout for done in answers}) == 1
    assert answers[0].stdout.count("\n") == 4


def test_the_explained_query_has_its_values_and_runs_anywhere(article_store: Path) -> None:
    import pyoxigraph as ox

    done = simpul(*SHARED, "--explain", store=article_store)
    assert done.returncode == 0
    assert "city/1642911" in done.stdout
    assert "?_a_iri" not in done.stdout
    build = current_build(article_store)
    assert build is not None
    answer = ox.Store.read_only(str(build / "graph")).query(done.stdout)
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == 5


def test_each_row_says_who_says_so(article_store: Path) -> None:
    done = simpul(*SHARED, "--with-sources", "-f", "csv", store=article_store)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 5
    assert all("Report on day 4 in Seoul, March 2018, " in row["sources"] for row in rows)
    assert all("membership/" in row["facts"] for row in rows)
    refused = simpul("query", "sources", "--with-sources", store=article_store)
    assert refused.returncode == 2
    assert "who-says-so" in refused.stderr


def test_a_limit_leaves_rows_out_and_says_so(article_store: Path) -> None:
    done = simpul(*SHARED, "--limit", "2", "-f", "csv", store=article_store)
    assert done.stdout.count("\n") == 3
    assert "There are more rows than the 2 shown." in done.stderr
    whole = simpul(*SHARED, "--limit", "5", "-f", "csv", store=article_store)
    assert whole.stdout.count("\n") == 6
    assert whole.stderr == ""


def test_csv_for_excel_begins_with_its_mark(article_store: Path) -> None:
    assert simpul(*SHARED, "-f", "csv", "--bom", store=article_store).stdout.startswith(
        "\ufeffshort,"
    )
    assert simpul(*SHARED, "-f", "csv", store=article_store).stdout.startswith("short,")


def test_a_table_of_very_many_rows_stops_and_says_so(article_store: Path) -> None:
    query = "SELECT ?a { ?a a simpul:City . ?c a ?d . ?e a ?f } LIMIT 10001"
    done = simpul("query", query, store=article_store)
    assert "There are more rows than the 10000 shown." in done.stderr


def test_rows_come_before_the_query_has_ended(article_store: Path) -> None:
    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "simpul", "query", endless, "-f", "jsonl"]
    environment = {**os.environ, "SIMPUL_STORE": str(article_store)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.wait(timeout=60) == 0


def test_a_query_that_eats_memory_is_ended_and_leaves_no_file(
    article_store: Path, tmp_path: Path
) -> None:
    greedy = "SELECT ?c ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    file = tmp_path / "answer.csv"
    file.write_text("as it was")
    done = simpul("query", greedy, "--memory", "100", "-o", str(file), store=article_store)
    assert done.returncode == 4
    assert "more than 100 MB" in done.stderr
    assert [(other.name, other.read_text()) for other in tmp_path.iterdir()] == [
        ("answer.csv", "as it was")
    ]


WRONG = [
    (["query", "sources", "-f", "cvs"], 2, "is not one of: table, csv"),
    (["query", "SELECT * { ?s ?p }"], 4, "Line 1, column"),
    (["query", "SELECT * {\n ?s foaff:name ?x }"], 4, "Line 2, column 5"),
    (["query", "SELECT * { SERVICE <http://127.0.0.1:1/> {} }"], 4, "--allow-service"),
    (["query", "SELECT * FROM <file:///etc/passwd> {}"], 4, "nothing is fetched"),
    (["query", "sources", "--limit", "-1"], 2, "--limit does not take that value"),
    (["query", "sources", "--timeout", "soon"], 2, "--timeout does not take that value"),
    (["completion", "basch"], 2, "Did you mean bash"),
    (["ask"], 2, "simpul query NAME"),
    (["query", "memberships"], 2, "needs city"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_wrong_words_end_in_a_message(
    article_store: Path, words: list[str], code: int, said: str
) -> None:
    done = simpul(*words, store=article_store)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


HOSTILE = [
    '"',
    "\\",
    "'''",
    "} DROP ALL #",
    "<http://x>",
    "\n",
    "=1+1",
    "%s{}",
    "$(id)",
    "￿",
    "'; --",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_value(article_store: Path, value: str) -> None:
    text = "SELECT ?word { BIND (?_word_text AS ?word) }"
    done = simpul("query", text, "-p", f"word={value}", "-f", "json", store=article_store)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["bindings"][0]["word"]["value"] == value
    named = simpul("query", "memberships", "-p", f"city={value}", store=article_store)
    assert named.returncode == 2
    assert "No City here is called" in named.stderr
    assert "Traceback" not in named.stderr


def test_questions_are_found_by_words(article_store: Path) -> None:
    found = simpul("queries", "visit", store=article_store).stdout
    assert "visits" in found
    assert "measured-facts" not in found
    assert (
        "kunjungan"
        in simpul("queries", "kunjungan", "--lang", "id", store=article_store).stdout.lower()
    )


def test_questions_that_speak_of_some_of_the_words_come_by_how_many(article_store: Path) -> None:
    done = simpul("queries", "sister", "seoul", "xyzzy", "visit", store=article_store)
    assert done.returncode == 0
    assert "these are about some" in done.stderr
    assert "visits" in done.stdout
    assert "sister-cities" in done.stdout
    both = simpul("queries", "event", "xyzzy", "visit", store=article_store).stdout.splitlines()
    alone = simpul("queries", "event", "visit", store=article_store).stdout.split()
    assert both[1].split()[0] in alone


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["jaxisti"], "No question is about jaxisti."),
        (["sampha"], "No question is about sampha. Did you mean sampah"),
        (["xyzzy", "qwxv"], "No question is about xyzzy qwxv."),
    ],
)
def test_words_that_no_question_speaks_of_are_an_error_with_near_ones(
    article_store: Path, words: list[str], said: str
) -> None:
    done = simpul("queries", *words, store=article_store)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "theme"),
    [("limbah", "Waste water"), ("waste water", "Waste water"), ("banjir", "Disaster risk")],
)
def test_a_theme_by_any_of_its_names_leads_to_the_questions_that_take_one(
    article_store: Path, words: str, theme: str
) -> None:
    done = simpul("queries", words, store=article_store)
    assert done.returncode == 0
    assert "who-has-solved" in done.stdout
    assert "shared-networks" not in done.stdout
    assert f"{words!r} is a theme here: {theme}." in done.stderr


def test_a_word_with_letters_in_the_wrong_order_finds_its_questions_and_is_told_of(
    article_store: Path,
) -> None:
    done = simpul("queries", "visti", store=article_store)
    assert done.returncode == 0
    assert "visits-of" in done.stdout
    assert "No question has visti as it is written" in done.stderr


def test_only_what_a_table_needs_is_imported(article_store: Path) -> None:
    code = (
        "import sys; from simpul.cli import main; code = main(sys.argv[1:]); "
        "print(sorted({'rich', 'typer', 'pydantic', 'prompt_toolkit', 'openpyxl', 'rdflib', 'simpul.naming.gazetteer'} "
        "& set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    for form, expected in (("csv", "[]"), ("table", "['rich']")):
        done = subprocess.run(
            [sys.executable, "-c", code, *SHARED, "-f", form],
            capture_output=True,
            text=True,
            check=True,
            env={"SIMPUL_STORE": str(article_store), "PATH": "", "SIMPUL_LANG": "en"},
        )
        assert done.stderr.strip() == expected


def test_every_command_explains_itself_in_both_languages() -> None:
    for command in ("query", "queries", "ask", "completion", "view", "export"):
        english = simpul(command, "--help")
        indonesian = simpul(command, "--help", "--lang", "id")
        assert english.returncode == indonesian.returncode == 0
        assert english.stdout != indonesian.stdout
    assert "Cara pakai" in simpul("query", "--help", "--lang", "id").stdout


@pytest.mark.parametrize(
    "query", [b"\xff\xfe", b'SELECT * { ?s ?p "\xed\xa0\x80" }'], ids=["no text", "half a pair"]
)
def test_bytes_on_stdin_that_are_no_text_are_told(article_store: Path, query: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simpul", "query", "-", "--store", str(article_store)],
        input=query,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1
    assert b"stdin" in done.stderr


def test_a_query_with_nul_in_a_text_finds_nothing(article_store: Path) -> None:
    query = 'SELECT ?s ?p { ?s ?p "a\0b" }'
    assert simpul("query", "-", "-f", "csv", store=article_store, stdin=query).stdout == "s,p\n"


def test_sparql_as_an_argument_that_is_no_text_is_told(article_store: Path) -> None:
    done = simpul("query", 'SELECT * { ?s ?p "\udcff" }', store=article_store)
    assert done.returncode == 4
    assert "not UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "memberships", "-p", "city=Zzyzx"), "Tidak ada kota bernama 'Zzyzx'"),
        (("query", "members", "-p", "network=Zzyzx"), "Tidak ada jejaring bernama 'Zzyzx'"),
        (("query", "who-says-so", "-p", "thing=Zzyzx"), "Tidak ada hal bernama 'Zzyzx'"),
    ],
    ids=["city", "network", "thing"],
)
def test_what_nothing_is_called_is_told_in_one_language(
    article_store: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in simpul(*words, "--lang", "id", store=article_store).stderr


def test_groups_and_the_heading_of_sources_are_in_the_language_in_use(article_store: Path) -> None:
    listed = simpul("queries", "--lang", "id").stdout.splitlines()
    assert {"kepercayaan", "jejaring", "pelajaran"} <= {line.strip() for line in listed}
    asked = (*SHARED, "--with-sources", "-f")
    table = simpul(*asked, "markdown", "--lang", "id", store=article_store).stdout
    assert "| sumber |" in table.splitlines()[0]
    rows = simpul(*asked, "csv", "--lang", "id", store=article_store).stdout
    assert rows.splitlines()[0].endswith(",sources")
