"""Pages made when they are asked for: pictures of answers, the explorer, briefs, comparisons and ways."""

import base64
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from simpul.site.apart import Apart
from simpul.site.asking import Asked, Reply
from simpul.site.downloads import download
from simpul.site.drawing import drawing
from simpul.site.drawing import drawn as page_of
from simpul.site.site import Settings, Site
from simpul.site.worker import answered, opened
from simpul.store.lock import unheld
from site_pages import get


def styles_and_scripts(page: str) -> list[str]:
    return re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)


def hash_of(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("name", "query", "drawn"),
    [
        ("shared-networks", "a=Jakarta&b=Seoul", "Networks that two cities share (Jakarta, Seoul)"),
        ("visits-of", "city=Jakarta", "Jakarta"),
        ("measured-facts", "thing=Seoullo 7017", "Seoullo 7017"),
    ],
)
def test_an_answer_is_drawn_by_a_page_that_nothing_else_runs_in(
    site: Site, name: str, query: str, drawn: str
) -> None:
    reply = get(site, "pictures:page", name, query)
    page, policy = reply.body.decode(), reply.headers["content-security-policy"]
    assert reply.status == 200
    assert drawn in page
    assert all(hash_of(piece) in policy for piece in styles_and_scripts(page))
    assert "'self'" not in policy.partition("frame-ancestors")[0]


def test_a_picture_of_what_is_not_complete_leads_to_the_form(site: Site) -> None:
    reply = get(site, "pictures:page", "shared-networks", "a=Jakarta")
    assert reply.status == 303
    assert reply.headers["location"] == "/questions/shared-networks?a=Jakarta"


def test_an_answer_without_things_is_not_drawn(site: Site) -> None:
    assert get(site, "pictures:page", "coverage", "").status in {200, 404}


