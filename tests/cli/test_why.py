"""`simpul why`: who states a fact, or how it follows."""

import json
from pathlib import Path

import pytest

from support import simpul


def test_a_membership_is_explained_down_to_the_article_and_its_row(article_store: Path) -> None:
    run = simpul("why", "Jakarta", "member of", "C40", store=article_store)
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0] == "Jakarta — member of — C40 Cities"
    assert "An undoubted membership makes its place a member" in lines[1]
    assert "IV.1" in run.stdout
    assert "jakarta-seoul-visit-2018/memberships.csv, row " in run.stdout


def test_the_explanation_is_told_in_indonesian(article_store: Path) -> None:
    run = simpul("why", "Jakarta", "anggota dari", "C40", store=article_store, SIMPUL_LANG="id")
    assert run.returncode == 0, run.stderr
    assert "Keanggotaan yang tidak diragukan" in run.stdout
    assert "dinyatakan oleh Laporan" in run.stdout


def test_an_axiom_is_named_as_the_reason(article_store: Path) -> None:
    run = simpul("why", "org/c40", "hasMember", "city/1642911", store=article_store)
    assert (
        "the ontology says: member of inverse of has member (OWL 2 RL prp-inv1)"
        in run.stdout.replace("owl:inverseOf", "inverse of")
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Jakarta", "a", "City"), "GeoNames"),
        (("Seoullo 7017", "simpul:theme", "theme/public-space"), "stated by"),
        (("Seoullo 7017", "begin", "2017"), "I.9"),
        (("Jakarta", "a", "Place"), "OWL 2 RL cax-sco"),
    ],
)
def test_stated_facts_name_their_source(
    article_store: Path, words: tuple[str, ...], said: str
) -> None:
    run = simpul("why", *words, store=article_store)
    assert run.returncode == 0, run.stderr
    assert said in run.stdout


def test_the_explanation_comes_as_json(article_store: Path) -> None:
    run = simpul("why", "Jakarta", "memberOf", "C40", "--format", "json", store=article_store)
    proof = json.loads(run.stdout)
    assert proof["rule"] == "an-undoubted-membership-makes-a-member"
    assert all(premise["said"][0]["rows"] for premise in proof["premises"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "is missing"),
        (("Jakarta", "memberOf", "Seoul"), "does not contain this"),
        (("Jakarta", "membreOf", "C40"), "Did you mean"),
        (("Jakrta", "memberOf", "C40"), "Did you mean"),
        (("Jakarta", "memberOf", "C41x"), "thing here is called"),
        (("Jakarta", "memberOf", "C40", "--format", "xml"), "not one of"),
    ],
)
def test_what_cannot_be_explained_is_told(
    article_store: Path, words: tuple[str, ...], said: str
) -> None:
    run = simpul("why", *words, store=article_store)
    assert run.returncode == 2, run.stdout
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_a_fact_under_another_property_is_offered(article_store: Path) -> None:
    run = simpul("why", "Jakarta", "member", "C40", store=article_store)
    assert run.returncode == 2
    assert "No source states it" in run.stderr
    assert "`simpul why Jakarta memberOf C40`" in run.stderr
    assert simpul("why", "Jakarta", "memberOf", "C40", store=article_store).returncode == 0


def test_nothing_is_offered_of_two_that_have_nothing_to_do_with_each_other(
    article_store: Path,
) -> None:
    run = simpul("why", "Seoul", "memberOf", "Seoullo 7017", store=article_store)
    assert run.returncode == 2
    assert "memberOf C40" not in run.stderr
