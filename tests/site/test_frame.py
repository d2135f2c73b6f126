"""What all pages have in common: a frame, a language, and links that stay within the site."""

import json
import re
from http import HTTPStatus
from urllib.parse import parse_qsl

import pytest

from simpul.locale import speaking
from simpul.site import browse, home, language, static, worker
from simpul.site.asking import Asked
from simpul.site.failures import RefusedError, refusal
from simpul.site.routes import ROUTES
from simpul.site.site import Site
from simpul.site.starts import STARTS, sentence
from simpul_viz.pages import read
from site_server import asked


def test_the_first_page_begins_with_questions_and_counts(site: Site) -> None:
    page = home.page(site, asked("home:page")).body.decode()
    assert "Which networks do" in page
    assert 'href="/kota/browse?kind=City"' in page
    assert "/kota/sources/c40-members" in page


def test_the_first_page_speaks_indonesian_and_has_korean_names(site: Site) -> None:
    with speaking("id"):
        page = home.page(site, asked("home:page", language="id")).body.decode()
    assert '<html lang="id">' in page
    assert "Pertanyaan untuk memulai" in page
    answered = browse.page(site, asked("browse:page", "/browse?country=country/KR", language="ko"))
    assert "서울" in answered.body.decode()


def test_a_chosen_language_is_kept_and_leads_back(site: Site) -> None:
    answered = language.page(
        site, asked("language:page", "/language?language=id&back=/search?q=Seoul", method="POST")
    )
    assert answered.status == 303
    assert answered.headers["location"] == "/search?q=Seoul"
    assert answered.headers["set-cookie"].startswith("language=id; Path=/kota/;")


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a b"]
)
def test_nobody_is_led_out_of_the_site(site: Site, back: str) -> None:
    parameters = [("language", "xx"), ("back", back)]
    answered = language.page(
        site, Asked(page="language:page", path="/language", parameters=parameters)
    )
    assert answered.headers["location"] == "/"
    assert "set-cookie" not in answered.headers


def test_the_site_has_the_colours_of_the_explorer() -> None:
    tokens = static.contents()["tokens.css"].decode()
    assert tokens.startswith(read("tokens.css"))
    assert "@media (prefers-color-scheme: dark)" in tokens
    assert tokens.count("--accent: #7db4f0") == 2


def test_each_question_to_begin_with_leads_to_an_answer(site: Site) -> None:
    pages = {route.path: route.page for route in ROUTES}
    for start in STARTS.values():
        path, words = start.path, dict[str, str]()
        if path.startswith("/questions/"):
            path, words = "/questions/{name}", {"name": path.rpartition("/")[2]}
        given = [(gap.name, gap.value) for gap in start.gaps]
        answered = worker.answered(
            site,
            Asked(
                page=pages[path], path=start.path, words=words, parameters=given, accept="text/html"
            ),
        )
        assert answered.status == 200, start.path
        assert answered.media_type.startswith("text/html")


def test_they_are_those_of_the_explorer() -> None:
    gaps = read("script/questions.js").partition("const GAPS = {")[2].partition("};")[0]
    keys = re.findall(r"(\w+): \[", gaps)
    assert sorted(keys) == sorted(STARTS)
    for key, start in STARTS.items():
        counted = len([part for part in sentence(key, "en") if not isinstance(part, str)])
        assert counted == len(start.gaps), key


@pytest.mark.parametrize(
    ("spoken", "heading"), [("en", "This took too long"), ("id", "Ini terlalu lama")]
)
def test_what_went_wrong_is_told_in_the_language_of_who_reads(spoken: str, heading: str) -> None:
    error = RefusedError(HTTPStatus.GATEWAY_TIMEOUT, "30")
    with speaking(spoken):
        page = refusal(asked("", accept="text/html", language=spoken), error)
        problem = refusal(asked("", accept="application/json", language=spoken), error)
    assert f"<h1>{heading}</h1>" in page.body.decode()
    assert json.loads(problem.body)["title"] == "Gateway Timeout"


@pytest.mark.parametrize(
    ("path", "status", "leads"),
    [
        ("/browse?kind=Xyz", HTTPStatus.BAD_REQUEST, 'href="/kota/browse"'),
        ("//host.example/browse?kind=Xyz", HTTPStatus.BAD_REQUEST, 'href="/kota/host.example/'),
        ("/browse", HTTPStatus.BAD_REQUEST, ""),
        ("/nowhere?kind=Xyz", HTTPStatus.NOT_FOUND, ""),
    ],
)
def test_who_asked_wrongly_can_ask_anew(path: str, status: HTTPStatus, leads: str) -> None:
    place, _mark, said = path.partition("?")
    request = Asked(page="", path=place, parameters=parse_qsl(said), accept="text/html")
    page = refusal(request, RefusedError(status, "No."), prefix="/kota")
    content = page.body.decode().partition("<main")[2]
    assert leads in content
    assert ("Ask here anew" in content) == bool(leads)
