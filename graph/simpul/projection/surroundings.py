"""One thing with all that is stated between it and others: its ties, who acts for it, what mentions it besides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.projection.model import Texts, Thing, Tie
from simpul.projection.near import NearReader
from simpul.projection.reader import DETAILS, STATEMENT_ENDS, key_of, kind_of
from simpul.projection.things import thing_of
from simpul.projection.ties import single_tie, sister_tie, stated_ties, statement_tie
from simpul.terms import (
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    DefaultGraph,
    NamedNode,
    dct,
    rdf_type,
    simpul,
    skos,
    text,
)

MANY: Final = 300
"""Mentions by one property beyond which they are not read one by one."""
_KIND_OF_END: Final = {end: kind for kind, ends in STATEMENT_ENDS.items() for end in ends}
_NO_MENTION: Final = frozenset(
    (
        rdf_type.value,
        skos("inScheme").value,
        skos("topConceptOf").value,
    )
)
_LISTED_ONLY_IN: Final = ONTOLOGY + "listedOnlyIn"
"""What a document alone lists; the one thing that rules infer and that is told."""
_PARTIES: Final = frozenset(("hasParty", "party"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Many that mention a thing by one property, which are read page by page.

    Attributes:
        property: The IRI of the property.
        relation: The kind of tie, or the local name of the property.
        name: What it is called.
        subjects: The IRIs of what mentions it: the others themselves, or the statements that tie them to it.
        other: The property by which a statement names the other; empty where the subjects are the others.
        is_tie: Whether it is a tie between things that are drawn.
    """

    property: str
    relation: str
    name: Texts
    subjects: Sequence[str]
    other: str = ""
    is_tie: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A thing, its ties, and the things at their other ends.

    Attributes:
        iri: Its IRI.
        thing: It itself, with all facts.
        ties: What ties it to others, those of rosters left out.
        rosters: Ties of which there are many, and what mentions it besides.
        singles: The agreements that engage it and that one dataset alone lists.
        actors: Who acts for it, by IRI.
        matters: What engages it as a city, by IRI; what one dataset alone lists is left out.
    """

    iri: str
    reader: NearReader
    thing: Thing
    ties: Sequence[Tie]
    rosters: Sequence[Roster]
    singles: Sequence[str]
    actors: Sequence[str]
    matters: Sequence[str]

    def other(self, tie: Tie) -> str:
        """Return the key of the thing at the other end of a tie."""
        return tie.target if tie.source == self.thing.key else tie.source


def surroundings(reader: NearReader, iri: str) -> Surroundings:
    """Return a thing with what is stated around it.

    Args:
        reader: A fresh reader, which has read nothing.
        iri: The thing's IRI.
    """
    reader.whole.add(iri)
    engaging = reader.inferred_from(iri, "engages")
    singles = {one for one in engaging if one in reader.singles}
    matters = [one for one in engaging if one not in singles]
    reader.fetch((*matters, *_outward(reader, iri)))
    gathered = _Gathered(reader, iri, singles)
    ties = [*gathered.outgoing(), *gathered.incoming(), *_sisters(reader, iri, matters)]
    ties.sort(key=lambda tie: (tie.source, tie.target, tie.relation, sorted(tie.dates.items())))
    for tie in ties:
        tie.source, tie.target = key_of(tie.source), key_of(tie.target)
    return Surroundings(
        iri=iri,
        reader=reader,
        thing=thing_of(reader, iri),
        ties=ties,
        rosters=gathered.rosters,
        singles=sorted(singles),
        actors=reader.inferred_from(iri, "actsFor"),
        matters=matters,
    )


def single_ties_of(around: Surroundings, agreement: str) -> Iterator[Tie]:
    """Yield what an agreement that one dataset alone lists says of the thing: a tie to each other party."""
    reader = around.reader
    for place in reader.engages.get(agreement, ()):
        if place != around.iri:
            tie = single_tie(reader, agreement, around.iri, place)
            tie.source, tie.target = around.thing.key, key_of(place)
            yield tie


def memberships_of(reader: NearReader, actor: str) -> list[Tie]:
    """Return the memberships and offices in networks of who acts for a place."""
    node = NamedNode(actor)
    found = {
        text(quad.subject)
        for end in ("member", "holder")
        for quad in reader.store.matching(None, simpul(end), node, DefaultGraph())
    }
    reader.fetch(found)
    ties = [tie for statement in sorted(found) for tie in statement_tie(reader, statement)]
    for tie in ties:
        tie.source, tie.target = key_of(tie.source), key_of(tie.target)
    return ties


def _outward(reader: NearReader, iri: str) -> list[str]:
    """Return the things that a thing names."""
    found = {said.value for said in reader.statements.get(iri, ()) if isinstance(said.object, NamedNode)}  # fmt: skip
    return [one for one in found if one.startswith(ID)][:MANY]


class _Gathered:
    """The ties of a thing, as they are found."""

    def __init__(self, reader: NearReader, iri: str, singles: set[str]) -> None:
        self._reader, self._iri, self._singles = reader, iri, singles
        self.rosters: list[Roster] = []

    def outgoing(self) -> Iterator[Tie]:
        """Yield what the thing itself states."""
        reader = self._reader
        yield from stated_ties(reader, self._iri, reader.statements.get(self._iri, ()))

    def incoming(self) -> Iterator[Tie]:
        """Yield what is stated of it, but what there is much of."""
        for property_, subjects in sorted(self._mentions().items()):
            name = property_.removeprefix(ONTOLOGY)
            if name != property_ and name in _KIND_OF_END:
                yield from self._statements(name, subjects)
            elif property_ != dct("source").value:
                yield from self._properties(property_, subjects)
            else:
                self._roster(property_, subjects, is_tie=False)

    def _mentions(self) -> dict[str, list[str]]:
        """Return who mentions the thing, by property; what rules infer is no mention."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for graph, subject, property_ in self._reader.mentions(self._iri):
            is_rule = graph == INFERRED_GRAPH.value and property_ != _LISTED_ONLY_IN
            if (
                not is_rule
                and property_ not in _NO_MENTION
                and subject != self._iri
                and subject.startswith(ID)
            ):
                found[property_].setdefault(subject)
        return {property_: list(subjects) for property_, subjects in found.items()}

    def _statements(self, end: str, subjects: Sequence[str]) -> Iterator[Tie]:
        """Yield the ties of statements that name the thing as one of their ends."""
        reader, kind = self._reader, _KIND_OF_END[end]
        if len(subjects) > MANY:
            relation = kind[0].lower() + kind[1:]
            one, other = STATEMENT_ENDS[kind]
            self.rosters.append(
                Roster(
                    property=ONTOLOGY + end,
                    relation=relation,
                    name=reader.labels.get(ONTOLOGY + kind, {}),
                    subjects=subjects,
                    other=other if end == one else one,
                )
            )
            return
        reader.fetch(subjects)
        ends = {iri for node in subjects for name in STATEMENT_ENDS[kind] for iri in reader.objects(node, name)}  # fmt: skip
        reader.fetch(ends)
        rest: list[str] = []
        for node in subjects:
            ties = list(statement_tie(reader, node)) if reader.classes.get(node) == kind else []
            yield from ties
            if not ties and self._singles.isdisjoint(reader.objects(node, "agreement")):
                rest.append(node)
        yield from self._properties(ONTOLOGY + end, rest)

    def _properties(self, property_: str, subjects: Sequence[str]) -> Iterator[Tie]:
        """Yield the ties of properties that others have with the thing."""
        reader, node = self._reader, NamedNode(self._iri)
        name = property_.removeprefix(ONTOLOGY)
        if name in _PARTIES:
            subjects = [one for one in subjects if one not in self._singles]
        if len(subjects) > MANY:
            reader.fetch(subjects[:1])
            is_tie = name != property_ and bool(kind_of(reader, subjects[0]))
            self._roster(property_, subjects, is_tie=is_tie and bool(kind_of(reader, self._iri)))
            return
        reader.fetch(subjects)
        others: list[str] = []
        for subject in subjects:
            stated = [
                said
                for said in reader.statements.get(subject, ())
                if said.predicate == property_ and said.object == node
            ]
            ties = list(stated_ties(reader, subject, stated)) if kind_of(reader, subject) else []
            yield from ties
            if not ties and not self._is_told(name, subject):
                others.append(subject)
        if others:
            self._roster(property_, others, is_tie=False)

    def _is_told(self, name: str, subject: str) -> bool:
        """Return whether what a subject says is told by other means: by its role, or as a fact."""
        if name in _PARTIES:
            return subject in self._reader.with_roles
        return DETAILS.get(self._reader.classes.get(subject, "")) == name

    def _roster(self, property_: str, subjects: Sequence[str], *, is_tie: bool) -> None:
        local = property_.removeprefix(ONTOLOGY)
        shown = {"": property_.replace("#", "/").rsplit("/", 1)[-1]}
        self.rosters.append(
            Roster(
                property=property_,
                relation=local,
                name=self._reader.labels.get(property_) or shown,
                subjects=subjects,
                is_tie=is_tie,
            )
        )


def _sisters(reader: NearReader, iri: str, matters: Sequence[str]) -> Iterator[Tie]:
    """Yield the ties of a city to its sisters, dated by the agreements of both."""
    agreements = [one for one in matters if reader.classes.get(one) == "SisterCityAgreement"]
    found = reader.sisters_of(iri)
    reader.fetch(found)
    for sister in found:
        both = [one for one in agreements if sister in reader.engages.get(one, ())]
        yield sister_tie(reader, min(iri, sister), max(iri, sister), both)
