"""What is withheld is as what never was: every route answers just as a site whose sources never had it."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

import pytest

from asked_for_secrets import (
    FORM,
    NEVER,
    OFFICES,
    PARTNERS,
    POSTED,
    asked_of,
    keys,
    office_tables,
)
from secret_sources import marked_tables
from simpul.ingest.build import build
from simpul.session import KnowledgeGraph
from simpul.site import worker
from simpul.site.asking import Asked, Reply
from simpul.site.routes import ROUTES, Route
from simpul.site.site import Settings, Site
from support import ARTICLE, write_source

HIDDEN: Mapping[str, list[str]] = {"public": [PARTNERS, OFFICES], "partner": [OFFICES]}
"""What is hidden from whom."""
_BLANK = re.compile(rb"_:\w+|nodeID=\"\w+\"|\"[bn]?[0-9a-f]{32}\"")
_INSIDE = ("simpul/store/oxigraph.py", "simpul/naming/index.py", "simpul/store/guarded.py")


def _site(store: Path) -> Site:
    told: list[str] = []
    kg = KnowledgeGraph(store, tell=told.append)
    return Site(Settings(store=str(store), prefix="/kota"), kg, build="test", told=told)


@dataclass(frozen=True, kw_only=True)
class Sites:
    """A site with secrets, and for each right one whose sources never had what is hidden from it."""

    secret: Site
    never: Mapping[str, Site]


@pytest.fixture(scope="session")
def secret_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a public source, one for partners and one of the office."""
    folder = tmp_path_factory.mktemp("secrets")
    partners = write_source(folder, marked_tables(PARTNERS), key=f"{PARTNERS}-list", access="partner")  # fmt: skip
    offices = write_source(folder, office_tables(), key=f"{OFFICES}-list", access="internal")
    build([ARTICLE, partners], folder / "partners")
    build([ARTICLE, partners, offices], folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def sites(secret_store: Path, article_store: Path) -> Iterator[Sites]:
    """The sites."""
    found = Sites(
        secret=_site(secret_store),
        never={"public": _site(article_store), "partner": _site(secret_store.parent / "partners")},
    )
    yield found
    for site in (found.secret, *found.never.values()):
        site.close()


def _told(reply: Reply) -> tuple[object, ...]:
    """Return all of a reply that a client can see, but the names of blank nodes."""
    body = reply.file.read() if reply.file else reply.body
    headers = sorted(reply.headers.items())
    return reply.status, reply.media_type, headers, sorted(reply.vary), reply.seconds, reply.changes, _BLANK.sub(b"", body)  # fmt: skip


def _leaks(route: Route, right: str, sites: Sites) -> list[Asked]:
    """Return what can be asked of a route whose answer depends on what is hidden."""
    return [
        asked
        for one in asked_of(route, HIDDEN[right])
        if _told(worker.answered(sites.secret, asked := replace(one, right=right)))
        != _told(worker.answered(sites.never[right], asked))
    ]


@pytest.mark.parametrize("right", HIDDEN)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_an_answer_is_what_it_would_be_if_the_secret_never_was(
    route: Route, right: str, sites: Sites
) -> None:
    assert [(one.path, one.parameters, one.content) for one in _leaks(route, right, sites)] == []


def test_much_of_it_would_be_seen_by_who_may_see_it(sites: Sites) -> None:
    """Else the test above would find nothing whatever leaked."""
    seen = {
        route.path
        for route in ROUTES
        for one in asked_of(route, [OFFICES])
        if OFFICES.encode() in (worker.answered(sites.secret, replace(one, right="internal")).body)
        and OFFICES not in f"{one.path} {one.parameters} {one.content!r}"
    }
    assert "/sparql" in seen


@pytest.mark.parametrize("route", [r for r in ROUTES if "POST" in r.methods], ids=lambda r: r.path)
def test_what_is_posted_to_a_route_is_tried(route: Route) -> None:
    assert any(one.method == "POST" for one in asked_of(route, [OFFICES]))


def _in_header(site: Site, _asked: Asked) -> Reply:
    held = site.graph("internal").store.ask(
        f"ASK {{ ?s ?p <https://w3id.org/simpul/id/org/{OFFICES}> }}"
    )
    return Reply(headers={"x-held": str(held)})


def _in_status(site: Site, asked: Asked) -> Reply:
    iri = f"https://w3id.org/simpul/id/{asked.words['key']}"
    return Reply(status=403 if site.graph("internal").store.mentioned([iri]) else 404)


def _in_memory(site: Site, _asked: Asked) -> Reply:
    made = site.once("public", "all", lambda: [*site.graph("internal").store.graph_names()])
    return Reply(body=str(len(made)).encode())


def _in_completion(site: Site, asked: Asked) -> Reply:
    found = site.graph("internal").names.complete(asked.value("q"), "")
    return Reply(body=str(len(list(found))).encode())


@pytest.mark.parametrize("page", [_in_header, _in_status, _in_memory, _in_completion])
def test_a_page_that_leaks_is_found(
    page: Callable[[Site, Asked], Reply], sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_page", lambda _name: page)
    monkeypatch.setattr("asked_for_secrets.parameters", lambda _module: ("q",))
    assert _leaks(Route(path="/leak/{key:path}", page="home:page"), "public", sites)


def _steps(site: Site, asked: Asked) -> list[str]:
    """Return what is asked of the store and of the index of names to make a page."""
    steps: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.endswith(_INSIDE):
            steps.append(frame.f_code.co_name)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        worker.answered(site, asked)
    finally:
        sys.setprofile(before)
    return steps


def _of_a_key(route: Route, key: str) -> Asked:
    words = {part.partition("}")[0].partition(":")[0]: key for part in route.path.split("{")[1:]}
    return Asked(page=route.page, path=f"/{key}", words=words, accept="text/html")


@pytest.mark.parametrize("route", [r for r in ROUTES if "{" in r.path], ids=lambda r: r.path)
def test_what_is_withheld_takes_as_many_steps_as_what_never_was(route: Route, sites: Sites) -> None:
    for whole in keys(OFFICES):
        for key in (whole, whole.rpartition("/")[2]):
            other = key.replace(OFFICES, NEVER[OFFICES])
            # What is kept between requests is there for both.
            worker.answered(sites.secret, _of_a_key(route, other))
            withheld = _steps(sites.secret, _of_a_key(route, key))
            assert withheld == _steps(sites.secret, _of_a_key(route, other)), key
            answers = [worker.answered(sites.secret, _of_a_key(route, one)) for one in (key, other)]
            bodies = [answer.body.replace(OFFICES.encode(), NEVER[OFFICES].encode()) for answer in answers]  # fmt: skip
            assert bodies[0] == bodies[1]
            assert answers[0].status == answers[1].status


def test_what_is_posted_to_the_endpoint_is_no_form_alone() -> None:
    assert {kind for kind, _content in POSTED["/sparql"]} > {FORM}
