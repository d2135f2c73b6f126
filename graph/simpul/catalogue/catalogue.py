"""The catalogue as a mapping from names to questions, each read when it is asked for."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from simpul import locale, paths
from simpul.catalogue.question import Question
from simpul.catalogue.reading import questions, read
from simpul.errors import UnknownQueryError
from simpul.locale import in_its_language
from simpul.locale import translate as _

__all__ = ["Catalogue", "UnknownQuestionError"]


class Catalogue(Mapping[str, Question]):
    """The questions that can be asked, by name; a notebook shows them as a table.

    >>> catalogue = Catalogue()
    >>> [parameter.name for parameter in catalogue["shared-networks"].parameters]
    ['a', 'b']
    """

    def __init__(self, folder: Path | None = None, *, language: str = "") -> None:
        self._folder, self._language = folder, language
        self._files = questions(folder)
        self._read: dict[str, Question] = {}

    @property
    def language(self) -> str:
        """The language it speaks: its own, else that of the call."""
        return self._language or locale.current()

    @in_its_language
    def __getitem__(self, name: str) -> Question:
        if name not in self._files:
            raise UnknownQuestionError(name, list(self._files))
        if name not in self._read:
            root = self._folder or paths.queries()
            self._read[name] = read(self._files[name], root=root)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    @in_its_language
    def __repr__(self) -> str:
        return "\n".join(
            f"{name}({_parameters(question)}): {question.title}" for name, question in self.items()
        )

    @in_its_language
    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{escape(name)}</code></td><td>{escape(question.title)}</td>"
            f"<td>{escape(_parameters(question))}</td></tr>"
            for name, question in self.items()
        )
        heads = "".join(
            f"<th>{escape(head)}</th>"
            for head in (_("question"), _("what it answers"), _("parameters"))
        )
        return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


class UnknownQuestionError(UnknownQueryError, KeyError):
    """The catalogue has no question of this name."""

    def __str__(self) -> str:
        # KeyError would show it in quotation marks.
        return str(self.args[0])


def _parameters(question: Question) -> str:
    return ", ".join(
        parameter.name if parameter.required else f"{parameter.name}=…"
        for parameter in question.parameters
    )
