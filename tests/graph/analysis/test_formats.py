"""Answers for other tools: they can read them, and nothing in them runs."""

import csv
import io
import json
from dataclasses import replace

import networkx as nx
import pytest

from simpul.analysis.analyses import ANALYSES, analyse
from simpul.analysis.findings import Column, Findings, Kind, Request
from simpul.analysis.formats import as_csv, as_gexf, as_graphml, as_json
from simpul.store import OxigraphStore
from worlds import iri

NASTY = '=cmd|"/c calc"!A1</script><b>&amp;\x00\x0b\x1b[31m]]>\ud7ff'


def _asked(name: str) -> Request:
    takes = {*ANALYSES[name].needs, *ANALYSES[name].takes}
    return Request(
        of=iri("city/a") if "of" in takes else "",
        source=iri("city/a") if "from" in takes else "",
        target=iri("city/e") if "to" in takes else "",
    )


def _nasty() -> Findings:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("urn:a", label=NASTY, kind="city")
    graph.add_node("urn:b", label="B", kind="city")
    graph.add_edge("urn:a", "urn:b", weight=2, networks=("urn:n", "urn:m"), note=NASTY)
    return Findings(
        columns=[
            Column(name="a", heading="a", kind=Kind.THING),
            Column(name="networks", heading="networks", kind=Kind.THINGS),
            Column(name="note", heading="note", kind=Kind.TEXT),
            Column(name="weight", heading="weight"),
        ],
        rows=[{"a": "urn:a", "networks": ("urn:n", "urn:m"), "note": NASTY, "weight": -2}],
        graph=graph,
        total=1,
    )


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_answer_can_be_read_as_gexf_and_graphml_with_all_its_things(
    world: OxigraphStore, name: str
) -> None:
    answer = analyse(name, world, _asked(name))
    gexf = nx.read_gexf(io.BytesIO(as_gexf(answer.graph)))
    graphml = nx.parse_graphml(as_graphml(answer.graph).decode())
    for read in (gexf, graphml):
        assert set(read) == set(answer.graph)
        assert read.number_of_edges() == answer.graph.number_of_edges()
        for node in answer.graph:
            assert read.nodes[node]["label"] == answer.graph.nodes[node]["label"]


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_answer_is_the_same_each_time(world: OxigraphStore, name: str) -> None:
    one, other = (analyse(name, world, _asked(name)) for _time in range(2))
    assert one.rows == other.rows
    assert as_gexf(one.graph) == as_gexf(other.graph)
    assert as_graphml(one.graph) == as_graphml(other.graph)


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_every_row_has_every_column(world: OxigraphStore, name: str) -> None:
    answer = analyse(name, world, _asked(name))
    names = [column.name for column in answer.columns]
    assert answer.rows or answer.notes
    assert all(sorted(row) == sorted(names) for row in answer.rows)


def test_measures_travel_with_the_graph(world: OxigraphStore) -> None:
    answer = analyse("betweenness", world, Request())
    read = nx.read_gexf(io.BytesIO(as_gexf(answer.graph)))
    assert read.nodes[iri("city/c")]["betweenness"] == answer.rows[0]["betweenness"]


def test_no_clock_is_in_a_file() -> None:
    assert b"lastmodifieddate" not in as_gexf(_nasty().graph)


@pytest.mark.parametrize("write", [as_gexf, as_graphml])
def test_labels_cannot_break_xml(write: "type[object]") -> None:
    content = write(_nasty().graph)  # type: ignore[call-arg]  # both are functions of a graph
    assert isinstance(content, bytes)
    read = (
        nx.read_gexf(io.BytesIO(content))
        if b"gexf" in content
        else nx.parse_graphml(content.decode())
    )
    label = read.nodes["urn:a"]["label"]
    assert label.startswith('=cmd|"/c calc"!A1</script><b>&amp;')
    assert not set(label) & set("\x00\x0b\x1b")
    assert read.edges["urn:a", "urn:b"]["networks"] == "urn:n urn:m"


def test_a_spreadsheet_runs_nothing() -> None:
    text = as_csv(_nasty(), {"urn:a": NASTY, "urn:n": "N", "urn:m": "M"})
    heading, row = csv.reader(io.StringIO(text))
    assert heading == ["a", "a_label", "networks", "networks_label", "note", "weight"]
    cells = dict(zip(heading, row, strict=True))
    assert cells["a_label"].startswith("'=cmd")
    assert cells["note"].startswith("'=cmd")
    assert cells["networks"] == "urn:n urn:m"
    assert cells["networks_label"] == "N; M"
    assert cells["weight"] == "-2"


def test_json_has_rows_remarks_and_papers() -> None:
    answer = replace(_nasty(), caveats=["partial"], notes=["Q"])
    papers = ANALYSES["communities"].cited()
    text = as_json(answer, {"urn:a": NASTY}, asked={"analysis": "x"}, papers=papers)
    read = json.loads(text)
    assert read["rows"][0]["a_label"] == NASTY
    assert read["rows"][0]["networks"] == ["urn:n", "urn:m"]
    assert (read["caveats"], read["notes"], read["total"]) == (["partial"], ["Q"], 1)
    assert read["papers"][0]["doi"] == "10.1088/1742-5468/2008/10/P10008"
