"""``simpul queries`` and ``simpul query``."""

import contextlib
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from simpul.cli.output import OutputOption, StoreOption, complain, store_folder, write
from simpul.errors import ParameterError, QueryError, UsageError
from simpul.language import translate as _

if TYPE_CHECKING:
    from simpul.catalogue import Question
    from simpul.store import Solutions, Store

_FORMATS = ("table", "csv", "tsv", "json", "markdown", "turtle", "ntriples", "jsonld", "rdfxml")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("queries", help=_("List the questions of the catalogue."))(queries)
    app.command("query", help=_("Answer a question of the catalogue, a file, or stdin."))(query)


def queries() -> None:
    """List the questions with their parameters."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from simpul.catalogue import question, questions, said

    table = Table(_("question"), _("what it answers"), _("parameters"), box=None, pad_edge=False)
    for name in questions():
        asked = question(name)
        parameters = " ".join(
            parameter.name if parameter.required else f"[{parameter.name}]"
            for parameter in asked.parameters
        )
        table.add_row(Text(name, style="bold"), Text(said(asked.summary)), Text(parameters))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    if sys.stdout.isatty():
        typer.echo("\n" + _("Ask with: simpul query NAME -p parameter=value"))


def query(  # noqa: PLR0913, PLR0917 - one parameter for each option
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("NAME|FILE|-"),
            show_default=False,
            help=_("A question (see `simpul queries`), a file of SPARQL, or - for stdin."),
        ),
    ],
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            "-p",
            metavar="NAME=VALUE",
            show_default=False,
            help=_("A parameter's value, as a person says it: -p a=Jakarta."),
        ),
    ] = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(_FORMATS[:6]),
            show_default=False,
            help=_("How to print the answer: a table, or turtle where the answer is a graph."),
        ),
    ] = "",
    output: OutputOption = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout", metavar=_("SECONDS"), help=_("Give up after this time; 0 for never.")
        ),
    ] = 60,
    store: StoreOption = None,
) -> None:
    """Answer a question."""
    from simpul.catalogue import fill
    from simpul.names import Names
    from simpul.store import open_store

    if output_format and output_format not in _FORMATS:
        formats = ", ".join(_FORMATS)
        raise UsageError(_("{word} is none of: {known}.", word=repr(output_format), known=formats))
    asked = _question(name)
    given = _pairs(parameter or [])
    graph = open_store(store_folder(store))
    if graph.folder is None:
        raise TypeError(graph)
    text = fill(asked, given, Names(graph.folder))
    with _stoppable(timeout):
        answer = _answer(graph, asked, text, output_format, to_screen=output is None)
    write(answer, output)


@contextlib.contextmanager
def _stoppable(seconds: float) -> Generator[None]:
    """Let Ctrl-C and the clock end the process while a query runs.

    Oxigraph hears neither until its answer is there; it holds nothing that must be closed.
    """
    import os
    import signal
    import threading

    def give_up() -> None:
        code = complain(
            _(
                "No answer after {seconds} seconds. Narrow the question, or raise --timeout.",
                seconds=f"{seconds:g}",
            ),
            QueryError.exit_code,
        )
        sys.stderr.flush()
        os._exit(code)

    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    clock = threading.Timer(seconds, give_up)
    clock.daemon = True
    if seconds > 0:
        clock.start()
    try:
        yield
    finally:
        clock.cancel()
        signal.signal(signal.SIGINT, before)


def _question(name: str) -> "Question":
    """Return what is asked: from stdin, the catalogue, or a file."""
    from simpul import catalogue

    if name == "-":
        try:
            return catalogue.parse(sys.stdin.read(), name="stdin")
        except UnicodeDecodeError:
            raise QueryError(_("{path} is not UTF-8 text.", path="stdin")) from None
    if name not in catalogue.questions() and Path(name).is_file():
        return catalogue.read(Path(name))
    return catalogue.question(name)


def _pairs(words: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise ParameterError(
                _("-p takes name=value, such as -p a=Jakarta, not {word}.", word=repr(word))
            )
        if name in pairs:
            raise ParameterError(_("The parameter {name} is given twice.", name=name))
        pairs[name] = value
    return pairs


def _answer(graph: "Store", asked: "Question", text: str, chosen: str, *, to_screen: bool) -> bytes:
    """Run the query and return the answer in the format asked for."""
    from simpul import results, sparql

    form = sparql.form(text)
    if form == "ASK" and chosen not in results.GRAPH_FORMATS:
        return _yes_or_no(graph.ask(text), chosen)
    if form in {"CONSTRUCT", "DESCRIBE"}:
        triples = graph.construct(text)
        if not chosen or chosen in results.GRAPH_FORMATS:
            return results.as_graph(triples, chosen or "turtle")
        return _rows(graph, asked, results.as_rows(triples), chosen, to_screen=to_screen)
    if chosen in results.GRAPH_FORMATS:
        formats = ", ".join(results.ROW_FORMATS)
        what = _(
            "The answer to this question is no graph. Choose one of: {formats}.", formats=formats
        )
        raise UsageError(what)
    return _rows(graph, asked, graph.select(text), chosen or "table", to_screen=to_screen)


def _rows(
    graph: "Store", asked: "Question", found: "Solutions", chosen: str, *, to_screen: bool
) -> bytes:
    from simpul import results

    known = results.labels(graph, found)
    match chosen:
        case "table":
            return _table(found, asked, known, to_screen=to_screen)
        case "markdown":
            text = results.as_markdown(found, asked.columns, known)
        case "json":
            text = results.as_json(results.with_labels(found, known))
        case _:
            separator = "," if chosen == "csv" else "\t"
            text = results.as_delimited(results.with_labels(found, known), separator)
    return text.encode()


def _yes_or_no(answer: bool, chosen: str) -> bytes:
    from simpul import results

    if chosen == "json":
        return f'{{"head": {{}}, "boolean": {str(answer).lower()}}}\n'.encode()
    return f"{results.answer_word(answer)}\n".encode()


def _table(
    found: "Solutions", asked: "Question", known: dict[str, str], *, to_screen: bool
) -> bytes:
    """Return the rows as a table that fits the terminal; in a pipe each row is one line."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from simpul import results

    terminal = to_screen and sys.stdout.isatty()
    table = Table(*results.headings(found, asked.columns), box=box.SIMPLE_HEAD, pad_edge=False)
    for row in found.rows:
        table.add_row(*(Text(results.show(row.get(name), known)) for name in found.variables))
    screen = io.StringIO()
    width = Console().width if terminal else 1_000_000
    console = Console(file=screen, width=width, force_terminal=terminal, no_color=not terminal)
    console.print(table)
    console.print(_("{count} rows", count=len(found.rows)))
    lines = (line.rstrip() for line in screen.getvalue().splitlines())
    return ("\n".join(lines).strip("\n") + "\n").encode()
