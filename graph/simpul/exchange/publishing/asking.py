"""Short questions to an endpoint, about what is published there."""

from collections.abc import Iterable, Sequence

from simpul.errors import EndpointError
from simpul.locale import translate as _
from simpul.store.oxigraph import read_result
from simpul.store.protocol import Bindings, Row
from simpul.store.remote.client import JSON, Client, Dataset
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
        EndpointError: There is no answer, or it is no table.
    """
    dataset = Dataset(default=_iris(default), named=_iris(named))
    with client.query(query, dataset=dataset, accept=JSON) as answer:
        content = answer.read()
    try:
        found = read_result(content, is_graph=False)
        if isinstance(found, Bindings):
            return list(found.rows())
    except SyntaxError:
        pass
    raise EndpointError(
        _("The answer is not the table that was asked for."),
        client.address,
        _("Run the command again; `simpul check` tells whether this engine answers rightly."),
    )


def _iris(graphs: Iterable[NamedNode]) -> Sequence[str]:
    return [graph.value for graph in graphs]
