"""Kinds of table as a user sees them: columns with titles, notes and allowed values.

All is read from the schemas in ``data/schemas/`` and from the ontology: a new column needs nothing here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, cast

from simpul import paths
from simpul.errors import UsageError, did_you_mean
from simpul.folders import files_in
from simpul.json_files import read_object
from simpul.locale import translate as _
from simpul.reason.ontology import ontology
from simpul.tables.extensions import EACH, NAME_OF
from simpul.terms import ID, ONTOLOGY, rdfs_label, skos, text

KEY_FROM: Final = ONTOLOGY + "keyFrom"
_REFERENCE: Final = re.compile(r"(?P<prefix>https://w3id\.org/simpul/.*)\{\+?\w+\}")
_CHOICES: Final = re.compile(r"[\w-]+(\|[\w-]+)+")

Texts = Mapping[str, str]
"""A text in several languages, by language tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a kind of table.

    Attributes:
        titles: Heading in each language.
        notes: What to write there.
        reference: Address under which the things lie that a cell names; empty where it names none.
        name_of: Column whose thing this column names; empty where it names none.
        separator: Between the items of a list; empty where a cell holds one value.
        choices: Words that the schema itself allows.
        states: Address of the property whose values its cells hold.
        language: Of its texts; empty where they have none.
    """

    name: str
    titles: Texts
    notes: Texts
    required: bool
    base: str
    pattern: str
    reference: str
    name_of: str
    separator: str
    choices: tuple[str, ...]
    states: str = ""
    language: str = ""

    def title(self, language: str) -> str:
        """Return the heading in a language, or else the column's name."""
        return self.titles.get(language) or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of table.

    Attributes:
        schema: The table schema, as CSVW has it.
        key_from: Columns of which a missing key is made, in order.
        about: Template of the address of what a row describes.
    """

    name: str
    columns: tuple[Column, ...]
    key_from: tuple[str, ...]
    about: str
    titles: Texts
    schema: Mapping[str, Any] = field(repr=False)

    def column(self, name: str) -> Column | None:
        """Return the column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def title(self, language: str) -> str:
        """Return the kind's name in a language."""
        return self.titles.get(language) or self.name

    def names_column(self, of: str) -> Column | None:
        """Return the column that holds the names of another column's things, or None."""
        return next((column for column in self.columns if column.name_of == of), None)

    @property
    def key(self) -> str:
        """Name of the column that holds the key."""
        return str(self.schema.get("primaryKey") or "key")


def kinds(folder: Path | None = None) -> dict[str, Kind]:
    """Return every kind of table by name, sorted; what describes nothing, such as rows left out, is none."""
    return _kinds_in(folder) if folder else {**_own_kinds()}


@cache
def _own_kinds() -> Mapping[str, Kind]:
    """Return the kinds that come with Simpul, read once."""
    return _kinds_in(paths.data() / "schemas")


def _kinds_in(root: Path) -> dict[str, Kind]:
    found = {file.stem: _kind(file) for file in files_in(root, root.glob("*.json"))}
    return {name: kind for name, kind in found.items() if kind.about}


def kind_named(name: str, known: Mapping[str, Kind]) -> Kind:
    """Return the kind that a word means: its name, or its title in either language.

    Raises:
        UsageError: There is none; the error names near ones.
    """
    folded = name.strip().casefold()
    for kind in known.values():
        if folded in {kind.name.casefold(), *(title.casefold() for title in kind.titles.values())}:
            return kind
    raise UsageError(
        _("There is no kind of table {name}.", name=repr(name))
        + did_you_mean(name, known)
        + " "
        + _("`simpul template` lists the kinds.")
    )


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, Mapping[str, Texts]]:
    """Return what a vocabulary holds: by the address it lies under, the labels of each key in it.

    The classes of the ontology lie under the ontology's own address.
    """
    found: dict[str, dict[str, dict[str, str]]] = {}
    graph = ontology()
    for predicate in (rdfs_label, skos("prefLabel")):
        for quad in graph.matching(None, predicate, None):
            iri = text(quad.subject)
            prefix = ONTOLOGY if iri.startswith(ONTOLOGY) else iri.rsplit("/", 1)[0] + "/"
            if not iri.startswith((ID, ONTOLOGY)):
                continue
            labels = found.setdefault(prefix, {}).setdefault(iri.removeprefix(prefix), {})
            language = getattr(quad.object, "language", None) or ""
            labels.setdefault(language, text(quad.object))
    return found


