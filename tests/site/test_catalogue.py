"""What machines read of the site as a whole: the catalogue, the files, the map, and what robots are asked."""

import csv
import json
import shutil
from contextlib import closing
from http import HTTPStatus
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID
from rdflib.term import Node

from dcat_ap import faults
from simpul.ingest.build import build
from simpul.site import catalogue, crawling, downloads
from simpul.site.asking import Asked, Reply
from simpul.site.failures import NotFoundError
from simpul.site.site import Settings, Site
from simpul.site.worker import opened
from simpul.terms import ID, ONTOLOGY_GRAPH, DefaultGraph
from site_server import asked
from support import ARTICLE, write_source

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FORMATS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def _file(site: Site, ending: str) -> Reply:
    return catalogue.file(site, asked("", f"/catalogue.{ending}", words={"ending": ending}))


@pytest.fixture(scope="module")
def described(site: Site) -> rdflib.Graph:
    """The catalogue as any reader of Turtle reads it."""
    return rdflib.Graph().parse(data=_file(site, "ttl").body, format="turtle")


def test_it_keeps_what_dcat_asks_for(described: rdflib.Graph) -> None:
    assert list(faults(described)) == []
    assert len(set(described.subjects(RDF.type, DCAT.Catalog))) == 1


def test_it_names_the_endpoint_and_every_file(described: rdflib.Graph, site: Site) -> None:
    services = {str(one) for one in described.objects(None, DCAT.endpointURL)}
    assert site.public("/sparql") in services
    assert {str(one) for one in described.objects(None, VOID.sparqlEndpoint)} == {
        site.public("/sparql")
    }
    files = {str(one) for one in described.objects(None, DCAT.downloadURL)}
    assert files == {site.public(f"/catalogue/data.{ending}") for ending in downloads.ENDINGS}


def _counted(served: httpx.Client, query: str) -> list[list[str]]:
    """Return the rows of an answer of the endpoint."""
    answer = served.get("/sparql", params={"query": query}, headers={"accept": "text/csv"})
    return list(csv.reader(answer.raise_for_status().text.splitlines()))[1:]


@pytest.fixture(scope="module")
def told(served: httpx.Client) -> rdflib.Graph:
    """The catalogue as a harvester finds it, by the path that VoID says."""
    answer = served.get("/.well-known/void", headers={"accept": "text/turtle"})
    return rdflib.Graph().parse(data=answer.raise_for_status().content, format="turtle")


def _dataset(told: rdflib.Graph) -> Node:
    (dataset,) = told.subjects(VOID.sparqlEndpoint)
    return dataset


SIZES = {
    VOID.triples: "COUNT(*)",
    VOID.distinctSubjects: "COUNT(DISTINCT ?s)",
    VOID.properties: "COUNT(DISTINCT ?p)",
}


@pytest.mark.parametrize("graph", ["", ONTOLOGY_GRAPH.value])
def test_how_much_there_is_can_be_counted_at_the_endpoint(
    told: rdflib.Graph, served: httpx.Client, graph: str
) -> None:
    dataset = told.value(_dataset(told), VOID.subset) if graph else _dataset(told)
    before, after = (f"GRAPH <{graph}> {{", "}") if graph else ("", "")
    numbers = [str(told.value(dataset, size)) for size in (*SIZES, VOID.classes)]
    counted = " ".join(f"({count} AS ?n{place})" for place, count in enumerate(SIZES.values()))
    (row,) = _counted(served, f"SELECT {counted} {{ {before} ?s ?p ?o {after} }}")
    (classes,) = _counted(served, f"SELECT (COUNT(DISTINCT ?c) AS ?n) {{ {before} ?s a ?c {after} }}")  # fmt: skip
    assert numbers == [*row, *classes]
    assert int(numbers[0]) > 1_000


PARTS = {
    "class": (VOID.classPartition, VOID["class"], VOID.entities, "?s a ?name"),
    "property": (VOID.propertyPartition, VOID.property, VOID.triples, "?s ?name ?o"),
}


@pytest.mark.parametrize("kind", PARTS)
def test_each_class_and_property_can_be_counted_at_the_endpoint(
    told: rdflib.Graph, served: httpx.Client, kind: str
) -> None:
    part, name, number, pattern = PARTS[kind]
    parts = list(told.objects(_dataset(told), part))
    said = sorted([str(told.value(one, name)), str(told.value(one, number))] for one in parts)
    query = f"SELECT ?name (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?name"
    assert said == sorted(_counted(served, query))
    assert len(said) > 50


def test_each_example_is_a_thing_that_has_a_page(told: rdflib.Graph, served: httpx.Client) -> None:
    examples = {str(one) for one in told.objects(_dataset(told), VOID.exampleResource)}
    assert len(examples) > 20
    for one in sorted(examples):
        page = served.get(f"/page/{one.removeprefix(ID)}")
        assert page.status_code == HTTPStatus.OK, one


