"""The tables under data/ are kept like code: sorted, clean, cited, and true to their schemas."""

import csv
import json
import unicodedata
from pathlib import Path

import pytest
import rdflib
from rdflib.query import ResultRow

from simpul.exchange.export import export
from simpul.exchange.profiles import select_all
from simpul.ingest.build import assemble
from simpul.store import OxigraphStore
from simpul.tables import METADATA, read_folder
from simpul.terms import simpul, text
from support import ARTICLE, ROOT

DATA = ROOT / "data"
SOURCES = sorted(file.parent for file in DATA.glob(f"*/{METADATA}"))
TABLES = sorted(table for source in SOURCES for table in source.glob("*.csv"))
SCHEMAS = sorted((DATA / "schemas").glob("*.json"))


def _name(path: Path) -> str:
    return str(path.relative_to(DATA))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_there_are_sources_tables_and_schemas() -> None:
    assert len(SOURCES) > 27
    assert len(TABLES) > 80
    assert len(SCHEMAS) == 23


@pytest.mark.parametrize("table", TABLES, ids=_name)
def test_a_table_is_clean_and_sorted_by_its_key(table: Path) -> None:
    content = table.read_bytes().decode("utf-8")
    assert content == unicodedata.normalize("NFC", content)
    assert "\r" not in content
    assert content.endswith("\n")
    rows = _rows(table)
    keys = [row["key"] for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        for cell in row.values():
            assert cell == cell.strip()


@pytest.mark.parametrize("table", TABLES, ids=_name)
def test_a_table_has_the_columns_of_its_schema_in_their_order(table: Path) -> None:
    document = json.loads((table.parent / METADATA).read_text(encoding="utf-8"))
    (entry,) = (entry for entry in document["tables"] if entry["url"] == table.name)
    schema = json.loads((table.parent / entry["tableSchema"]).read_text(encoding="utf-8"))
    columns = [column["name"] for column in schema["columns"] if not column.get("virtual")]
    assert list(_rows(table)[0]) == columns, "scripts/fit-tables mends it"


@pytest.mark.parametrize("table", TABLES, ids=_name)
def test_every_row_cites_its_document(table: Path) -> None:
    if table.stem in {"documents", "measures"}:
        return
    for row in _rows(table):
        cited = row["source"].split(";")
        assert all(cited), row["key"]
        assert len(cited) == len(set(cited)), row["key"]
        # The article was read whole, so each of its facts names the passage too.
        assert row.get("passage") or table.parent != ARTICLE, row["key"]


@pytest.mark.parametrize("table", TABLES, ids=_name)
def test_texts_are_in_both_languages(table: Path) -> None:
    for row in _rows(table):
        for name in row:
            if name.endswith("_en"):
                other = name.removesuffix("_en") + "_id"
                assert bool(row[name]) == bool(row[other]), (row["key"], name)


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_every_table_of_a_folder_is_in_its_metadata(source: Path) -> None:
    document = json.loads((source / METADATA).read_text(encoding="utf-8"))
    named = [table["url"] for table in document["tables"]]
    assert named == sorted(file.name for file in source.glob("*.csv"))


@pytest.mark.parametrize("schema", SCHEMAS, ids=_name)
def test_a_schema_explains_each_column_in_both_languages(schema: Path) -> None:
    columns = json.loads(schema.read_text(encoding="utf-8"))["columns"]
    names = [column["name"] for column in columns]
    assert len(set(names)) == len(names)
    headings: list[str] = []
    for column in columns:
        if column.get("virtual"):
            continue
        assert column["titles"].keys() - {"und"} == {"en", "id"}
        titles = {title for titles in column["titles"].values() for title in titles}
        assert column["name"] in titles, "our tables are headed by the names of columns"
        headings += {title.lower() for title in titles}
        said = {text_["@language"] for text_ in column["dc:description"]}
        assert said == {"en", "id"}
    # A heading must mean one column, in whichever language it stands.
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("schema", SCHEMAS, ids=_name)
def test_every_term_of_a_schema_is_in_the_ontology(schema: Path, article: OxigraphStore) -> None:
    stated = json.loads(schema.read_text(encoding="utf-8"))
    columns = stated["columns"]
    terms = {column["propertyUrl"] for column in columns if "propertyUrl" in column}
    terms |= {column["valueUrl"] for column in columns if column.get("virtual")}
    own = {term for term in terms if term.startswith("https://w3id.org/simpul/ontology#")}
    assert own or "aboutUrl" not in stated
    for term in own:
        assert article.ask(f"ASK {{ <{term}> rdfs:isDefinedBy ?module }}"), term


def test_the_article_stands_alone() -> None:
    assert [str(problem) for problem in assemble([ARTICLE]).outcome.all_problems] == []


def test_all_sources_together_have_no_error_and_no_warning(everything: OxigraphStore) -> None:
    sources = everything.select("SELECT ?source { ?source a simpul:Source }").rows
    assert len(sources) == len(SOURCES) + 1, "the gazetteer is a source too"


FIGURES = {
    ("initiative/seoullo-7017", "869", "m", ""),
    ("initiative/seoullo-7017", "50000", "{person}", ""),
    ("initiative/seoullo-7017", "41", "{camera}", ""),
    ("initiative/seoullo-7017", "33", "{alarm}", ""),
    ("initiative/seoullo-7017", "8070000", "{visitor}", "2018-03-21"),
    ("initiative/seoullo-7017", "305", "d", "2018-03-21"),
    ("initiative/seoullo-7017", "1027", "{programme}", ""),
    ("initiative/seoullo-7017", "615", "{discussion}", ""),
    ("initiative/seoullo-7017", "D", "", "2006"),
    ("org/seoul-library", "24", "{stakeholder}", "2018-03-22"),
    ("initiative/happiness-cafe", "7", "{branch}", ""),
    ("initiative/happiness-cafe", "19", "{employee}", ""),
    ("event/clv-seoul-day4", "4", "{session}", ""),
}


def test_every_figure_of_the_article_is_in_the_exported_turtle(article: OxigraphStore) -> None:
    graph = rdflib.Graph().parse(
        data=b"".join(export(select_all(article), "turtle")), format="turtle"
    )
    rows = graph.query(
        """SELECT ?about ?value ?unit ?date WHERE {
            ?o a simpul:Observation ; simpul:about ?about ; simpul:numericValue|simpul:category ?value
            OPTIONAL { ?o simpul:unit ?unit } OPTIONAL { ?o simpul:asOf ?date } }""",
        initNs={"simpul": rdflib.Namespace("https://w3id.org/simpul/ontology#")},
    )
    found = {
        tuple(str(cell or "").removeprefix("https://w3id.org/simpul/id/") for cell in row)
        for row in rows
        if isinstance(row, ResultRow)
    }
    assert found == FIGURES


ARTICLE_TEXTS = [
    ("initiative/seoullo-7017", "nameMeaning", "1970"),
    ("org/sfwf", "holdsValue", "kepercayaan"),
    ("org/spc-happiness-foundation", "begin", "2011"),
    ("initiative/happiness-cafe", "begin", "2012"),
    ("agreement/seoullo-7017-mou", "begin", "2015"),
    ("phase/seoullo-7017-feasibility-study", "begin", "2014"),
    ("phase/seoullo-7017-road", "begin", "1970"),
    ("phase/seoullo-7017-design", "method", "sayembara"),
    ("phase/seoullo-7017-construction", "method", "tender"),
    ("party/seoullo-7017-mou-seoullo-7017-residents", "receives", "Dongdaemun"),
    ("event/jakarta-visit-seoul-2017-10", "begin", "2017-10"),
    ("event/seoul-visit-jakarta-2018-03", "end", "2018-03-06"),
]


@pytest.mark.parametrize(("thing", "name", "expected"), ARTICLE_TEXTS)
def test_what_the_article_says_is_in_the_graph(
    article: OxigraphStore, thing: str, name: str, expected: str
) -> None:
    query = f"SELECT ?value {{ <https://w3id.org/simpul/id/{thing}> simpul:{name} ?value }}"
    assert any(expected in text(row["value"]) for row in article.select(query))


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("?x simpul:operatedBy <https://w3id.org/simpul/id/org/sfwf> ; a simpul:Programme", 6),
        ("?x simpul:operatedBy <https://w3id.org/simpul/id/org/sfwf> ; a simpul:Service", 3),
        ("?x a simpul:Concern", 2),
        ("?x a simpul:Request", 3),
        ("?x a simpul:Commitment", 0),
        ("?x a simpul:Interest", 4),
        ("?x simpul:subEventOf <https://w3id.org/simpul/id/event/clv-seoul-day4>", 4),
        ("<https://w3id.org/simpul/id/city/1642911> simpul:sisterCityOf ?x", 1),
    ],
)
def test_the_graph_has_as_many_as_the_article(
    article: OxigraphStore, pattern: str, count: int
) -> None:
    rows = article.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows
    assert len(rows) == count


@pytest.mark.parametrize("source", SOURCES, ids=_name)
def test_each_source_says_of_which_kind_it_is(source: Path) -> None:
    said = [
        t.object for t in read_folder(source).description if t.predicate == simpul("sourceKind")
    ]
    assert len(said) == 1
