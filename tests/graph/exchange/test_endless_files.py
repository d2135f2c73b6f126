"""A device or a pipe in the place of a file that is read whole is refused, since it may never end."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul import archives
from simpul.errors import FormatError
from simpul.exchange.corrections import Returned, proposal
from simpul.exchange.corrections.sides import read_sides
from simpul.exchange.difference.rdf_patch import read_patch
from simpul.exchange.pack.verification import verify
from simpul.exchange.profiles.profile import read as read_profile
from simpul.store import rdf_files


def _opened(file: Path) -> None:
    with archives.opened(file, remedy=""):
        pass


def _of_a_proposal(file: Path) -> None:
    (file.parent / proposal.SUMS).write_text("")
    (file.parent / proposal.STATEMENTS).unlink(missing_ok=True)
    file.rename(file.parent / proposal.STATEMENTS)
    proposal.read(file.parent)


READERS: dict[str, Callable[[Path], object]] = {
    "a.ttl": lambda file: list(rdf_files.read(file)),
    "a.zip": _opened,
    "a": verify,
    "a.rdfp": read_patch,
    "a.nq": _of_a_proposal,
    "a.rq": read_profile,
    "a.csv": lambda file: read_sides(Returned(file=file, base=file.parent)),
    "a.nt": lambda file: read_sides(Returned(file=file.parent / "b", base=file)),
}


@pytest.mark.parametrize("name", READERS)
def test_a_pipe_or_a_device_is_not_read_as_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "b").touch()
    pipe, device = tmp_path / name, tmp_path / f"other-{name}"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for file in (pipe, device):
        with pytest.raises(FormatError, match=r"it is a device or a pipe\. Name a file\."):
            READERS[name](file)
