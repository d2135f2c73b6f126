"""What matches an interest, derived from the tables of the report and not from the graph."""

import csv
from collections.abc import Iterator

from simpul.answer.rows import of_question, read
from simpul.catalogue import fill, question
from simpul.naming import Names
from simpul.store import OxigraphStore
from simpul.terms import ID, text
from support import ARTICLE

ASKED = question("matching-initiatives")


def _rows(table: str) -> list[dict[str, str]]:
    with (ARTICLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _derived() -> Iterator[tuple[str, ...]]:
    """Yield who is interested, in what, and the initiative elsewhere that is it or has its theme, as in the tables."""
    for interest in _rows("interests"):
        for subject in interest["interest_in"].split(";"):
            for initiative in _rows("initiatives"):
                themes = initiative["themes"].split(";")
                is_it = subject == f"initiative/{initiative['key']}"
                has_it = subject.removeprefix("theme/") in themes and subject.startswith("theme/")
                place = initiative["city"]
                if (is_it or has_it) and place and f"city/{place}" != interest["interest_of"]:
                    yield interest["interest_of"], subject, f"initiative/{initiative['key']}"


def test_an_interest_matches_what_it_names_and_what_has_its_theme_elsewhere(
    article: OxigraphStore,
) -> None:
    assert article.folder is not None
    names = Names(article.folder)
    found = article.select(fill(ASKED, {}, names))
    names.close()
    rows = read(*of_question(ASKED, found.variables, found.rows)).rows
    told = {
        tuple(text(row[column]).removeprefix(ID) for column in ("of", "in", "initiative"))
        for row in rows
    }
    assert told == set(_derived())
    assert ("city/1835848", "initiative/ok-otrip", "initiative/ok-otrip") in told
