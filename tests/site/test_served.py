"""What every answer of the site has in common, asked of a real server."""

import socket
from pathlib import Path

import httpx
import pytest

from simpul.cli import main
from simpul.errors import UsageError
from simpul.site.server import Serving, listening
from site_server import serving


def test_the_first_page_is_html_with_a_policy_that_lets_nothing_else_in(
    served: httpx.Client,
) -> None:
    answer = served.get("/", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


OWN = """#+ summary: How many networks there are
SELECT (COUNT(?network) AS ?count) WHERE { ?network a simpul:Network }
"""


def test_an_offices_own_questions_stand_beside_ours(ground: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "how-many-networks.rq").write_text(OWN, encoding="utf-8")
    options = ("--queries", str(tmp_path / "own"), "--workers", "1")
    with serving(ground, *options) as address, httpx.Client(base_url=address, timeout=60) as client:
        own = client.get("/questions/how-many-networks", headers={"accept": "text/html"})
        assert own.status_code == 200
        for path in ("/", "/questions/shared-networks", "/sources", "/compare"):
            assert client.get(path, headers={"accept": "text/html"}).status_code == 200, path


@pytest.mark.parametrize(
    ("option", "content", "told"),
    [
        ("--queries", None, "is no folder of questions"),
        ("--tokens", None, "There is no file of tokens"),
        ("--public", None, "is no address of a site"),
    ],
)
def test_what_is_wrong_with_an_option_is_told_before_anybody_listens(  # noqa: PLR0917 - three of a case
    ground: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    option: str,
    content: str | None,
    told: str,
) -> None:
    given = tmp_path / "given"
    if content is not None:
        given.mkdir()
        (given / "mine.rq").write_text(content, encoding="utf-8")
    assert main(["serve", "--store", str(ground), option, str(given)]) != 0
    assert told in capsys.readouterr().err


def test_an_address_of_another_machine_is_refused_with_what_to_write_instead() -> None:
    with pytest.raises(UsageError, match="an address of this machine with --host"):
        listening(Serving(host="192.0.2.1"))


def test_each_piece_of_an_answer_goes_at_once() -> None:
    """Else a client that keeps its connection waits 40 ms for the body of each answer (RFC 1122, section 4.2.3.2)."""
    with listening(Serving()) as listener:
        assert listener.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/sparql/?query=ASK%7B%7D", "/sparql?query=ASK%7B%7D"),
        ("/questions/", "/questions"),
        ("/page/city/1642911/", "/page/city/1642911"),
        ("/page/none//?a=%0d%0ax:y", "/page/none?a=%0d%0ax:y"),
        ("/%5Ca.example/x/", "/%5Ca.example/x"),
    ],
)
def test_an_address_with_a_slash_too_many_leads_to_the_one_without(
    served: httpx.Client, asked: str, location: str
) -> None:
    for method in ("GET", "POST"):
        answer = served.request(method, asked, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize("asked", ["/", "/questions", "//a.example/", "/nowhere", "/id/city"])
def test_no_other_address_leads_away_for_its_slashes(served: httpx.Client, asked: str) -> None:
    assert served.get(httpx.URL(str(served.base_url).rstrip("/") + asked), follow_redirects=False).status_code != 308  # fmt: skip
