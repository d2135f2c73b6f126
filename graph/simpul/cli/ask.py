"""``simpul ask``: a small shell that asks the questions of the catalogue."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul import files
from simpul.cli.command import Command
from simpul.cli.limited import ANYBODYS, limit_options
from simpul.cli.options import access_option, single_datasets_option, store_option
from simpul.cli.output import write_pieces
from simpul.errors import SimpulError, UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from collections.abc import Collection

    from prompt_toolkit.completion import Completer

    from simpul.answer.answer import Answer
    from simpul.catalogue import Question
    from simpul.cli.prompts import Prompts
    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place


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

    def run(self) -> None:
        """Ask until the user ends with Ctrl-D; Ctrl-C goes back to the first line."""
        self._prompts.tell(
            _(
                "Type words; Tab completes them, Enter alone lists all questions. Ctrl-C goes back, "
                "Ctrl-D ends."
            )
        )
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
        asked = self._pick()
        if asked is None:
            return
        self._prompts.tell(asked.title)
        given = {
            parameter.name: self._prompts.values(parameter, self._kg.names)
            for parameter in asked.parameters
        }
        self._answer(asked, given)

    def _pick(self) -> "Question | None":
        """Return the question that the user's words lead to."""
        from simpul.catalogue import search
        from simpul.reason.ontology import vocabulary

        known = self._kg.catalogue
        words = self._prompts.line(_("Question"), _names_of(known.values()))
        matches = search(words.split(), known.values(), vocabulary() if words else ())
        found = [known[words]] if words in known else list(matches.questions)
        if not found:
            self._prompts.tell(_("No question is about that. Try other words."))
            return None
        if len(found) == 1:
            return found[0]
        width = max(len(asked.name) for asked in found)
        return self._prompts.choice(found, [f"{q.name:{width}}  {q.title}" for q in found])

    def _answer(self, asked: "Question", given: dict[str, list[str]]) -> None:
        from simpul.answer.formats import content

        answer = self._answered(self._kg, asked, given)
        shown = content(answer, to_screen=True)
        write_pieces(shown.pieces, None)
        for caveat in shown.caveats.beside:
            self._prompts.tell(caveat)
        while name := self._prompts.line(_("Save as (answer.csv, .xlsx, .html, …; Enter to skip)")):
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


def _names_of(questions: "Collection[Question]") -> "Completer":
    from prompt_toolkit.completion import FuzzyWordCompleter

    return FuzzyWordCompleter(
        [asked.name for asked in questions],
        meta_dict={asked.name: asked.title for asked in questions},
    )
