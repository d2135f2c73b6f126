"""The graph from Python, as an analyst uses it."""

import builtins
import subprocess
import sys
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import rdflib

import published
import simpul
from addresses import JAKARTA, NEARLY_OURS, OF_GEONAMES
from engines import Server, running
from simpul import locale, paths
from simpul.catalogue import Given, Value
from simpul.errors import (
    AmbiguousNameError,
    ForbiddenQueryError,
    MissingToolError,
    ParameterError,
    QueryError,
    QueryLimitError,
    ReadOnlyError,
    StoreMissingError,
    UnknownQueryError,
    UsageError,
)
from simpul.limits import Limits
from simpul.session import KnowledgeGraph
from simpul.store import OxigraphStore
from simpul.terms import NamedNode, text

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def kg(article_store: Path) -> simpul.KnowledgeGraph:
    locale.use("en")
    return simpul.open(article_store)


def test_the_public_names_are_all_there_and_no_others() -> None:
    assert sorted(simpul.__all__) == [
        "KnowledgeGraph",
        "Rows",
        "SimpulError",
        "__version__",
        "open",
    ]
    for name in simpul.__all__:
        assert getattr(simpul, name)
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        simpul.close  # noqa: B018 - that is the point


def test_a_session_ends_with_its_block(article_store: Path) -> None:
    with simpul.open(article_store) as kg:
        assert len(kg.query("networks")) > 0


