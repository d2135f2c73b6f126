"""An answer's head and body leave together."""

import asyncio
from collections.abc import Sequence

import pytest

from simpul.site.transport import Together


class Written(asyncio.Transport):
    """What was written: what went together in one list."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[bytes]] = []

    def writelines(self, list_of_data: Sequence[bytes]) -> None:  # type: ignore[override]
        self.calls.append(list(list_of_data))

    def close(self) -> None:
        self.calls.append([])


async def _written(*pieces: bytes | None) -> list[list[bytes]]:
    """Return what was written of these; None is the end of what is done at once."""
    below = Written()
    transport = Together(below, asyncio.get_running_loop())
    for piece in pieces:
        if piece is None:
            await asyncio.sleep(0)
        else:
            transport.write(piece)
    transport.close()
    return below.calls


@pytest.mark.parametrize(
    ("pieces", "calls"),
    [
        ((b"head", b"body"), [[b"head", b"body"], []]),
        ((b"head", b"body", None, b"head", b"body"), [[b"head", b"body"], [b"head", b"body"], []]),
        ((b"head", None, b"body"), [[b"head"], [b"body"], []]),
        ((b"head",), [[b"head"], []]),
        ((b"head", b"", None), [[b"head", b""], []]),
        ((b"a" * 20_000, b"b"), [[b"a" * 20_000], [b"b"], []]),
        ((b"head", b"a" * 20_000, b"b" * 20_000), [[b"head", b"a" * 20_000], [b"b" * 20_000], []]),
    ],
)
def test_what_is_written_at_once_goes_together(
    pieces: tuple[bytes | None, ...], calls: list[list[bytes]]
) -> None:
    assert asyncio.run(_written(*pieces)) == calls