@pytest.fixture(scope="module")
def small(ground: Path, common: Path) -> Iterator[Site]:
    """A site of a small store, with a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(common / "site-cache"))
        site = opened(Settings(store=str(ground), prefix="/kota"))
        yield site
        site.close()


@pytest.fixture(scope="module")
def drawn(small: Site) -> Apart:
    """Its explorer, made by a process of its own while somebody waits."""
    waiting = get(small, "explorer:page", query="view=ego&of=Jakarta")
    assert (waiting.status, waiting.headers["refresh"]) == (202, "3")
    assert waiting.changes
    made = drawing(small, "public")
    made.wait()
    return made


def test_the_explorer_is_made_once_and_kept_for_its_owner_alone(small: Site, drawn: Apart) -> None:
    for language in ("en", "id", "ko"):
        reply = get(small, "explorer:page", language=language)
        assert reply.body == page_of(drawn, language)
        assert f'<html lang="{language}"'.encode() in reply.body
        assert b'data-site="/kota"' in reply.body
        assert all(
            hash_of(piece) in reply.headers["content-security-policy"]
            for piece in styles_and_scripts(reply.body.decode())
        )
    kept = list(drawn.folder.iterdir())
    assert stat.S_IMODE(drawn.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    before = {file: file.stat().st_mtime_ns for file in kept}
    drawn.make()
    assert {file: file.stat().st_mtime_ns for file in kept} == before


def test_the_explorer_is_not_made_twice_at_a_time(small: Site) -> None:
    with closing(opened(replace(small.settings, prefix="/elsewhere"))) as site:
        other = drawing(site, "public")
        other.folder.mkdir(parents=True)
        with unheld(other.folder) as is_free:
            assert is_free
            for _look in range(5):
                other.begin()
            assert not other.is_at_work
            assert not other.has_failed


def test_the_whole_graph_is_a_file_that_is_made_once(small: Site) -> None:
    def asked(accept: str) -> Reply:
        return get_file(small, "ttl", accept=accept)

    reply = asked("*/*")
    while reply.status == 503:
        assert reply.headers["retry-after"]
        reply = asked("*/*")
    assert reply.headers["content-disposition"] == 'attachment; filename="simpul.ttl"'
    assert reply.file is not None
    with reply.file as file:
        assert file.read() == small.graph("public").export("turtle")
        first = os.fstat(file.fileno()).st_ino
    again = asked("text/html")
    assert again.file is not None
    with again.file as file:
        assert os.fstat(file.fileno()).st_ino == first


def test_who_waits_for_a_file_is_told_so(small: Site) -> None:
    made = download(small, "public", "nq")
    made.folder.mkdir(parents=True)
    with unheld(made.folder):  # as if another process made it
        page = get_file(small, "nq", accept="text/html")
        assert (page.status, page.headers["refresh"]) == (202, "3")
        program = get_file(small, "nq", accept="*/*")
        assert (program.status, program.headers["retry-after"]) == (503, "5")


def get_file(site: Site, ending: str, *, accept: str) -> Reply:
    return answered(site, Asked(page="downloads:data", path="/catalogue", words={"ending": ending}, accept=accept))  # fmt: skip


@pytest.mark.usefixtures("drawn")
@pytest.mark.parametrize(
    ("query", "state"),
    [
        ("view=ego&of=Jakarta", {"scene": ["around"], "a": ["city/1642911"], "selected": ["city/1642911"]}),
        ("view=ego&of=Jakarta&hops=3", {"scene": ["around"], "a": ["city/1642911"], "selected": ["city/1642911"], "hops": ["3"]}),
        ("view=compare&a=Jakarta&b=Seoul", {"scene": ["compare"], "a": ["city/1642911"], "b": ["city/1835848"]}),
        ("view=path&from=Jakarta&to=Seoul", {"scene": ["ways"], "a": ["city/1642911"], "b": ["city/1835848"]}),
        ("view=map", {"view": ["map"]}),
        ("view=shared", {"scene": ["shared"]}),
        ("view=nothing", {}),
        ("view=ontology", {}),
    ],
)  # fmt: skip
def test_a_view_is_a_state_of_the_explorer(
    small: Site, query: str, state: dict[str, list[str]]
) -> None:
    reply = get(small, "explorer:page", query=query)
    address = urlsplit(reply.headers["location"])
    assert reply.status == 303
    assert address.path == "/explore"
    assert parse_qs(address.fragment) == state


@pytest.mark.usefixtures("drawn")
def test_a_view_of_nothing_that_is_known_is_asked_for_again(small: Site) -> None:
    page = get(small, "explorer:page", query="view=compare&a=Jakrta&b=Seoul").body.decode()
    assert "Did you mean Jakarta?" in page
    assert '<input type="hidden" name="view" value="compare">' in page


def test_a_brief_is_shown_within_the_site_and_given_in_every_format(site: Site) -> None:
    visit = "of=event/clv-seoul-2018"
    page = get(site, "briefs:page", query=visit).body.decode()
    assert "2018" in page.partition("<h1>")[2].partition("</h1>")[0]
    assert 'href="/kota/brief?of=event%2Fclv-seoul-2018&amp;format=docx"' in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page
    assert "<style" not in page
    for ending, begins in (("html", b"<!doctype"), ("docx", b"PK")):
        reply = get(site, "briefs:page", query=f"{visit}&format={ending}")
        assert reply.body.startswith(begins)
    assert get(site, "briefs:page", query=f"{visit}&format=doc").status == 400


def test_a_brief_on_what_has_none_is_told_beside_the_form(site: Site) -> None:
    assert 'name="of"' in get(site, "briefs:page").body.decode()
    reply = get(site, "briefs:page", query="of=flood")
    assert reply.status == 400
    assert "not on" in reply.body.decode()


def test_two_cities_are_compared_by_questions_of_the_catalogue(site: Site) -> None:
    page = unescape(get(site, "pairs:compare", query="a=Jakarta&b=Seoul").body.decode())
    assert "<h1>Jakarta and Seoul compared</h1>" in page
    assert 'href="/kota/questions/shared-networks?a=city/1642911&b=city/1835848"' in page.replace(
        "%2F", "/"
    )
    assert "/kota/page/org/c40" in page
    assert "/kota/page/document/" in page
    assert "/kota/explore?view=compare&a=city/1642911&b=city/1835848" in page.replace("%2F", "/")


def test_ways_lead_from_one_city_to_another(site: Site) -> None:
    page = unescape(
        get(site, "pairs:path", query="from=Jakarta&to=Seoul", language="id").body.decode()
    )
    assert "<h1>Dari Jakarta ke Seoul</h1>" in page
    assert "/kota/questions/steps-between?" in page
    other = get(site, "pairs:path", query="from=Jakarta&to=C40").body.decode()
    assert "the picture shows what ties them" in other


@pytest.mark.parametrize("page", ["pairs:compare", "pairs:path", "briefs:page"])
def test_a_form_comes_empty_and_says_what_is_wrong_in_its_place(site: Site, page: str) -> None:
    empty = get(site, page).body.decode()
    assert "error" not in empty
    first = {"pairs:compare": "a", "pairs:path": "from", "briefs:page": "of"}[page]
    sent = get(site, page, query={first: ""}).body.decode()
    assert f'id="error-{first}"' in sent
    wrong = get(site, page, query={first: "<b>Jakrta</b>"}).body.decode()
    assert f'id="error-{first}"' in wrong
    assert "<b>Jakrta" not in wrong


def test_a_picture_leads_back_to_its_question(site: Site) -> None:
    page = get(site, "pictures:page", "shared-networks", "a=Jakarta&b=Seoul").body.decode()
    back = unescape(re.findall(r'<a id="site" href="([^"]+)"', page)[0])
    assert back == "/kota/questions/shared-networks?a=Jakarta&b=Seoul"
