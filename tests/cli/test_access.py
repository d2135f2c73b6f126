"""What is not public leaves by no door: found by walking the commands, their views, analyses and formats."""

import importlib
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pypdf
import pytest

import simpul_viz
from simpul.analysis.analyses import ANALYSES
from simpul.cli import main
from simpul.cli.app import COMMANDS
from simpul.cli.options import OneOf
from simpul.ingest.build import build
from simpul.store.rdf import GRAPH_FORMATS
from support import packed_in, write_source

MARKS = (b"qvxz", b"ouagadougou")
"""What only the internal source says: in its own words, and by the city that it alone mentions."""
NOTICES = (b"for the office alone", b"hanya untuk kalangan kantor")
PUBLIC = {
    "organisation": (
        "key,kind,label_en,label_id,aliases,governs,source\n"
        "c40,Network,C40 Cities,C40 Cities,C40,,report\n"
        "iclei,Network,ICLEI,ICLEI,,,report\n"
        "jakarta-gov,CityGovernment,Government of Jakarta,Pemerintah Jakarta,,1642911,report\n"
        "seoul-gov,CityGovernment,Government of Seoul,Pemerintah Seoul,,1835848,report\n"
    ),
    "event": (
        "key,kind,label_en,label_id,begin,end,city,source\n"
        "talk,Meeting,A talk,Pertemuan,2019-03-01,2019-03-02,1642911,report\n"
    ),
    "participation": (
        "key,event,participant,role,source\n"
        "talk-jakarta,talk,org/jakarta-gov,participant,report\n"
        "talk-seoul,talk,org/seoul-gov,participant,report\n"
    ),
    "agreement": (
        "key,kind,label_en,label_id,begin,source\n"
        "sisters,SisterCityAgreement,Sisters,Saudara,2019,report\n"
    ),
    "party": (
        "key,agreement,party,role,source\n"
        "a,sisters,city/1642911,party,report\n"
        "b,sisters,city/1835848,party,report\n"
    ),
}
SECRET = {
    "document": "key,label_en,label_id,title_en,title_id\nqvxz-paper,Qvxz paper,Makalah Qvxz,The Qvxz paper,Makalah Qvxz\n",
    "organisation": (
        "key,kind,label_en,label_id,aliases,city,part_of,source\n"
        "qvxz,Network,Qvxz League,Liga Qvxz,Qvxz Alias,,,qvxz-paper\n"
        "qvxz-office,Agency,Qvxz office,Kantor Qvxz,,1642911,jakarta-gov,qvxz-paper\n"
    ),
    "membership": (
        "key,member,network,begin,note_en,note_id,source\n"
        "1642911-qvxz,1642911,qvxz,2019,Qvxz note,Catatan Qvxz,qvxz-paper\n"
        "1835848-qvxz,1835848,qvxz,2019,,,qvxz-paper\n"
        "2357048-c40,2357048,c40,2019,,,qvxz-paper\n"
        "1642911-c40,1642911,c40,,Qvxz doubt,Keraguan Qvxz,qvxz-paper\n"
    ),
    "event": (
        "key,kind,label_en,label_id,begin,end,city,source\n"
        "qvxz-talk,Meeting,Qvxz talk,Pertemuan Qvxz,2019-03-01,2019-03-02,1642911,qvxz-paper\n"
    ),
    "participation": (
        "key,event,participant,role,source\nqvxz-talk-jakarta,qvxz-talk,org/jakarta-gov,participant,qvxz-paper\n"
        "qvxz-talk-office,qvxz-talk,org/qvxz-office,participant,qvxz-paper\n"
    ),
    "initiative": (
        "key,kind,label_en,label_id,city,themes,begin,source\n"
        "qvxz-plan,Programme,Qvxz plan,Rencana Qvxz,1642911,climate-change,2019,qvxz-paper\n"
    ),
    "agreement": (
        "key,kind,label_en,label_id,begin,source\n"
        "qvxz-sisters,SisterCityAgreement,Qvxz sisters,Saudara Qvxz,2019,qvxz-paper\n"
    ),
    "party": (
        "key,agreement,party,role,source\n"
        "qvxz-a,qvxz-sisters,city/1642911,party,qvxz-paper\n"
        "qvxz-b,qvxz-sisters,city/2357048,party,qvxz-paper\n"
    ),
}
_SAID = (
    "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } "
    "VALUES ?p { rdfs:label dct:title simpul:note simpul:memberOf simpul:sisterCityOf simpul:participatedIn }"
)
_OF_SOURCES = 'FILTER(STRSTARTS(STR(?s), "https://w3id.org/simpul/id/"))'
EVERYTHING = f"SELECT ?s ?p ?o WHERE {{ {_SAID} {_OF_SOURCES} }}"
GRAPH = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_SAID} }}"
PAIRS = "SELECT ?a ?b WHERE { ?a simpul:memberOf ?b }"
VIEW_QUERY = "pairs.rq"
OLD = "public.nq"
PACK = ["--issued", "2026-11-24", "-f", "pack"]


