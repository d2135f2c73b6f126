"""What leads on from a thing: other looks at it, questions about it, its description in each format, its feed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from simpul.catalogue import Question
from simpul.catalogue.question import CLASSES
from simpul.locale import translate as _
from simpul.projection import Thing
from simpul.site.addresses import in_header, path_of
from simpul.site.asking import Asked
from simpul.site.site import Site
from simpul.terms import ID

FORMATS: Final = (
    ("ttl", "text/turtle", "Turtle"),
    ("jsonld", "application/ld+json", "JSON-LD"),
    ("nt", "application/n-triples", "N-Triples"),
    ("rdf", "application/rdf+xml", "RDF/XML"),
)
"""The ending of a description in each format, its media type, and what people call it."""
_BRIEFED: Final = frozenset(("city", "network", "event"))
"""Groups of what a brief can be of."""
_VAGUE: Final = frozenset(("thing", "place"))
"""Types of parameter that nearly anything fits."""
_QUESTIONS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A link that leads on, and what it is called."""

    href: str
    text: str
    type: str = ""


def looks(site: Site, thing: Thing, iri: str) -> Sequence[Lead]:
    """Return other looks at a thing."""
    if not thing.group:
        return []
    found = [
        (f"/explore?{urlencode({'view': 'ego', 'of': iri})}", _("Explore what lies around it"))
    ]
    if thing.group in _BRIEFED:
        found.append((f"/brief?{urlencode({'of': iri})}", _("Brief for a meeting")))
    found.append((f"/compare?{urlencode({'a': iri})}", _("Compare with …")))
    found.append((f"/path?{urlencode({'from': iri})}", _("Path to …")))
    found.append((f"/why?{urlencode({'s': iri})}", _("Each statement, and who makes it")))
    return [Lead(href=site.address(path), text=text) for path, text in found]


def questions(site: Site, asked: Asked, iri: str) -> Sequence[Lead]:
    """Return the questions of the catalogue that need nothing but this thing; those that fit its kind best first."""
    graph = site.graph(asked.right)
    kinds = graph.names.kinds_of(iri)
    found = [
        (parameter.type in _VAGUE, question.title, question.name, parameter.name)
        for question in site.once(asked.right, "questions of one thing", lambda: list(_of_one(graph.catalogue.values())))
        for parameter in question.parameters
        if parameter.required and (CLASSES[parameter.type] in kinds or not CLASSES[parameter.type])
    ]  # fmt: skip
    return [
        Lead(href=site.address(f"/questions/{name}?{urlencode({parameter: iri})}"), text=title)
        for _is_vague, title, name, parameter in sorted(found)[:_QUESTIONS]
    ]


def _of_one(catalogue: Iterable[Question]) -> Iterator[Question]:
    """Yield the questions that need one thing and nothing else."""
    for question in catalogue:
        needed = [one for one in question.parameters if one.required and not one.default]
        if len(needed) == 1 and needed[0].type in CLASSES:
            yield question


def formats(site: Site, iri: str) -> Sequence[Lead]:
    """Return the descriptions of a thing for machines, one in each format."""
    return [
        Lead(href=site.address(path_of(iri, folder="data", ending=f".{ending}")), text=name, type=media_type)
        for ending, media_type, name in FORMATS
    ]  # fmt: skip


def feed(site: Site, iri: str) -> str:
    """Return the path of the feed of what changed about a thing."""
    return site.address(path_of(iri, folder="feed", ending=".atom"))


def link_header(site: Site, iri: str) -> str:
    """Return the header that tells machines where a thing's descriptions are (RFC 8288)."""
    alternates = [
        f'<{site.public(path_of(iri, folder="data", ending=f".{ending}"))}>; rel="alternate"; type="{media_type}"'
        for ending, media_type, _name in FORMATS
    ]
    about = f'<{in_header(iri)}>; rel="about"' if iri.startswith(ID) else ""
    return ", ".join(filter(None, (*alternates, about)))
