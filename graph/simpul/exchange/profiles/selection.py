"""What a profile selects of a graph, with all that goes with it: what the writers of exports and packs write."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from simpul.access import ACCESS
from simpul.errors import QueryError, shortened
from simpul.exchange.profiles.description import (
    catalogued,
    dataset_of,
    description,
    other_credits,
    titles_of,
)
from simpul.exchange.profiles.profile import EVERYTHING, FilledProfile, Profile, Values
from simpul.exchange.profiles.profile import profile as find_profile
from simpul.exchange.rights import Rights, rights_of
from simpul.locale import Texts
from simpul.locale import translate as _
from simpul.store import OxigraphStore, Queryable
from simpul.store.oxigraph import with_canonical_labels
from simpul.terms import (
    CATALOGUE_GRAPH,
    ID,
    INFERRED_GRAPH,
    ONTOLOGY_GRAPH,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
    in_graph,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a graph leaves; it can be read for as long as the graph is open that it was selected from.

    What is written are all statements of ``graphs``, and ``beside``; the merge of an export is all of these without
    their graphs, each once. A statement is in one of the two alone.

    Attributes:
        profile: What selected it.
        values: The values of the profile's parameters, by name.
        dataset: The IRI of the selection as a dataset.
        titles: What it is called, by language.
        graph: A store to ask, as any other: a merge to ask questions of, the graphs, and the whole ontology, which is
            not for writing. Of a profile that selects everything it is the store itself.
        graphs: The named graphs that are in it as they stand in ``graph``: of sources, and of what is inferred; sorted.
        beside: What else is in it, sorted, each once: concepts of the ontology, in its graph; and in the graph of
            descriptions what is said of the sources, and of the selection itself as a dataset.
        sources: The sources that state any of it, sorted.
        rights: What may be done with it, and whom to credit.
        access: The most restricted right of the sources that it may hold.
    """

    profile: Profile
    values: Values
    dataset: NamedNode
    titles: Texts
    graph: OxigraphStore
    graphs: Sequence[NamedNode]
    beside: Sequence[Quad]
    sources: Sequence[NamedNode]
    rights: Rights
    access: str

    def quads(self) -> Iterator[Quad]:
        """Yield what is in it, each statement in its graph; in no order."""
        for graph in self.graphs:
            yield from self.graph.matching(graph=graph)
        yield from self.beside


def select(
    store: OxigraphStore, filled: FilledProfile, *, access: str, asked: Queryable | None = None
) -> Selection:
    """Return what a profile selects.

    Args:
        store: The graph, as those may see it who are to have the selection.
        filled: The profile with the values of its parameters.
        access: The access right that the graph was opened for.
        asked: What answers the profile's query; else the store.

    Raises:
        QueryError: It selects nothing, or it makes a triple that the graph does not hold.
    """
    profile, values = filled.profile, filled.values
    if profile.is_of_all:
        return _made(profile, values, access, store, [*store.matching(graph=ONTOLOGY_GRAPH)])
    # What a whole graph does not need: the shapes, by which a part of one is closed.
    from simpul.exchange.profiles.closure import Closure

    closure = Closure(store)
    for triple in (asked or store).construct(filled.query):
        quads = closure.stating(triple)
        if not quads:
            raise _not_held(profile, triple)
        closure.keep(quads)
    if not closure.quads:
        raise _nothing(profile)
    held, vocabulary = _apart(closure.quads, store)
    return _made(profile, values, access, held, vocabulary)


def select_all(store: OxigraphStore, *, access: str = ACCESS[0]) -> Selection:
    """Return all that a graph holds, as the profile of everything selects it."""
    profile = find_profile(EVERYTHING)
    query = profile.question.template.bind({})
    return select(store, FilledProfile(profile=profile, query=query, values={}), access=access)


def _apart(quads: Iterable[Quad], store: OxigraphStore) -> tuple[OxigraphStore, list[Quad]]:
    """Return statements as a store to ask, with the ontology, and those of them that are the ontology's."""
    facts: list[Quad] = []
    vocabulary: list[Quad] = []
    for quad in quads:
        (vocabulary if quad.graph_name == ONTOLOGY_GRAPH else facts).append(quad)
    ontology = list(store.matching(graph=ONTOLOGY_GRAPH))
    held = OxigraphStore.in_memory()
    held.add((*facts, *ontology))
    held.add(in_graph(quad.triple, DefaultGraph()) for quad in (*facts, *ontology))
    return held, vocabulary


def _made(
    profile: Profile,
    values: Values,
    access: str,
    graph: OxigraphStore,
    vocabulary: Iterable[Quad],
) -> Selection:
    """Return a selection: all that is in a graph, and of the ontology what is wanted."""
    filled = [name for name in graph.graph_names() if next(graph.matching(graph=name), None)]
    graphs = [name for name in filled if name not in {CATALOGUE_GRAPH, ONTOLOGY_GRAPH}]
    sources = [name for name in graphs if name != INFERRED_GRAPH]
    concepts = _concepts(profile, vocabulary)
    described = catalogued(graph.matching(graph=CATALOGUE_GRAPH), graph)
    rights = rights_of(
        described, sources, with_concepts=bool(concepts), also=other_credits(concepts)
    )
    dataset, titles = dataset_of(profile, values), titles_of(profile, values, graph)
    beside = {*concepts, *described, *description(dataset, titles, rights, described)}
    return Selection(
        profile=profile,
        values=values,
        dataset=dataset,
        titles=titles,
        graph=graph,
        graphs=graphs,
        beside=sorted(beside, key=str),
        sources=sources,
        rights=rights,
        access=access,
    )


def _concepts(profile: Profile, vocabulary: Iterable[Quad]) -> list[Quad]:
    """Return what is written of the ontology.

    The concepts that facts point at (themes, roles, statuses) travel with the facts; its classes and properties do where
    a profile selects them, and not with all there is.
    """
    wanted = (
        quad
        for quad in vocabulary
        if not profile.is_of_all
        or (isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ID))
    )
    return with_canonical_labels(wanted)


def _not_held(profile: Profile, triple: Triple) -> QueryError:
    return QueryError(
        _(
            "The profile {name} makes a triple that the graph does not hold: {triple}. A profile selects: write into "
            "CONSTRUCT only patterns that stand in WHERE.",
            name=profile.name,
            triple=shortened(str(triple)),
        ),
        place=profile.place,
    )


def _nothing(profile: Profile) -> QueryError:
    return QueryError(
        _(
            "The profile {name} selects nothing of what may be included. See with `simpul query` what its WHERE finds, "
            "or include more with --access.",
            name=profile.name,
        ),
        place=profile.place,
    )
