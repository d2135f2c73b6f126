"""What Typer's commands print, and the options that several of them have."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from simpul.cli.options import file_or_stdout
from simpul.cli.screen import complain, problems, progress, say, store_folder, write
from simpul.language import translate as _

__all__ = [
    "OutputOption",
    "StoreOption",
    "complain",
    "problems",
    "progress",
    "say",
    "store_folder",
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
