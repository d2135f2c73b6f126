"""What is said of the quality of a source."""

from pathlib import Path

from simpul.ingest.build import build
from simpul.quality.trust import Quality, assess
from simpul.store import OxigraphStore, open_store
from support import simpul, write_source

ID = "https://w3id.org/simpul/id/"
DOCUMENTS = (
    "key,label_en,label_id,title_en,title_id,publisher_name\n"
    "page,A page,Halaman,A page,Halaman,City\n"
    "later-page,A page,Halaman,A page,Halaman,City\n"
    "paper,A paper,Koran,A paper,Koran,Press\n"
)
ORGANISATIONS = "key,kind,label_en,label_id,begin,source\nc40,Network,C40,C40,2005-10,page\n"
MEMBERSHIPS = (
    "key,member,network,begin,as_of,certainty,source\n"
    "two-publishers,1642911,c40,2007,,,page;paper\n"
    "two-pages-of-one,1835848,c40,2008~,,,page;later-page\n"
    "in-doubt,1850147,c40,,2010,doubtful,paper\n"
    "undated,1816670,c40,,,,paper\n"
)


def quality(folder: Path) -> dict[str, Quality]:
    tables = {"document": DOCUMENTS, "organisation": ORGANISATIONS, "membership": MEMBERSHIPS}
    write_source(folder, tables, key="members")
    again = "key,member,network,begin,source\nundated,1816670,c40,2011,page\n"
    write_source(folder, {**tables, "membership": again}, key="others")
    build([folder], folder / "store")
    found = assess(open_store(folder / "store"))
    return {each.iri.removeprefix(f"{ID}source/"): each for each in found}


def test_a_fact_is_borne_out_by_another_publisher_and_not_by_another_page_of_one(
    tmp_path: Path,
) -> None:
    found = quality(tmp_path)
    # The network, its four memberships; borne out: "two-publishers", and "undated" by the other source.
    assert (found["members"].facts, found["members"].corroborated) == (5, 2)
    assert (found["others"].facts, found["others"].corroborated) == (2, 1)


def test_dates_and_doubts_are_counted(tmp_path: Path) -> None:
    members = quality(tmp_path)["members"]
    assert (members.datable, members.dated) == (5, 4)
    assert members.oldest == "2005-10-01"
    # One is called doubtful, one is dated "about 2008".
    assert members.doubts == 2


def test_every_source_that_cites_documents_has_its_line(curated: OxigraphStore) -> None:
    found = {each.iri: each for each in assess(curated)}
    assert len(found) == 28
    assert f"{ID}source/geonames" not in found
    for each in found.values():
        assert 0 <= each.corroborated <= each.facts
        assert 0 <= each.dated <= each.datable <= each.facts
        assert each.doubts <= each.facts
    assert found[f"{ID}source/gcom-indonesia"].doubts == 8
    # 90 of 105 choices of 100RC have two sources or more.
    assert found[f"{ID}source/100rc-cohorts"].corroborated == 90


def test_the_command_prints_the_quality_in_both_languages(curated_store: Path) -> None:
    english = simpul("info", "--quality", store=curated_store).stdout
    assert "confirmed" in english
    assert "100rc-cohorts" in english
    indonesian = simpul("--lang", "id", "info", "--quality", store=curated_store).stdout
    assert "dikuatkan" in indonesian
    assert "Lengkap" in indonesian
