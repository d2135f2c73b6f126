"""Who asks: what a client is called while it is served, and how often it may ask."""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Final

_SALT: Final = secrets.token_bytes(16)
_MOST: Final = 10_000
"""Clients that are remembered; who has not asked for long has all of its allowance again."""


def pseudonym(address: str) -> str:
    """Return what a client is called for as long as this process lives: nothing tells its address."""
    return hashlib.blake2b(address.encode(), key=_SALT, digest_size=12).hexdigest()


@dataclass(kw_only=True)
class Allowance:
    """How often each client may ask, as a bucket of tokens: so many a second, and a burst of four seconds' worth.

    Attributes:
        rate: Requests a second; 0 for as many as it likes.
    """

    rate: float
    _left: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def allows(self, client: str) -> bool:
        """Return whether a client may ask now, and count that it does."""
        if not self.rate:
            return True
        now, most = time.monotonic(), max(1.0, 4 * self.rate)
        left, then = self._left.pop(client, (most, now))
        left = min(most, left + (now - then) * self.rate)
        allowed = left >= 1
        if len(self._left) >= _MOST:
            del self._left[next(iter(self._left))]
        self._left[client] = (left - 1 if allowed else left, now)
        return allowed
