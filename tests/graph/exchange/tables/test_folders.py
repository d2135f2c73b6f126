"""A source's facts go out as tables and come back: by our own reader, and by the W3C's rules alone."""

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simpul.cells import shield
from simpul.csvw.conversion import check_table, table_to_rdf
from simpul.csvw.datatypes import is_of
from simpul.csvw.model import Dialect
from simpul.csvw.rows import records
from simpul.errors import DataError, Severity
from simpul.exchange.tables import TableFile, facts_in, source_files, table_files
from simpul.ingest.build import build
from simpul.store import OxigraphStore, open_store
from simpul.tables import METADATA, read_folder, read_tables
from simpul.terms import (
    CATALOGUE_GRAPH,
    EDTF,
    GEONAMES_SOURCE,
    ID,
    ONTOLOGY,
    XSD,
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    Triple,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
    thing,
)
from support import write_source

SOURCE = thing("source", "partner-list")


def folder_of(files: Iterable[TableFile], folder: Path) -> Path:
    for file in files:
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def stated(triples: Iterable[Triple]) -> OxigraphStore:
    """Return a store in which a source states triples; it writes some numbers in another way."""
    store = OxigraphStore.in_memory()
    store.add(in_graph(triple, SOURCE) for triple in triples)
    return store


def in_source(store: OxigraphStore) -> set[Triple]:
    return {quad.triple for quad in store.matching(graph=SOURCE)}


def back(folder: Path) -> set[Triple]:
    return {quad.triple for quad in facts_in(folder)}


def by_the_rules(folder: Path) -> set[Triple]:
    """Return what a reader of CSVW makes of a folder that knows nothing of Simpul."""
    found = table_to_rdf(folder / METADATA)
    triples = {*found}
    assert found.warnings == []
    return triples


def cells(folder: Path) -> list[str]:
    return [
        cell
        for file in folder.glob("*.csv")
        for row in records(file.read_bytes().decode(), file.name, Dialect(delimiter=","))
        for cell in row.cells
    ]


