"""A store as an ``rdflib.Dataset`` that can only be read: the one door to rdflib and oxrdflib.

rdflib has an engine of its own, which it uses where a store does not answer (a prepared query, an option that
Oxigraph lacks) or where somebody calls it, and which asks every endpoint and loads every document that a query names.
So whatever is handed out here is guarded: the dataset, its graphs, and their store. That store is none of
rdflib's own kind, and no other graph can be made of it; rdflib's engine asks a function of ours before it asks an
endpoint, and asks a graph of ours before it loads a document in its place.
"""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any, Final, NoReturn

import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins import sparql
from rdflib.plugins.sparql.sparql import Query, QueryContext
from rdflib.query import Processor, Result

from simpul.errors import ForbiddenQueryError, ReadOnlyError
from simpul.locale import translate as _
from simpul.store.oxigraph import OxigraphStore as LocalStore
from simpul.store.sparql import concatenating_texts
from simpul.terms import PREFIXES

__all__ = ["ReadOnlyDataset", "ReadOnlyGraph", "read_only_dataset"]

_Pattern = Any
"""Three terms of rdflib's, or None for any; ``triples_choices`` takes a list of terms for one of them."""
_checked: Final[ContextVar[bool]] = ContextVar("checked", default=False)
"""Whether the query that rdflib's engine is about to run was checked."""


def read_only_dataset(store: LocalStore) -> "ReadOnlyDataset":
    """Return a store, opened for reading, as an rdflib dataset whose prefixes are the project's.

    Its default graph is the merge that questions run on, and each source is a named graph.
    """
    sparql.CUSTOM_EVALS["simpul"] = _ask_no_endpoint  # pyright: ignore[reportUnknownMemberType]  # rdflib says no type
    made = ReadOnlyDataset(_ReadOnlyStore(store))
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace)
    return made


def _ask_no_endpoint(context: QueryContext, part: Any) -> NoReturn:  # noqa: ANN401 - rdflib's own
    """Refuse SERVICE on what is of a store here; rdflib's engine asks this before it evaluates a part.

    Raises:
        NotImplementedError: The part is for rdflib.
    """
    if part.name == "ServiceGraphPattern" and isinstance(context.graph, _Guarded):
        store: Any = context.graph.store
        store.check(f"SELECT * {{ SERVICE {part.term.n3()} {{ }} }}")
    raise NotImplementedError


def _as_written(query: str | Query) -> tuple[str, Mapping[str, Any], str | None]:
    """Return a query's text, the prefixes beside it and its base, which rdflib keeps of a prepared one.

    What was looked at is what runs: nobody can say what a prepared query would do.
    """
    if isinstance(query, str):
        return query, {}, None
    text, names, base = query._original_args  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # there is no other way
    return str(text), names, base


def _refuse(*_arguments: object, **_options: object) -> NoReturn:
    raise ReadOnlyError


def _do_nothing(*_arguments: object, **_options: object) -> None:
    """Leave the store open, which its session closes."""


class _ReadOnlyStore:
    """What the graphs here read, under rdflib's names, but no ``rdflib.store.Store``: no other graph takes it."""

    context_aware = graph_aware = True
    formula_aware = transaction_aware = False

    def __init__(self, store: LocalStore) -> None:
        self._inner = OxigraphStore(store=store.dataset)
        self.check = store.check
        self.bind, self.namespaces = self._inner.bind, self._inner.namespaces
        self.prefix, self.namespace = self._inner.prefix, self._inner.namespace

    def triples(
        self, triple_pattern: _Pattern, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[Any, Iterator["ReadOnlyGraph"]]]:
        """Yield the triples of a pattern, each with the graphs that it is in."""
        return self._with_graphs(self._inner.triples(triple_pattern, context))

    def triples_choices(
        self, triple: _Pattern, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[Any, Iterator["ReadOnlyGraph"]]]:
        """Yield the triples of a pattern one of whose terms may be one of several."""
        return self._with_graphs(self._inner.triples_choices(triple, context))

    def _with_graphs(self, found: Iterable[Any]) -> Iterator[tuple[Any, Iterator["ReadOnlyGraph"]]]:
        for triple, graphs in found:
            yield triple, self._own(graphs)

    def _own(self, graphs: Iterable[rdflib.Graph]) -> Iterator["ReadOnlyGraph"]:
        return (ReadOnlyGraph(self, graph.identifier) for graph in graphs)

    def contexts(self, triple: _Pattern | None = None) -> Iterator["ReadOnlyGraph"]:
        """Yield the named graphs: all, or those that a triple is in."""
        return self._own(self._inner.contexts(triple))

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        return self._inner.__len__(context)

    def query(
        self,
        query: str | Query,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Any],  # noqa: N803 - rdflib's name
        queryGraph: str,  # noqa: N803 - rdflib's name
        **options: object,
    ) -> Result:
        """Answer a query that only reads."""
        text, names, base = _as_written(query)
        self.check(text)
        text = concatenating_texts(text)
        if base:
            options["base"] = base
        try:
            return self._inner.query(text, {**initNs, **names}, initBindings, queryGraph, **options)
        except RuntimeError:
            if initBindings:
                # Oxigraph binds only what is selected; this tells rdflib to answer the query itself.
                raise NotImplementedError from None
            raise

    add = addN = remove = update = add_graph = remove_graph = open = destroy = _refuse  # noqa: N815 - rdflib's names
    close = commit = rollback = gc = _do_nothing


