"""What means something in a query is the same, whether all its tokens are read or only these."""

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.store.sparql.tokens import meaning, tokens
from support import ROOT

PIECES = ["SELECT", "?x", "<", "> ", "<a#b>", "#c\n", "#", "'", '"', "'''", '"""', "\\", "\\u00e9", "a.b-c", "a:b", "x_1", "\n", " ", "{", "@en", "5.3", "é", "\u2028", "\x1c", "\r"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=300)
def test_of_any_text(query: str) -> None:
    every = list(tokens(query))
    assert "".join(token.text for token in every) == query
    assert [t for t in every if t.kind not in {"space", "comment"}] == list(meaning(query))


def test_of_every_question() -> None:
    for file in sorted((ROOT / "queries").rglob("*.rq")):
        query = file.read_text(encoding="utf-8")
        every = [t for t in tokens(query) if t.kind not in {"space", "comment"}]
        assert every == list(meaning(query)), file
