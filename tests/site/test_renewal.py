"""A new build is taken up, and the site is stopped, while people ask: nobody is let down."""

import asyncio
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from simpul.cli import main
from simpul.site import renewal
from simpul.site.answerer import Answerer
from simpul.site.asking import Asked
from simpul.site.messages import Answered
from simpul.site.pool import Pool
from simpul.site.routes import ROUTES
from simpul.site.site import Settings
from simpul.store.builds import current_build
from site_server import serving
from support import MEMBERSHIPS, write_source

ENDPOINT = "http://127.0.0.1:9/sparql"
NETWORKS = "SELECT ?label { ?n a simpul:Network ; rdfs:label ?label }"
SLOW = "SELECT (COUNT(*) AS ?n) { {SELECT * {?a ?b ?c} LIMIT 600} {SELECT * {?d ?e ?f} LIMIT 600} FILTER (str(?c) < str(?f)) }"


def test_a_new_build_is_taken_up_and_every_request_meanwhile_is_answered(
    store: Path, tmp_path: Path
) -> None:
    key = "key,kind,label_en,label_id,city,source\nnew-net,Network,New Net,Jaring Baru,,paper\n"
    document = "key,label_en,label_id,title_en,title_id\npaper,P,P,P,P\n"
    tables = {
        "organisation": key,
        "document": document,
        "membership": "key,member,network,begin,source\n",
    }
    source = write_source(tmp_path / "more", tables, key="more-list")
    with (
        serving(store, "--workers", "2") as address,
        httpx.Client(base_url=address, timeout=60) as client,
        ThreadPoolExecutor() as pool,
    ):
        assert "New Net" not in client.get("/sparql", params={"query": NETWORKS}).text
        loaded = pool.submit(main, ["load", str(source), "--store", str(store)])
        number = 0
        while (
            "New Net"
            not in (
                answer := client.get("/sparql", params={"query": f"{NETWORKS} # {number}"})
            ).text
        ):
            assert answer.status_code == 200
            number += 1
        assert loaded.result() == 0
        # What was kept of the build before is not shown for this one.
        assert "New Net" in client.get("/sparql", params={"query": NETWORKS}).text


def test_who_has_asked_is_answered_before_the_site_stops(store: Path) -> None:
    command = [sys.executable, "-m", "simpul", "serve", "--store", str(store), "--rate", "0"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server,
        ThreadPoolExecutor() as pool,
    ):
        assert server.stdout is not None
        address = server.stdout.readline().strip().rstrip("/")
        asked = pool.submit(httpx.get, f"{address}/sparql", params={"query": SLOW}, timeout=60)
        while "simpul_busy 1.0" not in httpx.get(f"{address}/metrics").text and not asked.done():
            time.sleep(0.01)
        server.send_signal(signal.SIGTERM)
        assert asked.result().status_code == 200
        assert server.wait(60) in {0, 143, -signal.SIGTERM}


def test_processes_end_with_the_site_however_it_ends(store: Path) -> None:
    command = [sys.executable, "-m", "simpul", "serve", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        server.stdout.readline()
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while len(numbers := children.read_text().split()) < 4:
            pass
        server.kill()
        server.wait()
        while any(Path(f"/proc/{number}").exists() for number in numbers):
            time.sleep(0.01)


def test_a_new_build_is_answered_from_when_its_pages_have_what_they_keep(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many ask meanwhile: they would never let a process make it."""
    made: list[tuple[str, str]] = []
    plainly = Answerer.asked

    async def asked(worker: Answerer, request: bytes, *, limited: bool = True) -> Answered:
        answered = await plainly(worker, request, limited=limited)
        if not limited:
            made.append((worker.build, Asked.decoded(request).page))
        return answered

    async def renewed() -> tuple[str, str]:
        pool = Pool(Settings(store=str(store)), 1)
        await pool.open()
        before = pool.build
        await asyncio.to_thread(main, ["load", str(source), "--store", str(store)])
        await pool.renew()
        told = before, pool.build
        monkeypatch.setattr(Answerer, "asked", plainly)
        await pool.close()
        return told

    source = write_source(
        tmp_path / "more", {"membership": MEMBERSHIPS.replace("2007", "2008")}, key="more-list"
    )
    monkeypatch.setattr(Answerer, "asked", asked)
    before, after = asyncio.run(renewed())
    assert before != after
    kept = {route.page for route in ROUTES if route.warm}
    assert kept
    assert {page for build, page in made if build == after} == kept


class _Pool:
    """Answers from the build that it was told of last."""

    build = "the one before"

    def __init__(self, build: str) -> None:
        self.current, self.renewed = build, asyncio.Event()

    async def renew(self) -> None:
        self.build = self.current
        self.renewed.set()


def test_a_build_is_taken_up_while_the_one_before_is_still_compared(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    compared = asyncio.Event()

    async def made(told: str) -> None:
        begun.append(told)
        await compared.wait()

    async def followed() -> None:
        current = current_build(store)
        assert current
        pool = _Pool(current.name)
        following = asyncio.create_task(renewal.follow(cast("Any", pool), str(store)))
        await asyncio.wait_for(pool.renewed.wait(), 60)
        assert begun == [str(store)]
        compared.set()
        while len(begun) < 2:  # the build that was taken up has its turn
            await asyncio.sleep(0.01)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    monkeypatch.setattr(renewal, "_made", made)
    monkeypatch.setattr(renewal, "_SECONDS", 0.01)
    asyncio.run(followed())


def test_what_there_was_no_room_to_make_is_made_when_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []
    done = asyncio.Event()

    async def made(told: str) -> None:
        begun.append(told)
        if len(begun) == 1:
            raise BlockingIOError
        done.set()

    async def kept() -> None:
        making = asyncio.create_task(renewal.follow(cast("Any", None), ENDPOINT))
        await asyncio.wait_for(done.wait(), 60)
        making.cancel()
        await asyncio.gather(making, return_exceptions=True)

    monkeypatch.setattr(renewal, "_made", made)
    monkeypatch.setattr(renewal, "_SECONDS", 0.01)
    asyncio.run(kept())
    assert begun == [ENDPOINT, ENDPOINT]
