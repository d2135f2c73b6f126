"""Addresses in RDF files: what the store knows by another one is taken for its own, what is nearly ours is refused.

Only what the store said before counts, so that a file cannot take a city of ours for another. What a file says of its
own things, that they are the same as one of ours, counts for those.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.errors import Place, Problem, Severity
from simpul.locale import translate as _
from simpul.naming import CITY, COUNTRY, Names, gazetteer
from simpul.naming.addresses import (
    SAME,
    city_number,
    corrected,
    geonames_number,
    no_city,
    no_item,
    wikidata_item,
)
from simpul.terms import ID, ONTOLOGY, PREFIXES, NamedNode, Quad, Term, dct, skos, text

_SHOWN: Final = 5
_STRICT: Final = frozenset(SAME) - {skos("exactMatch")}
"""Properties by which a file says that its own thing is one of ours; concepts that match exactly are two things."""
_OF_ADDRESSES: Final = frozenset((
    *SAME, skos("closeMatch"), skos("relatedMatch"), skos("broadMatch"), skos("narrowMatch"), dct("source"),
    dct("references"), NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode(PREFIXES["rdfs"] + "isDefinedBy"),
    NamedNode("http://xmlns.com/foaf/0.1/page"), NamedNode("http://xmlns.com/foaf/0.1/isPrimaryTopicOf"),
    NamedNode(PREFIXES["schema"] + "url"), NamedNode("http://schema.org/url"), NamedNode(PREFIXES["prov"] + "wasDerivedFrom"),
))  # fmt: skip
"""Properties whose value is an address as such, and stays as it is."""


@dataclass(slots=True)
class _Terms:
    """The nodes of a file, each once, gathered in one round.

    Attributes:
        subjects: All subjects.
        objects: Nodes that are values, by property.
    """

    subjects: set[Term] = field(default_factory=set[Term])
    objects: dict[NamedNode, set[Term]] = field(default_factory=dict[NamedNode, set[Term]])

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "_Terms":
        """Return the terms of quads."""
        terms = cls()
        subjects, objects = terms.subjects, terms.objects
        for subject, predicate, object_, _graph in quads:
            subjects.add(subject)
            values = objects.setdefault(predicate, set())
            if isinstance(object_, NamedNode):
                values.add(object_)
        return terms

    @property
    def identify(self) -> bool:
        """Whether something is said to be the same as another."""
        return not _STRICT.isdisjoint(self.objects)

    def values(self, wanted: Callable[[NamedNode], bool]) -> Iterator[set[Term]]:
        """Yield the values of the properties that are wanted."""
        return (values for predicate, values in self.objects.items() if wanted(predicate))

    def all(self) -> set[Term]:
        """Return every node."""
        return self.subjects.union(self.objects, *self.objects.values())


@dataclass(slots=True)
class _Meanings:
    """What the addresses in one file mean: those that the store, or the file of its own things, takes for ours.

    Attributes:
        names: What the store calls its things, and knows them by.
        ours: Our address for each that is another one.
        several: Things of ours that claim an address, where there are several.
    """

    names: Names
    ours: dict[Term, NamedNode] = field(default_factory=dict[Term, NamedNode])
    several: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _looked_up: set[Term] = field(default_factory=set[Term])

    def find(self, term: Term) -> Term:
        """Return the thing of ours that a term means, else the term."""
        if term not in self._looked_up:
            self._looked_up.add(term)
            self._look_up(term)
        return self.ours.get(term, term)

    def _look_up(self, term: Term) -> None:
        if not isinstance(term, NamedNode) or term.value.startswith((ID, ONTOLOGY)):
            return
        address = term.value
        if corrected(address) != address:
            return
        found = self.names.known_by(address) or _of_the_world(city_number(address))
        if len(found) > 1:
            self.several[address] = found
        elif found:
            self.ours[term] = NamedNode(found[0])

    def learn(self, said: Iterable[Quad]) -> set[Term]:
        """Learn which things of the file's own it says to be ones of ours; return those."""
        own: set[Term] = set()
        for quad in said:
            subject, other = quad.subject, self.find(quad.object)
            if not (isinstance(subject, NamedNode) and text(other).startswith(ID)):
                continue
            is_own = not (subject.value.startswith((ID, ONTOLOGY)) or _is_authority(subject.value))
            if is_own and self.find(subject) == subject and isinstance(other, NamedNode):
                self.ours[subject] = other
                own.add(subject)
        return own


