"""What is read in brief is read as far as it is shown, and all else as it is."""

import pytest

from simpul.ingest.build import build
from simpul.projection import projected
from simpul.projection.reader import Reader
from simpul.projection.statements import statements
from simpul.projection.subgraph import by_keys
from simpul.store import OxigraphStore, open_store
from simpul.terms import ID
from support import write_source

JAKARTA, SEOUL, BUSAN, SEMARANG = (
    f"city/{n}" for n in ("1642911", "1835848", "1838524", "1627896")
)
TIES = {
    "document": (
        "key,label_en,label_id,title_en,title_id,extract_of\n"
        "crawl,Crawl,Rayapan,A crawl,Sebuah rayapan,wikidata\nwikidata,Wikidata,Wikidata,Wikidata,Wikidata,\n"
    ),
    "agreement": (
        "key,kind,label_en,label_id,parties,as_of,source\n"
        f"a,TwinningAgreement,A,A,{JAKARTA};{BUSAN},2016,crawl\n"
        f"b,TwinningAgreement,B,B,{SEMARANG};{BUSAN},2016,crawl\n"
    ),
}


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """Jakarta, of which a list tells too, and two cities that a single dataset alone ties."""
    folder = tmp_path_factory.mktemp("ties")
    write_source(folder / "data")
    write_source(folder / "data", TIES, key="crawled")
    build([folder / "data"], folder / "store")
    return open_store(folder / "store")


def test_places_that_a_single_dataset_alone_ties_are_read_in_brief(ties: OxigraphStore) -> None:
    reader = Reader(ties, also_single_datasets=True, keep=[])
    assert reader.brief == {ID + BUSAN, ID + SEMARANG}
    brief = projected(reader)
    whole = projected(Reader(ties, also_single_datasets=True))
    assert brief.ties == whole.ties
    assert sum(tie.single for tie in brief.ties) == 2
    mine, all_ = by_keys(brief), by_keys(whole)
    assert mine.keys() == all_.keys()
    assert mine[JAKARTA] == all_[JAKARTA]
    for key in (BUSAN, SEMARANG):
        assert mine[key].labels == all_[key].labels
        assert mine[key].facets == all_[key].facets
        assert mine[key].point == all_[key].point is not None
        assert all_[key].facts
        assert not mine[key].facts


def test_who_is_asked_for_is_not_read_in_brief(ties: OxigraphStore) -> None:
    reader = Reader(ties, also_single_datasets=True, keep=[ID + BUSAN])
    assert reader.brief == {ID + SEMARANG}


def test_without_the_ties_of_single_datasets_nobody_is_there_whom_they_alone_tie(
    ties: OxigraphStore,
) -> None:
    reader = Reader(ties, keep=[])
    assert reader.brief == set()
    assert not by_keys(projected(reader)).keys() & {BUSAN, SEMARANG}


def test_the_turtle_of_a_place_says_how_many_ties_it_leaves_out(ties: OxigraphStore) -> None:
    reader = Reader(ties, also_single_datasets=True, keep=[])
    found = statements(reader, projected(reader))
    assert not found.of.keys() & {BUSAN, SEMARANG}
    own, *_memberships, last = (found.blocks[number] for number in found.of[JAKARTA])
    assert own.startswith(f"<{JAKARTA}>\n  a simpul:City ;\n")
    assert last == "# 1 ties that a single dataset lists: simpul export\n"
    assert not any("agreement" in block for block in found.blocks)
