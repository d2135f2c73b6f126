"""Profiles as they are read: which there are, what they may include, and which select all there is."""

from pathlib import Path

import pytest

from simpul.access import ACCESS
from simpul.catalogue import questions
from simpul.errors import QueryError, UsageError
from simpul.exchange.profiles import EVERYTHING, parse, profile, profiles, refuse_more_than

ALL = (
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "PREFIX a: <http://example.org/>\nconstruct { ?a ?b ?c . }\nwhere {\n  ?a ?b ?c .\n} # all",
)
NOT_ALL = (
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?o ?p ?s }",
    "CONSTRUCT { ?s ?p ?s } WHERE { ?s ?p ?s }",
    "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
    "CONSTRUCT { ?_s_iri ?p ?o } WHERE { ?_s_iri ?p ?o }",
)


@pytest.mark.parametrize("query", ALL)
def test_a_profile_of_all_is_known_by_its_query(query: str) -> None:
    assert parse(query.encode(), name="own").is_of_all


@pytest.mark.parametrize("query", NOT_ALL)
def test_another_is_not_taken_for_one(query: str) -> None:
    assert not parse(query.encode(), name="own").is_of_all


def test_no_profile_is_a_question() -> None:
    assert EVERYTHING in profiles()
    assert not {*profiles()} & {*questions()}


@pytest.mark.parametrize("access", ACCESS)
def test_a_profile_includes_up_to_its_right_and_no_more(access: str) -> None:
    own = parse(f"#+ access: {access}\n{ALL[0]}".encode(), name="own")
    assert parse(ALL[0].encode(), name="own").access == ACCESS[0]
    for asked in ACCESS[: ACCESS.index(access) + 1]:
        refuse_more_than(own, asked)
    for asked in ACCESS[ACCESS.index(access) + 1 :]:
        with pytest.raises(UsageError, match=f"--access {access}"):
            refuse_more_than(own, asked)


@pytest.mark.parametrize("stated", ["secret", "[public, partner]", "{a: b}", "1"])
def test_a_right_that_is_none_is_told(stated: str) -> None:
    with pytest.raises(QueryError, match="it is one of: public, partner, internal"):
        parse(f"#+ access: {stated}\n{ALL[0]}".encode(), name="own")


def test_profiles_of_another_folder_are_found_there(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.rq").write_text(ALL[0])
    assert [*profiles(tmp_path)] == ["mine"]
    assert profile("mine", tmp_path).name == "mine"
    with pytest.raises(UsageError, match="There are: mine"):
        profile("network", tmp_path)
