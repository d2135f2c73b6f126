"""``simpul ask``: a small shell that asks the questions of the catalogue."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.command import Command
from simpul.cli.options import store_folder, store_option
from simpul.cli.output import write_pieces
from simpul.errors import SimpulError, UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from prompt_toolkit.completion import Completer

    from simpul.catalogue import Question
    from simpul.cli.prompts import Prompts
    from simpul.store import Store
    from simpul.store.isolated import IsolatedStore
    from simpul.store.sparql import Bound

_SECONDS = 60
_MEGABYTES = 2048


def command() -> click.Command:
    """Return the command."""
    return Command(
        "ask",
        _run,
        parameters=[store_option()],
        help=_("Ask in a small shell: type words, pick a question, see and save the answer."),
    )


def _run(store: Path | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _(
                "simpul ask talks to a person on a terminal. "
                "In a pipe write: simpul query NAME -p parameter=value (simpul queries lists them)."
            )
        )
    from simpul.cli.prompts import Prompts
    from simpul.store import open_store

    Shell(open_store(store_folder(store)), Prompts()).run()


class Shell:
    """A talk about the graph in one store."""

    def __init__(self, graph: "Store", prompts: "Prompts") -> None:
        from simpul.naming import Names

        if graph.folder is None:
            raise TypeError(graph)
        self._graph, self._prompts, self._build = graph, prompts, graph.folder
        self._names = Names(graph.folder)

    def run(self) -> None:
        """Ask until the person ends it with Ctrl-D; Ctrl-C goes back to the first line."""
        self._prompts.tell(
            _("Type words, Tab completes, Enter alone lists all. Ctrl-C goes back, Ctrl-D ends.")
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
            parameter.name: self._prompts.values(parameter, self._names, self._build)
            for parameter in asked.parameters
        }
        self._answer(asked, given)

    def _pick(self) -> "Question | None":
        """Return the question that the person's words lead to."""
        from simpul.catalogue import questions, search

        words = self._prompts.line(_("Question"), _questions())
        if words in questions():
            found = [asked for asked in search() if asked.name == words]
        else:
            found = search(words.split())
        if not found:
            self._prompts.tell(_("No question speaks of that. Try other words."))
            return None
        if len(found) == 1:
            return found[0]
        width = max(len(asked.name) for asked in found)
        return self._prompts.choice(found, [f"{q.name:{width}}  {q.title}" for q in found])

    def _answer(self, asked: "Question", given: dict[str, list[str]]) -> None:
        from simpul.catalogue import fill
        from simpul.cli.answer import Wanted, content
        from simpul.naming import Resolver
        from simpul.store.isolated import IsolatedStore
        from simpul.store.limits import Limits

        resolver = Resolver(self._names)
        bound = fill(asked, given, resolver)
        for sentence in resolver.suppositions:
            self._prompts.tell(sentence)
        # In a process of its own: what must be ended is the query, not the talk.
        apart = IsolatedStore(self._build, Limits(seconds=_SECONDS, megabytes=_MEGABYTES))
        pieces = list(content(apart, asked, bound, Wanted(to_screen=True)))
        self._print(pieces)
        while name := self._prompts.line(_("Save as (answer.csv, .xlsx, .html, …; Enter for no)")):
            if self._save(asked, apart, name, bound):
                return

    def _print(self, pieces: Iterable[bytes]) -> None:
        """Print what is made for a terminal already, links included."""
        screen = self._prompts.session.output
        for piece in pieces:
            screen.write_raw(piece.decode().replace("\n", "\r\n"))
        screen.flush()

    def _save(self, asked: "Question", apart: "IsolatedStore", name: str, bound: "Bound") -> bool:
        """Write the answer to a file, and tell whether that went well."""
        from simpul.cli.answer import FORMATS, Wanted, content
        from simpul.cli.output import format_for

        output = Path(name).expanduser()
        try:
            if output.exists():
                raise UsageError(_("{path} is there already. Name another file.", path=output))
            wanted = Wanted(format=format_for(None, output, FORMATS))
            write_pieces(content(apart, asked, bound, wanted), output)
        except SimpulError as error:
            self._prompts.tell(str(error))
            return False
        self._prompts.tell(_("Wrote {path}.", path=output))
        return True


def _questions() -> "Completer":
    from prompt_toolkit.completion import FuzzyWordCompleter

    from simpul.catalogue import search

    found = search()
    return FuzzyWordCompleter(
        [asked.name for asked in found], meta_dict={asked.name: asked.title for asked in found}
    )
