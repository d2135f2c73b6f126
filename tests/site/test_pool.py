"""One who asks for too much is told so, and others do not notice; asked of a real server with two processes."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from site_server import serving

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER (?c < ?f && ?i > ?l) }"
GREEDY = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f"
ASK = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def small(ground: Path) -> Iterator[httpx.Client]:
    """A client of a server with two processes, which gives a query 1.5 seconds and 150 MB."""
    options = ("--workers", "2", "--timeout", "1.5", "--memory", "150")
    with serving(ground, *options) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def asked(client: httpx.Client, query: str) -> httpx.Response:
    """Ask a query that was not asked before, so that nobody has the answer ready."""
    return client.get("/sparql", params={"query": f"{query} # {time.monotonic_ns()}"})


def test_a_query_that_runs_away_is_ended_and_told_so(small: httpx.Client) -> None:
    answer = asked(small, ENDLESS)
    assert answer.status_code == 504
    assert answer.json()["detail"] == "There was no answer after 1.5 seconds. Narrow the question."


def test_a_query_that_takes_too_much_memory_is_ended_and_told_so(small: httpx.Client) -> None:
    answer = asked(small, GREEDY)
    assert answer.status_code in {500, 504}
    assert "memory" in answer.json()["detail"] or "seconds" in answer.json()["detail"]


def test_others_are_answered_meanwhile(small: httpx.Client) -> None:
    with ThreadPoolExecutor() as pool:
        endless = [pool.submit(asked, small, ENDLESS) for _number in range(3)]
        for _number in range(5):
            answer = small.get(
                "/sparql",
                params={"query": f"{ASK} # {time.monotonic_ns()}"},
                headers={"x-forwarded-for": "203.0.113.7"},  # another client
            )
            assert answer.json()["boolean"] is True
        assert [one.result().status_code for one in endless] == [504] * 3


def test_the_process_of_a_client_that_went_away_is_free_again(small: httpx.Client) -> None:
    before = _ended(small)
    with pytest.raises(httpx.ReadTimeout):
        small.get("/sparql", params={"query": f"{ENDLESS} # gone"}, timeout=0.4)
    while _ended(small) == before:  # ends: the process is ended at the latest when its time is over
        pass
    assert asked(small, ASK).json()["boolean"] is True


def _ended(client: httpx.Client) -> float:
    """Return how many processes the server has ended, as it tells who watches it."""
    lines = client.get("/metrics").text.splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("simpul_ended ")))
