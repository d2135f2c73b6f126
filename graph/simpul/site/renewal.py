"""A new build is taken up while the site is served: who had asked is answered from the old one."""

import asyncio
import contextlib
import logging
from pathlib import Path
from typing import Final

from simpul.errors import SimpulError
from simpul.site.pool import Pool
from simpul.store.builds import current_build
from simpul.store.remote.settings import place

_LOG: Final = logging.getLogger(__name__)
_SECONDS: Final = 1.0
"""Between looks at which build is in use."""


async def follow(pool: Pool, store: str) -> None:
    """Have the pool answer from each new build of a store folder, for as long as this runs.

    An endpoint is not followed: each process asks it for the build that was in use when the site began.
    """
    folder = place(store or None)
    while isinstance(folder, Path):
        await asyncio.sleep(_SECONDS)
        # A store that is being replaced, or is damaged, is looked at again: the build that is served stays readable.
        with contextlib.suppress(SimpulError, OSError):
            found = await asyncio.to_thread(current_build, folder)
            if found is not None and found.name != pool.build:
                await pool.renew()
                _LOG.info("build %s", pool.build)
