"""``simpul analyse``, as a person uses it."""

import csv
import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from simpul.analysis.analyses import ANALYSES
from simpul.analysis.bibliography import PAPERS
from simpul.analysis.graphs import GRAPHS
from simpul.cli import analyse as command
from simpul.cli.app import run
from support import ROOT, simpul

THINGS = {"of": ["--of", "Jakarta"], "from": ["--from", "Jakarta"], "to": ["--to", "Seoul"]}


def _words(name: str) -> list[str]:
    needs = ANALYSES[name].needs
    return ["analyse", name, *(word for option in needs for word in THINGS[option])]


def _rows(*words: str, store: Path) -> list[dict[str, str]]:
    done = simpul("analyse", *words, "--format", "csv", store=store)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_without_a_name_all_analyses_are_listed_and_no_store_is_needed() -> None:
    done = simpul("analyse", store=Path("/nowhere"))
    assert done.returncode == 0
    for name, known in ANALYSES.items():
        assert re.search(rf"(?m)^ {name} +{re.escape(known.summary)}", done.stdout)


def test_the_options_name_the_graphs_there_are() -> None:
    assert tuple(GRAPHS) == command._GRAPHS


def test_jakarta_and_seoul_share_five_networks_and_the_list_is_partial(article_store: Path) -> None:
    done = simpul("analyse", "shared", store=article_store)
    assert re.search(
        r"Jakarta +Seoul +5 +5 +100 Resilient Cities; C40 Cities; CityNet", done.stdout
    )
    assert "not known to be complete: 5 of 5" in done.stderr


def test_what_the_two_cities_did_together(article_store: Path) -> None:
    found = [
        (row["from_label"], row["to_label"], row["kind"], row["when"])
        for row in _rows("cooperation", store=article_store)
    ]
    assert found == [
        ("Jakarta", "Seoul", "sister cities", ""),
        *[("Jakarta", "Seoul", "interest", "")] * 3,
        *[("Jakarta", "Seoul", "request", "")] * 3,
        ("Jakarta", "Seoul", "visit", "2018-03"),
        ("Jakarta", "Seoul", "visit", "[2017-10-21..2017-10-31]"),
        ("Seoul", "Jakarta", "interest", ""),
        ("Seoul", "Jakarta", "lesson", ""),
        ("Seoul", "Jakarta", "lesson", ""),
        ("Seoul", "Jakarta", "visit", "2018-03-05"),
    ]
    (only,) = _rows("cooperation", "--as-of", "2017", store=article_store)
    assert only["act_label"] == "Visit of Jakarta to Seoul for Promises of Seoul, late October 2017"


def test_seoul_library_worked_with_the_city_and_the_foundation(article_store: Path) -> None:
    first = _rows("institutions", "--limit", "1", store=article_store)[0]
    assert (first["a_label"], first["weight"]) == ("Seoul Library", "4")


def test_each_step_of_a_chain_has_its_reason_and_source(article_store: Path) -> None:
    rows = _rows("path", "--from", "Jakarta", "--to", "SPC", "--limit", "2", store=article_store)
    assert [(r["chain"], r["step"], r["from_label"], r["to_label"]) for r in rows[:2]] == [
        ("1", "1", "Jakarta", "Seoul"),
        ("1", "2", "Seoul", "SPC Happiness Foundation"),
    ]
    assert rows[0]["source"].startswith("inferred; Report on day 4")
    assert "II.4" in rows[1]["source"]
    assert {row["chain"] for row in rows} == {"1", "2"}


def test_the_answer_is_indonesian_for_an_indonesian(article_store: Path) -> None:
    done = simpul("analyse", "similar", "--of", "Jakarta", "--lang", "id", store=article_store)
    assert "kosinus" in done.stdout
    assert "tidak diketahui lengkap" in done.stderr


def test_numbers_in_sentences_have_the_comma_of_their_language(article_store: Path) -> None:
    done = simpul("analyse", "communities", "--lang", "id", store=article_store)
    assert re.search(r"Modularitas \d,\d{3};", done.stderr)


