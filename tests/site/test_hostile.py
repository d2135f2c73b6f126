"""Requests that nobody in good faith sends."""

import socket
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

JSON = {"accept": "application/json"}


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "localhost.evil.example:80"]
)
def test_a_page_elsewhere_cannot_lead_its_readers_here_by_a_name_of_its_own(
    served: httpx.Client, host: str
) -> None:
    assert served.get("/", headers={"host": host}).status_code in {400, 421}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/static//etc/passwd",
        "/static/site.css%00.js",
        "/static/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/\\..\\app.py",
    ],
)
def test_no_path_leads_out(served: httpx.Client, path: str) -> None:
    status, _headers, body = raw(served, path)
    assert status in {308, 400, 404}
    assert b"root:" not in body
    assert b"import" not in body


@given(st.text(st.characters(codec="utf-8"), max_size=40))
@settings(max_examples=60)
def test_any_path_is_answered_and_none_is_a_fault(served: httpx.Client, text: str) -> None:
    for path in (f"/{quote(text, safe='')}", f"/id/{quote(text, safe='')}", f"/page/{quote(text)}"):
        status, headers, _body = raw(served, path)
        assert status < 500, path
        assert "x-split" not in headers


@pytest.mark.parametrize("end", ["%0d%0a", "%0a", "%0d", "%E5%98%8A%E5%98%8D", "\u560a"])
@pytest.mark.parametrize("path", ["/id/city/x{}X-Split:%20yes", "/page/x{}X-Split:%20yes", "/search?q={}X-Split:%20yes", "/?lang={}X-Split:%20yes"])  # fmt: skip
def test_no_value_ends_a_header(served: httpx.Client, path: str, end: str) -> None:
    _status, headers, _body = raw(served, path.format(quote(end, safe="%")))
    assert "x-split" not in headers


def test_a_body_that_is_too_large_is_refused_before_it_is_read(served: httpx.Client) -> None:
    status, _headers, _body = raw(
        served, "/sparql", method="POST", headers={"content-length": "99999999999"}
    )
    assert status == 413
    status, _headers, _body = raw(
        served, "/sparql", method="POST", headers={"content-length": "-1"}
    )
    assert status in {400, 413}


def test_a_body_in_pieces_is_measured_too(served: httpx.Client) -> None:
    pieces = (b"x" * 1_000_000 for _number in range(6))
    try:
        answer = served.post(
            "/sparql", content=pieces, headers={"content-type": "application/sparql-query"}
        )
    except httpx.TransportError:
        return  # it was closed while we sent
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "query", ["%ff", "a=%ff", "q=%c3%28", "&" * 6000, "q=" + "a" * 60_000, "lang=xx&lang[]=id"]
)
def test_an_odd_query_string_is_no_fault(served: httpx.Client, query: str) -> None:
    status, _headers, _body = raw(served, f"/?{query}")
    assert status < 500


@pytest.mark.parametrize(
    "name", ["accept", "accept-language", "cookie", "if-none-match", "authorization"]
)
@pytest.mark.parametrize("value", ["", ",", ";;;", "a" * 8000, "q=;q=", "*/*;q=nan", "\xff", "x;q=1e999", "=" * 500, ","* 5000])  # fmt: skip
def test_an_odd_header_is_no_fault(served: httpx.Client, name: str, value: str) -> None:
    status, _headers, _body = raw(served, "/", headers={name: value})
    assert status < 500


def test_what_a_client_has_is_not_sent_again(served: httpx.Client) -> None:
    first = served.get("/")
    again = served.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    large = served.get("/data/city/1642911.nt")
    has = {"if-none-match": large.headers["etag"]}
    assert served.get("/data/city/1642911.nt", headers=has).status_code == 304
    other = served.get("/?lang=id", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_text_is_packed_for_those_who_take_it_so(served: httpx.Client) -> None:
    plain = served.get("/", headers={"accept-encoding": "identity"})
    packed = served.get("/", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert "Accept-Encoding" in plain.headers["vary"]


def test_numbers_are_for_those_on_this_machine(served: httpx.Client) -> None:
    assert "simpul_requests_total" in served.get("/metrics").text
    assert served.get("/metrics", headers={"x-forwarded-for": "203.0.113.7"}).status_code == 404


def raw(
    served: httpx.Client, path: str, *, method: str = "GET", headers: dict[str, str] | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Send a request as it is written, and return status, headers and body."""
    url = served.base_url
    lines = [f"{method} {path} HTTP/1.1", f"host: {url.host}:{url.port}", "connection: close"]
    lines += [f"{name}: {value}" for name, value in ({**JSON, **(headers or {})}).items()]
    with socket.create_connection((url.host, url.port or 80), timeout=30) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogatepass"))
        parts: list[bytes] = []
        while part := connection.recv(65536):
            parts.append(part)
    head, _end, body = b"".join(parts).partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    named = dict(field.lower().split(": ", 1) for field in fields if ": " in field)
    return int(status.split()[1]), named, body