class _Guarded(rdflib.Graph):
    """What the dataset and its graphs have in common: they answer queries and yield triples, and nothing else."""

    def query(  # noqa: PLR0913, PLR0917 - as rdflib has it
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Result] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Any] | None = None,  # noqa: N803 - rdflib's name
        use_store_provided: bool = True,
        **options: Any,  # noqa: ANN401 - rdflib's own
    ) -> Result:
        """Answer a query that only reads the store.

        Raises:
            QueryError: It would change or fetch something, or it is malformed.
        """
        text, names, base = _as_written(query_object)
        self.store.check(text)  # type: ignore[attr-defined]  # it is the store above
        if base:
            options["base"] = base
        names = {**dict(self.namespaces()), **(initNs or {}), **names}
        before = _checked.set(True)
        try:
            return super().query(
                text, processor, result, names, initBindings, use_store_provided, **options
            )
        finally:
            _checked.reset(before)

    def __bool__(self) -> bool:
        """Whether there is anything in it.

        rdflib's engine asks this of each graph that FROM names, to load a document where there is none, and runs on
        a copy of what there is.

        Raises:
            ForbiddenQueryError: It is rdflib's engine that asks, with a query that nobody has looked at.
        """
        here = inspect.currentframe()
        asks = here and here.f_back and here.f_back.f_globals.get("__name__")
        if asks == QueryContext.__module__ and not _checked.get():
            raise ForbiddenQueryError(
                _("rdflib would load what FROM names. Use the method `query` of the dataset.")
            )
        return len(self) > 0

    # Reading a document into it would fetch the document before the store refused its triples.
    parse = update = load = _refuse
    # A copy would be of this store, and none of this kind.
    __reduce__ = __reduce_ex__ = __copy__ = __deepcopy__ = _refuse


class ReadOnlyGraph(_Guarded):
    """One graph of a store: a source, or the merge."""

    def __init__(
        self,
        store: _ReadOnlyStore,
        identifier: Any,  # noqa: ANN401 - rdflib takes several kinds
        namespace_manager: Any = None,  # noqa: ANN401 - rdflib's own
        base: str | None = None,
    ) -> None:
        super().__init__(identifier=identifier, namespace_manager=namespace_manager, base=base)
        _give(self, store)


class ReadOnlyDataset(_Guarded, rdflib.Dataset):
    """All graphs of a store."""

    def __init__(self, store: _ReadOnlyStore) -> None:
        super().__init__()
        _give(self, store)
        self._default_context = ReadOnlyGraph(store, DATASET_DEFAULT_GRAPH_ID)
        self._own_store = store

    def get_context(
        self,
        identifier: Any,  # noqa: ANN401 - rdflib takes several kinds
        quoted: bool = False,
        base: str | None = None,
    ) -> ReadOnlyGraph:
        """Return the graph of this name, which is empty where there is none."""
        del quoted
        return ReadOnlyGraph(self._own_store, identifier, self.namespace_manager, base)

    def graph(self, identifier: Any = None, base: str | None = None) -> ReadOnlyGraph:  # noqa: ANN401 - rdflib's own
        """Return the graph of this name; see ``get_context``.

        Raises:
            ReadOnlyError: It is a new graph that is asked for, or one of another store.
        """
        if identifier is None or isinstance(identifier, rdflib.Graph):
            raise ReadOnlyError
        return self.get_context(identifier, base=base)


def _give(graph: rdflib.Graph, store: _ReadOnlyStore) -> None:
    """Let a graph read this store; rdflib's own way takes only stores of its own kind."""
    graph._Graph__store = store  # type: ignore[attr-defined]  # noqa: SLF001  # pyright: ignore[reportAttributeAccessIssue]  # there is no other way
