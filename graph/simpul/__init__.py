"""Simpul, the knowledge graph of cities, their networks and what ties them together.

>>> import simpul
>>> kg = simpul.open("my-store")  # or simpul.open("https://…")  # doctest: +SKIP
>>> kg.query("shared-networks", a="Jakarta", b="Seoul")  # doctest: +SKIP
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simpul.version import __version__

if TYPE_CHECKING:
    from simpul.answer.notebook import Rows
    from simpul.errors import SimpulError
    from simpul.session import KnowledgeGraph

__all__ = ["KnowledgeGraph", "Rows", "SimpulError", "__version__", "open"]

_PLACES = {"KnowledgeGraph": "session", "Rows": "answer.notebook", "SimpulError": "errors"}


def open(  # noqa: A001 - `simpul.open` reads as it should; nothing here opens files
    store: Path | str | None = None,
    *,
    lang: str = "",
    queries: Path | str | None = None,
    allow_service: Sequence[str] = (),
    access: str = "",
) -> "KnowledgeGraph":
    """Open a store for reading.

    Args:
        store: Its folder, the address of a SPARQL endpoint, or the name of one in ``simpul.toml``; else SIMPUL_STORE,
            else the user's default folder, which ``simpul build`` fills.
        lang: Language of labels and messages, ``en`` or ``id``.
        queries: A folder of questions; else those that come with Simpul.
        allow_service: IRIs of the endpoints that a query may ask with SERVICE.
        access: The narrowest access right of the sources that it shows: ``public``, ``partner`` or ``internal``.
            Where none is given, answers show all, and what is made to be handed on (pages, files, networks) shows
            what is public.

    Raises:
        StoreError: There is no store, or it cannot be read.
        UsageError: Simpul does not speak the language, or there is no such access right.
    """
    import os

    from simpul.session import KnowledgeGraph

    return KnowledgeGraph(
        store or os.environ.get("SIMPUL_STORE") or None,
        lang=lang,
        queries=queries,
        allow_service=allow_service,
        access=access,
    )


def __getattr__(name: str) -> object:
    """Import a name only when it is used, so that ``import simpul`` costs next to nothing."""
    if name in _PLACES:
        import importlib

        return getattr(importlib.import_module(f"simpul.{_PLACES[name]}"), name)
    message = f"module 'simpul' has no attribute {name!r}"
    raise AttributeError(message)
