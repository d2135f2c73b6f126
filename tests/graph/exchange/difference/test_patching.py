"""A patch made of two graphs makes the one of the other, or is refused with its line."""

import io
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.errors import DataError, FormatError, OutputError, UnwritableError
from simpul.exchange.difference.patching import patched
from simpul.exchange.difference.rdf_patch import Patch, Row, changes_of, patch_of, read_patch
from simpul.exchange.difference.sides import LinesSide, file_side, quads_side
from simpul.exchange.difference.stores import changed_in_stores, unlike
from simpul.store import OxigraphStore
from simpul.store.lines import ChangedLine, as_lines
from simpul.store.oxigraph import parse
from simpul.store.rdf import written
from simpul.terms import XSD, DefaultGraph, Literal, NamedNode, Quad

NODES = [NamedNode(f"https://example.org/{name}") for name in ("a", "b", "ü")]
TEXTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8
) | st.sampled_from(["a <b> .", '" .\n', "_:b", "\\", "line\nfeed\r", '"@en', "^^<x>"])
LITERALS = (
    TEXTS.map(Literal)
    | TEXTS.map(lambda text: Literal(text, language="en"))
    | TEXTS.map(lambda text: Literal(text, datatype=NamedNode(XSD + "token")))
)
GRAPHS = st.sampled_from([DefaultGraph(), *NODES[:2]])
QUADS = st.builds(
    Quad,
    st.sampled_from(NODES),
    st.sampled_from(NODES),
    st.sampled_from(NODES) | LITERALS,
    GRAPHS,
)
DATASETS = st.lists(QUADS, max_size=12)


def _statements(side: LinesSide) -> list[bytes]:
    return [line for blocks in (side.named(), side.unnamed()) for block in blocks for line in block]


def _rows(old: Iterable[Quad], new: Iterable[Quad]) -> tuple[bytes, tuple[Row, ...]]:
    """Return the patch between two datasets, and its rows, without the reader of others' files."""
    text = b"".join(
        patch_of(changes_of(quads_side("old", old), quads_side("new", new)), of_triples=False)
    )
    rows = [
        Row(line=number, quad=next(parse(line[2:], "nquads")), added=line.startswith(b"A "))
        for number, line in enumerate(text.splitlines(), start=1)
        if line.startswith((b"A ", b"D "))
    ]
    return text, tuple(rows)


@settings(max_examples=30, deadline=None)
@given(old=DATASETS, new=DATASETS)
def test_a_patch_applied_to_the_old_gives_the_new(old: list[Quad], new: list[Quad]) -> None:
    _text, rows = _rows(old, new)
    made = patched(quads_side("old", old), Patch(file=Path("p"), rows=rows))
    assert _statements(made) == _statements(quads_side("new", new))
    assert {*parse(b"".join(_statements(made)), "nquads")} == {*new}


@settings(max_examples=30, deadline=None)
@given(old=DATASETS, new=DATASETS)
def test_a_patch_has_each_change_once_and_nothing_else(old: list[Quad], new: list[Quad]) -> None:
    _text, rows = _rows(old, new)
    assert {row.quad for row in rows if row.added} == {*new} - {*old}
    assert {row.quad for row in rows if not row.added} == {*old} - {*new}
    assert len(rows) == len({*new} ^ {*old})


@settings(max_examples=30, deadline=None)
@given(old=DATASETS, new=DATASETS)
def test_the_difference_of_two_stores_is_that_of_what_they_state(
    old: list[Quad], new: list[Quad]
) -> None:
    found = {line.line: line.is_new for line in changed_in_stores(_store(old), _store(new))}
    before, after = _canonical(old), _canonical(new)
    expected = dict.fromkeys(map(_line, before - after), False) | dict.fromkeys(
        map(_line, after - before), True
    )
    assert found == expected


def _store(quads: Iterable[Quad]) -> OxigraphStore:
    """Return a store as a build is: all that graphs state stands in the default graph too."""
    store = OxigraphStore.in_memory()
    store.add(quads)
    store.add(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)
    return store


def _canonical(quads: Iterable[Quad]) -> set[Quad]:
    """Return what is stated: in the default graph only what no graph states."""
    named = {quad.triple for quad in quads if quad.graph_name != DefaultGraph()}
    return {q for q in quads if q.graph_name != DefaultGraph() or q.triple not in named}


def _line(quad: Quad) -> bytes:
    return b"".join(as_lines([quad]))


