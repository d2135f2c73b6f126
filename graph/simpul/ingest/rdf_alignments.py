"""Lists in the words of ORG, schema.org, FOAF and others, read through the alignments as memberships and things of ours.

What a file says stays as it is. What it says in terms of ours is stated beside it, in the graph of the same source:
memberships with keys made as those of tables, networks and other organisations, events. Where something cannot be
read, it is said why, and nothing is made of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from simpul.edtf import is_date
from simpul.errors import Place, Problem, Severity, shortened
from simpul.ingest.kinds import kinds
from simpul.ingest.made_keys import made_keys
from simpul.ingest.rdf_names import NamesOfOthers, NotReadError
from simpul.ingest.references import References
from simpul.locale import by_language, said
from simpul.locale import translate as _
from simpul.naming import CITY
from simpul.naming.keys import slug
from simpul.naming.kinds import word_for
from simpul.reason.alignments import Alignments, alignments, today
from simpul.store import Queryable
from simpul.tables import Fact
from simpul.tables.dates import likely_forms, plain_date
from simpul.terms import (
    EDTF,
    ID,
    ONTOLOGY,
    PREFIXES,
    Literal,
    NamedNode,
    Term,
    Triple,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
    thing,
)

_NAMES: Final = tuple(
    NamedNode(iri)
    for iri in (
        skos("prefLabel").value,
        PREFIXES["schema"] + "name",
        "http://schema.org/name",
        "http://xmlns.com/foaf/0.1/name",
        rdfs_label.value,
        dct("title").value,
    )
)
"""How others say what a thing is called; the first that is said counts."""
_SHORT: Final = {
    "http://www.w3.org/ns/org#": "org:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
    **{namespace: f"{name}:" for name, namespace in PREFIXES.items()},
}
_EXPORTED: Final = tuple(PREFIXES[name] for name in ("dcat", "owl", "rdfs", "skos"))
"""Vocabularies whose classes things of ours have besides: schemes, catalogues."""
_TIME: Final = "http://www.w3.org/2006/time#"
_SEE: Final = NamedNode(PREFIXES["rdfs"] + "seeAlso")
_LANGUAGES: Final = ("en", "id")
_SHOWN: Final = 3
_ORGANISATION: Final = simpul("Organisation")
_NETWORK: Final = simpul("Network")
_EVENT: Final = simpul("Event")
_DONE: Final = frozenset(
    simpul(name).value for name in ("member", "network", "memberOf", "hasMember", "begin", "end")
)
"""Properties that are read where memberships and events are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """What was read through the alignments.

    Attributes:
        facts: In terms of ours, each with the file that it came from.
        problems: What was read, what was not and why, what no question sees.
    """

    facts: Sequence[Fact] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Membership:
    """A membership as others state it.

    Attributes:
        node: The thing that says it; None where a property links member and network.
    """

    node: Term | None
    member: Term
    network: Term
    begin: str = ""
    end: str = ""


_Says = dict[NamedNode, list[Term]]
"""What is said of a thing, by property."""


def read_aligned(
    facts: Sequence[Fact],
    source: NamedNode,
    document: Callable[[], str],
    references: References,
    store: Queryable,
) -> Aligned:
    """Read what facts say in the terms of other vocabularies.

    Args:
        facts: Of RDF files; addresses that the store knows by another one are ours already.
        source: Whose facts they are.
        document: Tells the key of the document that the source is; asked only if something is made.
        references: What names mean.
        store: What there is besides.
    """
    known = alignments()
    # Most files say nothing in other words: that is seen without a look at each thing.
    classes = {text(object_) for (_s, predicate, object_), _place in facts if predicate == rdf_type}
    terms = classes | {node.value for node in {fact.triple.predicate for fact in facts}}
    if all(kind.startswith(ONTOLOGY) for kind in classes) and not any(map(known.speak_of, terms)):
        return Aligned()
    reader = _Reader(
        facts, NamesOfOthers(source=source, references=references, store=store), document
    )
    if any(map(known.speak_of, terms)):
        reader.read(known, [fact.triple for fact in facts])
    return Aligned(facts=reader.made, problems=[*reader.told(), *reader.unseen()])


