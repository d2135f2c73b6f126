"""The format of what a command writes: as asked for, else by the ending of the file."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from simpul.errors import UsageError, did_you_mean
from simpul.locale import translate as _

_ENDINGS: Final = {
    ".txt": "table",
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".html": "html",
    ".xlsx": "xlsx",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".nq": "nquads",
    ".n3": "n3",
}


def format_for(name: str, output: Path | None, known: Collection[str], *, default: str = "") -> str:
    """Return the format asked for by name, else by the ending of the file, else the default.

    Args:
        name: As the person gave it; empty for none.
        output: The file to write; None for stdout.
        known: The formats that the command writes.
        default: What is written where neither a name nor an ending says.

    Raises:
        UsageError: The command does not write this format, or no format has this ending.
    """
    if name:
        if name not in known:
            raise UsageError(
                _("{word} is none of: {known}.", word=repr(name), known=", ".join(known))
                + did_you_mean(name, known)
            )
        return name
    ending = output.suffix.lower() if output else ""
    if not ending:
        return default
    if _ENDINGS.get(ending, "") not in known:
        endings = [known_ending for known_ending, made in _ENDINGS.items() if made in known]
        raise UsageError(
            _(
                "No format here has the ending {ending}; end the file's name in one of {endings}, or give --format.",
                ending=ending,
                endings=", ".join(endings),
            )
        )
    return _ENDINGS[ending]
