"""A new build is taken up while the site is served: who had asked is answered from the old one."""

import asyncio
import contextlib
import logging
import sys
from pathlib import Path
from typing import Final

from simpul.errors import SimpulError
from simpul.site.pool import Pool
from simpul.store.builds import current_build
from simpul.store.remote.settings import place

_LOG: Final = logging.getLogger(__name__)
_SECONDS: Final = 1.0
"""Between looks at which build is in use."""
_LONGEST: Final = 300.0
"""Seconds that the making of what changed may take."""


async def follow(pool: Pool, store: str) -> None:
    """Have the pool answer from each new build of a store folder, for as long as this runs.

    A build is taken up at once: its facts do not wait until all is compared. What is made of it, one build after
    another, is told when it is there.

    An endpoint is not followed: each process asks it for the build that was in use when the site began.
    """
    folder, due = place(store or None), asyncio.Event()
    due.set()
    making = asyncio.create_task(_keep_made(store, due))
    try:
        while isinstance(folder, Path):
            await asyncio.sleep(_SECONDS)
            # A store that is being replaced, or is damaged, is looked at again: the build that is served stays readable.
            with contextlib.suppress(SimpulError, OSError):
                found = await asyncio.to_thread(current_build, folder)
                if found is not None and found.name != pool.build:
                    await pool.renew()
                    due.set()
                    _LOG.info("build %s", pool.build)
        await making
    finally:
        making.cancel()
        await asyncio.gather(making, return_exceptions=True)


async def _keep_made(store: str, due: asyncio.Event) -> None:
    """Have made what is made of a build whenever that is due."""
    while True:
        await due.wait()
        due.clear()
        try:
            await _made(store)
        except OSError:  # there is no room for one more process now
            due.set()
            await asyncio.sleep(_SECONDS)


async def _made(store: str) -> None:
    """Have made what is made of the build in use once; it is served without where that takes too long, or fails."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "simpul.site.making", store, stdin=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(_LONGEST):
            await process.wait()
    except (TimeoutError, asyncio.CancelledError) as error:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if isinstance(error, asyncio.CancelledError):
            raise
