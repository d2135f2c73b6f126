"""A token opens the site to its holder and to nobody else, by header and by browser, on a real server."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from asked_for_secrets import OFFICES, PARTNERS
from simpul.site import tokens
from simpul.site.asking import Asked
from simpul.site.entrance import entrance
from simpul.site.tokens import Tokens
from site_server import serving

PAGES = ["/questions", "/page/city/1642911", "/sources", "/browse", "/search?q=League", "/data/city/1642911.ttl"]  # fmt: skip
SEEN = {"public": set[str](), "partner": {PARTNERS}, "internal": {PARTNERS, OFFICES}}
"""The marks that who has a right may see."""
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of tokens."""
    return tmp_path_factory.mktemp("tokens") / "tokens.json"


def _made(file: Path, label: str, right: str) -> str:
    return tokens.add(file, label, right=right, expires=date(2999, 12, 31), day=tokens.today())


@pytest.fixture(scope="module")
def known(file: Path) -> dict[str, str]:
    """A token for each right that needs one."""
    return {right: _made(file, right, right) for right in tokens.RIGHTS}


@pytest.fixture(scope="module")
def address(secret_store: Path, file: Path, known: dict[str, str]) -> Iterator[str]:
    """A server of a store with secrets."""
    assert known
    with serving(secret_store, "--tokens", str(file), "--workers", "1") as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client that remembers its cookies, as a browser does."""
    with httpx.Client(base_url=address, timeout=60, headers=HTML) as found:
        yield found


def _headers(known: dict[str, str], right: str) -> dict[str, str]:
    return {"authorization": f"Bearer {known[right]}"} if right in known else {}


def _marks(answer: httpx.Response) -> set[str]:
    return {mark for mark in (PARTNERS, OFFICES) if mark in answer.text}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_made_for_one_right_is_never_given_to_another(
    client: httpx.Client, known: dict[str, str], page: str
) -> None:
    first = {right: client.get(page, headers=_headers(known, right)) for right in reversed(SEEN)}
    again = {right: client.get(page, headers=_headers(known, right)) for right in SEEN}
    for right, answer in again.items():
        assert answer.status_code == 200
        assert _marks(answer) <= SEEN[right]
        assert answer.text == first[right].text
        tag = first["internal"].headers["etag"]
        asked = client.get(page, headers=_headers(known, right) | {"if-none-match": tag})
        assert (asked.status_code == 304) == (answer.text == first["internal"].text)


def test_who_may_see_it_sees_it(client: httpx.Client, known: dict[str, str]) -> None:
    for right, marks in SEEN.items():
        answer = client.get("/page/city/1642911", headers=_headers(known, right))
        assert _marks(answer) == marks


@pytest.mark.parametrize("right", SEEN)
def test_no_cache_keeps_what_a_token_opened(
    client: httpx.Client, known: dict[str, str], right: str
) -> None:
    answer = client.get("/page/city/1642911", headers=_headers(known, right))
    assert {"Authorization", "Cookie"} <= {*answer.headers["vary"].split(", ")}
    kept = answer.headers["cache-control"]
    assert kept.startswith("public" if right == "public" else "private, no-store")


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("page", [*PAGES, "/nowhere", "/sparql?query=ASK+%7B%7D"])
def test_what_is_no_token_is_told_so_and_sees_nothing(
    client: httpx.Client, page: str, accept: str
) -> None:
    answer = client.get(page, headers={"authorization": "Bearer nonsense", "accept": accept})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"].startswith(("text/html", "application/problem+json"))
    assert "This token opens nothing here" in answer.text
    assert "nonsense" not in answer.text


@pytest.mark.parametrize("page", ["/enter", "/health", "/ready", "/static/site.css"])
def test_the_way_in_is_open_to_who_has_an_old_token(client: httpx.Client, page: str) -> None:
    assert client.get(page, headers={"cookie": "simpul-token=old"}).status_code == 200


def test_somebody_enters_looks_around_and_leaves(
    client: httpx.Client, known: dict[str, str]
) -> None:
    answer = client.post("/enter", data={"token": known["partner"]})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie.split("; ")}
    assert "Secure" not in cookie  # it is reached without HTTPS
    assert answer.headers["cache-control"] == "no-store"
    page = client.get("/page/city/1642911")
    assert _marks(page) == {PARTNERS}
    assert "For partners alone" in page.text
    answer = client.post("/leave")
    assert answer.status_code == 303
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert _marks(client.get("/page/city/1642911")) == set()


def test_a_wrong_token_in_the_form_is_told_and_neither_kept_nor_shown(client: httpx.Client) -> None:
    answer = client.post("/enter", data={"token": 'simpul_"><script>'})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "This token opens nothing here" in answer.text
    assert '"><script>' not in answer.text
    assert client.post("/enter", content=b"").status_code == 401


@pytest.mark.parametrize("page", ["/enter", "/leave"])
def test_no_page_of_another_site_sends_the_form(
    client: httpx.Client, known: dict[str, str], page: str
) -> None:
    for origin in ("https://evil.example", "null"):
        answer = client.post(page, data={"token": known["partner"]}, headers={"origin": origin})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    own = str(client.base_url).rstrip("/")
    assert client.post(page, data={"token": known["partner"]}, headers={"origin": own}).status_code == 303  # fmt: skip


def test_a_token_that_is_removed_opens_nothing_from_then_on(
    client: httpx.Client, file: Path
) -> None:
    token = _made(file, "for a while", "internal")
    assert client.post("/enter", data={"token": token}).status_code == 303
    assert OFFICES in client.get("/page/city/1642911").text
    tokens.remove(file, "for a while")
    answer = client.get("/page/city/1642911")
    assert answer.status_code == 401
    assert 'href="/enter"' in answer.text


def test_behind_https_and_a_prefix_the_cookie_goes_nowhere_else(
    file: Path, known: dict[str, str]
) -> None:
    sent = Asked(page="", path="/enter", method="POST", parameters=[("token", known["partner"])])
    reply = entrance(sent, Tokens(file), {}, prefix="/simpul", secure=True)
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/simpul"} <= {*reply.headers["set-cookie"].split("; ")}  # fmt: skip
