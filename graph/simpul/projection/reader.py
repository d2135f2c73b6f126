"""A store read once, for drawing: statements, labels, classes and citations."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from operator import itemgetter
from typing import Final

from simpul.locale import by_language
from simpul.projection.crowds import in_crowds
from simpul.projection.memberships import evidence
from simpul.projection.model import GROUPS, Citation, Proof, Span, Texts
from simpul.store import Queryable
from simpul.terms import (
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    dct,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
)

GROUP_OF: Final = {name: group for group, names in GROUPS.items() for name in names}
RANK: Final = {name: rank for rank, name in enumerate(GROUP_OF)}
STATEMENT_ENDS: Final = {
    "Membership": ("member", "network"),
    "Participation": ("participant", "event"),
    "PartyRole": ("party", "agreement"),
    "NetworkOffice": ("holder", "officeIn"),
}
DETAILS: Final = {"Observation": "about", "Phase": "phaseOf"}

_STATED_FULLY: Final = ID + "certainty/stated"
_PASSAGE: Final = simpul("passage")
_SOURCE: Final = dct("source")
_MEMBER: Final = simpul("member")
_NETWORK: Final = simpul("network")
_BRIEF: Final = (
    *(rdf_type, rdfs_label),
    *map(simpul, ("inCountry", "within", "latitude", "longitude")),
)

Statements = dict[str, list[Quad]]
"""What sources state, by subject."""


class Reader:
    """A store read once: statements, labels, classes and citations.

    Args:
        also_single_datasets: Read agreements that one dataset alone lists, too.
        keep: Where given, all but these, by IRI, are read in brief if sources say no more of them than that they are
            members of a crowd (``simpul.projection.crowds``), or than single datasets list: what they are called, and
            where they lie.

    Attributes:
        brief: Who was read in brief.
        singles: Agreements that one dataset alone lists; without ``also_single_datasets``, nothing of them is read
            but between which places they hold.
        listed_singly: These, and the roles of their parties.
        with_roles: Agreements whose parties have roles, nodes of their own.
        parties: The places between which each twinning agreement holds.
        acts_for: The places for which each body or post acts, as the rules infer it.
        engages: The cities that each matter engages, as the rules infer it.
        synonyms: Other names of classes and concepts, in any language, sorted.
    """

    def __init__(
        self,
        store: Queryable,
        *,
        also_single_datasets: bool = False,
        keep: Collection[str] | None = None,
    ) -> None:
        graphs = [g for g in store.graph_names() if g.value.startswith(ID + "source/")]
        self.singles: AbstractSet[str] = _subjects(store, simpul("listedOnlyIn"))
        roles = _roles(store)
        self.with_roles: AbstractSet[str] = set(roles.values())
        self.listed_singly: AbstractSet[str] = self.singles | {
            r for r, agreement in roles.items() if agreement in self.singles
        }
        apart = set[str]() if also_single_datasets else self.listed_singly
        stated, brief = _statements(store, graphs, apart, keep, self.listed_singly)
        self.brief: AbstractSet[str] = brief
        self.statements: Mapping[str, list[Quad]] = stated
        self.labels: Mapping[str, Texts] = _labels(store, stated)
        self.classes: Mapping[str, str] = _classes(store, stated)
        self._read_sources(store)
        self.memberships = {statement for statement, _member, _network in evidence(store)}
        self._about: dict[str, list[str]] | None = None
        self._remember_nothing()
        self.sisters = sorted(
            (text(q.subject), text(q.object))
            for q in store.matching(predicate=simpul("sisterCityOf"), graph=INFERRED_GRAPH)
        )
        self.parties = _parties(store)
        self.acts_for: Mapping[str, list[str]] = _pairs(store, "actsFor")
        self.engages: Mapping[str, list[str]] = _pairs(store, "engages")

    def _read_sources(self, store: Queryable) -> None:
        """Read what is said of documents and datasets, and other names of classes and concepts."""
        self.titles = texts_of(
            store, "SELECT ?thing ?text { ?thing dct:title ?text } ORDER BY DESC(?text)"
        )
        rows = store.select("SELECT ?doc ?page { ?doc dcat:landingPage ?page } ORDER BY ?page")
        self.pages = {text(row["doc"]): text(row["page"]) for row in rows}
        self.publishers = _firsts(store, "simpul:publisherName")
        self.issued = _firsts(store, "simpul:retrieved") | _firsts(store, "simpul:issued")
        self.licences = _firsts(store, "dct:license")
        self.gaps = _gaps(store, self.labels)
        self.synonyms = _synonyms(store)

    def _remember_nothing(self) -> None:
        """Forget what was found of subjects."""
        self._values: dict[str, dict[str, list[str]]] = {}
        self._citations: dict[tuple[str, tuple[str, ...]], tuple[Citation, ...]] = {}

    def objects(self, subject: str, name: str) -> list[str]:
        """Return the values of a property of the ontology, each once, sorted."""
        if subject not in self._values:
            self._values[subject] = _by_property(self.statements.get(subject, []))
        return self._values[subject].get(ONTOLOGY + name, [])

    def first(self, subject: str, name: str) -> str:
        """Return the first of those values, or nothing."""
        return next(iter(self.objects(subject, name)), "")

    def texts(self, subject: str, name: str) -> Texts:
        """Return the text that a property of the ontology gives a subject, by language."""
        found = [q.object for q in self.statements.get(subject, []) if q.predicate == simpul(name)]
        return by_language((o.language, o.value) for o in reversed(found) if isinstance(o, Literal))

    def span(self, subject: str, begin: str = "begin", end: str = "end") -> Span:
        """Return the widest span that the dates of a subject allow."""
        ends = self.objects(subject, f"{end}Latest")
        return Span(begin=self.first(subject, f"{begin}Earliest"), end=ends[-1] if ends else "")

    def proof(self, subject: str) -> Proof:
        """Return what sources prove of when a subject held, and whether one doubts it."""
        begins, ends = self.objects(subject, "beginLatest"), self.objects(subject, "endEarliest")
        seen = zip(
            self.objects(subject, "asOfEarliest"),
            self.objects(subject, "asOfLatest"),
            strict=False,
        )
        doubts = [one for one in self.objects(subject, "certainty") if one != _STATED_FULLY]
        return Proof(
            sure=Span(begin=begins[-1], end=ends[0] if ends else "") if begins else Span(),
            seen=tuple(Span(begin=first, end=last) for first, last in seen),
            certainty=key_of(doubts[0]) if doubts else "",
        )

    def details(self, iri: str) -> list[str]:
        """Return the observations and phases of a thing, sorted."""
        if self._about is None:
            self._about = {}
            for node in sorted(self.statements):
                link = DETAILS.get(self.classes.get(node, ""))
                for about in self.objects(node, link) if link else ():
                    self._about.setdefault(about, []).append(node)
        return self._about.get(iri, [])

    def cite(self, subject: str, graphs: Sequence[str]) -> tuple[Citation, ...]:
        """Return the sources of what these graphs say about a subject."""
        asked = subject, tuple(graphs)
        if asked not in self._citations:
            self._citations[asked] = self._cited(subject, graphs)
        return self._citations[asked]

    def _cited(self, subject: str, graphs: Sequence[str]) -> tuple[Citation, ...]:
        found = {
            (document, passage): self._document(document, passage, graph)
            for graph in graphs
            for document, passage in self._named_in(subject, graph)
        }
        return tuple(found.values()) or tuple(
            Citation(
                iri=graph,
                title=self._dataset(graph),
                address=self.pages.get(graph, ""),
                completeness=self.gaps.get(graph, ()),
                issued=self.issued.get(graph, ""),
                licence=self.licences.get(graph, ""),
            )
            for graph in graphs
        )

    def _named_in(self, subject: str, graph: str) -> list[tuple[str, str]]:
        """Return the documents that one source cites for a subject, each with the passage that it names."""
        quads = [q for q in self.statements.get(subject, []) if text(q.graph_name) == graph]  # type: ignore[arg-type]  # graphs are IRIs here
        passage = min((text(q.object) for q in quads if q.predicate == _PASSAGE), default="")
        return [(one, passage) for one in sorted({text(q.object) for q in quads if q.predicate == _SOURCE})]  # fmt: skip

    def _document(self, document: str, passage: str, graph: str) -> Citation:
        titles = self.labels.get(document) or self.titles.get(document, {})
        return Citation(
            iri=document,
            title=tuple(sorted(titles.items())),
            dataset=self._dataset(graph),
            passage=passage,
            address=self.pages.get(document, ""),
            completeness=self.gaps.get(graph, ()),
            publisher=self.publishers.get(document, ""),
            issued=self.issued.get(document, ""),
            licence=self.licences.get(graph, ""),
        )

    def _dataset(self, graph: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.titles.get(graph, {}).items()))

    def cite_quads(self, quads: Sequence[Quad]) -> tuple[Citation, ...]:
        """Return the sources of these quads, which have one subject."""
        if not quads:
            return ()
        graphs = {text(q.graph_name) for q in quads}  # type: ignore[arg-type]  # graphs are IRIs here
        return self.cite(text(quads[0].subject), sorted(graphs) if len(graphs) > 1 else [*graphs])


def _by_property(quads: Sequence[Quad]) -> dict[str, list[str]]:
    """Return the values of each property, each once, sorted."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, set()).add(text(quad.object))
    return {name: sorted(values) for name, values in found.items()}


