"""Addresses of things of every kind, and of things whose IRIs have signs that an address can only have encoded."""

import html
import json
import re
import shutil
import socket
import sqlite3
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph as ox
import pytest

from simpul.site.addresses import in_header
from simpul.store.builds import current_build, open_store
from simpul.store.oxigraph import GRAPH_FOLDER, RDF_FORMATS
from simpul.store.seal import seal
from simpul.terms import ID, NamedNode, text
from site_server import serving

ODD: Final = (
    *("a%2Fb", "a/b", "a%2fb", "a%252Fb", "a%20b", "50%25", "a%23b", "a%3Fb", "%41b", "A%2Db"),
    *("caf%C3%A9", "são", "sa\u0303o", "수원", "\U0001f3d9"),
    *("a'(b)!", "a+b&c=d;e", "a@b:c,d~e*$", "a.ttl", "a%2Fb.html", "a.b.jsonld"),
)
"""Ends of IRIs that are IRIs: of two that decode to the same, each is a thing of its own."""
FORMATS: Final = {"text/turtle": "turtle", "application/ld+json": "jsonld"}
_KINDS: Final = f"""SELECT ?kind (MIN(STR(?thing)) AS ?first) {{
  {{ SELECT DISTINCT ?thing {{ {{ ?thing ?p ?o }} UNION {{ ?s ?p ?thing }} }} }}
  FILTER (isIRI(?thing) && STRSTARTS(STR(?thing), "{ID}"))
  BIND (STRBEFORE(STRAFTER(STR(?thing), "{ID}"), "/") AS ?kind)
}} GROUP BY ?kind ORDER BY ?kind"""


def _firsts(store: Path) -> dict[str, str]:
    """Return the first thing of each kind that there is below ``id/``."""
    rows = open_store(store).select(_KINDS)
    return {text(row["kind"]): text(row["first"]) for row in rows}


def _odd_ones(firsts: dict[str, str]) -> dict[str, str]:
    """Return odd IRIs with the thing that each is a copy of: every kind has one, and one kind has them all."""
    ends = cycle(ODD)
    pairs = [(kind, next(ends)) for kind in firsts]
    pairs += [("org", end) for end in ODD]
    return {f"{ID}{kind}/{end}": firsts[kind] for kind, end in pairs}


@pytest.fixture(scope="module")
def odd_store(curated_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which things of every kind are there a second time, by an odd IRI."""
    folder = Path(shutil.copytree(curated_store, tmp_path_factory.mktemp("odd") / "store"))
    build = current_build(folder)
    assert build
    _copy(build, _odd_ones(_firsts(curated_store)))
    seal(build)
    return folder


def _copy(build: Path, originals: Mapping[str, str]) -> None:
    """Write into a build what there is of things again, with other IRIs."""
    graph = ox.Store(str(build / GRAPH_FOLDER))
    names = sqlite3.connect(build / "names.db")
    for new, old in ((NamedNode(new), NamedNode(old)) for new, old in originals.items()):
        quads = [*graph.quads_for_pattern(old, None, None), *graph.quads_for_pattern(None, None, old)]  # fmt: skip
        for quad in quads:
            subject = new if quad.subject == old else quad.subject
            object_ = new if quad.object == old else quad.object
            graph.add(ox.Quad(subject, quad.predicate, object_, quad.graph_name))
        names.execute("INSERT INTO class SELECT ?, class FROM class WHERE iri = ?", (new.value, old.value))  # fmt: skip
    names.commit()
    names.close()
    graph.flush()


@pytest.fixture(scope="module")
def client(odd_store: Path) -> Iterator[httpx.Client]:
    """A client of a server of the store, below a path that has an encoded sign itself."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    base = f"http://127.0.0.1:{port}/kota/a%20b"
    with (
        serving(odd_store, "--public", base, "--port", port, "--workers", "1"),
        httpx.Client(base_url=f"{base}/", timeout=30) as client,
    ):
        yield client


def _led(client: httpx.Client, iri: str, accept: str) -> httpx.Response:
    """Return what the address of a thing leads to: the IRI as a client sends it, at the host of the site."""
    sent = client.base_url.join(f"./id/{in_header(iri).removeprefix(ID)}")
    reply = client.get(sent, headers={"accept": accept})
    assert reply.status_code == HTTPStatus.SEE_OTHER, iri
    reply = client.get(client.base_url.join(reply.headers["location"]))
    assert reply.status_code == HTTPStatus.OK, iri
    return reply


def _check(client: httpx.Client, iri: str) -> None:
    """Check that a thing has its page, and one description in several formats."""
    page = _led(client, iri, "text/html")
    (embedded,) = re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", page.text)
    assert iri in {one["@id"] for one in json.loads(embedded)}, iri
    described = set[frozenset[str]]()
    for media, format_ in FORMATS.items():
        reply = _led(client, iri, media)
        assert f'<{in_header(iri)}>; rel="about"' in reply.headers["link"], iri
        triples = {quad.triple for quad in ox.parse(reply.content, format=RDF_FORMATS[format_])}
        own = {str(triple) for triple in triples if text(triple.subject) == iri}
        mentions = {str(triple) for triple in triples if text(triple.object) == iri}
        assert own | mentions, iri
        described.add(frozenset(own))
    assert len(described) == 1, iri


def test_a_thing_of_each_kind_has_page_and_data_at_its_address(
    client: httpx.Client, curated_store: Path
) -> None:
    firsts = _firsts(curated_store)
    assert len(firsts) > 30
    for iri in firsts.values():
        _check(client, iri)


def test_an_iri_with_encoded_or_foreign_signs_has_page_and_data_at_its_address(
    client: httpx.Client, curated_store: Path
) -> None:
    for iri in _odd_ones(_firsts(curated_store)):
        _check(client, iri)


@pytest.mark.parametrize("end", ["a%2Fb", "50%25", "수원"])
def test_the_page_of_an_odd_iri_leads_on_and_back_to_itself(client: httpx.Client, end: str) -> None:
    page = _led(client, f"{ID}org/{end}", "text/html")
    links = set(re.findall(r'href="([^"#]*/(?:data|feed|why|compare)[^"#]*)', page.text))
    assert len(links) >= 5
    for link in sorted(links):
        place = client.base_url.join(html.unescape(link))
        assert client.get(place).status_code == HTTPStatus.OK, link
    (back,) = re.findall(r'name="back" value="([^"]*)"', page.text)
    form = {"language": "id", "back": html.unescape(back)}
    again = client.post("language", data=form, follow_redirects=True)
    client.cookies.clear()
    assert again.url == page.url
    assert 'lang="id"' in again.text