@cache
def columns_for(address: str, states: str, language: str) -> tuple[Column, ...]:
    """Return the columns in which a table would say something of a thing.

    Args:
        address: The thing's.
        states: Address of the property.
        language: Of the text; empty for any.
    """
    own = [kind for kind in kinds().values() if kind.about and address.startswith(kind.about.split("{")[0])]  # fmt: skip
    return tuple(
        {
            column.name: column
            for kind in own
            for column in kind.columns
            if column.states == states and language in {"", column.language}
        }.values()
    )


def choices(column: Column, language: str) -> dict[str, str]:
    """Return what may stand in a column: the label in a language, and the key it means."""
    if column.name_of or not (column.choices or column.reference):
        return {}
    words = vocabulary().get(column.reference, {})
    keys = column.choices or (() if column.reference == ONTOLOGY else tuple(words))
    labelled = {
        key: words.get(key, {}).get(language) or words.get(key, {}).get("en") or key for key in keys
    }
    plain = len(set(labelled.values())) == len(labelled)
    return {label if plain else key: key for key, label in labelled.items()}


def in_words(labelled: Mapping[str, str]) -> str:
    """Return what may stand in a column as a text: each label, and the key it means where that is another word."""
    return ", ".join(
        label if label.casefold() == key.casefold() else f"{label} ({key})"
        for label, key in labelled.items()
    )


def _kind(file: Path) -> Kind:
    schema = read_object(file, str(file))
    real = [column for column in schema["columns"] if not column.get("virtual")]
    columns = tuple(_column(column) for column in real)
    return Kind(
        name=file.stem,
        columns=columns,
        key_from=tuple(schema.get(KEY_FROM) or _usual_key(columns)),
        about=str(schema.get("aboutUrl") or ""),
        titles=_class_titles(file.stem, schema),
        schema={name: value for name, value in schema.items() if not name.startswith("@")},
    )


def _column(column: dict[str, Any]) -> Column:
    datatype = column.get("datatype") or "string"
    described = cast("dict[str, Any]", datatype if isinstance(datatype, dict) else {})
    pattern = str(described.get("format") or "")
    url = str(column.get("valueUrl") or column.get(EACH) or "")
    found = _REFERENCE.match(url)
    return Column(
        name=str(column["name"]),
        titles=dict(_titles(column.get("titles"))),
        notes={str(note["@language"]): str(note["@value"]) for note in column.get("dc:description") or ()},
        required=bool(column.get("required")),
        base=str(described.get("@id") or described.get("base") or cast("str", datatype)).rsplit("/", 1)[-1],
        pattern=pattern,
        reference=found["prefix"] if found else "",
        name_of=str(column.get(NAME_OF) or ""),
        separator=str(column.get("separator") or ""),
        choices=tuple(pattern.split("|")) if _CHOICES.fullmatch(pattern) else (),
        states=str(column.get("propertyUrl") or ""),
        language=str(column.get("lang") or ""),
    )  # fmt: skip


def _titles(titles: Mapping[str, str | list[str]] | None) -> Iterator[tuple[str, str]]:
    for language, said in (titles or {}).items():
        yield language, said[0] if isinstance(said, list) else said


def _usual_key(columns: tuple[Column, ...]) -> Iterator[str]:
    """Yield the columns that make a key where the schema does not say: what a row must refer to, its label, its start.

    The document that a row cites is no part of what it describes.
    """
    names = [column.name for column in columns]
    concepts = set(vocabulary()) if "label_en" in names else set[str]()
    for column in columns:
        to_thing = column.reference.startswith(ID) and not column.reference.endswith("/document/")
        if column.required and to_thing and column.reference not in concepts:
            yield column.name
    yield from (name for name in ("label_en",) if name in names)
    if "label_en" not in names:
        yield from (name for name in ("begin", "as_of") if name in names)


def _class_titles(name: str, schema: Mapping[str, Any]) -> Texts:
    """Return the labels of the class that the rows of a table belong to."""
    virtual = [column for column in schema["columns"] if column.get("virtual")]
    urls = [str(c["valueUrl"]) for c in virtual if str(c.get("valueUrl")).startswith(ONTOLOGY)]
    local = urls[0].removeprefix(ONTOLOGY) if urls else name.capitalize()
    return vocabulary().get(ONTOLOGY, {}).get(local, {})
