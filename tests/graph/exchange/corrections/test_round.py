"""The whole round: what a partner changed is reviewed, decided on, taken in, and told by who asks."""

import shutil
from pathlib import Path

import pytest

from returned import (
    TABLES,
    accept_all,
    decide,
    edited,
    given,
    merge,
    named,
    reviewed,
    taken,
    thing,
)
from simpul.exchange.corrections import Kind
from simpul.ingest.build import build
from simpul.reason import explain, rules_of
from simpul.reason.ontology import ontology
from simpul.reason.shapes import validate
from simpul.store import open_store
from simpul.terms import (
    CATALOGUE_GRAPH,
    EDTF,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
)
from support import write_source

JAKARTA, SEOUL = thing("membership/1642911-c40"), thing("membership/1835848-c40")
C40, ICLEI, CITY = thing("org/c40"), thing("org/iclei"), thing("city/1642911")
COUNT = thing("observation/c40-members")
SOURCE = thing("source/from-c40")
DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
DISPUTED = thing("certainty/disputed")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of memberships, organisations and a figure, and what was given to a partner."""
    folder = tmp_path_factory.mktemp("returned")
    build([write_source(folder, TABLES)], folder / "store")
    given(folder / "store", folder)
    return folder


@pytest.fixture
def store(ground: Path, tmp_path: Path) -> Path:
    """The store, to be changed."""
    return Path(shutil.copytree(ground / "store", tmp_path / "store"))


def date(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(EDTF))


def everything(triples: set[Triple]) -> None:
    """Change a date, a figure, a name, a fact as a whole; withdraw a fact; add a fact and a name."""
    triples -= {Triple(JAKARTA, simpul("begin"), date("2007~"))}
    triples |= {Triple(JAKARTA, simpul("begin"), date("2006-05"))}
    triples -= {Triple(COUNT, simpul("numericValue"), Literal("96", datatype=DECIMAL))}
    triples |= {Triple(COUNT, simpul("numericValue"), Literal(97))}
    triples -= {Triple(C40, rdfs_label, Literal("C40 Cities", language="en"))}
    triples |= {Triple(C40, rdfs_label, Literal("C40", language="en"))}
    triples -= {triple for triple in triples if SEOUL in (triple.subject, triple.object)}
    new = thing("membership/1642911-iclei")
    triples |= {
        Triple(new, rdf_type, simpul("Membership")),
        Triple(new, simpul("member"), CITY),
        Triple(new, simpul("network"), ICLEI),
        Triple(new, simpul("begin"), date("1998")),
        Triple(CITY, simpul("memberOf"), ICLEI),
        Triple(ICLEI, skos("altLabel"), Literal("Local Governments", language="en")),
    }


@pytest.fixture(scope="module")
def whole(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all these changes accepted: the store before and after, the file and the proposal."""
    folder = tmp_path_factory.mktemp("whole")
    store = Path(shutil.copytree(ground / "store", folder / "store"))
    file = edited(ground / "given.nt", folder / "theirs.nt", everything)
    reviewed(file, ground / "given.nt", store, folder / "proposal")
    decide(folder / "proposal", accept_all)
    taken(folder / "proposal", store)
    return folder


def test_each_change_is_told_once_as_what_it_is_and_nothing_is_changed(
    ground: Path, tmp_path: Path
) -> None:
    before = named(ground / "store")
    file = edited(ground / "given.nt", tmp_path / "theirs.nt", everything)
    found = reviewed(file, ground / "given.nt", ground / "store", tmp_path / "proposal")
    told = {(one.change.subject, one.change.kind) for one in found.changes}
    assert told == {
        (JAKARTA, Kind.OTHER_FACT),
        (COUNT, Kind.OTHER_FACT),
        (C40, Kind.OTHER_VALUE),
        (SEOUL, Kind.THING_WITHDRAWN),
        (thing("membership/1642911-iclei"), Kind.NEW_THING),
        (ICLEI, Kind.NEW_VALUE),
    }
    assert len(found.changes) == len(told)
    assert not any(one.is_moved or one.is_gone or one.problems for one in found.changes)
    # That Jakarta is a member follows from its membership, and that Seoul no longer is one from its end.
    assert found.follows >= 2
    assert named(ground / "store") == before


def test_nothing_of_another_source_is_lost_or_written_over(ground: Path, whole: Path) -> None:
    inferred = thing("graph/inferred")
    apart = {inferred, CATALOGUE_GRAPH, SOURCE}
    before = {quad for quad in named(ground / "store") if quad.graph_name not in apart}
    after = {quad for quad in named(whole / "store") if quad.graph_name not in apart}
    assert after == before
    described = {q for q in named(ground / "store") if q.graph_name == CATALOGUE_GRAPH}
    assert described <= named(whole / "store")