class _Reader:
    """The facts of one source, and what is made of them."""

    def __init__(
        self, facts: Iterable[Fact], names: NamesOfOthers, document: Callable[[], str]
    ) -> None:
        self._means, self._document = names, document
        self._places: dict[Term, Place] = {}
        self._kinds: defaultdict[Term, set[str]] = defaultdict(set)
        self._called: defaultdict[Term, dict[NamedNode, list[Literal]]] = defaultdict(dict)
        self._links: dict[tuple[Term, Term], str] = {}
        self._made: dict[Triple, Place] = {}
        self._things: dict[Term, NamedNode] = {}
        self._memberships: set[Term | None] = set()
        self._read: Counter[tuple[Place, str, str]] = Counter()
        self._not_read: defaultdict[tuple[Place, str], list[str]] = defaultdict(list)
        for (subject, predicate, object_), place in facts:
            self._places.setdefault(subject, place)
            if predicate == rdf_type:
                self._kinds[subject].add(text(object_))
            elif predicate in _NAMES and isinstance(object_, Literal):
                self._called[subject].setdefault(predicate, []).append(object_)
            elif isinstance(object_, NamedNode):
                self._links.setdefault((subject, object_), predicate.value)

    @property
    def made(self) -> list[Fact]:
        """What was made, each fact once."""
        return [Fact(triple, place) for triple, place in self._made.items()]

    def read(self, known: Alignments, triples: Sequence[Triple]) -> None:
        """Make things of ours of what the facts say."""
        ours: defaultdict[Term, _Says] = defaultdict(dict)
        for subject, predicate, object_ in sorted({*known.translated(triples)}, key=str):
            ours[subject].setdefault(predicate, []).append(object_)
        memberships = [*_memberships(ours)]
        networks = {one.network for one in memberships}
        for node in sorted({*ours, *networks}, key=str):
            kind = self._kind(node, ours[node], networks, known)
            if kind and not text(node).startswith(ID):
                with self._reading(node, self._terms_of(node), kind):
                    self._thing(node, kind, ours[node])
        self._memberships = {one.node for one in memberships}
        rows: list[tuple[_Membership, dict[str, str]]] = []
        for one in memberships:
            term = self._terms_of(one.node) if one.node else self._link(one.member, one.network)
            with self._reading(self._stating(one), term, simpul("Membership")):
                rows.append((one, self._resolved(one)))
        keys = made_keys(kinds()["membership"], [cells for _one, cells in rows])
        for (one, cells), key in zip(rows, keys, strict=True):
            self._membership(one, cells, key)
        for node, says in ours.items():
            self._link_things(node, says)

    def _kind(
        self, node: Term, says: _Says, networks: set[Term], known: Alignments
    ) -> NamedNode | None:
        """Return the class as which a thing is read; None where it is none that is made."""
        if node in networks:
            return _NETWORK
        types = [kind for kind in says.get(rdf_type, ()) if isinstance(kind, NamedNode)]
        wanted = [kind for kind in types if any(known.is_a(kind, one) for one in (_ORGANISATION, _EVENT))]  # fmt: skip
        # Of two classes the one that says more.
        return max(wanted, key=lambda kind: (len(known.above.get(kind.value, ())), kind.value), default=None)  # fmt: skip

    @contextmanager
    def _reading(self, node: Term, term: str, kind: NamedNode) -> Generator[None]:
        """Count what is read, and keep why something is not."""
        place = self._places.get(node, Place(file=""))
        try:
            yield
        except NotReadError as error:
            self._not_read[place, term].append(f"{_shown(text(node))} ({error.why})")
        else:
            self._read[place, term, kind.value] += 1

    def _thing(self, node: Term, kind: NamedNode, says: _Says) -> None:
        """Make an organisation or an event, or find the organisation that is called so."""
        names = self._names(node)
        is_event = alignments().is_a(kind, _EVENT)
        own = "" if is_event else self._means.organisation(names.values())
        if own:
            if kind == _NETWORK and not self._means.is_a(own, _NETWORK):
                raise NotReadError(_("{thing} is not a network", thing=own.removeprefix(ID)))
            self._things[node] = NamedNode(own)
            return
        key = slug(said(names, "en"))
        made = thing("event" if is_event else "org", key) if key else None
        if made is None or self._means.is_elsewhere(made.value):
            raise NotReadError(_("no key can be made of its name"))
        self._state(node, made, rdf_type, kind)
        for language in _LANGUAGES:
            self._state(node, made, rdfs_label, Literal(said(names, language), language=language))
        if is_event:
            self._dates(node, made, _first(says, "begin"), _first(says, "end"))
        self._cite(node, made)
        self._things[node] = made

    def _names(self, node: Term) -> dict[str, str]:
        called = self._called.get(node, {})
        found = next(
            (called[predicate] for predicate in _NAMES if predicate in called), list[Literal]()
        )
        if not found:
            raise NotReadError(_("it has no name"))
        return by_language((one.language, one.value) for one in sorted(found, key=str))

    def _resolved(self, one: _Membership) -> dict[str, str]:
        """Return a membership as the cells of a table would have it."""
        cells = {"member": self._member(one.member).value, "network": self._network(one.network).value}  # fmt: skip
        return cells | {"begin": _date(one.begin), "end": _date(one.end)}

    def _membership(self, one: _Membership, cells: Mapping[str, str], key: str) -> None:
        node, made = self._stating(one), thing("membership", key)
        self._state(node, made, rdf_type, simpul("Membership"))
        for name in ("member", "network"):
            self._state(node, made, simpul(name), NamedNode(cells[name]))
        self._dates(node, made, cells["begin"], cells["end"])
        self._cite(node, made)

    def _stating(self, one: _Membership) -> Term:
        """Return the thing with which a file states a membership."""
        return one.node or (one.member if one.member in self._places else one.network)

    def _member(self, node: Term) -> NamedNode:
        if isinstance(node, NamedNode) and node.value.startswith(ID):
            return node
        if node not in self._things:
            self._things[node] = self._means.place(said(self._names(node), "en"))
        return self._things[node]

    def _network(self, node: Term) -> NamedNode:
        if isinstance(node, NamedNode) and node.value.startswith(ID):
            return node
        if node not in self._things:
            raise NotReadError(_("its network {network} was not read", network=_shown(text(node))))
        return self._things[node]

    def _dates(self, node: Term, made: NamedNode, begin: str, end: str) -> None:
        for name, written in (("begin", begin), ("end", end)):
            if written:
                date = Literal(_date(written), datatype=NamedNode(EDTF))
                self._state(node, made, simpul(name), date)

    def _cite(self, node: Term, made: NamedNode) -> None:
        self._state(node, made, dct("source"), thing("document", self._document()))
        if isinstance(node, NamedNode) and not node.value.startswith(ID):
            self._state(node, made, _SEE, node)

    def _link_things(self, node: Term, says: _Says) -> None:
        """State what ties two things that were made."""
        for predicate, objects in says.items():
            if predicate.value in _DONE or predicate == rdf_type or node not in self._things:
                continue
            for object_ in objects:
                other = self._things.get(object_, object_)
                if isinstance(other, NamedNode) and other.value.startswith(ID):
                    self._state(node, self._things[node], predicate, other)

    def _state(self, node: Term, subject: NamedNode, predicate: NamedNode, object_: Term) -> None:
        self._made.setdefault(Triple(subject, predicate, object_), self._places.get(node, Place(file="")))  # fmt: skip

    def _terms_of(self, node: Term) -> str:
        found = sorted(kind for kind in self._kinds.get(node, ()) if not kind.startswith(ONTOLOGY))
        return _shown(found[0]) if found else _shown(text(node))

    def _link(self, one: Term, other: Term) -> str:
        return _shown(self._links.get((one, other)) or self._links.get((other, one)) or "")

    def told(self) -> Iterator[Problem]:
        """Yield what was read, and what was not."""
        for (place, term, kind), count in sorted(self._read.items(), key=str):
            word = word_for(kind.removeprefix(ONTOLOGY))
            yield _note(place, _("{term}: {count} read as {kind}.", count=count, term=term, kind=word))  # fmt: skip
        for (place, term), why in sorted(self._not_read.items(), key=str):
            what = _("{term}: {count} not read: {things}.", count=len(why), term=term, things="; ".join(why[:_SHOWN]))  # fmt: skip
            remedy = _("Name things by our addresses, such as {iri}, or by those of GeoNames.", iri=f"{CITY}1642911")  # fmt: skip
            yield _note(place, what, remedy)

    def _is_ours(self, node: Term) -> bool:
        """Return whether questions know a thing: by its class, or because others describe it, or our exports have it."""
        kinds_, iri = self._kinds[node], text(node)
        if any(kind.startswith(ONTOLOGY) for kind in kinds_) or iri.startswith(CITY):
            return True
        exported = all(kind.startswith(_EXPORTED) for kind in kinds_)
        return iri.startswith(ID) and (exported or self._means.is_elsewhere(iri))

    def unseen(self) -> Iterator[Problem]:
        """Yield what no question sees: things of classes that are not ours and were read as nothing."""
        counts: Counter[tuple[Place, str]] = Counter()
        for node, kinds_ in self._kinds.items():
            if not (self._is_ours(node) or node in self._things or node in self._memberships):
                counts.update((self._places[node], kind) for kind in kinds_ if not kind.startswith(_TIME))  # fmt: skip
        for (place, kind), count in sorted(counts.items(), key=str):
            what = _("{kind}: {count} here, and no question reads things of this class.", count=count, kind=_shown(kind))  # fmt: skip
            remedy = _("Lists of members are read in our terms, and in those of ORG, schema.org and FOAF.")  # fmt: skip
            yield _note(place, what, remedy)


