import contextlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import StoreDamagedError, StoreError, StoreForbiddenError
from simpul.ingest import loaded_sources
from simpul.store import own_files, record, seal

NO_OBJECTS = {
    "nothing": b"",
    "a list": b"[]",
    "a number": b"1",
    "infinite": b'{"a": Infinity}',
    "too great for a float": b'{"a": 1e999}',
    "a fraction": b'{"a": 1.5}',
    "too many digits": b'{"a": ' + b"9" * 5000 + b"}",
    "deep": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "deep lists": b"[" * 200_000,
    "no text": b'{"a": "\xff"}',
    "nul": b"\0" * 100,
    "two": b"{} {}",
}
NO_FILES = ("a folder", "a link", "a dangling link", "a pipe")


def put(path: Path, what: str) -> None:
    """Put something that is no file in the place of one."""
    outside = path.parent / "outside"
    outside.write_text("{}")
    if what == "a folder":
        path.mkdir()
    elif what == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(outside if what == "a link" else path.parent / "nowhere")


Reader = Callable[[Path], object]
READERS: Mapping[str, tuple[str, Reader]] = {
    "list of loaded sources": ("loaded.json", loaded_sources.rows_of),
    "seal": (seal.FILE, seal.check),
    "record": (record.FILE, record.check),
    "any": ("any.json", lambda build: own_files.read_json(build / "any.json", store=build.parent)),
}


@pytest.mark.parametrize("content", NO_OBJECTS.values(), ids=NO_OBJECTS)
@pytest.mark.parametrize(("name", "read"), READERS.values(), ids=READERS)
def test_what_a_store_never_wrote_is_damage(
    tmp_path: Path, name: str, read: Reader, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreDamagedError, match=f"{name} is damaged.*simpul build"):
        read(tmp_path)


@pytest.mark.parametrize("what", NO_FILES)
@pytest.mark.parametrize(("name", "read"), READERS.values(), ids=READERS)
def test_what_is_no_file_is_not_followed_or_waited_for(
    tmp_path: Path, name: str, read: Reader, what: str
) -> None:
    put(tmp_path / name, what)
    with pytest.raises(StoreDamagedError, match=f"{name} is damaged"):
        read(tmp_path)


def test_what_the_user_may_not_read_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site in a container, say, over a folder that is another user's: building it again is no help."""
    (tmp_path / record.FILE).write_text("{}")

    def refuse(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(StoreForbiddenError, match="may not be read by the user") as raised:
        record.check(tmp_path)
    assert "simpul build" not in str(raised.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    content=st.dictionaries(
        st.text() | st.sampled_from(["format", "names.db", "http://a.b/c"]), JSON
    )
)
def test_an_object_of_any_shape_is_read_or_is_an_error_of_the_store(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object]
) -> None:
    build = tmp_path_factory.getbasetemp()
    for name, read in READERS.values():
        (build / name).write_text(json.dumps(content))
        with contextlib.suppress(StoreError):
            read(build)
        (build / name).unlink()


@pytest.mark.parametrize("what", NO_FILES)
def test_what_is_written_takes_the_place_of_whatever_is_in_the_way(
    tmp_path: Path, what: str
) -> None:
    if what != "a folder":
        put(tmp_path / "own.json.new", what)
    own_files.write_json(tmp_path / "own.json", {"a": 1})
    assert own_files.read_json(tmp_path / "own.json", store=tmp_path) == {"a": 1}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "graph/../../outside", ""])
def test_a_seal_that_leads_out_of_the_build_is_damage(tmp_path: Path, name: str) -> None:
    (tmp_path / seal.FILE).write_text(json.dumps({name: [1, 1, "0" * 64]}))
    with pytest.raises(StoreDamagedError, match=r"files\.json is damaged"):
        seal.check(tmp_path)
