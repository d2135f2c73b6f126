"""One answer: the command line and a notebook give the same bytes in each format, and what must be said of it."""

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import openpyxl
import pytest

import simpul as api
from simpul import locale
from simpul.answer.answer import Answer
from simpul.answer.formats import FORMATS, ROW_FORMATS, content
from simpul.answer.notebook import Rows
from simpul.catalogue import parse, question
from simpul.errors import UsageError
from simpul.store import Bindings, OxigraphStore
from simpul.store.rdf import GRAPH_FORMATS
from simpul.terms import DefaultGraph, Literal, Quad, Term, rdfs_label, thing
from support import simpul

SEOUL: Final = thing("city", "1835848")
PARTIAL: Final = "Not every list behind this answer is complete"
LANGUAGES: Final = ("en", "id")
ONE: Final = "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a simpul:City ; rdfs:label ?l }"
TRUE: Final = "ASK { ?c a simpul:City }"


def _written(store: Path, folder: Path, *words: str) -> bytes:
    file = folder / "answer"
    done = simpul("query", *words, "-o", str(file), store=store)
    assert done.returncode == 0, done.stderr
    return file.read_bytes()


@pytest.mark.parametrize(
    ("format_", "language"), list(zip(ROW_FORMATS, itertools.cycle(LANGUAGES), strict=False))
)
def test_command_line_and_notebook_give_the_same_bytes(
    article_store: Path, tmp_path: Path, format_: str, language: str
) -> None:
    rows = api.open(article_store, lang=language).query("members", network="C40")
    words = ("members", "-p", "network=C40", "-f", format_, "--lang", language)
    assert rows.to_bytes(format_) == _written(article_store, tmp_path, *words)
    with_sources = _written(article_store, tmp_path, *words, "--with-sources", "--limit", "2")
    assert rows.to_bytes(format_, sources=True, limit=2) == with_sources
    assert with_sources != rows.to_bytes(format_)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_graph_is_the_same_in_both_too(article_store: Path, tmp_path: Path, format_: str) -> None:
    rows = api.open(article_store).sparql(ONE)
    assert rows.to_bytes(format_) == _written(article_store, tmp_path, ONE, "-f", format_)
    assert rows.to_bytes(format_) == rows.to_bytes(format_)


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_yes_is_the_same_in_both_too(article_store: Path, tmp_path: Path, format_: str) -> None:
    rows = api.open(article_store).sparql(TRUE)
    assert rows.to_bytes(format_) == _written(article_store, tmp_path, TRUE, "-f", format_)


@pytest.mark.parametrize("format_", GRAPH_FORMATS)
@pytest.mark.parametrize("query", [TRUE, "SELECT ?c { ?c a simpul:City }"])
def test_what_is_no_graph_is_written_as_none(article_store: Path, format_: str, query: str) -> None:
    with pytest.raises(UsageError, match="not a graph"):
        api.open(article_store).sparql(query).to_bytes(format_)


def test_a_format_that_is_none_is_told_with_those_that_are(article_store: Path) -> None:
    with pytest.raises(UsageError, match="'docx' is not one of: table, csv"):
        api.open(article_store).sparql(TRUE).to_bytes("docx")


def _text(data: bytes, format_: str) -> str:
    if format_ != "xlsx":
        return data.decode()
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("format_", ["table", "markdown", "html", "xlsx"])
def test_what_is_read_by_people_says_its_caveats(article_store: Path, format_: str) -> None:
    kg = api.open(article_store)
    with pytest.warns(UserWarning, match="Batavia"):
        rows = kg.query("memberships", city="Batavia")
    said = _text(rows.to_bytes(format_, limit=1), format_).replace("&#x27;", "'")
    assert "'Batavia' was taken for Jakarta, Indonesia" in said
    assert "There are more rows than the 1 shown." in said
    whole = kg.query("memberships", city="Jakarta")
    assert "was taken for" not in _text(whole.to_bytes(format_), format_)
    assert "There are more rows" not in _text(whole.to_bytes(format_), format_)


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_the_command_line_says_beside_every_answer_what_its_rows_cannot(
    article_store: Path, tmp_path: Path, format_: str
) -> None:
    words = ("memberships", "-p", "city=Batavia", "-f", format_, "--limit", "1")
    done = simpul("query", *words, "-o", str(tmp_path / "answer"), store=article_store)
    assert "'Batavia' was taken for Jakarta, Indonesia" in done.stderr
    assert "There are more rows than the 1 shown." in done.stderr


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_every_answer_says_that_a_list_is_not_complete(article_store: Path, format_: str) -> None:
    rows = api.open(article_store).query("members", network="C40")
    said = _text(rows.to_bytes(format_), format_)
    assert PARTIAL in said or "completeness/partial" in said


def test_a_notebook_says_every_caveat(article_store: Path) -> None:
    rows = api.open(article_store).query("members", network="C40")
    (caveat,) = rows.caveats
    assert caveat.startswith(PARTIAL)
    assert caveat in repr(rows)
    assert caveat in rows._repr_html_()
    in_indonesian = api.open(article_store, lang="id").query("members", network="C40")
    assert in_indonesian.caveats == ("Tidak semua daftar di balik jawaban ini lengkap: yang tidak ada di sini mungkin ada.",)  # fmt: skip


def test_a_complete_list_has_no_caveat() -> None:
    for extent, caveats in (("complete", 0), ("partial", 1), ("sample", 1)):
        rows = Rows(_answer([(thing("completeness", extent),)]))
        assert len(rows.caveats) == caveats


