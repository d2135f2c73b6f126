"""``simpul token``: made once and shown once; what it has no use for is refused."""

from pathlib import Path

import pytest

from simpul.cli import main
from simpul.site.tokens import Tokens


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of tokens that the environment names."""
    path = tmp_path / "tokens.json"
    monkeypatch.setenv("SIMPUL_TOKENS", str(path))
    return path


def test_a_token_is_made_shown_once_listed_and_removed(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", "add", "Kota Jakarta", "--access", "internal", "--expires", "2999-12-31"]) == 0  # fmt: skip
    token, told = capfd.readouterr()
    assert Tokens(file).right(token.strip()) == "internal"
    assert "Kota Jakarta" in told
    assert token.strip() not in told
    assert main(["token", "list"]) == 0
    assert capfd.readouterr().out == "Kota Jakarta\tinternal\tuntil 2999-12-31\n"
    assert main(["token", "remove", "Kota Jakarta"]) == 0
    assert main(["token", "list", "--lang", "id"]) == 0
    out, told = capfd.readouterr()
    assert out == ""
    assert "Tidak ada token" in told


def test_a_token_is_for_partners_and_a_year_unless_it_says_otherwise(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert main(["token", "add", "C40"]) == 0
    assert main(["token", "list"]) == 0
    assert "C40\tpartner\tuntil 20" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "add|list|remove is missing"),
        (["make"], 2, "is not one of: add, list, remove"),
        (["add"], 2, "simpul token add LABEL"),
        (["remove"], 2, "simpul token remove LABEL"),
        (["remove", "nobody"], 2, "There is no token 'nobody'"),
        (["list", "somebody"], 2, "simpul token list has no use for somebody"),
        (["list", "--access", "partner"], 2, "has no use for --access"),
        (["remove", "x", "--expires", "2999-01-01"], 2, "has no use for --expires"),
        (["add", "x", "--access", "public"], 2, "is not one of: partner, internal"),
        (["add", "x", "--expires", "soon"], 2, "write a day such as"),
        (["add", "x", "--expires", "2001-01-01"], 2, "is over"),
        (["add", "x\ny"], 2, "in one line"),
    ],
)
def test_what_makes_no_sense_is_refused(
    words: list[str], code: int, said: str, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["token", *words]) == code
    out, told = capfd.readouterr()
    assert out == ""
    assert said in told
    assert "Traceback" not in told
    assert not file.exists()


def test_a_broken_file_is_told_and_left_as_it_is(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file.write_text("[")
    for words in (["list"], ["add", "x"], ["remove", "x"]):
        assert main(["token", *words]) == 1
        assert "tokens.json" in capfd.readouterr().err
    assert file.read_text() == "["
    assert main(["serve", "--store", str(file.parent)]) != 0
