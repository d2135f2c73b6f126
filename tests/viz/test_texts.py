"""What pages say."""

import re

from simpul_viz.texts import LANGUAGES, TEXTS


def test_every_text_is_in_every_language() -> None:
    for key, words in TEXTS.items():
        assert words.keys() == LANGUAGES.keys(), key
        assert all(words.values())
        places = {frozenset(re.findall(r"\{\w+\}", text)) for text in words.values()}
        assert len(places) == 1, key