@pytest.fixture(scope="module")
def curated_tables(curated: OxigraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = [name for name in curated.graph_names() if name.value.startswith(f"{ID}source/")]
    return folder_of(table_files(curated, sources), tmp_path_factory.mktemp("tables"))


def test_every_curated_source_comes_back_as_it_was(
    curated: OxigraphStore, curated_tables: Path
) -> None:
    folders = [*curated_tables.iterdir()]
    assert len(folders) > 20
    for folder in folders:
        said = {quad.triple for quad in curated.matching(graph=thing("source", folder.name))}
        assert said
        read = read_tables(read_folder(folder, own=True))
        assert read.problems == []
        assert {fact.triple for fact in read.facts} == said, folder.name
        assert by_the_rules(folder) == said, folder.name


def test_what_people_fill_in_is_valid_and_needs_no_statements(curated_tables: Path) -> None:
    filled_in = [folder for folder in curated_tables.iterdir() if folder.name != "geonames"]
    assert filled_in
    for folder in filled_in:
        assert check_table(folder / METADATA) == []
        assert not (folder / "statements.csv").exists()


def test_what_is_known_of_a_source_travels_with_it(
    curated: OxigraphStore, curated_tables: Path
) -> None:
    made = simpul("checksum")
    for folder in curated_tables.iterdir():
        source = thing("source", folder.name)
        known = {q.triple for q in curated.matching(source, graph=CATALOGUE_GRAPH)}
        said = read_folder(folder, own=True).description
        assert known
        assert {t for t in said if t.predicate != made} == {t for t in known if t.predicate != made}


def test_a_store_built_from_the_tables_is_the_store_they_came_from(tmp_path: Path) -> None:
    folder = write_source(tmp_path / "ours")
    metadata = json.loads((folder / METADATA).read_text())
    # No fact mentions Seoul's neighbour, of which the source says that it is its list.
    metadata[f"{ONTOLOGY}listOf"] = {"@id": f"{ID}city/1843564"}
    (folder / METADATA).write_text(json.dumps(metadata))
    build([folder], tmp_path / "store")
    ours = open_store(tmp_path / "store")
    sources = [thing("source", "test-list"), GEONAMES_SOURCE]
    folder_of(table_files(ours, sources), tmp_path / "tables")
    report = build([tmp_path / "tables"], tmp_path / "theirs")
    left_out = "Simpul has cities and countries of GeoNames itself; this folder was left out."
    assert f"geonames: {left_out}" in map(str, report.warnings)
    theirs = open_store(tmp_path / "theirs")
    assert ours.graph_names() == theirs.graph_names()
    checksum = simpul("checksum")
    for graph in (name for name in ours.graph_names() if name.value.startswith(ID)):
        said = {q for q in ours.matching(graph=graph) if q.predicate != checksum}
        assert said == {q for q in theirs.matching(graph=graph) if q.predicate != checksum}


C40, LIST = thing("org", "c40"), thing("document", "list")
MEMBERSHIP, INITIATIVE = thing("membership", "1642911-c40"), thing("initiative", "x")
_THINGS = (
    *(C40, LIST, MEMBERSHIP, INITIATIVE, thing("city", "1642911"), thing("gadget", "one")),
    *(thing("org", "Capital"), thing("org", "a/b"), thing("gadget", "a%20b"), thing("membership", "-"), thing("org", "na"), thing("country", "NA"), thing("gadget", "-A1")),
    *map(NamedNode, ("https://example.org/x", "https://example.org/시", "urn:x:y", f"{ID}org/", "mailto:a@b.c")),
)  # fmt: skip
_PROPERTIES = (
    *(rdf_type, rdfs_label, skos("altLabel"), skos("note"), dct("source"), dct("description")),
    *map(simpul, ("begin", "beginEarliest", "beginLatest", "asOf", "member", "network", "cohort", "holdsValue")),
    *map(simpul, ("numericValue", "unit", "valueAsStated", "population", "issued", "website", "retrieved", "number")),
    *map(NamedNode, ("https://example.org/p", "https://example.org/label", "https://example.org/품", "urn:x:begin_earliest")),
)  # fmt: skip
_TEXTS = (
    *("Jakarta", "", " ", " x", "x ", "a  b", "a;b", ";", "a, b", 'say "x"', '"', "'x", "''=x", "a\nb", "a\r\nb", "\r"),
    *("=1+1", "+62", "-5", "-5;-6", "@x", "x;=1", "x\n@y", "\u3000=1", "\uff1d1", "\t", "a\tb", "\x00", "a\x01b", "\ufeffx"),
    *("NA", "-", "n/a", "unknown", "kosong", "Nan", "e\u0301", "\u200bx", "\xa0", "서울", "😀", "{x}", "%20", "null"),
    *("2018", "2018~", "2018-03", "2018-03-22", "2018-03-22T00:00:00", "1905-07-11", "[2014,2015]", "199X", "0000"),
    *("1", "01", "+1", "1.0", "1.50", "-1", "1e3", "1,000", "12%", "true", "TRUE", "many", "INF", " 1 ", "c40", "P1Y"),
)  # fmt: skip
_TYPES = (
    *(XSD + name for name in ("string", "date", "integer", "decimal", "double", "boolean", "gYear", "dateTime")),
    *(XSD + name for name in ("anyURI", "token", "language", "hexBinary", "time", "duration", "anySimpleType")),
    *(EDTF, "http://www.opengis.net/ont/geosparql#wktLiteral", "https://example.org/유형", "https://example.org/a#b", "https://example.org/a/B"),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral",
)  # fmt: skip
_LANGUAGES = ("en", "id", "ko", "ar", "en-us", "zh-hant", "x-mine", "zz")


def spoken(text: str, language: str) -> Literal:
    return Literal(text, language=language)


def typed(text: str, kind: str) -> Literal:
    return Literal(text, datatype=NamedNode(kind))


texts = st.one_of(st.sampled_from(_TEXTS), st.text(max_size=6))
literals = st.one_of(
    st.builds(spoken, texts, st.sampled_from(_LANGUAGES)),
    st.builds(typed, texts, st.sampled_from(_TYPES)),
)
_VALUES = (
    *_THINGS,
    simpul("Network"),
    simpul("Membership"),
    simpul("ClimateTarget"),
    thing("country", "ID"),
)
objects: st.SearchStrategy[Term] = st.one_of(st.sampled_from(_VALUES), literals)
triples = st.builds(Triple, st.sampled_from(_THINGS), st.sampled_from(_PROPERTIES), objects)


def said(thing_: NamedNode, **values: Term) -> list[Triple]:
    return [Triple(thing_, simpul(name), value) for name, value in values.items()]


_WIDER = said(
    MEMBERSHIP,
    begin=typed("2018~", EDTF),
    beginEarliest=typed("2017-01-01", XSD + "date"),
    beginLatest=typed("2018-12-31", XSD + "date"),
)
_MEMBER = [
    Triple(MEMBERSHIP, rdf_type, simpul("Membership")),
    *said(MEMBERSHIP, member=thing("city", "1642911"), network=C40),
]
_MADE = said(
    thing("gadget", "one"),
    begin=typed("2018", EDTF),
    beginEarliest=typed("2018-01-01", XSD + "date"),
    beginLatest=typed("2018-12-31", XSD + "date"),
)
_OTHER_BEGIN = [Triple(thing("gadget", "one"), NamedNode("urn:x:begin_earliest"), Literal("x"))]
_REFUSED = said(
    thing("observation", "x"),
    numericValue=typed("12", XSD + "decimal"),
    unit=Literal("km"),
    valueAsStated=Literal("12%"),
)


@settings(max_examples=30)
@given(graph=st.lists(triples, min_size=1, max_size=14))
@example(graph=_WIDER)
@example(graph=[*_MADE, *_OTHER_BEGIN])
@example(graph=_REFUSED)
@example(graph=[Triple(thing("country", "NA"), rdfs_label, Literal("Namibia", language="en"))])
def test_whatever_a_source_says_comes_back(graph: list[Triple]) -> None:
    with TemporaryDirectory() as folder:
        store = stated(graph)
        made = folder_of(source_files(store, SOURCE), Path(folder))
        assert back(made) == in_source(store)
        for cell in cells(made):
            assert shield(cell) == cell


def is_plain(triple: Triple) -> bool:
    """Return whether CSVW has a word for the kind of value, and the value is of that kind."""
    value = triple.object
    if not isinstance(value, Literal) or value.language not in {None, "zz"}:
        return True
    name = value.datatype.value.removeprefix(XSD)
    if value.language or name == "anySimpleType":
        return False
    if name in {"string", value.datatype.value}:
        return True
    return value.value == " ".join(value.value.split()) != "" and is_of(name, value.value)


@settings(max_examples=30)
@given(graph=st.lists(triples.filter(is_plain), min_size=1, max_size=14))
@example(graph=_WIDER)
@example(graph=_MADE)
def test_the_rules_of_the_w3c_alone_give_the_same(graph: list[Triple]) -> None:
    with TemporaryDirectory() as folder:
        store = stated(graph)
        made = folder_of(source_files(store, SOURCE), Path(folder))
        assert by_the_rules(made) == in_source(store)
        assert check_table(made / METADATA) == []


def test_of_a_source_only_what_may_be_said_is_said() -> None:
    store = stated(_WIDER)
    title, secret = (Triple(SOURCE, dct("title"), Literal(word)) for word in ("List", "secret"))
    store.add(in_graph(triple, CATALOGUE_GRAPH) for triple in (title, secret))
    about = [in_graph(title, CATALOGUE_GRAPH), in_graph(secret, SOURCE)]
    (metadata, *_tables) = table_files(store, [SOURCE], about)
    assert json.loads(metadata.content)["dc:title"] == {"@value": "List"}
    (metadata, *_tables) = table_files(store, [SOURCE])
    assert len(json.loads(metadata.content)["dc:title"]) == 2


def test_a_list_of_references_is_a_column_for_each(tmp_path: Path) -> None:
    cited = [Triple(MEMBERSHIP, dct("source"), thing("document", key)) for key in ("b", "a", "c")]
    store = stated([*_MEMBER, *cited])
    name = Triple(thing("city", "1642911"), rdfs_label, Literal("Jakarta", language="en"))
    store.add([in_graph(name, DefaultGraph())])
    made = folder_of(source_files(store, SOURCE), tmp_path)
    assert (made / "memberships.csv").read_text() == (
        "key,member,member_name,network,source,source_2,source_3\n"
        "1642911-c40,1642911,Jakarta,c40,a,b,c\n"
    )


def test_more_values_than_a_row_has_room_for_are_statements(tmp_path: Path) -> None:
    cited = [Triple(MEMBERSHIP, dct("source"), thing("document", f"d{n}")) for n in range(1, 12)]
    made = folder_of(source_files(stated([*_MEMBER, *cited]), SOURCE), tmp_path)
    assert (made / "statements.csv").read_text().count("\n") == 3
    assert back(made) == {*_MEMBER, *cited}


def test_a_formula_is_in_no_cell_and_not_lost(tmp_path: Path) -> None:
    formula = Triple(C40, rdfs_label, Literal("=HYPERLINK(1)", language="en"))
    made = folder_of(source_files(stated([formula]), SOURCE), tmp_path)
    assert [path.name for path in made.glob("*.csv")] == ["other-statements.csv"]
    assert cells(made) == ["row", "1"]
    assert back(made) == by_the_rules(made) == {formula}


def test_who_changes_a_date_need_not_change_its_bounds(tmp_path: Path) -> None:
    begins = said(MEMBERSHIP, begin=typed("2018", EDTF), beginEarliest=typed("2018-01-01", XSD + "date"), beginLatest=typed("2018-12-31", XSD + "date"))  # fmt: skip
    made = folder_of(source_files(stated([*_MEMBER, *begins]), SOURCE), tmp_path)
    table = made / "memberships.csv"
    table.write_text(table.read_text().replace(",2018,", ",2019,"))
    read = read_tables(read_folder(made))
    assert [(one.place.column, one.severity) for one in read.problems] == [
        ("begin_earliest", Severity.WARNING)
    ]
    days = {text(f.triple.object) for f in read.facts if "begin" in f.triple.predicate.value}
    assert days == {"2019", "2019-01-01", "2019-12-31"}


def test_what_no_table_can_say_is_told() -> None:
    store = stated([Triple(BlankNode("x"), rdfs_label, Literal("x"))])
    with pytest.raises(DataError, match=r"no table can say this: _:.*Export it as Turtle"):
        list(source_files(store, SOURCE))
    store = stated([Triple(C40, NamedNode("foaf:made-up"), Literal("=x"))])
    with pytest.raises(DataError, match=r"no table can say this: .*foaf:made-up"):
        list(source_files(store, SOURCE))