def test_a_second_review_of_the_same_file_finds_nothing_new(ground: Path, whole: Path) -> None:
    again = whole / "again"
    found = reviewed(whole / "theirs.nt", ground / "given.nt", whole / "store", again)
    assert found.changes == []
    assert found.settled == 6
    assert not again.exists()


def test_a_changed_date_is_a_fact_of_its_own_with_its_bounds_beside_the_old_one(
    whole: Path,
) -> None:
    graph = open_store(whole / "store")
    query = """SELECT * WHERE {
      GRAPH ?source { ?correction simpul:corrects ?old ; simpul:statesInstead ?new ; simpul:correctedProperty ?property .
        ?new simpul:begin ?begin ; simpul:beginEarliest ?first ; simpul:beginLatest ?last ; simpul:member ?member ;
          dct:source ?document }
      GRAPH ?other { ?old simpul:begin ?before } }"""
    (row,) = graph.select(query)
    assert row["old"] == JAKARTA
    assert row["source"] == SOURCE
    assert row["property"] == simpul("begin")
    assert [row[name].value for name in ("before", "begin", "first", "last")] == [  # type: ignore[union-attr]  # texts
        "2007~",
        "2006-05",
        "2006-05-01",
        "2006-05-31",
    ]
    assert row["document"] == thing("document/from-c40")


def test_a_new_figure_does_not_cite_what_gave_the_old_one(whole: Path) -> None:
    graph = open_store(whole / "store")
    (new,) = (q.object for q in graph.matching(None, simpul("statesInstead"), None, SOURCE) if "observation" in str(q.object))  # fmt: skip
    said = {q.predicate: q.object for q in graph.matching(new, None, None, SOURCE)}  # type: ignore[arg-type]  # a node
    assert said[simpul("numericValue")] == Literal("97", datatype=DECIMAL)
    assert said[dct("source")] == thing("document/from-c40")
    assert simpul("passage") not in said
    assert simpul("valueAsStated") not in said


def test_a_withdrawn_fact_is_disputed_by_the_partner_and_counts_no_more(whole: Path) -> None:
    graph = open_store(whole / "store")
    (disputed,) = graph.matching(SEOUL, simpul("certainty"), DISPUTED, SOURCE)
    assert disputed
    assert not any(graph.matching(C40, simpul("hasMember"), thing("city/1835848")))
    assert any(graph.matching(SEOUL, simpul("member"), thing("city/1835848"), DefaultGraph()))


def test_a_name_that_may_stand_once_is_corrected_and_stays(whole: Path) -> None:
    graph = open_store(whole / "store")
    names = {q.object for q in graph.matching(C40, rdfs_label, None, DefaultGraph())}
    assert Literal("C40", language="en") not in names
    assert Literal("C40 Cities", language="en") in names
    query = "SELECT ?old ?new WHERE { ?c simpul:corrects <https://w3id.org/simpul/id/org/c40> ; simpul:oldValue ?old ; simpul:newValue ?new }"
    (row,) = graph.select(query)
    assert (row["old"], row["new"]) == (
        Literal("C40 Cities", language="en"),
        Literal("C40", language="en"),
    )


def test_what_was_taken_in_is_valid_by_the_shapes(ground: Path, whole: Path) -> None:
    before = {(f.focus, f.path) for f in validate(open_store(ground / "store"))}
    assert {(f.focus, f.path) for f in validate(open_store(whole / "store"))} == before


def test_the_source_is_the_partners_from_the_day_on_which_it_came(whole: Path) -> None:
    graph = open_store(whole / "store")
    said = {q.predicate: q.object for q in graph.matching(SOURCE, None, None, CATALOGUE_GRAPH)}
    assert said[dct("publisher")] == C40
    assert said[dct("accessRights")] == thing("access/internal")
    assert said[simpul("retrieved")].value == "2026-11-20"  # type: ignore[union-attr]  # a text
    document = thing("document/from-c40")
    assert any(graph.matching(document, dct("publisher"), C40, SOURCE))


def test_it_is_kept_by_the_next_build(ground: Path, whole: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(whole / "store", tmp_path / "store"))
    build([ground / "test-list"], store)
    assert named(store) == named(whole / "store")


def test_the_same_proposal_accepted_again_changes_nothing(whole: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(whole / "store", tmp_path / "store"))
    done = taken(whole / "proposal", store)
    assert (done.accepted, done.report.changed) == (6, False)
    assert named(store) == named(whole / "store")


