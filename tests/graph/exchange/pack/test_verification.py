"""A pack that is as it was sent is found so, and whatever was done to it is told with its place."""

import hashlib
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from simpul import archives
from simpul.errors import FormatError, OutputError, Severity
from simpul.exchange.pack import Wishes, write_pack
from simpul.exchange.pack.verification import verify
from simpul.exchange.profiles import select_all
from simpul.ingest.build import build
from simpul.store import open_store
from support import write_source


@pytest.fixture
def pack(undescribed_pack: Path, tmp_path: Path) -> Path:
    """A copy of a pack, to be changed."""
    return Path(shutil.copytree(undescribed_pack, tmp_path / "pack"))


def told(place: Path) -> list[str]:
    """Return the errors; the small source has no description, which is a warning."""
    return [str(one) for one in verify(place).problems if one.severity is Severity.ERROR]


def zipped(folder: Path) -> Path:
    """Write an archive of what is in a folder."""
    archive, file = archives.NewArchive(), folder.with_suffix(".zip")
    with file.open("wb") as output:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            output.writelines(archive.member(name, [path.read_bytes()]))
        output.write(archive.end())
    return file


def resum(pack: Path) -> None:
    """List the sums anew, as one does who hides that something was changed."""
    names = sorted(p.relative_to(pack).as_posix() for p in pack.rglob("*") if p.is_file())
    digests = {
        name: hashlib.sha256((pack / name).read_bytes()).hexdigest()
        for name in names
        if name != "SHA256SUMS"
    }
    lines = (f"{digest}  {name}\n" for name, digest in digests.items())
    (pack / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_pack_that_was_not_changed_is_found_so(pack: Path) -> None:
    as_folder, as_archive = verify(pack), verify(zipped(pack))
    assert as_folder.errors == as_archive.errors == 0
    assert as_folder.problems == as_archive.problems
    assert [str(one) for one in as_folder.problems if "Describe the source" not in str(one)] == []
    assert as_folder.digest == as_archive.digest != ""
    assert as_folder.digest in (pack / "README.md").read_text(encoding="utf-8")
    assert as_folder.sources == 2  # the list and GeoNames
    assert as_folder.triples > 100


def test_a_pack_for_a_network_is_found_whole(network_pack: Path) -> None:
    assert told(network_pack) == []


def _change_a_byte(pack: Path) -> None:
    replace(pack / "README.md", "Published", "Publishes")


def _lose_a_file(pack: Path) -> None:
    (pack / "context.jsonld").unlink()


def _add_a_file(pack: Path) -> None:
    (pack / "tables" / "more.csv").parent.mkdir(exist_ok=True)
    (pack / "tables" / "more.csv").write_text("=1+1")


def _lose_the_sums(pack: Path) -> None:
    (pack / "SHA256SUMS").unlink()


def _write_into_the_sums(pack: Path) -> None:
    with (pack / "SHA256SUMS").open("a") as file:
        file.write("no sum at all\n")


def _name_a_file_twice(pack: Path) -> None:
    with (pack / "SHA256SUMS").open("a") as file:
        file.write("0" * 64 + "  README.md\n")


def _name_a_file_outside(pack: Path) -> None:
    with (pack / "SHA256SUMS").open("a") as file:
        file.write("0" * 64 + "  ../../etc/passwd\n")


def _lose_the_data(pack: Path) -> None:
    (pack / "data.ttl").unlink()
    resum(pack)


def _break_the_data(pack: Path) -> None:
    replace(pack / "data.ttl", "rdfs:label", "rdfs label")
    resum(pack)


def _change_a_fact_in_one_file(pack: Path) -> None:
    replace(pack / "data.ttl", '"C40 Cities"@en', '"C41 Cities"@en')
    resum(pack)


def _change_a_fact_in_both_files(pack: Path) -> None:
    for name in ("data.ttl", "data.trig"):
        replace(pack / name, '"C40 Cities"@en', '"C41 Cities"@en')
    resum(pack)


def _break_a_shape(pack: Path) -> None:
    for name in ("data.ttl", "data.trig"):
        file = pack / name
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "simpul:member city:1642911" not in line]
        assert len(kept) < len(lines)
        file.write_text("".join(kept), encoding="utf-8")
    resum(pack)


