"""Answers that were made once, for as long as the build is served: builds never change."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from simpul.site.asking import Asked
from simpul.site.replies import Ready

_LARGEST: Final = 1_000_000
_ALL: Final = 64_000_000
_KEPT: Final = frozenset((200, 303, 404))


class Kept:
    """The answers that were asked for last, each under all that it depends on, the access right first of all."""

    def __init__(self) -> None:
        self._ready: OrderedDict[Hashable, Ready] = OrderedDict()
        self._size = 0

    @staticmethod
    def key(build: str, asked: Asked) -> Hashable:
        """Return all that an answer depends on."""
        return (
            build,
            asked.right,
            asked.language,
            asked.page,
            asked.path,
            asked.sent,
            tuple(asked.words.items()),
            tuple(asked.parameters),
            asked.accept,
        )

    def get(self, key: Hashable) -> Ready | None:
        """Return the answer of this key, if it is there."""
        ready = self._ready.get(key)
        if ready is not None:
            self._ready.move_to_end(key)
        return ready

    def put(self, key: Hashable, ready: Ready) -> None:
        """Keep an answer, unless it is large or about more than the build; those not asked for longest go where there is no room."""
        size = _size(ready)
        is_kept = ready.reply.status in _KEPT and not ready.reply.changes and size <= _LARGEST
        if not is_kept or key in self._ready:
            return
        self._ready[key] = ready
        self._size += size
        while self._size > _ALL:
            _key, gone = self._ready.popitem(last=False)
            self._size -= _size(gone)

    def clear(self) -> None:
        """Forget all answers, as when there is a new build."""
        self._ready.clear()
        self._size = 0


def _size(ready: Ready) -> int:
    return len(ready.reply.body) + len(ready.packed) + _WITH_IT


_WITH_IT: Final = 2000
"""Bytes that an answer takes besides its body, about."""
