"""The sides of a difference as the command line names them: files, packs, stores, endpoints, earlier builds."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from simpul.cli.options import open_graph
from simpul.locale import said

if TYPE_CHECKING:
    from simpul.exchange.difference.sides import LinesSide, Side
    from simpul.session import KnowledgeGraph
    from simpul.store.remote.settings import Place


@dataclass(slots=True, kw_only=True)
class Sides:
    """Opens sides for one command, and knows what may leave it.

    Attributes:
        access: The narrowest access right of the sources to include, where the command line says.
        handed_on: What is made is for others too.
        unlicensed: Public sources that state no licence may be handed on.
        largest: Megabytes that an RDF file may become, where the command line says.
        is_private: What is made is its owner's alone, for one of the sides holds more than what is public.
        notices: What a document made of them says of itself.
    """

    access: str | None
    handed_on: bool
    unlicensed: bool = False
    largest: int | None = None
    is_private: bool = False
    notices: list[str] = field(default_factory=list[str])
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._open.close()

    @property
    def notice(self) -> str:
        """What a document made of the sides says of itself; empty where it holds what everybody may see."""
        return " ".join(dict.fromkeys(self.notices))

    def named(self, word: str) -> "Side":
        """Return the side that a word names: an RDF file, a pack, or a store.

        Raises:
            SimpulError: It is none of these, or cannot be read.
        """
        from simpul.exchange.difference.sides import file_side
        from simpul.exchange.pack.reading import is_pack, opened
        from simpul.store.rdf_files import format_of
        from simpul.store.remote.settings import place

        path = Path(word)
        if is_pack(path) or path.suffix.lower() == ".zip":
            pack = self._open.enter_context(opened(path))
            data = pack.data_by_source if pack.data_by_source.exists() else pack.data
            return self._checked(file_side(data, name=word, largest=self.largest))
        # A file with another ending is told how it should end: it is no store, which is a folder.
        is_named_so = format_of(path) is not None or (bool(path.suffix) and path.is_file())
        if is_named_so and not path.is_dir():
            return self._checked(file_side(path, name=word, largest=self.largest))
        return self.store(place(word), name=word)

    def store(self, place: "Place | None", *, name: str = "", build: str = "") -> "Side":
        """Return the build of a store that is in use, or an earlier one, as those may see it who are to have the answer."""
        from simpul.exchange.difference.sides import StoreSide

        kg = open_graph(
            place,
            access=self.access,
            handed_on=self.handed_on,
            licensed=self.handed_on and not self.unlicensed,
            build=build,
        )
        self._mark(kg)
        return StoreSide(name or build or str(kg.place), kg.whole)

    def _checked(self, side: "LinesSide") -> "Side":
        """Return a file's side, unless it holds what those may not see who are to have the answer.

        Raises:
            UsageError: It does, and nobody can tell what in it follows from that.
        """
        from simpul.exchange.difference.sides import refuse_restricted

        self._open.callback(side.close)
        asks = self.handed_on or self.access
        held = refuse_restricted(side, self.access or "") if asks else 0
        self.is_private |= held > 0
        return side

    def _mark(self, kg: "KnowledgeGraph") -> None:
        self.is_private |= kg.is_private
        if kg.notice:
            self.notices.append(said(kg.notice))
