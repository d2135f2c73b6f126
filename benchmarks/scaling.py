"""How time and memory grow with the graph: made-up worlds of three sizes, embedded and at two engines, step by step.

Run with ``make bench-world`` or ``PYTHONPATH=tests .venv/bin/python benchmarks/scaling.py [SCALE …]``. Each step is a
command of Simpul's in a process of its own, whose time and memory the operating system counts; questions are asked in
this process, one after another, each side in turn. Tables in Markdown go to stdout, the plot to docs/images/scaling.svg.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from math import log10
from pathlib import Path
from typing import Final

import generated_world
import httpx
import pyoxigraph as ox

import simpul
from engines import ENGINES, Server, lacking, make_empty, running
from simpul import paths
from simpul.catalogue import Question
from simpul.errors import SimpulError, UsageError
from simpul.store import current_build
from simpul.store.sparql import with_prefixes

_SCALES: Final = (1.0, 10.0, 100.0)
_LARGEST_AT_ENGINES: Final = 10.0
"""The largest world that engines are given: half an hour is for all."""
_LARGEST_OF_RDFLIB: Final = 1.0
_LARGEST_PAGE: Final = 10.0
_RUNS: Final = 3
_SLOW: Final = 1.0
"""Seconds; what takes longer is asked once."""
_PLOT: Final = Path(__file__).parent.parent / "docs" / "images" / "scaling.svg"
_LAUNCH: Final = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss]))
sys.exit(code)
"""
"""Linux counts to a process the memory of the one that started it, so a small one starts them."""
_VALUES: Final = {
    "city": ("Jakarta", "Seoul"),
    "place": ("Jakarta", "Seoul"),
    "thing": ("Jakarta",),
    "network": ("Network 0", "Network 1"),
    "organisation": ("Network 0",),
    "theme": ("Clean water",),
    "initiative": ("Project 0",),
    "event": ("Visit 0",),
    "visit": ("Visit 0",),
    "source": ("Made-up world",),
    "document": ("Made-up list",),
}
"""What questions are asked about, by the types of their parameters; else the question's own example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What a step took, by the operating system's count.

    Attributes:
        seconds: By the clock.
        processor: Seconds of a processor, of this process alone.
        megabytes: The most memory it had.
    """

    step: str
    triples: int
    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    """Print the tables and write the plot."""
    warnings.simplefilter("ignore", UserWarning)  # made-up names are told of as aliases
    scales = [float(word) for word in sys.argv[1:]] or _SCALES
    taken: list[Took] = []
    for scale in scales:
        with tempfile.TemporaryDirectory() as folder:
            taken += _of_world(Path(folder), scale)
    print(
        "\n| step | triples | by the clock, s | of a processor, s | most memory, MB | µs per triple |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    for took in sorted(taken, key=lambda took: (took.step, took.triples)):
        per = took.seconds / took.triples * 1e6
        print(
            f"| {took.step} | {took.triples:,} | {took.seconds:.2f} | {took.processor:.2f} "
            f"| {took.megabytes:,.0f} | {per:.1f} |"
        )
    _plot(taken)


def _of_world(folder: Path, scale: float) -> Iterator[Took]:
    """Yield what each step takes with a world of this scale."""
    data, store = folder / "data", folder / "store"
    data.mkdir()
    generated_world.write(data, scale)
    at = ["--store", str(store)]
    built = _step("build", 0, ["build", "--data", str(data), *at])
    triples = len(simpul.open(store))
    print(f"scale {scale:g}: {triples:,} triples in all graphs", file=sys.stderr, flush=True)

    def step(name: str, *words: str) -> Took:
        return _step(name, triples, words)

    yield replace(built, triples=triples)
    yield step("load one source", "load", str(_one_more(folder)), *at)
    yield step("export", "export", "-o", str(folder / "all.ttl"), *at)
    if scale <= _LARGEST_PAGE:
        page = str(folder / "page.html")
        yield step("view explorer", "view", "explorer", "-o", page, "--timeout", "0", *at)
    asked = _questions(store)
    _print_heading(scale, triples)
    embedded = _answered(store, asked)
    _print_row("embedded", embedded, embedded)
    world = Built(folder=folder, store=store, triples=triples, asked=asked, embedded=embedded)
    _print_row("raw pyoxigraph", _raw(store, asked), embedded)
    if scale <= _LARGEST_OF_RDFLIB:
        yield _rdflib(store, triples)
    for engine in ENGINES:
        if lacking(engine):
            print(f"| {lacking(engine)} | | | | |")
        elif scale <= _LARGEST_AT_ENGINES:
            yield from _at_engine(engine, world)


def _step(name: str, triples: int, words: Sequence[str]) -> Took:
    """Run a command of Simpul's, and return what it took."""
    return _measured(name, triples, [sys.executable, "-m", "simpul", *words])


def _measured(name: str, triples: int, command: Sequence[str]) -> Took:
    done = subprocess.run(  # noqa: S603 - Python, as above
        [sys.executable, "-c", _LAUNCH, *command], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    seconds, processor, kilobytes = json.loads(done.stdout)
    took = Took(
        step=name,
        triples=triples,
        seconds=seconds,
        processor=processor,
        megabytes=kilobytes / 1024,
    )
    print(f"{name}: {seconds:.1f} s, {took.megabytes:,.0f} MB", file=sys.stderr, flush=True)
    return took


def _one_more(folder: Path) -> Path:
    """Return a source of four memberships that another office may send."""
    table = folder / "one-more.csv"
    # By their numbers: in a large world two cities are called Rotterdam.
    rows = [f"{city},Network 0,2019" for city in ("1642911", "1835848", "2747891", "1625822")]
    table.write_text("\n".join(["member,network,begin", *rows, ""]), encoding="utf-8")
    return table


Asked = dict[str, tuple[Question, dict[str, list[str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A world in a store of its own.

    Attributes:
        folder: Where the store lies, and whatever comes of it.
        asked: The questions it is asked, with their values.
        embedded: The seconds that each takes in the store itself.
    """

    folder: Path
    store: Path
    triples: int
    asked: Asked
    embedded: dict[str, float]


def _questions(store: Path) -> Asked:
    """Return each question with the values it is asked with; those that find no thing to ask about are left out."""
    found: Asked = {}
    with simpul.open(store, lang="en") as kg:
        for name, question in kg.catalogue.items():
            values = {
                p.name: [*_of(p.type, at, p.examples)]
                for at, p in enumerate(p for p in question.parameters if p.required)
            }
            try:
                kg.fill(question, values)
            except UsageError as error:
                print(f"{name} is left out: {error}", file=sys.stderr)
            else:
                found[name] = (question, values)
    return found


def _of(type_: str, position: int, examples: Sequence[str]) -> Sequence[str]:
    """Return a value of a type; the second of two parameters takes the second."""
    values = _VALUES.get(type_)
    return (values[min(position, len(values) - 1)],) if values else examples


def _fastest(work: Callable[[], object]) -> float:
    """Return the least seconds of a few runs, or those of one run where that is slow."""
    best = float("inf")
    for _run in range(_RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        if best > _SLOW:
            break
    return best


def _answered(place: Path | str, asked: Asked) -> dict[str, float]:
    """Return the seconds of each question that is answered, as a person asks it from Python."""
    found: dict[str, float] = {}
    with simpul.open(place, lang="en") as kg:
        for name, (_question, values) in asked.items():
            ask = partial(kg.query, name, values)
            try:
                found[name] = _fastest(ask)
            except SimpulError as error:
                print(f"{name} is not answered at {place}: {error}", file=sys.stderr)
    return found


def _graph(store: Path) -> Path:
    build = current_build(store)
    assert build is not None  # noqa: S101 - it was built above
    return build / "graph"


def _raw(store: Path, asked: Asked) -> dict[str, float]:
    """Return the seconds of the same SPARQL in pyoxigraph alone."""
    plain = ox.Store.read_only(str(_graph(store)))
    with simpul.open(store, lang="en") as kg:
        texts = {name: kg.explain(name, values) for name, (_question, values) in asked.items()}
    return {
        name: _fastest(lambda text=text: list(plain.query(text)))  # type: ignore[misc, arg-type]
        for name, text in texts.items()
    }


def _rdflib(store: Path, triples: int) -> Took:
    """Read all graphs into rdflib in a process of its own; it answers no question here in less than a minute."""
    quads = store.with_name("all.nq")
    ox.Store.read_only(str(_graph(store))).dump(str(quads), format=ox.RdfFormat.N_QUADS)
    program = "import sys, rdflib; rdflib.Dataset().parse(sys.argv[1], format='nquads')"
    return _measured(
        "rdflib, reading N-Quads", triples, [sys.executable, "-c", program, str(quads)]
    )


def _at_engine(engine: str, world: Built) -> Iterator[Took]:
    """Yield what publishing to an engine and mirroring it takes, beside its own loading of the same graphs."""
    home = world.folder / f"home-{engine}"
    with ExitStack() as open_:
        empty = None
        if engine == "virtuoso":
            empty = world.folder / "empty"
            if not empty.exists():
                make_empty(empty)
        own = open_.enter_context(running(engine, world.folder / f"{engine}-own", empty=empty))
        yield _own_load(own, world.store, world.triples)
        own.stop()
        server = open_.enter_context(running(engine, world.folder / engine, empty=empty))
        at = [_profile(server, home)]
        yield _step(
            f"publish, {engine}", world.triples, ["publish", *at, "--store", str(world.store)]
        )
        seconds = _answered(at[0], world.asked)
        _print_row(f"{engine} over HTTP", seconds, world.embedded)
        bare = _over_http(at[0], server, world.asked)
        _print_row(f"{engine}, its own HTTP alone", bare, world.embedded)
        overhead = [seconds[name] - bare[name] for name in bare.keys() & seconds.keys()]
        print(f"\nOverhead per question: median {statistics.median(overhead) * 1000:.1f} ms.\n")
        place = str(world.folder / f"mirror-{engine}")
        yield _step(f"mirror, {engine}", world.triples, ["mirror", *at, "-o", place])


def _profile(server: Server, home: Path) -> str:
    """Write settings that name a server, for this process and the commands that it runs; return the name."""
    os.environ |= {
        "XDG_CONFIG_HOME": str(home),
        "XDG_CACHE_HOME": str(home),
        "ENGINE_PASSWORD": server.password,
    }
    said = {
        "engine": server.engine,
        "query": server.query,
        "update": server.update,
        "graph-store": server.graph_store,
    }
    if server.user:
        said |= {"auth": "digest", "user": server.user, "secret": "env:ENGINE_PASSWORD"}
    lines = [f'{key} = "{value}"' for key, value in said.items()]
    file = paths.settings()
    file.parent.mkdir(parents=True)
    file.write_text("\n".join([f"[endpoints.{server.engine}]", *lines, ""]), encoding="utf-8")
    return server.engine


def _own_load(server: Server, store: Path, triples: int) -> Took:
    """Load all graphs by the server's own graph store protocol, one request for each."""
    plain = ox.Store.read_only(str(_graph(store)))
    names = [ox.DefaultGraph(), *plain.named_graphs()]
    lines = {
        getattr(name, "value", "urn:all") or "urn:all": plain.dump(
            format=ox.RdfFormat.N_TRIPLES, from_graph=name
        )
        for name in names
    }
    start = time.perf_counter()
    for name, content in lines.items():
        server.load(name, content or b"")
    seconds = time.perf_counter() - start
    return Took(
        step=f"own loading, {server.engine}",
        triples=triples,
        seconds=seconds,
        processor=0,
        megabytes=0,
    )


def _over_http(place: str, server: Server, asked: Asked) -> dict[str, float]:
    """Return the seconds of what is sent for each question, given to the server by plain HTTP and read whole."""
    from simpul.store.remote.dataset import RemoteDataset

    with simpul.open(place, lang="en") as kg, server.client() as http:
        dataset = kg.store
        assert isinstance(dataset, RemoteDataset)  # noqa: S101 - it was opened at an endpoint
        found: dict[str, float] = {}
        left = dataset.client.engine.left_to_mirror
        for name, (question, values) in asked.items():
            if name in left:
                continue
            sent = dataset.sent(kg.fill(question, values).bound)
            form: dict[str, str | list[str]] = {
                "query": with_prefixes(sent.text),
                "default-graph-uri": [*sent.default],
                "named-graph-uri": [*sent.named],
            }

            def ask(form: dict[str, str | list[str]] = form) -> None:
                headers = {"Accept": "application/sparql-results+json"}
                http.post(server.query, data=form, headers=headers).raise_for_status()

            with suppress(httpx.HTTPError):
                found[name] = _fastest(ask)
    return found


def _print_heading(scale: float, triples: int) -> None:
    print(f"\nScale {scale:g}, {triples:,} triples in all graphs:\n")
    print(
        "| questions at | asked | all, s | median, ms | slowest | median of the ratios to embedded |"
    )
    print("|---|---:|---:|---:|---|---:|")


def _print_row(side: str, seconds: dict[str, float], embedded: dict[str, float]) -> None:
    ratios = [taken / embedded[name] for name, taken in seconds.items()]
    slowest = max(seconds, key=lambda name: seconds[name])
    print(
        f"| {side} | {len(seconds)} | {sum(seconds.values()):.2f} | {statistics.median(seconds.values()) * 1000:.1f} "
        f"| {slowest}, {seconds[slowest] * 1000:,.0f} ms | {statistics.median(ratios):.2f} |",
        flush=True,
    )


def _plot(taken: Sequence[Took]) -> None:
    """Draw seconds against triples, both as powers of ten, with a line of n log n to hold them against."""
    import pygal

    chart = pygal.XY(
        title="Seconds by triples in all graphs",
        x_title="triples",
        y_title="seconds",
        style=pygal.style.CleanStyle,
        js=[],
        x_labels=[5, 6, 7],
        show_dots=True,
    )
    chart.value_formatter = lambda power: f"{10**power:,.3g}"
    chart.x_value_formatter = lambda power: f"{10**power:,.0f}"
    steps = dict.fromkeys(took.step for took in taken)
    for step in steps:
        points = [took for took in taken if took.step == step]
        chart.add(step, [(log10(took.triples), log10(max(took.seconds, 0.01))) for took in points])
    sizes = sorted({took.triples for took in taken})
    chart.add("n log n", [(log10(n), log10(n * log10(n) * 1e-6)) for n in sizes], show_dots=False)
    _PLOT.write_bytes(chart.render())


if __name__ == "__main__":
    main()