OTHERS = {
    "brief": [["C40"]],
    "why": [["Jakarta", "memberOf", "c40"]],
    "diff": [[OLD]],
    "export": [
        [],
        ["--profile", "city", "-p", "city=Jakarta"],
        ["--profile", "theme", "-p", "theme=climate change"],
    ],
}
"""What a command can be asked for that is asked for a thing or two."""


def _command(name: str) -> click.Command:
    made: click.Command = importlib.import_module(f"simpul.cli.{name}").command()
    return made


def _options(name: str) -> set[str]:
    return {word for parameter in _command(name).params for word in parameter.opts}


DOORS = [
    name
    for name in COMMANDS
    if name not in {"backup", "review"} and {"--output", "--store"} <= _options(name)
]
"""The commands that write what the store holds to files, but those whose files are their owner's alone."""


def _formats(name: str) -> list[str]:
    """Return the formats of a command, as its option knows them."""
    for parameter in _command(name).params:
        if "--format" in parameter.opts:
            assert isinstance(parameter.type, OneOf)
            return list(parameter.type._known())  # pyright: ignore[reportPrivateUsage]  # as the option is asked
    return []


def _things(name: str) -> list[list[str]]:
    """Return what a command can be asked for, as words."""
    match name:
        case "view":
            views = [
                [view.name, *view.example.replace("Rotterdam", "Seoul").split()]
                for view in simpul_viz.VIEWS.values()
            ]
            return [*views, ["--query", VIEW_QUERY]]
        case "analyse":
            example = {"of": "Jakarta", "from": "Jakarta", "to": "Seoul"}
            return [
                [analysis, *(w for need in known.needs for w in (f"--{need}", example[need]))]
                for analysis, known in ANALYSES.items()
            ]
        case "query":
            return [
                [EVERYTHING],
                ["memberships", "-p", "city=Jakarta", "--with-sources"],
                ["sources"],
            ]
        case _:
            return OTHERS.get(name, [[]])


def _runs(name: str) -> Iterator[list[str]]:
    """Yield every thing in one format, and one thing in every format."""
    things, formats = _things(name), _formats(name)
    yield from things
    for format_ in formats:
        if name == "query" and format_ in GRAPH_FORMATS:
            yield [GRAPH, "-f", format_]
        elif format_ == "pack":
            yield [*things[0], *PACK]
        else:
            yield [*things[0], "-f", format_]


OF_ONTOLOGY = [["view", view.name] for view in simpul_viz.VIEWS.values() if view.of_ontology]
RUNS = [r for n in DOORS for w in _runs(n) if (r := [n, *w]) not in OF_ONTOLOGY]
PRINTABLE = {"table", "text", "csv", "tsv", "json", "jsonl", "markdown"}
FOLDERS = [["export", "-f", "csv"], ["export", *PACK]]
"""Many files, which cannot be printed."""
TRIED = [r for r in RUNS if "-f" in r and r[0] != "validate" and r not in FOLDERS]
"""A report on the whole store takes long; its formats go the same way."""
DOCUMENTS = [r for r in TRIED if (r[-1] not in PRINTABLE or r[0] == "brief") and "xlsx" not in r]
"""A brief is made for others in every format."""
PRINTED = [
    *(r for r in TRIED if r[-1] in PRINTABLE and r[0] != "brief"),
    ["info"],
    ["info", "--quality"],
]


