"""``simpul ask``: a small shell that asks the questions of the catalogue."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simpul import files
from simpul.cli.command import Command
from simpul.cli.limited import ANYBODYS, limit_options
from simpul.cli.options import access_option, single_datasets_option, store_option
from simpul.cli.output import write_pieces
from simpul.errors import SimpulError, UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from prompt_toolkit.completion import Completer

    from simpul.answer.answer import Answer
    from simpul.catalogue import Question
    from simpul.catalogue.sentences import Reading
    from simpul.cli.prompts import Prompts
    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place

_HELP: Final = frozenset(("help", "bantuan", "tolong", "h"))
_END: Final = frozenset(("quit", "exit", "bye", "q", "keluar", "selesai"))
_SENTENCE: Final = 3
"""Words from which on a line is read as a sentence, though it names nothing."""
_FEW: Final = 6


def _how() -> str:
    """Return how to use the shell."""
    return _(
        "Ask in a sentence, such as: which networks do Jakarta and Seoul share. Or type words and choose from the "
        "questions about them; Enter alone lists all. Tab completes, Ctrl-C goes back; quit, or Ctrl-D, ends."
    )


def command() -> click.Command:
    """Return the command."""
    return Command(
        "ask",
        _run,
        parameters=[
            single_datasets_option(),
            store_option(),
            access_option(),
            *limit_options(ANYBODYS),
        ],
        help=_(
            "Ask questions one after the other: type words, choose a question, read and save the "
            "answer."
        ),
    )


def _run(
    store: "Place | None",
    *,
    also_single_datasets: bool,
    access: str | None,
    timeout: float,
    memory: int,
) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _(
                "simpul ask needs a person at a terminal. In a pipe, write: simpul query NAME -p "
                "parameter=value (`simpul queries` lists the names)."
            )
        )
    from simpul.cli.prompts import Prompts
    from simpul.limits import Limits
    from simpul.session import KnowledgeGraph

    prompts = Prompts(sys.stdout)
    # Each query has a process of its own, so that it can be ended without ending the session.
    limits = Limits(seconds=timeout, megabytes=memory)
    kg = KnowledgeGraph(
        store,
        limits=limits,
        access=access or "",
        also_single_datasets=also_single_datasets,
        tell=prompts.tell,
    )
    Shell(kg, prompts).run()


class Shell:
    """An interactive session about the graph in one store."""

    def __init__(self, kg: "KnowledgeGraph", prompts: "Prompts") -> None:
        self._kg, self._prompts = kg, prompts
        self._waiting = ""

    def run(self) -> None:
        """Ask until the user ends with Ctrl-D or a word for it; Ctrl-C goes back to the first line."""
        self._prompts.tell(_how())
        while True:
            try:
                self._once()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            except SimpulError as error:
                self._prompts.tell(str(error))

    def _once(self) -> None:
        words, self._waiting = self._waiting or self._line(), ""
        if self._is_told(words):
            return
        reading = self._pick(words)
        if reading is None:
            return
        asked, given = reading.question, dict(reading.given)
        self._prompts.tell(_read(reading))
        for parameter in asked.parameters:
            # Who asked in a sentence has said what matters; the rest may stay open.
            if parameter.name not in given and (parameter.required or not given):
                given[parameter.name] = self._prompts.values(parameter, self._kg.names)
        self._answer(asked, given)

    def _line(self) -> str:
        return self._prompts.line(_("Question"), _names_of(self._kg.catalogue.values()))

    def _is_told(self, words: str) -> bool:
        """Return whether the words were for the shell itself: help was given. To end is an EOFError."""
        word = words.strip(" ?!.:").casefold()
        if word in _END:
            raise EOFError
        if word in _HELP or words.strip() == "?":
            self._prompts.tell(_how())
            return True
        return False

    def _pick(self, words: str) -> "Reading | None":
        """Return the question that the user's words lead to, with what they say of its parameters."""
        from simpul.catalogue import near_words, search
        from simpul.catalogue.sentences import Reading, is_clear, readings
        from simpul.reason.ontology import vocabulary

        known = self._kg.catalogue
        if words in known:
            return Reading(question=known[words])
        if not words:
            return self._chosen([Reading(question=asked) for asked in known.values()])
        questions = list(known.values())
        found = readings(words, questions, self._kg.names, vocabulary())
        if any(reading.given for reading in found) or len(words.split()) >= _SENTENCE:
            if found and is_clear(found):
                return found[0]
            if found:
                self._prompts.tell(_("That can mean more than one question. Which one?"))
                return self._chosen(found[:_FEW], first=True)
        matches = search(words.split(), questions, vocabulary())
        if matches.questions:
            return self._chosen([Reading(question=asked) for asked in matches.questions])
        near = near_words(words.split(), questions, vocabulary())
        self._prompts.tell(_("No question is about that. Try other words.") + near)
        return None

    def _chosen(self, found: "Sequence[Reading]", *, first: bool = False) -> "Reading":
        if len(found) == 1:
            return found[0]
        width = max(len(reading.question.name) for reading in found)
        texts = [f"{reading.question.name:{width}}  {_read(reading)}" for reading in found]
        return self._prompts.choice(found, texts, first=first)

    def _answer(self, asked: "Question", given: dict[str, list[str]]) -> None:
        from simpul.answer.formats import content

        answer = self._answered(self._kg, asked, given)
        shown = content(answer, to_screen=True)
        write_pieces(shown.pieces, None)
        for caveat in shown.caveats.beside:
            self._prompts.tell(caveat)
        while name := self._prompts.line(
            _("Save as (answer.csv, .xlsx, .html, …; Enter to skip, or the next question)")
        ):
            if _is_asked(name):
                self._waiting = name
                return
            if self._save(asked, given, name):
                return

    @staticmethod
    def _answered(kg: "KnowledgeGraph", asked: "Question", given: dict[str, list[str]]) -> "Answer":
        return kg.answer(kg.fill(asked, given), kg.limits).held()

    def _save(self, asked: "Question", given: dict[str, list[str]], name: str) -> bool:
        """Write the answer to a file, and return whether that succeeded."""
        from simpul.answer.formats import FORMATS, content
        from simpul.cli.output import format_for

        output = Path(name).expanduser()
        try:
            if not output.suffix:
                raise UsageError(
                    _("End the name in .csv, .xlsx, .html or another format: {name}.csv", name=name)
                )
            if output.exists():
                raise UsageError(_("{path} exists already. Name another file.", path=output))
            chosen = format_for(None, output, FORMATS)
            # Others may be given the file, so it is of what they may see.
            kg = self._kg.handed_on
            answer = self._answered(kg, asked, given)
            files.create(output, content(answer, chosen).pieces, private=kg.is_private)
        except SimpulError as error:
            self._prompts.tell(str(error))
            return False
        self._prompts.tell(_("Wrote {path}.", path=output))
        return True


def _read(reading: "Reading") -> str:
    """Return the question with what a sentence says of its parameters, as it was understood."""
    values = [f"{name} {', '.join(texts)}" for name, texts in reading.given.items()]
    title = reading.question.title
    return f"{title}: {'; '.join(values)}" if values else title


def _is_asked(typed: str) -> bool:
    """Return whether what was typed where a file was asked for is a question, or a word for the shell, and no file."""
    if "/" in typed or "\\" in typed or (Path(typed).suffix and not typed.endswith(("?", "."))):
        return False
    return len(typed.split()) > 1 or typed.strip(" ?!.").casefold() in _END | _HELP


def _names_of(questions: "Collection[Question]") -> "Completer":
    from prompt_toolkit.completion import FuzzyWordCompleter

    return FuzzyWordCompleter(
        [asked.name for asked in questions],
        meta_dict={asked.name: asked.title for asked in questions},
    )