def _say_that_it_conforms(pack: Path) -> None:
    replace(pack / "validation.ttl", "sh:conforms false", "sh:conforms true")
    resum(pack)


def _change_a_table(pack: Path) -> None:
    replace(pack / "tables" / "test-list" / "memberships.csv", "2007~", "2008~")
    resum(pack)


def _break_a_table(pack: Path) -> None:
    replace(pack / "tables" / "test-list" / "memberships.csv", "2007~", "some day")
    resum(pack)


def _lose_the_tables(pack: Path) -> None:
    shutil.rmtree(pack / "tables" / "test-list")
    resum(pack)


def _break_the_catalogue(pack: Path) -> None:
    replace(pack / "catalogue.ttl", "dct:title", "dct title")
    resum(pack)


def _count_otherwise(pack: Path) -> None:
    replace(pack / "catalogue.ttl", "void:triples ", "void:triples 1")
    resum(pack)


def _hash_otherwise(pack: Path) -> None:
    replace(pack / "catalogue.ttl", "rdfc-1.0-sha256:", "rdfc-1.0-sha256:0")
    resum(pack)


def _change_what_the_catalogue_lists(pack: Path) -> None:
    replace(pack / "shapes.ttl", "sh:minCount 1", "sh:minCount 0")
    resum(pack)


def test_each_file_that_is_not_what_its_sum_says_is_told(pack: Path) -> None:
    assert told(pack) == []
    for change in (_change_a_byte, _lose_a_file, _add_a_file, _write_into_the_sums, _name_a_file_twice, _name_a_file_outside):  # fmt: skip
        change(pack)
    found = told(pack)
    for file, what in (
        ("README.md", "was changed"),
        ("context.jsonld", "is missing"),
        ("tables/more.csv", "was added"),
        ("SHA256SUMS, row ", "no line of a list of sums"),
        ("SHA256SUMS, row ", "names a file again"),
        ("../../etc/passwd", "is missing"),
    ):
        assert any(one.startswith(file) and what in one for one in found), found
    assert len(found) == 8  # the catalogue tells of the two files that it lists, too


Told = tuple[Callable[[Path], None], str, str]
DONE: dict[str, list[Told]] = {
    "sums that are gone, another hash": [
        (_hash_otherwise, "catalogue.ttl", "says that the hash of the graph is"),
        (_lose_the_sums, "SHA256SUMS", "is missing"),
    ],
    "data that is gone": [(_lose_the_data, "data.ttl", "is missing")],
    "data that is broken": [(_break_the_data, "data.ttl", "not readable as RDF")],
    "a catalogue and a table that are broken": [
        (_break_the_catalogue, "catalogue.ttl", "not readable as RDF"),
        (_break_a_table, "test-list/memberships.csv", "some day"),
    ],
    "facts that are changed everywhere": [
        (_change_a_fact_in_both_files, "catalogue.ttl", "says that the hash of the graph is"),
        (_say_that_it_conforms, "validation.ttl", "says otherwise"),
        (_count_otherwise, "catalogue.ttl", "counts otherwise"),
        (_lose_the_tables, "tables/", "lacks a statement that data.trig has"),
    ],
    "facts that are changed in one place": [
        (_break_a_shape, "data.ttl", "breaks the shapes: .*member"),
        (
            _change_a_fact_in_one_file,
            "data.trig",
            "lacks a statement that data.ttl has: .*C41 Cities",
        ),
        (_change_a_table, "tables/", "that data.trig|what data.trig"),
        (_change_what_the_catalogue_lists, "catalogue.ttl", "says of 'shapes.ttl' what it is not"),
    ],
}
"""What is done to a pack, with the file that is told of and what is told; a verification tells all of it."""


