"""A process that answers, as who listens sees it: begun, asked one request at a time, ended."""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from simpul.errors import StoreError
from simpul.limits import memory_of
from simpul.locale import LANGUAGES
from simpul.locale import translate as _
from simpul.site.asking import Asked
from simpul.site.messages import Answered, Ended, Incoming
from simpul.site.routes import ROUTES
from simpul.site.site import Settings

_BEGIN: Final = 60.0
"""Seconds in which a process must be ready."""


class StartError(StoreError):
    """A process could not open the store, or has ended before it could answer."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why or _("A process that answers could not begin."))


@dataclass(kw_only=True, eq=False)
class Answerer:
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

    async def ended(self) -> None:
        """Wait for the end of a process that was told to end, or has been let go."""
        await asyncio.to_thread(_waited_for, self.process)


async def begun(settings: Settings) -> Answerer:
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
    made = Answerer(process=process, connection=ours, memory=memory_of(process.pid))
    loop = asyncio.get_running_loop()
    told = json.dumps(settings_to(settings)).encode()
    try:
        async with asyncio.timeout(_BEGIN):
            await loop.sock_sendall(ours, len(told).to_bytes(4, "big") + told)
            ready = json.loads(await _message(ours))
    except (Ended, OSError, TimeoutError):
        ready = {"error": ""}
    except asyncio.CancelledError:
        process.kill()
        ours.close()
        raise
    if "error" in ready:
        process.kill()
        await asyncio.to_thread(process.wait)
        ours.close()
        raise StartError(ready["error"])
    made.build, made.size = ready["build"], made.memory()
    loop.add_reader(ours.fileno(), made.heard)
    return made


def keepsakes() -> Iterator[bytes]:
    """Yield what is asked of a process before anybody asks it, for what it keeps of it, as messages."""
    for route in ROUTES:
        for language in LANGUAGES if route.warm else ():
            asked = Asked(
                page=route.page,
                path=route.path,
                parameters=route.warmed_by,
                accept="text/html",
                language=language,
            )
            yield asked.encoded()


async def _message(connection: socket.socket) -> bytes:
    loop = asyncio.get_running_loop()
    data = b""
    while len(data) < 4 or len(data) < 4 + int.from_bytes(data[:4], "big"):
        part = await loop.sock_recv(connection, 4096)
        if not part:
            raise Ended
        data += part
    return data[4:]


def _waited_for(process: subprocess.Popen[bytes]) -> None:
    """Wait for the end of a process that was told to end."""
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
