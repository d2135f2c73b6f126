"""A pack made of a selection: every file of it, in the order in which each can be made from those before it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from simpul.errors import UsageError
from simpul.exchange.export import parts_of
from simpul.exchange.pack.catalogue import CATALOGUE_PREFIXES, catalogue
from simpul.exchange.pack.changes import changes
from simpul.exchange.pack.contents import (
    CATALOGUE,
    CHANGES,
    CSV,
    CSVW,
    DATA,
    DATA_BY_SOURCE,
    MARKDOWN,
    NTRIPLES,
    SHAPES,
    TABLES,
    TRIG,
    TURTLE,
    VALIDATION,
    PackFile,
    Record,
)
from simpul.exchange.pack.description import (
    SENDER,
    Counts,
    PackDescription,
    Publisher,
    described,
    newest,
)
from simpul.exchange.pack.graph_hash import graph_hash
from simpul.exchange.pack.readme import Contents, readme_files
from simpul.exchange.pack.validation import report
from simpul.exchange.pack.vocabulary import OWL_DATA, declared, vocabulary_files
from simpul.exchange.pack.writing import write
from simpul.exchange.profiles import Selection
from simpul.exchange.tables import table_files
from simpul.locale import LANGUAGES, Texts
from simpul.locale import translate as _
from simpul.reason.vocabulary_files import turtle as small_turtle
from simpul.store.lines import LineSort
from simpul.store.rdf import Part, written
from simpul.store.turtle import turtle
from simpul.terms import (
    CATALOGUE_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    XSD,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
)

Progress = Callable[[str], None]
_OWL: Final = PREFIXES["owl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person says of a pack that the graph does not.

    Attributes:
        issued: The day from which it is; else the newest on which a source in it was read.
        publisher: Who makes it available; else it is said to be who sends it.
        address: Where its files will be published; empty where that is not known.
        pages: Files that are made elsewhere, such as a page of the whole.
        private: Nobody but the owner may read it.
        notice: That it holds what not everybody may see, by language.
        since: An earlier pack with which it is compared.
    """

    issued: date | None = None
    publisher: Publisher | None = None
    address: str = ""
    pages: Sequence[PackFile] = ()
    private: bool = False
    notice: Texts = field(default_factory=dict[str, str])
    since: Path | None = None


@dataclass(slots=True)
class Packed:
    """What was written.

    Attributes:
        pack: What it says of itself.
        record: Its files.
        counts: How much is in it.
        digest: The hash of its graph, by RDFC-1.0 and SHA-256.
    """

    pack: PackDescription
    record: Record = field(default_factory=Record)
    counts: Counts = field(default_factory=Counts)
    digest: str = ""


def write_pack(
    target: Path,
    selection: Selection,
    wishes: Wishes,
    *,
    progress: Progress = lambda _text: None,
) -> Packed:
    """Write a selection as a pack: a folder, or an archive where the name ends in ``.zip``.

    The same selection and wishes give the same files, byte for byte.

    Args:
        target: Its name, which must be free.
        selection: What is in it.
        wishes: What is said of it.
        progress: Called with a text on what is being written.

    Raises:
        UsageError: The name is taken, or nothing says of what day the pack is.
        OutputError: It cannot be written; nothing is left.
    """
    packed = Packed(pack=_description(selection, wishes))
    with ExitStack() as stack:
        merge = stack.enter_context(LineSort())
        contents = _Packing(selection, wishes, packed, merge, progress).files()
        write(target, contents, packed.record, private=wishes.private)
    return packed


def _description(selection: Selection, wishes: Wishes) -> PackDescription:
    if wishes.address:
        _check_address(wishes.address)
    sources = described(selection.graph, selection.rights)
    issued = wishes.issued or newest(sources)
    if issued is None:
        raise UsageError(
            _("No source in it says when it was read. Say of what day the pack is with --issued.")
        )
    return PackDescription(
        iri=selection.dataset,
        titles=selection.titles,
        descriptions=_described_as(selection),
        publisher=wishes.publisher or SENDER,
        issued=issued,
        access=selection.access,
        rights=selection.rights,
        sources=sources,
        address=wishes.address,
        notice=wishes.notice,
    )


def _check_address(address: str) -> None:
    """Raise where files cannot be at an address.

    Raises:
        UsageError: It is none of the web.
    """
    try:
        is_one = NamedNode(address).value.startswith(("https://", "http://"))
    except ValueError:
        is_one = False
    if not is_one:
        raise UsageError(_("{address} is no address of the web.", address=repr(address)))


def _described_as(selection: Selection) -> Texts:
    """Return what a selection holds, by language; a profile of somebody's may say nothing."""
    texts = selection.profile.descriptions or selection.titles
    return {language: " ".join(said.split()) for language, said in texts.items()}


def _as_it_is(content: bytes) -> list[bytes]:
    return [content]


