"""What briefs say, held against the tables of the sources and the answers of the catalogue."""

import csv
import io
from pathlib import Path

import pypdf
import pytest

import simpul as api
from simpul.briefing.model import Brief, Line, Section, Table
from simpul.errors import UsageError
from simpul.terms import text
from support import ARTICLE


@pytest.fixture(scope="module")
def pair(article_store: Path) -> Brief:
    return api.open(article_store, lang="en").brief("Jakarta", "Seoul").brief


def section(brief: Brief, title: str) -> Section:
    (found,) = [one for one in brief.sections if one.title == title]
    return found


def lines(part: Section) -> str:
    return "\n".join(block.text for block in part.blocks if isinstance(block, Line))


def cells(part: Section) -> set[str]:
    tables = [block for block in part.blocks if isinstance(block, Table)]
    return {cell for table in tables for row in table.rows for cell in row}


def _labels(table: str) -> set[str]:
    with (ARTICLE / f"{table}.csv").open(encoding="utf-8") as file:
        return {row["label_en"] for row in csv.DictReader(file)}


def test_it_has_the_sections_that_are_read_before_a_meeting(pair: Brief) -> None:
    assert [one.title for one in pair.sections] == [
        "At a glance",
        "What ties us",
        "How we met",
        "What we learned",
        "What was asked and promised, and how it stands",
        "What they do that we want to learn",
        "Whom to ask",
        "What is not known",
    ]


def test_what_was_asked_and_learned_is_what_the_tables_have(pair: Brief) -> None:
    asked = cells(section(pair, "What was asked and promised, and how it stands"))
    assert _labels("requests") <= asked
    assert _labels("lessons") <= cells(section(pair, "What we learned"))


def test_that_nobody_answered_is_said(pair: Brief) -> None:
    said = lines(section(pair, "What was asked and promised, and how it stands"))
    assert "No answer is on record to:" in said
    assert all(request in said for request in _labels("requests"))


def test_the_shared_networks_are_those_of_the_question(article_store: Path, pair: Brief) -> None:
    kg = api.open(article_store, lang="en")
    shared = kg.query("shared-networks", a="Jakarta", b="Seoul")
    names = {kg.names.label(text(row["network"])) for row in shared}
    assert names
    assert names <= cells(section(pair, "What ties us"))


def test_every_note_is_cited_and_every_citation_is_a_note(pair: Brief) -> None:
    cited = {
        number
        for one in pair.sections
        for block in one.blocks
        for notes in ([block.notes] if isinstance(block, Line) else block.notes if isinstance(block, Table) else [])
        for number in notes
    }  # fmt: skip
    assert cited == {note.number for note in pair.notes}
    assert all("Day four" in note.text for note in pair.notes[:1])


def test_each_row_of_a_table_names_its_source(pair: Brief) -> None:
    for one in pair.sections:
        for block in one.blocks:
            if isinstance(block, Table):
                assert all(block.notes), (one.title, block)


def test_what_is_not_known_is_said(pair: Brief) -> None:
    assert "Since when Jakarta is in:" in lines(section(pair, "What is not known"))


def test_two_that_have_nothing_in_common_are_told_so(curated_store: Path) -> None:
    brief = api.open(curated_store, lang="en").brief("Seoul", "Bonn").brief
    assert "No meeting of the two is on record" in lines(section(brief, "How we met"))
    assert "Nothing that one asked" in lines(brief.sections[4])


def test_a_lesson_from_somebody_else_is_none_of_the_two(curated_store: Path) -> None:
    kg = api.open(curated_store, lang="en")
    about_seoul, about_rotterdam = (
        lines(section(kg.brief("Jakarta", other).brief, "What is not known"))
        for other in ("Seoul", "Rotterdam")
    )
    assert "lessons that Jakarta took" in about_seoul
    assert "lessons that Jakarta took" not in about_rotterdam


def test_of_a_network_that_ended_the_last_members_are_told(curated_store: Path) -> None:
    brief = api.open(curated_store, lang="en").brief("100 Resilient Cities").brief
    members = section(brief, "Members before it ended")
    names = {name for cell in cells(members) for name in cell.split("; ")}
    assert {"Jakarta", "Seoul", "Bangkok"} <= names
    assert "Resilient Cities Network" in cells(section(brief, "What became of it"))


def test_a_theme_names_who_has_done_something_but_not_the_reader(curated_store: Path) -> None:
    kg = api.open(curated_store, lang="en")
    brief = kg.brief("Jakarta", "Seoul", theme="limbah").brief
    assert "nobody but Jakarta" in lines(section(brief, "What they do that we want to learn"))


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        (("Jakarta",), {"Networks", "Visits", "Partners"}),
        (("C40",), {"Members", "Offices", "What became of it"}),
        (("event/clv-seoul-2018",), {"What happened", "Who took part", "Lessons"}),
    ],
)
def test_there_are_briefs_on_a_city_a_network_and_a_visit(
    curated_store: Path, words: tuple[str, ...], sections: set[str]
) -> None:
    brief = api.open(curated_store, lang="en").brief(*words).brief
    assert sections <= {one.title for one in brief.sections}


def test_it_is_said_in_the_readers_language(article_store: Path) -> None:
    kg = api.open(article_store, lang="id")
    brief = kg.brief("Jakarta", "Seoul").brief
    assert brief.title == "Jakarta dan Seoul"
    assert "Yang tidak diketahui" in {one.title for one in brief.sections}


def test_the_licences_of_the_data_are_told_in_the_brief_itself(pair: Brief) -> None:
    assert pair.colophon.startswith("Licences of the data: CC BY 4.0: ")
    assert "Report of day four of Jakarta's cross-learning visit" in pair.colophon
    assert "simpul query" not in pair.colophon


@pytest.mark.parametrize("words", [("Seoullo 7017",), ("C40", "Seoul")])
def test_of_what_there_is_no_brief_it_is_said_of_what_there_are(
    article_store: Path, words: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError, match="cit"):
        api.open(article_store, lang="en").brief(*words)


def test_a_pdf_of_two_cities_has_two_pages(curated_store: Path) -> None:
    made = api.open(curated_store, lang="en").brief("Jakarta", "Seoul").to_bytes("pdf")
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) <= 2


def test_a_notebook_shows_it_in_a_frame_of_its_own_and_a_file_ends_in_its_format(
    article_store: Path, tmp_path: Path
) -> None:
    page = api.open(article_store, lang="en").brief("Jakarta", "Seoul")
    assert "sandbox" in page._repr_html_()  # pyright: ignore[reportPrivateUsage]  # as a notebook calls it
    assert repr(page).startswith("# Jakarta and Seoul")
    assert page.save(tmp_path / "brief.docx").read_bytes() == page.to_bytes("docx")
    with pytest.raises(UsageError, match=r"\.html, \.docx, \.pdf, \.md"):
        page.save(tmp_path / "brief.odt")
