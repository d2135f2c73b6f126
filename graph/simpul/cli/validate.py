"""``simpul validate``: facts against the shapes."""

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    FILE,
    access_option,
    format_option,
    largest_rdf_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import format_for, is_handed_on, write
from simpul.cli.screen import progress, say
from simpul.errors import Severity
from simpul.locale import current, said
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.quality.audit import Located
    from simpul.session import KnowledgeGraph
    from simpul.store import Queryable
    from simpul.store.remote.settings import Place

_FORMATS = ("table", "json", "turtle", "html")


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "validate",
        _validate,
        parameters=[
            click.Argument(
                ["files"],
                nargs=-1,
                type=FILE,
                metavar=_("[FILE]…"),
                help=_("Files of Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML."),
            ),
            format_option(
                lambda: _FORMATS,
                shown="|".join(_FORMATS),
                help=_(
                    "The format; by default the one of the file's ending, or {name}.", name="table"
                ),
            ),
            output_option(),
            access_option(),
            largest_rdf_option(),
            store_option(),
        ],
        help=_(
            "Check facts against the shapes: RDF files, or by default the store. Files need no "
            "store; with --store, they may refer to what it holds."
        ),
        limits=OURS,
    )


def _validate(  # noqa: PLR0913 - one parameter for each option
    files: Sequence[Path],
    *,
    format_: str | None,
    output: Path | None,
    access: str | None,
    largest_rdf: int | None,
    store: "Place | None",
) -> int:
    """Print findings; exit with 1 if one of them is an error."""
    from simpul.quality import audit

    chosen = format_for(format_, output, _FORMATS, default="table")
    kg = open_graph(store, access=access).local if store or not files else None
    shown = kg
    if kg and not files and is_handed_on(output, chosen):
        # The report is for others; whether all is well is for who asks.
        shown = kg.handed_on
    with progress() as tell:
        tell(_("Validating"))
        if kg and shown and not files:
            found = audit.audit_store(kg.store, kg.names)
            told = found if shown is kg else audit.audit_store(shown.store, shown.names)
        else:
            graph, names = (kg.store, kg.names) if kg else (None, None)
            told = found = audit.audit_files(files, graph, names, largest=largest_rdf)
        content = _content(told, files, shown, chosen, largest_rdf)
    write(content, output, private=shown is not None and shown.is_private)
    _tell_counts(found)
    errors = any(located.finding.severity is Severity.ERROR for located in found)
    return 1 if errors else 0


def _content(
    found: "list[Located]",
    files: Sequence[Path],
    kg: "KnowledgeGraph | None",
    chosen: str,
    largest: int | None,
) -> bytes:
    from simpul.quality.audit import shacl_report

    graph = kg.store if kg else None
    match chosen:
        case "turtle":
            return shacl_report(files, graph, largest=largest)
        case "json":
            return (json.dumps(_records(found), ensure_ascii=False, indent=2) + "\n").encode()
        case "html":
            from simpul_viz.report import page

            notice = said(kg.notice) if kg else ""
            return page(_groups(found, graph), language=current(), notice=notice).encode()
        case _:
            return "".join(f"{line}\n" for line in _lines(found, graph)).encode()


def _records(found: "list[Located]") -> list[dict[str, Any]]:
    from simpul.ingest.checks import remedy_of

    return [
        {
            "source": located.source,
            "file": located.place.file if located.place else None,
            "row": located.place.row if located.place else None,
            "focus": located.finding.focus,
            "path": located.finding.path,
            "severity": str(located.finding.severity),
            "message": remedy_of(located.finding, located.place),
        }
        for located in found
    ]


def _groups(found: "list[Located]", graph: "Queryable | None") -> list[dict[str, Any]]:
    """Return the findings by source, in words."""
    return [
        {
            "source": _title(source, graph),
            "findings": [_finding(located) for located in group],
        }
        for source, group in groupby(found, key=lambda located: located.source)
    ]


def _finding(located: "Located") -> dict[str, str]:
    from simpul.answer import short
    from simpul.ingest.checks import remedy_of, stated_by

    finding = located.finding
    return {
        "severity": str(finding.severity),
        "word": _words()[finding.severity],
        "thing": short(finding.focus),
        "path": stated_by(finding),
        "place": str(located.place) if located.place else "",
        "message": remedy_of(finding, located.place),
    }


def _words() -> dict[Severity, str]:
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.ADVICE: _("advice"),
    }


def _title(source: str, graph: "Queryable | None") -> str:
    from simpul.answer import labels
    from simpul.store import Solutions
    from simpul.terms import NamedNode

    if graph is None or not source.startswith("https://"):
        return source
    asked = Solutions(variables=("source",), rows=[{"source": NamedNode(source)}])
    return labels(graph, asked).get(source) or source


def _lines(found: "list[Located]", graph: "Queryable | None") -> list[str]:
    lines: list[str] = []
    for group in _groups(found, graph):
        lines.append(group["source"])
        for one in group["findings"]:
            where = ", ".join(filter(None, (one["place"], one["thing"], one["path"])))
            lines.append(f"  {': '.join(filter(None, (one['word'], where, one['message'])))}")
    return lines


def _tell_counts(found: "list[Located]") -> None:
    counts = {
        severity: sum(located.finding.severity is severity for located in found)
        for severity in Severity
    }
    say(
        _(
            "errors: {errors}, warnings: {warnings}, advice: {advice}",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            advice=counts[Severity.ADVICE],
        )
    )
