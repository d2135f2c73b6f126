"""What sources allow together is never more than each of them allows."""

import csv
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul import paths
from simpul.exchange.rights import known_licences, licence_name, rights_of, spelling, together
from simpul.locale import speaking
from simpul.terms import CATALOGUE_GRAPH, ID, Literal, NamedNode, Quad, dct

CC = "https://creativecommons.org/"
ZERO, BY, BY_SA, BY_NC, BY_NC_SA, BY_ND = (
    f"{CC}publicdomain/zero/1.0/",
    *(f"{CC}licenses/{kind}/4.0/" for kind in ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd")),
)
PDDL = "https://opendatacommons.org/licenses/pddl/1-0/"
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"
OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
UNKNOWN = "https://example.org/terms"
LICENCES = [licence.iri for licence in known_licences().values()]
ONE, TWO = (NamedNode(f"{ID}source/{key}") for key in ("one", "two"))


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ([[ZERO], [ZERO]], "CC0 1.0"),
        ([[PDDL]], "CC0 1.0"),
        ([[ZERO], [PDDL], [BY]], "CC BY 4.0"),
        ([[OGL], [BY]], "CC BY 4.0"),
        ([[BY], [BY_SA]], "CC BY-SA 4.0"),
        ([[BY], [BY_NC]], "CC BY-NC 4.0"),
        ([[BY_NC], [BY_NC_SA]], "CC BY-NC-SA 4.0"),
        ([[BY_SA], [BY_NC]], None),
        ([[BY_SA], [ODBL]], None),
        ([[BY_ND]], None),
        ([[BY], [BY_ND]], None),
        ([[BY], [UNKNOWN]], None),
        ([[BY], []], None),
        ([[BY, UNKNOWN]], None),
        ([["http://creativecommons.org/licenses/by/4.0/deed.en"], [BY]], "CC BY 4.0"),
        ([], None),
    ],
)
def test_the_freest_licence_that_all_allow_is_found(
    stated: list[list[str]], name: str | None
) -> None:
    found = together(stated)
    assert (found.name if found else None) == name


@given(
    st.lists(st.lists(st.sampled_from([*LICENCES, UNKNOWN]), max_size=2), min_size=1, max_size=5)
)
def test_no_source_more_makes_anything_freer(stated: list[list[str]]) -> None:
    order = [licence.iri for licence in known_licences().values()]
    found = together(stated)
    fewer = together(stated[:-1])
    if found and len(stated) > 1:
        assert fewer is not None
        assert order.index(fewer.iri) <= order.index(found.iri)
    if found:
        allowed = [known_licences()[spelling(iri)].offered_as for work in stated for iri in work]
        assert all(spelling(found.iri) in offered for offered in allowed)


def test_each_licence_may_be_offered_as_itself_unless_nothing_made_from_it_may() -> None:
    for key, licence in known_licences().items():
        assert key in licence.offered_as or licence.name.endswith("ND 4.0")


def test_offering_a_work_twice_allows_no_more_than_offering_it_once() -> None:
    known = known_licences()
    for one, other in itertools.product(known.values(), repeat=2):
        if spelling(other.iri) in one.offered_as:
            assert other.offered_as <= one.offered_as


def test_each_row_names_the_text_that_says_so() -> None:
    with (paths.data() / "licences" / "terms.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) > 10
    for row in rows:
        assert row["terms"].startswith("https://")
        assert {*map(spelling, row["may_be_offered_as"].split())} <= {
            *known_licences(),
            "*",
            "none",
        }


def _described(*, one: str | None, two: str | None) -> list[Quad]:
    stated = {ONE: one, TWO: two}
    quads = [
        Quad(source, dct("license"), NamedNode(licence), CATALOGUE_GRAPH)
        for source, licence in stated.items()
        if licence
    ]
    said = [("Contains one.", "en"), ("Memuat satu.", "id")]
    return [
        *quads,
        *(
            Quad(ONE, dct("rights"), Literal(text, language=tag), CATALOGUE_GRAPH)
            for text, tag in said
        ),
    ]


def test_the_sentence_says_what_the_whole_may_be_used_as() -> None:
    rights = rights_of(_described(one=ZERO, two=BY), [ONE, TWO], with_concepts=False)
    with speaking("en"):
        assert rights.sentence == "The data is CC BY 4.0."
    assert rights.sentences["id"] == "Datanya berlisensi CC BY 4.0."
    assert rights.credits_in("id") == ["Memuat satu."]
    assert rights.credits_in("ko") == ["Contains one.", "Memuat satu."]


def test_where_no_licence_covers_all_each_is_named_and_who_has_none() -> None:
    rights = rights_of(_described(one=ODBL, two=None), [ONE, TWO], with_concepts=True)
    with speaking("en"):
        assert rights.sentence == (
            "No one licence covers the data; see what each source states. Their licences: ODbL 1.0. Without a licence: two."
        )
    assert [source.key for source in rights.unlicensed] == ["two"]
    assert licence_name(UNKNOWN) == UNKNOWN


def test_concepts_of_the_ontology_are_no_freer_than_it() -> None:
    for with_concepts, name in ((False, "CC0 1.0"), (True, "CC BY 4.0")):
        found = rights_of(_described(one=ZERO, two=ZERO), [ONE, TWO], with_concepts=with_concepts)
        assert found.together is not None
        assert found.together.name == name
