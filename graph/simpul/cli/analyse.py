"""``simpul analyse``."""

import io
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from simpul.cli.endings import format_for
from simpul.cli.output import (
    OutputOption,
    StoreOption,
    progress,
    say,
    store_folder,
    suppositions,
    write,
)
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.analysis.answer import Answer, Request
    from simpul.naming import Resolver
    from simpul.store import Store

_FORMATS = ("table", "csv", "gexf", "graphml", "json")
_GRAPHS = ("memberships", "shared", "cooperation", "institutions", "ties")
_ON_SCREEN = 25
_CHAINS = 5


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "analyse",
        help=_(
            "Measure the graph: who is central, who is alike, who should meet, what ties two things; "
            "without a name, list the analyses."
        ),
    )(analyse)


def analyse(  # noqa: PLR0913, PLR0917 - one parameter for each option
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("[NAME]"), show_default=False, help=_("The analysis, such as communities.")
        ),
    ] = "",
    graph: Annotated[
        str,
        typer.Option(
            "--graph",
            "-g",
            metavar="|".join(_GRAPHS),
            show_default=False,
            help=_("The graph to measure; else the one that suits the analysis."),
        ),
    ] = "",
    of: Annotated[
        str, typer.Option("--of", show_default=False, help=_("The thing it is about, by its name."))
    ] = "",
    source: Annotated[
        str, typer.Option("--from", show_default=False, help=_("Where chains begin."))
    ] = "",
    target: Annotated[
        str, typer.Option("--to", show_default=False, help=_("Where chains end."))
    ] = "",
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of",
            metavar=_("DATE"),
            show_default=False,
            help=_("Only what held at that time: 2018, 2018-03 or 2018-03-22."),
        ),
    ] = "",
    network: Annotated[
        str,
        typer.Option("--network", show_default=False, help=_("Only what concerns this network.")),
    ] = "",
    theme: Annotated[
        str, typer.Option("--theme", show_default=False, help=_("Only what concerns this theme."))
    ] = "",
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(_FORMATS),
            show_default=False,
            help=_("How to write it; else by the ending of the file, else {name}.", name="table"),
        ),
    ] = "",
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar=_("NUMBER"),
            show_default=False,
            help=_(
                "Rows at most, from 1 on; else all, but a table on the screen shows 25. For path: chains, else 5."
            ),
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=_("Say what the analysis means, and which papers it is from.")
        ),
    ] = False,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Answer an analysis."""
    from simpul.analysis.answering import analyse as run
    from simpul.analysis.answering import analysis
    from simpul.store import open_store

    chosen = format_for(output_format, output, _FORMATS, default="table")
    if limit is not None and limit < 1:
        raise UsageError(_("--limit takes a number from 1 on."))
    if not name:
        write(_listing(to_screen=output is None), output)
        return
    if explain:
        write(_explanation(name), output)
        return
    analysis(name)
    opened = open_store(store_folder(store))
    request = _request(
        opened,
        {"graph": graph, "as_of": as_of, "network": network, "theme": theme},
        {"of": of, "source": source, "target": target},
        limit,
    )
    with progress() as tell:
        tell(_("Analysing"))
        answer = run(name, opened, request)
        if name != "path":
            shown = _ON_SCREEN if chosen == "table" and output is None else 0
            answer = answer.first(limit or shown)
        content = _content(name, opened, request, answer, chosen, to_screen=output is None)
    write(content, output)
    _remark(answer)


def _request(
    opened: "Store", scope: dict[str, str], things: dict[str, str], limit: int | None
) -> "Request":
    """Return what is asked, every name resolved."""
    from simpul.analysis.answer import Request
    from simpul.analysis.scope import Scope
    from simpul.naming import Names, Resolver

    if opened.folder is None:
        raise TypeError(opened)
    names = Resolver(Names(opened.folder))
    found = {option: _resolved(names, text, "") for option, text in things.items()}
    suppositions(names)
    return Request(
        graph=scope["graph"],
        scope=Scope(
            as_of=scope["as_of"],
            network=_resolved(names, scope["network"], "Network"),
            theme=_resolved(names, scope["theme"], "Theme"),
        ),
        most=limit or _CHAINS,
        **found,
    )


def _resolved(names: "Resolver", text: str, kind: str) -> str:
    return names.resolve(text, kind) if text else ""


def _content(  # noqa: PLR0913 - what is shown, of what, and how
    name: str,
    opened: "Store",
    request: "Request",
    answer: "Answer",
    chosen: str,
    *,
    to_screen: bool,
) -> bytes:
    """Return the answer in the format asked for."""
    from simpul.analysis import formats
    from simpul.analysis.answering import analysis
    from simpul.analysis.scope import names_of

    if chosen == "gexf":
        return formats.as_gexf(answer)
    if chosen == "graphml":
        return formats.as_graphml(answer)
    names = names_of(opened, answer.things())
    if chosen == "csv":
        return formats.as_csv(answer, names).encode()
    if chosen == "json":
        asked = _asked(name, request)
        return formats.as_json(answer, names, asked=asked, papers=analysis(name).cited()).encode()
    rows = [
        [formats.show(row[column.name], column, names) for column in answer.columns]
        for row in answer.rows
    ]
    return _table([column.heading for column in answer.columns], rows, to_screen=to_screen)


def _asked(name: str, request: "Request") -> dict[str, Any]:
    from simpul.analysis.answering import analysis

    parts = {
        "of": request.of,
        "from": request.source,
        "to": request.target,
        "as_of": request.scope.as_of,
        "network": request.scope.network,
        "theme": request.scope.theme,
    }
    given = {option: text for option, text in parts.items() if text}
    return {"analysis": name, "graph": request.graph or analysis(name).graph, **given}


def _table(headings: list[str], rows: list[list[str]], *, to_screen: bool) -> bytes:
    """Return rows as a table that fits the terminal; in a pipe each row is one line."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from simpul.answer import clean

    terminal = to_screen and sys.stdout.isatty()
    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    screen = io.StringIO()
    width = Console().width if terminal else 1_000_000
    Console(file=screen, width=width, force_terminal=terminal, no_color=not terminal).print(table)
    lines = (line.rstrip() for line in screen.getvalue().splitlines())
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _remark(answer: "Answer") -> None:
    """Tell a person what was left off, what was found of the whole, and what the sources leave open."""
    if len(answer.rows) < answer.total:
        say(
            _(
                "{count} of {total} rows; --limit {total} shows all.",
                count=len(answer.rows),
                total=answer.total,
            )
        )
    for remark in (*answer.notes, *answer.caveats):
        say(remark)


def _listing(*, to_screen: bool) -> bytes:
    from simpul.analysis.analyses import ANALYSES

    rows = [
        [
            name,
            _(known.summary),
            known.graph,
            " ".join((*(f"--{o}" for o in known.needs), *(f"[--{o}]" for o in known.takes))),
        ]
        for name, known in ANALYSES.items()
    ]
    headings = [_("analysis"), _("what it answers"), _("graph"), _("needs")]
    return _table(headings, rows, to_screen=to_screen)


def _explanation(name: str) -> bytes:
    from simpul.analysis.answering import analysis

    known = analysis(name)
    lines = [
        f"{name}: {_(known.summary)}",
        "",
        _("What it says: {text}", text=_(known.says)),
        _("What it does not say: {text}", text=_(known.silent)),
        _("Graph: {graph}", graph=known.graph)
        + ("" if known.fixed else " " + _("(another with --graph)")),
    ]
    papers = known.cited()
    if papers:
        lines += ["", _("Papers:"), *(f"  {paper}" for paper in papers)]
    return ("\n".join(lines) + "\n").encode()
