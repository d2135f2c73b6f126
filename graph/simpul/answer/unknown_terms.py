"""The addresses in a query that neither the store nor the ontology knows, and near ones.

A query with a misspelt term finds nothing, or lacks a column where the term is optional; so each is told of, whether
there are rows or not. Each address is looked up in the store's index; only for one that is not there are near ones
looked for.
"""

from collections.abc import Iterator
from typing import Final

from simpul.errors import did_you_mean, shortened
from simpul.locale import translate as _
from simpul.naming import CITY, Names
from simpul.naming.addresses import corrected
from simpul.store import Queryable
from simpul.store.sparql import Mention, mentions
from simpul.terms import EDTF, ID, ONTOLOGY, XSD, NamedNode

_DATATYPES: Final = (XSD, EDTF)
"""How the address of a datatype begins, which is in literals and nowhere else."""


def unknown_terms(query: str, store: Queryable, names: Names) -> Iterator[str]:
    """Yield a sentence on each address that a query looks for and that is nowhere, with near ones."""
    asked = [mention for mention in mentions(query) if _is_looked_up(mention)]
    terms = [mention for mention in asked if not mention.is_graph]
    there = store.mentioned(mention.iri for mention in terms) if terms else set[str]()
    graphs = {name.value for name in store.graph_names()} if len(terms) < len(asked) else set[str]()
    for mention in asked:
        if mention.is_graph and mention.iri not in graphs:
            yield _graph(mention, store)
        elif not mention.is_graph and mention.iri not in there and not _is_term(mention.iri):
            yield _term(mention, names)


def _is_looked_up(mention: Mention) -> bool:
    """Return whether an address is one that the store could have; the engine says what is wrong with others."""
    try:
        NamedNode(mention.iri)
    except ValueError:
        return False
    return not mention.iri.startswith(_DATATYPES)


def _is_term(iri: str) -> bool:
    """Return whether the ontology has a term, which no fact need use."""
    from simpul.reason.ontology import terms  # heavy, and seldom asked

    return iri.startswith(ONTOLOGY) and iri.removeprefix(ONTOLOGY) in terms()


def _graph(mention: Mention, store: Queryable) -> str:
    iri = mention.iri
    near = [name.value for name in store.graph_names()]
    return _("The store has no graph {iri}.", iri=shortened(iri)) + did_you_mean(iri, near)


def _term(mention: Mention, names: Names) -> str:
    from simpul.reason.ontology import terms
    from simpul.reason.vocabularies import corrected_term, terms_of, vocabulary_of

    iri, written = mention.iri, shortened(mention.written)
    near = corrected_term(corrected(iri))
    if near != iri:
        return _nowhere(shortened(iri)) + " " + _("Did you mean {names}?", names=near)
    if iri.startswith(ONTOLOGY):
        what = _("{term} is not a term of the ontology.", term=written)
        return what + did_you_mean(iri.removeprefix(ONTOLOGY), terms(), before="simpul:")
    if iri.startswith(ID):
        return _("{thing} is not described in any source.", thing=written) + _near_things(
            iri, names
        )
    space = vocabulary_of(iri)
    local = iri.removeprefix(space)
    if space and local not in terms_of(space):
        what = _("The vocabulary {space} has no term {term}.", space=space, term=shortened(local))
        return what + did_you_mean(local, sorted(terms_of(space)))
    return _nowhere(written)


def _nowhere(written: str) -> str:
    return _("{term} is nowhere in the store.", term=written)


def _near_things(iri: str, names: Names) -> str:
    if iri.startswith(CITY):
        return ""  # a number of GeoNames; near ones are other cities
    kind = iri.rpartition("/")[0] + "/"
    return did_you_mean(iri.removeprefix(ID), (one.removeprefix(ID) for one in names.things(kind)))
