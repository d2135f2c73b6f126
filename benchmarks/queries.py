"""Load and answer: Simpul's store against plain rdflib, on the same data, as ratios in one run.

Two graphs: the one that `make demo` builds, and the same with every city of 15,000 people or more. Both
sides read the same N-Quads and answer the same SPARQL, values bound; a difference in the number of
rows stops the run. Output is Markdown on stdout.
"""

import gc
import io
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import rdflib

from simpul import catalogue, naming, paths
from simpul.ingest.build import assemble
from simpul.ingest.transaction import NewBuild
from simpul.naming import gazetteer
from simpul.store import OxigraphStore
from simpul.terms import GEONAMES_SOURCE, PREFIXES, DefaultGraph

QUESTIONS: dict[str, dict[str, str]] = {
    "shared-networks": {"a": "city/1642911", "b": "city/1835848"},
    "memberships": {"city": "city/1642911"},
    "participants": {"event": "event/clv-seoul-2018"},
    "lessons": {"by": "city/1642911"},
    "open-requests": {"city": "city/1642911"},
    "measured-facts": {"thing": "initiative/seoullo-7017"},
    "agreements": {"city": "city/1835848"},
    "who-says-so": {"thing": "initiative/seoullo-7017"},
}
_Result = TypeVar("_Result")
_ENOUGH_SECONDS = 1.0
_MOST_RUNS = 20


def main() -> None:
    """Print one table for each graph."""
    article = assemble([paths.data()]).graph
    print("| graph | triples in the merge | what | Simpul | rdflib | rdflib / Simpul |")
    print("|---|---:|---|---:|---:|---:|")
    compare("data/", article)
    print("Adding 34,006 cities …", file=sys.stderr)
    compare("data/ + 34,006 cities", enlarged(article))


def enlarged(article: OxigraphStore) -> OxigraphStore:
    """Return the graph with every city of 15,000 people or more, inferred anew."""
    bigger = NewBuild()
    for graph in article.graph_names():
        if "/id/source/" in graph.value or graph.value.endswith("/sources"):
            bigger.put(graph, [quad.triple for quad in article.matching(graph=graph)])
    cities = gazetteer.cities(15000).values()
    codes = {city["countrycode"] for city in cities}
    bigger.put(GEONAMES_SOURCE, [t for city in cities for t in gazetteer.city_triples(city)])
    bigger.put(GEONAMES_SOURCE, [t for code in codes for t in gazetteer.country_triples(code)])
    bigger.infer()
    return bigger.graph


def compare(title: str, graph: OxigraphStore) -> None:
    """Print the rows of one graph."""
    merge = sum(1 for _quad in graph.matching(graph=DefaultGraph()))
    content = io.BytesIO()
    ox.serialize(graph.matching(), content, format=ox.RdfFormat.N_QUADS)
    nquads = content.getvalue()
    with tempfile.TemporaryDirectory() as folder:
        ours_time, dataset = timed(lambda: load_oxigraph(nquads, Path(folder) / "graph"), once=True)
        theirs_time, theirs = timed(lambda: load_rdflib(nquads), once=True)
        report(title, merge, "load, on disk / in memory", ours_time, theirs_time)
        ours = OxigraphStore(dataset)
        for name, values in QUESTIONS.items():
            query = bound(name, values, Path(folder))
            ours_time, rows = timed(partial(count_ours, ours, query))
            theirs_time, their_rows = timed(partial(count_theirs, theirs, query))
            if rows != their_rows or rows == 0:
                sys.exit(f"{name}: {rows} rows here, {their_rows} in rdflib")
            report(title, merge, name, ours_time, theirs_time)


def count_ours(store: OxigraphStore, query: str) -> int:
    """Return the number of rows, every row read."""
    return len(store.select(query).rows)


def count_theirs(dataset: rdflib.Dataset, query: str) -> int:
    """Return the number of rows, every row read."""
    return len(list(dataset.query(query)))


def load_oxigraph(nquads: bytes, folder: Path) -> ox.Store:
    """Load into a store on disk, as a build does."""
    dataset = ox.Store(str(folder))
    dataset.bulk_load(nquads, format=ox.RdfFormat.N_QUADS)
    return dataset


def load_rdflib(nquads: bytes) -> rdflib.Dataset:
    """Load into rdflib's own memory store."""
    dataset = rdflib.Dataset()
    dataset.parse(data=nquads, format="nquads")
    return dataset


def bound(name: str, values: dict[str, str], folder: Path) -> str:
    """Return the SPARQL of a question, prefixes and values in it, ready for either side."""
    index = folder / "names"
    if not index.is_dir():
        index.mkdir()
        iris = {
            f"https://w3id.org/simpul/id/{value}"
            for v in QUESTIONS.values()
            for value in v.values()
        }
        kinds = {"city": "City", "event": "Event", "initiative": "Initiative"}
        classes = [(iri, kinds[iri.split("/")[-2]]) for iri in iris]
        naming.write(index, naming.Entries(classes=classes))
    query = catalogue.fill(catalogue.question(name), values, naming.Names(index)).text
    missing = {prefix: iri for prefix, iri in PREFIXES.items() if f"PREFIX {prefix}:" not in query}
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in missing.items()) + query


def timed(work: Callable[[], _Result], *, once: bool = False) -> tuple[float, _Result]:
    """Return the best time of several runs, in seconds, and what the work gave."""
    best, spent, runs = float("inf"), 0.0, 0
    gc.collect()
    while True:
        start = time.perf_counter()
        result = work()
        took = time.perf_counter() - start
        best, spent, runs = min(best, took), spent + took, runs + 1
        if once or spent > _ENOUGH_SECONDS or runs >= _MOST_RUNS:
            return best, result


def report(title: str, merge: int, what: str, ours: float, theirs: float) -> None:
    """Print one row."""
    print(
        f"| {title} | {merge:,} | {what} | {ours * 1000:,.2f} ms | {theirs * 1000:,.2f} ms "
        f"| {theirs / ours:,.1f} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