def test_what_the_numbers_hold_is_said_in_each_language(told: rdflib.Graph) -> None:
    said = {text.language: str(text) for text in told.objects(_dataset(told), DCTERMS.description)}  # type: ignore[attr-defined]
    assert set(said) == {"en", "id"}
    assert all(f"<{ONTOLOGY_GRAPH.value}>" in text for text in said.values())


def test_a_source_that_no_file_may_hold_is_counted_since_the_endpoint_answers_from_it(
    article_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Path(shutil.copytree(article_store, tmp_path / "store"))
    build([ARTICLE, write_source(tmp_path, licence=None)], store)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with closing(opened(Settings(store=str(store)))) as site:
        told = rdflib.Graph().parse(data=_file(site, "ttl").body, format="turtle")
        triples = told.value(_dataset(told), VOID.triples)
        found = site.graph("public").whole.count(DefaultGraph())
        assert found > downloads.selection(site, "public").graph.count(DefaultGraph())
    assert str(triples) == str(found)


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_the_same(site: Site, described: rdflib.Graph, ending: str) -> None:
    answered = _file(site, ending)
    read = rdflib.Graph().parse(data=answered.body, format=FORMATS[ending])
    assert len(read) == len(described)


def test_the_well_known_place_has_turtle_and_leads_readers_to_the_page(site: Site) -> None:
    machine = catalogue.well_known(site, asked("", "/.well-known/void"))
    assert machine.media_type.startswith("text/turtle")
    reader = catalogue.well_known(site, asked("", "/.well-known/void", accept="text/html"))
    assert (reader.status, reader.headers["location"]) == (303, "/catalogue")


def test_the_catalogue_is_a_page_to_a_browser(site: Site) -> None:
    page = catalogue.page(site, asked("", "/catalogue", accept="text/html,*/*;q=0.8"))
    assert b"/kota/catalogue/data.ttl" in page.body


def test_the_whole_graph_is_a_file_where_none_can_be_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    answered = downloads.data(site, asked("", "/", words={"ending": "nt"}))
    assert answered.file is not None
    content = answered.file.read()
    answered.file.close()
    assert content == site.graph("public").export("ntriples")


@pytest.mark.parametrize("damage", ["", "{", '{"triples": 1}', '{"all": {}, "ontology": {"properties": 3, "classes": {}}}'])  # fmt: skip
def test_what_was_counted_is_kept_and_counted_again_where_it_is_damaged(
    curated_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damage: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def told() -> bytes:
        with closing(opened(Settings(store=str(curated_store)))) as site:
            return catalogue.well_known(site, asked("", "/.well-known/void")).body

    first = told()
    (kept,) = tmp_path.rglob("counts.json")
    counted = kept.read_text(encoding="utf-8")
    assert json.loads(counted)["all"]["triples"] > 10_000
    kept.write_text(damage, encoding="utf-8")
    assert told() == first
    assert kept.read_text(encoding="utf-8") == counted


@pytest.mark.parametrize("ending", ["exe", "ttl.exe", "", "TTL"])
def test_there_is_no_other_file(site: Site, ending: str) -> None:
    question = Asked(page="", path="/", words={"ending": ending})
    for page in (downloads.data, catalogue.file):
        with pytest.raises(NotFoundError):
            page(site, question)


def test_the_map_has_every_page_once(site: Site) -> None:
    index = ET.fromstring(crawling.sitemap(site, asked("", "/sitemap.xml")).body)  # noqa: S314 - our own
    maps = [one.text for one in index.iter(f"{MAP}loc")]
    assert maps == [site.public("/sitemap/1.xml")]
    part = crawling.part(site, asked("", "/sitemap/1.xml", words={"number": "1"}))
    places = [one.text for one in ET.fromstring(part.body).iter(f"{MAP}loc")]  # noqa: S314 - our own
    assert len(places) == len(set(places)) <= 50_000
    assert site.public("/page/city/1642911") in places
    assert site.public("/sources/c40-members") in places
    assert not any("/page/membership/" in str(place) for place in places)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "1" * 30, "\u0661"])
def test_there_is_no_other_map(site: Site, number: str) -> None:
    with pytest.raises(NotFoundError):
        crawling.part(site, asked("", "/", words={"number": number}))


def test_robots_are_kept_from_what_has_no_end(site: Site) -> None:
    told = crawling.robots(site, asked("", "/robots.txt")).body.decode()
    assert "Disallow: /kota/browse?" in told
    assert f"Sitemap: {site.public('/sitemap.xml')}" in told
    of_office = crawling.robots(site, asked("", "/robots.txt", right="internal")).body.decode()
    assert of_office == "User-agent: *\nDisallow: /\n"


def test_a_browser_can_search_from_its_own_field(site: Site) -> None:
    told = crawling.opensearch(site, asked("", "/opensearch.xml")).body.decode()
    assert f'template="{site.public("/search?q={searchTerms}")}"' in told


def test_names_that_say_who_serves_are_there(described: rdflib.Graph) -> None:
    publisher = next(described.objects(None, DCTERMS.publisher))
    assert {name.language for name in described.objects(publisher, FOAF.name)} == {"en", "id"}  # type: ignore[attr-defined]