def _answer(solutions: list[tuple[Term, ...]], store: OxigraphStore | None = None) -> Answer:
    query = parse("SELECT ?x WHERE { ?x ?p ?o }", name="q")
    found = Bindings(variables=("x",), solutions=iter(solutions))
    return Answer.of(query, found, store or OxigraphStore.in_memory())


def test_an_answer_is_written_as_it_comes() -> None:
    read: list[int] = []

    def solutions() -> Iterator[tuple[Term, ...]]:
        for number in range(50_000):
            read.append(number)
            yield (Literal(str(number)),)

    found = Bindings(variables=("x",), solutions=solutions())
    query = parse("SELECT ?x WHERE { ?x ?p ?o }", name="q")
    pieces = content(Answer.of(query, found, OxigraphStore.in_memory()), "csv").pieces
    assert (next(pieces), next(pieces)) == (b"x\n", b"0\n")
    assert len(read) < 20_000


def test_an_answer_speaks_the_language_it_was_asked_in_whoever_reads_it() -> None:
    store = OxigraphStore.in_memory()
    for language, label in (("en", "Seoul"), ("id", "Seoul, Korea Selatan")):
        store.add([Quad(SEOUL, rdfs_label, Literal(label, language=language), DefaultGraph())])
    with locale.speaking("id"):
        answer = _answer([(SEOUL,)], store)
    assert answer.language == "id"
    assert b"Korea Selatan" in b"".join(content(answer.held(), "csv"))
    assert Rows(_answer([(SEOUL,)], store)).labels == {SEOUL.value: "Seoul"}


def test_no_piece_leaves_its_language_behind() -> None:
    with locale.speaking("id"):
        answer = _answer([(Literal("a"),), (Literal("b"),)])
    for _piece in content(answer, "jsonl"):
        assert locale.current() == "en"


def test_equal_answers_are_equal_sheets() -> None:
    asked = question("members")
    found = Bindings(variables=("member",), solutions=iter([(SEOUL,)]))
    answer = Answer.of(asked, found, OxigraphStore.in_memory()).held()
    assert b"".join(content(answer, "xlsx")) == b"".join(content(answer, "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(content(answer, "xlsx"))))
    assert str(book.properties.modified) == "2000-01-01 00:00:00"


@pytest.mark.parametrize("format_", FORMATS)
def test_an_answer_of_nothing_says_so_in_every_format(
    article_store: Path, tmp_path: Path, format_: str
) -> None:
    head = "CONSTRUCT WHERE" if format_ in GRAPH_FORMATS else "SELECT ?c"
    where = ("-f", format_, "-o", str(tmp_path / "answer"))
    empty = simpul("query", f"{head} {{ ?c simpul:theme 1 }}", *where, store=article_store)
    assert empty.returncode == 0
    assert empty.stderr.strip() == "Nothing on record fits this."
    full = simpul("query", f"{head} {{ ?c a simpul:City }}", *where, store=article_store)
    assert full.stderr == ""


@pytest.mark.parametrize(
    ("question", "given", "words"),
    [
        ("lessons", {"by": "Seoul"}, "Nothing is on record for Seoul."),
        ("overdue", {"city": "Jakarta", "asOf": 1800}, "Nothing is on record for Jakarta, asOf 1800."),
    ],
)  # fmt: skip
def test_an_empty_answer_names_what_was_asked_about(
    article_store: Path, question: str, given: dict[str, str | int], words: str
) -> None:
    rows = api.open(article_store, lang="en").query(question, given)
    assert len(rows) == 0
    assert words in repr(rows)
    assert "simpul query lists" in rows.caveats[-1]
    assert rows.to_networkx().number_of_nodes() == 0


@pytest.mark.parametrize(
    ("question", "given", "words"),
    [
        ("lessons", {"by": "Jakarta", "from": "Seoul", "theme": "theme/water"}, "Without theme=theme/water there is more: 3 rows."),
        ("who-has-solved", {"theme": "theme/child-empowerment"}, "`simpul query sessions-on-theme -p theme=theme/child-empowerment` shows"),
    ],
)  # fmt: skip
def test_an_empty_answer_offers_the_nearest_that_is_known(
    article_store: Path, question: str, given: dict[str, str], words: str
) -> None:
    kg = api.open(article_store, lang="en")
    assert words in kg.query(question, given).caveats[-1]


def test_an_answer_with_rows_offers_nothing(article_store: Path) -> None:
    rows = api.open(article_store, lang="en").query("lessons", by="Jakarta")
    assert not any("there is more" in caveat for caveat in rows.caveats)


def test_an_offer_is_made_in_the_readers_language(article_store: Path) -> None:
    rows = api.open(article_store, lang="id").query("lessons", by="Seoul")
    assert "Tanpa by=Seoul ada lebih banyak" in rows.caveats[-1]


@pytest.mark.parametrize("values", ["1 'a'", "1 UNDEF", "99999999999999999999 1"])
@pytest.mark.parametrize("aggregate", ["SUM", "AVG"])
def test_a_sum_that_could_not_be_made_is_told_of(
    article_store: Path, values: str, aggregate: str
) -> None:
    query = f"SELECT ({aggregate}(?x) AS ?sum) {{ VALUES ?x {{ {values} }} }}"
    done = simpul("query", query, "-f", "csv", store=article_store)
    assert "Not every row has a value for ?sum" in done.stderr
    good = simpul("query", query.replace(values, "1 2"), "-f", "csv", store=article_store)
    assert good.stderr == ""
