"""What can be matched: kinds of things, and the properties by which they are told apart and which may be fetched."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from simpul.errors import ParameterError, shortened
from simpul.locale import translate as _
from simpul.terms import ONTOLOGY, PREFIXES, dct, rdfs_label, skos

CITY: Final = "City"
DATE: Final = "date"
"""A property of queries alone: the thing was there on that day."""
ADDRESS: Final = "address"
LABEL: Final = "label_"
"""What the id of a property begins with that is a label in one language."""
PLACES: Final = ("seatedIn", "heldIn", "locatedIn", "hostCity")
"""Properties that say where a thing is that is no place itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing that names are matched with.

    Attributes:
        name: The local name of its class, which is its id.
        broader: That of the wider kind that is on offer, too; empty where none is.
        properties: The ids of what may be fetched of its things, what is wanted most first.
    """

    name: str
    broader: str = ""
    properties: tuple[str, ...]


_NAMES: Final = ("label_en", "label_id", "label_ko")
_ORGANISATION: Final = (
    *_NAMES, "shortName", "seatedIn", "inCountry", "sector", "partOf", "actsFor", "begin", "end", "website",
    "description", "sameAs", "source", ADDRESS,
)  # fmt: skip
KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            name=CITY,
            properties=(
                *_NAMES, "inCountry", "within", "population", "latitude", "longitude", "timeZone", "memberOf",
                "sisterCityOf", "governedBy", "sameAs", "source", ADDRESS,
            ),
        ),
        Kind(
            name="Network",
            broader="Organisation",
            properties=(*_ORGANISATION[:-2], "hasMember", "succeeds", "succeededBy", "source", ADDRESS),
        ),
        Kind(name="Organisation", properties=_ORGANISATION),
        Kind(
            name="Initiative",
            properties=(
                *_NAMES, "theme", "locatedIn", "inCountry", "ledBy", "partner", "operatedBy", "begin", "end",
                "componentOf", "inspiredBy", "aim", "description", "source", ADDRESS,
            ),
        ),
        Kind(
            name="Event",
            properties=(
                *_NAMES, "begin", "end", "heldIn", "inCountry", "theme", "underInitiative", "hasParticipant",
                "subEventOf", "description", "source", ADDRESS,
            ),
        ),
        Kind(name="Theme", properties=(*_NAMES, "broader", "definition", ADDRESS)),
        Kind(name="Country", properties=(*_NAMES, "countryCode", "inRegion", "sameAs", ADDRESS)),
    )
}  # fmt: skip
"""The kinds by name, in the order in which they are offered."""
_PREDICATES: Final[Mapping[str, str]] = {
    "broader": skos("broader").value,
    "definition": skos("definition").value,
    "description": dct("description").value,
    "sameAs": PREFIXES["schema"] + "sameAs",
    "source": dct("source").value,
}
"""Where a property is no term of the ontology."""
_SYNONYMS: Final[Mapping[str, str]] = {
    "country": "inCountry",
    "province": "within",
    "region": "within",
    "state": "within",
    "lat": "latitude",
    "lon": "longitude",
    "year": DATE,
    "name": "label_en",
}
"""What people write for the id of a property, who have not looked it up."""


def every_property() -> Iterator[str]:
    """Yield the ids of all properties, each once."""
    yield from dict.fromkeys(name for kind in KINDS.values() for name in kind.properties)


def property_called(text: str) -> str:
    """Return the id of a property that is written so: its id, its address, or a word for it; empty where there is none.

    >>> property_called("inCountry"), property_called("Country"), property_called("colour")
    ('inCountry', 'inCountry', '')
    """
    name = text.removeprefix(ONTOLOGY).removeprefix("simpul:")
    name = _SYNONYMS.get(name.casefold(), name)
    return name if name == DATE or name in every_property() else ""


def kind_called(text: str) -> str:
    """Return the name of a kind that is written so: its id or its address; empty where there is none.

    >>> kind_called("City"), kind_called("https://w3id.org/simpul/ontology#Event"), kind_called("Human")
    ('City', 'Event', '')
    """
    name = text.removeprefix(ONTOLOGY).removeprefix("simpul:")
    return name if name in KINDS else ""


def kind_named(text: str, where: str) -> str:
    """Return the name of the kind that a request names.

    Args:
        text: As the request has it.
        where: The part of the request that names it.

    Raises:
        ParameterError: There is no such kind; the error names those that there are.
    """
    return kind_called(text) or _refuse(
        _("{where}: there is no type {name}.", where=where[:80], name=repr(shortened(text))), KINDS
    )


def property_named(text: str, where: str) -> str:
    """Return the id of the property that a request names.

    Args:
        text: As the request has it.
        where: The part of the request that names it.

    Raises:
        ParameterError: There is no such property; the error names those that there are.
    """
    return property_called(text) or _refuse(
        _("{where}: there is no property {name}.", where=where[:80], name=repr(shortened(text))),
        (*every_property(), DATE),
    )


def _refuse(what: str, known: Iterable[str]) -> NoReturn:
    names = ", ".join(known)
    raise ParameterError(f"{what} {_('Use one of {names}.', names=names)}")


def predicate(name: str) -> str:
    """Return the IRI of a property by its id."""
    if name.startswith(LABEL):
        return rdfs_label.value
    return _PREDICATES.get(name, ONTOLOGY + name)


def is_term(name: str) -> bool:
    """Return whether a property is a term of the ontology, which has its label there."""
    return name not in _PREDICATES and name != ADDRESS and not name.startswith(LABEL)


def word_for(name: str) -> str:
    """Return what a property is called that is no term of the ontology, in the language in use."""
    return {
        ADDRESS: _("address (IRI)"),
        DATE: _("on the day, in the month or in the year"),
        "broader": _("broader theme"),
        "definition": _("definition"),
        "description": _("description"),
        "sameAs": _("the same elsewhere"),
        "source": _("source"),
        "label_en": _("name in English"),
        "label_id": _("name in Indonesian"),
        "label_ko": _("name in Korean"),
    }.get(name, name)


def kinds_among(classes: Sequence[str] | frozenset[str]) -> list[str]:
    """Return the kinds on offer among the classes of a thing, the narrower before the wider."""
    found = [name for name in KINDS if name in classes]
    return sorted(found, key=lambda name: not KINDS[name].broader)
