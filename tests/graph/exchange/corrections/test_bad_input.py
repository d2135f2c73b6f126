"""What cannot be compared or taken in is told with its place and a remedy, and nothing is changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from returned import (
    TABLES,
    accept_all,
    decide,
    edited,
    given,
    named,
    reviewed,
    taken,
    thing,
    written,
)
from simpul.errors import DataError, FormatError, OutputError, UsageError
from simpul.ingest import unload
from simpul.ingest.build import build
from simpul.store import open_store
from simpul.terms import EDTF, ID, Literal, NamedNode, Triple, rdf_type, rdfs_label, simpul, skos
from support import write_source

C40, ICLEI = thing("org/c40"), thing("org/iclei")
JAKARTA = thing("membership/1642911-c40")
ALIAS = Triple(ICLEI, skos("altLabel"), Literal("Local Governments", language="en"))


def change(triples: set[Triple]) -> None:
    """Change a date and add a name."""
    triples -= {t for t in triples if (t.subject, t.predicate) == (JAKARTA, simpul("begin"))}
    triples |= {Triple(JAKARTA, simpul("begin"), Literal("2005", datatype=NamedNode(EDTF))), ALIAS}


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, what was given of it, what came back, and the proposal."""
    folder = tmp_path_factory.mktemp("bad")
    build([write_source(folder, TABLES)], folder / "store")
    base = given(folder / "store", folder)
    reviewed(
        edited(base, folder / "theirs.nt", change), base, folder / "store", folder / "proposal"
    )
    return folder


@pytest.fixture
def proposal(ground: Path, tmp_path: Path) -> Path:
    """The proposal, to be decided on."""
    return Path(shutil.copytree(ground / "proposal", tmp_path / "proposal"))


@pytest.fixture
def store(ground: Path, tmp_path: Path) -> Path:
    """The store, to be changed."""
    return Path(shutil.copytree(ground / "store", tmp_path / "store"))


def edit_sheet(proposal: Path, edit: Callable[[Worksheet], None]) -> None:
    path = proposal / "changes.xlsx"
    book = load_workbook(path)
    assert isinstance(book.active, Worksheet)
    edit(book.active)
    book.save(path)


def refused(proposal: Path, store: Path) -> list[str]:
    """Return what is told of a proposal that cannot be taken in."""
    before = named(store)
    with pytest.raises(DataError) as error:
        taken(proposal, store)
    assert named(store) == before
    assert all(problem.remedy for problem in error.value.problems)
    return [str(problem) for problem in error.value.problems]


def test_an_undecided_row_is_named_and_keeps_everything_out(proposal: Path, store: Path) -> None:
    decide(proposal, lambda cells: ("", "") if cells["thing"] == "ICLEI" else ("accept", ""))
    (told,) = refused(proposal, store)
    assert "changes.xlsx, sheet Sheet, row 3, column decision: nothing is decided." in told


def test_a_word_that_is_no_decision_is_named(proposal: Path, store: Path) -> None:
    decide(proposal, lambda _cells: ("choose", ""))
    told = refused(proposal, store)
    assert len(told) == 2
    assert all("'choose' is not a decision. Write accept or reject." in one for one in told)


def test_decisions_may_be_written_in_indonesian_and_rows_in_any_order(
    proposal: Path, store: Path
) -> None:
    decide(proposal, lambda _cells: ("Terima", ""))

    def turn(sheet: Worksheet) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value
        sheet.move_range("A1:K3", cols=1)

    edit_sheet(proposal, turn)
    assert taken(proposal, store).accepted == 2


def test_a_column_that_was_sorted_alone_is_told_with_each_row(proposal: Path, store: Path) -> None:
    decide(proposal, accept_all)

    def swap(sheet: Worksheet) -> None:
        one, other = sheet["D2"], sheet["D3"]
        one.value, other.value = other.value, one.value

    edit_sheet(proposal, swap)
    told = refused(proposal, store)
    assert len(told) == 2
    assert all("column thing: this cell is not what `simpul review` wrote" in one for one in told)


