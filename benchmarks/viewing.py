"""Draw: Simpul's page against stock pyvis on the same graph, in headless Chromium, as ratios in one run.

The graphs are synthetic, from a fixed seed: cities that join networks of very different sizes, and ties between
cities. Measured are the processor time to make the page (Simpul's with the layout), from opening the file until a
person can use it (for stock pyvis until its physics settle, which it shows as moving dots), frames per second while
the picture is dragged for some seconds, and the same for the whole graph, which Simpul's page draws at a click and
stock pyvis from the start. Both run alone, one after the other, without a network; what stock pyvis would fetch is
refused, so that its clock does not count a download. Output is Markdown on stdout.

    python benchmarks/viewing.py [THINGS …]
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLongError

from simpul.analysis import layout
from simpul.projection import Projection, Thing, Tie

SIZES: Final = {1_000: 3_000, 10_000: 30_000}
"""Things, and ties between them."""
PATIENCE: Final = 300
"""Seconds after which a page is given up."""
_DRAG: Final = 3.0
"""Seconds of dragging."""
_SEED: Final = 7017
_WATCH: Final = """() => {
  window.__frames = []; window.__watching = true;
  const tick = now => { window.__frames.push(now); if (window.__watching) requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""
_STOP: Final = "() => { window.__watching = false; return window.__frames; }"
_SETTLED: Final = """() => { window.__settled = false;
  network.once('stabilizationIterationsDone', () => { window.__settled = true; });
  network.once('stabilized', () => { window.__settled = true; }); }"""


def main(sizes: list[int]) -> None:
    """Print one row for each graph and side."""
    print(
        "| things | ties | page by | made in | page | ready after | by Simpul's | frames per second, slowest "
        "| whole after | frames per second, slowest |"
    )
    print("|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        for size in sizes:
            projection = graph(size, SIZES[size])
            ours = 0.0
            for side, make in SIDES.items():
                print(f"{size} things: {side} …", file=sys.stderr)
                file = Path(folder) / f"{side.replace(' ', '-')}-{size}.html"
                start = time.process_time()
                file.write_text(make(projection), encoding="utf-8")
                made = time.process_time() - start
                seen = watch(chromium, file, side)
                ours = ours or seen.ready
                print(
                    f"| {size:,} | {SIZES[size]:,} | {side} | {made:.1f} s "
                    f"| {file.stat().st_size / 1e6:.1f} MB | {_seconds(seen.ready)} "
                    f"| {'' if seen.ready else 'over '}{(seen.ready or PATIENCE) / ours:.0f} "
                    f"| {seen.smooth} | {_seconds(seen.whole)} | {seen.whole_smooth} |",
                    flush=True,
                )
    seconds = layout_time(graph(max(sizes), SIZES[max(sizes)]))
    print(f"\nOf the time to make the largest page, the layout takes {seconds:.1f} s.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page did: seconds, 0 where it was given up, and how smooth it was."""

    ready: float = 0.0
    smooth: str = "—"
    whole: float = 0.0
    whole_smooth: str = "—"


def _seconds(ready: float) -> str:
    return f"{ready:.1f} s" if ready else f"not in {PATIENCE} s"


def graph(things: int, ties: int) -> Projection:
    """Return cities that join networks, a few of which have many members, and ties between cities."""
    choose = random.Random(_SEED)  # noqa: S311 - a benchmark, not a secret
    networks = things // 50
    cities = things - networks
    keys = [f"city/{number}" for number in range(cities)]
    joined = [f"org/network-{number}" for number in range(networks)]
    popular = [1 / (rank + 1) ** 0.8 for rank in range(networks)]
    pairs: set[tuple[str, str, str]] = set()
    while len(pairs) < ties:
        city = choose.choice(keys)
        if choose.random() < 0.8:
            pairs.add((city, choose.choices(joined, popular)[0], "membership"))
        elif (other := choose.choice(keys)) != city:
            pairs.add((city, other, "twin"))
    return Projection(
        things=[
            *(_thing(key, "City", "city", f"City {key[5:]}") for key in keys),
            *(_thing(key, "Network", "network", f"Network {key[12:]}") for key in joined),
        ],
        ties=[
            Tie(source=one, target=other, relation=name, name={"en": name})
            for one, other, name in sorted(pairs)
        ],
        kinds={"City": {"en": "City"}, "Network": {"en": "Network"}},
    )


def _thing(key: str, kind: str, group: str, label: str) -> Thing:
    return Thing(key=key, kind=kind, group=group, labels={"en": label})


def with_simpul(projection: Projection) -> str:
    """Return Simpul's page, its layout included."""
    from simpul_viz.picture_page import draw

    return draw(projection, language="en")


def with_pyvis(projection: Projection) -> str:
    """Return the page of stock pyvis, as its documentation makes one; vis-network in the page."""
    from pyvis.network import Network

    network = Network(cdn_resources="in_line")
    for thing in projection.things:
        network.add_node(thing.key, label=thing.labels["en"])
    for tie in projection.ties:
        network.add_edge(tie.source, tie.target)
    page: str = network.generate_html()
    return page


SIDES: Final[dict[str, Callable[[Projection], str]]] = {
    "Simpul": with_simpul,
    "stock pyvis": with_pyvis,
}


def layout_time(projection: Projection) -> float:
    """Return how many seconds of a processor the layout alone takes."""
    start = time.process_time()
    layout(projection)
    return time.process_time() - start


@contextmanager
def browser() -> Iterator[Browser]:
    """Give the system's Chromium, without a network."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next((found for name in names if (found := shutil.which(name))), None)
    # Chromium's sandbox does not start for root.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *root])
        yield opened
        opened.close()


def watch(chromium: Browser, file: Path, side: str) -> Seen:
    """Open a page, wait until it can be used, drag it, show the whole graph and drag that."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE * 1000)
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    try:
        start = time.perf_counter()
        page.goto(file.as_uri(), wait_until="commit")
        wait_until_ready(page, side)
        ready = time.perf_counter() - start
        smooth = drag(page)
        if side != "Simpul":
            return Seen(ready=ready, smooth=smooth, whole=ready, whole_smooth=smooth)
        start = time.perf_counter()
        page.locator("#everything").click()
        wait_until_drawn(page)
        whole = time.perf_counter() - start
        return Seen(ready=ready, smooth=smooth, whole=whole, whole_smooth=drag(page))
    except TooLongError:
        return Seen()
    finally:
        context.close()


def wait_until_ready(page: Page, side: str) -> None:
    """Wait until the picture is drawn and answers; stock pyvis, until its dots stand still."""
    if side == "Simpul":
        page.wait_for_selector('body[data-ready="true"]')
    else:
        page.wait_for_function("() => typeof network !== 'undefined' && network !== null")
        page.evaluate(_SETTLED)
        page.wait_for_function("() => window.__settled", polling=200)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until the page has drawn and is free to answer."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def drag(page: Page) -> str:
    """Drag the picture about for some seconds and return frames per second, and the slowest frame."""
    page.mouse.move(640, 420)
    page.mouse.down()
    page.evaluate(_WATCH)
    start = time.perf_counter()
    step = 0
    while time.perf_counter() - start < _DRAG:
        step += 1
        page.mouse.move(640 + (step * 7) % 200, 420 + (step * 3) % 120)
    frames: list[Any] = page.evaluate(_STOP)
    page.mouse.up()
    gaps = [float(later) - float(sooner) for sooner, later in pairwise(frames)]
    if not gaps:
        return "none"
    return f"{1000 * len(gaps) / sum(gaps):.0f}, {max(gaps):.0f} ms"


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or list(SIZES))
