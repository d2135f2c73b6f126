"""The endpoint, after the SPARQL 1.1 Protocol (W3C Recommendation of 21 March 2013), section by section; queries alone."""

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from simpul.terms import ID, ONTOLOGY

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK = "ASK { ?s ?p ?o }"
JAKARTA = f"{ID}city/1642911"
NAMED = f"{ID}source/geonames"
LABEL = f'SELECT ?label WHERE {{ <{JAKARTA}> rdfs:label ?label FILTER (lang(?label) = "id") }}'
GRAPH_OF_IT = f"CONSTRUCT {{ <{JAKARTA}> a ?kind }} WHERE {{ <{JAKARTA}> a ?kind }}"
ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)


# 2.1.1 query via GET


def test_a_query_by_get(served: httpx.Client) -> None:
    answer = served.get("/sparql", params={"query": ASK})
    assert answer.status_code == 200
    assert answer.json()["boolean"] is True


def test_head_has_the_headers_of_get_and_no_body(served: httpx.Client) -> None:
    answer, headers = (
        served.get("/sparql", params={"query": LABEL}),
        served.head("/sparql", params={"query": LABEL}),
    )
    assert headers.status_code == 200
    assert headers.content == b""
    assert headers.headers["content-length"] == str(len(answer.content))


# 2.1.2 query via POST with URL-encoded parameters


def test_a_query_by_a_form(served: httpx.Client) -> None:
    assert served.post("/sparql", data={"query": ASK}).json()["boolean"] is True


# 2.1.3 query via POST directly


@pytest.mark.parametrize("type_", [QUERY, f"{QUERY}; charset=utf-8", f'{QUERY};charset="UTF-8"'])
def test_a_query_by_post(served: httpx.Client, type_: str) -> None:
    answer = served.post("/sparql", content=ASK.encode(), headers={"content-type": type_})
    assert answer.json()["boolean"] is True


def test_a_query_may_have_any_letter(served: httpx.Client) -> None:
    query = 'ASK { FILTER (strlen("서울 🏙") = 4) }'
    answer = served.post("/sparql", content=query.encode(), headers={"content-type": QUERY})
    assert answer.json()["boolean"] is True
    assert served.get("/sparql", params={"query": query}).json()["boolean"] is True


# 2.1.4 specifying an RDF dataset


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_default_graph_is_what_the_request_says(served: httpx.Client, way: str) -> None:
    query = f"ASK {{ <{JAKARTA}> ?p ?o }}"
    there, elsewhere = [NAMED], [f"{ID}graph/sources"]
    assert _asked(served, way, query, {"default-graph-uri": there}) is True
    assert _asked(served, way, query, {"default-graph-uri": elsewhere}) is False
    assert _asked(served, way, query, {"default-graph-uri": elsewhere + there}) is True


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_named_graphs_are_those_that_the_request_says(served: httpx.Client, way: str) -> None:
    within = f"ASK {{ GRAPH ?g {{ <{JAKARTA}> ?p ?o }} }}"
    assert _asked(served, way, within, {"named-graph-uri": [NAMED]}) is True
    assert _asked(served, way, within, {"named-graph-uri": [f"{ID}graph/sources"]}) is False
    assert _asked(served, way, within, {"default-graph-uri": [NAMED]}) is False
    assert (
        _asked(served, way, f"ASK {{ <{JAKARTA}> ?p ?o }}", {"named-graph-uri": [NAMED]}) is False
    )


def test_the_request_decides_where_the_query_says_something_else(served: httpx.Client) -> None:
    query = f"ASK FROM <{NAMED}> {{ <{JAKARTA}> ?p ?o }}"
    assert _asked(served, "get", query, {}) is True
    assert _asked(served, "get", query, {"default-graph-uri": [f"{ID}graph/sources"]}) is False


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_not_here_is_refused_and_not_fetched(
    served: httpx.Client, name: str
) -> None:
    answer = served.get("/sparql", params={"query": ASK, name: "http://127.0.0.1:9/data.ttl"})
    assert answer.status_code == 403
    assert "nothing is fetched" in answer.json()["detail"]


def _asked(
    served: httpx.Client, way: str, query: str, dataset: Mapping[str, Sequence[str]]
) -> bool:
    if way == "get":
        answer = served.get("/sparql", params={"query": query, **dataset})
    elif way == "form":
        answer = served.post("/sparql", data={"query": query, **dataset})
    else:
        answer = served.post(
            "/sparql", params=dataset, content=query, headers={"content-type": QUERY}
        )
    assert answer.status_code == 200, answer.text
    found: bool = answer.json()["boolean"]
    return found


# 2.1.5 accepted response formats, 2.1.6 success responses


