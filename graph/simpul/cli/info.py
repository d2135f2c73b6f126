"""``simpul info``: what the store holds."""

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from simpul.cli.accounting import accounting_lines
from simpul.cli.limited import OURS, Limited
from simpul.cli.options import Option, access_option, open_graph, store_option
from simpul.cli.output import write
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store import Queryable
    from simpul.store.remote.settings import Place


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "info",
        _info,
        parameters=[
            store_option(),
            access_option(),
            Option(
                ["--quality"],
                is_flag=True,
                help=_("Show how well each source is confirmed, dated and free of doubt."),
            ),
        ],
        help=_("Show what the store holds: counts by class and by source."),
        limits=OURS,
    )


def _info(store: "Place | None", *, access: str | None, quality: bool) -> None:
    """Print counts, or the quality of each source."""
    kg = open_graph(store, access=access)
    graph = kg.store
    if quality:
        _quality(graph)
        return
    from simpul.answer import short
    from simpul.quality.summary import describe

    found = describe(graph)
    iris = [iri for iri, _count in found.classes]
    iris += [iri for source in found.sources for iri in (source.access, source.completeness) if iri]
    named = _named(graph, iris)
    click.echo(_("Simpul {version}, store {path}", version=found.version, path=kg.place))
    click.echo(
        _(
            "{triples} triples, {inferred} of them inferred",
            triples=found.triples,
            inferred=found.inferred,
        )
    )
    _show(
        [_("class"), _("things")],
        [[named.get(iri) or short(iri), str(count)] for iri, count in found.classes],
    )
    _show(
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
    for source in found.sources:
        if source.accounting:
            for line in accounting_lines(short(source.iri), source.accounting):
                click.echo(line)


def _quality(graph: "Queryable") -> None:
    from simpul.answer import short
    from simpul.quality.trust import assess

    found = assess(graph)
    named = _named(graph, (each.completeness for each in found if each.completeness))
    headings = [_("source"), _("facts"), _("confirmed"), _("dated"), _("oldest"), _("doubts")]
    _show(
        [*headings, _("completeness"), _("complete as of")],
        [
            [
                short(each.iri).removeprefix("source/"),
                str(each.facts),
                _share(each.corroborated, each.facts),
                _share(each.dated, each.datable),
                each.oldest,
                str(each.doubts),
                named.get(each.completeness, ""),
                each.complete_as_of,
            ]
            for each in found
        ],
    )
    click.echo(
        _(
            "A fact is a thing that cites a document; it is confirmed where documents of two "
            'publishers say it. "Dated" counts those that can have a date; "oldest" is the earliest '
            "day that one of them may mean."
        )
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _named(graph: "Queryable", iris: Iterable[str]) -> Mapping[str, str]:
    from simpul.answer import labels
    from simpul.store import Solutions
    from simpul.terms import NamedNode

    return labels(
        graph, Solutions(variables=("thing",), rows=[{"thing": NamedNode(iri)} for iri in iris])
    )


def _title(titles: Mapping[str, str]) -> str:
    from simpul.catalogue import said

    return said(titles)


def _show(headings: list[str], rows: list[list[str]]) -> None:
    """Print a table between empty lines."""
    from simpul.answer.console import table

    drawn = table(headings, rows, to_screen=sys.stdout.isatty())
    click.echo()
    write(drawn, None)
    click.echo()
