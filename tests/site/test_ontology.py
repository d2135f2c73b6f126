"""The ontology at its own address: a reference for readers, statements for machines."""

import re

import pytest
from pyoxigraph import parse

from simpul.reason.vocabulary_files import ontology_triples
from simpul.site import ontology
from simpul.site.addresses import path_of
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError, RefusedError
from simpul.site.site import Site
from simpul.site.suiting import TYPES
from simpul.store.oxigraph import RDF_FORMATS
from simpul.terms import ONTOLOGY

_FORMATS = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml"}


def _asked(site: Site, *, ending: str = "", accept: str = "*/*", language: str = "en") -> Reply:
    words = {"ending": ending} if ending else {}
    return ontology.page(
        site,
        Asked(page="ontology", path="/ontology", words=words, accept=accept, language=language),
    )


def test_a_term_leads_to_where_the_page_tells_of_it(site: Site) -> None:
    page = _asked(site, accept="text/html").body.decode()
    path, _sign, name = path_of(ONTOLOGY + "sisterCityOf").partition("#")
    assert path == "/ontology"
    assert f'id="{name}"' in page
    terms = {t.subject.value for t in ontology_triples() if t.subject.value.startswith(ONTOLOGY)}  # type: ignore[union-attr]  # none is a triple
    assert len(terms) > 100
    told = set(re.findall(r'id="(\w+)"', page))
    assert {iri.removeprefix(ONTOLOGY) for iri in terms} <= told


def test_the_reference_is_in_the_language_of_who_reads_it(site: Site) -> None:
    assert 'lang="id"' in _asked(site, accept="text/html", language="id").body.decode()
    assert 'lang="en"' in _asked(site, accept="text/html", language="ko").body.decode()


@pytest.mark.parametrize("ending", sorted(_FORMATS))
def test_each_format_has_the_whole_ontology(site: Site, ending: str) -> None:
    by_ending = _asked(site, ending=ending)
    asked_for = _asked(site, accept=TYPES[ending].partition(";")[0])
    assert by_ending.body == asked_for.body
    assert (by_ending.vary, asked_for.vary) == ((), ("Accept",))
    found = sum(1 for _quad in parse(by_ending.body, format=RDF_FORMATS[_FORMATS[ending]]))
    assert found == len(set(ontology_triples()))


def test_what_is_no_format_is_not_there(site: Site) -> None:
    with pytest.raises(NotFoundError):
        _asked(site, ending="exe")
    with pytest.raises(RefusedError):
        _asked(site, accept="image/png")
