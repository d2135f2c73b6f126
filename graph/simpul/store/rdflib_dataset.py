"""A store as an ``rdflib.Dataset`` that can only be read: the one door to rdflib and oxrdflib.

rdflib would answer a query by itself where its store does not (a prepared query, an option that Oxigraph lacks),
and then ask every endpoint and load every document that the query names. So each query is looked at first, on
both ways in: the dataset's and its store's.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

import rdflib
from oxrdflib import OxigraphStore
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result

from simpul.errors import ReadOnlyError
from simpul.store.oxigraph import OxigraphStore as LocalStore
from simpul.terms import PREFIXES

__all__ = ["ReadOnlyDataset", "read_only_dataset"]


def read_only_dataset(store: LocalStore) -> "ReadOnlyDataset":
    """Return a store, opened for reading, as an rdflib dataset whose prefixes are the project's.

    Its default graph is the merge that questions run on, and each source is a named graph.
    """
    made = ReadOnlyDataset(store=_ReadOnlyStore(store))
    for prefix, namespace in PREFIXES.items():
        made.bind(prefix, namespace)
    return made


def _text_of(query: str | Query) -> str:
    """Return a query's text; rdflib keeps that of a prepared one."""
    return query if isinstance(query, str) else str(query._original_args[0])  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # there is no other way


class _ReadOnlyStore(OxigraphStore):
    """Oxigraph as a store of rdflib, without the writing methods."""

    def __init__(self, store: LocalStore) -> None:
        super().__init__(store=store.dataset)
        self._check = store.check

    def query(
        self,
        query: str | Query,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's name
        initBindings: Mapping[str, Any],  # noqa: N803 - rdflib's name
        queryGraph: str,  # noqa: N803 - rdflib's name
        **options: object,
    ) -> Result:
        """Answer a query that only reads."""
        self._check(_text_of(query))
        answer: Result = super().query(query, initNs, initBindings, queryGraph, **options)
        return answer

    def _refuse(self, *_arguments: object, **_options: object) -> NoReturn:
        raise ReadOnlyError

    add = addN = remove = update = add_graph = remove_graph = destroy = _refuse  # noqa: N815 - rdflib's names


class ReadOnlyDataset(rdflib.Dataset):
    """An rdflib dataset that answers queries and yields triples, and refuses to change or to fetch."""

    def query(self, query_object: str | Query, *arguments: Any, **options: Any) -> Result:  # noqa: ANN401 - rdflib's own
        """Answer a query that only reads the store.

        Raises:
            QueryError: It would change or fetch something, or it is malformed.
        """
        self.store._check(_text_of(query_object))  # type: ignore[attr-defined]  # noqa: SLF001 - it is the store above
        return super().query(query_object, *arguments, **options)

    def _refuse(self, *_arguments: object, **_options: object) -> NoReturn:
        raise ReadOnlyError

    # Reading a document into it would fetch the document before the store refused its triples.
    parse = update = load = _refuse
