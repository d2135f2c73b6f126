"""Short questions to an endpoint, about what is published there."""

from collections.abc import Iterable, Sequence

from simpul.store.protocol import Row
from simpul.store.remote import answers
from simpul.store.remote.answers import Wanted
from simpul.store.remote.client import JSON, Client
from simpul.store.remote.request import Dataset
from simpul.terms import NamedNode


def rows(
    client: Client, query: str, *, default: Iterable[NamedNode], named: Iterable[NamedNode] = ()
) -> list[Row]:
    """Return the answer of a SELECT whose rows are few.

    Args:
        client: The endpoint.
        query: With all prefixes that it needs.
        default: The graphs whose merge is the default graph.
        named: The graphs that GRAPH can reach.

    Raises:
        EndpointError: There is no answer, it is no table, or a part of it is missing.
    """
    dataset = Dataset(default=_iris(default), named=_iris(named))
    answer = client.query(query, dataset=dataset, accept=JSON)
    wanted = Wanted(
        address=client.address,
        changes_terms=client.engine.changes_terms,
        cap_header=client.engine.cap_header,
    )
    return list(answers.solutions(answer, wanted).rows())


def _iris(graphs: Iterable[NamedNode]) -> Sequence[str]:
    return [graph.value for graph in graphs]
