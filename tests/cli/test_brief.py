from pathlib import Path

import pytest

from support import simpul

BEGINNINGS = {"html": b"<!doctype html>", "docx": b"PK", "pdf": b"%PDF", "md": b"# Jakarta dan Seoul"}  # fmt: skip


@pytest.mark.parametrize("end", BEGINNINGS)
def test_a_brief_is_written_in_the_format_of_its_ending(
    article_store: Path, tmp_path: Path, end: str
) -> None:
    file = tmp_path / f"brief.{end}"
    words = ("brief", "Jakarta", "Seoul", "--lang", "id", "-o", str(file))
    run = simpul(*words, store=article_store)
    assert run.returncode == 0, run.stderr
    assert file.read_bytes().startswith(BEGINNINGS[end])
    again = simpul(*words, store=article_store)
    assert again.returncode == 2
    assert "--force" in again.stderr


def test_without_a_file_it_is_read_on_the_spot(article_store: Path) -> None:
    run = simpul("brief", "C40", store=article_store)
    assert run.returncode == 0
    assert run.stdout.startswith("# C40 Cities")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Seoullo 7017",), "There are briefs on a city"),
        (("Jakarta", "C40"), "No City here is called 'C40'"),
        (("seullo",), "Did you mean Seoullo 7017"),
        (("Jakarta", "--theme", "limbahh"), "Did you mean Air limbah"),
        (("Jakarta", "-o", "x.odt"), ".docx"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_can(
    article_store: Path, words: tuple[str, ...], said: str
) -> None:
    run = simpul("brief", *words, store=article_store)
    assert run.returncode == 2
    assert said in run.stderr
