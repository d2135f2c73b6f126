"""Archives are the same each time, and those of others are opened within bounds."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul import archives
from simpul.errors import FormatError, OutputError

REMEDY = "Ask for another."


def packed(file: Path, *members: tuple[str, bytes]) -> Path:
    archive = archives.NewArchive()
    pieces = [piece for name, content in members for piece in archive.member(name, [content])]
    file.write_bytes(b"".join([*pieces, archive.end()]))
    return file


def unpacked(file: Path, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    with archives.opened(file, remedy=REMEDY) as archive:
        archives.unpack(archive, folder)
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_an_archive_gives_back_what_was_put_into_it(tmp_path: Path) -> None:
    members = (("a.ttl", b"a" * 3_000_000), ("tables/b/c.csv", b"b"), ("e.csv", b""))
    file = packed(tmp_path / "a.zip", *members)
    assert unpacked(file, tmp_path / "out") == dict(members)


def test_the_same_contents_make_the_same_archive(tmp_path: Path) -> None:
    one, other = (packed(tmp_path / name, ("a", b"a"), ("b", b"b")) for name in ("1.zip", "2.zip"))
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {about.date_time for about in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {about.external_attr >> 16 for about in archive.infolist()} == {stat.S_IFREG | 0o644}


def _link(about: zipfile.ZipInfo) -> None:
    about.create_system, about.external_attr = 3, (stat.S_IFLNK | 0o777) << 16


def _squeezed(about: zipfile.ZipInfo) -> None:
    about.compress_type = zipfile.ZIP_BZIP2


@pytest.mark.parametrize("change", [_link, _squeezed])
def test_a_member_that_is_no_plain_file_is_refused(
    tmp_path: Path, change: Callable[[zipfile.ZipInfo], None]
) -> None:
    about = zipfile.ZipInfo("a.ttl")
    change(about)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(about, "/etc/passwd")
    with pytest.raises(FormatError, match=r"a\.ttl.*Ask for another\."):
        unpacked(tmp_path / "a.zip", tmp_path / "out")


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/a", "a//b", "./a", "c:\\a", "a\\..\\b", "a:b", "b/..", "a\tb/../c"],
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, "")
    with pytest.raises(FormatError, match="leads out of the archive"):
        unpacked(tmp_path / "a.zip", tmp_path / "out")
    assert not [*(tmp_path / "out").iterdir()]


@pytest.mark.parametrize("twin", ["a.ttl", "A.ttl", "A.TTL"])
def test_two_members_that_are_one_file_on_some_system_are_refused(
    tmp_path: Path, twin: str
) -> None:
    file = packed(tmp_path / "a.zip", ("a.ttl", b"1"), ("b.ttl", b"2"))
    file.write_bytes(file.read_bytes().replace(b"b.ttl", twin.encode()))
    with pytest.raises(FormatError, match="is in it twice"):
        unpacked(file, tmp_path / "out")


def test_many_members_that_are_small_packed_and_large_unpacked_are_refused(tmp_path: Path) -> None:
    zeros = bytes(9_999_999)
    bomb = packed(tmp_path / "a.zip", *((f"{number}.ttl", zeros) for number in range(11)))
    with pytest.raises(FormatError, match="It would become 109 MB"):
        unpacked(bomb, tmp_path / "out")
    good = packed(tmp_path / "b.zip", *((f"{number}.ttl", zeros[:999]) for number in range(11)))
    assert len(unpacked(good, tmp_path / "good")) == 11


def test_what_is_no_archive_or_is_cut_is_refused(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", ("a", b"a" * 100)).read_bytes()
    for number, content in enumerate((b"", b"PK", whole[:-30], whole[:20])):
        (tmp_path / "b.zip").write_bytes(content)
        with pytest.raises(FormatError, match="no ZIP archive"):
            unpacked(tmp_path / "b.zip", tmp_path / str(number))


def test_content_that_is_not_what_the_archive_says_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.ttl", "content")
    changed = (tmp_path / "a.zip").read_bytes().replace(b"content", b"CONTENT")
    (tmp_path / "a.zip").write_bytes(changed)
    with pytest.raises(FormatError, match="damaged"):
        unpacked(tmp_path / "a.zip", tmp_path / "out")


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        unpacked(tmp_path / "a.zip", tmp_path / "out")
