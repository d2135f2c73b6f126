"""Nothing steers a terminal but what we paint, whoever writes it and however it is cut into pieces."""

import io
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.terminal import Painted, Screen, beneath, clean, guarded, one_line

BIDI_CONTROLS = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F))} | {
    *map(chr, range(0x2066, 0x206A))
}
# Many of what must not pass, among letters, so that each example holds some.
HOSTILE = st.text(
    st.sampled_from([*map(chr, range(0xA0)), *sorted(BIDI_CONTROLS), *"aé서א😀\u2028"])
)


class _Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps what is written."""

    def __init__(self, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        self.flush()
        self.seek(0)
        return self.read()


def steering(text: str) -> set[str]:
    """Return the characters that steer a terminal or turn the direction of a text."""
    controls = {one for one in text.replace("\r\n", "\n") if unicodedata.category(one) == "Cc"}
    return (controls - {"\n", "\t"}) | (set(text) & BIDI_CONTROLS)


@given(HOSTILE)
def test_no_control_is_left_and_nothing_else_is_touched(text: str) -> None:
    cleaned = clean(text)
    assert not steering(cleaned)
    assert len(cleaned) == len(text)
    assert all(new in {old, "�"} for old, new in zip(text, cleaned, strict=True))


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "القدس", "יְרוּשָׁלַיִם", "서울\tSeoul\n", "é e\u0301 \u200c\u200d"]
)
def test_writing_of_all_the_world_comes_through(text: str) -> None:
    assert clean(text) == text


@given(HOSTILE)
def test_a_name_cannot_begin_a_line(text: str) -> None:
    assert len(f"a{one_line(text)}b".splitlines()) == 1


@given(st.lists(HOSTILE), st.integers(1, 7))
def test_text_and_bytes_are_cleaned_however_they_are_cut(texts: list[str], size: int) -> None:
    terminal = _Terminal()
    screen = Screen(terminal)
    for text in texts:
        screen.write(text)
        content = text.encode()
        for start in range(0, len(content), size):
            screen.buffer.write(content[start : start + size])
    assert not steering(terminal.shown())


@given(st.binary())
def test_bytes_that_are_no_text_are_cleaned_too(content: bytes) -> None:
    terminal = _Terminal()
    Screen(terminal).buffer.write(content)
    assert not steering(terminal.shown())


def test_a_terminal_of_another_encoding_gets_what_it_can_show() -> None:
    terminal = _Terminal("latin-1")
    Screen(terminal).write("Z\xfcrich 서울 \x9b1m \udcff\n")
    assert terminal.shown() == "Zürich ?? ?1m \\udcff\n"


def test_only_what_is_painted_keeps_its_colours() -> None:
    terminal = _Terminal()
    screen = Screen(terminal)
    painted = Painted(b"\x1b[1mbold\x1b[0m\n")
    screen.buffer.write(painted)
    screen.buffer.write(painted + b"")
    assert terminal.shown() == "\x1b[1mbold\x1b[0m\n�[1mbold�[0m\n"


def test_terminals_are_behind_the_door_inside_the_block_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal, pipe = _Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    monkeypatch.setattr(sys, "stderr", terminal)
    with guarded():
        assert sys.stdout is pipe
        assert beneath(sys.stderr) is terminal
        sys.stderr.write("\x1b")
        with guarded():
            assert beneath(sys.stderr) is terminal
    assert sys.stderr is terminal
    assert terminal.shown() == "�"


def test_the_door_stays_for_the_traceback_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", _Terminal())
    with pytest.raises(KeyError), guarded():
        raise KeyError("\x1b")
    assert isinstance(sys.stderr, Screen)
