"""The site as tests ask it: a page called directly, or a real server in a process on a free port of this machine."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from simpul.site.asking import Asked


@contextlib.contextmanager
def serving(
    store: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Serve a store, and give the address of the site; at the end it is told to stop as by Ctrl-C, and does.

    Args:
        store: The folder of the store.
        *options: Of ``simpul serve``.
        environment: Variables besides those of this process.
    """
    command = [
        sys.executable,
        "-m",
        "simpul",
        "--lang",
        "en",
        "serve",
        "--store",
        str(store),
        "--rate",
        "0",
        # Each process makes what pages keep: with two of them that is half the work; the last of an option counts.
        "--workers",
        "2",
        *options,
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    ) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip().rstrip("/")
            assert address, server.stderr and server.stderr.read()
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            _output, said = server.communicate(timeout=60)
    assert "Traceback" not in said, said
    assert server.returncode in {0, 130}, said


def asked(page: str, address: str = "/", **parts: object) -> Asked:
    """Return what a client asks with an address below that of the site."""
    split = urlsplit(address)
    parameters = parse_qsl(split.query, keep_blank_values=True)
    return Asked(page=page, path=split.path, parameters=parameters, **parts)  # type: ignore[arg-type]
