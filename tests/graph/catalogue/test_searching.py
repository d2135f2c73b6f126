import pytest

from simpul.catalogue import every, near_words, search
from simpul.reason.ontology import vocabulary

KNOWN = every()


def found(*words: str) -> list[str]:
    return [asked.name for asked in search(words, KNOWN, vocabulary()).questions]


def test_without_words_all_questions_are_found_group_by_group() -> None:
    matches = search([], KNOWN)
    assert len(matches.questions) == len(KNOWN)
    groups = [asked.group for asked in matches.questions]
    assert groups == sorted(groups)


@pytest.mark.parametrize("word", ["limbah", "waste water", "wastewater", "sanitasi", "하수도"])
def test_a_theme_leads_to_every_question_that_takes_one_and_to_no_other(word: str) -> None:
    takes = {asked.name for asked in KNOWN if any(one.kind == "Theme" for one in asked.parameters)}
    assert takes
    assert set(found(*word.split())) == takes


def test_without_the_vocabulary_it_leads_nowhere() -> None:
    assert not search(["limbah"], KNOWN).questions


def test_another_name_of_a_kind_leads_to_the_questions_about_it() -> None:
    assert {"unanswered-requests", "open-requests"} <= set(found("permohonan"))


@pytest.mark.parametrize("words", [["unanswered", "requests"], ["unanswred", "requests"]])
def test_the_question_that_has_all_words_comes_first(words: list[str]) -> None:
    assert found(*words)[0] == "unanswered-requests"


def test_it_is_told_whether_words_were_found_as_they_are_written() -> None:
    assert search(["visit"], KNOWN).is_sure
    assert not search(["visti"], KNOWN).is_sure


def test_a_word_of_nothing_is_answered_with_near_ones() -> None:
    assert "sampah" in near_words(["sampha"], KNOWN, vocabulary())