def test_importing_simpul_imports_no_library() -> None:
    code = (
        "import sys; before = set(sys.modules); import simpul; "
        "print(sorted({m.split('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['simpul']"


def test_a_question_gives_rows_that_iterate(kg: simpul.KnowledgeGraph) -> None:
    rows = kg.query("shared-networks", a="Jakarta", b="Seoul")
    assert len(rows) == 5
    assert rows.columns[:2] == ("short", "network")
    assert all(isinstance(row["network"], NamedNode) for row in rows)
    assert rows[0] == next(iter(rows))
    assert len(rows[1:3]) == 2
    assert "C40 Cities" in repr(rows)
    assert "5 rows" in repr(rows)


def test_rows_become_dictionaries_of_plain_values(kg: simpul.KnowledgeGraph) -> None:
    rows = kg.query("measured-facts", thing="initiative/seoullo-7017")
    by_label = {row["measure_label"]: row for row in rows.to_dicts()}
    assert by_label["CCTV cameras"]["value"] == 41
    assert by_label["Grade of condition"]["value"] == "D"
    assert "measure_label" not in rows.to_dicts(labels=False)[0]


def test_rows_become_data_frames(kg: simpul.KnowledgeGraph) -> None:
    rows = kg.query("measured-facts", thing="initiative/seoullo-7017")
    pandas, polars = rows.to_pandas(), rows.to_polars()
    assert list(pandas.columns) == polars.columns
    assert len(pandas) == len(polars) == len(rows)
    numbers = kg.sparql("SELECT ?n { VALUES ?n { 1 2 -3 } }")
    assert numbers.to_polars()["n"].sum() == 0
    assert numbers.to_pandas()["n"].sum() == 0
    assert list(kg.sparql("SELECT ?n ?m { FILTER(false) }").to_pandas().columns) == ["n", "m"]


def test_rows_become_a_network(kg: simpul.KnowledgeGraph) -> None:
    rows = kg.sparql(
        "SELECT ?city ?network ?begin { ?m simpul:member ?city ; simpul:network ?network }"
    )
    drawn = rows.to_networkx("city", "network")
    assert drawn.number_of_edges() == len(rows)
    assert drawn.nodes["https://w3id.org/simpul/id/city/1642911"]["label"] == "Jakarta"
    assert rows.to_networkx().number_of_edges() == len(rows)
    with pytest.raises(UsageError, match="two columns of things"):
        kg.sparql("SELECT (1 AS ?n) {}").to_networkx()


@pytest.mark.parametrize(("tool", "method"), [("pandas", "to_pandas"), ("polars", "to_polars")])
def test_a_library_that_is_not_there_is_named(
    kg: simpul.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch, tool: str, method: str
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as the built-in has it
        if name == tool:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingToolError, match=f"pip install {tool}"):
        getattr(kg.sparql("SELECT (1 AS ?n) {}"), method)()


def test_a_notebook_shows_rows_as_a_table_and_escapes_them(kg: simpul.KnowledgeGraph) -> None:
    shown = kg.query("shared-networks", a="Jakarta", b="Seoul")._repr_html_()
    assert shown.startswith("<table>")
    assert "C40 Cities" in shown
    hostile = kg.sparql("SELECT ('<img src=x onerror=alert(1)>' AS ?x) {}")._repr_html_()
    assert "<img" not in hostile
    many = kg.sparql("SELECT * { ?s ?p ?o } LIMIT 300")._repr_html_()
    assert many.count("<tr>") == 101
    assert "300 rows" in many


def test_sparql_of_every_form_gives_rows(kg: simpul.KnowledgeGraph) -> None:
    assert kg.sparql("SELECT ?x { ?x a simpul:Request }").columns == ("x",)
    assert kg.sparql("ASK {}").to_dicts() == [{"answer": True}]
    graph = kg.sparql("CONSTRUCT WHERE { ?x simpul:requestedBy ?y }")
    assert graph.columns == ("subject", "predicate", "object")
    assert kg.ask("ASK { ?x a simpul:Request }") is True
    assert kg.sparql("SELECT (?_n_integer AS ?n) {}", n="7").to_dicts() == [{"n": 7}]


def test_a_timeout_changes_no_answer(kg: simpul.KnowledgeGraph) -> None:
    values = {"a": "Jakarta", "b": "Seoul"}
    apart = kg.query("shared-networks", values, timeout=60)
    assert list(apart) == list(kg.query("shared-networks", values))
    query = "CONSTRUCT WHERE { ?x simpul:requestedBy ?y }"
    assert list(kg.sparql(query, timeout=60)) == list(kg.sparql(query))
    assert kg.sparql("ASK {}", timeout=60).to_dicts() == [{"answer": True}]
    with pytest.raises(QueryError) as apart_error:
        kg.sparql("SELECT * {\n ?s ?p }", timeout=60)
    with pytest.raises(QueryError) as here_error:
        kg.sparql("SELECT * {\n ?s ?p }")
    assert str(apart_error.value) == str(here_error.value)


def test_a_query_that_takes_too_long_or_too_much_is_ended(kg: simpul.KnowledgeGraph) -> None:
    with pytest.raises(QueryLimitError, match=r"No answer after 0\.5 seconds"):
        kg.sparql(ENDLESS, timeout=0.5)
    with pytest.raises(QueryLimitError, match="more than 100 MB"):
        kg.sparql("SELECT ?c ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f", memory=100)
    assert kg.ask("ASK {}")


@pytest.mark.parametrize(
    ("question", "values", "error"),
    [
        ("shared-network", {}, UnknownQueryError),
        ("shared-networks", {"a": "Jakarta"}, ParameterError),
        ("shared-networks", {"a": "Jakrta", "b": "Seoul"}, ParameterError),
        ("shared-networks", {"a": ["Jakarta", "Seoul"], "b": "Seoul"}, ParameterError),
        ("memberships", {"city": "Jakarta", "town": "x"}, ParameterError),
        ("memberships", {"city": "\ud800"}, ParameterError),
    ],
)
def test_a_wrong_question_ends_in_an_error_that_says_what_to_do(
    kg: simpul.KnowledgeGraph,
    question: str,
    values: Mapping[str, str | list[str]],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        kg.query(question, values)
    assert issubclass(error, simpul.SimpulError)


def test_an_unknown_question_is_a_key_that_is_not_there(kg: simpul.KnowledgeGraph) -> None:
    assert "shared-network" not in kg.catalogue
    with pytest.raises(KeyError, match="shared-networks"):
        kg.catalogue["shared-network"]


def test_queries_only_read(kg: simpul.KnowledgeGraph) -> None:
    for query in ("DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> {} }"):
        with pytest.raises(ForbiddenQueryError):
            kg.sparql(query)


def test_the_catalogue_lists_questions_with_their_parameters(kg: simpul.KnowledgeGraph) -> None:
    names = [parameter.name for parameter in kg.catalogue["shared-networks"].parameters]
    assert names == ["a", "b"]
    assert len(kg.catalogue) == len(list(kg.catalogue)) > 10
    assert "shared-networks(a, b)" in repr(kg.catalogue)
    assert "<code>shared-networks</code>" in kg.catalogue._repr_html_()


def test_the_same_store_is_an_rdflib_dataset_that_cannot_be_written(
    kg: simpul.KnowledgeGraph,
) -> None:
    dataset = kg.rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    ours = kg.sparql("SELECT ?x { ?x a simpul:Request }")
    theirs = dataset.query("SELECT ?x { ?x a <https://w3id.org/simpul/ontology#Request> }")
    assert len(list(theirs)) == len(ours) > 0
    node = rdflib.URIRef("http://a.example/a")
    before = len(kg)
    with pytest.raises(ReadOnlyError, match="can only be read"):
        dataset.add((node, node, node))
    with pytest.raises(ReadOnlyError):
        dataset.update("DROP ALL")
    with pytest.raises(ReadOnlyError):
        dataset.parse(data="<a:a> <a:b> <a:c> .", format="turtle")
    assert [str(row.x) for row in dataset.query("SELECT ?x { ?x a simpul:Request }")]  # type: ignore[union-attr]  # a SELECT gives rows
    assert len(kg) == before


@pytest.mark.parametrize("of_rdflib", [True, False])
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    ],
)
def test_an_rdflib_dataset_asks_no_other_host(
    kg: simpul.KnowledgeGraph, query: str, of_rdflib: bool
) -> None:
    from rdflib.plugins.sparql import prepareQuery

    dataset = kg.rdflib()
    with pytest.raises(ForbiddenQueryError):
        dataset.query(query, use_store_provided=not of_rdflib)
    with pytest.raises(ForbiddenQueryError):
        dataset.query(prepareQuery(query))
    prepared = prepareQuery("SELECT ?x { ?x a ?class }")
    asked = {"class": rdflib.URIRef("https://w3id.org/simpul/ontology#Request")}
    assert len(list(dataset.query(prepared, initBindings=asked))) > 0


