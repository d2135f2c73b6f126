"""``simpul info``."""

import sys
from collections.abc import Mapping

import typer

from simpul.cli.output import StoreOption, store_folder
from simpul.language import translate as _


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("info", help=_("Say what the store holds: counts by class and by source."))(info)


def info(store: StoreOption = None) -> None:
    """Print counts."""
    from simpul.info import describe
    from simpul.results import labels, short
    from simpul.store import Solutions, open_store
    from simpul.terms import NamedNode

    folder = store_folder(store)
    graph = open_store(folder)
    found = describe(graph)
    iris = [iri for iri, _count in found.classes]
    iris += [iri for source in found.sources for iri in (source.access, source.completeness) if iri]
    rows = [{"thing": NamedNode(iri)} for iri in iris]
    named = labels(graph, Solutions(variables=("thing",), rows=[dict(row) for row in rows]))
    typer.echo(_("Simpul {version}, store {path}", version=found.version, path=folder))
    typer.echo(
        _(
            "{triples} triples, {inferred} of them inferred",
            triples=found.triples,
            inferred=found.inferred,
        )
    )
    _print(
        [_("class"), _("things")],
        [[named.get(iri) or short(iri), str(count)] for iri, count in found.classes],
    )
    _print(
        [_("source"), _("title"), _("issued"), _("access"), _("completeness"), _("triples")],
        [
            [
                short(source.iri),
                _title(source.titles),
                source.issued or _("not stated"),
                named.get(source.access, ""),
                named.get(source.completeness, ""),
                str(source.triples),
            ]
            for source in found.sources
        ],
    )


def _title(titles: Mapping[str, str]) -> str:
    from simpul.catalogue import said

    return said(titles)


def _print(headings: list[str], rows: list[list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(width=None if sys.stdout.isatty() else 200).print(table)