@pytest.mark.parametrize("done", DONE)
def test_what_was_done_to_a_pack_is_told_with_its_place(pack: Path, done: str) -> None:
    for change, _file, _what in DONE[done]:
        change(pack)
    found = told(pack)
    for _change, file, what in DONE[done]:
        matching = [one for one in found if one.startswith(file)]
        assert any(re.search(what, one) for one in matching), found


def test_a_pack_with_a_link_is_not_opened(pack: Path) -> None:
    for target in (Path("/etc/passwd"), Path("data.ttl"), Path("/nowhere"), pack.parent):
        link = pack / "link"
        link.symlink_to(target)
        with pytest.raises(FormatError, match="'link' is a link"):
            verify(pack)
        link.unlink()
    assert told(pack) == []


def test_a_pack_with_a_pipe_is_not_opened(pack: Path) -> None:
    os.mkfifo(pack / "pipe")
    with pytest.raises(FormatError, match="'pipe' is a link, or no plain file"):
        verify(pack)


def test_a_folder_or_an_archive_that_is_no_pack_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FormatError, match="no pack that `simpul export` wrote"):
        verify(tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear office")
    with pytest.raises(FormatError, match="no pack that `simpul export` wrote"):
        verify(tmp_path / "a.zip")
    (tmp_path / "a.txt").write_text("no archive")
    with pytest.raises(FormatError, match="no ZIP archive"):
        verify(tmp_path / "a.txt")
    with pytest.raises(OutputError):
        verify(tmp_path / "nothing")


def test_an_archive_that_leads_out_or_unpacks_to_too_much_is_not_opened(
    pack: Path, tmp_path: Path
) -> None:
    good = zipped(pack)
    outside = tmp_path / "outside.zip"
    shutil.copy(good, outside)
    with zipfile.ZipFile(outside, "a") as archive:
        archive.writestr("../outside.txt", "x")
    with pytest.raises(FormatError, match=r"'\.\./outside\.txt' leads out"):
        verify(outside)
    bomb = tmp_path / "bomb.zip"
    shutil.copy(good, bomb)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.nt", bytes(20_000_000))
    with pytest.raises(FormatError, match="It would become 20 MB"):
        verify(bomb)
    linked = tmp_path / "linked.zip"
    shutil.copy(good, linked)
    with zipfile.ZipFile(linked, "a") as archive:
        about = zipfile.ZipInfo("link")
        about.create_system, about.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(about, "/etc/passwd")
    with pytest.raises(FormatError, match="'link' is a link"):
        verify(linked)
    assert told(good) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bomb.zip",
        "linked.zip",
        "outside.zip",
        "pack",
        "pack.zip",
    ]


def test_a_pack_that_mentions_namibia_is_found_whole(tmp_path: Path) -> None:
    windhoek = "key,member,network,begin,source\n3352136-c40,3352136,c40,2007,report\n"
    write_source(tmp_path / "data", {"membership": windhoek}, described=True)
    build([tmp_path / "data"], tmp_path / "store")
    selection = select_all(open_store(tmp_path / "store"), access="public")
    write_pack(tmp_path / "pack", selection, Wishes(issued=date(2026, 11, 24)))
    assert "country:NA" in (tmp_path / "pack" / "data.ttl").read_text(encoding="utf-8")
    assert told(tmp_path / "pack") == []


def test_a_list_of_many_lines_that_are_no_sums_is_told_in_few(pack: Path) -> None:
    with (pack / "SHA256SUMS").open("a") as sums:
        sums.writelines(f"{number}\n" for number in range(1000))
    found = [problem for problem in verify(pack).problems if problem.place.file == "SHA256SUMS"]
    assert len(found) == 4
    assert found[-1].what == "has 1000 such lines."
