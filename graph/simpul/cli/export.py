"""``simpul export``: the facts as RDF for partners, all of them or what a profile selects."""

import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from simpul.cli.limited import ANYBODYS, OURS, Limited
from simpul.cli.options import (
    FILE,
    WRITTEN,
    Day,
    Option,
    access_option,
    format_option,
    open_graph,
    output_option,
    parameter_option,
    store_option,
    unlicensed_option,
    values_by_name,
)
from simpul.cli.output import format_for, write, write_with_progress
from simpul.cli.screen import progress, say
from simpul.errors import UsageError
from simpul.locale import translate as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from simpul.exchange.profiles import Selection
    from simpul.limits import Limits
    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place

_PACK: Final = "pack"
_TABLES: Final = "csv"


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "export",
        _run,
        parameters=[
            *_about_what_leaves(),
            output_option(WRITTEN),
            *_about_packs(),
            format_option(
                _formats,
                shown="turtle|trig|nquads|csv|graphml|pack|…",
                help=_(
                    "RDF (turtle, trig, nquads, ntriples, jsonld, rdfxml, n3), tables (csv), a graph of things and ties "
                    "for Gephi, yEd and Cytoscape (graphml, gexf, cytoscape), or a pack; by default what the file's "
                    "ending says, or turtle. trig and nquads keep the graph of each source; tables go into a folder or "
                    "a .zip."
                ),
            ),
            store_option(),
        ],
        help=_(
            "Write the facts for partners: all of them, or what a profile selects. A folder (its name ends in /) or a "
            "file that ends in .zip gets a pack: the data with all that is needed to load, check, cite and correct it. "
            "The same facts always give the same files."
        ),
        limits=OURS,
    )


def _about_what_leaves() -> list[Option]:
    return [
        Option(
            ["--profile"],
            is_flag=False,
            flag_value="",
            default="everything",
            metavar=_("NAME|FILE"),
            shell_complete=_complete_profile,
            help=_(
                "What leaves: the name of a profile, or a file of your own that ends in .rq. By default everything; with "
                "no name, the profiles are listed."
            ),
        ),
        parameter_option(_complete_parameter),
        access_option(),
        unlicensed_option(),
    ]


def _about_packs() -> list[Option]:
    return [
        Option(
            ["--since"],
            type=FILE,
            metavar=_("PACK"),
            help=_("For a pack: an earlier one; CHANGES.md tells what changed since then."),
        ),
        Option(
            ["--issued"],
            type=Day(),
            metavar=_("DATE"),
            help=_(
                "For a pack: the day from which it is; by default the newest on which one of its sources was read."
            ),
        ),
        Option(
            ["--publisher"],
            metavar=_("NAME"),
            help=_("For a pack: who publishes it, an organisation of the graph or any name."),
        ),
        Option(
            ["--address"],
            metavar=_("ADDRESS"),
            help=_("For a pack: the address at which its files will be published, if they will."),
        ),
    ]


def _formats() -> Collection[str]:
    from simpul.exchange.export import FORMATS

    return (*FORMATS, _TABLES, _PACK)


