"""The main job: tables in, one validated store out, swapped in whole."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from simpul import naming, store
from simpul.errors import DataError, Place, Problem, Severity
from simpul.ingest import loaded_sources, world
from simpul.ingest.loaded_sources import LoadedBefore
from simpul.ingest.world import Loaded
from simpul.locale import translate as _
from simpul.naming import Name, Origin, fold, gazetteer
from simpul.reason import materialise, rules_of, strata_of
from simpul.reason.ontology import ontology
from simpul.store import Store
from simpul.tables import SourceTables, find_sources, read_folder, read_tables
from simpul.terms import (
    ALL_LABELS,
    CATALOGUE_GRAPH,
    GEONAMES_SOURCE,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    in_graph,
    rdf_type,
    rdfs_label,
    text,
)

_CITY: Final = ID + "city/"
_COUNTRY: Final = ID + "country/"
_PREFERRED: Final = frozenset(ALL_LABELS[:2])

Progress = Callable[[str], None]
"""Told in words what begins now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSource:
    """A source in the new store: rows of its tables, and triples in its graph.

    Attributes:
        kept: It was loaded before, and taken over.
    """

    key: str
    rows: int
    triples: int
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did.

    Attributes:
        merged: Triples in the merge that questions run on.
        inferred: Triples that no source says.
        warnings: Problems that did not stop the build.
        cities: The world's cities that were put in; not counted among ``merged``.
    """

    sources: Sequence[LoadedSource]
    merged: int
    inferred: int
    warnings: Sequence[Problem]
    cities: Loaded | None = None


@dataclass(slots=True, kw_only=True)
class Assembly:
    """A graph under way: a store in memory, and what is known of where its facts come from."""

    graph: Store = field(default_factory=Store.in_memory)
    origins: list[Origin] = field(default_factory=list[Origin])
    loaded: list[LoadedSource] = field(default_factory=list[LoadedSource])
    problems: list[Problem] = field(default_factory=list[Problem])
    inferred: int = 0

    def state(self, graph: NamedNode, triples: Iterable[Triple]) -> int:
        """Add triples to a graph and to the merge; return how many the graph got."""
        unique = set(triples)
        for place in (graph, DefaultGraph()):
            self.graph.add(in_graph(triple, place) for triple in unique)
        return len(unique)


def build(
    data: Sequence[Path],
    folder: Path,
    *,
    level: int | None = None,
    keep_loaded: bool = True,
    progress: Progress = lambda _text: None,
) -> Report:
    """Read every source, infer, validate, and swap the new store in.

    Args:
        data: Folders of sources, or source folders.
        folder: The store's folder.
        level: Least population of the world's cities to put in; None to keep what the store has, 0 for none.
        keep_loaded: Take over the sources that were loaded into the store that is there; a folder of the
            same source goes before.
        progress: Told what begins.

    Raises:
        DataError: Something is wrong with the data; the old store is untouched.
        StoreError: The store cannot be written; the old one is untouched.
    """
    kept = loaded_sources.read(folder) if keep_loaded else []
    assembly = assemble(data, kept, progress=progress)
    warnings = [p for p in assembly.problems if p.severity is Severity.WARNING]
    least = world.level_of(store.current_build(folder)) if level is None else level
    progress(_("Writing the store"))
    with store.new_build(folder) as place:
        store.write(place, assembly.graph.quads())
        naming.write(
            place,
            names=_names(assembly.graph),
            classes=_classes(assembly.graph),
            origins=assembly.origins,
            countries=_countries(assembly.graph),
        )
        own = {source.key for source in assembly.loaded if source.kept}
        loaded_sources.write(place, {one.iri.value: one.rows for one in kept if one.key in own})
        cities = world.add(place, least, ontology(), progress=progress) if least else None
    return Report(
        cities=cities,
        sources=assembly.loaded,
        merged=sum(1 for _quad in assembly.graph.quads(DefaultGraph())),
        inferred=assembly.inferred,
        warnings=warnings,
    )


def assemble(
    data: Sequence[Path],
    kept: Sequence[LoadedBefore] = (),
    *,
    progress: Progress = lambda _text: None,
) -> Assembly:
    """Read, infer and validate in memory; ``kept`` are sources that were loaded before.

    Raises:
        DataError: With every problem found, warnings too, when one of them is an error.
    """
    assembly = Assembly()
    assembly.graph.add(
        in_graph(quad.triple, graph)
        for quad in ontology().quads()
        for graph in (ONTOLOGY_GRAPH, DefaultGraph())
    )
    assembly.state(CATALOGUE_GRAPH, _graph_labels())
    progress(_("Reading tables"))
    sources = _read(data, assembly)
    sources += _keep(kept, sources, assembly)
    progress(_("Looking up cities"))
    known = _add_cities(sources, assembly)
    _check_references(sources, assembly, known)
    _check_names(sources, assembly)
    _stop_on_errors(assembly)
    progress(_("Inferring"))
    infer(assembly)
    progress(_("Validating"))
    assembly.problems += _validate(assembly)
    _stop_on_errors(assembly)
    return assembly


def _graph_labels() -> Iterator[Triple]:
    """Yield names for the graphs that are no source, for questions that ask who says so."""
    for graph, names_ in (
        (INFERRED_GRAPH, {"en": "inferred", "id": "disimpulkan"}),
        (CATALOGUE_GRAPH, {"en": "description of sources", "id": "deskripsi sumber"}),
        (ONTOLOGY_GRAPH, {"en": "ontology", "id": "ontologi"}),
    ):
        for language, name in names_.items():
            yield Triple(graph, rdfs_label, Literal(name, language=language))


def _read(data: Sequence[Path], assembly: Assembly) -> list[SourceTables]:
    sources: list[SourceTables] = []
    for folder in [source for place in data for source in find_sources(place)]:
        try:
            tables = read_tables(read_folder(folder))
        except DataError as error:
            assembly.problems += error.problems
            continue
        if any(other.source.iri == tables.source.iri for other in sources):
            assembly.problems.append(_same_source(folder, tables))
        sources.append(tables)
        assembly.problems += tables.problems
        assembly.origins += tables.origins
        assembly.state(CATALOGUE_GRAPH, tables.source.description)
        count = assembly.state(tables.source.iri, (fact.triple for fact in tables.facts))
        loaded = LoadedSource(key=tables.source.key, rows=tables.rows, triples=count)
        assembly.loaded.append(loaded)
    return sources


def _keep(
    kept: Sequence[LoadedBefore], sources: Sequence[SourceTables], assembly: Assembly
) -> list[SourceTables]:
    """Take over what was loaded before, but for sources that a folder holds now."""
    folders = {tables.source.iri for tables in sources}
    found: list[SourceTables] = []
    for one in kept:
        if one.iri in folders:
            what = _("the source {key} was loaded before, and a folder holds it now.", key=one.key)
            remedy = _("The folder's tables are in the store; what was loaded is no longer.")
            assembly.problems.append(
                Problem(
                    place=Place(file=one.key), what=what, remedy=remedy, severity=Severity.WARNING
                )
            )
            continue
        tables = one.tables()
        found.append(tables)
        assembly.origins += tables.origins
        assembly.state(CATALOGUE_GRAPH, one.description)
        count = assembly.state(one.iri, one.triples)
        assembly.loaded.append(LoadedSource(key=one.key, rows=one.rows, triples=count, kept=True))
    return found


def _same_source(folder: Path, tables: SourceTables) -> Problem:
    return Problem(
        place=Place(file=str(folder)),
        what=_("another folder bears the same source {iri}.", iri=tables.source.iri.value),
        remedy=_("Give each source an IRI of its own."),
    )


def _add_cities(sources: Sequence[SourceTables], assembly: Assembly) -> set[str]:
    """Add the cities and countries that facts mention; return their IRIs."""
    mentioned = {
        fact.triple.object.value
        for tables in sources
        for fact in tables.facts
        if isinstance(fact.triple.object, NamedNode)
    }
    cities = gazetteer.find(_keys(mentioned, _CITY))
    codes = _keys(mentioned, _COUNTRY) | {city["countrycode"] for city in cities.values()}
    triples = [triple for city in cities.values() for triple in gazetteer.city_triples(city)]
    triples += [triple for code in codes for triple in gazetteer.country_triples(code)]
    assembly.state(CATALOGUE_GRAPH, gazetteer.describe())
    count = assembly.state(GEONAMES_SOURCE, triples)
    assembly.loaded.append(
        LoadedSource(key="geonames", rows=len(cities) + len(codes), triples=count)
    )
    return {triple.subject.value for triple in triples if isinstance(triple.subject, NamedNode)}


def _keys(iris: Iterable[str], prefix: str) -> set[str]:
    return {iri.removeprefix(prefix) for iri in iris if iri.startswith(prefix)}


def _check_references(sources: Sequence[SourceTables], assembly: Assembly, known: set[str]) -> None:
    """Find references to things that nothing describes."""
    described = known | {
        quad.subject.value
        for quad in assembly.graph.quads(DefaultGraph())
        if quad.predicate == rdf_type and isinstance(quad.subject, NamedNode)
    }
    for tables in sources:
        seen: set[tuple[str, Place]] = set()
        for fact in tables.facts:
            for term in (fact.triple.subject, fact.triple.object):
                iri = term.value if isinstance(term, NamedNode) else ""
                dangling = iri.startswith((ID, ONTOLOGY)) and iri not in described
                if dangling and (iri, fact.place) not in seen:
                    seen.add((iri, fact.place))
                    assembly.problems.append(_dangling(iri, fact.place, described))


def _dangling(iri: str, place: Place, described: set[str]) -> Problem:
    if iri.startswith(_CITY):
        return Problem(
            place=place,
            what=_("GeoNames has no city with the id {id}.", id=iri.removeprefix(_CITY)),
            remedy=_("Look the city up at https://www.geonames.org and write its number."),
        )
    from simpul.errors import did_you_mean

    short = iri.removeprefix(ID).removeprefix(ONTOLOGY)
    kind = short.rsplit("/", 1)[0] + "/"
    same_kind = [i.removeprefix(ID) for i in described if i.startswith(ID + kind)]
    hint = did_you_mean(short, sorted(same_kind)).strip()
    return Problem(
        place=place,
        what=_("{thing} is not described in any source.", thing=short),
        remedy=hint or _("Add a row for it, or mend the key."),
    )


def _check_names(sources: Sequence[SourceTables], assembly: Assembly) -> None:
    """Warn where a name beside an id is none of the thing's names."""
    bears: dict[str, dict[str, str]] = {}
    for name in _names(assembly.graph):
        bears.setdefault(name.iri, {})[fold(name.text)] = name.text
    for check in (check for tables in sources for check in tables.checks):
        own = bears.get(check.iri)
        if own and fold(check.name) not in own:
            assembly.problems.append(
                _other_name(check.iri, check.name, check.place, assembly.graph)
            )