def test_a_world_of_owlready2_has_the_classes_and_every_thing(kg: simpul.KnowledgeGraph) -> None:
    world = kg.owlready2()
    things = kg.sparql(
        "SELECT DISTINCT ?x { ?x a ?class FILTER(STRSTARTS(STR(?class), STR(simpul:)) && ISIRI(?x)) "
        "FILTER(STRSTARTS(STR(?x), 'https://w3id.org/simpul/id/')) }"
    )
    individuals = {thing.iri for thing in world.individuals()}
    assert {row["x"].value for row in things} <= individuals  # type: ignore[union-attr]  # they are IRIs
    jakarta = world["https://w3id.org/simpul/id/city/1642911"]
    assert "City" in {kind.name for kind in jakarta.is_a}
    assert "org.iclei" in {str(network) for network in jakarta.memberOf}
    dated = kg.sparql("SELECT ?o ?day { ?o a simpul:Observation ; simpul:asOf ?day }")[0]
    assert str(dated["day"].value) in world[dated["o"].value].asOf  # type: ignore[union-attr]  # an IRI and a literal
    before = len(kg)
    jakarta.label = ["Atlantis"]
    assert len(kg) == before


def test_a_projection_is_a_networkx_graph_with_labels(kg: simpul.KnowledgeGraph) -> None:
    drawn = kg.networkx("memberships", network="C40")
    jakarta = "https://w3id.org/simpul/id/city/1642911"
    assert drawn.nodes[jakarta]["label"] == "Jakarta"
    assert drawn.number_of_edges() < kg.networkx("memberships").number_of_edges()
    with pytest.raises(UsageError, match="cooperation"):
        kg.networkx("cooperaton")
    with pytest.raises(ParameterError, match="is not a date"):
        kg.networkx(as_of="some day")


def test_a_view_is_a_pyvis_network_of_things_by_their_names(kg: simpul.KnowledgeGraph) -> None:
    drawn = kg.pyvis("ego", of="Jakarta")
    assert any(node["label"] == "Jakarta" for node in drawn.nodes)
    assert "https://cdn" not in drawn.generate_html()
    with pytest.raises(UsageError, match="needs --of"):
        kg.pyvis("ego")
    with pytest.raises(UsageError, match="has no option --off"):
        kg.pyvis("ego", of="Jakarta", off="Seoul")
    with pytest.warns(UserWarning, match="'Batavia' was taken for Jakarta") as told:
        kg.pyvis("ego", of="Batavia")
    assert told[0].filename == __file__
    assert kg.pyvis("ontology").nodes


def test_two_sessions_speak_two_languages_in_two_threads_at_once(article_store: Path) -> None:
    english, indonesian = (simpul.open(article_store, lang=lang) for lang in ("en", "id"))
    expected = {english: _said(english), indonesian: _said(indonesian)}
    assert expected[english] != expected[indonesian]
    both = [english, indonesian] * 20
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_said, both)) == [expected[kg] for kg in both]
    locale.use("en")
    assert _said(indonesian) == expected[indonesian]
    assert locale.current() == "en"