def _complete_profile(
    _context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import profiles

    return profiles(typed)


def _complete_parameter(
    context: click.Context, _parameter: click.Parameter, typed: str
) -> "list[CompletionItem]":
    from simpul.cli.completion import parameters_of_profile

    return parameters_of_profile(typed, context.params.get("store"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options as they were given."""

    profile: str
    parameter: Sequence[str]
    access: str | None
    allow_unlicensed: bool
    output: str | None
    format_: str | None
    since: Path | None
    issued: date | None
    publisher: str | None
    address: str | None
    store: "Place | None"

    @property
    def target(self) -> Path | None:
        """The file or folder to write; None for stdout."""
        return None if self.output is None else Path(self.output)

    @property
    def is_pack(self) -> bool:
        """Whether a pack is asked for: by its name, or by the place where it is to be put."""
        if self.format_:
            return self.format_ == _PACK
        target = self.target
        return target is not None and (
            target.is_dir()
            or target.suffix.lower() == ".zip"
            or str(self.output)[-1] in {"/", os.sep}
        )


def _run(**options: Any) -> None:  # noqa: ANN401 - click hands over what it parsed; the class checks the names
    asked = _Asked(**options)
    if asked.profile:
        _export(asked)
    else:
        _list()


def _export(asked: _Asked) -> None:
    from simpul.exchange.export import FORMATS, export

    chosen = (
        "" if asked.is_pack else format_for(asked.format_, asked.target, FORMATS, default="turtle")
    )
    _check(asked)
    kg = open_graph(
        asked.store,
        access=asked.access,
        handed_on=True,
        licensed=not asked.allow_unlicensed,
    )
    selection = kg.select(
        asked.profile,
        values_by_name(asked.parameter),
        allow_unlicensed=asked.allow_unlicensed,
        limits=_limits(asked.profile),
    )
    if asked.is_pack:
        _pack(asked, kg, selection)
    elif asked.target and chosen == _TABLES:
        _tables(asked.target, selection, private=kg.is_private)
    else:
        pieces = export(selection, chosen)
        write_with_progress(pieces, asked.target, _("Sorting the facts"), private=kg.is_private)
        _tell(selection, asked.target)


def _check(asked: _Asked) -> None:
    """Refuse, before any work is done, what cannot be written."""
    of_packs = {"--since": asked.since, "--issued": asked.issued, "--publisher": asked.publisher, "--address": asked.address}  # fmt: skip
    given = [option for option, value in of_packs.items() if value is not None]
    if given and not asked.is_pack:
        raise UsageError(
            _(
                "{option} is for a pack. Name a folder, with / at its end, or a file that ends in .zip with -o.",
                option=given[0],
            )
        )
    if not (asked.is_pack or asked.format_ == _TABLES):
        return
    if asked.target is not None:
        from simpul.exchange.pack.writing import refuse_taken

        refuse_taken(asked.target)
    elif asked.is_pack:
        raise UsageError(_("A pack has many files. Name a folder or a file that ends in .zip with -o."))  # fmt: skip
    else:
        raise UsageError(_("Tables are many files. Name a folder or a file that ends in .zip with -o."))  # fmt: skip


def _pack(asked: _Asked, kg: "KnowledgeGraph", selection: "Selection") -> None:
    with progress() as tell:
        packed = kg.pack(
            selection,
            str(asked.target),
            issued=asked.issued,
            publisher=asked.publisher or "",
            address=asked.address or "",
            since=asked.since,
            progress=tell,
        )
    _tell(selection, asked.target)
    count, files = packed.counts.triples, len(packed.record.files)
    say(_("The pack has {count} statements in {files} files. Check it with `simpul verify {path}`.", count=count, files=files, path=asked.target))  # fmt: skip


def _tables(target: Path, selection: "Selection", *, private: bool) -> None:
    """Write the facts of each source as tables."""
    from simpul.exchange.pack.writing import write_files
    from simpul.exchange.tables import table_files

    if not selection.sources:
        raise UsageError(_("There is nothing here that a source states, and so no table to write."))
    with progress() as tell:
        tell(_("Writing the tables"))
        tables = table_files(selection.graph, selection.sources, selection.beside)
        write_files(target, ((name, [content]) for name, content in tables), private=private)
    _tell(selection, target)


def _limits(profile: str) -> "Limits | None":
    """Return what the query of a profile may take: what somebody wrote, not for ever."""
    from simpul.exchange.profiles import profiles

    return None if profile in profiles() else ANYBODYS


def _tell(selection: "Selection", output: Path | None) -> None:
    """Say what was written, and what may be done with it."""
    if output is not None:
        say(_("Wrote {path}.", path=output) + " " + selection.rights.sentence)


def _list() -> None:
    """List the profiles with their parameters."""
    from rich.text import Text

    from simpul.answer.console import table
    from simpul.exchange.profiles import every

    headings = [_("profile"), _("what leaves"), _("parameters")]
    rows: list[list[str | Text]] = [
        [
            Text(one.name, style="bold"),
            one.question.title,
            " ".join(
                parameter.name if parameter.required else f"[{parameter.name}]"
                for parameter in one.parameters
            ),
        ]
        for one in every()
    ]
    to_screen = sys.stdout.isatty()
    write(table(headings, rows, to_screen=to_screen, ruled=False), None)
    if to_screen:
        click.echo("\n" + _("Export with: simpul export --profile NAME -p parameter=value -o FILE"))