def _memberships(ours: dict[Term, _Says]) -> Iterator[_Membership]:
    """Yield the memberships that are things, then those that are a mere link and no thing says."""
    told: set[tuple[Term, Term]] = set()
    nodes = {node for node, says in ours.items() if simpul("Membership") in says.get(rdf_type, ())}
    for node in sorted(nodes, key=str):
        says = ours[node]
        for member in says.get(simpul("member"), ()):
            for network in says.get(simpul("network"), ()):
                told.add((member, network))
                yield _Membership(node=node, member=member, network=network, begin=_first(says, "begin"), end=_first(says, "end"))  # fmt: skip
    for node in sorted({*ours} - nodes, key=str):
        pairs = [(node, network) for network in ours[node].get(simpul("memberOf"), ())]
        pairs += [(member, node) for member in ours[node].get(simpul("hasMember"), ())]
        for member, network in pairs:
            if not ({member, network} & nodes or (member, network) in told):
                told.add((member, network))
                yield _Membership(node=None, member=member, network=network)


def _first(says: _Says, name: str) -> str:
    return next((text(value) for value in says.get(simpul(name), ())), "")


def _date(written: str) -> str:
    """Return a date as a table would have it.

    Raises:
        NotReadError: It is none.
    """
    date = plain_date(written)
    if date and not is_date(date):
        likely = " / ".join(likely_forms(date))
        what = _("{value} is no date", value=shortened(repr(written)))
        raise NotReadError(f"{what}: {likely}?" if likely else what)
    return date


def _shown(iri: str) -> str:
    """Return an address with a prefix that people know it by."""
    iri = today(iri)
    for namespace, prefix in _SHORT.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri.removeprefix(ID)


def _note(place: Place, what: str, remedy: str = "") -> Problem:
    return Problem(place=place, what=what, remedy=remedy, severity=Severity.WARNING)
