"""Every question, with all its variants, is answered at every engine as it is embedded: the same bytes, labels with them.

The report and the made-up sources give the golden answers themselves; what is asked of all of ``data/`` is asked here of
the curated sources, which hold every kind of thing, and held against the embedded answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

import published
from engines import ENGINES, Server
from golden import Case, read_cases
from simpul import locale
from simpul.answer.labels import labels, with_labels
from simpul.answer.rows import of_question, read
from simpul.answer.text import as_delimited
from simpul.catalogue import fill, question
from simpul.naming import Names
from simpul.store import OxigraphStore, Queryable
from simpul.store.remote.client import Client
from simpul.store.remote.dataset import RemoteDataset, open_dataset
from simpul.store.remote.engines import ENGINES as RECORDS

pytestmark = pytest.mark.slow

INSTEAD = {"everything": "curated"}
"""Which graph is published instead of one that is large."""
ONLY_IN_A_DATASET = frozenset(("members.covenant-netherlands-2015", "members-in"))
"""They name a network that no curated source has."""
CASES = [case for case in read_cases() if str(case) not in ONLY_IN_A_DATASET]


@dataclass(slots=True, kw_only=True)
class Place:
    """Where one graph after the other is published, and asked there."""

    request: pytest.FixtureRequest
    there: dict[tuple[str, str], RemoteDataset] = field(
        default_factory=dict[tuple[str, str], RemoteDataset]
    )

    def dataset(self, engine: str, graph: str) -> RemoteDataset:
        """Return a graph at an engine; it is published at the first call."""
        if (engine, graph) not in self.there:
            server: Server = self.request.getfixturevalue(f"{engine}_server")
            store: OxigraphStore = self.request.getfixturevalue(graph)
            published.publish(server, store.matching())
            self.there[engine, graph] = open_dataset(Client(published.endpoint(server)))
        return self.there[engine, graph]


@pytest.fixture(scope="module")
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """The servers with what was published there."""
    found = Place(request=request)
    yield found
    for dataset in found.there.values():
        dataset.close()


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def _content(case: Case, store: Queryable, names: Names) -> str:
    """Return an answer as a person gets it."""
    asked, aside = question(case.question), case.also_single_datasets
    found = store.select(fill(asked, case.values, names, also_single_datasets=aside))
    answer = read(*of_question(asked, found.variables, found.rows))
    return as_delimited(with_labels(answer, labels(store, answer)), ",")


EVERY = {"oxigraph": 6, "virtuoso": 2}
"""Of the cases, each so many: `simpul check` asks an engine everything, and Oxigraph's server has the one that is embedded."""
ASKED = [
    pytest.param(engine, case, id=f"{engine}-{case}")
    for engine in ENGINES
    for case in CASES[:: EVERY.get(engine, 1)]
    if case.question not in RECORDS[engine].left_to_mirror
]


@pytest.mark.parametrize(("engine", "case"), ASKED)
def test_a_question_has_one_answer_everywhere(
    engine: str, case: Case, place: Place, request: pytest.FixtureRequest
) -> None:
    graph = INSTEAD.get(case.graph, case.graph)
    here: OxigraphStore = request.getfixturevalue(graph)
    assert here.folder is not None
    names = Names(here.folder)
    try:
        answer = _content(case, place.dataset(engine, graph), names)
        expected = case.file.read_text(encoding="utf-8")
        if graph != case.graph:
            expected = _content(case, here, names)
    finally:
        names.close()
    assert answer == expected
