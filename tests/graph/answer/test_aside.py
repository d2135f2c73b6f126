"""Ties that one dataset alone lists are left aside, and an answer says how many rows that costs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from simpul.terms import text
from support import simpul, write_source

JAKARTA, SEOUL, HANOI, TOKYO = "1642911", "1835848", "1581130", "1850147"
DOCUMENTS_AND_CRAWL = (
    "key,label_en,label_id,title_en,title_id,extract_of\n"
    "crawl,Crawl,Rayapan,A crawl,Sebuah rayapan,wikidata\n"
    "report,Report,Laporan,A report,Sebuah laporan,\n"
    "wikidata,Wikidata,Wikidata,Wikidata,Wikidata,\n"
)
AGREEMENTS = (
    "key,kind,label_en,label_id,parties,parties_names,as_of,claimed_by,source\n"
    f"hanoi,SisterCityAgreement,A,A,city/{JAKARTA};city/{HANOI},Jakarta;Hanoi,2016,,crawl\n"
    f"seoul,SisterCityAgreement,B,B,city/{JAKARTA};city/{SEOUL},Jakarta;Seoul,2016,,crawl;report\n"
    f"tokyo,SisterCityAgreement,C,C,city/{JAKARTA};city/{TOKYO},Jakarta;Tokyo,2016,city/{JAKARTA},crawl\n"
)
ASKED = ("query", "sister-cities", "-p", "city=Jakarta", "-f", "csv")


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three ties of Jakarta: one of a dataset alone, one of a report too, one that Jakarta claims."""
    folder = tmp_path_factory.mktemp("ties")
    write_source(folder, {"document": DOCUMENTS_AND_CRAWL, "agreement": AGREEMENTS})
    build([folder], folder / "store")
    return folder / "store"


@pytest.fixture
def kg(ties: Path) -> Iterator[KnowledgeGraph]:
    with KnowledgeGraph(ties, lang="en") as opened:
        yield opened


def sisters(kg: KnowledgeGraph, *, also: bool | None = None) -> set[str]:
    found = kg.query("sister-cities", city="Jakarta", also_single_datasets=also)
    return {text(row["sister"]).rsplit("/", 1)[-1] for row in found}


def test_a_tie_of_one_dataset_is_left_aside_unless_asked_for(kg: KnowledgeGraph) -> None:
    assert sisters(kg) == {SEOUL, TOKYO}
    assert sisters(kg, also=True) == {SEOUL, TOKYO, HANOI}


def test_a_session_may_have_them_in_and_a_call_may_not(ties: Path) -> None:
    with KnowledgeGraph(ties, lang="en", also_single_datasets=True) as kg:
        assert sisters(kg) == {SEOUL, TOKYO, HANOI}
        assert sisters(kg, also=False) == {SEOUL, TOKYO}


def test_an_answer_says_how_many_rows_are_left_aside_and_how_to_see_them(
    kg: KnowledgeGraph,
) -> None:
    found = kg.query("sister-cities", city="Jakarta")
    assert [told for told in found.caveats if "aside" in told] == [
        "Left aside, because a single dataset has them and nobody else: 1 row; also_single_datasets=True shows them."
    ]
    whole = kg.query("sister-cities", city="Jakarta", also_single_datasets=True)
    assert not [told for told in whole.caveats if "aside" in told]


def test_a_question_that_has_fewer_rows_with_them_says_so(kg: KnowledgeGraph) -> None:
    found = kg.query("dormant-ties", city="Hanoi", years=0, also_single_datasets=True)
    assert len(found) == 1
    without = kg.query("dormant-ties", city="Hanoi", years=0)
    assert [told for told in without.caveats if "aside" in told]


def test_a_question_that_is_not_about_ties_is_asked_once(kg: KnowledgeGraph) -> None:
    request = kg.fill(kg.catalogue["memberships"], {"city": "Jakarta"})
    assert request.whole is None


def test_no_sister_city_follows_from_a_tie_of_one_dataset(kg: KnowledgeGraph) -> None:
    rows = kg.sparql("SELECT ?sister { ?_city_iri simpul:sisterCityOf ?sister }", city="Jakarta")
    assert {text(row["sister"]).rsplit("/", 1)[-1] for row in rows} == {SEOUL, TOKYO}


def test_the_command_tells_beside_the_answer(ties: Path) -> None:
    done = simpul(*ASKED, store=ties)
    assert (done.returncode, HANOI in done.stdout) == (0, False)
    assert "--also-single-datasets shows them" in done.stderr
    whole = simpul(*ASKED, "--also-single-datasets", store=ties)
    assert HANOI in whole.stdout
    assert whole.stderr == ""


def test_a_graph_of_cooperation_takes_them_in_when_asked(kg: KnowledgeGraph) -> None:
    plain, whole = (kg.networkx("cooperation", also_single_datasets=also) for also in (False, True))
    assert {node.rsplit("/", 1)[-1] for node in whole} - {
        node.rsplit("/", 1)[-1] for node in plain
    } == {HANOI}
    assert any("--also-single-datasets" in told for told in plain.graph["caveats"])
    assert not any("--also-single-datasets" in told for told in whole.graph["caveats"])


def test_why_a_tie_is_listed_in_one_dataset_only_is_explained(ties: Path) -> None:
    agreement = "agreement/hanoi"
    done = simpul("why", agreement, "simpul:listedOnlyIn", "document/wikidata", store=ties)
    assert done.returncode == 0, done.stderr
    assert "crawl" in done.stdout.lower()
