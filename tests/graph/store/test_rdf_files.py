from pathlib import Path

import pytest

from simpul.errors import FormatError, OutputError
from simpul.store.rdf_files import read

_OPEN = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
_DEEP = 30_000
_BOMB = (
    b'<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]>"
    + _OPEN
    + b'<rdf:Description rdf:about="http://x/a"><x:p>&a9;</x:p></rdf:Description></rdf:RDF>'
)
_LONG = b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 1_000 + b'">]>' + _OPEN + b"</rdf:RDF>"
TRAPS = {
    "bomb.rdf": (_BOMB, "entity a1"),
    "long.rdf": (_LONG, "entity a is"),
    "file.rdf": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "entity a"),
    "deep.rdf": (_OPEN + b"<rdf:Description><x:p>" * _DEEP, "nested too deeply"),
    "deep.jsonld": (b'{"http://x/p":' * _DEEP + b"1" + b"}" * _DEEP, "nested too deeply"),
    "deep.ttl": (b"<http://x/a> <http://x/p> " + b"<<( <http://x/a> <http://x/p> " * _DEEP, "nested too deeply"),
    "remote.jsonld": (b'{"@context": "https://schema.org/", "@id": "http://x/a"}', "remote context"),
    "import.jsonld": (b'{"@context": {"@import": "file:///etc/passwd"}, "@id": "http://x/a"}', "remote context"),
    "latin.ttl": (b'<http://x/a> <http://x/p> 1 .\n# \xe9\n', "line 2 is not UTF-8"),
    "utf16.ttl": ("<http://x/a> <http://x/p> 1 .".encode("utf-16"), "not UTF-8"),
    "broken.nt": (b"<http://x/a> <http://x/p> 1 .\n", "not readable"),
    "relative.ttl": (b"<a> <b> <c> .", "not readable"),
    "nothing.txt": (b"", "after its format"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_and_said_to_be_one(tmp_path: Path, name: str) -> None:
    content, said = TRAPS[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(FormatError, match=said):
        list(read(file))


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


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        list(read(tmp_path / "none.ttl"))
