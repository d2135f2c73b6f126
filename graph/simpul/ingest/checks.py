"""What is wrong with sources that are stated: references to nothing, names beside the wrong id, broken shapes.

Each problem has the place of its cause: the cell or the row of the source that says it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from simpul.answer import short
from simpul.errors import Place, Problem, Severity, did_you_mean
from simpul.ingest.kinds import columns_for
from simpul.ingest.refused_rows import Row, row_of
from simpul.ingest.source_content import SourceContent
from simpul.ingest.transaction import Transaction
from simpul.locale import current
from simpul.locale import translate as _
from simpul.naming import CITY, Cities, Names, fold
from simpul.naming.addresses import no_city
from simpul.reason.ontology import no_term
from simpul.reason.shapes import Finding, surroundings, validate
from simpul.store import Queryable
from simpul.tables import NameCheck
from simpul.terms import (
    ALL_LABELS,
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    DefaultGraph,
    NamedNode,
    Term,
    rdf_type,
    text,
)

_OURS: Final = (ID, ONTOLOGY)
"""How an address begins that has to be described here; what it is elsewhere, others say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A problem, and the source for whose sake it is one.

    Attributes:
        missing: IRI of what a reference leads to and nothing describes; empty where the problem is another.
    """

    source: NamedNode
    problem: Problem
    missing: str = ""


def dangling(contents: Sequence[SourceContent], transaction: Transaction) -> Iterator[Fault]:
    """Yield a fault for each reference to a thing that no source describes."""
    missing = _missing(contents, transaction.graph)
    known = _Described(transaction.graph)
    for content in contents if missing else ():
        seen: set[tuple[str, Place]] = set()
        for triple, place in content.facts:
            for term in triple:
                if term in missing and (iri := text(term), place) not in seen:
                    seen.add((iri, place))
                    problem = _nothing(iri, known, place)
                    yield Fault(source=content.iri, problem=problem, missing=iri)


def _missing(contents: Sequence[SourceContent], graph: Queryable) -> set[Term]:
    """Return what facts speak of, that has to be described here, and is not."""
    terms = {term for content in contents for fact in content.facts for term in fact.triple}
    return {
        term
        for term in terms
        if isinstance(term, NamedNode)
        and term.value.startswith(_OURS)
        and not is_described(graph, term.value)
    }


def is_described(graph: Queryable, iri: str) -> bool:
    """Return whether a source says what this is; that it follows from a reference is not enough."""
    return bool(_stated(graph, iri, rdf_type))


class _Described:
    """The things that the graph describes, for naming near ones; each is looked for once."""

    def __init__(self, graph: Queryable) -> None:
        self._graph = graph
        self._under: dict[str, list[str]] = {}
        self._near: dict[str, str] = {}

    def near(self, key: str) -> str:
        """Return the question whether a thing near this one is meant; empty where none is near."""
        if key not in self._near:
            prefix = key.rpartition("/")[0] + "/"
            if prefix not in self._under:
                self._under[prefix] = self._described(ID + prefix)
            others = (other for other in self._under[prefix] if other != key)
            self._near[key] = did_you_mean(key, others).strip()
        return self._near[key]

    def _described(self, prefix: str) -> list[str]:
        """Return the things that lie under an address, sorted."""
        things = {text(quad.subject) for quad in self._graph.matching(predicate=rdf_type)}
        return sorted(iri.removeprefix(ID) for iri in things if iri.startswith(prefix))


def _nothing(iri: str, known: _Described, place: Place) -> Problem:
    """Return the problem of a reference to this."""
    if iri.startswith(CITY):
        what, remedy = no_city(iri.removeprefix(CITY))
        return Problem(place=place, what=what, remedy=remedy)
    if iri.startswith(ONTOLOGY):
        what, remedy = no_term(iri)
        return Problem(place=place, what=what, remedy=remedy)
    short_ = iri.removeprefix(ID)
    hint = known.near(short_)
    what = _("{thing} is not described in any source.", thing=short_)
    if place.row is None:
        remedy = _("Describe it, with its class, or correct the address.")
    else:
        remedy = _("Add a row for it, or correct the key.")
    return Problem(place=place, what=what, remedy=hint or remedy)


def orphans(contents: Sequence[SourceContent], transaction: Transaction) -> Iterator[Fault]:
    """Yield a fault for each thing that no source describes any more though the facts of another one speak of it.

    What is asked for is what `dangling` asks for when facts come: descriptions of sources need nothing described.
    """
    graph = transaction.graph
    apart = {content.iri for content in contents} | {INFERRED_GRAPH, CATALOGUE_GRAPH}
    for node in sorted(transaction.lost(), key=lambda node: node.value):
        if not node.value.startswith(_OURS) or is_described(graph, node.value):
            continue
        told: set[tuple[str, str]] = set()
        for quad in (*graph.matching(None, None, node), *graph.matching(node, None, None)):
            name = quad.graph_name
            if not isinstance(name, NamedNode) or name in apart:
                continue
            # Where a source says something of the thing itself, it is the source that needs it.
            user = name.value if quad.subject == node else text(quad.subject)
            if (name.value, user) not in told:
                told.add((name.value, user))
                problem = _orphan(node.value, user, name.value, transaction.names)
                yield Fault(source=name, problem=problem)


def _orphan(iri: str, user: str, graph: str, names: Names) -> Problem:
    origins = names.origins(user)
    place = origins[0].place if origins else Place(file=graph.removeprefix(ID))
    return Problem(
        place=place,
        what=_(
            "{user} needs {thing}, which no source would describe any longer.",
            user=user.removeprefix(ID),
            thing=iri.removeprefix(ID),
        ),
        remedy=_("Keep its description, or change the source that needs it first."),
    )


def other_names(
    contents: Sequence[SourceContent], graph: Queryable, cities: Cities
) -> Iterator[Fault]:
    """Yield a warning where a name beside an id is none of the thing's names."""
    seen: dict[tuple[str, str], Problem | None] = {}
    for content in contents:
        for check in content.name_checks:
            pair = (check.iri, check.name)
            if pair not in seen:
                seen[pair] = _other_name(check, graph, cities)
            if problem := seen[pair]:
                yield Fault(source=content.iri, problem=replace(problem, place=check.place))


