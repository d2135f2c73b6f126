"""A store read once, for drawing: statements, labels, classes and citations."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter
from typing import Final

from simpul.locale import by_language
from simpul.projection.memberships import proofs
from simpul.projection.model import GROUPS, UNPROVEN, Citation, Fact, Proof, Span, Texts
from simpul.projection.scan import Said, Statements, each, pairs
from simpul.projection.stated import read
from simpul.store import Queryable
from simpul.terms import (
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    Literal,
    NamedNode,
    dct,
    rdf_type,
    rdfs_label,
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
_RANKED: Final = (*STATEMENT_ENDS, *DETAILS, *GROUP_OF)
_RANKS: Final = {ONTOLOGY + name: rank for rank, name in enumerate(_RANKED)}
_CITY: Final = _RANKS[ONTOLOGY + "City"]
_SINGLES: Final = f"GRAPH {INFERRED_GRAPH} {{ ?a simpul:listedOnlyIn ?dataset }}"
_ASIDE: Final = "MINUS { ?a simpul:listedOnlyIn ?dataset }"
_OTHERS_PARTIES: Final = f"""SELECT (GROUP_CONCAT(?b) AS ?parties) {{
    {{ SELECT ?a ?b {{ ?a simpul:hasParty ?b }} }}
    {{ SELECT ?a {{ ?a a simpul:TwinningAgreement }} }}
    {{ SELECT ?a {{ {_SINGLES} }} }}
}} GROUP BY ?a"""

_STATED_FULLY: Final = ID + "certainty/stated"
_TYPE: Final = rdf_type.value
_LABEL: Final = rdfs_label.value
_PASSAGE: Final = ONTOLOGY + "passage"
_PROVES: Final = frozenset(
    ONTOLOGY + name
    for name in ("beginLatest", "endEarliest", "asOfEarliest", "asOfLatest", "certainty")
)
_SOURCE: Final = dct("source").value


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
        parties: The places between which each twinning agreement that is read holds.
        left_aside: The places between which each of the others does.
        acts_for: The places for which each body or post acts, as the rules infer it.
        engages: The cities that each matter engages, as the rules infer it.
        shown: What was made of a statement: its fact, without citations, or None where it is none.
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
        aside = "" if also_single_datasets else _ASIDE
        self.singles: AbstractSet[str] = set(each(store, _SINGLES))
        roles = dict(pairs(store, "?a simpul:agreement ?b"))
        self.with_roles: AbstractSet[str] = set(roles.values())
        self.listed_singly: AbstractSet[str] = self.singles | {
            r for r, agreement in roles.items() if agreement in self.singles
        }
        apart = set[str]() if also_single_datasets else self.listed_singly
        self.sisters = sorted(_inferred(store, "sisterCityOf"))
        tied = {place for pair in self.sisters for place in pair}
        stated, brief = read(store, graphs, apart, keep, tied, self.listed_singly)
        self.brief: AbstractSet[str] = brief
        self.statements: Mapping[str, list[Said]] = stated
        self.labels: Mapping[str, Texts]
        self.classes: Mapping[str, str]
        self.labels, self.classes = _named(store, stated, aside)
        self._read_sources(store)
        self.memberships = proofs(store)
        self._about: dict[str, list[str]] | None = None
        self._remember_nothing()
        self.parties, self.left_aside = _parties(store, aside)
        self.acts_for: Mapping[str, list[str]] = _grouped(_inferred(store, "actsFor"))
        self.engages: Mapping[str, list[str]] = _grouped(_inferred(store, "engages", aside))

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
        self.synonyms = _grouped(pairs(store, f"GRAPH {ONTOLOGY_GRAPH} {{ ?a skos:altLabel ?b }}"))

    def _remember_nothing(self) -> None:
        """Forget what was found of subjects."""
        self._properties: dict[str, dict[str, list[Said]]] = {}
        self.shown: dict[Said, Fact | None] = {}
        self._citations: dict[tuple[str, tuple[str, ...]], tuple[Citation, ...]] = {}
        self._documents: dict[tuple[str, str], Citation] = {}

    def properties(self, subject: str) -> Mapping[str, Sequence[Said]]:
        """Return what sources state of a subject, by the IRI of the property."""
        known = self._properties.get(subject)
        if known is None:
            known = self._properties[subject] = {}
            for said in self.statements.get(subject, ()):
                known.setdefault(said.predicate, []).append(said)
        return known

    def objects(self, subject: str, name: str) -> list[str]:
        """Return the values of a property of the ontology, each once, sorted."""
        stated = self.properties(subject).get(ONTOLOGY + name, ())
        return sorted({said.value for said in stated})

    def first(self, subject: str, name: str) -> str:
        """Return the first of those values, or nothing."""
        stated = self.properties(subject).get(ONTOLOGY + name)
        return min([said.value for said in stated]) if stated else ""

    def texts(self, subject: str, name: str) -> Texts:
        """Return the text that a property of the ontology gives a subject, by language."""
        return said_by_language(self.statements.get(subject, [])[::-1], ONTOLOGY + name)

    def span(self, subject: str, begin: str = "begin", end: str = "end") -> Span:
        """Return the widest span that the dates of a subject allow."""
        ends = self.objects(subject, f"{end}Latest")
        return Span(begin=self.first(subject, f"{begin}Earliest"), end=ends[-1] if ends else "")

    def proof(self, subject: str) -> Proof:
        """Return what sources prove of when a subject held, and whether one doubts it."""
        if _PROVES.isdisjoint(self.properties(subject)):
            return UNPROVEN
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

    def cite(self, subject: str, graphs: tuple[str, ...]) -> tuple[Citation, ...]:
        """Return the sources of what these graphs say about a subject."""
        asked = subject, graphs
        if asked not in self._citations:
            self._citations[asked] = self._cited(subject, graphs)
        return self._citations[asked]

    def _cited(self, subject: str, graphs: Sequence[str]) -> tuple[Citation, ...]:
        found = {
            (document, passage): self._document(document, passage, graph)
            for graph in graphs
            for document, passage in self._named_in(subject, graph)
        }
        return tuple(found.values()) or tuple(map(self._whole_source, graphs))

    def _whole_source(self, graph: str) -> Citation:
        """Return the citation of a source that cites nothing."""
        cited = "", graph
        if cited not in self._documents:
            self._documents[cited] = Citation(
                iri=graph,
                title=self._dataset(graph),
                address=self.pages.get(graph, ""),
                completeness=self.gaps.get(graph, ()),
                issued=self.issued.get(graph, ""),
                licence=self.licences.get(graph, ""),
            )
        return self._documents[cited]

    def _named_in(self, subject: str, graph: str) -> list[tuple[str, str]]:
        """Return the documents that one source cites for a subject, each with the passage that it names."""
        said = self.properties(subject)
        documents = {
            value for _property, value, _term, said_in in said.get(_SOURCE, ()) if said_in == graph
        }
        passages = [
            value for _property, value, _term, said_in in said.get(_PASSAGE, ()) if said_in == graph
        ]
        passage = min(passages, default="")
        return [(document, passage) for document in sorted(documents)]

    def _document(self, document: str, passage: str, graph: str) -> Citation:
        return self._whole_document(document, graph)._replace(passage=passage)

    def _whole_document(self, document: str, graph: str) -> Citation:
        """Return the citation of a document that one source cites, whatever the passage."""
        cited = document, graph
        if cited not in self._documents:
            titles = self.labels.get(document) or self.titles.get(document, {})
            self._documents[cited] = Citation(
                iri=document,
                title=tuple(sorted(titles.items())),
                dataset=self._dataset(graph),
                address=self.pages.get(document, ""),
                completeness=self.gaps.get(graph, ()),
                publisher=self.publishers.get(document, ""),
                issued=self.issued.get(document, ""),
                licence=self.licences.get(graph, ""),
            )
        return self._documents[cited]

    def _dataset(self, graph: str) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.titles.get(graph, {}).items()))

    def cite_stated(self, subject: str, stated: Iterable[Said]) -> tuple[Citation, ...]:
        """Return the sources of some of what is stated of a subject."""
        graphs = {said.graph for said in stated}
        return self.cite(subject, tuple(sorted(graphs)))


def said_by_language(stated: Sequence[Said], *predicates: str) -> Texts:
    """Return the texts that these properties have, by language; of the first property where several have one."""
    return by_language(
        (said.object.language, said.value)
        for predicate in predicates
        for said in stated
        if said.predicate == predicate and isinstance(said.object, Literal)
    )


def _inferred(store: Queryable, name: str, aside: str = "") -> Iterator[tuple[str, str]]:
    """Yield subject and object of what the rules infer with a property of the ontology, some left aside."""
    return pairs(store, f"GRAPH {INFERRED_GRAPH} {{ ?a simpul:{name} ?b }} {aside}")


def _grouped(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return the seconds of each first, each once, sorted."""
    seconds: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in found:
        seconds[one].add(other)
    return {one: sorted(others) for one, others in seconds.items()}


