"""The graph as people see it: things and ties, out of triples that also hold nodes for statements.

A membership, a participation and a party's role are nodes in RDF, so that they can have dates and sources;
here they are ties. Observations and phases are facts of what they are about. Only what a source states is
drawn, and what cities are to each other by inference; shortcuts and inverses would draw everything twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from simpul.store import Store
from simpul.terms import (
    EDTF,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
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

Texts = dict[str, str]
"""A text by language; the empty language is a text without one."""

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "city": ("City",),
    "network": ("Network", "NetworkSecretariat"),
    "public": ("CityGovernment", "Agency", "Ministry", "PublicInstitution", "Government"),
    "organisation": (
        "Foundation",
        "NonGovernmentalOrganisation",
        "Company",
        "CommunityGroup",
        "Organisation",
    ),
    "post": ("Post",),
    "initiative": ("Programme", "Project", "Policy", "Facility", "Service", "Initiative"),
    "event": ("Visit", "VisitDay", "Session", "Meeting", "Event"),
    "agreement": (
        "MemorandumOfUnderstanding",
        "SisterCityAgreement",
        "PublicPrivatePartnership",
        "Agreement",
    ),
    "lesson": ("Lesson", "Interest"),
    "request": ("Request", "Commitment"),
    "judgement": ("Concern", "Assessment"),
    "place": ("Site", "District", "Province", "MetropolitanArea", "Country", "Place"),
    "theme": ("Theme",),
}
"""Classes that are drawn, by group; within a group the special ones come first."""

_GROUP_OF: Final = {name: group for group, names in GROUPS.items() for name in names}
_RANK: Final = {name: rank for rank, name in enumerate(_GROUP_OF)}
_TIES: Final = {
    "Membership": ("member", "network"),
    "Participation": ("participant", "event"),
    "PartyRole": ("party", "agreement"),
}
_DETAILS: Final = {"Observation": "about", "Phase": "phaseOf"}
_LAST: Final = "zz"
_DATES: Final = ("begin", "end", "asOf")
_NOT_FACTS: Final = frozenset(
    (
        rdf_type.value,
        rdfs_label.value,
        skos("altLabel").value,
        dct("source").value,
        dct("description").value,
        ONTOLOGY + "passage",
        ONTOLOGY + "shortName",
        ONTOLOGY + "number",
        "http://www.w3.org/ns/dcat#centroid",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Who says so: a document and a passage in it, or a dataset as a whole.

    Attributes:
        inferred: No source says so; it follows from what sources say.
    """

    title: tuple[tuple[str, str], ...] = ()
    dataset: tuple[tuple[str, str], ...] = ()
    passage: str = ""
    address: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of what is known of a thing.

    Attributes:
        name: The property's or the measure's label.
        value: By language; texts of one property in one language are joined.
        order: Facts with an order stand in it: phases by number, notes last.
        date: As the source says it, EDTF.
        link: IRI outside the project, when the value is one.
    """

    name: Texts
    value: Texts
    unit: str = ""
    date: str = ""
    order: str = ""
    link: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(slots=True, kw_only=True)
class Thing:
    """A node: what it is called, its class and group, and its facts."""

    key: str
    kind: str
    group: str
    labels: Texts
    short: str = ""
    description: Texts = field(default_factory=dict[str, str])
    aliases: list[str] = field(default_factory=list[str])
    facts: list[Fact] = field(default_factory=list[Fact])
    citations: tuple[Citation, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tie:
    """An edge: from one thing to another, what it is, when, and who says so.

    Attributes:
        directed: False for a tie that has no direction, such as sister cities.
    """

    source: str
    target: str
    relation: str
    name: Texts
    role: Texts = field(default_factory=dict[str, str])
    dates: dict[str, str] = field(default_factory=dict[str, str])
    notes: list[Fact] = field(default_factory=list[Fact])
    citations: tuple[Citation, ...] = ()
    directed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Things and ties, both in a fixed order, and the labels of the classes that occur."""

    things: Sequence[Thing]
    ties: Sequence[Tie]
    kinds: Mapping[str, Texts]