def _other_name(iri: str, name: str, place: Place, graph: Store) -> Problem:
    labels = graph.select(f"SELECT ?label WHERE {{ <{iri}> rdfs:label ?label }} ORDER BY ?label")
    label = text(labels.rows[0]["label"]) if labels.rows else iri
    remedy = _("Check which of the two is meant.")
    if iri.startswith(_CITY):
        for city in gazetteer.nearest(name, limit=1):
            remedy = _("{name} is {id}.", name=city["name"], id=city["geonameid"])
    return Problem(
        place=place,
        what=_(
            "the id {id} is {label}, but the table says {name}.",
            id=iri.rsplit("/", 1)[-1],
            label=label,
            name=name,
        ),
        remedy=remedy,
        severity=Severity.WARNING,
    )


def infer(assembly: Assembly) -> None:
    """Add what follows from the facts, to the merge and to the graph of inferences."""
    assembly.inferred = materialise(assembly.graph, strata_of(rules_of(ontology())))


def _validate(assembly: Assembly) -> Iterator[Problem]:
    from simpul.reason.shapes import validate

    merge = [q.triple for q in assembly.graph.quads(DefaultGraph())]
    places: dict[str, Place] = {}
    for origin in assembly.origins:
        places.setdefault(origin.iri, origin.place)
    for finding in validate(merge):
        local = finding.path.replace("#", "/").rsplit("/", 1)[-1]
        yield Problem(
            place=places.get(finding.focus, Place(file=finding.focus)),
            what=f"{finding.focus.removeprefix(ID)} {local}:".replace(" :", ":"),
            remedy=finding.message,
            severity=finding.severity,
        )


