"""What a client asks to be matched or fetched, read from JSON and checked (sections 4.1 and 7.4 of the API)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeAlias, cast

from simpul import json_files
from simpul.errors import DataError, ParameterError, shortened
from simpul.locale import translate as _
from simpul.site.failures import RefusedError
from simpul.site.matching.kinds import kind_named, property_named
from simpul.terms import ID

BATCH: Final = 100
"""The most names of one request."""
MOST: Final = 100
"""The most candidates for a name."""
_USUAL: Final = 10
_MOST_PROPERTIES: Final = 20
_MOST_VALUES: Final = 20
_MOST_IDS: Final = 1000
_LONGEST: Final = 1000
"""Characters of a text; a longer one is no name."""
_KEY: Final = re.compile(r"[a-z][a-z-]*/[^\s<>\"{}|\\^`]+")
_STRICTNESS: Final = frozenset(("any", "all", "should"))

Value: TypeAlias = str | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a thing must have.

    Attributes:
        name: The id of a property.
        values: What it may be, one of them; the id of a thing that was matched before is its IRI.
    """

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name to be matched.

    Attributes:
        text: The name as a person wrote it; empty where things are sought by their properties alone.
        kinds: What it may be, as names of kinds; any where there are none.
        limit: How many candidates are wanted at most.
        wanted: What the thing must have.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    limit: int = _USUAL
    wanted: tuple[Wanted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A property that is to be fetched.

    Attributes:
        name: As it was asked for.
        known: Its id.
        most: How many values are wanted at most; 0 for all.
        form: ``things``, or ``names`` or ``addresses`` of things as texts.
    """

    name: str
    known: str
    most: int = 0
    form: str = "things"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Things and what is to be fetched of them."""

    ids: tuple[str, ...]
    properties: tuple[Fetched, ...]


FORMS: Final = ("things", "names", "addresses")


def iri_of(key: str) -> str:
    """Return the IRI of a thing by its id, which is its key, or the IRI itself; empty where a text is neither.

    >>> iri_of("city/1642911"), iri_of("Jakarta")
    ('https://w3id.org/simpul/id/city/1642911', '')
    """
    bare = key.removeprefix(ID)
    return ID + bare if _KEY.fullmatch(bare) else ""


def no_id(key: str, where: str) -> str:
    """Return what is wrong with a text that should be the id of a thing, and what to do."""
    what = _("{where}: {id} is no id of a thing.", where=where, id=repr(shortened(key)))
    return f"{what} {_('Ids are such as city/1642911: /reconcile gives them for names.')}"


def batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by their keys.

    Raises:
        ParameterError: It is no such batch; the error says where.
        RefusedError: It holds more than is taken at once.
    """
    document = _object(_json(text, "queries"), "queries")
    if len(document) > BATCH:
        told = _(
            "{count} names are too many at once: send at most {most}.",
            count=len(document),
            most=BATCH,
        )
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    return {key: _query(_object(value, key), key) for key, value in document.items()}


def single(text: str) -> Query:
    """Return the one query that a parameter holds: a name, or what it would be in a batch (version 0.1).

    Raises:
        ParameterError: It is neither.
    """
    if text.startswith("{"):
        return _query(_object(_json(text, "query"), "query"), "query")
    return _query({"query": text}, "query")


def extension(text: str) -> Extension:
    """Return what is to be fetched.

    Raises:
        ParameterError: It is no such request; the error says where.
        RefusedError: It holds more than is taken at once.
    """
    document = _object(_json(text, "extend"), "extend")
    ids, properties = _list(document, "ids"), _list(document, "properties")
    if len(ids) > _MOST_IDS or len(properties) > _MOST_PROPERTIES:
        told = _("Ask for at most {things} things and {properties} properties at once.", things=_MOST_IDS, properties=_MOST_PROPERTIES)  # fmt: skip
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, told)
    if not all(isinstance(one, str) for one in ids):
        raise _wrong("ids", _("a list of texts"))
    for one in cast("list[str]", ids):
        if not iri_of(one):
            raise ParameterError(no_id(one, "ids"))
    return Extension(
        ids=tuple(dict.fromkeys(cast("list[str]", ids))),
        properties=tuple(_fetched(_object(one, "properties")) for one in properties),
    )


def _fetched(document: Mapping[str, Any]) -> Fetched:
    name = document.get("id")
    if not isinstance(name, str):
        raise _wrong("properties.id", _("a text"))
    settings = _object(document.get("settings") or dict[str, Any](), "settings")
    most, form = settings.get("limit") or 0, settings.get("form") or FORMS[0]
    if isinstance(most, str) and most.isascii() and most.isdecimal() and len(most) < 9:
        most = int(most)  # OpenRefine sends what stands in its field
    if isinstance(most, bool) or not isinstance(most, int | float) or most < 0:
        raise _wrong("settings.limit", _("a number"))
    if form not in FORMS:
        raise _wrong("settings.form", ", ".join(FORMS))
    return Fetched(
        name=name, known=property_named(name, "properties.id"), most=int(most), form=form
    )


def _query(document: Mapping[str, Any], key: str) -> Query:
    text, limit = document.get("query"), document.get("limit")
    if text is not None and not isinstance(text, str):
        raise _wrong(f"{key}.query", _("a text"))
    strict = document.get("type_strict") or "any"
    if strict not in _STRICTNESS:
        raise _wrong(f"{key}.type_strict", ", ".join(sorted(_STRICTNESS)))
    named = _types(document.get("type"), key)
    kinds = tuple(dict.fromkeys(kind_named(one, f"{key}.type") for one in named))
    wanted = _wanted(document, key)
    if not (text or wanted or document.get("properties")):
        raise _wrong(key, _("an object with query or properties"))
    return Query(
        text=(text or "")[:_LONGEST],
        kinds=kinds,
        limit=_limit(limit, key),
        wanted=wanted,
    )


def _limit(limit: object, key: str) -> int:
    if limit is None:
        return _USUAL
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 0:
        raise _wrong(f"{key}.limit", _("a number"))
    return min(int(limit), MOST) or _USUAL  # OpenRefine has 0 for as many as there are


def _types(types: object, key: str) -> list[str]:
    """Return the ids of types: a text, or a list of texts or of objects with an id."""
    if types is None or types == "":
        return []
    several = cast("list[object]", types) if isinstance(types, list) else [types]
    ids = [_id(one) for one in several]
    if not all(isinstance(one, str) for one in ids):
        raise _wrong(f"{key}.type", _("a text or a list of texts"))
    return [str(one) for one in ids if one]


def _id(value: object) -> object:
    """Return the id of an object that has one; any other value as it is."""
    return cast("dict[str, object]", value).get("id") if isinstance(value, dict) else value


def _wanted(document: Mapping[str, Any], key: str) -> tuple[Wanted, ...]:
    """Return what a query says of the thing's properties."""
    found: list[Wanted] = []
    listed = _list(document, "properties", default=())
    if len(listed) > _MOST_PROPERTIES:
        raise _wrong(f"{key}.properties", _("at most {most} properties", most=_MOST_PROPERTIES))
    for one in listed:
        part = _object(one, f"{key}.properties")
        name, given = part.get("pid") or part.get("p"), part.get("v")
        if not isinstance(name, str):
            raise _wrong(f"{key}.properties.pid", _("a text"))
        several = cast("list[object]", given) if isinstance(given, list) else [given]
        values = tuple(
            _value(value, key) for value in several[:_MOST_VALUES] if value not in (None, "")
        )
        known = property_named(name, f"{key}.properties.pid")
        if values:
            found.append(Wanted(name=known, values=values))
    return tuple(found)


def _value(value: object, key: str) -> Value:
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, bool | int | float):
        return value
    identity = _id(value)
    if isinstance(identity, str):
        return iri_of(identity) or identity[:_LONGEST]
    raise _wrong(f"{key}.properties.v", _("a text, a number, or an object with an id"))


def _json(text: str, name: str) -> object:
    try:
        return json_files.parsed(text.encode("utf-8", "surrogatepass"), name)
    except DataError as error:
        raise ParameterError(str(error)) from None


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(name, _("an object"))
    return cast("dict[str, Any]", value)


def _list(
    document: Mapping[str, Any], name: str, default: Sequence[object] | None = None
) -> Sequence[object]:
    value = document.get(name, default)
    if value is None or not isinstance(value, list | tuple):
        raise _wrong(name, _("a list"))
    return cast("Sequence[object]", value)


def _wrong(where: str, wanted: str) -> ParameterError:
    return ParameterError(_("{where} must be {wanted}.", where=where[:80], wanted=wanted))