Statements = dict[str, list[Quad]]
"""What sources state, by subject."""


class _Reader:
    """A store read once: statements, labels, classes and citations."""

    def __init__(self, store: Store) -> None:
        graphs = [g for g in store.graph_names() if g.value.startswith(ID + "source/")]
        self.statements: Statements = {}
        for quad in (quad for graph in graphs for quad in store.quads(graph)):
            self.statements.setdefault(text(quad.subject), []).append(quad)
        self.labels = _labels(store)
        self.titles = _texts(store, "SELECT ?thing ?text { ?thing dct:title ?text } ORDER BY ?text")
        rows = store.solutions("SELECT ?doc ?page { ?doc dcat:landingPage ?page } ORDER BY ?page")
        self.pages = {text(row["doc"]): text(row["page"]) for row in rows}
        self.classes = _classes(store)
        self.sisters = sorted(
            (text(q.subject), text(q.object))
            for q in store.quads(INFERRED_GRAPH)
            if q.predicate == simpul("sisterCityOf")
        )

    def objects(self, subject: str, name: str) -> list[str]:
        """Return the values of a property of the ontology, each once, sorted."""
        quads = self.statements.get(subject, [])
        return sorted({text(q.object) for q in quads if text(q.predicate) == ONTOLOGY + name})

    def first(self, subject: str, name: str) -> str:
        """Return the first of those values, or nothing."""
        return next(iter(self.objects(subject, name)), "")

    def cite(self, subject: str, graphs: Sequence[str]) -> tuple[Citation, ...]:
        """Return who says what these graphs say of a subject."""
        quads = [q for q in self.statements.get(subject, []) if text(q.graph_name) in graphs]  # type: ignore[arg-type]  # graphs are IRIs here
        documents = sorted({text(q.object) for q in quads if q.predicate == dct("source")})
        passage = self.first(subject, "passage")
        datasets = {graph: tuple(sorted(self.titles.get(graph, {}).items())) for graph in graphs}
        if not documents:
            return tuple(
                Citation(title=titles, address=self.pages.get(graph, ""))
                for graph, titles in datasets.items()
            )
        dataset = next(iter(datasets.values()), ())
        return tuple(
            Citation(
                title=tuple(sorted((self.labels.get(d) or self.titles.get(d, {})).items())),
                dataset=dataset,
                passage=passage,
                address=self.pages.get(d, ""),
            )
            for d in documents
        )

    def cite_quads(self, quads: Sequence[Quad]) -> tuple[Citation, ...]:
        """Return who states these quads, which have one subject."""
        graphs = sorted({text(q.graph_name) for q in quads})  # type: ignore[arg-type]  # graphs are IRIs here
        return self.cite(text(quads[0].subject), graphs) if quads else ()


def project(store: Store) -> Projection:
    """Return the graph of a store as things and ties."""
    reader = _Reader(store)
    ties = [*_plain_ties(reader), *_statement_ties(reader), *_sister_ties(reader)]
    wanted = {key for tie in ties for key in (tie.source, tie.target)}
    wanted |= {
        iri for iri in reader.statements if _kind(reader, iri) not in {"", "City", "Country"}
    }
    things = [_thing(reader, iri) for iri in sorted(wanted)]
    kinds = {
        thing.kind: reader.labels.get(ONTOLOGY + thing.kind, {"": thing.kind}) for thing in things
    }
    ties.sort(key=lambda tie: (tie.source, tie.target, tie.relation, sorted(tie.dates.items())))
    for tie in ties:
        tie.source, tie.target = _key(tie.source), _key(tie.target)
    return Projection(things=things, ties=ties, kinds=kinds)


def _labels(store: Store) -> dict[str, Texts]:
    return _texts(store, "SELECT ?thing ?text { ?thing rdfs:label ?text } ORDER BY DESC(?text)")


