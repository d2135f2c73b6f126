import ast
import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.errors import FormatError, OutputError
from simpul.store import child, rdf_files
from simpul.store.oxigraph import parse
from simpul.store.rdf_files import format_of, read
from simpul.store.rdf_nesting import refuse_deep
from simpul.terms import Quad
from support import ROOT

_OPEN = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
_DEEP = 30_000
_NOISE = b"# >> >> )>>\n" * 5_000 + b'<http://x/a> <http://x/p> ">> >> )>>" .\n' * 3_000
_SAID_TO_BE = b'<?xml version="1.0" encoding="%s"?>' + _OPEN + b"</rdf:RDF>"
_BOMB = (
    b'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]>"
    + _OPEN
    + b'<rdf:Description rdf:about="http://x/a"><x:p>&a9;</x:p></rdf:Description></rdf:RDF>'
)
_LONG = b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 1_000 + b'">]>' + _OPEN + b"</rdf:RDF>"
_MANY = (
    b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 300 + b'">]>' + _OPEN
    + b'<rdf:Description rdf:about="http://x/a"><x:p>' + b"&a;" * 60_000 + b"</x:p></rdf:Description></rdf:RDF>"
)  # fmt: skip
TRAPS = {
    "bomb.rdf": (_BOMB, "entity a1"),
    "long.rdf": (_LONG, "entity a is"),
    "many.rdf": (_MANY, "amplification|longer than 16 MB"),
    "file.rdf": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "entity a"),
    "deep.rdf": (_OPEN + b"<rdf:Description><x:p>" * _DEEP, "nested too deeply"),
    "deep.jsonld": (b'{"http://x/p":' * _DEEP + b"1" + b"}" * _DEEP, "nested too deeply"),
    "deep behind noise.jsonld": (b'["}]}]", ' + b'"]}", ' * _DEEP + b"[" * _DEEP, "line 1 is nested too deeply"),
    "deep.ttl": (b"<http://x/a> <http://x/p> " + b"<<( <http://x/a> <http://x/p> " * _DEEP, "nested too deeply"),
    "deep behind noise.nt": (_NOISE + b"<urn:a> <urn:b> " + b"<<( <urn:a> <urn:b> " * _DEEP, "line 8001 is nested too deeply"),
    "prefix.ttl": (b"@prefix p: <http://x/" + b"a" * 70_000 + b"> .\np:a p:b p:a" + b",p:a" * 9_000 + b" .", "0.1 MB become more than 50 MB"),
    "vocabulary.jsonld": (b'{"@context": {"@vocab": "http://x/' + b"a" * 100_000 + b'"}' + b"".join(b',"k%d":1' % n for n in range(1_000)) + b"}", "0.1 MB become more than 50 MB"),
    "text.ttl": (b'<http://x/a> <http://x/p> "' + b"a" * 17_000_000 + b'" .', "longer than 16 MB"),
    "name.ttl": (b"<http://x/a> <http://x/p> <" + b"a" * 100_000 + b"> .", "not readable"),
    "no such encoding.rdf": (_SAID_TO_BE % b"bogus", "its encoding bogus is not read; save it as UTF-8"),
    "utf7.rdf": (_SAID_TO_BE % b"UTF-7", "its encoding UTF-7 is not read"),
    "escapes of Python.rdf": (_SAID_TO_BE % b"unicode_escape", "its encoding unicode_escape is not read"),
    "said to be utf16.rdf": (_SAID_TO_BE % b"UTF-16", "says that it is in UTF-16, and is not"),
    "torn utf16.rdf": ((_SAID_TO_BE % b"UTF-16").decode().encode("utf-16")[:-1], "line 1 is not in its encoding utf-16"),
    "latin.rdf": (_OPEN + b"\n\xe9</rdf:RDF>", "line 2 is not UTF-8; .* let its first line say its encoding"),
    "said to be ascii.rdf": (_SAID_TO_BE.replace(b"</", b"\n\xe9</") % b"us-ascii", "line 2 is not in its encoding ascii"),
    "bomb in utf16.rdf": (_BOMB.decode().encode("utf-16"), "entity a1"),
    "nul.rdf": (_OPEN + b"\0</rdf:RDF>", "not well-formed"),
    "surrogate.jsonld": (b'{"http://x/p": "\\ud800"}', "not readable"),
    "remote.jsonld": (b'{"@context": "https://schema.org/", "@id": "http://x/a"}', "remote context"),
    "import.jsonld": (b'{"@context": {"@import": "file:///etc/passwd"}, "@id": "http://x/a"}', "remote context"),
    "latin.ttl": (b'<http://x/a> <http://x/p> 1 .\n# \xe9\n', "line 2 is not UTF-8; save it as UTF-8"),
    "torn utf16.ttl": ("<http://x/a> <http://x/p> 1 .".encode("utf-16")[:-1], "not in its encoding utf-16"),
    "broken.nt": (b"<http://x/a> <http://x/p> 1 .\n", "not readable"),
    "relative.ttl": (b"<a> <b> <c> .", "not readable"),
    "nothing.txt": (b"", "after its format"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_and_said_to_be_one(tmp_path: Path, name: str) -> None:
    content, said = TRAPS[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(FormatError, match=said) as caught:
        list(read(file))
    assert len(str(caught.value)) < 1_000


GOOD = {
    "a.ttl": b"\xef\xbb\xbf<http://x/a> <http://x/p> 1 .",
    "a.nt": b'<http://x/a> <http://x/p> "<<<<" .',
    "a.nq": b'<http://x/a> <http://x/p> "1" <http://x/g> .',
    "a.trig": b"GRAPH <http://x/g> { <http://x/a> <http://x/p> 1 }",
    "a.jsonld": b'{"@id": "http://x/a", "http://x/p": "[[[{{{ \\" [["}',
    "a.rdf": b'<!DOCTYPE r [<!ENTITY x "http://x/">]>'
    + _OPEN
    + b'<rdf:Description rdf:about="&x;a"><x:p>1</x:p></rdf:Description></rdf:RDF>',
}


@pytest.mark.parametrize("name", GOOD)
def test_each_format_is_read_by_its_ending(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(GOOD[name])
    (quad,) = read(file)
    assert str(quad.subject) == "<http://x/a>"


_ACCENTED = {
    "a.ttl": '<http://x/a> <http://x/p> "Córdoba" .',
    "a.nt": '<http://x/a> <http://x/p> "Córdoba" .',
}
_ACCENTED |= {"a.jsonld": '{"@id": "http://x/a", "http://x/p": "Córdoba"}'}
_ACCENTED["a.rdf"] = f'{_OPEN.decode()}<rdf:Description rdf:about="http://x/a"><x:p>Córdoba</x:p></rdf:Description></rdf:RDF>'  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", _ACCENTED)
def test_rdf_is_read_by_the_mark_it_begins_with(tmp_path: Path, name: str, encoding: str) -> None:
    file = tmp_path / name
    file.write_bytes(_ACCENTED[name].encode(encoding))
    (quad,) = read(file)
    assert str(quad.object) == '"Córdoba"'


@pytest.mark.parametrize(
    "encoding", ["UTF-8", "utf-16", "UTF-16LE", "ISO-8859-1", "iso-8859-15", "windows-1252", "GB18030"]
)  # fmt: skip
@pytest.mark.parametrize("quote", ['"', "'"])
def test_xml_is_read_by_the_encoding_it_declares(tmp_path: Path, encoding: str, quote: str) -> None:
    file = tmp_path / "a.rdf"
    said = f"<?xml version='1.0' encoding={quote}{encoding}{quote} standalone='yes'?>\n"
    file.write_bytes((said + _ACCENTED["a.rdf"]).encode(encoding))
    (quad,) = read(file)
    assert str(quad.object) == '"Córdoba"'


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        list(read(tmp_path / "none.ttl"))


def test_a_file_may_become_as_large_as_one_says(tmp_path: Path) -> None:
    file = tmp_path / "prefix.ttl"
    prefix = b"@prefix p: <http://x/" + b"a" * 3_000 + b"> .\n"
    file.write_bytes(prefix + b"p:a p:b p:a" + b",p:a" * 300 + b" .")
    assert sum(1 for _quad in read(file, largest=3)) == 301
    assert sum(1 for _quad in read(file, largest=0)) == 301
    with pytest.raises(FormatError, match=r"more than 2 MB .* raise --largest-rdf"):
        list(read(file, largest=2))


def test_a_crash_of_the_parser_is_a_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_arguments: object) -> bytes:
        raise child.ChildEnded(None)

    file = tmp_path / "a.ttl"
    file.write_bytes(GOOD["a.ttl"])
    monkeypatch.setattr(child, "run", crash)
    with pytest.raises(FormatError, match="cannot be read safely"):
        list(read(file))


def test_a_text_that_is_too_long_only_when_its_lines_are_written_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse_nothing(*_arguments: object) -> Iterator[Quad]:
        raise MemoryError

    file = tmp_path / "a.ttl"
    file.write_bytes(GOOD["a.ttl"])
    monkeypatch.setattr(rdf_files, "parse", parse_nothing)
    with pytest.raises(FormatError, match="longer than 16 MB"):
        list(read(file))


DEEP_TO_LOOK_AT = {
    "turtle": b"<a:a> <a:p> " + b"[ <a:p> " * _DEEP + b"1" + b"]" * _DEEP + b" .",
    "ntriples": b'<a:a> <a:p> "<< << <<" . # << <<\n' * _DEEP,
    "trig": b"<a:a> <a:p> '''<< ' <<''', <a:(((> . << <a:a> <a:p> 1 >> <a:p> 1 .\n" * _DEEP,
    "jsonld": b"[" + b'{"a": "[[[ \\" {{{"}, ' * _DEEP + b"1]",
    "rdfxml": _OPEN + b"<rdf:Description/><!-- <a> -->" * _DEEP + b"</rdf:RDF>",
}


@pytest.mark.parametrize("form", DEEP_TO_LOOK_AT)
def test_what_only_looks_deep_is_no_trap(form: str) -> None:
    refuse_deep(DEEP_TO_LOOK_AT[form], form)


UNITS = (
    b'"',
    b"'",
    b'"""',
    b"'''",
    b"\\",
    b'"\\',
    b'"""\\',
    b"<",
    b"<a",
    b"<\\",
    b">",
    b">>",
    b"#",
    b"]",
    b"\n",
    b"a",
)
"""Beginnings and ends of tokens of every format."""  # fmt: skip


@pytest.mark.parametrize(("form", "opening"), [("turtle", b"<<"), ("jsonld", b"[")])
def test_no_beginning_makes_the_count_of_depth_hang_or_fail(form: str, opening: bytes) -> None:
    for one, other in itertools.product(UNITS, UNITS):
        with contextlib.suppress(ValueError):
            refuse_deep(opening * 150 + b"\n" * 150 + (one + other) * 10_000, form)


@given(st.lists(st.sampled_from([b"<<", b">>", b")>>", b"#", b"\n", b"<a:a>", b"<a", b"[", b"]"])))
def test_nothing_before_makes_room_for_what_is_too_deep(before: list[bytes]) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        refuse_deep(b"".join(before) + b"\n" + b"<< " * 201, "turtle")


@pytest.mark.parametrize(
    "file",
    [
        *sorted((ROOT / "ontology").glob("*.ttl")),
        *sorted((ROOT / "tests").rglob("*.trig"))[:1],
    ],
    ids=lambda file: file.name,
)
def test_a_file_read_apart_says_what_it_says_here(file: Path) -> None:
    form = format_of(file)
    assert form
    here = [str(quad) for quad in parse(file.read_bytes(), form) if "_:" not in str(quad)]
    assert [str(quad) for quad in read(file) if "_:" not in str(quad)] == here
    assert here


_PARSING = {
    "store/oxigraph.py": "the door of pyoxigraph",
    "store/rdf.py": "lines that the store wrote",
    "store/rdf_parsing.py": "files of others, in a child",
    "store/rdf_files.py": "what the child gives back",
    "store/remote/answers.py": "what an endpoint makes of the project's own",
    "exchange/corrections/edits.py": "lines that the store wrote",
    "exchange/difference/blank_nodes.py": "lines that the store or the child wrote",
    "exchange/difference/comparing.py": "lines that the store or the child wrote",
    "exchange/difference/rdf_patch.py": "lines that the store or the child wrote",
    "exchange/difference/sides.py": "lines that the store or the child wrote",
    "exchange/difference/stores.py": "lines that the store wrote",
    "exchange/pack/graph_hash.py": "lines that the store or the child wrote",
    "exchange/pack/validation.py": "the report that the shapes made",
    "exchange/publishing/backup.py": "what a store wrote, compared with its checksum",
    "exchange/publishing/filling.py": "what a published build holds, compared with its checksum",
    "exchange/publishing/publish.py": "a line of the store's own",
    "ingest/transaction.py": "lines that are made of GeoNames",
    "ingest/world.py": "lines that are made of GeoNames",
    "naming/gazetteer/triples.py": "lines that are made of GeoNames",
    "reason/alignments.py": "the project's own",
    "reason/ontology.py": "the project's own",
    "reason/owl.py": "what the store holds",
    "reason/shapes/shapes_graph.py": "the project's own",
    "reason/materialisation.py": "what the store holds",
    "reason/why.py": "a term of a rule",
    "quality/soundness.py": "the project's own",
}
"""Modules that parse RDF, and whose."""
_NO_RDF = ("catalogue", "json", "tomllib", "world", "yaml")


def _parses_rdf(code: str) -> bool:
    """Return whether code has a parser of RDF by its name, or a method of a library that is one."""
    if not any(word in code for word in ("parse", "load")):
        return False  # most modules: they need not be taken apart
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.ImportFrom(module="simpul.store.oxigraph", names=names):
                if any(name.name == "parse" for name in names):
                    return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner))) if owner in _NO_RDF:
                pass
            case ast.Call(func=ast.Attribute(attr="load" | "bulk_load")):
                return True
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Name(id="ox" | "oxigraph" | "graph" | "dataset"), attr="parse"
                )
            ):
                return True
            case _:
                pass
    return False


@pytest.mark.parametrize(
    "code",
    [
        "from simpul.store.oxigraph import parse",
        "store.load(file, graph)",
        "ox.parse(content)",
        "graph.parse(file)",
    ],
)
def test_code_that_parses_rdf_is_found(code: str) -> None:
    assert _parses_rdf(code)
    assert not _parses_rdf("json.load(file), catalogue.parse(text), parse(text)")


def test_files_of_others_are_parsed_behind_one_door() -> None:
    root = ROOT / "graph" / "simpul"
    modules = [*root.rglob("*.py"), *(ROOT / "viz" / "simpul_viz").rglob("*.py")]
    parsing = [file for file in modules if _parses_rdf(file.read_text("utf-8"))]
    assert {str(file.relative_to(root)) for file in parsing} == set(_PARSING)