def _parties(store: Queryable, aside: str) -> tuple[dict[str, list[str]], list[list[str]]]:
    """Return the places between which twinning agreements hold, whichever body signed for them, each time sorted.

    Returns:
        Those of each agreement that is not left aside, and of each that is.
    """
    elsewhere = set(each(store, "?agreement simpul:hasParty ?a MINUS { ?a a simpul:Place }"))
    governed = _grouped(pairs(store, "?a simpul:governs ?b"))

    def places(party: str) -> Sequence[str]:
        return governed.get(party, ()) if party in elsewhere else (party,)

    twinned = set(each(store, f"?a a simpul:TwinningAgreement {aside}"))
    parties = _grouped(
        (agreement, place)
        for agreement, party in pairs(store, f"?a simpul:hasParty ?b {aside}")
        if agreement in twinned
        for place in places(party)
    )
    # So many that their own names would take longer than all else.
    others = store.solutions(_OTHERS_PARTIES) if aside else ()
    return parties, [
        sorted({place for party in text(listed).split() for place in places(party)})
        for (listed,) in others
    ]


def _named(
    store: Queryable, statements: Statements, aside: str
) -> tuple[dict[str, Texts], dict[str, str]]:
    """Return labels and the most special class that is drawn, of things, as named graphs give them.

    What the merge alone has are the world's cities, which no fact mentions.
    """
    tagged: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    ranks: dict[str, int] = {}
    for graph in store.graph_names():
        if not graph.value.startswith(ID + "source/"):
            asked = f"SELECT ?a ?b {{ GRAPH {graph} {{ ?a rdfs:label ?b }} }}"
            for one, label in store.solutions(asked):
                if isinstance(label, Literal):
                    tagged[text(one)].append((label.value, label.language))
            for rank, thing in _classified(store, graph, aside):
                ranks[thing] = min(ranks.get(thing, rank), rank)
    for subject, stated in statements.items():
        for predicate, value, said, _graph in stated:
            if predicate == _LABEL and isinstance(said, Literal):
                tagged[subject].append((value, said.language))
            elif predicate == _TYPE and value in _RANKS:
                ranks[subject] = min(ranks.get(subject, _RANKS[value]), _RANKS[value])
    labels = {
        iri: by_language((language, label) for label, language in sorted(said, key=itemgetter(0)))
        for iri, said in tagged.items()
    }
    return labels, {thing: _RANKED[rank] for thing, rank in ranks.items()}


def _classified(store: Queryable, graph: NamedNode, aside: str) -> Iterator[tuple[int, str]]:
    """Yield the ranks of the classes that a graph gives, each with a thing."""
    for ranks, but in (
        (range(_CITY + 1), ""),
        # What else follows of a city is known; there are more of them than of all else.
        (range(_CITY + 1, len(_RANKED)), "MINUS { ?a a simpul:City }"),
    ):
        listed = " ".join(f"({NamedNode(ONTOLOGY + _RANKED[rank])} {rank})" for rank in ranks)
        asked = f"""SELECT ?a ?rank {{
            VALUES (?class ?rank) {{ {listed} }} GRAPH {graph} {{ ?a a ?class }} {but} {aside}
        }}"""
        for thing, rank in store.solutions(asked):
            yield int(text(rank)), text(thing)


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


def key_of(iri: str) -> str:
    """Return kind and key of a thing, such as ``city/1642911``."""
    return iri.removeprefix(ID)


def kind_of(reader: Reader, iri: str) -> str:
    """Return the class of a thing that is drawn, else nothing."""
    kind = reader.classes.get(iri, "")
    return kind if kind in GROUP_OF else ""