def _texts(store: Store, query: str) -> dict[str, Texts]:
    found: dict[str, Texts] = {}
    for row in store.solutions(query):
        if isinstance(row["text"], Literal):
            found.setdefault(text(row["thing"]), {})[row["text"].language or ""] = row["text"].value
    return found


def _classes(store: Store) -> dict[str, str]:
    """Return the most special class that is known here of each thing."""
    known = {*_GROUP_OF, *_TIES, *_DETAILS}
    found: dict[str, str] = {}
    for row in store.solutions("SELECT ?thing ?class { ?thing a ?class }"):
        name = text(row["class"]).removeprefix(ONTOLOGY)
        if name in known:
            thing = text(row["thing"])
            found[thing] = min(found.get(thing, name), name, key=lambda n: _RANK.get(n, -1))
    return found


def _key(iri: str) -> str:
    return iri.removeprefix(ID)


def _kind(reader: _Reader, iri: str) -> str:
    """Return the class of a thing that is drawn, else nothing."""
    kind = reader.classes.get(iri, "")
    return kind if kind in _GROUP_OF else ""


def _plain_ties(reader: _Reader) -> Iterator[Tie]:
    """Yield a tie for each property that a source states between two things that are drawn."""
    for subject, quads in reader.statements.items():
        if not _kind(reader, subject):
            continue
        by_pair: dict[tuple[str, str], list[Quad]] = {}
        for quad in quads:
            target, relation = text(quad.object), text(quad.predicate)
            if relation.startswith(ONTOLOGY) and _kind(reader, target) and target != subject:
                by_pair.setdefault((relation, target), []).append(quad)
        for (relation, target), stated in by_pair.items():
            yield Tie(
                source=subject,
                target=target,
                relation=relation.removeprefix(ONTOLOGY),
                name=reader.labels.get(relation, {}),
                citations=reader.cite_quads(stated),
            )


def _statement_ties(reader: _Reader) -> Iterator[Tie]:
    """Yield a tie for each membership, participation and party's role."""
    for node, quads in reader.statements.items():
        kind = reader.classes.get(node, "")
        if kind not in _TIES:
            continue
        source, target = (reader.first(node, name) for name in _TIES[kind])
        if not (_kind(reader, source) and _kind(reader, target)):
            continue
        certainty = reader.first(node, "certainty")
        role = reader.labels.get(reader.first(node, "role") or certainty, {})
        yield Tie(
            source=source,
            target=target,
            relation=kind[0].lower() + kind[1:],
            name=reader.labels.get(ONTOLOGY + kind, {}),
            role=role,
            dates={name: when for name in _DATES if (when := reader.first(node, name))},
            notes=[f for f in _facts(reader, node) if not _is_date(reader, f)],
            citations=reader.cite_quads(quads),
        )


def _is_date(reader: _Reader, fact: Fact) -> bool:
    return any(fact.name == reader.labels.get(ONTOLOGY + name) for name in (*_DATES, "cohort"))


def _sister_ties(reader: _Reader) -> Iterator[Tie]:
    name = reader.labels.get(ONTOLOGY + "sisterCityOf", {})
    for one, other in reader.sisters:
        if one < other:
            yield Tie(
                source=one,
                target=other,
                relation="sisterCityOf",
                name=name,
                citations=(Citation(inferred=True),),
                directed=False,
            )


def _thing(reader: _Reader, iri: str) -> Thing:
    kind = _kind(reader, iri)
    quads = reader.statements.get(iri, [])
    aliases = {text(q.object) for q in quads if q.predicate == skos("altLabel")}
    described = [
        q.object
        for q in quads
        if q.predicate == dct("description") and isinstance(q.object, Literal)
    ]
    return Thing(
        key=_key(iri),
        kind=kind,
        group=_GROUP_OF[kind],
        labels=reader.labels.get(iri, {"": _key(iri)}),
        short=reader.first(iri, "shortName"),
        description={words.language or "": words.value for words in described},
        aliases=sorted(aliases),
        facts=[
            *(fact for fact in _facts(reader, iri) if fact.order != _LAST),
            *_detail_facts(reader, iri),
            *(fact for fact in _facts(reader, iri) if fact.order == _LAST),
        ],
        citations=reader.cite_quads(quads),
    )


