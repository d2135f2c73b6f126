"""The processes that answer: one request each at a time, within limits, ended and replaced where they pass them.

Only the end of a process ends a query of Oxigraph. So who listens knows no graph and never waits for one, and a query
that runs away costs others nothing but the tenth of a second that a new process takes to be there.
"""

import asyncio
import contextlib
import time
from collections import deque
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from simpul.errors import SimpulError
from simpul.locale import speaking
from simpul.locale import translate as _
from simpul.site.answerer import Answerer, StartError, begun, keepsakes
from simpul.site.asking import Asked
from simpul.site.failures import RefusedError
from simpul.site.messages import Answered, Ended
from simpul.site.site import Settings

_TICK: Final = 0.05
"""Seconds between looks at those that have been at work for longer."""
_MOST_WAITING: Final = 1000
_MOST_WAITING_OF_ONE: Final = 100
_GROWN: Final = 2_000_000_000
"""Bytes from which a process is replaced once it has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the pool did, for who watches it."""

    workers: int
    busy: int
    waiting: int
    ended: int
    refused: int


@dataclass(kw_only=True, eq=False)
class _Waiting:
    """Those of one client who wait, and how many of its requests are being answered."""

    queue: "deque[asyncio.Future[Answerer]]" = field(
        default_factory=deque["asyncio.Future[Answerer]"]
    )
    running: int = 0


