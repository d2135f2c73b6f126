"""Random edits: every statement that came or went is in one change, and what a change comes to settles it."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import returned
from returned import TABLES, accept_all, decide, edited, in_merge, merge, named, thing
from simpul.exchange.corrections import Kind
from simpul.exchange.corrections.edits import changes, edits
from simpul.exchange.corrections.meaning import meaning, said
from simpul.exchange.corrections.standing import is_settled
from simpul.ingest.build import build
from simpul.reason.dates import date_properties
from simpul.terms import (
    EDTF,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
)
from support import write_source

FACT, ORG, OTHER = thing("membership/a-b"), thing("org/b"), thing("org/c")
BASE = frozenset((
    Triple(FACT, rdf_type, simpul("Membership")),
    Triple(FACT, simpul("member"), thing("city/1")),
    Triple(FACT, simpul("network"), ORG),
    Triple(FACT, simpul("cohort"), Literal("2")),
    Triple(FACT, skos("note"), Literal("as told", language="en")),
    Triple(FACT, dct("source"), thing("document/d")),
    Triple(ORG, rdf_type, simpul("Network")),
    Triple(ORG, rdfs_label, Literal("B", language="en")),
    Triple(ORG, rdfs_label, Literal("B", language="id")),
    Triple(ORG, skos("altLabel"), Literal("Bee", language="en")),
    Triple(ORG, dct("source"), thing("document/d")),
    Triple(OTHER, rdf_type, simpul("Network")),
    Triple(OTHER, rdfs_label, Literal("C", language="en")),
))  # fmt: skip
POOL = sorted(BASE, key=str)
VALUES = st.sampled_from([
    Literal("new", language="en"), Literal("baru", language="id"), Literal("3"), OTHER, thing("city/2"),
    Literal("2019-03", datatype=NamedNode(EDTF)), Literal("2001", datatype=NamedNode(EDTF)),
])  # fmt: skip
PROPERTIES = st.sampled_from([
    rdfs_label, skos("altLabel"), skos("note"), simpul("cohort"), simpul("network"), simpul("member"), simpul("begin"),
    simpul("certainty"), dct("source"),
])  # fmt: skip
SUBJECTS = st.sampled_from([FACT, ORG, OTHER, thing("membership/new")])
NEW = st.builds(Triple, SUBJECTS, PROPERTIES, VALUES)
EDITS = st.tuples(st.sets(st.sampled_from(POOL), max_size=6), st.sets(NEW, max_size=5))


def written(triple: Triple) -> tuple[str, str, str]:
    """Return a statement as it is written, whatever the datatype: a date becomes one of EDTF."""
    return text(triple.subject), triple.predicate.value, text(triple.object)


@given(EDITS)
def test_every_statement_that_came_or_went_is_in_one_change(
    edit: tuple[set[Triple], set[Triple]],
) -> None:
    base, theirs = in_merge(*BASE), in_merge(*((BASE - edit[0]) | edit[1]))
    found = edits(base, theirs)
    done = changes(found, base, theirs)
    removed = Counter(quad.triple for change in done for quad in change.removed)
    added = Counter(quad.triple for change in done for quad in change.added)
    assert removed == Counter(found.removed)
    assert added == Counter(found.added)
    assert len({change.mark for change in done}) == len(done)
    assert found.removed == edit[0] - edit[1]
    bounds = date_properties().bounded
    own = {written(t) for t in found.added if t.predicate not in bounds}
    assert own == {written(triple) for triple in edit[1] - BASE}


@given(EDITS)
def test_what_a_change_comes_to_settles_it_and_takes_nothing_away(
    edit: tuple[set[Triple], set[Triple]],
) -> None:
    base, theirs = in_merge(*BASE), in_merge(*((BASE - edit[0]) | edit[1]))
    found = edits(base, theirs)
    ours = in_merge(*BASE)
    ours.add(in_graph(triple, thing("source/ours")) for triple in BASE)
    done = [(change, meaning(change, ours)) for change in changes(found, base, theirs)]
    assert not any(is_settled(change, meant, ours) for change, meant in done)
    for _change, meant in done:
        for graph in (DefaultGraph(), thing("source/theirs")):
            ours.add(in_graph(triple, graph) for triple in said(meant))
    again = [(change, meaning(change, ours)) for change, _meant in done]
    assert all(is_settled(change, meant, ours) for change, meant in again)
    assert {quad.triple for quad in ours.matching(graph=thing("source/ours"))} == BASE


@given(EDITS)
def test_what_may_stand_once_is_never_stated_twice_of_one_thing(
    edit: tuple[set[Triple], set[Triple]],
) -> None:
    base, theirs = in_merge(*BASE), in_merge(*((BASE - edit[0]) | edit[1]))
    ours = in_merge(*BASE)
    for change in changes(edits(base, theirs), base, theirs):
        if change.kind is Kind.NEW_THING:
            continue  # it is as they wrote it, and the shapes tell what is wrong with it
        for triple in meaning(change, ours).facts:
            if triple.predicate in {simpul("network"), simpul("cohort")}:
                held = {*ours.matching(triple.subject, triple.predicate, None, DefaultGraph())}
                assert not {quad.object for quad in held} - {triple.object}


def test_nothing_changed_is_no_change() -> None:
    base, theirs = in_merge(*BASE), in_merge(*BASE)
    found = edits(base, theirs)
    assert (found.removed, found.added, found.left) == (frozenset(), frozenset(), 0)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, and what was given of it."""
    folder = tmp_path_factory.mktemp("edits")
    build([write_source(folder, TABLES)], folder / "store")
    returned.given(folder / "store", folder)
    return folder