def _facts(reader: _Reader, iri: str) -> list[Fact]:
    """Return a line for each property of a thing whose value is no other thing that is drawn."""
    by_property: dict[str, list[Quad]] = {}
    for quad in reader.statements.get(iri, []):
        name = text(quad.predicate)
        if name not in _NOT_FACTS and not name.endswith(("Earliest", "Latest")):
            by_property.setdefault(name, []).append(quad)
    facts: list[Fact] = []
    for name, quads in sorted(by_property.items()):
        shown = reader.labels.get(name) or {"": name.replace("#", "/").rsplit("/", 1)[-1]}
        facts += _values(reader, shown, quads)
    return facts


def _values(reader: _Reader, name: Texts, quads: Sequence[Quad]) -> Iterator[Fact]:
    """Yield facts for the values of one property: texts in several languages are one fact."""
    texts: dict[str, list[str]] = {}
    for quad in sorted(quads, key=lambda q: str(q.object)):
        value = quad.object
        cited = reader.cite_quads([quad])
        if isinstance(value, Literal) and value.language:
            texts.setdefault(value.language, []).append(value.value)
        elif isinstance(value, Literal):
            dated = value.datatype.value == EDTF
            yield Fact(
                name=name,
                value={} if dated else {"": value.value},
                date=value.value if dated else "",
                citations=cited,
            )
        elif isinstance(value, NamedNode) and not _kind(reader, value.value):
            label = reader.labels.get(value.value)
            link = "" if value.value.startswith((ID, ONTOLOGY)) else value.value
            if label or link:
                yield Fact(name=name, value=label or {"": link}, link=link, citations=cited)
    if texts:
        joined = {language: "; ".join(values) for language, values in texts.items()}
        order = _LAST if quads[0].predicate == skos("note") else ""
        yield Fact(name=name, value=joined, order=order, citations=reader.cite_quads(quads))


def _detail_facts(reader: _Reader, iri: str) -> list[Fact]:
    """Return the observations and phases of a thing as facts, phases in their order."""
    facts: list[Fact] = []
    for node, quads in sorted(reader.statements.items()):
        kind = reader.classes.get(node, "")
        if kind in _DETAILS and iri in reader.objects(node, _DETAILS[kind]):
            make = _observation if kind == "Observation" else _phase
            facts.append(make(reader, node, reader.cite_quads(quads)))
    return sorted(facts, key=lambda fact: fact.order)


def _observation(reader: _Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    measure = reader.first(node, "measure")
    return Fact(
        name=reader.labels.get(measure, {"": _key(measure)}),
        value={"": reader.first(node, "numericValue") or reader.first(node, "category")},
        unit=reader.first(node, "unit"),
        date=reader.first(node, "asOf"),
        citations=citations,
    )


def _phase(reader: _Reader, node: str, citations: tuple[Citation, ...]) -> Fact:
    quads = reader.statements.get(node, [])
    described: Texts = {}
    for predicate in (dct("description"), simpul("method")):
        for quad in quads:
            if quad.predicate == predicate and isinstance(quad.object, Literal):
                described.setdefault(quad.object.language or "", quad.object.value)
    begin, end = reader.first(node, "begin"), reader.first(node, "end")
    return Fact(
        name=reader.labels.get(node, {"": _key(node)}),
        value=described,
        date=begin if begin == end or not end else f"{begin}/{end}",
        order=f"phase {int(reader.first(node, 'number') or 0):06d}",
        citations=citations,
    )
