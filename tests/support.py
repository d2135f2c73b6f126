"""What several tests need: small sources, and commands run as a user runs them."""

import base64
import fcntl
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

import forked
from simpul.tables import find_sources

ROOT = Path(__file__).resolve().parent.parent
UMASKS = (0o022, 0o077, 0o027)
"""What people's machines let others do with new files."""
ARTICLE = ROOT / "data" / "jakarta-seoul-visit-2018"
SOURCE_TABLES = sorted(
    table for source in find_sources(ROOT / "data") for table in source.glob("*.csv")
)
"""The tables of our sources; the names that find a city are none."""

_READ_AT_START = ("PYTHON", "LC_", "LANG")
"""Beginnings of the variables that Python reads when it starts: a process that has started is not told of them."""
_PACKED = re.compile(rb">(H4sI[A-Za-z0-9+/=]+)<")

DOCUMENTS = (
    "key,label_en,label_id,title_en,title_id\nreport,Report,Laporan,A report,Sebuah laporan\n"
)
ORGANISATIONS = (
    "key,kind,label_en,label_id,source\n"
    "c40,Network,C40 Cities,C40 Cities,report\n"
    "iclei,Network,ICLEI,ICLEI,report\n"
)
MEMBERSHIPS = (
    "key,member,member_name,network,begin,source\n"
    "1642911-c40,1642911,Jakarta,c40,2007~,report\n"
    "1835848-c40,1835848,Seoul,c40,2006-02,report\n"
)


def packed_in(page: bytes) -> list[bytes]:
    """Return what a page holds packed."""
    return [gzip.decompress(base64.b64decode(text)) for text in _PACKED.findall(page)]


def write_source(
    folder: Path,
    tables: Mapping[str, str | bytes] | None = None,
    *,
    key: str = "test-list",
    access: str = "public",
    source_kind: str | None = None,
    licence: str | None = "https://creativecommons.org/licenses/by/4.0/",
    described: bool = False,
) -> Path:
    """Write a source folder; ``tables`` maps a kind of table to its text, and replaces the usual ones.

    The shapes find of it that no description says what it is, unless it is to be ``described``.
    """
    texts: dict[str, str | bytes] = {
        "document": DOCUMENTS,
        "organisation": ORGANISATIONS,
        "membership": MEMBERSHIPS,
    }
    texts |= tables or {}
    source = folder / key
    source.mkdir(parents=True)
    for kind, text in texts.items():
        content = text if isinstance(text, bytes) else text.encode()
        (source / f"{kind}.csv").write_bytes(content)
    id_ = "https://w3id.org/simpul/id/"
    metadata: dict[str, object] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": f"{id_}source/{key}",
        "dc:title": [
            {"@value": f"List {key}", "@language": "en"},
            {"@value": f"Daftar {key}", "@language": "id"},
        ],
        "dc:accessRights": {"@id": f"{id_}access/{access}"},
        "https://w3id.org/simpul/ontology#completeness": {"@id": f"{id_}completeness/sample"},
        "tables": [
            {"url": f"{kind}.csv", "tableSchema": f"../schemas/{kind}.json"} for kind in texts
        ],
    }
    if described:
        metadata["dc:description"] = [
            {"@value": "Members of a network.", "@language": "en"},
            {"@value": "Anggota suatu jaringan.", "@language": "id"},
        ]
    if licence:
        metadata["dc:license"] = {"@id": licence}
    else:
        metadata["dc:rights"] = "Nobody has said what may be done with it."
    if source_kind:
        of = "https://w3id.org/simpul/ontology#sourceKind"
        metadata[of] = {"@id": f"{id_}source-kind/{source_kind}"}
    (source / "csvw-metadata.json").write_text(json.dumps(metadata, ensure_ascii=False, indent=2))
    return source


def simpul(
    *words: str, store: Path | None = None, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in English unless the environment says otherwise."""
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIMPUL_", "LC_", "LANG"))
    }
    variables |= {"SIMPUL_LANG": "en", "NO_COLOR": "1"} | environment
    if store is not None:
        variables["SIMPUL_STORE"] = str(store)
    if not any(name.startswith(_READ_AT_START) for name in environment):
        return forked.command(words, variables, stdin)
    return subprocess.run(
        [sys.executable, "-m", "simpul", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        input=stdin,
        env=variables,
        check=False,
        timeout=120,
    )


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with these sheets, each of rows of cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def made_once(folder: Path, make: Callable[[Path], object]) -> Path:
    """Return a folder or file that the first process that needs it makes, while the others wait."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    done = folder.with_name(f"{folder.name}.done")
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(folder)
            done.touch()
    return folder
