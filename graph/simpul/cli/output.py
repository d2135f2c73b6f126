"""What Typer's commands print, and the options that several of them have."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from simpul.cli.options import file_or_stdout
from simpul.cli.screen import complain, problems, progress, say, store_folder, suppositions, write
from simpul.errors import UsageError
from simpul.locale import translate as _

__all__ = [
    "ForceOption",
    "OutputOption",
    "StoreOption",
    "complain",
    "keep",
    "problems",
    "progress",
    "say",
    "store_folder",
    "suppositions",
    "write",
]

StoreOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--store",
        envvar="SIMPUL_STORE",
        metavar="DIR",
        show_default=False,
        help=_("The store's folder; else SIMPUL_STORE, else the user's data folder."),
    ),
]
OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        show_default=False,
        callback=file_or_stdout,
        help=_("Write here, not to the screen; - is the screen."),
    ),
]
ForceOption: TypeAlias = Annotated[
    bool, typer.Option("--force", help=_("Write over a file that is there."))
]


def keep(output: Path | None, *, force: bool) -> None:
    """Keep a file that is there from being written over.

    Raises:
        UsageError: There is one, and nobody said that it may be.
    """
    if output is not None and output.is_file() and not force:
        what = _("{path} is there already, and may hold somebody's work.", path=output)
        raise UsageError(f"{what} " + _("Name another file, or say --force."))
