"""How an answer leaves: its head and its body by one call of the system, and so, mostly, in one packet."""

import asyncio
from typing import Any, Final

_SMALL: Final = 16 * 1024
"""Bytes that may wait for what follows; more goes at once, so that a client that reads slowly is noticed."""


class Together:
    """A transport that writes together what is written one after the other, before anything else is done.

    uvicorn writes the head of an answer, then its body. Each would be a packet, and would wake who reads.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        """Take the transport that is written to, and the loop that it lives in."""
        self._transport, self._loop = transport, loop
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write with what comes next; alone, if that does not come at once."""
        self._held.append(data)
        if len(self._held) > 1 or len(data) > _SMALL:
            self._flush()
        else:
            self._loop.call_soon(self._flush)

    def close(self) -> None:
        """Write what is held, and close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        held, self._held = self._held, []
        if held:
            self._transport.writelines(held)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - all else is the transport's own
        return getattr(self._transport, name)