@pytest.fixture(scope="module")
def secret_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a public source, and of an internal one; beside it what was in it before that one came."""
    folder = tmp_path_factory.mktemp("secret")
    public = write_source(folder, PUBLIC)
    secret = write_source(folder, SECRET, key="qvxz-list", access="internal")
    build([public], folder / "store")
    words = ["export", "--format", "nquads", "--store", str(folder / "store")]
    assert main([*words, "-o", str(folder / OLD)]) == 0
    build([public, secret], folder / "store")
    return folder / "store"


@pytest.fixture(autouse=True)
def place(secret_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to write in; the store is the one with a secret."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMPUL_STORE", str(secret_store))
    (tmp_path / VIEW_QUERY).write_text(PAIRS)
    (tmp_path / OLD).symlink_to(secret_store.parent / OLD)
    return tmp_path


def _content(file: Path) -> bytes:
    """Return all that a file, or a folder, holds, what is packed in it unpacked, in small letters."""
    if file.is_dir():
        files = [path for path in sorted(file.rglob("*")) if path.is_file()]
        return b"\0".join(_content(path) for path in files)
    content = file.read_bytes()
    # Among so many letters of what is packed, any four come by chance.
    parts = [re.sub(rb"[\w+/=]{200,}", b"", content)]
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    if content.startswith(b"%PDF"):
        parts += [page.extract_text().encode() for page in pypdf.PdfReader(file).pages]
    parts += packed_in(content)
    return b"\0".join(parts).lower()


def _written(
    words: list[str], capfd: pytest.CaptureFixture[str], *access: str
) -> tuple[bytes, str]:
    """Run a command that writes a file; return what is in that, and what was told."""
    file = Path("written")
    assert main([*words, *access, "-o", str(file)]) in {0, 1}
    return _content(file), capfd.readouterr().err


def test_every_command_that_writes_what_the_store_holds_has_the_option() -> None:
    assert len(DOORS) >= 6
    assert [name for name in DOORS if "--access" not in _options(name)] == []


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_a_file_has_nothing_that_is_not_public(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    content, told = _written(words, capfd)
    assert [mark for mark in MARKS if mark in content] == []
    assert "Withheld" in told
    assert "facts of qvxz-list. --access internal includes them" in told


@pytest.mark.parametrize("words", RUNS, ids=" ".join)
def test_a_file_that_is_asked_for_with_all_has_all_and_says_so(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    content, told = _written(words, capfd, "--access", "internal")
    assert any(mark in content for mark in MARKS)
    assert "Withheld" not in told
    assert stat.S_IMODE(Path("written").stat().st_mode) & 0o077 == 0
    if content.startswith((b"<!doctype html>", b"pk", b"|", b"**")):
        assert any(notice in content for notice in NOTICES)


@pytest.mark.parametrize("words", DOCUMENTS, ids=" ".join)
def test_a_document_has_nothing_that_is_not_public_where_it_is_printed_either(
    words: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(words) in {0, 1}
    printed = capfdbinary.readouterr()
    Path("written").write_bytes(printed.out)
    assert [mark for mark in MARKS if mark in _content(Path("written"))] == []
    assert b"Withheld" in printed.err


@pytest.mark.parametrize("words", PRINTED, ids=" ".join)
def test_an_answer_that_is_printed_has_all(
    words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words) in {0, 1}
    shown = capfd.readouterr()
    assert any(mark in shown.out.lower().encode() for mark in MARKS)
    assert "Withheld" not in shown.err
    assert not any(notice in shown.out.lower().encode() for notice in NOTICES)
    assert main([*words, "--access", "public"]) in {0, 1}
    shown = capfd.readouterr()
    assert not any(mark in shown.out.lower().encode() for mark in MARKS)
    assert "Withheld" in shown.err


@pytest.mark.parametrize("name", ["Qvxz League", "Qvxz Alias", "Liga Qvxz"])
def test_a_name_of_what_is_withheld_is_not_found_for_a_file(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["query", "members", "-p", f"network={name}"]
    assert main([*words, "-o", "members.csv"]) == 2
    told = capfd.readouterr().err
    assert "--access internal includes them" in told
    assert "org/qvxz" not in told
    assert not Path("members.csv").exists()
    assert main(words) == 0


def test_a_public_store_gives_files_without_a_notice(
    article_store: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for format_ in ("html", "markdown", "xlsx"):
        words = ["query", "memberships", "-p", "city=Jakarta", "-f", format_]
        contents: list[bytes] = []
        for access in ([], ["--access", "public"], ["--access", "internal"]):
            content, told = _written([*words, "--store", str(article_store)], capfd, *access)
            assert "Withheld" not in told
            contents.append(content)
        assert len({*contents}) == 1