def with_our_addresses(
    quads: Sequence[Quad], names: Names, place: Place
) -> tuple[Sequence[Quad], list[Problem]]:
    """Return what a file says with our addresses in the place of others, and what is to be told of that.

    Args:
        quads: As the file has them.
        names: What the store calls its things, and knows them by.
        place: The file.
    """
    meanings, terms = _Meanings(names), _Terms.of(quads)
    said = [quad for quad in quads if quad.predicate in _STRICT] if terms.identify else []
    problems = [*_contradictions(said, meanings, place), *_near(terms.all(), place)]
    own = meanings.learn(said)
    nodes = terms.subjects.union(*terms.values(lambda predicate: predicate not in _OF_ADDRESSES))
    for node in nodes:
        meanings.find(node)
    taken = {node: ours for node, ours in meanings.ours.items() if node in nodes}
    problems += [*_unknown(terms, meanings, place), *_ambiguous(meanings, place)]
    if not taken:
        return quads, problems
    return [*_mapped(quads, taken, own)], [*problems, _told(taken, place)]


def _mapped(
    quads: Iterable[Quad], taken: Mapping[Term, NamedNode], own: set[Term]
) -> Iterator[Quad]:
    for quad in quads:
        subject, predicate, object_, graph = quad
        one = taken.get(subject, subject)
        if predicate not in _OF_ADDRESSES:
            other = taken.get(object_, object_)
        else:
            # Of a thing of the file's own it stays known by what other address.
            other = subject if subject in own and predicate in _STRICT else object_
        if one is subject and other is object_:
            yield quad
        else:
            yield Quad(one, predicate, other, graph)


def _contradictions(said: Iterable[Quad], meanings: _Meanings, place: Place) -> Iterator[Problem]:
    """Yield where a file says of a thing of ours that it is the same as what is known as another."""
    for quad in said:
        for one, other in ((quad.subject, quad.object), (quad.object, quad.subject)):
            meant = meanings.find(other)
            if text(one).startswith(ID) and meant not in (other, one):
                what = _("this file says that {address} is {thing}, but here it is {other}.", address=text(other), thing=text(one).removeprefix(ID), other=text(meant).removeprefix(ID))  # fmt: skip
                remedy = _("Leave that out, or correct the address.")
                yield Problem(place=place, what=what, remedy=remedy)


def _near(nodes: Iterable[Term], place: Place) -> Iterator[Problem]:
    """Yield what is nearly an address of ours, with the right one."""
    right = {iri: ours for iri in map(text, nodes) if (ours := corrected(iri)) != iri}
    if right:
        what = _("addresses that are nearly ours: {addresses}.", addresses=_few(sorted(right)))  # fmt: skip
        remedy = _("Write {addresses}.", addresses=_few(sorted({*right.values()})))
        yield Problem(place=place, what=what, remedy=remedy)


def _unknown(terms: "_Terms", meanings: _Meanings, place: Place) -> Iterator[Problem]:
    """Yield what stands for a thing of ours, is known by no one here, and is not described by the file either."""
    ours = set[Term]().union(*terms.values(lambda one: one.value.startswith(ONTOLOGY)))
    asked = {node for node in ours if _is_authority(text(node))} - terms.subjects
    for address in sorted(text(node) for node in asked if meanings.find(node) == node):
        if address not in meanings.several:
            number = geonames_number(address)
            what, remedy = no_city(number) if number else no_item(wikidata_item(address))
            yield Problem(place=place, what=what, remedy=remedy)


def _ambiguous(meanings: _Meanings, place: Place) -> Iterator[Problem]:
    for address, things in sorted(meanings.several.items()):
        short = ", ".join(thing.removeprefix(ID) for thing in things)
        what = _("{address} is said to be several things here: {things}.", address=address, things=short)  # fmt: skip
        remedy = _("Write the address of the one you mean, such as {iri}.", iri=things[0])
        yield Problem(place=place, what=what, remedy=remedy)


def _told(taken: Mapping[Term, NamedNode], place: Place) -> Problem:
    """Return what is told of things that were known by another address."""
    pairs = sorted(_("{address} is {thing}", address=text(term), thing=text(ours).removeprefix(ID)) for term, ours in taken.items())  # fmt: skip
    count, few = len(set(taken.values())), _few(pairs)
    if count == 1:
        what = _("1 thing was known by another address: {pairs}.", pairs=few)
    else:
        what = _("{count} things were known by another address: {pairs}.", count=count, pairs=few)
    return Problem(place=place, what=what, remedy="", severity=Severity.WARNING)


def _is_authority(address: str) -> bool:
    """Return whether an address is one of GeoNames or Wikidata, which no file describes for others."""
    return bool(geonames_number(address) or (":" in address and wikidata_item(address)))


def _of_the_world(number: str) -> list[str]:
    """Return the city or country of the world with a GeoNames number."""
    if not number:
        return []
    if gazetteer.find([number]):
        return [CITY + number]
    code = gazetteer.country_numbered(int(number))
    return [COUNTRY + code] if code else []


def _few(texts: Iterable[str]) -> str:
    """Return the first of some texts, and that there are more."""
    shown = list(texts)
    return "; ".join(shown[:_SHOWN]) + ("; …" if len(shown) > _SHOWN else "")