def _said(kg: simpul.KnowledgeGraph) -> tuple[str, str, str, str]:
    """Return what a session says: an answer with its headings, an error, its catalogue, an explained question."""
    rows = kg.query("members", network="C40")
    with pytest.raises(ParameterError) as error:
        kg.query("members", network="Atlantis")
    return repr(rows), str(error.value), repr(kg.catalogue), kg.explain("members", network="C40")


def test_a_session_without_a_language_speaks_that_of_the_call(article_store: Path) -> None:
    kg = simpul.open(article_store)
    said = []
    for language in ("en", "id"):
        with locale.speaking(language):
            said.append(_said(kg))
    assert said == [_said(simpul.open(article_store, lang=language)) for language in ("en", "id")]


def test_the_query_behind_a_question_runs_anywhere(
    kg: simpul.KnowledgeGraph, article_store: Path
) -> None:
    import pyoxigraph as ox

    from simpul.store import current_build

    build = current_build(article_store)
    assert build is not None
    plain = ox.Store.read_only(str(build / "graph"))
    answer = plain.query(kg.explain("shared-networks", a="Jakarta", b="Seoul"))
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) >= len(kg.query("shared-networks", a="Jakarta", b="Seoul"))


def test_sources_are_said_on_request(kg: simpul.KnowledgeGraph) -> None:
    found = kg.query("memberships", city="Jakarta").with_sources()
    assert found.variables[-1] == "sources"
    assert all("Report on day 4" in str(row["sources"]) for row in found.rows)
    assert any(", IV.1" in str(row["sources"]) for row in found.rows)


def test_an_alias_is_taken_with_a_warning_that_names_the_city(kg: simpul.KnowledgeGraph) -> None:
    with pytest.warns(UserWarning, match=r"'Batavia' was taken for Jakarta, Indonesia") as told:
        by_alias = kg.query("memberships", city="Batavia")
    assert told[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert list(kg.query("memberships", city="Jakarta")) == list(by_alias)


def test_a_name_finds_its_thing(kg: simpul.KnowledgeGraph) -> None:
    assert kg.find("서울", "City").endswith("/city/1835848")
    with pytest.raises((ParameterError, AmbiguousNameError)):
        kg.find("Atlantis")


def test_a_store_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="simpul build"):
        simpul.open(tmp_path)


def test_a_list_of_values_asks_for_all_of_them(article_store: Path, tmp_path: Path) -> None:
    (tmp_path / "networks").mkdir()
    (tmp_path / "networks" / "of-cities.rq").write_text(
        "#+ summary: Networks of cities\n#+ params:\n"
        "#+   city: {type: city, multiple: true, example: [Jakarta, Seoul]}\n"
        "SELECT DISTINCT ?city ?network { VALUES ?city { ?_city_iri } ?city simpul:memberOf ?network }\n"
    )
    (tmp_path / "any.rq").write_text(
        "#+ params:\n#+   theme: {type: theme, multiple: true}\n"
        "SELECT ?x { VALUES ?only { ?__theme_iri } ?x simpul:theme ?only }\n"
    )
    (tmp_path / "bad.rq").write_text(
        "#+ params:\n#+   city: {type: city, multiple: true}\nSELECT ?x { ?_city_iri ?p ?x }\n"
    )
    kg = simpul.open(article_store, queries=tmp_path)
    one = kg.query("of-cities", city="Jakarta")
    both = kg.query("of-cities", city=["Jakarta", "서울"])
    assert 0 < len(one) < len(both)
    assert kg.catalogue["of-cities"].group == "networks"
    assert len(kg.query("any")) > len(kg.query("any", theme=["theme/participation"])) > 0
    with pytest.raises(QueryError, match=r"VALUES \?x \{ \?_city_iri \}"):
        kg.catalogue["bad"]


def test_years_are_numbers_days_are_dates_and_none_is_not_given(
    kg: simpul.KnowledgeGraph,
) -> None:
    def asked(as_of: Value) -> list[Any]:
        return kg.query("members", network="C40", asOf=as_of).to_dicts()

    assert asked(2018) == asked("2018")
    assert asked(date(2018, 3, 21)) == asked("2018-03-21")
    assert asked(None) == kg.query("members", network="C40").to_dicts()
    assert kg.query("members", {"network": ["C40"], "asOf": None}).to_dicts() == asked(None)


