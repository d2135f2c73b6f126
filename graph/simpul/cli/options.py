"""The options that several commands have, and the kinds of values that options take."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simpul.cli.screen import note
from simpul.errors import ParameterError, SimpulError, UsageError, did_you_mean, shortened
from simpul.locale import translate as _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem
    from click.types import OptionHelpExtra

    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place

    _Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

FILE = click.Path(path_type=Path)
"""A file or a folder; its reader reports what is wrong with it."""
WRITTEN = click.Path()
"""A file or a folder as it was written: with a slash at the end, it is a folder, be it there or not."""


class Option(click.Option):
    """An option whose help text is complete as written."""

    def get_help_extra(self, ctx: click.Context) -> "OptionHelpExtra":
        """Return nothing: click's own text would be in English."""
        del ctx
        return {}


class OneOf(click.ParamType[str]):
    """One of some words, which the shell completes.

    Args:
        known: Gives the words; called only when one was given or is being typed.
    """

    name = "word"

    def __init__(self, known: Callable[[], Collection[str]]) -> None:
        self._known = known

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word.

        Raises:
            click.BadParameter: The word is not a known one; the error names similar ones.
        """
        known = list(self._known())
        if value not in known:
            listed = _(
                "{word} is not one of: {known}.",
                word=shortened(repr(value)),
                known=", ".join(known),
            )
            self.fail(listed + did_you_mean(value, known), param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Return the words that begin so."""
        return offered(lambda: dict.fromkeys(self._known(), ""))(ctx, param, incomplete)


class Number(click.ParamType[float]):
    """A number between bounds.

    Args:
        least: The smallest that fits.
        most: The greatest that fits; any if None.
        whole: It has no fraction.
    """

    name = "number"

    def __init__(self, least: int, most: int | None = None, *, whole: bool = True) -> None:
        self._least, self._most, self._whole = least, most, whole

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number.

        Raises:
            click.BadParameter: The text is not a number, or is out of bounds.
        """
        try:
            number = int(value) if self._whole else float(value)
        except ValueError:
            number = None
        # NaN is within no bounds.
        if number is None or not self._least <= number <= (
            number if self._most is None else self._most
        ):
            self.fail(self._wanted(), param, ctx)
        return number

    def _wanted(self) -> str:
        bounds = {"least": self._least, "most": self._most}
        if self._most is None:
            return _("write a number of {least} or more.", **bounds)
        return _("write a number from {least} to {most}.", **bounds)


class Day(click.ParamType[date]):
    """A day of the calendar, as ISO 8601 writes it."""

    name = "day"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day.

        Raises:
            click.BadParameter: The text is no day.
        """
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(_("write a day such as {example}.", example="2026-11-24"), param, ctx)


def offered(
    described: Callable[[], Mapping[str, str]],
) -> "_Complete":
    """Return what completes names in the shell.

    Args:
        described: Gives each name with a word on what it is, or none.
    """

    def complete(
        _context: click.Context, _parameter: click.Parameter, typed: str
    ) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        return [
            CompletionItem(name, help=what or None)
            for name, what in described().items()
            if name.startswith(typed)
        ]

    return complete