def _stop_on_errors(assembly: Assembly) -> None:
    if any(problem.severity is Severity.ERROR for problem in assembly.problems):
        raise DataError(assembly.problems)


def _names(graph: Store) -> Iterator[Name]:
    """Yield every label and alias of the things in the merge."""
    for predicate in ALL_LABELS:
        seen: set[tuple[str, str]] = set()
        query = f"SELECT ?thing ?text WHERE {{ ?thing <{predicate.value}> ?text }} ORDER BY ?thing ?text"
        for row in graph.solutions(query):
            iri, name = text(row["thing"]), str(row["text"])
            if iri.startswith(ID) and (iri, name) not in seen:
                seen.add((iri, name))
                tag = row["text"].language if isinstance(row["text"], Literal) else None
                preferred = predicate in _PREFERRED
                yield Name(text=text(row["text"]), iri=iri, preferred=preferred, language=tag or "")


def _countries(graph: Store) -> Iterator[tuple[str, str]]:
    for row in graph.solutions("SELECT ?place ?country { ?place simpul:inCountry ?country }"):
        yield text(row["place"]), text(row["country"])


def _classes(graph: Store) -> Iterator[tuple[str, str]]:
    query = f"SELECT ?thing ?class WHERE {{ ?thing <{rdf_type.value}> ?class }}"
    for row in graph.solutions(query):
        thing, kind = text(row["thing"]), text(row["class"])
        if thing.startswith(ID) and kind.startswith(ONTOLOGY):
            yield thing, kind.removeprefix(ONTOLOGY)
