"""A store under change: the merge is what all graphs say, and what nobody says any more is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.ingest.transaction import NewBuild, Revision, Statement, canonical, is_same
from simpul.store import OxigraphStore
from simpul.store.statements import holds
from simpul.terms import ID, Literal, NamedNode, Triple, rdf_type, rdfs_label, simpul

ONE, OTHER = NamedNode(f"{ID}source/one"), NamedNode(f"{ID}source/other")
C40, JAKARTA = NamedNode(f"{ID}org/c40"), NamedNode(f"{ID}city/1642911")
SEOUL, KOREA = NamedNode(f"{ID}city/1835848"), NamedNode(f"{ID}country/KR")
IS_NETWORK = Triple(C40, rdf_type, simpul("Network"))
JOINED, ALSO_JOINED = (Triple(C40, simpul("hasMember"), city) for city in (JAKARTA, SEOUL))
SEOUL_IS_CITY = Triple(SEOUL, rdf_type, simpul("City"))


def says(source: NamedNode, *triples: Triple, add: bool = False) -> Statement:
    """Return that a source says this from now on."""
    return Statement(source=source, triples=frozenset(triples), add=add)


@pytest.fixture
def revision(tmp_path: Path) -> Iterator[Revision]:
    """A revision of a store in which one source says that two cities joined a network."""
    new = NewBuild()
    new.state([says(ONE, IS_NETWORK, JOINED, ALSO_JOINED)])
    new.infer()
    new.write(tmp_path, [])
    graph = OxigraphStore.in_memory()
    graph.add(new.graph.matching())
    revision = Revision(tmp_path, graph)
    yield revision
    revision.close()


def test_a_new_build_describes_the_cities_that_are_mentioned_and_their_countries() -> None:
    build = NewBuild()
    build.state([says(ONE, IS_NETWORK, ALSO_JOINED)])
    assert holds(build.graph, SEOUL_IS_CITY)
    assert holds(build.graph, Triple(KOREA, rdf_type, simpul("Country")))
    assert not holds(build.graph, Triple(JAKARTA, rdf_type, simpul("City")))
    assert build.lost() == set()


def test_what_a_source_says_no_more_is_gone_and_the_rest_stays(revision: Revision) -> None:
    revision.state([says(ONE, IS_NETWORK, JOINED)])
    assert holds(revision.graph, JOINED)
    assert not holds(revision.graph, ALSO_JOINED)
    assert not holds(revision.graph, SEOUL_IS_CITY)


def test_what_another_source_says_too_stays(revision: Revision) -> None:
    revision.state([says(OTHER, ALSO_JOINED)])
    revision.state([says(ONE, IS_NETWORK, JOINED)])
    assert holds(revision.graph, ALSO_JOINED)
    assert holds(revision.graph, SEOUL_IS_CITY)


def test_what_is_added_leaves_what_was_said(revision: Revision) -> None:
    label = Triple(C40, rdfs_label, Literal("C40", language="en"))
    revision.state([says(ONE, label, add=True)])
    assert revision.now(ONE).triples == {IS_NETWORK, JOINED, ALSO_JOINED, label}
    assert revision.before(ONE).triples == {IS_NETWORK, JOINED, ALSO_JOINED}


def test_a_thing_that_nobody_describes_any_more_is_lost_until_it_is_said_again(
    revision: Revision,
) -> None:
    revision.state([says(ONE, JOINED, ALSO_JOINED)])
    assert revision.lost() == {C40}
    revision.state([says(ONE, IS_NETWORK, JOINED, ALSO_JOINED)])
    assert revision.lost() == set()
    assert revision.scope().things == set()


def test_the_shapes_judge_what_a_change_touches(revision: Revision) -> None:
    revision.state([says(ONE, IS_NETWORK, JOINED)])
    things = revision.scope().things
    assert things is not None
    assert {C40.value, SEOUL.value} <= things
    assert JAKARTA.value not in things


def test_inferences_follow_what_comes_and_goes(revision: Revision) -> None:
    organisation = Triple(C40, rdf_type, simpul("Organisation"))
    assert holds(revision.graph, organisation)
    revision.state([says(ONE, JOINED, ALSO_JOINED)])
    revision.infer()
    revision.state([says(ONE)])
    revision.infer()
    assert not holds(revision.graph, organisation)


def test_a_number_is_the_same_however_it_is_written() -> None:
    decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    one, other = (
        Triple(C40, simpul("value"), Literal(text, datatype=decimal)) for text in ("1.50", "1.5")
    )
    assert one != other
    assert canonical([one]) == canonical([other])


def test_a_description_read_on_another_day_is_the_same() -> None:
    title = Triple(ONE, rdfs_label, Literal("List"))
    day, next_day = (Triple(ONE, simpul("retrieved"), Literal(text)) for text in ("1", "2"))
    assert is_same([title, day], [title, next_day])
    assert not is_same([title, day], [day])