def _stated(store: Queryable, graph: NamedNode, apart: AbstractSet[str]) -> Iterator[Quad]:
    """Yield what a source states of things, but of those that are kept apart: they may be nearly all it has."""
    if not apart:
        yield from store.matching(graph=graph)
        return
    asked = f"SELECT DISTINCT ?subject {{ GRAPH {graph} {{ ?subject a ?class }} }}"
    subjects = [row["subject"] for row in store.select(asked)]
    if apart.isdisjoint(text(subject) for subject in subjects):
        yield from store.matching(graph=graph)
        return
    for subject in subjects:
        if isinstance(subject, NamedNode) and subject.value not in apart:
            yield from store.matching(subject, graph=graph)


def _subjects(store: Queryable, predicate: NamedNode) -> set[str]:
    found = store.matching(predicate=predicate, graph=INFERRED_GRAPH)
    return {text(quad.subject) for quad in found}


def _roles(store: Queryable) -> dict[str, str]:
    """Return the agreement of each role of a party."""
    found = store.matching(predicate=simpul("agreement"), graph=DefaultGraph())
    return {text(quad.subject): text(quad.object) for quad in found}


def _pairs(store: Queryable, name: str) -> dict[str, list[str]]:
    """Return the values of an inferred property of each subject, sorted."""
    found: dict[str, list[str]] = {}
    for quad in store.matching(predicate=simpul(name), graph=INFERRED_GRAPH):
        found.setdefault(text(quad.subject), []).append(text(quad.object))
    return {subject: sorted(values) for subject, values in found.items()}


