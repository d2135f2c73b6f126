"""A long list, page by page."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from simpul.site.asking import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """A page of a list.

    Attributes:
        number: Which page it is, from 1 on.
        size: How many things are on a page.
        total: How many there are.
        path: The path of the list, encoded.
        words: The parameters of its address, but for the page.
    """

    number: int
    size: int
    total: int
    path: str
    words: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, asked: Asked, *, total: int, size: int) -> Self:
        """Return the page that is asked for, the last one where there are not so many."""
        try:
            number = asked.number("page") or 1
        except ValueError:
            number = 1
        last = max(1, -(-total // size))
        words = tuple((name, value) for name, value in asked.parameters if name != "page" and value)
        return cls(number=min(number, last), size=size, total=total, path=asked.place, words=words)

    @property
    def first(self) -> int:
        """The place of the first thing on it, from 0 on."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """The place behind its last thing."""
        return min(self.first + self.size, self.total)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> str:
        """The address of the page before; empty for the first."""
        return self._address(self.number - 1) if self.number > 1 else ""

    @property
    def following(self) -> str:
        """The address of the next page; empty for the last."""
        return self._address(self.number + 1) if self.number < self.pages else ""

    def _address(self, number: int) -> str:
        words = [*self.words, *([("page", str(number))] if number > 1 else [])]
        return f"{self.path}?{urlencode(words)}" if words else self.path
