"""Things on the site: where their addresses lead, and what is told of what is not there."""

from http import HTTPStatus
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.site import things
from simpul.site.addresses import in_header, path_of
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError, RefusedError
from simpul.site.site import Site
from simpul.terms import ID, NamedNode, text


def _asked(folder: str, key: str, accept: str = "*/*") -> Asked:
    return Asked(page="things", path=f"/{folder}/{key}", words={"key": key}, accept=accept)


def _sent_to(site: Site, key: str, accept: str = "*/*") -> Reply:
    return things.identified(site, _asked("id", key, accept=accept))


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("*/*", "/page/city/1642911"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "/page/city/1642911"),
        ("text/turtle", "/data/city/1642911.ttl"),
        ("application/n-triples", "/data/city/1642911.nt"),
        ("application/ld+json", "/data/city/1642911.jsonld"),
        ("application/json", "/data/city/1642911.jsonld"),
        ("application/rdf+xml", "/data/city/1642911.rdf"),
        ("text/html;q=0.2, text/turtle;q=0.9", "/data/city/1642911.ttl"),
    ],
)
def test_the_address_of_a_thing_leads_to_what_suits_the_client(site: Site, accept: str, location: str) -> None:  # fmt: skip
    reply = _sent_to(site, "city/1642911", accept)
    assert (reply.status, reply.headers["location"]) == (303, location)
    assert "Accept" in reply.vary


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "video/*"])
def test_what_cannot_be_had_so_is_not_acceptable(site: Site, accept: str) -> None:
    with pytest.raises(RefusedError) as refused:
        _sent_to(site, "city/1642911", accept)
    assert refused.value.status == HTTPStatus.NOT_ACCEPTABLE


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "rdf"])
def test_an_ending_says_the_format_whatever_the_client_accepts(site: Site, ending: str) -> None:
    reply = _sent_to(site, f"city/1642911.{ending}", "text/html")
    assert reply.headers["location"] == f"/data/city/1642911.{ending}"
    assert not reply.vary


@pytest.mark.parametrize(
    "key",
    [
        *("", "/", ".", "..", "../..", "city", "city/", "city/1642911/", "city/9999999999"),
        *("city/1642911.exe", "city/1642911.ttl.ttl", "city/1642911#x", "city/1642911?x", "CITY/1642911"),
        *("city/ 1642911", "city/1642911\r\nSet-Cookie: a=b", "<script>", "%00", "\x00", "\ud800", "\u202e"),
        "a" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(site: Site, key: str) -> None:
    for folder, page in (("id", things.identified), ("page", things.page), ("data", things.data)):
        with pytest.raises(NotFoundError):
            page(site, _asked(folder, key))
    with pytest.raises(NotFoundError):
        things.data(site, _asked("data", f"{key}.ttl"))


@settings(max_examples=40)
@given(key=st.text(max_size=60))
def test_no_key_brings_anything_down(site: Site, key: str) -> None:
    for page in (things.identified, things.page, things.data):
        try:
            reply = page(site, _asked("id", key))
        except NotFoundError:
            continue
        assert reply.status in {200, 303}


def _iris(site: Site) -> list[str]:
    """Return every IRI below ``id/`` that the graph has as a subject or an object."""
    asked = f"""SELECT DISTINCT ?iri {{ {{ ?iri ?p ?o }} UNION {{ ?s ?p ?iri }}
      FILTER (isIRI(?iri) && STRSTARTS(STR(?iri), "{ID}")) }}"""
    return sorted(text(row["iri"]) for row in site.graph("public").store.select(asked))


def test_every_iri_of_the_data_leads_somewhere(site: Site) -> None:
    iris = _iris(site)
    assert len(iris) > 2500
    for iri in iris:
        assert _sent_to(site, iri.removeprefix(ID)).status == HTTPStatus.SEE_OTHER


@given(key=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))  # fmt: skip
def test_the_path_of_a_thing_leads_back_to_it(key: str) -> None:
    try:
        iri = NamedNode(ID + key).value
    except ValueError:
        return
    assert ID + unquote(path_of(iri)).removeprefix("/page/") == iri
    assert path_of(iri).isascii()
    assert in_header(iri).isascii()


@pytest.mark.parametrize("above", ["", "/simpul"])
def test_a_link_of_an_export_opens_the_page_when_the_host_is_another(served: httpx.Client, above: str) -> None:  # fmt: skip
    reply = served.get(f"{above}/id/city/1642911", headers={"Accept": "text/html", "Accept-Language": "id"}, follow_redirects=True)  # fmt: skip
    assert reply.status_code == HTTPStatus.OK
    assert reply.url.path.endswith("/page/city/1642911")
    assert "Jakarta" in reply.text
    assert 'lang="id"' in reply.text


def test_machines_get_statements_over_http(served: httpx.Client) -> None:
    sent = served.get("/id/city/1642911", headers={"Accept": "text/turtle"})
    assert sent.status_code == HTTPStatus.SEE_OTHER
    assert "Accept" in sent.headers["vary"]
    reply = served.get("/id/city/1642911", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert f"<{ID}city/1642911>" in reply.text or "city:1642911" in reply.text
    assert served.get("/id/city/1642911", headers={"Accept": "image/png"}).status_code == HTTPStatus.NOT_ACCEPTABLE  # fmt: skip
    assert served.get("/id/city/0").status_code == HTTPStatus.NOT_FOUND
    assert served.head("/page/city/1642911").status_code == HTTPStatus.OK
