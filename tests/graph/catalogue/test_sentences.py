from collections.abc import Collection, Sequence

import pytest

from simpul.catalogue import every
from simpul.catalogue.sentences import is_clear, readings
from simpul.naming import fold
from simpul.reason.ontology import vocabulary

KNOWN = every()


class Things:
    """A few things by their names."""

    kinds = {  # noqa: RUF012 - it is only read
        "jakarta": {"City", "Place"},
        "seoul": {"City", "Place"},
        "rotterdam": {"City", "Place"},
        "c40": {"Network", "Organisation"},
        "waste water": {"Theme"},
        "seoullo 7017": {"Initiative"},
    }

    def called(self, text: str) -> Sequence[str]:
        return [fold(text)] if fold(text) in self.kinds else []

    def kinds_of(self, iri: str) -> Collection[str]:
        return self.kinds[iri]


@pytest.mark.parametrize(
    ("sentence", "question", "given"),
    [
        ("which networks do Jakarta and Seoul share", "shared-networks", {"a": ["Jakarta"], "b": ["Seoul"]}),
        ("jejaring apa yang diikuti Jakarta dan Seoul", "shared-networks", {"a": ["Jakarta"], "b": ["Seoul"]}),
        ("Who has worked on waste water?", "who-has-solved", {"theme": ["waste water"]}),
        ("siapa yang menangani limbah selain Jakarta", "who-has-solved", {"theme": ["Waste water"], "except": ["Jakarta"]}),
        ("siapa yang pernah menangani banjir", "who-has-solved", {"theme": ["Disaster risk"]}),
        ("how are jakarta and rotterdam connected", "steps-between", {"a": ["jakarta"], "b": ["rotterdam"]}),
        ("What was measured about Seoullo 7017?", "measured-facts", {"thing": ["Seoullo 7017"]}),
        ("apa yang diukur tentang Seoullo 7017", "measured-facts", {"thing": ["Seoullo 7017"]}),
        ("members of C40 in 2015", "members", {"network": ["C40"], "asOf": ["2015"]}),
        ("lessons Jakarta learned from Seoul", "lessons", {"by": ["Jakarta"], "from": ["Seoul"]}),
        ("pelajaran dari Seoul", "lessons", {"from": ["Seoul"]}),
        ("What is due?", "overdue", {}),
        ("permintaan yang belum dijawab", "unanswered-requests", {}),
    ],
)  # fmt: skip
def test_a_sentence_is_read_as_its_question_with_its_names(
    sentence: str, question: str, given: dict[str, list[str]]
) -> None:
    (best, *_others) = readings(sentence, KNOWN, Things(), vocabulary())
    assert (best.question.name, best.given) == (question, given)


@pytest.mark.parametrize(
    "sentence",
    ["which networks do Jakarta and Seoul share", "jejaring apa yang diikuti Jakarta dan Seoul"],
)
def test_nobody_needs_to_be_asked_what_is_meant(sentence: str) -> None:
    assert is_clear(readings(sentence, KNOWN, Things(), vocabulary()))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("which networks is only Jakarta in and Seoul is not", "networks-only-one-has"),
        ("jejaring yang hanya diikuti Jakarta atau Seoul", "networks-only-one-has"),
    ],
)
def test_a_question_that_denies_is_meant_by_a_sentence_that_does(
    sentence: str, question: str
) -> None:
    (best, *_others) = readings(sentence, KNOWN, Things(), vocabulary())
    assert best.question.name == question


def test_a_reading_that_stands_out_is_clear_and_others_are_not() -> None:
    assert is_clear(readings("unanswered requests", KNOWN, Things(), vocabulary()))
    assert not is_clear(readings("Jakarta and Seoul", KNOWN, Things(), vocabulary()))


def test_no_name_is_forgotten_where_the_question_is_not_clear() -> None:
    found = readings("Jakarta and Seoul", KNOWN, Things(), vocabulary())
    said = [{text for texts in one.given.values() for text in texts} for one in found[:3]]
    assert said == [{"Jakarta", "Seoul"}] * 3


def test_a_word_of_nothing_is_no_question() -> None:
    assert readings("xyzzy", KNOWN, Things(), vocabulary()) == []


def test_the_words_of_questions_are_no_names_in_small_letters() -> None:
    class Shares(Things):
        kinds = {**Things.kinds, "share": {"City"}}  # noqa: RUF012 - as above

    (best, *_others) = readings("networks Jakarta and Seoul share", KNOWN, Shares(), vocabulary())
    assert best.given == {"a": ["Jakarta"], "b": ["Seoul"]}
