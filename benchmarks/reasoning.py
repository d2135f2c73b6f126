"""Infer: Simpul's strata against owlrl and reasonable, as ratios in one run.

Four graphs: the facts under ``data/`` with 34,006 and with 234,908 cities and synthetic memberships, drawn
from a fixed seed, on disk; and two small ones that owlrl can finish, in memory. The ontology is the same for all. Every case runs in
a process of its own, so that its memory can be told. Output is Markdown on stdout.

owlrl and reasonable do not run the rules under ``ontology/rules/``, reasonable no property chains, and owlrl
adds many tautologies, so the numbers of triples differ; that the answers agree is for the tests to show.
Both peers run on the small graphs only: on the next, reasonable wants more than 16 GB and owlrl an hour.
"""

import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from simpul import paths
from simpul.ingest.build import assemble
from simpul.naming import gazetteer
from simpul.reason import materialise, rules_of, strata_of
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.terms import INFERRED_GRAPH, DefaultGraph, Triple, in_graph, rdf_type, simpul, thing

SIZES = {"data/ + 34,006 cities": (15000, 10_000), "data/ + 234,908 cities": (500, 100_000)}
SMALL = {"data/ + 500 cities": (500, 1_000), "data/ + 2,000 cities": (2_000, 4_000)}
"""Cities and memberships of the graphs that the peers can finish."""
NETWORKS = 40


def main() -> None:
    """Print one row for each graph and engine."""
    print(
        "| graph | triples before | engine | triples added | seconds | ratio to Simpul | peak memory |"
    )
    print("|---|---:|---|---:|---:|---:|---:|")
    for title, engines in (
        *((title, ("simpul", "owlrl", "reasonable")) for title in SMALL),
        *((title, ("simpul",)) for title in SIZES),
    ):
        ours = 0.0
        for engine in engines:
            print(f"{title}: {engine} …", file=sys.stderr)
            found = in_a_process(engine, title)
            ours = ours or found["seconds"]
            ratio = "1" if engine == "simpul" else f"{found['seconds'] / ours:.1f}"
            print(
                f"| {title} | {found['before']:,} | {engine} | {found['added']:,} | "
                f"{found['seconds']:.2f} | {ratio} | {found['megabytes']:,} MB |",
                flush=True,
            )


def in_a_process(engine: str, title: str) -> dict[str, Any]:
    """Run one case by itself and return its figures."""
    command = [sys.executable, __file__, engine, title]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - this very file
    )
    return found


def one(engine: str, title: str) -> None:
    """Run one case and print its figures as JSON."""
    run = ENGINES[engine] if title in SMALL or engine != "simpul" else with_simpul_on_disk
    before, seconds, added = run(facts_of(title))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"before": before, "added": added, "seconds": seconds, "megabytes": peak}))


def facts_of(title: str) -> Iterator[Triple]:
    """Yield the ontology, the facts under ``data/``, the cities, and synthetic memberships."""
    article = assemble([paths.data()])
    inferred = {quad.triple for quad in article.graph.matching(graph=INFERRED_GRAPH)}
    known = {q.triple for q in article.graph.matching(graph=DefaultGraph())} - inferred
    yield from known
    size, memberships = SIZES.get(title, (15000, 0))
    cities = list(gazetteer.cities(size).values())
    if title in SMALL:
        size, memberships = SMALL[title]
        cities = cities[:size]
    for city in cities:
        yield from (t for t in gazetteer.city_triples(city) if t not in known)
    choose = random.Random(7017)  # noqa: S311 - a benchmark, not a secret
    for number in range(memberships):
        node = thing("membership", f"synthetic-{number}")
        city = choose.choice(cities)
        yield Triple(node, rdf_type, simpul("Membership"))
        yield Triple(node, simpul("member"), thing("city", str(city["geonameid"])))
        yield Triple(
            node, simpul("network"), thing("org", f"synthetic-{choose.randrange(NETWORKS)}")
        )


def with_simpul(facts: Iterable[Triple]) -> tuple[int, float, int]:
    """Infer in memory, as the peers do; making rules of the ontology counts in."""
    return infer_in(ox.Store(), facts)


def with_simpul_on_disk(facts: Iterable[Triple]) -> tuple[int, float, int]:
    """Infer in a store on disk, loaded beforehand, as a build of the world does."""
    with tempfile.TemporaryDirectory() as folder:
        return infer_in(ox.Store(folder), facts)


def infer_in(dataset: ox.Store, facts: Iterable[Triple]) -> tuple[int, float, int]:
    """Load, then infer; return triples before, seconds and triples added."""
    rules_of(
        OxigraphStore.in_memory()
    )  # the peers' modules are imported before their clock starts, too
    dataset.bulk_extend(in_graph(triple, DefaultGraph()) for triple in facts)
    before = len(dataset)
    start = time.perf_counter()
    added = materialise(OxigraphStore(dataset), strata_of(rules_of(ontology())))
    return before, time.perf_counter() - start, added


def with_owlrl(facts: Iterable[Triple]) -> tuple[int, float, int]:
    """Infer with owlrl in rdflib's memory."""
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    graph.parse(data=as_ntriples(facts), format="nt")
    before = len(graph)
    start = time.perf_counter()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return before, time.perf_counter() - start, len(graph) - before


def with_reasonable(facts: Iterable[Triple]) -> tuple[int, float, int]:
    """Infer with reasonable, which is written in Rust and does no property chains."""
    import reasonable

    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        file.write(as_ntriples(facts))
        file.flush()
        engine = reasonable.PyReasoner()
        engine.load_file(file.name)
        before = len(engine.get_base_triples())
        start = time.perf_counter()
        found = engine.reason()
        return before, time.perf_counter() - start, len(found) - before


def as_ntriples(facts: Iterable[Triple]) -> bytes:
    """Return the facts as N-Triples."""
    content = io.BytesIO()
    ox.serialize(facts, content, format=ox.RdfFormat.N_TRIPLES)
    return content.getvalue()


ENGINES = {"simpul": with_simpul, "owlrl": with_owlrl, "reasonable": with_reasonable}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1], sys.argv[2])
    else:
        main()
