"""What the datasets behind a brief allow: each licence, and whose data it is of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from simpul.exchange.rights import SourceRights, licence_name, rights_of
from simpul.locale import said
from simpul.locale import translate as _
from simpul.store import Queryable
from simpul.terms import NamedNode

_AT_ONCE: Final = 500
"""Things that one query asks for."""


def licences(things: Iterable[str], store: Queryable) -> str:
    """Return the licences of the datasets that state some facts, or tell of some documents, with their names.

    Args:
        things: IRIs of the facts and documents.
        store: The graph.
    """
    asked = sorted({*things})
    datasets: set[NamedNode] = set()
    for start in range(0, len(asked), _AT_ONCE):
        datasets |= _datasets(asked[start : start + _AT_ONCE], store)
    described = (quad for dataset in datasets for quad in store.matching(subject=dataset))
    by_licence: dict[str, list[str]] = defaultdict(list)
    for dataset in rights_of(described, datasets, with_concepts=False).sources:
        by_licence[_licence_of(dataset)].append(said(dataset.titles) or dataset.key)
    return " ".join(
        _("{licence}: {datasets}.", licence=licence, datasets="; ".join(sorted(names)))
        for licence, names in sorted(by_licence.items())
    )


def _datasets(things: Sequence[str], store: Queryable) -> set[NamedNode]:
    values = " ".join(str(NamedNode(iri)) for iri in things)
    query = f"""SELECT DISTINCT ?dataset WHERE {{
      VALUES ?thing {{ {values} }} GRAPH ?dataset {{ ?thing a ?kind }} ?dataset a simpul:Source
    }} ORDER BY ?dataset"""
    found = (row["dataset"] for row in store.select(query, checked=True).rows)
    return {dataset for dataset in found if isinstance(dataset, NamedNode)}


def _licence_of(dataset: SourceRights) -> str:
    # The graph states it twice: for itself, and for the merge.
    names = dict.fromkeys(licence_name(iri) for iri in dataset.licences)
    return ", ".join(names) or _("No licence is stated")
