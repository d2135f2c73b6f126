"""Asking a person for values, with what the graph has offered while they type."""

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO, TypeVar

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.shortcuts import CompleteStyle

from simpul.catalogue import Parameter, said, term, values
from simpul.errors import AmbiguousNameError, SimpulError
from simpul.limits import waiting
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.terminal import beneath, clean, one_line

_Item = TypeVar("_Item")


class Prompts:
    """A terminal to ask on.

    Args:
        screen: The stream that is this terminal.

    Attributes:
        session: Where lines are read; EOFError and KeyboardInterrupt come out of it as the person makes them.
    """

    def __init__(self, screen: TextIO) -> None:
        self.session: PromptSession[str] = PromptSession(
            output=_cleaned(screen), complete_style=CompleteStyle.MULTI_COLUMN
        )

    def line(self, label: str, completer: Completer | None = None) -> str:
        """Return a line that the person types, without blanks around it."""
        with waiting():
            typed = self.session.prompt(
                f"{one_line(label)}: ", completer=completer, complete_while_typing=True
            )
        return typed.strip()

    def value(self, parameter: Parameter, names: Names) -> str:
        """Return a value that fits the parameter; empty where it may be left out.

        For a name that means several things the question is asked again, with a list.
        """
        label = said(parameter.summary) or parameter.name
        hints = [*parameter.examples[:1]] if parameter.kind is None else []
        hints += [] if parameter.required else [_("Enter for any")]
        if hints:
            label = f"{label} ({', '.join(hints)})"
        while True:
            typed = self.line(label, Values(parameter, names))
            if not typed and not parameter.required:
                return ""
            if not typed:
                continue
            try:
                term(parameter, typed, names)
            except AmbiguousNameError as error:
                return self.choice(
                    error.choices, [f"{iri}  {text}" for iri, text in error.choices]
                )[0]
            except SimpulError as error:
                self.tell(str(error))
            else:
                return typed

    def values(self, parameter: Parameter, names: Names) -> list[str]:
        """Return the values of a parameter: one, or one after the other until an empty line."""
        first = self.value(parameter, names)
        found = [first] if first else []
        if parameter.multiple and found:
            from dataclasses import replace

            more = replace(parameter, required=False)
            while another := self.value(more, names):
                found.append(another)
        return found

    def choice(self, items: Sequence[_Item], texts: Sequence[str], *, first: bool = False) -> _Item:
        """Return the item whose number the person types; with ``first``, Enter alone takes the first."""
        for number, text in enumerate(texts, start=1):
            self.tell(f"{number:3}  {one_line(text)}")
        while True:
            typed = self.line(_("Number (Enter for 1)") if first else _("Number"))
            if first and not typed:
                return items[0]
            if typed.isdecimal() and 1 <= int(typed) <= len(items):
                return items[int(typed) - 1]

    def tell(self, text: str) -> None:
        """Print a text as lines of their own."""
        from prompt_toolkit import print_formatted_text

        print_formatted_text(text, output=self.session.output)


class Values(Completer):
    """Offers what the graph has of a parameter's kind."""

    def __init__(self, parameter: Parameter, names: Names) -> None:
        self._parameter, self._names = parameter, names

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield the values that begin as typed."""
        del complete_event
        typed = document.text_before_cursor
        for value, what in values(self._parameter, typed.lstrip(), self._names):
            yield Completion(value, start_position=-len(typed), display_meta=what)


def values_of(parameters: Sequence[Parameter], names: Names) -> dict[str, list[str]]:
    """Return the values that a person types for these parameters.

    Raises:
        KeyboardInterrupt: The person ends it, by Ctrl-C or Ctrl-D.
    """
    # Stdout is left to the answer.
    prompts = Prompts(sys.stderr)
    try:
        return {one.name: prompts.values(one, names) for one in parameters}
    except EOFError:
        raise KeyboardInterrupt from None


def _cleaned(screen: TextIO) -> Output:
    """Return what draws on a terminal: prompt_toolkit moves the cursor itself, what it writes is cleaned."""
    output = create_output(stdout=beneath(screen))
    write = output.write

    def write_cleaned(data: str) -> None:
        # It goes to the beginning of the line by a carriage return alone, and shows one of a text as ^M.
        write(data if data == "\r" else clean(data))

    output.write = write_cleaned  # type: ignore[method-assign] # its kind depends on the terminal
    return output