def test_a_table_says_how_many_rows_it_left_off(article_store: Path) -> None:
    done = simpul("analyse", "ties", store=article_store)
    assert len(done.stdout.splitlines()) == 27
    assert re.search(r"25 of (\d+) rows; --limit \1 shows all", done.stderr)
    assert len(simpul("analyse", "ties", "--limit", "99", store=article_store).stdout) > len(
        done.stdout
    )


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_analysis_answers_the_article(
    article_store: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    assert run([*_words(name), "--format", "json", "--store", str(article_store)]) == 0
    read = json.loads(capfd.readouterr().out)
    assert read["analysis"] == name
    assert read["rows"] or read["notes"]
    assert read["caveats"]
    assert [paper["doi"] for paper in read["papers"]] == [p.doi for p in ANALYSES[name].cited()]


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_analysis_names_all_that_is_in_its_rows(
    office_store: Path, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    words = [*_words(name), "--format", "csv", "--store", str(office_store)]
    assert run(words) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert len(rows) > 2
    assert all(row[name] for row in rows for name in rows[0] if name.endswith("_label"))


@pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
def test_a_graph_file_is_written_whole_and_alike_in_every_process(
    article_store: Path, tmp_path: Path, form: str, read: "type[object]"
) -> None:
    files = [tmp_path / f"{seed}.{form}" for seed in ("1", "2")]
    for file in files:
        words = ("analyse", "communities", "-g", "ties", "--format", form, "-o", str(file))
        done = simpul(*words, store=article_store, PYTHONHASHSEED=file.stem)
        assert (done.returncode, done.stdout) == (0, "")
    assert files[0].read_bytes() == files[1].read_bytes()
    graph = read(files[0])  # type: ignore[call-arg]  # both are functions of a file
    assert isinstance(graph, nx.Graph)
    assert len(graph) > 50
    assert all("community" in data for _node, data in graph.nodes(data=True))


def test_an_analysis_explains_itself_with_its_papers() -> None:
    done = simpul("analyse", "betweenness", "--explain", store=Path("/nowhere"))
    assert done.returncode == 0
    assert "What it does not show" in done.stdout
    assert "doi:10.2307/3033543" in done.stdout
    assert (
        "Yang tidak ditunjukkannya" in simpul("analyse", "core", "--explain", "--lang", "id").stdout
    )


WRONG = [
    (["analyse", "betweeness"], 2, "Did you mean betweenness"),
    (["analyse", "betweeness", "--explain"], 2, "Did you mean betweenness"),
    (["analyse", "zzz"], 2, "`simpul analyse` lists them"),
    (["analyse", "similar"], 2, "simpul analyse similar --of Jakarta"),
    (["analyse", "similar", "--of", "Jakrta"], 2, "Did you mean Jakarta"),
    (["analyse", "path", "--from", "Jakarta"], 2, "--from Jakarta --to Seoul"),
    (["analyse", "path", "--from", "Jakarta", "--to", "Jakarta"], 2, "the same thing"),
    (["analyse", "degree", "--of", "Jakarta"], 2, "degree has no option --of"),
    (["analyse", "degree", "-g", "banana"], 2, "is not one of: memberships, shared"),
    (["analyse", "shared", "-g", "ties"], 2, "only works on the graph shared"),
    (["analyse", "degree", "--network", "C4O"], 2, "Did you mean"),
    (["analyse", "degree", "--network", "Jakarta"], 2, "No Network here is called"),
    (["analyse", "degree", "--theme", "nosuchtheme"], 2, "No Theme here is called"),
    (["analyse", "degree", "--as-of", "yesterday"], 2, "is not a date"),
    (["analyse", "degree", "--format", "xlsx"], 2, "is not one of: table, csv"),
    (["analyse", "degree", "--limit", "0"], 2, "1 or more"),
    (["analyse", "degree", "--limit", "-1"], 2, "1 or more"),
    (["analyse", "similar", "--of", "Seoullo 7017"], 2, "no tie in the graph memberships"),
    (["analyse", "degree", "--as-of", "1950"], 1, "nothing to analyse"),
    (["analyse", "degree", "-o", "/nowhere/at/all.csv"], 5, "/nowhere/at/all.csv"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=[" ".join(w[0]) for w in WRONG])
def test_what_cannot_be_answered_is_told_with_a_way_out(
    article_store: Path,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    said: str,
) -> None:
    assert run([*words, "--store", str(article_store)]) == code
    out, complaint = capfd.readouterr()
    assert said in complaint
    assert out == ""


def test_without_a_store_it_says_so() -> None:
    done = simpul("analyse", "degree", store=Path("/nowhere"))
    assert done.returncode == 3
    assert "simpul build" in done.stderr


def test_every_analysis_and_paper_is_in_the_documentation() -> None:
    text = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
    for name in ANALYSES:
        assert f"`{name}`" in text
    for paper in PAPERS.values():
        assert paper.doi in text


def test_every_paper_is_cited_and_every_measure_cites_one() -> None:
    cited = {key for known in ANALYSES.values() for key in known.papers}
    assert cited == set(PAPERS)
    without = {name for name, known in ANALYSES.items() if not known.papers}
    assert without == {"memberships", "cooperation", "ties"}