@pytest.mark.parametrize("value", [1.5, True, b"C40", {"a": 1}, object(), [["C40"]]])
def test_a_value_that_is_no_text_number_or_day_is_refused(
    kg: simpul.KnowledgeGraph, value: object
) -> None:
    with pytest.raises(ParameterError, match="The parameter network takes text, a whole number"):
        kg.query("members", cast("Given", {"network": value}))


def test_a_parameter_that_is_needed_and_none_is_missing(kg: simpul.KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="members needs network"):
        kg.query("members", network=None)


def test_a_language_that_simpul_does_not_speak_is_refused(article_store: Path) -> None:
    before = locale.current()
    with pytest.raises(UsageError, match="'fr' is not one of: en, id"):
        simpul.open(article_store, lang="fr")
    assert locale.current() == before


def test_sparql_that_cannot_be_written_down_is_refused(kg: simpul.KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="not UTF-8"):
        kg.sparql('SELECT * { ?s ?p "\ud800" }')


def test_a_session_with_limits_reads_and_answers_within_them(article_store: Path) -> None:
    pairs = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
    endless = f"{{ {{ SELECT (COUNT(*) AS ?n) {{ {pairs} }} }} FILTER(?n = 1) }}"
    long = "ASK { VALUES ?a { " + "1 " * 2_000_000 + "} }"
    with KnowledgeGraph(article_store, limits=Limits(seconds=0.3, megabytes=0)) as kg:
        for query in (f"ASK {endless}", long):
            with pytest.raises(QueryLimitError, match="No answer after"):
                kg.ask(query)
            with pytest.raises(QueryLimitError, match="No answer after"):
                kg.sparql(query)
        assert kg.ask("ASK { ?s ?p ?o }", timeout=60)


@pytest.mark.parametrize("address", [*OF_GEONAMES, *NEARLY_OURS])
def test_each_way_into_the_session_takes_each_form_of_an_address(
    kg: simpul.KnowledgeGraph, address: str
) -> None:
    assert kg.find(address) == kg.find(address, "City") == JAKARTA
    assert kg.sparql("SELECT (?_city_iri AS ?found) {}", city=address)[0]["found"] == NamedNode(
        JAKARTA
    )
    wanted = kg.explain("memberships", city=JAKARTA)
    assert kg.explain("memberships", city=address) == wanted


@pytest.mark.parametrize("text", ["Jakarta/Seoul", "Jakarta, Seoul", "https://sws.geonames.org/1/"])
def test_neither_one_of_several_cities_nor_an_unknown_address_is_a_value(
    kg: simpul.KnowledgeGraph, text: str
) -> None:
    with pytest.raises(ParameterError):
        kg.query("memberships", city=text)


LINKED = "https://archive.example/city"
CITIES_OF_AN_ARCHIVE = """SELECT ?city ?page { ?city a simpul:City
    SERVICE <%s> { GRAPH <https://archive.example/links> { ?city rdfs:seeAlso ?page } } }"""


@pytest.fixture(scope="module")
def archive(oxigraph_server: Server) -> Server:
    """Another office's server, which has a page on Seoul."""
    seoul = f"<https://w3id.org/simpul/id/city/1835848> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{LINKED}> ."
    oxigraph_server.load("https://archive.example/links", seoul.encode())
    return oxigraph_server


def test_a_query_asks_an_endpoint_only_where_that_is_allowed(
    article_store: Path, archive: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = CITIES_OF_AN_ARCHIVE % archive.query
    with simpul.open(article_store) as kg, pytest.raises(ForbiddenQueryError):
        kg.sparql(query)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings = paths.settings()
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[endpoints.archive]\nquery = "{archive.query}"\n')
    for named in ("archive", archive.query):
        with simpul.open(article_store, allow_service=[named]) as kg:
            assert [text(row["page"]) for row in kg.sparql(query)] == [LINKED]


def test_a_published_build_is_asked_along_with_another_endpoint(
    article: OxigraphStore, archive: Server, cache: Path, tmp_path: Path
) -> None:
    assert cache.is_dir()
    query = CITIES_OF_AN_ARCHIVE % archive.query
    with running("oxigraph", tmp_path / "server") as server:
        published.publish(server, article.matching())
        with simpul.open(server.query) as kg, pytest.raises(ForbiddenQueryError):
            kg.sparql(query)
        with simpul.open(server.query, allow_service=[archive.query]) as kg:
            assert [text(row["page"]) for row in kg.sparql(query)] == [LINKED]