ALIASES = st.builds(
    lambda key, text: Triple(thing(key), skos("altLabel"), Literal(text, language="en")),
    st.sampled_from(["org/c40", "org/iclei"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12),
)  # fmt: skip
BEGINS = st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(EDTF)))


@given(st.sets(ALIASES, max_size=3), BEGINS, st.booleans())
@settings(max_examples=3)
def test_what_is_accepted_is_there_with_who_says_so_and_all_else_untouched(
    ground: Path,
    tmp_path_factory: pytest.TempPathFactory,
    aliases: set[Triple],
    begin: Literal,
    is_withdrawn: bool,
) -> None:
    import shutil

    folder = tmp_path_factory.mktemp("edit")
    store = Path(shutil.copytree(ground / "store", folder / "store"))
    jakarta, seoul = thing("membership/1642911-c40"), thing("membership/1835848-c40")

    def change(triples: set[Triple]) -> None:
        triples |= aliases
        triples -= {t for t in triples if (t.subject, t.predicate) == (jakarta, simpul("begin"))}
        triples.add(Triple(jakarta, simpul("begin"), begin))
        if is_withdrawn:
            triples -= {t for t in triples if seoul in (t.subject, t.object)}

    file = edited(ground / "given.nt", folder / "theirs.nt", change)
    before = {quad for quad in named(store) if quad.graph_name == thing("source/test-list")}
    returned.reviewed(file, ground / "given.nt", store, folder / "proposal")
    decide(folder / "proposal", accept_all)
    returned.taken(folder / "proposal", store)
    after = named(store)
    theirs = {quad.triple for quad in after if quad.graph_name == thing("source/from-c40")}
    assert {quad for quad in after if quad.graph_name == thing("source/test-list")} == before
    assert aliases <= theirs
    assert begin in {t.object for t in theirs if t.predicate == simpul("begin")}
    disputed = Triple(seoul, simpul("certainty"), thing("certainty/disputed"))
    assert (disputed in theirs) == is_withdrawn
    assert theirs <= merge(store)
    found = returned.reviewed(file, ground / "given.nt", store, folder / "again")
    assert found.changes == []
