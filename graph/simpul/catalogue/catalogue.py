"""The catalogue as a mapping from names to questions, each read when it is asked for."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from simpul import locale, paths
from simpul.catalogue.question import Question
from simpul.catalogue.reading import questions, read
from simpul.errors import UnknownQueryError, UsageError
from simpul.locale import in_its_language
from simpul.locale import translate as _

__all__ = ["Catalogue", "UnknownQuestionError"]


class Catalogue(Mapping[str, Question]):
    """The questions that can be asked, by name; a notebook shows them as a table.

    >>> catalogue = Catalogue()
    >>> [parameter.name for parameter in catalogue["shared-networks"].parameters]
    ['a', 'b']
    """

    def __init__(
        self, folder: Path | None = None, *, own: Path | None = None, language: str = ""
    ) -> None:
        """Take a folder of questions, and one of further ones.

        Args:
            folder: The questions; else those that come with Simpul.
            own: Questions beside these, under names of their own.
            language: What the catalogue speaks; else the language of each call.

        Raises:
            UsageError: There is no folder of further ones, or one of them has the name of another.
            DataError: A file of a folder is a link that leads out of it.
        """
        self._language = language
        self._files = questions(folder)
        self._roots = dict.fromkeys(self._files, folder or paths.queries())
        self._read: dict[str, Question] = {}
        if own is not None:
            self._add(own)

    def _add(self, own: Path) -> None:
        if not own.is_dir():
            raise UsageError(_("{path} is no folder of questions.", path=own))
        for name, file in questions(own).items():
            if name in self._files:
                raise UsageError(
                    _(
                        "{path} has the name of a question that is there already. Give it another name.",
                        path=file,
                    )
                )
            self._files[name], self._roots[name] = file, own

    @property
    def language(self) -> str:
        """The language it speaks: its own, else that of the call."""
        return self._language or locale.current()

    @in_its_language
    def __getitem__(self, name: str) -> Question:
        if name not in self._files:
            raise UnknownQuestionError(name, list(self._files))
        if name not in self._read:
            self._read[name] = read(self._files[name], root=self._roots[name])
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