@pytest.mark.parametrize("media", ROWS)
def test_rows_come_as_the_client_would_have_them(served: httpx.Client, media: str) -> None:
    answer = served.get("/sparql", params={"query": LABEL}, headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    match media:
        case "application/sparql-results+json":
            (row,) = answer.json()["results"]["bindings"]
            assert row["label"] == {"type": "literal", "value": "Jakarta", "xml:lang": "id"}
        case "application/sparql-results+xml":
            root = ET.fromstring(answer.text)  # noqa: S314 - the answer is ours
            assert [
                e.text for e in root.iter("{http://www.w3.org/2005/sparql-results#}literal")
            ] == ["Jakarta"]
        case "text/csv":
            assert list(csv.reader(io.StringIO(answer.text))) == [["label"], ["Jakarta"]]
        case _:
            assert answer.text.splitlines() == ["?label", '"Jakarta"@id']


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/trig", "application/n-quads"])  # fmt: skip
def test_a_graph_comes_as_the_client_would_have_it(served: httpx.Client, media: str) -> None:
    answer = served.get("/sparql", params={"query": GRAPH_OF_IT}, headers={"accept": media})
    assert answer.headers["content-type"].partition(";")[0] == media
    graph = ox.parse(answer.content, format=ox.RdfFormat.from_media_type(media))
    assert f"{ONTOLOGY}City" in {quad.object.value for quad in graph}


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
        ("image/png, text/csv;q=0.1", "text/csv"),
        (
            "application/sparql-results+json;q=0, application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
    ],
)
def test_the_best_of_what_the_client_takes(served: httpx.Client, accept: str, type_: str) -> None:
    answer = served.get("/sparql", params={"query": LABEL}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == type_


def test_what_cannot_be_had_is_told_with_what_can(served: httpx.Client) -> None:
    answer = served.get("/sparql", params={"query": LABEL}, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert "text/csv" in answer.json()["detail"]


def test_a_format_in_the_address_goes_before_the_header(served: httpx.Client) -> None:
    answer = served.get(
        "/sparql", params={"query": LABEL, "format": "tsv"}, headers={"accept": "text/csv"}
    )
    assert answer.headers["content-type"].startswith("text/tab-separated-values")


# 2.1.7 failure responses


@pytest.mark.parametrize(
    "query", ["", "SELECT", "ASK { SELECT }", "SELECT * WHERE { ?s ?p ?o", "hello"]
)
def test_what_is_no_query_is_a_bad_request(served: httpx.Client, query: str) -> None:
    answer = served.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_one_query_at_a_time(served: httpx.Client) -> None:
    assert served.get("/sparql", params={"query": [ASK, ASK]}).status_code == 400
    assert served.post("/sparql", data={"query": [ASK, ASK]}).status_code == 400


def test_a_post_without_a_query(served: httpx.Client) -> None:
    assert served.post("/sparql", data={"x": "y"}).status_code == 400


@pytest.mark.parametrize("type_", ["text/plain", "application/json", "multipart/form-data; boundary=x", f"{QUERY}; charset=utf-16"])  # fmt: skip
def test_another_media_type_is_refused(served: httpx.Client, type_: str) -> None:
    answer = served.post("/sparql", content=ASK, headers={"content-type": type_})
    assert answer.status_code == 415


def test_no_media_type_is_refused(served: httpx.Client) -> None:
    request = served.build_request("POST", "/sparql", content=f"query={ASK}")
    request.headers.pop("content-type", None)
    assert served.send(request).status_code == 415


def test_bytes_that_are_no_text(served: httpx.Client) -> None:
    answer = served.post("/sparql", content=ASK.encode("utf-16"), headers={"content-type": QUERY})
    assert answer.status_code == 400
    assert served.get("/sparql?query=%ff%fe").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(served: httpx.Client, method: str) -> None:
    answer = served.request(method, "/sparql", params={"query": ASK})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"


# 2.2 update operation


@pytest.mark.parametrize("update", ["CLEAR ALL", "INSERT DATA { <a:b> <a:b> <a:b> }", "DROP GRAPH <a:b>", "LOAD <http://127.0.0.1:9/>"])  # fmt: skip
def test_updates_are_refused_by_whatever_way(served: httpx.Client, update: str) -> None:
    direct = {"content-type": "application/sparql-update"}
    assert served.post("/sparql", content=update, headers=direct).status_code == 403
    assert served.post("/sparql", data={"update": update}).status_code == 403
    assert served.get("/sparql", params={"update": update}).status_code == 403
    assert served.get("/sparql", params={"query": update}).status_code == 403
    assert served.post("/sparql", data={"query": update}).status_code == 403
    assert (
        served.post("/sparql", content=update, headers={"content-type": QUERY}).status_code == 403
    )


def test_no_other_host_is_asked(served: httpx.Client) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }"
    refused = served.get("/sparql", params={"query": query})
    assert refused.status_code == 403
    assert "Remove that clause." in refused.json()["detail"]
    assert "--" not in refused.json()["detail"], "a client has no options"
    assert (
        served.get(
            "/sparql", params={"query": "ASK FROM <http://127.0.0.1:9/x> { ?s ?p ?o }"}
        ).status_code
        == 403
    )


# What a browser sees


def test_without_a_query_the_service_describes_itself(served: httpx.Client) -> None:
    answer = served.get("/sparql", headers={"accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (endpoint,) = graph.objects(None, sd.endpoint)
    assert httpx.URL(str(endpoint)) == served.base_url.join("/sparql")
    names = {str(name) for name in graph.objects(None, sd.name)}
    asked = served.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    assert names == {row["g"]["value"] for row in asked.json()["results"]["bindings"]}


def test_a_browser_gets_the_editor_with_the_query_in_it(served: httpx.Client) -> None:
    browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = served.get(
        "/sparql", params={"query": "ASK { ?s ?p '</textarea><b>' }"}, headers={"accept": browsers}
    )
    assert answer.headers["content-type"].startswith("text/html")
    assert "&lt;/textarea&gt;" in answer.text


def test_scripts_of_other_sites_may_read_it(served: httpx.Client) -> None:
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    preflight = served.options("/sparql", headers=asked)
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    answer = served.get("/sparql", params={"query": ASK}, headers=asked)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


def test_many_rows_come_in_their_order(served: httpx.Client) -> None:
    query = "SELECT ?kind (COUNT(*) AS ?count) { ?s a ?kind } GROUP BY ?kind ORDER BY ?kind"
    found = served.get("/sparql", params={"query": query}, headers={"accept": ROWS[0]})
    parsed = ox.parse_query_results(found.content, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    rows = [(row["kind"].value, int(row["count"].value)) for row in parsed]
    assert len(rows) > 20
    assert rows == sorted(rows)
