"""What a partner sends back, and what a person decides on it: small stores, edited files, workbooks filled in."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from simpul.exchange.corrections import Acceptance, Partner, Returned, Review, accept, review
from simpul.ingest import About
from simpul.store import OxigraphStore, open_store, rdf_files
from simpul.store.oxigraph import serialise
from simpul.terms import (
    ID,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    Triple,
    in_graph,
)

DAY = date(2026, 11, 20)
OBSERVATIONS = (
    "key,about,measure,value,unit,as_of,source,passage,value_as_stated\n"
    "c40-members,org/c40,members,96,{city},2018,report,I.1,96 cities\n"
)
MEASURES = (
    "key,label_en,label_id,definition_en,definition_id\n"
    "members,Members,Anggota,how many members it has,banyaknya anggota\n"
)
TABLES: Mapping[str, str] = {"observation": OBSERVATIONS, "measure": MEASURES}


def thing(key: str) -> NamedNode:
    """Return the thing of this kind and key."""
    return NamedNode(ID + key)


def merge(store: Path) -> set[Triple]:
    """Return all that a store holds."""
    graph = open_store(store)
    return {quad.triple for quad in graph.matching(graph=DefaultGraph())}


def named(store: Path) -> set[Quad]:
    """Return what the sources of a store say, each in its graph."""
    graph = open_store(store)
    graphs = [name for name in graph.graph_names() if name != ONTOLOGY_GRAPH]
    return {quad for name in graphs for quad in graph.matching(graph=name)}


def given(store: Path, folder: Path) -> Path:
    """Write what a partner is given: what sources say, and what is known of them and follows."""
    return written({quad.triple for quad in named(store)}, folder / "given.nt")


def written(triples: set[Triple], file: Path) -> Path:
    """Write triples as a file."""
    file.write_bytes(serialise(sorted(triples, key=str), "ntriples"))
    return file


def edited(base: Path, file: Path, change: Callable[[set[Triple]], None]) -> Path:
    """Write what somebody made of a file."""
    triples = {quad.triple for quad in rdf_files.read(base)}
    change(triples)
    return written(triples, file)


def reviewed(file: Path, base: Path, store: Path, target: Path, *, is_part: bool = False) -> Review:
    """Review a file."""
    return review(Returned(file=file, base=base, is_part=is_part), store, target)


def decide(proposal: Path, decision: Callable[[dict[str, str]], tuple[str, str]]) -> None:
    """Fill in the workbook of a proposal: each row by its cells."""
    path = proposal / "changes.xlsx"
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    headings = [str(cell.value) for cell in next(sheet.iter_rows(max_row=1))]
    for row in sheet.iter_rows(min_row=2):
        cells = {name: str(cell.value or "") for name, cell in zip(headings, row, strict=True)}
        row[0].value, row[1].value = decision(cells)
    book.save(path)


def accept_all(_cells: Mapping[str, str]) -> tuple[str, str]:
    """Decide to accept."""
    return "accept", ""


def taken(proposal: Path, store: Path, name: str = "C40 Cities", **options: str) -> Acceptance:
    """Accept a proposal that is decided on."""
    partner = Partner(
        name=name,
        received=DAY,
        key=options.pop("key", "from-c40"),
        about=About(today=DAY, **options),
    )
    return accept(proposal, partner, store)


def in_merge(*triples: Triple) -> OxigraphStore:
    """Return triples as a graph in memory."""
    graph = OxigraphStore.in_memory()
    graph.add(in_graph(triple, DefaultGraph()) for triple in triples)
    return graph


def literal(text: str, language: str) -> Literal:
    """Return a text in a language."""
    return Literal(text, language=language)
