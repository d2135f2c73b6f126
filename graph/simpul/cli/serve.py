"""``simpul serve``: the graph as a site, at one address."""

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.core import ParameterSource

from simpul.access import ACCESS
from simpul.cli.command import Command, no_use
from simpul.cli.limited import limit_options
from simpul.cli.options import FILE, Number, OneOf, Option, open_graph, store_option
from simpul.cli.screen import say
from simpul.cli.token import tokens_file, tokens_option
from simpul.errors import UsageError
from simpul.limits import Limits
from simpul.locale import current
from simpul.locale import translate as _

if TYPE_CHECKING:
    from simpul.store.remote.settings import Place

_LIMITS: Final = Limits(seconds=30, megabytes=1024)
"""For queries of strangers."""
_LAST_PORT: Final = 65535
_MOST_WORKERS: Final = 256
_FEWEST_WORKERS: Final = 4
"""So that a few questions that take their time do not keep all others waiting."""
_OF_SITE: Final = frozenset(("host", "port", "opened", "tokens", "proxy", "workers", "rate", "log"))
"""Options of the site alone: an assistant is answered on the standard streams, and needs no token."""


def command() -> click.Command:
    """Return the command."""
    return Command(
        "serve",
        _serve,
        parameters=[
            store_option(),
            Option(
                ["--host"],
                default="127.0.0.1",
                metavar=_("ADDRESS"),
                help=_(
                    "The address of this machine to listen at; by default 127.0.0.1, which only this machine reaches."
                ),
            ),
            Option(
                ["--port"],
                type=Number(0, _LAST_PORT),
                default=0,
                metavar=_("NUMBER"),
                help=_("The port; by default one that is free."),
            ),
            Option(["--open", "opened"], is_flag=True, help=_("Open the site in the browser.")),
            Option(
                ["--public"],
                default="",
                metavar=_("ADDRESS"),
                help=_(
                    "The address that people know the site by, such as https://cities.example.org/simpul, where a proxy stands before it."
                ),
            ),
            Option(
                ["--queries"],
                type=FILE,
                metavar=_("FOLDER"),
                help=_("A folder of your own questions, beside those that come with Simpul."),
            ),
            tokens_option(),
            Option(
                ["--proxy"],
                multiple=True,
                metavar=_("ADDRESS"),
                help=_(
                    "The address, or the network, of a proxy that is believed whom it asks for; by default of this machine alone. Repeat it for several."
                ),
            ),
            Option(
                ["--workers"],
                type=Number(1, _MOST_WORKERS),
                metavar=_("NUMBER"),
                help=_(
                    "How many processes answer; by default one for each core, and {least} at least.",
                    least=_FEWEST_WORKERS,
                ),
            ),
            Option(
                ["--rate"],
                type=Number(0, whole=False),
                default=100,
                metavar=_("NUMBER"),
                help=_(
                    "Requests a second that one client may send; by default 100, 0 for as many as it likes."
                ),
            ),
            Option(
                ["--log"],
                is_flag=True,
                help=_("Write a line for each request to stderr: of nobody's address or words."),
            ),
            Option(
                ["--mcp"],
                is_flag=True,
                help=_(
                    "Answer an assistant on stdin and stdout by the Model Context Protocol (MCP), and no site. The site answers at its path /mcp, too."
                ),
            ),
            Option(
                ["--access"],
                type=OneOf(lambda: ACCESS),
                metavar="|".join(ACCESS),
                help=_(
                    "With --mcp: the most restricted access of the sources that the assistant may see; by default public."
                ),
            ),
            *limit_options(_LIMITS),
        ],
        help=_(
            "Serve the graph as a site: pages, questions, SPARQL, an API; until Ctrl-C. Only what is public is shown to who has no token."
        ),
    )


def _serve(  # noqa: PLR0913 - the options of the command
    store: "Place | None",
    *,
    host: str,
    port: float,
    opened: bool,
    public: str,
    queries: Path | None,
    tokens: Path | None,
    proxy: Sequence[str],
    workers: float | None,
    rate: float,
    log: bool,
    mcp: bool,
    access: str | None,
    timeout: float,
    memory: float,
) -> None:
    """Serve until the process is told to stop."""
    from simpul.site.site import Settings

    if access and not mcp:
        raise UsageError(
            _("--access goes with --mcp; on the site a token opens what is not public.")
        )
    if mcp:
        _refuse_options_of_site()
    with open_graph(store) as kg:  # what is wrong with the store is told before anybody listens
        place = str(kg.place)
    if queries:
        from simpul.catalogue.catalogue import Catalogue

        # Each is read, so that what is wrong with one is told.
        list(Catalogue(own=queries).values())
    if tokens is not None and not tokens.exists():
        raise UsageError(
            _("There is no file of tokens {path}. Make one with `simpul token add`.", path=tokens)
        )
    logging.basicConfig(
        format="%(asctime)s %(message)s", level=logging.INFO if log else logging.WARNING
    )
    settings = Settings(
        store=place,
        queries=str(queries or ""),
        limits=Limits(seconds=timeout, megabytes=int(memory)),
        language=current(),
    )
    if mcp:
        from simpul.site.assistants import speak

        speak(replace(settings, public=public.rstrip("/")), access or ACCESS[0])
        return
    from simpul.site.server import OWN_PROXIES, Serving, serve

    serve(
        Serving(
            host=host,
            port=int(port),
            public=public,
            workers=int(workers or max(_FEWEST_WORKERS, os.cpu_count() or 1)),
            rate=rate,
            tokens=tokens_file(tokens),
            proxies=(*OWN_PROXIES, *proxy),
        ),
        settings,
        lambda address: _tell(address, opened=opened),
    )


def _refuse_options_of_site() -> None:
    """Refuse what says how the site is served, where there is none.

    Raises:
        UsageError: There is such an option.
    """
    context = click.get_current_context()
    given = [
        option.opts[0]
        for option in context.command.params
        if option.name in _OF_SITE
        and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise UsageError(no_use("simpul serve --mcp", ", ".join(given)))


def _tell(address: str, *, opened: bool) -> None:
    click.echo(address)
    sys.stdout.flush()
    say(_("The site is at {address} until you press Ctrl-C.", address=address))
    if opened:
        click.launch(address)