def _synonyms(store: Queryable) -> dict[str, list[str]]:
    """Return the alternative labels that the ontology and its vocabularies give."""
    found: dict[str, set[str]] = {}
    for quad in store.matching(predicate=skos("altLabel"), graph=ONTOLOGY_GRAPH):
        found.setdefault(text(quad.subject), set()).add(text(quad.object))
    return {iri: sorted(names) for iri, names in found.items()}


def _parties(store: Queryable) -> dict[str, list[str]]:
    """Return the places between which each twinning agreement holds, whichever body signed for them, sorted."""
    merge = DefaultGraph()
    twinned = {
        text(quad.subject)
        for quad in store.matching(None, rdf_type, simpul("TwinningAgreement"), merge)
    }
    found: dict[str, set[str]] = {}
    places_of: dict[str, set[str]] = {}
    for quad in store.matching(predicate=simpul("hasParty"), graph=merge):
        if text(quad.subject) in twinned:
            party = text(quad.object)
            if party not in places_of:
                places_of[party] = places_for(store, party)
            found.setdefault(text(quad.subject), set()).update(places_of[party])
    return {agreement: sorted(places) for agreement, places in found.items()}


def places_for(store: Queryable, party: str) -> set[str]:
    """Return the place that a party of an agreement is, or the places that it governs."""
    merge, node = DefaultGraph(), NamedNode(party)
    if next(store.matching(node, rdf_type, simpul("Place"), merge), None):
        return {party}
    return {text(quad.object) for quad in store.matching(node, simpul("governs"), None, merge)}


def _statements(
    store: Queryable,
    graphs: Sequence[NamedNode],
    apart: set[str],
    keep: Collection[str] | None,
    singly: Collection[str],
) -> tuple[Statements, frozenset[str]]:
    """Return what sources state but for these subjects, and what the gazetteer states of the places they mention.

    Args:
        store: What is known.
        graphs: Of the sources.
        apart: Subjects of which nothing is read.
        keep: What to read in whole whatever sources say of it; None to read all so.
        singly: What one dataset alone lists.

    Returns:
        What is stated, and who was read in brief.
    """
    found: Statements = {}
    mentioned: set[str] = set()
    for quad in (q for g in graphs if g != GEONAMES_SOURCE for q in _stated(store, g, apart)):
        subject = text(quad.subject)
        found.setdefault(subject, []).append(quad)
        mentioned |= {subject, text(quad.object)}
    brief = {} if keep is None else _in_brief(store, _hardly_told_of(found, singly) - {*keep})
    mentioned -= brief.keys()
    mentioned |= {text(quad.object) for quads in brief.values() for quad in quads}
    while mentioned:
        described = [
            quad
            for iri in sorted(mentioned)
            if iri.startswith(ID)
            for quad in store.matching(subject=NamedNode(iri), graph=GEONAMES_SOURCE)
        ]
        for quad in described:
            found.setdefault(text(quad.subject), []).append(quad)
        mentioned = {text(quad.object) for quad in described} - found.keys()
    return brief | found, frozenset(brief.keys() - found.keys())


