"""A list's key may be a source's that is there, or a document's: neither is taken from it."""

from datetime import date
from pathlib import Path

import pytest

from simpul.errors import UsageError
from simpul.ingest import About, Options, SourceReport, load
from simpul.store import current_build, open_store
from simpul.terms import ID

DAY = date(2026, 11, 24)
ROW = "member_name,network,begin\nBusan,C40,2001\n"
CITED = "SELECT ?d {{ ?m a simpul:Membership ; simpul:begin ?b ; dct:source ?d FILTER(STRSTARTS(STR(?b), '{year}')) }}"


def _table(folder: Path, text: str, name: str = "list.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _load(
    store: Path, file: Path, source: str, *, add: bool = False, replace: bool = False
) -> SourceReport:
    (report,) = load(
        [file], store, Options(about=About(today=DAY), source=source, add=add, replace=replace)
    )
    return report


def _documents(store: Path, year: int) -> list[str]:
    rows = open_store(store).select(CITED.format(year=year)).rows
    return [str(row["d"])[1:-1].removeprefix(f"{ID}document/") for row in rows]


def _labels(store: Path, document: str) -> set[str]:
    query = f"SELECT DISTINCT ?l {{ <{ID}document/{document}> rdfs:label ?l }}"
    return {str(row["l"]) for row in open_store(store).select(query).rows}


def test_a_table_does_not_replace_a_source_of_a_folder(store: Path, tmp_path: Path) -> None:
    before = current_build(store)
    with pytest.raises(UsageError, match=r"test-list already exists.*--add.*--replace"):
        _load(store, _table(tmp_path, ROW), "test-list")
    with pytest.raises(UsageError, match="test-list already exists"):
        load([_table(tmp_path, ROW, "test-list.csv")], store, Options(about=About(today=DAY)))
    assert current_build(store) == before


def test_a_table_adds_to_a_source_of_a_folder_and_still_does_not_replace_it(
    store: Path, tmp_path: Path
) -> None:
    added = _load(store, _table(tmp_path, ROW), "test-list", add=True)
    assert not added.removed.facts
    with pytest.raises(UsageError, match="test-list already exists"):
        _load(store, _table(tmp_path, ROW), "test-list")


def test_a_source_of_a_folder_is_replaced_when_that_is_said(store: Path, tmp_path: Path) -> None:
    own = "kind,label_en,label_id\nNetwork,C40 Cities,C40 Cities\nNetwork,ICLEI,ICLEI\n"
    book = tmp_path / "both"
    book.mkdir()
    _table(book, ROW, "membership.csv")
    _table(book, own, "organisation.csv")
    replaced = _load(store, book, "test-list", replace=True)
    assert replaced.removed.facts
    assert not open_store(store).ask(f"ASK {{ <{ID}membership/1642911-c40> ?p ?o }}")


@pytest.mark.parametrize("again", [False, True])
def test_a_list_called_like_a_document_is_a_document_of_its_own(
    store: Path, tmp_path: Path, again: bool
) -> None:
    labels = _labels(store, "report")
    assert labels
    _load(store, _table(tmp_path, ROW), "report")
    if again:
        assert not _load(store, _table(tmp_path, ROW), "report").changed
    assert _documents(store, 2001) == ["report-list"]
    assert _labels(store, "report") == labels
    more = _table(tmp_path, ROW.replace("2001", "2002"), "more.csv")
    assert not _load(store, more, "report", add=True).removed.facts
    assert _documents(store, 2002) == ["report-list"]


def test_a_list_that_describes_a_document_of_its_own_key_cites_another(
    store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    _table(folder, ROW, "membership.csv")
    _table(folder, "key,label_en,label_id,title_en,title_id\nmine,A,B,C,D\n", "document.csv")
    for _time in range(2):
        _load(store, folder, "mine")
        assert _documents(store, 2001) == ["mine-list"]
        assert len(_labels(store, "mine")) == 2


def test_a_list_of_a_free_key_is_the_document_of_that_key(store: Path, tmp_path: Path) -> None:
    _load(store, _table(tmp_path, ROW), "free")
    assert _documents(store, 2001) == ["free"]
