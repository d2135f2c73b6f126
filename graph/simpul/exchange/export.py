"""A selection of the graph for partners, as RDF that is byte for byte the same for the same facts."""

from typing import Final

from simpul.errors import UsageError
from simpul.exchange.profiles.selection import Selection
from simpul.locale import translate as _
from simpul.store.rdf import GRAPH_FORMATS, as_dataset

FORMATS: Final = GRAPH_FORMATS


def export(selection: Selection, name: str) -> bytes:
    """Return a selection in an RDF format, byte for byte the same for the same facts.

    TriG and N-Quads keep the graph of each source.

    Args:
        selection: What leaves.
        name: One of ``FORMATS``.

    Raises:
        UsageError: The format is unknown.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(_("{word} is not one of: {known}.", word=repr(name), known=known))
    return as_dataset(selection.quads(), name)
