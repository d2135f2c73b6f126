"""What is withheld is as what never was: every route answers just as a site whose sources never had it."""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

import pytest

from asked_for_secrets import (
    NEVER,
    OFFICES,
    PARTNERS,
    asked_of,
    assistants_calls,
    keys,
    names_things,
    of_key,
    parameters,
)
from simpul.session import KnowledgeGraph
from simpul.site import comparing, worker
from simpul.site.asking import Asked, Reply
from simpul.site.routes import ROUTES, Route
from simpul.site.site import Settings, Site

HIDDEN: Mapping[str, list[str]] = {"public": [PARTNERS, OFFICES], "partner": [OFFICES]}
"""What is hidden from whom."""
_BUILD = "20261127T120000-0a1b2c"
_MOST = 8
"""Requests to each route for each right, about, unless all are tried (``--hypothesis-profile=search``)."""
_BLANK = re.compile(rb"_:\w+|nodeID=\"\w+\"|\"[bn]?[0-9a-f]{32}\"")
_INSIDE = ("simpul/store/oxigraph.py", "simpul/naming/index.py", "simpul/store/guarded.py")


def _site(store: Path) -> Site:
    told: list[str] = []
    kg = KnowledgeGraph(store, tell=told.append)
    return Site(Settings(store=str(store), prefix="/kota"), kg, build=_BUILD, told=told)


@dataclass(frozen=True, kw_only=True)
class Sites:
    """A site with secrets, and for each right one whose sources never had what is hidden from it.

    Attributes:
        known: The parameters that each page was seen to look for.
    """

    secret: Site
    never: Mapping[str, Site]
    known: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


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
    body = reply.body
    if reply.file:
        with reply.file:
            body = reply.file.read()
    headers = sorted(reply.headers.items())
    return reply.status, reply.media_type, headers, sorted(reply.vary), reply.seconds, reply.changes, _BLANK.sub(b"", body)  # fmt: skip


def _sample(asked: Sequence[Asked], request: pytest.FixtureRequest) -> Sequence[Asked]:
    """Return some of what can be asked, spread over all of it; all of it in a long search."""
    if request.config.getoption("--hypothesis-profile") == "search":
        return asked
    return asked[:: max(1, len(asked) // _MOST)]


def _leaks(route: Route, right: str, sites: Sites, request: pytest.FixtureRequest) -> list[Asked]:
    """Return what can be asked of a route whose answer depends on what is hidden."""
    if route.page not in sites.known:
        sites.known[route.page] = parameters(
            route, lambda asked: _told(worker.answered(sites.secret, asked))
        )
    known = sites.known[route.page]
    found: list[Asked] = []
    for one in _sample(asked_of(route, HIDDEN[right], known), request):
        asked = replace(one, right=right)
        answers = [worker.answered(site, asked) for site in (sites.secret, sites.never[right])]
        assert all(answer.status != 500 for answer in answers), asked
        if _told(answers[0]) != _told(answers[1]):
            found.append(asked)
    return found


@pytest.mark.parametrize("right", HIDDEN)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_an_answer_is_what_it_would_be_if_the_secret_never_was(
    route: Route, right: str, sites: Sites, request: pytest.FixtureRequest
) -> None:
    found = _leaks(route, right, sites, request)
    assert [(one.method, one.path, one.parameters, one.content) for one in found] == []


THINGS = ["/sparql", "/page/{key:path}", "/data/{key:path}"]


@pytest.mark.parametrize("route", [r for r in ROUTES if r.path in THINGS], ids=lambda r: r.path)
def test_who_may_see_it_does(route: Route, sites: Sites) -> None:
    """Else the test above would find nothing, whatever leaked."""
    asked = asked_of(route, [OFFICES], [])
    answers = (worker.answered(sites.secret, replace(one, right="internal")) for one in asked)
    assert any(f"League {OFFICES}".encode() in answer.body for answer in answers)


def test_what_changed_tells_nobody_of_what_they_may_not_see(secret_store: Path) -> None:
    """The sources came with the last build, and their names are in what it changed."""
    comparing.make_all(str(secret_store))
    noted: list[str] = []
    with KnowledgeGraph(secret_store, tell=noted.append) as kg:
        site = Site(Settings(store=str(secret_store)), kg, build=kg.build)
        told = {
            right: b"".join(
                worker.answered(site, Asked(page=page, path="/", right=right)).body
                for page in ("changes:page", "feeds:everything", "home:page")
            )
            for right in ("internal", "partner", "public")
        }
    seen = {
        right: {mark for mark in (PARTNERS, OFFICES) if mark.encode() in body}
        for right, body in told.items()
    }
    assert seen == {"internal": {PARTNERS, OFFICES}, "partner": {PARTNERS}, "public": set()}


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
    page: Callable[[Site, Asked], Reply],
    sites: Sites,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    def leaking(_name: str) -> Callable[[Site, Asked], Reply]:
        return page

    monkeypatch.setattr(worker, "_page", leaking)
    assert _leaks(
        Route(path="/leak/{key:path}", page=f"leak:{page.__name__}"), "public", sites, request
    )


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


@pytest.mark.parametrize("route", [r for r in ROUTES if names_things(r)], ids=lambda r: r.path)
def test_what_is_withheld_takes_as_many_steps_as_what_never_was(route: Route, sites: Sites) -> None:
    for key in keys(OFFICES)[:3]:
        pair = [of_key(route, one) for one in (key, key.replace(OFFICES, NEVER[OFFICES]))]
        # What is kept between requests is there for both.
        answers = [worker.answered(sites.secret, asked) for asked in pair]
        withheld, never = (_steps(sites.secret, asked) for asked in pair)
        assert withheld == never, key
        assert answers[0].status == answers[1].status
        assert answers[0].body.replace(OFFICES.encode(), NEVER[OFFICES].encode()) == answers[1].body


@pytest.mark.parametrize("right", HIDDEN)
def test_an_assistant_is_told_no_more_than_a_page_tells(right: str, sites: Sites) -> None:
    for mark in HIDDEN[right]:
        for call in assistants_calls(mark):
            asked = Asked(
                page=f"tools.pages:{call.page}", path="/mcp", content=call.content, right=right
            )
            with_it, without = (
                worker.answered(site, asked) for site in (sites.secret, sites.never[right])
            )
            assert with_it.status != 500
            assert _told(with_it) == _told(without), call
            whole = worker.answered(sites.secret, replace(asked, right="internal"))
            assert (mark.encode() in whole.body) >= call.finds, call