def _other_name(check: NameCheck, graph: Queryable, cities: Cities) -> Problem | None:
    """Return what is wrong with a name, or nothing where it is the thing's own or a form of it."""
    # By predicate, so that what the thing is called comes before what else it is called.
    labels = [text(label) for name in ALL_LABELS for label in _stated(graph, check.iri, name)]
    if not labels or fold(check.name) in map(fold, labels):
        return None
    id_ = check.iri.rsplit("/", 1)[-1]
    meant = cities.find(check.name).city if check.iri.startswith(CITY) else None
    if meant and str(meant.id) == id_:
        return None
    remedy = _("Check which of the two is meant.")
    if meant:
        remedy = _("{name} is {id}.", name=check.name, id=meant.id)
    return Problem(
        place=check.place,
        what=_(
            "the id {id} is {label}, but the table says {name}.",
            id=id_,
            label=graph.labels([check.iri], current()).get(check.iri, labels[0]),
            name=check.name,
        ),
        remedy=remedy,
        severity=Severity.WARNING,
    )


def _stated(graph: Queryable, iri: str, predicate: NamedNode) -> list[Term]:
    """Return what is said of a thing by a property, not only inferred, sorted."""
    merged, inferred = set[Term](), set[Term]()
    for quad in graph.matching(NamedNode(iri), predicate, None):
        if isinstance(quad.graph_name, DefaultGraph):
            merged.add(quad.object)
        elif quad.graph_name == INFERRED_GRAPH:
            inferred.add(quad.object)
    return sorted(merged - inferred, key=text)


def shape_findings(transaction: Transaction) -> list[Finding]:
    """Return what the shapes find of what is stated, inferences up to date; of what is not judged again, what was found."""
    scope = transaction.scope()
    if scope.things == set():
        return [*scope.elsewhere]
    found = [*scope.elsewhere, *validate(scope.graph, focus=scope.things)]
    order = list(Severity)
    return sorted(found, key=lambda f: (order.index(f.severity), f.focus, f.path, f.message))


def broken_shapes(
    contents: Sequence[SourceContent], findings: Sequence[Finding], names: Names
) -> list[Fault]:
    """Return what the shapes find as faults of the sources that state it.

    Args:
        contents: What the sources say.
        findings: Of the shapes.
        names: The index as it was when the build began.
    """
    places = _Places(contents) if findings else None
    return [fault for finding in findings if places for fault in places.faults(finding, names)]