@settings(max_examples=40, deadline=None)
@given(
    old=st.permutations([b"%d\n" % number for number in range(12)]),
    new=st.permutations([b"%d\n" % number for number in range(3, 15)]),
    sorts=st.booleans(),
    piece=st.sampled_from([1, 5, 12, 1000]),
    waiting=st.sampled_from([0, 2, 100]),
)
def test_files_of_lines_are_compared_in_whatever_order_they_come(
    old: list[bytes], new: list[bytes], sorts: bool, piece: int, waiting: int
) -> None:
    if sorts:
        old, new = sorted(old), sorted(new)
    files = io.BytesIO(b"".join(old)), io.BytesIO(b"".join(new))
    found = sorted(unlike(*files, piece=piece, waiting=waiting))
    gone = [ChangedLine(b"%d\n" % number, False) for number in range(3)]
    came = [ChangedLine(b"%d\n" % number, True) for number in range(12, 15)]
    assert found == sorted(gone + came)


A = "<https://example.org/a>"
FACTS = f'{A} {A} "x" .\n{A} {A} "y" <https://example.org/g> .\n'
BAD = {
    "nothing of a patch": ("hello\n", DataError, "row 1: this is no row"),
    "a prefix": ('TX .\nPA "a" "https://a/" .\nTC .\n', DataError, "row 2: prefixes are not read"),
    "a transaction that was given up": (f"TX .\nA {A} {A} {A} .\nTA .\n", DataError, "row 3"),
    "an end that is missing": (f"TX .\nA {A} {A} {A} .\n", DataError, "a part of it is missing"),
    "a row that is no statement": (f"TX .\n\nA {A} {A} .\nTC .\n", FormatError, "line 3"),
    "two statements in a row": (f"A {A} {A} {A} . {A} {A} {A} .\n", FormatError, "line 1"),
    "a row without a statement": ("A # nothing\n", FormatError, "has one statement"),
    "what is not there": (f'TX .\nD {A} {A} "z" .\nTC .\n', DataError, "row 2: removes what"),
    "what is there": (f'A {A} {A} "x" .\n', DataError, "row 1: adds what"),
    "another graph": (f'D {A} {A} "y" .\n', DataError, "row 1: removes what"),
    "both at once": (
        f'D {A} {A} "x" .\nA {A} {A} "x" .\n',
        DataError,
        "row 2: adds a statement that it also",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_patch_that_is_wrong_or_does_not_apply_is_refused_with_its_line(
    tmp_path: Path, what: str
) -> None:
    content, error, said = BAD[what]
    (tmp_path / "old.nq").write_text(FACTS)
    (tmp_path / "changes.rdfp").write_text(content)
    with pytest.raises(error, match=said):
        patched(file_side(tmp_path / "old.nq"), read_patch(tmp_path / "changes.rdfp"))


def test_a_patch_of_another_tool_is_applied(tmp_path: Path) -> None:
    (tmp_path / "old.nq").write_text(FACTS)
    (tmp_path / "changes.rdfp").write_text(
        f'# by hand\nH id <uuid:0686c69d-8f89-4496-acb5-744f0157a8db> .\nTX .\n  D {A} {A} "x" .\n'
        f'A {A} {A} "x\\u00e9"@en <https://example.org/g> .\nTC .\n'
    )
    made = patched(file_side(tmp_path / "old.nq"), read_patch(tmp_path / "changes.rdfp"))
    content = b"".join(written(made.parts(), "nquads")).decode()
    assert (
        content
        == f'{A} {A} "xé"@en <https://example.org/g> .\n{A} {A} "y" <https://example.org/g> .\n'
    )


def test_a_patch_of_triples_is_applied_to_them_whoever_states_them(tmp_path: Path) -> None:
    (tmp_path / "old.nq").write_text(FACTS)
    (tmp_path / "new.nt").write_text(f'{A} {A} "x" .\n')
    sides = file_side(tmp_path / "old.nq"), file_side(tmp_path / "new.nt")
    patch = tmp_path / "changes.rdfp"
    patch.write_bytes(b"".join(patch_of(changes_of(*sides), of_triples=True)))
    assert _statements(patched(sides[0], read_patch(patch))) == _statements(sides[1])


def test_a_node_without_a_name_is_in_no_patch(tmp_path: Path) -> None:
    (tmp_path / "old.nt").write_text("")
    (tmp_path / "new.nt").write_text(f"{A} {A} _:b .\n")
    with pytest.raises(UnwritableError, match="about a node without a name"):
        list(changes_of(file_side(tmp_path / "old.nt"), file_side(tmp_path / "new.nt")))


def test_a_patch_that_is_not_there_is_told() -> None:
    with pytest.raises(OutputError, match="nowhere"):
        read_patch(Path("nowhere.rdfp"))