class Pool:
    """Processes that answer from one build, each for one request at a time.

    Attributes:
        build: The name of the build; empty until the first process is ready.
    """

    def __init__(self, settings: Settings, size: int) -> None:
        """Take the settings, and how many processes there are."""
        self._settings, self._size = settings, size
        self._per_client = max(1, size - 1)
        self.build = ""
        self._idle: list[Answerer] = []
        self._all: set[Answerer] = set()
        self._clients: dict[str, _Waiting] = {}
        self._turn: deque[str] = deque()
        self._waiting = self._ended = self._refused = 0
        self._tasks: set[asyncio.Task[object]] = set()
        self._ending: set[asyncio.Task[object]] = set()
        self._closed = False
        self._warming = asyncio.Lock()

    async def open(self) -> None:
        """Start the processes, and return when one of them is ready; the others follow.

        Raises:
            SimpulError: The store cannot be opened.
        """
        self._later(self._watch())
        await self._start()
        for _number in range(self._size - 1):
            self._later(self._start())

    async def ask(
        self, asked: Asked, client: str, gone: "asyncio.Future[None] | None" = None
    ) -> Answered:
        """Have a request answered.

        Args:
            asked: The request.
            client: Who asks: none may have all processes, and all take turns.
            gone: Is done when the client has gone away, which ends what is done for it.

        Raises:
            RefusedError: Too many wait, or it took more than it may.
        """
        worker = await self._free(client)

        def end(_gone: object) -> None:
            worker.end("gone")

        if gone is not None:
            gone.add_done_callback(end)
        try:
            answered = await worker.asked(asked.encoded())
        except Ended:
            self._replace(worker)
            raise self._over(worker, asked) from None
        except asyncio.CancelledError:
            worker.end("gone")
            self._replace(worker)
            raise
        else:
            if worker.size > _GROWN or worker.build != self.build:
                self._replace(worker, kill=False)
            else:
                self._idle.append(worker)
            return answered
        finally:
            if gone is not None:
                gone.remove_done_callback(end)
            self._leave(client)

    def counts(self) -> Counts:
        """Return what it does and did."""
        return Counts(
            workers=len(self._all),
            busy=sum(mine.running for mine in self._clients.values()),
            waiting=self._waiting,
            ended=self._ended,
            refused=self._refused,
        )

    async def renew(self) -> None:
        """Answer from the build that is in use now: first there are new processes, then the old ones go, each when it is done.

        The old ones answer until the new ones have made what their pages keep: where somebody always waits, they would
        never come to it, and who asks for such a page would wait for seconds.

        Raises:
            SimpulError: The build cannot be opened; the one before is still answered from.
        """
        prepared = await asyncio.gather(
            *(self._prepared() for _number in range(self._size)), return_exceptions=True
        )
        fresh = [worker for worker in prepared if isinstance(worker, Answerer)]
        failures = [error for error in prepared if isinstance(error, BaseException)]
        if failures:
            for worker in fresh:
                worker.end()
                self._let_go(worker)
            raise failures[0]
        old, self._idle = self._idle, list(fresh)
        for worker in old:
            self._let_go(worker)
        self._all.update(fresh)
        self.build = fresh[0].build
        self._next()

    async def close(self) -> None:
        """End all processes, and wait for their ends."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in list(self._all):
            worker.end()
            self._let_go(worker)
        await asyncio.gather(*self._ending)

    async def _free(self, client: str) -> Answerer:
        """Wait for a process.

        Raises:
            RefusedError: Too many wait.
        """
        mine = self._clients.setdefault(client, _Waiting())
        if self._idle and not mine.queue and mine.running < self._per_client:
            mine.running += 1
            return self._idle.pop()
        if self._waiting >= _MOST_WAITING or len(mine.queue) >= _MOST_WAITING_OF_ONE:
            self._refused += 1
            raise RefusedError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                _("Too many questions are waiting. Ask again in a moment."),
                headers={"retry-after": "5"},
            )
        turn: asyncio.Future[Answerer] = asyncio.get_running_loop().create_future()
        mine.queue.append(turn)
        self._waiting += 1
        if client not in self._turn:
            self._turn.append(client)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._idle.append(turn.result())
                self._leave(client)
            else:
                mine.queue.remove(turn)
                self._waiting -= 1
            raise

    def _leave(self, client: str) -> None:
        mine = self._clients[client]
        mine.running -= 1
        if not mine.running and not mine.queue:
            del self._clients[client]
        self._next()

    def _next(self) -> None:
        """Give processes that are free to those whose turn it is."""
        for _client in range(len(self._turn)):
            if not self._idle:
                return
            client = self._turn.popleft()
            mine = self._clients.get(client)
            if mine is None or not mine.queue:
                continue
            if mine.running < self._per_client:
                turn = mine.queue.popleft()
                self._waiting -= 1
                mine.running += 1
                turn.set_result(self._idle.pop())
            if mine.queue:
                self._turn.append(client)

    async def _start(self) -> None:
        worker = await begun(self._settings)
        if self._closed:
            self._let_go(worker)
            return
        self._all.add(worker)
        self._idle.append(worker)
        self.build = self.build or worker.build
        self._next()
        self._later(self._warm_up(worker))

    async def _warm_up(self, worker: Answerer) -> None:
        """Have a process make what its pages keep, while it is free and nobody waits; one process at a time."""
        async with self._warming:
            for asked in keepsakes():
                while worker not in self._idle or self._waiting:
                    if worker not in self._all:
                        return
                    await asyncio.sleep(_TICK)
                self._idle.remove(worker)
                try:
                    answered = await worker.asked(asked, limited=False)
                except Ended:
                    self._replace(worker)
                    return
                answered.close()
                self._idle.append(worker)
                self._next()

    async def _prepared(self) -> Answerer:
        """Return a new process that has made what its pages keep.

        Raises:
            SimpulError: The store cannot be opened, or the process has ended.
        """
        worker = await begun(self._settings)
        try:
            for asked in keepsakes():
                (await worker.asked(asked, limited=False)).close()
        except BaseException as error:
            worker.end()
            self._let_go(worker)
            if isinstance(error, Ended):
                raise StartError from None
            raise
        return worker

    def _replace(self, worker: Answerer, *, kill: bool = True) -> None:
        """Let a process go, and start another in its place if it is of the build in use."""
        if kill:
            worker.process.kill()
            self._ended += 1
        self._let_go(worker)
        if worker.build == self.build and not self._closed:
            self._later(self._restarted())

    async def _restarted(self) -> None:
        """Start a process in the place of another, and try again where that cannot be done now."""
        pause = 0.1
        while not self._closed:
            with contextlib.suppress(SimpulError):
                await self._start()
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30)

    def _let_go(self, worker: Answerer) -> None:
        self._all.discard(worker)
        worker.close()
        self._later(worker.ended(), self._ending)

    def _over(self, worker: Answerer, asked: Asked) -> RefusedError:
        """Return what a client is told whose request ended its process."""
        limits = self._settings.limits
        with speaking(asked.language):
            match worker.passed:
                case "time":
                    return RefusedError(
                        HTTPStatus.GATEWAY_TIMEOUT,
                        _(
                            "There was no answer after {seconds} seconds. Narrow the question.",
                            seconds=f"{limits.seconds:g}",
                        ),
                    )
                case "memory":
                    return RefusedError(
                        HTTPStatus.INTERNAL_SERVER_ERROR,
                        _(
                            "The answer took more than {megabytes} MB of memory. Narrow the question.",
                            megabytes=limits.megabytes,
                        ),
                    )
                case _:
                    return RefusedError(
                        HTTPStatus.INTERNAL_SERVER_ERROR,
                        _("The process that looked for the answer ended without one."),
                    )

    async def _watch(self) -> None:
        """End what has run for longer, or taken more, than it may."""
        limits = self._settings.limits
        while True:
            await asyncio.sleep(_TICK)
            now = time.monotonic()
            for worker in self._all:
                if not worker.begun or now - worker.begun < _TICK:
                    continue
                if limits.seconds and now - worker.begun > limits.seconds:
                    worker.end("time")
                elif (
                    limits.megabytes
                    and worker.memory() > worker.size + limits.megabytes * 1_000_000
                ):
                    worker.end("memory")

    def _later(self, work: Any, among: "set[asyncio.Task[object]] | None" = None) -> None:  # noqa: ANN401 - a coroutine of whatever result
        tasks = self._tasks if among is None else among
        task = asyncio.ensure_future(work)
        tasks.add(task)
        task.add_done_callback(tasks.discard)
