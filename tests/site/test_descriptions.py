"""What is stated of a thing, for machines: in every format the same, and no more than sources state."""

from dataclasses import replace

import pytest
from pyoxigraph import parse

from simpul.site import things
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.site import Site
from simpul.site.suiting import TYPES
from simpul.store.oxigraph import RDF_FORMATS
from simpul.terms import ID, NamedNode, Triple, dct, rdfs_label, simpul, text

FORMATS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}
DESCRIBED = ("city/1609350", "initiative/seoullo-7017", "org/c40", "theme/adaptation", "role/participant", "document/climactor", "source/c40-members")  # fmt: skip


def _data(site: Site, key: str, ending: str) -> Reply:
    return things.data(site, Asked(page="things", path="/data", words={"key": f"{key}.{ending}"}))


def _besides(triples: set[Triple], own: str) -> set[Triple]:
    """Return all but what a description says of itself, which has another address in each format."""
    return {t for t in triples if not text(t.subject).startswith(own)}


def _triples(reply: Reply, ending: str) -> set[Triple]:
    return {quad.triple for quad in parse(reply.body, format=RDF_FORMATS[FORMATS[ending]])}


@pytest.mark.parametrize("key", DESCRIBED)
def test_every_format_says_the_same_of_a_thing(site: Site, key: str) -> None:
    lines = _triples(_data(site, key, "nt"), "nt")
    own = site.public("/data/")
    for ending in ("ttl", "jsonld", "rdf"):
        reply = _data(site, key, ending)
        assert reply.media_type.startswith(TYPES[ending])
        assert _besides(_triples(reply, ending), own) == _besides(lines, own)
        assert _data(site, key, ending).body == reply.body


@pytest.mark.parametrize("key", DESCRIBED)
def test_a_description_holds_what_sources_state_and_nothing_else(site: Site, key: str) -> None:
    iri = NamedNode(ID + key)
    store = site.graph("public").store
    told = {t for t in _triples(_data(site, key, "nt"), "nt") if t.subject == iri}
    stated = {quad.triple for quad in store.matching(iri)}
    sources = [graph for graph in store.graph_names() if graph.value.startswith(f"{ID}source/")]
    of_sources = {quad.triple for source in sources for quad in store.matching(iri, graph=source)}
    assert told
    assert told <= stated
    assert of_sources <= told


def test_what_a_description_mentions_has_a_name_and_its_sources_a_licence(site: Site) -> None:
    triples = _triples(_data(site, "city/1642911", "nt"), "nt")
    named = {text(t.subject) for t in triples if t.predicate == rdfs_label}
    networks = {text(t.object) for t in triples if t.predicate == simpul("network")}
    assert networks
    assert networks <= named
    sources = {text(t.object) for t in triples if t.predicate == dct("source") and text(t.subject).startswith(site.public(""))}  # fmt: skip
    licensed = {text(t.subject) for t in triples if t.predicate == dct("license")}
    assert sources
    assert sources <= licensed


def test_what_many_mention_is_described_page_by_page(site: Site) -> None:
    key, found, page = "org/eurocities", set[Triple](), 1
    while True:
        asked = Asked(page="things", path="/data", words={"key": f"{key}.nt"}, parameters=[("page", str(page))])  # fmt: skip
        reply = things.data(site, asked)
        found |= _triples(reply, "nt")
        if 'rel="next"' not in reply.headers["Link"]:
            break
        page += 1
    store = site.graph("public").store
    mentions = store.matching(None, simpul("network"), NamedNode(ID + key))
    assert {quad.triple for quad in mentions} <= found
    with pytest.raises(NotFoundError):
        things.data(site, replace(asked, parameters=[("page", str(page + 1))]))


@pytest.mark.parametrize("number", ["0", "-1", "x", "٣", "9" * 50, "1.0"])
def test_a_page_with_no_such_number_is_not_there(site: Site, number: str) -> None:
    asked = Asked(page="things", path="/data", words={"key": "org/c40.nt"}, parameters=[("page", number)])  # fmt: skip
    with pytest.raises(NotFoundError):
        things.data(site, asked)
