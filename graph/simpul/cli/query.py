"""``simpul query``: a question of the catalogue, or SPARQL, answered."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from simpul.cli.limited import ANYBODYS, Limited
from simpul.cli.options import (
    Number,
    Option,
    access_option,
    format_option,
    open_graph,
    output_option,
    parameter_option,
    single_datasets_option,
    store_option,
    values_by_name,
)
from simpul.cli.output import format_for, is_handed_on, write, write_pieces
from simpul.cli.screen import say
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from simpul.catalogue import Given, Parameter, Question, Supply
    from simpul.catalogue.catalogue import Catalogue
    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place

_SOME_FORMATS: Final = "table|csv|tsv|json|jsonl|markdown|html|xlsx|turtle|…"


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "query",
        _run,
        help=_("Answer a question from the catalogue, or a SPARQL query."),
        parameters=[_argument(), *_about_the_question(), *_about_the_answer()],
        limits=ANYBODYS,
    )


def _argument() -> click.Argument:
    return click.Argument(
        ["name"],
        metavar=_("NAME|FILE|SPARQL|-"),
        shell_complete=_complete_name,
        help=_(
            "The name of a question, a file with a query, the SPARQL itself, or - to read it from "
            "stdin."
        ),
    )


def _about_the_question() -> list[Option]:
    return [
        parameter_option(_complete_parameter),
        Option(
            ["--explain"],
            is_flag=True,
            help=_("Print the SPARQL with the values in it instead of running it."),
        ),
        single_datasets_option(),
        store_option(),
        Option(
            ["--allow-service"],
            multiple=True,
            envvar="SIMPUL_ALLOW_SERVICE",
            metavar="IRI|NAME",
            help=_(
                "An endpoint that SERVICE may ask, by its address or the name of its profile; by default "
                "SIMPUL_ALLOW_SERVICE, or none."
            ),
        ),
    ]


def _about_the_answer() -> list[Option]:
    return [
        format_option(
            _formats,
            shown=_SOME_FORMATS,
            help=_(
                "The format of the answer; by default the one of the file's ending, or a table, or "
                "turtle for a graph."
            ),
        ),
        output_option(),
        access_option(),
        Option(["--with-sources"], is_flag=True, help=_("Name the sources of each row.")),
        Option(
            ["--limit"],
            type=Number(1),
            metavar=_("ROWS"),
            help=_("Show at most this many rows."),
        ),
        Option(
            ["--bom"], is_flag=True, help=_("Begin CSV with the mark that tells Excel it is UTF-8.")
        ),
    ]


def _formats() -> Collection[str]:
    from simpul.answer.formats import FORMATS

    return FORMATS


def _complete_name(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import questions

    return questions(typed)


def _complete_parameter(
    context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import parameters

    return parameters(typed, context.params.get("store"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options as they were given."""

    name: str
    parameter: Sequence[str]
    explain: bool
    also_single_datasets: bool
    store: "Place | None"
    allow_service: Sequence[str]
    format_: str | None
    output: Path | None
    access: str | None
    with_sources: bool
    limit: int | None
    bom: bool


def _run(**options: Any) -> None:  # noqa: ANN401 - click hands over what it parsed; the class checks the names
    _answer(_Asked(**options))


def _answer(asked: _Asked) -> None:
    from simpul.answer.formats import FORMATS, content
    from simpul.catalogue.catalogue import Catalogue

    chosen = format_for(asked.format_, asked.output, FORMATS)
    to_screen = asked.output is None and sys.stdout.isatty()
    if chosen == "xlsx" and to_screen:
        raise UsageError(_("A spreadsheet must be written to a file: add -o answer.xlsx."))
    question = _question(asked.name, Catalogue())
    # A graph without a format is Turtle, which is made for others.
    is_graph = question.template.form in {"CONSTRUCT", "DESCRIBE"}
    kg = open_graph(
        asked.store,
        services=asked.allow_service,
        access=asked.access,
        handed_on=is_handed_on(asked.output, chosen or ("turtle" if is_graph else "")),
        also_single_datasets=asked.also_single_datasets,
    )
    request = kg.fill(question, values_by_name(asked.parameter), supply=_person(kg))
    if asked.explain:
        kg.store.check(request.bound)
        write(f"{kg.as_run(request).rstrip()}\n".encode(), asked.output)
        return
    answer = replace(kg.answer(request), with_sources=asked.with_sources, limit=asked.limit)
    made = content(answer, chosen, bom=asked.bom, to_screen=to_screen)
    write_pieces(made.pieces, asked.output, private=kg.is_private)
    for caveat in made.caveats.beside:
        say(caveat)


def _person(kg: "KnowledgeGraph") -> "Supply | None":
    """Return what asks a person for missing values; None if there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def supply(missing: "Sequence[Parameter]") -> "Given":
        from simpul.cli.prompts import values_of

        return values_of(missing, kg.names)

    return supply


def _question(name: str, known: "Catalogue") -> "Question":
    """Return what is asked: from stdin, the catalogue, a file, or the word itself where it is SPARQL."""
    from simpul import catalogue

    if name == "-":
        return catalogue.decode(sys.stdin.buffer.read(), name="stdin")
    if name in known:
        return known[name]
    if any(sign in name for sign in "{}\n") or name.strip().upper().startswith("DESCRIBE "):
        return catalogue.parse(name, name="sparql")
    if Path(name).is_file():
        return catalogue.read(Path(name))
    return known[name]
