"""The description of a source that comes as a mere table or graph: its title, who may see it, when it was read."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Final

from simpul.errors import Place, UsageError
from simpul.ingest.kinds import vocabulary
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.naming.keys import slug
from simpul.store import Queryable
from simpul.tables import Fact
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    text,
    thing,
)

_LANGUAGES: Final = ("en", "id")
_DESCRIPTIONS: Final = {"en": "Loaded from {files}.", "id": "Dimuat dari {files}."}
_RIGHTS: Final = {
    "en": "Whoever loaded it stated no licence.",
    "id": "Yang memuatnya tidak menyebut lisensi.",
}
_checksum: Final = simpul("checksum")
_retrieved: Final = simpul("retrieved")


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a person said of the source; None for what was left to the usual.

    Attributes:
        today: Day on which the files are read.
        access: ``public``, ``partner`` or ``internal``.
        completeness: ``complete``, ``partial`` or ``sample``.
        licence: IRI of the licence.
    """

    today: date
    title: str | None = None
    access: str | None = None
    completeness: str | None = None
    licence: str | None = None

    def __post_init__(self) -> None:
        for word, kind in ((self.access, "access"), (self.completeness, "completeness")):
            known = vocabulary()[f"{ID}{kind}/"]
            if word is not None and word not in known:
                choices = ", ".join(sorted(known))
                raise UsageError(
                    _("{word} is not one of: {known}.", word=repr(word), known=choices)
                )
        if self.licence is not None:
            try:
                NamedNode(self.licence)
            except ValueError:
                raise UsageError(_("{word} is not the address of a licence.", word=repr(self.licence))) from None  # fmt: skip


def key_of(word: str) -> str:
    """Return a source's key for a word.

    Raises:
        UsageError: Nothing of it can stand in a key, or the key is taken by Simpul itself.
    """
    key = slug(word)
    if not key or key == "geonames":
        raise UsageError(
            _("{word} cannot be a source's key.", word=repr(word))
            + " "
            + _("Give one with --source: lower case, digits and hyphens, such as my-list.")
        )
    return key


def describe(
    source: NamedNode, files: Sequence[Path], about: About, *known: set[Triple]
) -> set[Triple]:
    """Return the details of a source.

    What the person says wins over what is known, and that over the usual: the files' names for a title,
    internal, partial.

    Args:
        source: The source.
        files: From which it comes.
        about: What the person says.
        known: What RDF files say of the source, then what was known of it before; the first wins.
    """
    usual = set(_usual(source, files))
    asked = set(_asked(source, about))
    asked.add(Triple(source, _checksum, Literal(_hash(files))))
    day = Literal(about.today.isoformat(), datatype=NamedNode(XSD + "date"))
    asked.add(Triple(source, _retrieved, day))
    found: set[Triple] = set()
    told: set[NamedNode] = set()
    for level in (asked, *known, usual):
        new = {triple for triple in level if triple.predicate not in told}
        # A licence replaces the statement that there is none.
        if level is usual and dct("license") in told:
            new = {triple for triple in new if triple.predicate != dct("rights")}
        found |= new
        told |= {triple.predicate for triple in level}
    return found


def cites(source: NamedNode, document: str) -> Triple:
    """Return what says of a source that its rows cite the document of this key, which is the list itself."""
    return Triple(source, dct("source"), thing("document", document))


def own_document(
    source: NamedNode, graph: Queryable, names: Names, taken: Collection[str], *, add: bool
) -> str:
    """Return the key of the document that a source is for rows which cite none: the source's, unless another has it.

    Args:
        source: The source.
        graph: What the store holds.
        names: Of the store.
        taken: Addresses of what the source's own files describe.
        add: What the source said before stays.
    """
    key = _key(source)
    for likely in chain((key, f"{key}-list"), (f"{key}-list-{n}" for n in count(2))):
        node = thing("document", likely)
        said = graph.matching(node, None, None)
        where = {quad.graph_name for quad in said} - {DefaultGraph(), INFERRED_GRAPH}
        if not add or _is_made(source, likely, graph, names):
            where -= {source}
        if not where and node.value not in taken:
            return likely
    raise AssertionError(source)  # there is no end of keys


def _is_made(source: NamedNode, document: str, graph: Queryable, names: Names) -> bool:
    """Return whether a document was made for a list when it was loaded, and is in no row."""
    made = cites(source, document)
    known = graph.matching(source, made.predicate, made.object, CATALOGUE_GRAPH)
    return any(known) and not names.origins(text(made.object))


def _key(source: NamedNode) -> str:
    return source.value.rsplit("/", 1)[-1]


def _asked(source: NamedNode, about: About) -> Iterator[Triple]:
    if about.title:
        for language in _LANGUAGES:
            yield Triple(source, dct("title"), Literal(about.title, language=language))
    if about.access:
        yield Triple(source, dct("accessRights"), thing("access", about.access))
    if about.completeness:
        yield Triple(source, simpul("completeness"), thing("completeness", about.completeness))
    if about.licence:
        yield Triple(source, dct("license"), NamedNode(about.licence))


def _usual(source: NamedNode, files: Sequence[Path]) -> Iterator[Triple]:
    names = ", ".join(sorted({file.name for file in files}))
    yield Triple(source, rdf_type, simpul("Source"))
    for language in _LANGUAGES:
        title = _DESCRIPTIONS[language].format(files=names)
        yield Triple(source, dct("title"), Literal(files[0].stem, language=language))
        yield Triple(source, dct("description"), Literal(title, language=language))
        yield Triple(source, dct("rights"), Literal(_RIGHTS[language], language=language))
    yield Triple(source, dct("accessRights"), thing("access", "internal"))
    yield Triple(source, simpul("completeness"), thing("completeness", "partial"))


def _hash(files: Sequence[Path]) -> str:
    """Return the SHA-256 of the files, independent of their times and folders."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return f"sha256:{digest.hexdigest()}"


def document_facts(source: NamedNode, document: str, description: set[Triple]) -> list[Fact]:
    """Return the facts that make a source the document of this key, which its own rows cite."""
    node = thing("document", document)
    place = Place(file=_key(source))
    facts = [Triple(node, rdf_type, simpul("Document"))]
    for triple in description:
        if triple.predicate == dct("title"):
            facts.append(Triple(node, dct("title"), triple.object))
            facts.append(Triple(node, rdfs_label, triple.object))
    return [Fact(triple, place) for triple in sorted(facts, key=str)]
