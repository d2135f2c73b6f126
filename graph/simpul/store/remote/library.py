"""httpx without its own command line, which is two thirds of what it imports."""

import sys

_COMMAND_LINE = "httpx._main"
_was_there = _COMMAND_LINE in sys.modules
# None is how Python says that a module is not to be had; httpx is made for that.
sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type]

import httpx  # noqa: E402 - what is above must be said first

if not _was_there:
    del sys.modules[_COMMAND_LINE]

__all__ = ["httpx"]
