"""What is wrong with stated sources: each check finds the bad twin, and says nothing of the good one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from atlases import JAIPUR, write_atlas
from simpul.errors import Place, Severity
from simpul.ingest.checks import (
    broken_shapes,
    dangling,
    is_described,
    orphans,
    other_names,
    shape_findings,
)
from simpul.ingest.source_content import SourceContent
from simpul.ingest.transaction import NewBuild, Statement
from simpul.naming import Cities
from simpul.naming.atlas import Atlas
from simpul.tables import Fact, NameCheck
from simpul.terms import ID, Literal, NamedNode, Triple, rdf_type, rdfs_label, simpul

SOURCE = NamedNode(f"{ID}source/list")
C40, JAKARTA = NamedNode(f"{ID}org/c40"), NamedNode(f"{ID}city/1642911")
PLACE = Place(file="list/organisation.csv", row=3, column="network")
NETWORK = (
    Triple(C40, rdf_type, simpul("Network")),
    Triple(C40, rdfs_label, Literal("C40 Cities", language="en")),
)


def stated(
    *triples: Triple, name_checks: Sequence[NameCheck] = ()
) -> tuple[list[SourceContent], NewBuild]:
    """Return a source that says this, and a build in which it was stated."""
    facts = [Fact(triple, PLACE) for triple in triples]
    content = SourceContent(iri=SOURCE, facts=facts, name_checks=name_checks)
    build = NewBuild()
    build.state([Statement(source=SOURCE, triples=frozenset(triples))])
    return [content], build


def test_a_reference_to_what_is_described_is_no_fault() -> None:
    assert not [*dangling(*stated(*NETWORK, Triple(C40, simpul("hasMember"), JAKARTA)))]


@pytest.mark.parametrize(
    ("missing", "predicate", "words"),
    [
        (f"{ID}org/c41", simpul("partOf"), "org/c41 is not described in any source."),
        (f"{ID}city/999999999999", simpul("hasMember"), "GeoNames has no city with the id"),
        (C40.value, simpul("memberOff"), "memberOff"),
    ],
)
def test_a_reference_to_nothing_is_told_once_at_its_cell(
    missing: str, predicate: NamedNode, words: str
) -> None:
    again = Triple(C40, predicate, NamedNode(missing))
    faults = [*dangling(*stated(*NETWORK, again, again))]
    assert [(fault.source, fault.problem.place) for fault in faults] == [(SOURCE, PLACE)]
    assert words in faults[0].problem.what
    assert faults[0].problem.remedy


def test_a_misspelt_theme_is_told_with_the_one_of_the_ontology() -> None:
    misspelt = Triple(C40, simpul("theme"), NamedNode(f"{ID}theme/walkabilty"))
    faults = [*dangling(*stated(*NETWORK, misspelt))]
    assert "theme/walkability" in faults[0].problem.remedy


def test_a_thing_is_described_where_a_source_gives_its_class() -> None:
    _contents, build = stated(*NETWORK)
    assert is_described(build.graph, C40.value)
    assert not is_described(build.graph, f"{ID}org/c41")


def test_nothing_is_an_orphan_in_a_new_build() -> None:
    assert not [*orphans(*stated(*NETWORK))]


@pytest.fixture
def cities(tmp_path: Path) -> Cities:
    file = write_atlas(tmp_path / "cities.db")
    return Cities(lambda: Atlas(file))


@pytest.mark.parametrize("name", ["Jaipur", "JAIPUR", "Kota Jaipur"])
def test_a_name_that_is_the_thing_s_own_or_a_form_of_it_is_no_fault(
    cities: Cities, name: str
) -> None:
    assert not _told(name, cities)


def test_a_name_of_another_city_is_a_warning_with_that_city_s_number(cities: Cities) -> None:
    [(what, remedy)] = _told("Kota Surakarta", cities)
    assert what == "the id 1269515 is Jaipur, but the table says Kota Surakarta."
    assert remedy == "Kota Surakarta is 1625812."


def test_a_name_of_nothing_known_leaves_the_choice_to_a_person(cities: Cities) -> None:
    [(_what, remedy)] = _told("Atlantis", cities)
    assert remedy == "Check which of the two is meant."


def _told(name: str, cities: Cities) -> list[tuple[str, str]]:
    """Return what a warning says of a name beside the number of Jaipur, and what it advises."""
    checks = [NameCheck(JAIPUR, name, PLACE)]
    membership = Triple(C40, simpul("hasMember"), NamedNode(JAIPUR))
    contents, build = stated(*NETWORK, membership, name_checks=checks)
    faults = [*other_names(contents, build.graph, cities)]
    assert all(fault.problem.severity is Severity.WARNING for fault in faults)
    return [(fault.problem.what, fault.problem.remedy) for fault in faults]


def test_a_broken_shape_is_told_at_the_row_that_states_the_thing() -> None:
    contents, build = stated(Triple(C40, rdf_type, simpul("Network")))
    build.infer()
    faults = broken_shapes(contents, shape_findings(build), build.names)
    assert faults
    assert {fault.problem.place.row for fault in faults} == {PLACE.row}
    assert all("org/c40" in fault.problem.what for fault in faults)


def test_nothing_stated_breaks_no_shape() -> None:
    contents, build = stated()
    build.infer()
    assert not broken_shapes(contents, shape_findings(build), build.names)
