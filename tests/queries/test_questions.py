"""Each question of the catalogue is well made and gives the answer a person checked by hand."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest

from golden import HERE, Case, read_cases
from simpul import locale, paths
from simpul.answer.labels import labels, things_in, with_labels
from simpul.answer.rows import of_question, read
from simpul.answer.text import as_delimited, as_markdown
from simpul.catalogue import fill, question, questions
from simpul.naming import Names
from simpul.store import OxigraphStore, Solutions
from simpul.terms import ID
from support import ROOT

CASES = read_cases()
FILES = questions()
NAMES = sorted(FILES)
GROUPS = {
    *("networks", "ties", "events", "initiatives", "lessons", "commitments", "institutions"),
    "trust",
}

every_question = pytest.mark.parametrize("name", NAMES)
every_case = pytest.mark.parametrize("case", CASES, ids=str)


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def _store(case: Case, request: pytest.FixtureRequest) -> OxigraphStore:
    store: OxigraphStore = request.getfixturevalue(case.graph)
    return store


def filled(
    store: OxigraphStore,
    name: str,
    values: Mapping[str, str | Sequence[str]],
    *,
    also_single_datasets: bool = False,
) -> str:
    assert store.folder is not None
    names = Names(store.folder)
    try:
        bound = fill(question(name), values, names, also_single_datasets=also_single_datasets)
        return bound.text
    finally:
        names.close()


def _raw(case: Case, request: pytest.FixtureRequest) -> Solutions:
    """Return the answer with the columns of facts, which nobody is shown."""
    store = _store(case, request)
    aside = case.also_single_datasets
    return store.select(filled(store, case.question, case.values, also_single_datasets=aside))


def _answer(case: Case, request: pytest.FixtureRequest) -> Solutions:
    """Return the answer as a person gets it."""
    found = _raw(case, request)
    return read(*of_question(question(case.question), found.variables, found.rows))


def test_there_are_more_than_forty_questions_in_groups_and_none_beside_them() -> None:
    assert len(NAMES) >= 40
    assert Counter(file.parent.name for file in FILES.values()).keys() == GROUPS
    assert {file.parent.parent for file in FILES.values()} == {paths.queries()}


def test_no_two_questions_bear_one_name() -> None:
    files = [*paths.queries().rglob("*.rq")]
    profiles = [*(paths.queries() / "profiles").glob("*.rq")]
    assert len(files) - len(profiles) == len(NAMES)


def test_every_question_has_a_golden_answer_that_a_person_checked() -> None:
    assert {case.question for case in CASES} == set(NAMES)
    assert all(len(case.checked) > 10 for case in CASES)
    assert len({str(case) for case in CASES}) == len(CASES)


def test_every_golden_answer_is_asked_for() -> None:
    assert {case.file for case in CASES} == {*(HERE / "golden").glob("*.csv")}


def test_every_question_has_an_answer_with_rows() -> None:
    assert {case.question for case in CASES if not case.empty} == set(NAMES)


@every_case
def test_a_question_gives_its_golden_answer(case: Case, request: pytest.FixtureRequest) -> None:
    store, answer = _store(case, request), _answer(case, request)
    content = as_delimited(with_labels(answer, labels(store, answer)), ",")
    if request.config.getoption("--update-golden"):
        case.file.write_text(content, encoding="utf-8")
    assert content == case.file.read_text(encoding="utf-8")
    assert bool(answer.rows) != bool(case.empty)


@every_case
def test_an_answer_has_no_row_twice_and_no_column_unexplained(
    case: Case, request: pytest.FixtureRequest
) -> None:
    answer = _answer(case, request)
    assert set(answer.variables) == question(case.question).columns.keys()
    rows = Counter(tuple(str(row.get(name)) for name in answer.variables) for row in answer.rows)
    assert [row for row, times in rows.items() if times > 1] == []


@every_case
def test_every_row_says_which_facts_it_rests_on(case: Case, request: pytest.FixtureRequest) -> None:
    found, held = _raw(case, request), question(case.question).facts
    assert set(held) <= set(found.variables)
    for row in found.rows if held else ():
        things = [iri for name in held for iri in things_in(row.get(name))]
        assert things
        assert all(iri.startswith(ID) for iri in things)


@every_case
def test_a_question_gives_as_many_rows_in_indonesian(
    case: Case, request: pytest.FixtureRequest
) -> None:
    english = _answer(case, request)
    locale.use("id")
    try:
        store, answer = _store(case, request), _answer(case, request)
        shown = as_markdown(answer, question(case.question).columns, labels(store, answer))
    finally:
        locale.use("en")
    assert len(answer.rows) == len(english.rows)
    assert len(shown.splitlines()) == len(answer.rows) + 2


@every_question
def test_a_question_is_explained_in_both_languages(name: str) -> None:
    asked = question(name)
    assert asked.summary.keys() == {"en", "id"}
    assert asked.description.keys() in ({"en", "id"}, set())
    assert asked.tags[0] == asked.group == FILES[name].parent.name
    assert set(asked.tags) <= GROUPS
    for parameter in asked.parameters:
        assert parameter.summary.keys() == {"en", "id"}
        assert parameter.example
        assert not (parameter.required and parameter.default)
    for texts in asked.columns.values():
        assert texts.keys() == {"en", "id"}


@every_question
def test_the_examples_of_a_question_can_be_asked(everything: OxigraphStore, name: str) -> None:
    asked = question(name)
    examples = {parameter.name: parameter.examples for parameter in asked.parameters}
    everything.select(filled(everything, name, examples))


@every_question
def test_what_a_person_may_leave_out_has_the_default_that_the_query_has(name: str) -> None:
    for parameter in question(name).parameters:
        if parameter.default:
            stated = re.findall(
                rf"COALESCE\(\?__{parameter.name}_\w+, (\w+)\)", FILES[name].read_text()
            )
            assert set(stated) == {*parameter.default}


@every_question
def test_a_question_needs_no_prefix_that_it_does_not_declare(
    article: OxigraphStore, name: str
) -> None:
    asked = question(name)
    required = {p.name: p.example for p in asked.parameters if p.required}
    known = {"network": "C40", "organisation": "C40"}
    values = {key: known.get(key, value) for key, value in required.items()}
    ox.Store().query(filled(article, name, values))


@every_question
def test_a_question_counts_or_names_its_facts_or_their_sources(name: str) -> None:
    asked = question(name)
    counts = re.search(r"\b(COUNT|SUM|GROUP_CONCAT)\b", asked.query)
    sources = {"source", "graph", "ground"} & asked.columns.keys()
    assert asked.facts or counts or sources


def test_the_catalogues_pages_are_those_that_the_files_give(tmp_path: Path) -> None:
    made = [sys.executable, str(ROOT / "scripts" / "questions"), str(tmp_path)]
    subprocess.run(made, check=True, timeout=60)
    for page in ("questions.md", "pertanyaan.md"):
        stands = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert stands == (tmp_path / page).read_text(encoding="utf-8"), "run scripts/questions docs"
        assert {*re.findall(r"^simpul query ([\w-]+)", stands, re.MULTILINE)} == set(NAMES)
