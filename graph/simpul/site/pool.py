"""The processes that answer: one request each at a time, within limits, ended and replaced where they pass them.

Only the end of a process ends a query of Oxigraph. So who listens knows no graph and never waits for one, and a query
that runs away costs others nothing but the tenth of a second that a new process takes to be there.
"""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from simpul.errors import SimpulError, StoreError
from simpul.limits import memory_of
from simpul.locale import LANGUAGES, speaking
from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.failures import RefusedError
from simpul.site.messages import Answered, Ended, Incoming
from simpul.site.routes import ROUTES
from simpul.site.site import Settings

_TICK: Final = 0.05
"""Seconds between looks at those that have been at work for longer."""
_BEGIN: Final = 60.0
"""Seconds in which a process must be ready."""
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
class _Worker:
    """A process that answers, seen from the one that listens.

    Attributes:
        process: The process.
        connection: Leads to it.
        memory: Tells its memory in bytes.
        build: The name of the build that it answers from.
        incoming: What has come of its reply.
        reply: Is done when that has come whole.
        begun: When it was asked, if it may take only so long; else 0.
        size: Its memory in bytes when it last had nothing to do.
        passed: Which limit it passed; empty where it did not.
    """

    process: subprocess.Popen[bytes]
    connection: socket.socket
    memory: Callable[[], int]
    build: str = ""
    incoming: Incoming | None = None
    reply: "asyncio.Future[Answered] | None" = None
    begun: float = 0.0
    size: int = 0
    passed: str = ""

    def heard(self) -> None:
        """Take what the process says."""
        reply, incoming = self.reply, self.incoming
        try:
            answered = (incoming or Incoming()).taken(self.connection)
        except (Ended, ValueError):
            asyncio.get_running_loop().remove_reader(self.connection.fileno())
            if reply and not reply.done():
                reply.set_exception(Ended())
            return
        if answered is not None:
            if reply and not reply.done():
                reply.set_result(answered)
            else:
                answered.close()

    async def asked(self, message: bytes, *, limited: bool = True) -> Answered:
        """Send a message and wait for the reply.

        Args:
            message: The message.
            limited: Whether the process is ended where it takes too long.

        Raises:
            Ended: The process is gone.
        """
        loop = asyncio.get_running_loop()
        self.incoming, self.reply = Incoming(), loop.create_future()
        self.begun = time.monotonic() if limited else 0.0
        self.passed = ""
        framed = len(message).to_bytes(4, "big") + message
        try:
            sent = self.connection.send(framed)
        except BlockingIOError:
            sent = 0
        except OSError:
            raise Ended from None
        if sent < len(framed):
            with contextlib.suppress(OSError):  # whose end is heard
                await loop.sock_sendall(self.connection, framed[sent:])
        try:
            answered = await self.reply
        finally:
            self.begun = 0.0
        self.size = self.memory()
        return answered

    def end(self, why: str = "") -> None:
        """End the process, whatever it is at."""
        self.passed = self.passed or why
        self.process.kill()

    def close(self) -> None:
        """Let it end by itself, and forget it."""
        with contextlib.suppress(ValueError, RuntimeError):
            asyncio.get_running_loop().remove_reader(self.connection.fileno())
        self.connection.close()


@dataclass(kw_only=True, eq=False)
class _Waiting:
    """Those of one client who wait, and how many of its requests are being answered."""

    queue: "deque[asyncio.Future[_Worker]]" = field(
        default_factory=deque["asyncio.Future[_Worker]"]
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
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
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
        begun = await asyncio.gather(
            *(self._prepared() for _number in range(self._size)), return_exceptions=True
        )
        fresh = [worker for worker in begun if isinstance(worker, _Worker)]
        failures = [error for error in begun if isinstance(error, BaseException)]
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

    async def _free(self, client: str) -> _Worker:
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
        turn: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
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
        worker = await self._begun()
        if self._closed:
            self._let_go(worker)
            return
        self._all.add(worker)
        self._idle.append(worker)
        self.build = self.build or worker.build
        self._next()
        self._later(self._warm_up(worker))

    async def _warm_up(self, worker: _Worker) -> None:
        """Have a process make what its pages keep, while it is free and nobody waits; one process at a time."""
        async with self._warming:
            for asked in _warming():
                while worker not in self._idle or self._waiting:
                    if worker not in self._all:
                        return
                    await asyncio.sleep(_TICK)
                self._idle.remove(worker)
                try:
                    answered = await worker.asked(asked.encoded(), limited=False)
                except Ended:
                    self._replace(worker)
                    return
                answered.close()
                self._idle.append(worker)
                self._next()

    async def _prepared(self) -> _Worker:
        """Return a new process that has made what its pages keep.

        Raises:
            SimpulError: The store cannot be opened, or the process has ended.
        """
        worker = await self._begun()
        try:
            async with self._warming:
                for asked in _warming():
                    (await worker.asked(asked.encoded(), limited=False)).close()
        except BaseException as error:
            worker.end()
            self._let_go(worker)
            if isinstance(error, Ended):
                raise _StartError(_not_begun()) from None
            raise
        return worker

    async def _begun(self) -> _Worker:
        """Return a new process that is ready.

        Raises:
            SimpulError: The store cannot be opened.
        """
        from simpul.site.worker import settings_to

        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-P", "-m", "simpul.site.worker", str(theirs.fileno())]
            process = subprocess.Popen(  # noqa: S603 - the interpreter itself, and a number of ours
                command, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        ours.setblocking(False)
        worker = _Worker(process=process, connection=ours, memory=memory_of(process.pid))
        loop = asyncio.get_running_loop()
        settings = json.dumps(settings_to(self._settings)).encode()
        try:
            async with asyncio.timeout(_BEGIN):
                await loop.sock_sendall(ours, len(settings).to_bytes(4, "big") + settings)
                ready = json.loads(await _message(ours))
        except (Ended, OSError, TimeoutError):
            ready = {"error": _not_begun()}
        except asyncio.CancelledError:
            process.kill()
            ours.close()
            raise
        if "error" in ready:
            process.kill()
            await asyncio.to_thread(process.wait)
            ours.close()
            raise _StartError(ready["error"])
        worker.build, worker.size = ready["build"], worker.memory()
        loop.add_reader(ours.fileno(), worker.heard)
        return worker

    def _replace(self, worker: _Worker, *, kill: bool = True) -> None:
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

    def _let_go(self, worker: _Worker) -> None:
        self._all.discard(worker)
        worker.close()
        self._later(asyncio.to_thread(_waited_for, worker.process), self._ending)

    def _over(self, worker: _Worker, asked: Asked) -> RefusedError:
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


class _StartError(StoreError):
    """A process could not open the store."""


def _not_begun() -> str:
    return _("A process that answers could not begin.")


async def _message(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    data = b""
    while len(data) < 4 or len(data) < 4 + int.from_bytes(data[:4], "big"):
        part = await loop.sock_recv(connection, 4096)
        if not part:
            raise Ended
        data += part
    return data[4:]


def _warming() -> Iterator[Asked]:
    """Yield what is asked of a process before anybody asks it, for what it keeps of it."""
    for route in ROUTES:
        for language in LANGUAGES if route.warm else ():
            yield Asked(
                page=route.page,
                path=route.path,
                parameters=route.warmed_by,
                accept="text/html",
                language=language,
            )


def _waited_for(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process that was told to end."""
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