@dataclass(slots=True)
class _Packing:
    """A pack that is being made; its statements are sorted once, for all files that have them."""

    selection: Selection
    wishes: Wishes
    packed: Packed
    merge: LineSort
    progress: Progress

    def files(self) -> Iterator[PackFile]:
        parts = [*parts_of(self.selection), Part.of(list(self._header()), CATALOGUE_GRAPH)]
        self.progress(_("Sorting the statements"))
        for part in parts:
            part.write(self.merge)
        self.packed.digest = graph_hash(self.merge)
        self.progress(_("Writing the data"))
        yield from self._data(parts)
        yield from vocabulary_files()
        self.progress(_("Writing the tables"))
        yield from self._tables()
        self.progress(_("Validating"))
        yield self._validation()
        if self.wishes.since:
            self.progress(_("Comparing with the earlier pack"))
            yield self._changes(self.wishes.since, parts)
        self.progress(_("Writing the pages"))
        yield from self.wishes.pages
        yield from readme_files(self._contents(), self.packed.record)
        yield self._catalogue()

    def _header(self) -> Iterator[Triple]:
        """Yield what makes the data an ontology that imports Simpul's, for those who open it with tools of OWL."""
        node, pack = self.packed.pack.iri, self.packed.pack
        day = Literal(pack.issued.isoformat(), datatype=NamedNode(f"{XSD}date"))
        yield Triple(node, rdf_type, NamedNode(f"{_OWL}Ontology"))
        yield Triple(node, NamedNode(f"{_OWL}imports"), ONTOLOGY_GRAPH)
        yield Triple(node, dct("issued"), day)

    def _data(self, parts: Sequence[Part]) -> Iterator[PackFile]:
        yield PackFile(
            name=DATA,
            media_type=TURTLE,
            titles={
                "en": "All statements, each once",
                "id": "Semua pernyataan, masing-masing sekali",
            },
            pieces=lambda: turtle(self.packed.counts.counted(self.merge.blocks())),
        )
        yield PackFile(
            name=DATA_BY_SOURCE,
            media_type=TRIG,
            titles={
                "en": "The same, with the graph of each source, and what is inferred apart",
                "id": "Sama, dengan graf tiap sumber, dan hasil penyimpulan terpisah",
            },
            pieces=lambda: written(parts, "trig"),
        )
        yield PackFile(
            name=OWL_DATA,
            media_type=NTRIPLES,
            titles={
                "en": "The same for Owlready2: each thing is declared an individual",
                "id": "Sama, untuk Owlready2: tiap hal dinyatakan sebagai individu",
            },
            pieces=lambda: declared(self.merge.blocks()),
        )

    def _tables(self) -> Iterator[PackFile]:
        """Yield the facts of each source as tables."""
        selection = self.selection
        for file in table_files(selection.graph, selection.sources, selection.beside):
            source = file.name.partition("/")[0]
            is_table = file.name.endswith(".csv")
            yield PackFile(
                name=f"{TABLES}/{file.name}",
                media_type=CSV if is_table else CSVW,
                titles={"en": f"A table of {source}", "id": f"Tabel dari {source}"}
                if is_table
                else {"en": f"What the tables of {source} are", "id": f"Apa tabel dari {source}"},
                pieces=partial(_as_it_is, file.content),
            )

    def _validation(self) -> PackFile:
        titles = {
            "en": f"What {SHAPES} finds in the data",
            "id": f"Yang ditemukan {SHAPES} dalam data",
        }
        found = report(self.packed.pack, self.selection.graph)
        return PackFile(name=VALIDATION, media_type=TURTLE, titles=titles, pieces=lambda: [found])

    def _changes(self, since: Path, parts: Sequence[Part]) -> PackFile:
        pack = self.packed.pack
        titles = {
            "en": "What changed since the earlier pack, in words",
            "id": "Yang berubah sejak paket terdahulu, dengan kata-kata",
        }
        return PackFile(
            name=CHANGES,
            media_type=MARKDOWN,
            titles=titles,
            pieces=lambda: changes(since, parts, pack),
        )

    def _contents(self) -> Contents:
        classes = list(self.packed.counts.classes)
        labels = {
            language: self.selection.graph.labels(classes, language) for language in LANGUAGES
        }
        return Contents(
            pack=self.packed.pack,
            counts=self.packed.counts,
            digest=self.packed.digest,
            labels=labels,
            since=self.wishes.since.name if self.wishes.since else "",
        )

    def _catalogue(self) -> PackFile:
        packed = self.packed
        triples = catalogue(packed.pack, packed.record.files, packed.counts, packed.digest)
        titles = {
            "en": "What the pack is and what is in it (DCAT-AP 3, VoID)",
            "id": "Apa paket ini dan apa isinya (DCAT-AP 3, VoID)",
        }
        return PackFile(
            name=CATALOGUE,
            media_type=TURTLE,
            titles=titles,
            pieces=lambda: [small_turtle(triples, CATALOGUE_PREFIXES)],
        )
