"""What was accepted, as a source of its own: the partner's, from the day on which it came."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from simpul.errors import Place, Problem, Severity
from simpul.exchange.corrections.wording import Wording
from simpul.ingest.description import (
    About,
    cites,
    describe,
    document_facts,
    own_document,
)
from simpul.ingest.rdf_input import content_problems, ownership_problems
from simpul.ingest.source_content import SourceContent
from simpul.ingest.transaction import Revision
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import Origin
from simpul.store import Queryable
from simpul.tables import Fact
from simpul.terms import (
    INFERRED_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Term,
    Triple,
    dct,
    in_graph,
    rdf_type,
    rdfs_label,
    simpul,
    skos,
    text,
    thing,
)

_LANGUAGES: Final = ("en", "id")
_TITLES: Final = {
    "en": "Corrections by {partner}, received {day}",
    "id": "Koreksi dari {partner}, diterima {day}",
}
_DESCRIPTIONS: Final = {
    "en": "What {partner} corrected in data that was given to them, as far as it was accepted.",
    "id": "Koreksi {partner} atas data yang diberikan kepadanya, sejauh diterima.",
}
_NAME: Final = {"en": "name", "id": "nama"}
_LABELS: Final = {"en": "Correction of {thing}", "id": "Koreksi atas {thing}"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who corrects, and what a person said of it.

    Attributes:
        name: What they are called.
        received: The day on which what they sent was received.
        key: The key of the source.
        organisation: They are this organisation in the graph; None where they are none.
        about: Who may see the source, under which licence.
    """

    name: str
    received: date
    key: str
    about: About
    organisation: NamedNode | None = None

    @property
    def source(self) -> NamedNode:
        """The source that has what was accepted."""
        return thing("source", self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A change that was accepted.

    Attributes:
        triples: What it comes to, whoever makes it.
        place: The row in which that was decided.
        reason: Why, in the words of who decided.
    """

    triples: tuple[Triple, ...]
    place: Place
    reason: str = ""


def content(
    partner: Partner,
    accepted: Sequence[Accepted],
    declined: Iterable[str],
    transaction: Revision,
    file: Path,
) -> SourceContent:
    """Return what the partner's source says.

    Args:
        partner: Who corrects.
        accepted: What of it was accepted.
        declined: The marks of the changes that were not.
        transaction: The build that it comes into.
        file: Holds what was changed; its checksum becomes the source's.
    """
    source, graph = partner.source, transaction.graph
    said = [triple for one in accepted for triple in one.triples]
    taken = {text(triple.subject) for triple in said}
    document = own_document(source, graph, transaction.names, taken, add=False)
    node = thing("document", document)
    description = _description(partner, node, file, declined)
    labels = _Labels(graph)
    known = {iri for iri in taken if _is_known(iri, source, graph)}
    facts = [
        *_document(source, document, partner, description),
        *(fact for one in accepted for fact in _facts(one, node, labels, known)),
    ]
    return SourceContent(
        iri=source,
        facts=facts,
        origins=[*_origins(source, accepted)],
        problems=[
            *_unknown(partner),
            *(problem for one in accepted for problem in _problems(one, source)),
        ],
        description=description,
        document=node.value,
        triples=len(facts),
    )


def _unknown(partner: Partner) -> Iterator[Problem]:
    """Yield a warning where the partner is nobody in the graph: a name may be mistyped."""
    if partner.organisation is None:
        what = _(
            "no organisation is called {name}; the name alone is kept.", name=repr(partner.name)
        )
        yield Problem(
            place=Place(file=partner.key), what=what, remedy="", severity=Severity.WARNING
        )


def _description(
    partner: Partner, document: NamedNode, file: Path, declined: Iterable[str]
) -> frozenset[Triple]:
    source, named = partner.source, {"partner": partner.name, "day": partner.received.isoformat()}
    known = {cites(source, document.value.rsplit("/", 1)[-1])}
    for language in _LANGUAGES:
        title = Literal(_TITLES[language].format(**named), language=language)
        described = Literal(_DESCRIPTIONS[language].format(**named), language=language)
        known |= {
            Triple(source, dct("title"), title),
            Triple(source, dct("description"), described),
        }
    if partner.organisation:
        known.add(Triple(source, dct("publisher"), partner.organisation))
    known |= {Triple(source, simpul("declined"), Literal(mark)) for mark in declined}
    return frozenset(describe(source, [file], partner.about, known))


def _document(
    source: NamedNode, key: str, partner: Partner, description: frozenset[Triple]
) -> Iterator[Fact]:
    """Yield what makes what they sent a document that facts cite."""
    node, place = thing("document", key), Place(file=partner.key)
    yield from document_facts(source, key, {*description})
    day = next(triple.object for triple in description if triple.predicate == simpul("retrieved"))
    yield Fact(Triple(node, simpul("retrieved"), day), place)
    if partner.organisation:
        yield Fact(Triple(node, dct("publisher"), partner.organisation), place)
    else:
        yield Fact(Triple(node, simpul("publisherName"), Literal(partner.name)), place)


def _facts(
    one: Accepted, document: NamedNode, labels: "_Labels", known: set[str]
) -> Iterator[Fact]:
    """Yield what was accepted, with what the partner's source adds: where it is from, and names for corrections."""
    about: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in one.triples:
        yield Fact(triple, one.place)
        if isinstance(triple.subject, NamedNode):
            about[triple.subject].append(triple)
    for node, triples in about.items():
        is_correction = Triple(node, rdf_type, simpul("Correction")) in triples
        if is_correction:
            yield from (Fact(triple, one.place) for triple in labels.of_correction(node, triples))
            if one.reason:
                reason = Literal(one.reason, language=current())
                yield Fact(Triple(node, skos("note"), reason), one.place)
        if is_correction or (node.value not in known and _needs_document(triples)):
            yield Fact(Triple(node, dct("source"), document), one.place)


def _needs_document(triples: Sequence[Triple]) -> bool:
    """Return whether a new thing is no document itself, and cites none."""
    kinds = {triple.object for triple in triples if triple.predicate == rdf_type}
    if not kinds or any(triple.predicate == dct("source") for triple in triples):
        return False
    return not kinds & {simpul("Document"), simpul("Measure")}


def _is_known(iri: str, source: NamedNode, graph: Queryable) -> bool:
    """Return whether another source says what a thing is."""
    apart = {source, INFERRED_GRAPH, DefaultGraph()}
    return any(q.graph_name not in apart for q in graph.matching(NamedNode(iri), rdf_type, None))


def _origins(source: NamedNode, accepted: Sequence[Accepted]) -> Iterator[Origin]:
    """Yield the row that states each thing, once."""
    seen: set[str] = set()
    for one in accepted:
        for triple in one.triples:
            iri = text(triple.subject)
            if iri not in seen:
                seen.add(iri)
                yield Origin(iri=iri, source=source.value, place=replace(one.place, column=None))


def _problems(one: Accepted, source: NamedNode) -> Iterator[Problem]:
    quads = [in_graph(triple, DefaultGraph()) for triple in one.triples]
    yield from content_problems(quads, one.place)
    yield from ownership_problems(quads, source, one.place)


class _Labels:
    """What the things that corrections are about are called, in both languages."""

    def __init__(self, graph: Queryable) -> None:
        self._words = {language: Wording((graph,), language) for language in _LANGUAGES}

    def of_correction(self, node: NamedNode, triples: Sequence[Triple]) -> Iterator[Triple]:
        """Yield the labels of a correction."""
        said = {triple.predicate: triple.object for triple in triples}
        old, new = said.get(simpul("oldValue")), said.get(simpul("newValue"))
        for language in _LANGUAGES:
            label = _LABELS[language].format(
                thing=self._shown(said.get(simpul("corrects")), language)
            )
            if old is not None or new is not None:
                property_ = said.get(simpul("correctedProperty"))
                named = (
                    _NAME[language] if property_ == rdfs_label else self._shown(property_, language)
                )
                values = (self._shown(value, language) or "-" for value in (old, new))
                label += f": {named} {' → '.join(values)}"
            yield Triple(node, rdfs_label, Literal(label, language=language))

    def _shown(self, term: Term | None, language: str) -> str:
        return self._words[language].thing(term) if isinstance(term, NamedNode) else text(term)