def test_missing_columns_are_named(proposal: Path, store: Path) -> None:
    edit_sheet(proposal, lambda sheet: sheet.delete_cols(2))
    (told,) = refused(proposal, store)
    assert "the columns reason are missing." in told


def test_a_workbook_without_the_column_of_marks_is_refused(proposal: Path, store: Path) -> None:
    edit_sheet(proposal, lambda sheet: sheet.delete_cols(11))
    with pytest.raises(UsageError, match="has no column 'change'"):
        taken(proposal, store)


def test_a_row_that_is_gone_is_missed(proposal: Path, store: Path) -> None:
    decide(proposal, accept_all)
    edit_sheet(proposal, lambda sheet: sheet.delete_rows(2))
    (told,) = refused(proposal, store)
    assert "has no row" in told


def test_a_row_of_another_proposal_is_none_of_this_one(proposal: Path, store: Path) -> None:
    decide(proposal, accept_all)

    def invent(sheet: Worksheet) -> None:
        sheet["K2"] = "0123456789abcdef"

    edit_sheet(proposal, invent)
    told = refused(proposal, store)
    assert any("'0123456789abcdef' is no change of this proposal." in one for one in told)


def test_two_rows_that_decide_otherwise_on_one_change_contradict_each_other(
    proposal: Path, store: Path
) -> None:
    decide(proposal, accept_all)

    def repeat(sheet: Worksheet) -> None:
        sheet.append(["reject", *(cell.value for cell in sheet[2][1:])])

    edit_sheet(proposal, repeat)
    (told,) = refused(proposal, store)
    assert "row 4: row 2 decides otherwise on the same change." in told


@pytest.mark.parametrize("name", ["statements.nq", "proposal.json"])
def test_a_proposal_whose_statements_were_changed_is_told(
    proposal: Path, store: Path, name: str
) -> None:
    decide(proposal, accept_all)
    file = proposal / name
    file.write_text(file.read_text("utf-8").replace("2005", "2004"), encoding="utf-8")
    (told,) = refused(proposal, store)
    assert f"{name} is not as `simpul review` wrote it." in told


@pytest.mark.parametrize("name", ["SHA256SUMS", "proposal.json", "statements.nq"])
def test_half_a_proposal_is_none(proposal: Path, store: Path, name: str) -> None:
    (proposal / name).unlink()
    (told,) = refused(proposal, store)
    assert "this is no proposal, or not a whole one." in told


def test_a_record_of_something_else_is_no_proposal(proposal: Path, store: Path) -> None:
    import hashlib

    content = json.dumps({"format": "simpul-proposal/1", "changes": [1]}).encode()
    (proposal / "proposal.json").write_bytes(content)
    sums = (proposal / "SHA256SUMS").read_text().splitlines()
    kept = [line for line in sums if "proposal.json" not in line]
    digest = hashlib.sha256(content).hexdigest()
    (proposal / "SHA256SUMS").write_text("\n".join([*kept, f"{digest}  proposal.json"]) + "\n")
    (told,) = refused(proposal, store)
    assert "this is no proposal" in told


