"""What `simpul load` says of a table: in the words of the table and of the language that is spoken."""

from pathlib import Path

import pytest

from support import simpul


def _told(store: Path, folder: Path, text: str, language: str = "en", *words: str) -> str:
    file = folder / "list.csv"
    file.write_text(text, encoding="utf-8")
    ran = simpul("load", str(file), *words, store=store, SIMPUL_LANG=language)
    assert "Traceback" not in ran.stderr
    return ran.stdout + ran.stderr


def test_a_row_that_says_the_same_twice_is_told_by_its_row_and_not_by_a_key(
    store: Path, tmp_path: Path
) -> None:
    rows = "member_name,network\nBusan,C40\nIncheon,C40\nBusan,C40 Cities\n"
    told = _told(store, tmp_path, rows)
    assert "list.csv, row 4: this row is the same thing as row 2. Delete it or, if it is a different thing, fill in 'from'." in told  # fmt: skip
    assert "key" not in told
    apart = "member_name,network,begin\nBusan,C40,2001\nIncheon,C40,\nBusan,C40,2010\n"
    assert "3 rows read = 3 loaded + 0 refused" in _told(store, tmp_path, apart)


def test_a_thing_that_stands_twice_is_told_by_its_row(store: Path, tmp_path: Path) -> None:
    rows = "kind,label_en,label_id\nNetwork,One,Satu\nNetwork,One,Satu\n"
    told = _told(store, tmp_path, rows, "en", "--kind", "organisation")
    assert "row 3: this row is the same thing as row 2. Delete it or, if it is a different thing, give it a key in the column 'key'." in told  # fmt: skip


def test_a_key_that_was_written_twice_is_told_as_a_key(store: Path, tmp_path: Path) -> None:
    rows = "key,member_name,network\na,Busan,C40\na,Incheon,C40\n"
    assert "row 3, column key: row 2 already has the key a" in _told(store, tmp_path, rows)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "column certainty: 'foo' does not fit here. Write one of: Former, Disputed, Doubtful, Stated."),
        ("id", "Pernah berlaku (former), Dipertentangkan (disputed), Diragukan (doubtful), Dinyatakan (stated)."),
    ],
)  # fmt: skip
def test_allowed_words_are_told_as_labels_with_their_keys(
    store: Path, tmp_path: Path, language: str, words: str
) -> None:
    rows = "member_name,network,certainty\nBusan,C40,foo\n"
    assert words in _told(store, tmp_path, rows, language)


def test_a_column_is_called_as_the_table_calls_it(store: Path, tmp_path: Path) -> None:
    rows = "anggota (nama),jejaring,sejak\nBusan,C40,20x\nBusan,Nihil,2001\n"
    told = _told(store, tmp_path, rows, "id")
    assert "baris 2, kolom sejak:" in told
    assert "baris 3, kolom jejaring:" in told
    assert "Jumlah galat: 2." in told


def test_a_city_is_taken_by_its_own_name_before_a_greater_one_by_an_alias_and_told(
    store: Path, tmp_path: Path
) -> None:
    told = _told(store, tmp_path, "member_name,network\nKudus,C40\n")
    assert "1 loaded" in told
    assert "column member_name: 'Kudus' was taken for Kudus, " in told
    assert "Jerusalem" not in told


def test_a_column_that_is_missing_is_called_as_a_template_calls_it(
    store: Path, tmp_path: Path
) -> None:
    rows = "anggota (nama),sejak\nBusan,2001\n"
    assert "kolom jejaring: kolom ini tidak ada" in _told(store, tmp_path, rows, "id", "--kind", "membership")  # fmt: skip


def test_what_the_shapes_find_is_told_with_its_column(store: Path, tmp_path: Path) -> None:
    rows = "member_name,network,begin,end\nBusan,C40,2010,2001\n"
    told = _told(store, tmp_path, rows)
    assert "row 2, column begin: membership/1838524-c40-2010:" in told
    assert "beginEarliest" not in told


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Say which city this government governs. Fill in 'governs (GeoNames id)' / "),
        (
            "id",
            "Nyatakan kota mana yang diperintah oleh pemerintah ini. Isi 'memerintah (id GeoNames)' / ",
        ),
    ],
)
def test_what_a_row_misses_is_told_with_the_column_to_fill_in(
    store: Path, tmp_path: Path, language: str, words: str
) -> None:
    rows = "kind,label_en,label_id\nCityGovernment,One,Satu\n"
    assert words in _told(store, tmp_path, rows, language, "--kind", "organisation")


def test_the_list_itself_is_told_once_and_one_row_is_one_row(store: Path, tmp_path: Path) -> None:
    told = _told(store, tmp_path, "member_name,network\nBusan,C40\n")
    assert "list: 1 row read = 1 loaded + 0 refused" in told
    assert "  + list (Document)" not in told
    assert told.count("this list itself, as the document that its rows cite") == 1


def test_an_unreadable_graph_is_named_once(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text("<a> <b> .", encoding="utf-8")
    told = simpul("load", str(file), store=store).stderr
    assert told.count("x.ttl") == 1


def test_a_template_says_that_names_will_do_and_what_may_stay_empty(tmp_path: Path) -> None:
    import openpyxl

    for language, words in (
        ("en", ("May stay empty; a key is made.", "A name will do instead.")),
        ("id", ("Boleh kosong; kunci dibuatkan.", "Nama boleh ditulis sebagai gantinya.")),
    ):
        file = tmp_path / f"{language}.xlsx"
        simpul("template", "membership", "-o", str(file), SIMPUL_LANG=language)
        cells = openpyxl.load_workbook(file).worksheets[0][1]
        notes = {str(cell.value): str(cell.comment.text) for cell in cells if cell.comment}
        key, network = ("key", "network") if language == "en" else ("kunci", "jejaring")
        assert words[0] in notes[key]
        assert words[1] in notes[network]
