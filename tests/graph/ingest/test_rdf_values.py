"""What a partner's RDF says of dates is read as the cell of a table is: for every property that holds dates."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from partner import MEMBERSHIP, load_partner, write
from simpul.errors import DataError, Place, Severity
from simpul.ingest.rdf_values import with_values
from simpul.quality.audit import audit_files
from simpul.reason.dates import bounds_for, date_properties
from simpul.store import open_store
from simpul.tables import Fact
from simpul.terms import EDTF, ID, ONTOLOGY, XSD, Literal, NamedNode, Triple, simpul

THING = NamedNode(f"{ID}membership/x")
PLACE = Place(file="a.ttl")
DATES = sorted(date_properties().stated, key=str)


def said(predicate: NamedNode, value: str, datatype: str = EDTF) -> Fact:
    return Fact(Triple(THING, predicate, Literal(value, datatype=NamedNode(datatype))), PLACE)


def values(facts: list[Fact], predicate: NamedNode) -> list[str]:
    return [fact.triple.object.value for fact in facts if fact.triple.predicate == predicate]  # type: ignore[union-attr]  # literals all


def test_the_ontology_says_which_properties_hold_dates() -> None:
    names = {node.value.removeprefix(ONTOLOGY) for node in DATES}
    assert names == {
        *("begin", "end", "asOf", "due", "issued", "baseline", "targetStatusSince"),
    }


@pytest.mark.parametrize("dated", DATES)
def test_bounds_that_are_missing_are_made(dated: NamedNode) -> None:
    facts, told = with_values([said(dated, "2019-02~")])
    assert [values(facts, bound) for bound in bounds_for(dated)] == [["2019-02-01"], ["2019-02-28"]]
    assert {fact.place for fact in facts} == {PLACE}
    assert not told


@pytest.mark.parametrize("dated", DATES)
def test_bounds_that_are_there_are_not_made_again(dated: NamedNode) -> None:
    low, high = bounds_for(dated)
    given = [said(dated, "2019~"), said(low, "2018-01-01", XSD + "date"), said(high, "2019-12-31", XSD + "date")]  # fmt: skip
    assert with_values(given) == (given, [])


def test_each_of_two_dates_has_its_bounds() -> None:
    as_of = simpul("asOf")
    low, _high = bounds_for(as_of)
    first = [said(as_of, "2018"), said(as_of, "2019"), said(low, "2018-01-01", XSD + "date")]
    facts, _told = with_values(first)
    assert sorted(values(facts, low)) == ["2018-01-01", "2019-01-01"]


@pytest.mark.parametrize("dated", DATES)
@pytest.mark.parametrize(
    ("value", "datatype", "read"),
    [
        ("2019", "string", "2019"),
        (" 2013~ ", "string", "2013~"),
        ("2019", "gYear", "2019"),
        ("2019", "integer", "2019"),
        ("2019-03", "gYearMonth", "2019-03"),
        ("2019-12-31", "date", "2019-12-31"),
        ("2019-12-31+07:00", "date", "2019-12-31"),
        ("2019-12-31T23:59:59Z", "dateTime", "2019-12-31"),
    ],
)
def test_a_date_in_another_datatype_is_read_and_told(
    dated: NamedNode, value: str, datatype: str, read: str
) -> None:
    facts, (told,) = with_values([said(dated, value, XSD + datatype)])
    assert facts[0].triple.object == Literal(read, datatype=NamedNode(EDTF))
    assert len(facts) == 3
    assert told.severity is Severity.WARNING
    assert repr(value) in told.what
    assert dated.value.removeprefix(ONTOLOGY) in told.what


def test_the_same_is_told_once_for_each_property_and_file() -> None:
    facts = [said(simpul("begin"), str(year), XSD + "gYear") for year in range(2000, 2012)]
    _facts, (told,) = with_values(facts)
    assert "12 values of begin" in told.what


def test_a_whole_number_is_a_decimal() -> None:
    (fact,), told = with_values([said(simpul("numericValue"), "12", XSD + "integer")])
    assert fact.triple.object == Literal("12", datatype=NamedNode(XSD + "decimal"))
    assert not told


WRONG = [
    ('s:begin "31/12/2019"^^edtf:EDTF', "begin: '31/12/2019' is no date .* Write 2019-12-31"),
    ('s:begin "31/12/2019"', "begin: '31/12/2019' is no date .* Write 2019-12-31"),
    ('s:begin "3.4.2019"', "begin: '3.4.2019' is no date .* 2019-04-03 or 2019-03-04"),
    ('s:end "next year"^^edtf:EDTF', "end: 'next year' is no date"),
    ('s:end "next year"@en', "end: 'next year' is no date"),
    ('s:begin "2019-02-30"^^xsd:date', "begin: '2019-02-30' is no date"),
    ('s:begin "2019-13"^^xsd:gYearMonth', "begin: '2019-13' is no date"),
    ('s:begin "2019" ; s:end "2018"', "it begins after it ends"),
    ('s:begin "2019" ; s:beginEarliest "2005-01-01"^^xsd:date', "beginEarliest: 2005-01-01 is not the bound of begin 2019. Write 2019-01-01"),
    ('s:begin "2019" ; s:beginLatest "2019-06-30"', "beginLatest: 2019-06-30 is not the bound of begin 2019. Write 2019-12-31"),
    ('s:begin "2019" ; s:beginLatest "31.12.2019"^^xsd:date', "beginLatest: '31.12.2019' is not of the datatype xsd:date. Write 2019-12-31"),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list[str]]]:
    """What `load` and `validate` say of each wrong date, by the membership that has it."""
    text = "".join(
        MEMBERSHIP.replace("1838524-c40", f"wrong-{n}").replace("s:network", f"{dates} ; s:network")
        for n, (dates, _words) in enumerate(WRONG)
    )
    file = write(tmp_path_factory.mktemp("wrong"), text)
    with pytest.raises(DataError) as raised:
        load_partner(ground, file)
    loaded = [(p.what, p.remedy) for p in raised.value.problems if p.severity is Severity.ERROR]
    found = audit_files([file], open_store(ground))
    errors = [one.finding for one in found if one.finding.severity is Severity.ERROR]
    return [
        _by_membership(loaded),
        _by_membership((one.focus, one.message) for one in errors),
    ]


def _by_membership(messages: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for thing, message in messages:
        key = re.search(r"wrong-\d+", thing)
        assert key
        found.setdefault(key[0], []).append(message)
    return found


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_a_date_that_is_wrong_is_told_once_and_alike_by_load_and_validate(
    told: list[dict[str, list[str]]], number: int
) -> None:
    loaded, validated = (one[f"wrong-{number}"] for one in told)
    assert loaded == validated
    assert len(loaded) == 1
    assert re.search(WRONG[number][1].partition(": ")[2] or WRONG[number][1], loaded[0])


def test_bounds_reach_the_store_and_a_question_about_dates(store: Path, tmp_path: Path) -> None:
    file = write(tmp_path, MEMBERSHIP.replace("s:network", 's:begin "2019-03" ; s:network'))
    load_partner(store, file)
    assert open_store(store).ask('ASK { ?m simpul:beginLatest "2019-03-31"^^xsd:date }')
    assert not load_partner(store, file).changed