def _hardly_told_of(found: Statements, singly: Collection[str]) -> set[str]:
    """Return whom sources mention as members of a crowd, or as what a single dataset ties, and as nothing else."""
    network_of: dict[str, str] = {}
    tied: set[str] = set()
    bound = set(found)
    for subject, quads in found.items():
        if subject in singly:
            tied |= {text(quad.object) for quad in quads}
            continue
        network = next((text(q.object) for q in quads if q.predicate == _NETWORK), "")
        for quad in quads:
            mentioned = text(quad.object)
            if (
                not network
                or quad.predicate != _MEMBER
                or network_of.setdefault(mentioned, network) != network
            ):
                bound.add(mentioned)
    alone = {member: of for member, of in network_of.items() if member not in bound}
    return {*in_crowds(alone)} | (tied - bound - network_of.keys())


def _in_brief(store: Queryable, places: Collection[str]) -> Statements:
    """Return what the gazetteer states of the names of places, of their class, and of where they lie."""
    found: Statements = {}
    for predicate in _BRIEF if places else ():
        for quad in store.matching(predicate=predicate, graph=GEONAMES_SOURCE):
            subject = text(quad.subject)
            if subject in places:
                found.setdefault(subject, []).append(quad)
    return found


def _labels(store: Queryable, statements: Statements) -> dict[str, Texts]:
    """Return the labels that a named graph gives; what the merge alone has are the world's cities, which no fact mentions."""
    others = (q for g in _not_sources(store) for q in store.matching(predicate=rdfs_label, graph=g))
    stated = (q for quads in statements.values() for q in quads if q.predicate == rdfs_label)
    tagged: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for quad in chain(others, stated):
        if isinstance(quad.object, Literal):
            tagged[text(quad.subject)].append((quad.object.value, quad.object.language))
    return {
        iri: by_language((language, label) for label, language in sorted(labels, key=itemgetter(0)))
        for iri, labels in tagged.items()
    }


def _not_sources(store: Queryable) -> list[NamedNode]:
    return [graph for graph in store.graph_names() if not graph.value.startswith(ID + "source/")]


def _firsts(store: Queryable, name: str) -> dict[str, str]:
    """Return the first value of a property of each thing that has one."""
    rows = store.select(f"SELECT ?thing ?value {{ ?thing {name} ?value }} ORDER BY DESC(?value)")
    return {text(row["thing"]): text(row["value"]) for row in rows}


def texts_of(store: Queryable, query: str) -> dict[str, Texts]:
    """Return the texts of each thing by language, the first where there are several; the query says ``?thing ?text``."""
    tagged: defaultdict[str, list[tuple[str | None, str]]] = defaultdict(list)
    for row in store.select(query):
        if isinstance(row["text"], Literal):
            tagged[text(row["thing"])].append((row["text"].language, row["text"].value))
    return {iri: by_language(texts) for iri, texts in tagged.items()}


def _gaps(store: Queryable, labels: Mapping[str, Texts]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return how complete each dataset is that is not complete."""
    rows = store.select("SELECT ?graph ?how { ?graph simpul:completeness ?how } ORDER BY ?how")
    found = {text(row["graph"]): text(row["how"]) for row in rows}
    return {
        graph: tuple(sorted(labels.get(how, {"": key_of(how)}).items()))
        for graph, how in found.items()
        if how != ID + "completeness/complete"
    }


def _classes(store: Queryable, statements: Statements) -> dict[str, str]:
    """Return the most special class that is known here of each thing."""
    known = {ONTOLOGY + name: name for name in (*GROUP_OF, *STATEMENT_ENDS, *DETAILS)}
    others = (
        quad
        for graph in _not_sources(store)
        for iri in known
        for quad in store.matching(predicate=rdf_type, object_=NamedNode(iri), graph=graph)
    )
    stated = (
        quad
        for quads in statements.values()
        for quad in quads
        if quad.predicate == rdf_type and text(quad.object) in known
    )
    found: dict[str, str] = {}
    for quad in chain(others, stated):
        thing, name = text(quad.subject), known[text(quad.object)]
        found[thing] = min(found.get(thing, name), name, key=lambda n: RANK.get(n, -1))
    return found


def key_of(iri: str) -> str:
    """Return kind and key of a thing, such as ``city/1642911``."""
    return iri.removeprefix(ID)


def kind_of(reader: Reader, iri: str) -> str:
    """Return the class of a thing that is drawn, else nothing."""
    kind = reader.classes.get(iri, "")
    return kind if kind in GROUP_OF else ""
