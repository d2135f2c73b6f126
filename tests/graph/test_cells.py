"""One rule keeps cells from running: it comes off as it was put on, and LibreOffice finds no formula in either locale."""

import csv
import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.cells import line, shield, unshield

SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20"
PIECES = st.sampled_from(
    [*SIGNS, *",;|\t\n\r\"' \ufeff\x00\xa0", "1", "-5", "-6.2", "x", "+62 812"]
)
HOSTILE = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=8)
EXAMPLES = [
    "=1+1", "x;=1+1", "x,=1+1", "x\t=1+1", "x\n=1+1", "x\r=1+1", "x;=1+1;y", 'x;"=1+1"', "x; =1+1",
    "+1+1", "-1+1", "@SUM(1;1)", "\uff1d1+1", " =1+1", "\ufeff=1+1", "'=1+1", "\t=1", "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://example.org\";\"x\")", "x;+1+1", "x;-1+1", "-6.2", "+62 812 3456", "a;-5", "-1,5+WEBSERVICE(A2)", "-5\tA(1)",
]  # fmt: skip


@given(HOSTILE)
def test_a_shield_comes_off_as_it_was_put_on_and_twice_too(cell: str) -> None:
    assert unshield(shield(cell)) == cell
    assert unshield(unshield(shield(shield(cell)))) == cell


@given(HOSTILE, st.sampled_from(",;|\t\n\r"))
def test_no_reader_finds_a_cell_that_begins_like_a_formula(cell: str, separator: str) -> None:
    for piece in shield(cell).split(separator):
        begun = piece.lstrip('" \t\n\r\xa0\ufeff\x00')
        assert not begun.startswith(tuple(SIGNS)) or re.fullmatch(r"-[0-9.,]+", begun)


@given(
    st.lists(HOSTILE.filter(lambda text: "\0" not in text), min_size=1, max_size=4),
    st.sampled_from(",\t"),
)
def test_a_row_that_is_read_again_has_the_same_texts(cells: list[str], separator: str) -> None:
    (read,) = csv.reader(io.StringIO(line(cells, separator), newline=""), delimiter=separator)
    assert list(map(unshield, read)) == cells


def test_a_number_and_the_function_in_the_next_cell_make_no_formula() -> None:
    assert line(["-1", "5+WEBSERVICE(A2)"], ",") == '-1,"5+WEBSERVICE(A2)"\n'


@pytest.mark.parametrize(
    "cell",
    ["-6.2", "-5", "-1,5", "-1e5", "2018-03-22", "Jakarta", "a;b", "e-mail@example.org", "x - y"],
)
def test_what_is_no_formula_stays_as_it_is(cell: str) -> None:
    assert shield(cell) == cell


@pytest.mark.slow
@pytest.mark.parametrize("language", [1033, 1057], ids=["en_US", "id_ID"])
@pytest.mark.parametrize("separator", ["59", "44/59/9"], ids=["semicolon", "any"])
def test_libreoffice_finds_no_formula_whatever_separates(
    tmp_path: Path, language: int, separator: str
) -> None:
    rows = [["x", text, "y"] for text in EXAMPLES]
    shielded, bare = tmp_path / "shielded.csv", tmp_path / "bare.csv"
    shielded.write_text("".join(line(row, ",") for row in rows), encoding="utf-8", newline="")
    bare.write_text(
        "".join(map("{0[0]},{0[1]},{0[2]}\n".format, rows)), encoding="utf-8", newline=""
    )
    # Separators, quotation mark, UTF-8, first row, columns, language; the last word: formulas are evaluated.
    options = f"{separator},34,76,1,,{language},false,true,false,false,false,-1,true"
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            f"--infilter=Text - txt - csv (StarCalc):{options}",
            *("--convert-to", "xlsx", "--outdir", tmp_path / "made", shielded, bare),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert _formulas(tmp_path / "made" / "bare.xlsx") > 0
    assert _formulas(tmp_path / "made" / "shielded.xlsx") == 0


def _formulas(book: Path) -> int:
    with zipfile.ZipFile(book) as parts:
        return len(re.findall(rb"<f[ >]", parts.read("xl/worksheets/sheet1.xml")))