def test_why_tells_who_corrects_a_value_and_who_withdraws_a_fact(whole: Path) -> None:
    graph = open_store(whole / "store")
    rules = rules_of(ontology())
    begin = explain(graph, Triple(JAKARTA, simpul("begin"), date("2007~")), rules)
    assert begin is not None
    (corrected,) = begin.corrected
    assert (corrected.graph, corrected.new) == (SOURCE.value, date("2006-05"))
    member = explain(graph, Triple(SEOUL, simpul("member"), thing("city/1835848")), rules)
    assert member is not None
    assert [(one.graph, one.new) for one in member.corrected] == [(SOURCE.value, None)]
    other = explain(graph, Triple(JAKARTA, simpul("member"), CITY), rules)
    assert other is not None
    assert other.corrected == ()


def test_why_knows_who_says_what_is_only_in_a_correction(whole: Path) -> None:
    graph = open_store(whole / "store")
    name = Triple(C40, rdfs_label, Literal("C40", language="en"))
    proof = explain(graph, name, rules_of(ontology()))
    assert proof is not None
    assert [(said.graph, said.is_correction) for said in proof.said] == [(SOURCE.value, True)]
    assert explain(graph, Triple(C40, rdfs_label, Literal("C41")), ()) is None


def test_what_was_rejected_is_not_asked_again(ground: Path, store: Path, tmp_path: Path) -> None:
    file = edited(ground / "given.nt", tmp_path / "theirs.nt", everything)
    reviewed(file, ground / "given.nt", store, tmp_path / "proposal")
    decide(tmp_path / "proposal", lambda _cells: ("tolak", "not so"))
    before = merge(store)
    done = taken(tmp_path / "proposal", store)
    assert (done.accepted, done.rejected) == (0, 6)
    facts = {triple for triple in merge(store) - before if triple.subject != SOURCE}
    assert {triple.subject for triple in facts} == {thing("document/from-c40")}
    found = reviewed(file, ground / "given.nt", store, tmp_path / "again")
    assert (found.changes, found.settled) == ([], 6)


def test_only_what_was_accepted_is_taken_in(ground: Path, store: Path, tmp_path: Path) -> None:
    file = edited(ground / "given.nt", tmp_path / "theirs.nt", everything)
    reviewed(file, ground / "given.nt", store, tmp_path / "proposal")
    decide(
        tmp_path / "proposal",
        lambda cells: ("accept" if cells["thing"] == "ICLEI" else "reject", ""),
    )
    before = merge(store)
    taken(tmp_path / "proposal", store)
    alias = Triple(ICLEI, skos("altLabel"), Literal("Local Governments", language="en"))
    new = merge(store) - before
    assert alias in new
    assert {t.subject for t in new} == {ICLEI, SOURCE, thing("document/from-c40")}


def test_a_part_withdraws_nothing_that_it_does_not_describe(ground: Path, tmp_path: Path) -> None:
    def keep_one(triples: set[Triple]) -> None:
        everything(triples)
        triples.intersection_update({t for t in triples if t.subject == JAKARTA})

    file = edited(ground / "given.nt", tmp_path / "theirs.nt", keep_one)
    store = ground / "store"
    found = reviewed(file, ground / "given.nt", store, tmp_path / "a", is_part=True)
    assert [one.change.subject for one in found.changes] == [JAKARTA]
    whole = reviewed(file, ground / "given.nt", store, tmp_path / "b")
    assert len(whole.changes) > 5


def test_what_an_editor_of_ontologies_declares_is_no_correction(
    ground: Path, tmp_path: Path
) -> None:
    def declare(triples: set[Triple]) -> None:
        individual = NamedNode("http://www.w3.org/2002/07/owl#NamedIndividual")
        triples |= {Triple(JAKARTA, rdf_type, individual), Triple(C40, rdf_type, individual)}

    file = edited(ground / "given.nt", tmp_path / "theirs.nt", declare)
    found = reviewed(file, ground / "given.nt", ground / "store", tmp_path / "proposal")
    assert (found.changes, found.left) == ([], 2)


def test_a_fact_about_another_thing_denies_the_old_one(
    ground: Path, store: Path, tmp_path: Path
) -> None:
    def another(triples: set[Triple]) -> None:
        triples -= {Triple(SEOUL, simpul("network"), C40)}
        triples |= {Triple(SEOUL, simpul("network"), ICLEI)}

    file = edited(ground / "given.nt", tmp_path / "theirs.nt", another)
    reviewed(file, ground / "given.nt", store, tmp_path / "proposal")
    decide(tmp_path / "proposal", accept_all)
    taken(tmp_path / "proposal", store)
    graph = open_store(store)
    seoul = thing("city/1835848")
    assert any(graph.matching(seoul, simpul("memberOf"), ICLEI))
    assert not any(graph.matching(seoul, simpul("memberOf"), C40))