def broken_for_others(
    gone: Sequence[NamedNode], transaction: Transaction, before: Callable[[], Queryable]
) -> Iterator[Fault]:
    """Yield a fault for each shape that what others say breaks now that some sources say nothing, inferences up to date.

    Args:
        gone: The sources.
        transaction: They are taken out of its build.
        before: Opens what the store held; what was wrong there keeps nobody from taking anything out.
    """
    scope = transaction.scope()
    found = _errors(scope.graph, scope.things) if scope.things else set[Finding]()
    if found and scope.things:
        found -= _errors(surroundings(before(), scope.things), scope.things)
    apart = {*gone, INFERRED_GRAPH}
    for finding in sorted(found, key=lambda finding: (finding.focus, finding.path)):
        node = NamedNode(finding.focus)
        quads = (*transaction.graph.matching(node, None, None), *transaction.graph.matching(None, None, node))  # fmt: skip
        named = (quad.graph_name for quad in quads if quad.graph_name not in apart)
        for name in dict.fromkeys(name for name in named if isinstance(name, NamedNode)):
            source = node if name == CATALOGUE_GRAPH else name
            rows = transaction.names.origins(finding.focus)
            place = rows[0].place if rows else Place(file=source.value.removeprefix(ID))
            yield Fault(source=source, problem=_broken(finding, place))


def _errors(graph: Queryable, things: set[str]) -> set[Finding]:
    found = validate(graph, focus=things)
    return {finding for finding in found if finding.severity is Severity.ERROR}


class _Places:
    """Where things and their properties are stated: rows and cells of each source."""

    def __init__(self, contents: Sequence[SourceContent]) -> None:
        self._contents = {content.iri.value: content for content in contents}
        self._rows: defaultdict[str, dict[tuple[NamedNode, Row | None], Place]] = defaultdict(dict)
        self._cells: dict[tuple[NamedNode, str, Row | None, str], Place] = {}
        self._mentions: dict[str, SourceContent] = {}
        for content in contents:
            for (subject, predicate, object_), place in content.facts:
                thing, row = text(subject), row_of(place)
                if (content.iri, row) not in self._rows[thing]:
                    self._rows[thing][content.iri, row] = replace(place, column=None)
                self._cells.setdefault((content.iri, thing, row, text(predicate)), place)
                if isinstance(object_, NamedNode):
                    self._mentions.setdefault(object_.value, content)

    def faults(self, finding: Finding, names: Names) -> Iterator[Fault]:
        """Yield a fault for each row that states the thing; else for the source that mentions it."""
        focus = finding.focus
        rows = self._rows.get(focus, {})
        for (source, row), place in rows.items():
            cell = self._cells.get((source, focus, row, finding.path), place)
            yield Fault(source=source, problem=_broken(finding, cell))
        if own := self._contents.get(focus):
            yield Fault(source=own.iri, problem=_broken(finding, own.place))
        elif not rows and finding.severity is Severity.ERROR:
            # What else another source's things could do better was told when they came.
            content = self._mentions.get(focus) or next(iter(self._contents.values()))
            stated = [origin.place for origin in names.origins(focus)][:1]
            place = stated[0] if stated else content.place
            yield Fault(source=content.iri, problem=_broken(finding, place))


def _broken(finding: Finding, place: Place) -> Problem:
    """Return a finding as a problem."""
    what = finding.focus.removeprefix(ID)
    # Where a column is named, the property's name would only say it again.
    if finding.path and not place.column:
        local = finding.path.replace("#", "/").rsplit("/", 1)[-1]
        what += f" {stated_by(finding) if place.row is None else local}"
    return Problem(
        place=place,
        what=f"{what}:",
        remedy=remedy_of(finding, place),
        severity=finding.severity,
    )


def remedy_of(finding: Finding, place: Place | None) -> str:
    """Return what to do about a finding; where a row of a table states the thing, with the column to fill in."""
    if not (finding.path and place and place.row is not None) or place.column:
        return finding.message
    columns = columns_for(finding.focus, finding.path, finding.language)
    names = " / ".join(repr(column.title(current())) for column in columns)
    return f"{finding.message} {_('Fill in {columns}.', columns=names)}" if names else finding.message  # fmt: skip


def stated_by(finding: Finding) -> str:
    """Return the property of a finding as RDF writes it, with the language of a text that is missing.

    >>> label = "http://www.w3.org/2000/01/rdf-schema#label"
    >>> stated_by(Finding(focus="", path=label, message="", severity=Severity.ERROR, language="id"))
    'rdfs:label @id'
    """
    name = short(finding.path)
    return f"{name} @{finding.language}" if finding.language else name
