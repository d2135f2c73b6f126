"""An engine is asked what a mirror of it is asked, and where they differ it is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from endpoints import endpoint, without_ontology
from engines import AT_OXIGRAPH, AT_VIRTUOSO, Server
from simpul import catalogue
from simpul.catalogue import Question, parse
from simpul.errors import EndpointEmptyError, EndpointError
from simpul.exchange.publishing.check import Checked, check
from simpul.exchange.publishing.publish import publish
from simpul.exchange.publishing.register import Register
from simpul.exchange.publishing.verdict import found_wrong
from simpul.session import KnowledgeGraph
from simpul.store.remote import manifest
from simpul.store.remote.client import Client
from simpul.store.remote.dataset import open_dataset
from simpul.store.remote.request import Answer, Dataset
from simpul.terms import ID

_MEMBERS = """#+ summary: members
#+ params:
#+   network: {type: network, example: C40 Cities, summary: {en: the network}}
#+   city: {type: city, example: Jakarta, summary: {en: the city}}
SELECT ?member WHERE { ?member simpul:memberOf ?_network_iri . FILTER (?member = ?__city_iri || true) }"""
_WHERE = "SELECT ?city ?place WHERE { ?city dcat:centroid ?place }"
_ELSEWHERE = _MEMBERS.replace("C40 Cities", "a network that nobody knows")
_GRAPH = "CONSTRUCT { ?a simpul:memberOf ?b } WHERE { ?a simpul:memberOf ?b }"
_SOURCES = "SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_SHARE = "SELECT (100.0 * COUNT(*) / 7 AS ?share) WHERE { ?city a simpul:City }"
_TRUTH = "ASK { ?city a simpul:City }"


def _questions(*texts: str) -> dict[str, Question]:
    return {f"q{number}": parse(text, name=f"q{number}") for number, text in enumerate(texts)}


@pytest.fixture(scope="module")
def store(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store."""
    folder = tmp_path_factory.mktemp("checked") / "store"
    return without_ontology(Path(shutil.copytree(ground, folder)))


@pytest.fixture
def client(
    server: Server, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Client]:
    """An endpoint at which that store is published, and a cache with nothing in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Client(endpoint(server)) as made:
        for entry in Register(made).entries():
            Register(made).remove(entry)
        made.update(f"DROP SILENT GRAPH {manifest.POINTER}")
        publish(store, made)
        yield made


def _checked(client: Client, *texts: str) -> Checked:
    return check(client, catalogue=_questions(*texts))


def test_what_an_endpoint_answers_rightly_is_found_right(client: Client) -> None:
    found = _checked(client, _MEMBERS, _WHERE, _ELSEWHERE, _GRAPH, _SOURCES, _SHARE, _TRUTH)
    assert found.differences == []
    assert found.without == ["q2"]
    assert found.questions == 6
    assert found.asked == 7
    assert not found_wrong(open_dataset(client))


@pytest.mark.parametrize("question", [_MEMBERS, _GRAPH])
def test_an_answer_that_lacks_a_row_is_told_with_the_row(client: Client, question: str) -> None:
    assert _checked(client, question).differences == []
    merge = open_dataset(client).manifest.merge.name
    seoul, member = f"<{ID}city/1835848>", "<https://w3id.org/simpul/ontology#memberOf>"
    client.update(f"DELETE WHERE {{ GRAPH {merge} {{ {seoul} {member} ?network }} }}")
    found = _checked(client, _WHERE, question)
    assert found.wrong == ["q1"]
    assert "1835848" in found.differences[0].what
    assert found_wrong(open_dataset(client))
    assert _checked(client, _WHERE).wrong == []
    assert not found_wrong(open_dataset(client))


def test_a_row_too_many_is_told(client: Client) -> None:
    assert _checked(client, _GRAPH).differences == []
    merge = open_dataset(client).manifest.merge.name
    member = "<https://w3id.org/simpul/ontology#memberOf>"
    client.update(f"INSERT DATA {{ GRAPH {merge} {{ <{ID}a> {member} <{ID}b> }} }}")
    (difference,) = _checked(client, _GRAPH).differences
    assert f"{ID}a" in difference.what


@AT_VIRTUOSO
def test_where_nothing_is_published_nothing_is_judged(client: Client) -> None:
    client.update(f"DROP SILENT GRAPH {manifest.POINTER}")
    with pytest.raises(EndpointEmptyError):
        _checked(client, _WHERE)


def test_a_question_that_an_engine_is_known_not_to_answer_is_left_to_a_mirror(
    client: Client, server: Server, store: Path
) -> None:
    left = ["disagreements"] if "disagreements" in client.engine.left_to_mirror else []
    asked = {"disagreements": catalogue.question("disagreements")}
    found = check(client, catalogue=asked)
    assert (found.left, found.asked == 0) == (left, bool(left))
    said: list[str] = []
    with KnowledgeGraph(store, lang="en") as here:
        wanted = here.query("disagreements", about="Seoul").to_bytes("csv")
    with KnowledgeGraph(server.query, lang="en", tell=said.append) as there:
        assert there.query("disagreements", about="Seoul").to_bytes("csv") == wanted
    assert any("mirror on this machine answers" in sentence for sentence in said) == bool(left)


@AT_VIRTUOSO
def test_an_engine_that_refuses_a_question_is_not_taken_for_wrong(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Client.query

    def refusing(
        self: Client,
        text: str,
        *,
        dataset: Dataset | None = None,
        accept: str,
        seconds: float | None = None,
    ) -> Answer:
        if "COUNT(*)" in text and "City" in text:
            raise EndpointError("It takes too long.", self.address, "", status=500)
        return ask(self, text, dataset=dataset, accept=accept, seconds=seconds)

    monkeypatch.setattr(Client, "query", refusing)
    found = _checked(client, _WHERE, _SHARE)
    assert (found.left, found.wrong) == (["q1"], [])
    assert not found_wrong(open_dataset(client))


@AT_OXIGRAPH
def test_what_an_engine_fails_to_answer_a_mirror_answers(
    client: Client, server: Server, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.endpoint.query
    query = "SELECT ?member WHERE { ?member simpul:memberOf ?network } ORDER BY ?member"
    ask = Client.query

    def failing(
        self: Client,
        text: str,
        *,
        dataset: Dataset | None = None,
        accept: str,
        seconds: float | None = None,
    ) -> Answer:
        if text.endswith(query):
            raise EndpointError("Its compiler failed.", self.address, "", status=500)
        return ask(self, text, dataset=dataset, accept=accept, seconds=seconds)

    monkeypatch.setattr(Client, "query", failing)
    said: list[str] = []
    with KnowledgeGraph(store, lang="en") as here:
        wanted = here.sparql(query).to_bytes("csv")
    with KnowledgeGraph(server.query, lang="en", tell=said.append) as there:
        assert there.sparql(query).to_bytes("csv") == wanted
    told = " ".join(said)
    assert "Its compiler failed." in told
    assert "A mirror on this machine answers" in told
