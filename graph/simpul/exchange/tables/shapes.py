"""What a table of one kind of thing looks like: by the schema of that kind, or made from the facts where there is none.

The schemas are those that people fill in, less what only Simpul understands: a list of things becomes columns of one
thing each, so that any reader of CSVW makes the same facts of them.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from simpul.cells import shield
from simpul.csvw.vocabulary import BUILT_IN, is_language
from simpul.exchange.tables.columns import LINK, WrittenColumn, term_kind, written_columns
from simpul.ingest.kinds import kinds
from simpul.json_files import Json
from simpul.tables.cleaning import PLACEHOLDERS
from simpul.tables.extensions import EACH, NAME_OF, VERBATIM
from simpul.terms import ID, ONTOLOGY, XSD, NamedNode, Term, rdf_type

Properties = Mapping[NamedNode, Sequence[Term]]
"""What is said of one thing."""

_KEY: Final = {
    "name": "key",
    "titles": {"und": ["key"]},
    "required": True,
    "suppressOutput": True,
    VERBATIM: True,
}
_BUILT_IN: Final = {iri: name for name, iri in reversed(BUILT_IN.items())}
STATEMENTS: Final = ("statements", "other-statements")
"""Names of the tables of what no row says."""
_KIND: Final = re.compile("[a-z][a-z0-9-]*")
_WORD: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameColumn:
    """A column for people: the name of what another column refers to."""

    description: Json
    of: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """A table of one kind of thing.

    Attributes:
        name: Of its file, without ending.
        prefix: What the addresses of its things begin with; the rest is the key.
        key: The column of keys, as CSVW has it.
        columns: In order.
        names: Columns of names.
        constants: What each row says of its thing, whatever its cells hold; as CSVW has it, and as a fact.
        dated: The columns of dates that say their bounds, too.
        stating: The others, by the property whose values they take and the kind of these.
    """

    name: str
    prefix: str
    key: Json
    key_pattern: re.Pattern[str]
    columns: Sequence[WrittenColumn]
    names: Sequence[NameColumn] = ()
    constants: Sequence[tuple[Json, NamedNode, NamedNode]] = ()
    dated: Sequence[WrittenColumn] = field(init=False)
    stating: Mapping[NamedNode, Mapping[str, Sequence[WrittenColumn]]] = field(init=False)

    def __post_init__(self) -> None:
        stating: dict[NamedNode, dict[str, list[WrittenColumn]]] = {}
        for column in self.columns:
            if not column.is_dated:
                of_kind = stating.setdefault(column.states, {})
                of_kind.setdefault(column.kind, []).append(column)
        object.__setattr__(self, "stating", stating)
        object.__setattr__(self, "dated", [one for one in self.columns if one.is_dated])

    def key_of(self, iri: str) -> str | None:
        """Return the key of a thing, None where this table cannot speak of it."""
        key = iri.removeprefix(self.prefix)
        if not (iri.startswith(self.prefix) and self.key_pattern.fullmatch(key)):
            return None
        # NA is Namibia, but where cells are cleaned it says that there is nothing to say.
        is_read = VERBATIM in self.key or key not in PLACEHOLDERS
        return key if is_read and shield(key) == key else None

    def states_no_more(self, said: Properties) -> bool:
        """Return whether a row would say nothing of a thing that is not said of it."""
        return all(value in said.get(name, ()) for _column, name, value in self.constants)

    def knows_kind(self, said: Properties) -> bool:
        """Return whether a row can say what kind of thing this is."""
        types = self.stating.get(rdf_type, {}).get(LINK, ())
        return bool(self.constants) or any(
            column.cell(kind) for column in types for kind in said.get(rdf_type, ())
        )


@cache
def known_shapes() -> Mapping[str, Sequence[Shape]]:
    """Return the shapes that the schemas give, by what the addresses of their things begin with."""
    found: dict[str, list[Shape]] = {}
    for kind in kinds().values():
        shape = _known(kind.name, dict(kind.schema))
        found.setdefault(shape.prefix, []).append(shape)
    return found


def _known(name: str, schema: Json) -> Shape:
    columns: list[Json] = schema["columns"]
    key = next(column for column in columns if column["name"] == schema["primaryKey"])
    told = [column for column in columns if not (column.get("suppressOutput") or column.get("virtual"))]  # fmt: skip
    plain = {**schema, "columns": [key, *map(_of_one, told)]}
    return Shape(
        name=plural(name),
        prefix=str(schema["aboutUrl"]).partition("{")[0],
        key=key,
        key_pattern=re.compile(str(key["datatype"]["format"])),
        columns=written_columns(plain, frozenset(str(c["name"]) for c in told if EACH in c)),
        names=[
            NameColumn(
                description={k: v for k, v in column.items() if k not in {"separator", NAME_OF}},
                of=str(column[NAME_OF]),
            )
            for column in columns
            if NAME_OF in column
        ],
        constants=[
            (column, NamedNode(column["propertyUrl"]), NamedNode(column["valueUrl"]))
            for column in columns
            if column.get("virtual")
        ],
    )


def _of_one(column: Json) -> Json:
    """Return a column of a list of things as one of a single thing, in terms that every reader of CSVW knows."""
    if EACH not in column:
        return column
    left = {name: value for name, value in column.items() if name not in {EACH, "separator"}}
    return {**left, "valueUrl": column[EACH]}


def made_shape(kind: str, name: str, things: Iterable[Properties]) -> Shape:
    """Return a shape that has a column for all that is said of things for which there is no schema.

    Args:
        kind: What their addresses have in common: the word behind that of all things.
        name: Of the table.
        things: What is said of each.
    """
    most: Counter[tuple[NamedNode, str]] = Counter()
    firsts: dict[NamedNode, list[str]] = {}
    for said in things:
        for property_, values in said.items():
            firsts.setdefault(property_, []).extend(
                v.value for v in values if isinstance(v, NamedNode)
            )
            for term_kind_, count in Counter(map(term_kind, values)).items():
                most[property_, term_kind_] = max(most[property_, term_kind_], count)
    described = _described(most, firsts)
    schema: Json = {"aboutUrl": f"{ID}{kind}/{{key}}", "columns": [_KEY, *described.values()]}
    links = frozenset(n for n, column in described.items() if "valueUrl" in column)
    return Shape(
        name=name,
        prefix=f"{ID}{kind}/",
        key=_KEY,
        key_pattern=re.compile(r"[A-Za-z0-9._~-]+"),
        columns=written_columns(schema, links),
    )


def _described(
    most: Mapping[tuple[NamedNode, str], int], links: Mapping[NamedNode, Sequence[str]]
) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for (property_, kind), count in sorted(most.items(), key=lambda one: _rank(*one[0])):
        name = _column_name(property_, kind, {"key", *found})
        if (described := value_description(kind)) is None:
            continue
        column: Json = {"name": name, "titles": {"und": [name]}, "propertyUrl": property_.value}
        column |= described
        if kind == LINK:
            column["valueUrl"] = _template(name, links[property_])
        elif count > 1:
            column["separator"] = ";"
        found[name] = column
    return found


def _rank(property_: NamedNode, kind: str) -> tuple[bool, bool, str, str]:
    """Return by what columns are ordered: what it is, what it is called, the rest."""
    return property_ != rdf_type, "label" not in property_.value, property_.value, kind


def _template(name: str, links: Sequence[str]) -> str:
    for base in (ONTOLOGY, ID):
        if all(link.startswith(base) for link in links):
            return f"{base}{{+{name}}}"
    return f"{{+{name}}}"


def value_description(kind: str) -> Json | None:
    """Return what CSVW calls the language or datatype of a column that takes this kind of term, None for no such column."""
    if kind.startswith("@"):
        return {"lang": kind[1:]} if is_language(kind[1:]) else None
    if kind in {LINK, XSD + "string"}:
        return {}
    if kind in _BUILT_IN:
        return {"datatype": _BUILT_IN[kind]}
    return {"datatype": {"@id": kind, "base": "string"}}


def _column_name(property_: NamedNode, kind: str, taken: Iterable[str]) -> str:
    local = re.split(r"[/#:]", property_.value)[-1]
    words = [word.lower() for word in _WORD.findall(local)] or ["value"]
    if kind.startswith("@"):
        words += re.findall("[a-z0-9]+", kind)
    name = "_".join(words)
    others = {*taken}
    number = 2
    while name in others:
        name, number = f"{'_'.join(words)}_other{number}", number + 1
    return name


def plural(word: str) -> str:
    """Return a kind's name as that of a table of many.

    >>> plural("party"), plural("office")
    ('parties', 'offices')
    """
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def shaped(things: Mapping[NamedNode, Properties]) -> Mapping[Shape, Mapping[NamedNode, str]]:
    """Return the tables that things go into, and their keys there; some things go into none.

    Args:
        things: What is said of each.
    """
    found: dict[str, tuple[Shape, dict[NamedNode, str]]] = {}
    unknown: dict[str, list[NamedNode]] = {}
    for thing, said in things.items():
        prefix = thing.value[: thing.value.rfind("/") + 1]
        suiting = known_shapes().get(prefix)
        if suiting is None:
            if kind := _kind_under(prefix):
                unknown.setdefault(kind, []).append(thing)
        elif shape := _suiting(suiting, thing.value, said):
            found.setdefault(shape.name, (shape, {}))[1][thing] = thing.value.removeprefix(prefix)
    for kind, those in sorted(unknown.items()):
        shape = made_shape(kind, _free_name(kind, found), (things[thing] for thing in those))
        keys = {thing: key for thing in those if (key := shape.key_of(thing.value))}
        found[shape.name] = shape, keys
    return dict(found.values())


def _free_name(kind: str, taken: Container[str]) -> str:
    """Return a name for the table of a kind that no other table has."""
    known = {shape.name for shapes in known_shapes().values() for shape in shapes}
    names = (plural(kind), *(f"{plural(kind)}-{number}" for number in range(2, 1_000)))
    return next(n for n in names if not (n in taken or n in known or n in STATEMENTS))


def _kind_under(prefix: str) -> str:
    """Return the word that all addresses of a kind have in common, empty where they are not ours."""
    kind = prefix.removeprefix(ID).removesuffix("/")
    return kind if prefix.startswith(ID) and _KIND.fullmatch(kind) else ""


def _suiting(shapes: Sequence[Shape], iri: str, said: Properties) -> Shape | None:
    """Return the shape whose row can say most of a thing, and nothing that is not said of it."""
    fitting = [one for one in shapes if one.key_of(iri) and one.states_no_more(said)]
    return next((one for one in fitting if one.knows_kind(said)), next(iter(fitting), None))


def bounds_described(column: WrittenColumn, annotation: str, taken: Container[str]) -> list[Json]:
    """Return the columns that say the bounds of a column's dates to readers who cannot work them out.

    Args:
        column: Of dates.
        annotation: What tells of which column they are.
        taken: Names that other columns have.
    """
    said = column.description
    property_, name = str(said["propertyUrl"]), str(said["name"])
    ends = {"earliest": ("earliest", "paling awal"), "latest": ("latest", "paling akhir")}
    return [
        {
            "name": (own := f"{name}_{end}_day" if f"{name}_{end}" in taken else f"{name}_{end}"),
            "titles": {
                "und": [own],
                **{
                    language: [f"{_title(said, language)} ({word})"]
                    for language, word in zip(("en", "id"), words, strict=True)
                },
            },
            "propertyUrl": property_ + end.capitalize(),
            "datatype": "date",
            annotation: name,
        }
        | ({"separator": column.separator} if column.separator else {})
        for end, words in ends.items()
    ]


def _title(said: Mapping[str, Any], language: str) -> str:
    titles = dict(said.get("titles") or {})
    return str((titles.get(language) or titles.get("und") or [said["name"]])[0])
