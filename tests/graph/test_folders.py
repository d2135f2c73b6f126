"""What is read of a folder: its own files and links that stay in it; no link out of it, and nothing that may never end."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from simpul import catalogue
from simpul.csvw import table_to_rdf
from simpul.errors import DataError
from simpul.ingest.description import About
from simpul.ingest.kinds import kinds
from simpul.ingest.options import Options
from simpul.ingest.source_plan import plan
from simpul.quality.soundness import hygiene
from simpul.reason.ontology import ontology
from simpul.reason.rules import rules_of
from simpul.reason.shapes import shapes_of
from simpul.store import OxigraphStore
from simpul.tables import read_folder
from support import ROOT, write_source

SCHEMA = (ROOT / "data" / "schemas" / "membership.json").read_text(encoding="utf-8")
TABLE = "a,b\n1,2\n"
NAMING = '{"@context": "http://www.w3.org/ns/csvw", "url": "t.csv"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Something that reads a folder.

    Attributes:
        part: A file that it reads.
        fill: Puts the files there.
        read: Reads the folder.
    """

    part: str
    fill: Callable[[Path], object]
    read: Callable[[Path], object]


def _planned(folder: Path) -> object:
    return plan([folder], Options(about=About(today=date(2026, 11, 26))))


def _texts(**texts: str) -> Callable[[Path], object]:
    def fill(folder: Path) -> None:
        for name, text in texts.items():
            path = folder / name.replace("__", "/").replace("_dot_", ".").replace("_dash_", "-")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return fill


def _dialect(folder: Path) -> None:
    source = write_source(folder)
    file = source / "csvw-metadata.json"
    file.write_text(file.read_text().replace('"tables":', '"dialect": "d.json", "tables":'))
    (source / "d.json").write_text('{"delimiter": ","}')


def _schemas(folder: Path) -> None:
    write_source(folder)
    _texts(schemas__membership_dot_json=SCHEMA)(folder)


def _source(folder: Path) -> object:
    return read_folder(folder / "test-list")


def _rdf(folder: Path) -> object:
    return list(table_to_rdf(folder / "t.csv"))


READERS = {
    "a table of a source": Reader(part="test-list/membership.csv", fill=write_source, read=_source),
    "the metadata of a source": Reader(
        part="test-list/csvw-metadata.json", fill=write_source, read=_source
    ),
    "a dialect of a source": Reader(part="test-list/d.json", fill=_dialect, read=_source),
    "a schema beside a source": Reader(part="schemas/membership.json", fill=_schemas, read=_source),
    "a source in a folder": Reader(part="test-list", fill=write_source, read=_planned),
    "a table without metadata": Reader(part="t.csv", fill=_texts(t_dot_csv=TABLE), read=_planned),
    "a workbook without metadata": Reader(
        part="t.xlsx", fill=_texts(t_dot_xlsx="x"), read=_planned
    ),
    "a graph without metadata": Reader(part="t.ttl", fill=_texts(t_dot_ttl=""), read=_planned),
    "metadata beside a table": Reader(
        part="t.csv-metadata.json",
        fill=_texts(t_dot_csv=TABLE, t_dot_csv_dash_metadata_dot_json=NAMING + "}"),
        read=_rdf,
    ),
    "a schema that metadata names": Reader(
        part="s.json",
        fill=_texts(
            t_dot_csv=TABLE,
            s_dot_json='{"columns": [{"name": "a", "titles": "a"}, {"name": "b", "titles": "b"}]}',
            t_dot_csv_dash_metadata_dot_json=NAMING + ', "tableSchema": "s.json"}',
        ),
        read=_rdf,
    ),
    "where a site keeps metadata": Reader(
        part=".well-known/csvm",
        fill=_texts(t_dot_csv=TABLE, _dot_well_dash_known__csvm="m.json\n"),
        read=_rdf,
    ),
    "questions": Reader(
        part="q.rq",
        fill=_texts(q_dot_rq="SELECT ?a WHERE { ?a ?b ?c }"),
        read=catalogue.every,
    ),
    "rules": Reader(
        part="r.rq",
        fill=_texts(r_dot_rq="CONSTRUCT { ?a a ?b } WHERE { ?a ?c ?b . ?b a owl:Class }"),
        read=lambda folder: rules_of(OxigraphStore.in_memory(), folder),
    ),
    "hygiene": Reader(
        part="h.rq",
        fill=_texts(h_dot_rq="SELECT ?subject ?detail WHERE { ?subject a ?detail }"),
        read=lambda folder: list(hygiene(OxigraphStore.in_memory(), folder)),
    ),
    "the ontology": Reader(part="o.ttl", fill=_texts(o_dot_ttl=""), read=ontology),
    "shapes": Reader(part="s.ttl", fill=_texts(s_dot_ttl=""), read=shapes_of),
    "kinds of tables": Reader(
        part="membership.json", fill=_texts(membership_dot_json=SCHEMA), read=kinds
    ),
}


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest, tmp_path: Path) -> Reader:
    """A reader, and its folder ``mine`` filled."""
    found = READERS[request.param]
    (tmp_path / "mine").mkdir()
    found.fill(tmp_path / "mine")
    return found


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    path.rename(target)
    path.symlink_to(target, target_is_directory=target.is_dir())


def test_a_link_out_of_a_folder_is_refused_with_its_place(reader: Reader, tmp_path: Path) -> None:
    _link(tmp_path / "mine" / reader.part, tmp_path / "elsewhere" / "part")
    with pytest.raises(DataError, match=r"outside its folder|leads out of its folder") as caught:
        reader.read(tmp_path / "mine")
    assert all(problem.place.file and problem.remedy for problem in caught.value.problems)


def test_a_link_that_stays_in_its_folder_is_as_good_as_a_file(
    reader: Reader, tmp_path: Path
) -> None:
    part = tmp_path / "mine" / reader.part
    inside = tmp_path / "mine" / reader.part.rpartition("/")[0]
    _link(part, inside / ".kept" / "part")
    reader.read(tmp_path / "mine")


def test_the_folder_itself_may_be_a_link(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("mine")
    reader.read(tmp_path / "link")


def test_a_pipe_in_a_folder_keeps_nobody_waiting(reader: Reader, tmp_path: Path) -> None:
    part = tmp_path / "mine" / reader.part
    part.rename(tmp_path / "taken away")
    os.mkfifo(part)
    with contextlib.suppress(DataError):  # what is missing may be told, or not be missed
        reader.read(tmp_path / "mine")