def test_what_a_proposal_may_not_say_is_refused_though_its_sums_are_right(
    proposal: Path, store: Path
) -> None:
    import hashlib

    decide(proposal, accept_all)
    mark = json.loads((proposal / "proposal.json").read_text("utf-8"))["changes"][0]["mark"]
    evil = (
        f"<{ID}source/test-list> <http://purl.org/dc/terms/accessRights> <{ID}access/internal> "
        f"<urn:simpul:change:{mark}> .\n"
    )
    file = proposal / "statements.nq"
    file.write_text(file.read_text("utf-8") + evil, encoding="utf-8")
    lines = [
        f"{hashlib.sha256((proposal / name).read_bytes()).hexdigest()}  {name}"
        for name in ("proposal.json", "statements.nq")
    ]
    (proposal / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    told = refused(proposal, store)
    assert any("this file describes another source: " in one for one in told)


def test_what_changed_here_since_the_review_is_told_with_its_row(
    ground: Path, proposal: Path, tmp_path: Path
) -> None:
    decide(proposal, accept_all)
    moved = write_source(
        tmp_path / "moved",
        {**TABLES, "membership": (ground / "test-list/membership.csv").read_text("utf-8").replace("2007~", "2008")},
    )  # fmt: skip
    build([moved], tmp_path / "store")
    (told,) = refused(proposal, tmp_path / "store")
    assert "changes.xlsx, sheet Sheet, row 2" in told
    assert "has changed since the review." in told
    # A new review shows all three, and leaves it to the person.
    again = reviewed(
        ground / "theirs.nt", ground / "given.nt", tmp_path / "store", tmp_path / "again"
    )
    assert [one.is_moved for one in again.changes] == [True, False]
    decide(tmp_path / "again", accept_all)
    assert taken(tmp_path / "again", tmp_path / "store").accepted == 2


def test_a_thing_that_is_gone_is_shown_and_cannot_be_corrected(
    ground: Path, tmp_path: Path
) -> None:
    other = write_source(
        tmp_path / "less",
        {
            **TABLES,
            "organisation": "key,kind,label_en,label_id,source\nc40,Network,C40 Cities,C40 Cities,report\n",
        },
    )
    build([other], tmp_path / "store")
    found = reviewed(
        ground / "theirs.nt", ground / "given.nt", tmp_path / "store", tmp_path / "proposal"
    )
    assert [(one.change.subject, one.is_gone) for one in found.changes] == [
        (JAKARTA, False),
        (ICLEI, True),
    ]
    decide(tmp_path / "proposal", accept_all)
    (told,) = refused(tmp_path / "proposal", tmp_path / "store")
    assert "changes.xlsx, sheet Sheet, row 3" in told
    assert "is described by no source any more. Reject this change" in told


def test_a_key_that_another_source_has_is_refused(proposal: Path, store: Path) -> None:
    decide(proposal, accept_all)
    before = named(store)
    with pytest.raises(UsageError, match="Give another key with --source"):
        taken(proposal, store, key="test-list")
    assert named(store) == before


def test_what_the_shapes_find_stands_beside_the_change_and_is_refused_with_its_row(
    ground: Path, store: Path, tmp_path: Path
) -> None:
    new = thing("membership/seoul-iclei")

    def bad(triples: set[Triple]) -> None:
        triples |= {
            Triple(new, rdf_type, simpul("Membership")),
            Triple(new, simpul("member"), thing("city/1835848")),
        }

    base = ground / "given.nt"
    found = reviewed(edited(base, tmp_path / "bad.nt", bad), base, store, tmp_path / "proposal")
    (one,) = found.changes
    assert any("Say which network" in problem.remedy for problem in one.problems), one.problems
    assert "Say which network" in (tmp_path / "proposal" / "README.md").read_text("utf-8")
    decide(tmp_path / "proposal", accept_all)
    told = refused(tmp_path / "proposal", store)
    assert all(line.startswith("changes.xlsx, sheet Sheet, row 2") for line in told)


def test_a_file_that_is_no_rdf_is_refused(ground: Path, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("this is no Turtle")
    with pytest.raises(FormatError, match="not readable as RDF"):
        reviewed(tmp_path / "a.ttl", ground / "given.nt", ground / "store", tmp_path / "proposal")
    assert not (tmp_path / "proposal").exists()


def test_a_file_that_is_not_there_is_refused(ground: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none\.ttl"):
        reviewed(tmp_path / "none.ttl", ground / "given.nt", ground / "store", tmp_path / "p")


def test_a_file_that_was_made_from_something_else_is_refused(ground: Path, tmp_path: Path) -> None:
    other = {Triple(thing(f"org/{n}"), rdf_type, simpul("Network")) for n in range(5)}
    file = written(other, tmp_path / "other.nt")
    with pytest.raises(DataError, match="only 0 of the 5 things in it are in"):
        reviewed(file, ground / "given.nt", ground / "store", tmp_path / "proposal")


def test_an_empty_file_is_refused(ground: Path, tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text("")
    with pytest.raises(DataError, match="contains no facts"):
        reviewed(tmp_path / "a.nt", ground / "given.nt", ground / "store", tmp_path / "proposal")


def test_a_value_without_an_address_is_refused(ground: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.nt"
    line = f"<{C40.value}> <http://purl.org/dc/terms/publisher> _:somebody .\n"
    file.write_text((ground / "given.nt").read_text("utf-8") + line, encoding="utf-8")
    with pytest.raises(DataError, match="have a blank node"):
        reviewed(file, ground / "given.nt", ground / "store", tmp_path / "proposal")


def test_a_folder_that_is_there_is_not_written_into(ground: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(OutputError):
        reviewed(ground / "theirs.nt", ground / "given.nt", ground / "store", tmp_path / "mine")
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_proposal_is_its_owners_alone(ground: Path) -> None:
    assert (ground / "proposal").stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in (ground / "proposal").iterdir())


def test_a_source_that_was_taken_in_can_be_unloaded(proposal: Path, store: Path) -> None:
    before = named(store)
    decide(proposal, accept_all)
    taken(proposal, store)
    unload(["from-c40"], store)
    assert named(store) == before


def test_the_name_of_nobody_in_the_graph_is_kept_and_told(proposal: Path, store: Path) -> None:
    decide(proposal, accept_all)
    done = taken(proposal, store, name="Our partner")
    assert ["no organisation is called 'Our partner'" in p.what for p in done.report.problems] == [
        True
    ]
    query = "SELECT ?name WHERE { ?document simpul:publisherName ?name }"
    (row,) = open_store(store).select(query)
    assert row["name"] == Literal("Our partner")


def test_nothing_that_a_partner_writes_is_a_formula_or_markup(ground: Path, tmp_path: Path) -> None:
    evil = Literal("=1+1 <script>alert(1)</script> [x](http://x)\n# not a heading", language="en")
    file = edited(
        ground / "given.nt",
        tmp_path / "evil.nt",
        lambda triples: triples.add(Triple(ICLEI, rdfs_label, evil)),
    )
    reviewed(file, ground / "given.nt", ground / "store", tmp_path / "proposal")
    sheet = load_workbook(tmp_path / "proposal" / "changes.xlsx").active
    assert isinstance(sheet, Worksheet)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    readme = (tmp_path / "proposal" / "README.md").read_text("utf-8")
    assert "<script>" not in readme
    assert "\n# not a heading" not in readme
    assert "[x](" not in readme


def test_a_proposal_is_not_taken_in_again_as_of_another_day_or_somebody_else(
    proposal: Path, store: Path
) -> None:
    decide(proposal, accept_all)
    taken(proposal, store)
    with pytest.raises(DataError, match="has changed since the review") as error:
        taken(proposal, store, key="from-c40-a-day-later")
    assert len(error.value.problems) == 2
    taken(proposal, store)
    assert not any(open_store(store).matching(graph=thing("source/from-c40-a-day-later")))


def test_files_that_are_not_there_are_told_before_anything_else(
    ground: Path, tmp_path: Path
) -> None:
    sent = ground / "theirs.nt"
    for file, base in (
        (tmp_path / "a.csv", sent),
        (sent, tmp_path / "nothing"),
        (tmp_path / "a", sent),
    ):
        with pytest.raises(OutputError, match="No such file"):
            reviewed(file, base, ground / "store", tmp_path / "proposal")
