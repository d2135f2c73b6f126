"""``simpul analyse``: measures of the graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    Number,
    OneOf,
    Option,
    access_option,
    format_option,
    offered,
    open_graph,
    output_option,
    single_datasets_option,
    store_option,
)
from simpul.cli.output import format_for, is_handed_on, write
from simpul.cli.screen import progress, say
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.analysis.findings import Findings, Request
    from simpul.session import KnowledgeGraph
    from simpul.store import Queryable
    from simpul.store.remote.settings import Place

_FORMATS = ("table", "csv", "gexf", "graphml", "json")
_GRAPHS = ("memberships", "shared", "cooperation", "institutions", "ties")
_ON_SCREEN = 25
_CHAINS = 5


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "analyse",
        _analyse,
        parameters=[
            click.Argument(
                ["name"],
                default="",
                metavar=_("[NAME]"),
                shell_complete=offered(_analyses),
                help=_("The analysis, such as communities."),
            ),
            *_about_the_graph(),
            *_about_the_answer(),
            store_option(),
        ],
        help=_(
            "Measure the graph: who is central, who is alike, who should meet, what links two "
            "things. Without a name, list the analyses."
        ),
        limits=OURS,
    )


def _about_the_graph() -> list[Option]:
    thing = _("THING")
    return [
        Option(
            ["--graph", "-g"],
            type=OneOf(lambda: _GRAPHS),
            metavar="|".join(_GRAPHS),
            help=_("The graph to measure; by default the one that suits the analysis."),
        ),
        Option(["--of"], default="", metavar=thing, help=_("The thing it is about, by its name.")),
        Option(["--from", "source"], default="", metavar=thing, help=_("Where chains begin.")),
        Option(["--to", "target"], default="", metavar=thing, help=_("Where chains end.")),
        Option(
            ["--as-of"],
            default="",
            metavar=_("DATE"),
            help=_("Count only what was true at that time: 2018, 2018-03 or 2018-03-22."),
        ),
        Option(
            ["--network"],
            default="",
            metavar=thing,
            help=_("Count only what concerns this network."),
        ),
        Option(
            ["--theme"], default="", metavar=thing, help=_("Count only what concerns this theme.")
        ),
        single_datasets_option(),
    ]


def _about_the_answer() -> list[Option]:
    return [
        format_option(
            lambda: _FORMATS,
            shown="|".join(_FORMATS),
            help=_("The format; by default the one of the file's ending, or {name}.", name="table"),
        ),
        Option(
            ["--limit"],
            type=Number(1),
            metavar=_("NUMBER"),
            help=_(
                "Show at most this many rows; by default all, but 25 in a table on the screen. For path: "
                "this many chains, by default 5."
            ),
        ),
        Option(
            ["--explain"],
            is_flag=True,
            help=_("Explain what the analysis means, and which papers it comes from."),
        ),
        output_option(),
        access_option(),
    ]


def _analyses() -> dict[str, str]:
    """Return what each analysis answers."""
    from simpul.analysis.analyses import ANALYSES

    return {name: _(known.summary) for name, known in ANALYSES.items()}


def _analyse(  # noqa: PLR0913 - one parameter for each option
    *,
    name: str,
    graph: str | None,
    of: str,
    source: str,
    target: str,
    as_of: str,
    network: str,
    theme: str,
    also_single_datasets: bool,
    format_: str | None,
    limit: int | None,
    explain: bool,
    output: Path | None,
    access: str | None,
    store: "Place | None",
) -> None:
    """Answer an analysis."""
    from simpul.analysis.analyses import analyse, analysis

    chosen = format_for(format_, output, _FORMATS, default="table")
    if not name:
        write(_listing(to_screen=output is None), output)
        return
    if explain:
        write(_explanation(name), output)
        return
    analysis(name)
    kg = open_graph(
        store,
        access=access,
        handed_on=is_handed_on(output, chosen),
        also_single_datasets=also_single_datasets,
    ).local
    request = _request(
        kg,
        {"graph": graph or "", "as_of": as_of, "network": network, "theme": theme},
        {"of": of, "source": source, "target": target},
        limit,
    )
    with progress() as tell:
        tell(_("Analysing"))
        findings = analyse(name, kg.store, request)
        if name != "path":
            shown = _ON_SCREEN if chosen == "table" and output is None else 0
            findings = findings.first(limit or shown)
        content = _content(name, kg.store, request, findings, chosen, to_screen=output is None)
    write(content, output, private=kg.is_private)
    _remark(findings)


def _request(
    kg: "KnowledgeGraph", scope: dict[str, str], things: dict[str, str], limit: int | None
) -> "Request":
    """Return what is asked, every name resolved."""
    from simpul.analysis.findings import Request
    from simpul.analysis.scope import Scope

    def found(name: str, kind: str = "") -> str:
        return kg.find(name, kind) if name else ""

    return Request(
        graph=scope["graph"],
        scope=Scope(
            as_of=scope["as_of"],
            network=found(scope["network"], "Network"),
            theme=found(scope["theme"], "Theme"),
            also_single_datasets=kg.also_single_datasets,
        ),
        most=limit or _CHAINS,
        **{option: found(name) for option, name in things.items()},
    )


def _content(  # noqa: PLR0913 - what is shown, of what, and how
    name: str,
    opened: "Queryable",
    request: "Request",
    findings: "Findings",
    chosen: str,
    *,
    to_screen: bool,
) -> bytes:
    """Return the answer in the format asked for."""
    from simpul.analysis import formats
    from simpul.analysis.analyses import analysis
    from simpul.analysis.scope import names_of
    from simpul.answer import clean

    if chosen == "gexf":
        return formats.as_gexf(findings.graph)
    if chosen == "graphml":
        return formats.as_graphml(findings.graph)
    names = names_of(opened, findings.things())
    if chosen == "csv":
        return formats.as_csv(findings, names).encode()
    if chosen == "json":
        asked = _asked(name, request)
        return formats.as_json(findings, names, asked=asked, papers=analysis(name).cited()).encode()
    rows = [
        [clean(formats.show(row[column.name], column, names)) for column in findings.columns]
        for row in findings.rows
    ]
    return _table([column.heading for column in findings.columns], rows, to_screen=to_screen)


def _table(headings: list[str], rows: list[list[str]], *, to_screen: bool) -> bytes:
    from simpul.answer.console import table

    terminal = to_screen and sys.stdout.isatty()
    return table(headings, rows, to_screen=terminal)


def _asked(name: str, request: "Request") -> dict[str, Any]:
    from simpul.analysis.analyses import analysis

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


def _remark(findings: "Findings") -> None:
    """Print what was left out, what was found of the whole, and what the sources leave open."""
    if len(findings.rows) < findings.total:
        say(
            _(
                "{count} of {total} rows; --limit {total} shows all.",
                count=len(findings.rows),
                total=findings.total,
            )
        )
    for remark in (*findings.notes, *findings.caveats):
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
    from simpul.analysis.analyses import analysis

    known = analysis(name)
    lines = [
        f"{name}: {_(known.summary)}",
        "",
        _("What it shows: {text}", text=_(known.says)),
        _("What it does not show: {text}", text=_(known.silent)),
        _("Graph: {graph}", graph=known.graph)
        + ("" if known.fixed else " " + _("(choose another with --graph)")),
    ]
    papers = known.cited()
    if papers:
        lines += ["", _("Papers:"), *(f"  {paper}" for paper in papers)]
    return ("\n".join(lines) + "\n").encode()
