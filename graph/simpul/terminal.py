"""The door to a terminal: what would control it, or turn the order of its text, is shown and not obeyed.

A label, the name of a file or the heading of a query may hold characters that move the cursor, name the window, or make
a text read otherwise than it is stored (CVE-2021-42574). ``guarded`` puts the door between stdout, stderr and a terminal,
so that no caller can forget it. What goes to a file or a pipe is as it is.
"""

import codecs
import contextlib
import io
import re
import sys
from collections.abc import Generator
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CONTROLS: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""The controls of Unicode (category Cc) but tab and line feed, and what embeds, overrides or isolates a direction."""
SHOWN: Final = "\N{REPLACEMENT CHARACTER}"
"""What is seen in the place of a control."""
_MARKS: Final = "\u061c\u200e\u200f"
"""The marks of direction: with the above, all that Unicode calls Bidi_Control (UAX #9)."""
_CONTROL: Final = re.compile(rf"(?!\r\n)[{CONTROLS}{_MARKS}]")
_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_RETURN: Final = "\N{RETURN SYMBOL}"
"""What is seen in the place of a line break within a name."""


def clean(text: str) -> str:
    r"""Return a text in which every control is replaced by a character that is seen; lines and tabs stay.

    >>> clean("\x1b[2JJakarta\u202e\n")
    '�[2JJakarta�\n'
    """
    return _CONTROL.sub(SHOWN, text)


def one_line(text: str) -> str:
    r"""Return a text with its line breaks made visible, so that a name cannot pass for a line of ours.

    >>> one_line("Jakarta\nError: gone")
    'Jakarta⏎Error: gone'
    """
    return _BREAK.sub(_RETURN, text)


class Painted(bytes):
    """Bytes for a terminal with control sequences of our own; whoever makes them has cleaned the text in them.

    Whatever is made from them, such as a part, is no longer painted.
    """

    __slots__ = ()


class _Door(io.BufferedIOBase):
    """Lets UTF-8 through to a terminal, cleaned."""

    def __init__(self, terminal: BinaryIO, encoding: str = "utf-8") -> None:
        self._terminal, self._encoding = terminal, encoding
        self.name = "<terminal>"
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._terminal.fileno()

    def write(self, content: "ReadableBuffer", /) -> int:
        if isinstance(content, Painted):
            text = content.decode()
        else:
            text = clean(self._decoder.decode(bytes(content)))
        self._terminal.write(text.encode(self._encoding, "replace"))
        self._terminal.flush()
        return memoryview(content).nbytes


class Screen(io.TextIOWrapper):
    """A terminal behind its door, whether text is written or bytes.

    Attributes:
        terminal: The terminal itself, for a program that draws on it and cleans what it draws.
    """

    def __init__(self, terminal: TextIO) -> None:
        # A file's name that is not UTF-8 is shown by the numbers of its bytes.
        super().__init__(
            _Door(terminal.buffer, terminal.encoding),
            encoding="utf-8",
            errors="backslashreplace",
            newline="",
            write_through=True,
        )
        self.terminal = terminal


def behind_door(stream: TextIO) -> TextIO:
    """Return the stream, behind the door if it is a terminal."""
    return Screen(stream) if stream.isatty() and not isinstance(stream, Screen) else stream


def to_terminal(file: BinaryIO) -> io.BufferedIOBase | BinaryIO:
    """Return the opened file, behind the door if it is a terminal (``/dev/tty``)."""
    return _Door(file) if file.isatty() else file


def beneath(stream: TextIO) -> TextIO:
    """Return the terminal itself, or the stream if it is none."""
    return stream.terminal if isinstance(stream, Screen) else stream


@contextlib.contextmanager
def guarded() -> Generator[None]:
    """Put stdout and stderr behind the door where they are terminals.

    They stay there if an error comes out of the block: its traceback is for the terminal too.
    """
    stdout, stderr = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = behind_door(stdout), behind_door(stderr)
    yield
    sys.stdout, sys.stderr = stdout, stderr
