"""The pages that tell a partner what a pack is, who has never heard of Simpul: one in English, one in Indonesian."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from simpul.answer.text import markdown_escaped, markdown_paragraph
from simpul.exchange.pack.contents import (
    CATALOGUE,
    DATA,
    DATA_BY_SOURCE,
    MARKDOWN,
    SUMS,
    TABLES,
    PackFile,
    Record,
    WrittenFile,
)
from simpul.exchange.pack.description import Counts, PackDescription
from simpul.exchange.rights import licence_name
from simpul.locale import said
from simpul.terms import ONTOLOGY

README: Final = {"en": "README.md", "id": "BACA-SAYA.md"}
_TITLES: Final = {
    "en": {"en": "What this pack is, in English", "id": "Isi paket ini, dalam bahasa Inggris"},
    "id": {"en": "What this pack is, in Indonesian", "id": "Isi paket ini, dalam bahasa Indonesia"},
}
_CLASSES: Final = 12
"""So many classes are counted in the page; the catalogue has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a page tells of.

    Attributes:
        pack: What the pack says of itself.
        counts: How much is in it.
        digest: The hash of its dataset.
        labels: What classes are called, by language and IRI.
        since: What the pack was compared with; empty where it was not.
    """

    pack: PackDescription
    counts: Counts
    digest: str
    labels: Mapping[str, Mapping[str, str]]
    since: str = ""


def readme_files(contents: Contents, record: Record) -> list[PackFile]:
    """Return the pages; they list the files that are in the record when they are written."""
    return [
        PackFile(
            name=name,
            media_type=MARKDOWN,
            titles=_TITLES[language],
            pieces=partial(_pieces, contents, record, language),
        )
        for language, name in README.items()
    ]


def _pieces(contents: Contents, record: Record, language: str) -> list[bytes]:
    return [page(contents, record.files, language).encode()]


def page(contents: Contents, files: Sequence[WrittenFile], language: str) -> str:
    """Return the page in a language."""
    pack, counts = contents.pack, contents.counts
    licence = pack.rights.together
    return _template(language).format(
        title=markdown_escaped(said(pack.titles, language)),
        notice=markdown_paragraph(said(pack.notice, language)),
        description=markdown_escaped(said(pack.descriptions, language)),
        publisher=markdown_escaped(said(pack.publisher.names, language)),
        issued=pack.issued.isoformat(),
        iri=pack.iri.value,
        digest=contents.digest,
        triples=counts.triples,
        subjects=counts.subjects,
        sources=len(pack.sources),
        classes=_classes(contents, language),
        files=_files(files, language),
        terms=markdown_escaped(pack.rights.sentences[language]),
        licence=f" <{licence.iri}>" if licence else "",
        credits="\n".join(f"- {markdown_escaped(one)}" for one in pack.rights.credits_in(language)),
        licences=_licences(pack, language),
        since=_SINCE[language].format(since=markdown_escaped(contents.since))
        if contents.since
        else "",
        ontology=ONTOLOGY,
        data=DATA,
        data_by_source=DATA_BY_SOURCE,
        catalogue=CATALOGUE,
        sums=SUMS,
    )


@cache
def _template(language: str) -> str:
    """Return the page of a language, with places for what differs from pack to pack."""
    return Path(__file__).with_name(f"readme.{language}.md").read_text(encoding="utf-8")


def _classes(contents: Contents, language: str) -> str:
    """Return the rows of the commonest classes of the ontology."""
    ours = [(kind, many) for kind, many in contents.counts.classes.items() if kind.startswith(ONTOLOGY)]  # fmt: skip
    most = sorted(ours, key=lambda pair: (-pair[1], pair[0]))[:_CLASSES]
    names = contents.labels.get(language, {})
    return "\n".join(
        f"| {markdown_escaped(names.get(kind, kind))} | {many} |" for kind, many in most
    )


def _files(files: Sequence[WrittenFile], language: str) -> str:
    """Return a row for each file; the tables are many, and have one together."""
    tables = [file for file in files if file.name.startswith(f"{TABLES}/")]
    rows = [
        (file.name, said(file.titles, language), file.size) for file in files if file not in tables
    ]
    if tables:
        told = _TABLES[language].format(count=len(tables))
        rows.append((f"{TABLES}/", told, sum(file.size for file in tables)))
    return "\n".join(
        f"| `{name}` | {markdown_escaped(what)} | {size} |" for name, what, size in rows
    )


_TABLES: Final = {
    "en": "The facts of each source as tables (CSV on the Web): {count} files",
    "id": "Fakta tiap sumber sebagai tabel (CSV on the Web): {count} berkas",
}


def _licences(pack: PackDescription, language: str) -> str:
    rows: list[str] = []
    for source in pack.sources:
        names = ", ".join(map(licence_name, source.rights.licences)) or _NO_LICENCE[language]
        title = said(source.rights.titles, language) or source.rights.iri.value
        rows.append(
            f"| {markdown_escaped(title)} | {markdown_escaped(names)} | {markdown_escaped(source.retrieved)} |"
        )
    return "\n".join(rows)


_NO_LICENCE: Final = {"en": "none stated", "id": "tidak disebut"}
_SINCE: Final = {
    "en": "\n`CHANGES.md` tells in words what changed since {since}.\n",
    "id": "\n`CHANGES.md` memberi tahu dengan kata-kata apa yang berubah sejak {since}.\n",
}