class StorePlace(click.ParamType["Place"]):
    """A store's folder, the address of a SPARQL endpoint, or the name of one in ``simpul.toml``."""

    name = "place"

    def convert(
        self,
        value: "str | Place",
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "Place":
        """Return the place.

        Raises:
            UsageError: It is an address that cannot be used, or the settings are wrong.
        """
        del param, ctx
        from simpul.store.remote.settings import place

        return place(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        """Return the endpoints whose names begin so; else the shell offers folders."""
        from click.shell_completion import CompletionItem

        from simpul.store.remote.settings import profiles

        del ctx, param
        try:
            named = [one for one in profiles().values() if one.name.startswith(incomplete)]
        except SimpulError:
            named = []
        found = [CompletionItem(one.name, help=one.address) for one in named]
        return (
            [*found, CompletionItem(incomplete, type="dir")] if not found or incomplete else found
        )


def store_option() -> Option:
    """Return the option that names the store."""
    return Option(
        ["--store"],
        type=StorePlace(),
        envvar="SIMPUL_STORE",
        metavar=_("FOLDER|ADDRESS"),
        help=_(
            "The folder of the store, the address of a SPARQL endpoint, or its name in simpul.toml; by default "
            "SIMPUL_STORE, or your data folder."
        ),
    )


def store_folder(given: "Place | None") -> Path:
    """Return the store's folder: as given, else the default.

    Raises:
        UsageError: It is an endpoint, and this can only be done in a folder.
    """
    from simpul import paths

    if given is not None and not isinstance(given, Path):
        raise UsageError(
            _(
                "This is done in a folder, and {place} is an endpoint. Do it in a folder, then run `simpul publish`.",
                place=given,
            )
        )
    return given or paths.default_store()


def open_graph(  # noqa: PLR0913 - all but the store are options by name
    given: "Place | None",
    *,
    services: Sequence[str] = (),
    access: str | None = None,
    handed_on: bool = False,
    also_single_datasets: bool = False,
    licensed: bool = False,
    build: str = "",
) -> "KnowledgeGraph":
    """Open the store for a command; a note says which city a mere alias was taken for, and what is withheld.

    Args:
        given: The store; else the default.
        services: IRIs of the endpoints that a query may ask with SERVICE.
        access: The narrowest access right of the sources that are shown, where the command line says.
        handed_on: What is made is for others too, who see what is public unless the command line says otherwise.
        also_single_datasets: Ties that one dataset alone lists are shown, too.
        licensed: Of what is public, sources that state no licence are withheld.
        build: An earlier build of the store; else the one in use.
    """
    from simpul.session import KnowledgeGraph

    return KnowledgeGraph(
        given,
        allow_service=services,
        access=access or ("public" if handed_on else ""),
        also_single_datasets=also_single_datasets,
        licensed=licensed,
        tell=note,
        build=build,
    )


def access_option() -> Option:
    """Return the option that says whose sources are shown."""
    return Option(
        ["--access"],
        type=OneOf(access_rights),
        metavar="public|partner|internal",
        help=_(
            "The most restricted access of the sources to include. By default files, pages and formats "
            "that are made to be handed on have what is public, and what is printed has all."
        ),
    )


def single_datasets_option() -> Option:
    """Return the option that lets in the ties that one dataset alone lists."""
    return Option(
        ["--also-single-datasets"],
        is_flag=True,
        help=_(
            "Also ties that a single dataset lists and that no city, network or second publisher states; by default "
            "they are left aside, and their number is told."
        ),
    )


def parameter_option(complete: "_Complete") -> Option:
    """Return the option that gives a parameter of a question or a profile its value; see ``values_by_name``.

    Args:
        complete: Completes ``name=value`` in the shell.
    """
    return Option(
        ["--parameter", "-p"],
        multiple=True,
        metavar=_("NAME=VALUE"),
        shell_complete=complete,
        help=_("The value of a parameter, in everyday words: -p a=Jakarta. Repeat it for several."),
    )


def values_by_name(words: Sequence[str]) -> dict[str, list[str]]:
    """Return the values behind ``-p`` by the name of their parameter.

    Raises:
        ParameterError: One is not of the form ``name=value``.
    """
    pairs: dict[str, list[str]] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise ParameterError(
                _("-p takes name=value, such as -p a=Jakarta, not {word}.", word=repr(word))
            )
        pairs.setdefault(name, []).append(value)
    return pairs


def unlicensed_option() -> Option:
    """Return the option that lets in the public sources that state no licence."""
    return Option(
        ["--allow-unlicensed"],
        is_flag=True,
        help=_(
            "Also include sources that everybody may see and that state no licence; by default they are withheld, "
            "and named."
        ),
    )


def access_rights() -> Collection[str]:
    """Return who may see a source, from everybody to the office alone."""
    from simpul.access import ACCESS

    return ACCESS


def source_access_option() -> Option:
    """Return the option that says who may see what is taken in."""
    return Option(
        ["--access"],
        type=OneOf(access_rights),
        metavar="public|partner|internal",
        help=_("Who may see it; by default internal."),
    )


def licence_option() -> Option:
    """Return the option that says under which licence what is taken in is."""
    return Option(["--licence"], metavar="IRI", help=_("The address of its licence."))


def dry_run_option() -> Option:
    """Return the option that lets a command show what it would do."""
    return Option(
        ["--dry-run"], is_flag=True, help=_("Show what would change, and change nothing.")
    )


def largest_rdf_option() -> Option:
    """Return the option that says how large an RDF file may become; see ``simpul.store.rdf_files.read``."""
    return Option(
        ["--largest-rdf"],
        type=Number(0),
        metavar="MB",
        help=_(
            "Refuse an RDF file that becomes larger when each name in it is written out; by default "
            "50 times its size and at least 50, 0 for no limit of time and memory either."
        ),
    )


def output_option(type_: click.Path = FILE) -> Option:
    """Return the option that names the file to write; None is stdout, which ``-`` means as well.

    Args:
        type_: ``FILE``, or ``WRITTEN`` where a command writes folders too.
    """
    return Option(
        ["--output", "-o"],
        type=type_,
        metavar=_("FILE"),
        callback=_file,
        help=_("The file to write to; - is the screen, which is the default."),
    )


def _file(
    _context: click.Context, _option: click.Parameter, given: Path | str | None
) -> Path | str | None:
    return None if str(given) == "-" else given


def force_option() -> Option:
    """Return the option that lets a file be written over."""
    return Option(["--force"], is_flag=True, help=_("Replace the file if it exists."))


def format_option(known: Callable[[], Collection[str]], *, shown: str, help: str) -> Option:  # noqa: A002 - as click calls it
    """Return the option that names the format of what is written.

    Args:
        known: Gives the formats that the command writes.
        shown: These, as the help lists them.
        help: What it says of them.
    """
    return Option(["--format", "-f", "format_"], type=OneOf(known), metavar=shown, help=help)


def replace_store_option() -> Option:
    """Return the option that lets a store take the place of another."""
    return Option(["--force"], is_flag=True, help=_("Replace the store in that folder by another."))
