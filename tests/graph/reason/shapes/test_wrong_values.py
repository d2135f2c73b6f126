"""Values that are wrong by themselves are found in a store as they are among triples."""

from simpul.reason.dates import false_bounds
from simpul.reason.literals import ill_typed
from simpul.reason.shapes.wrong_values import wrong_values
from simpul.store import OxigraphStore
from simpul.terms import (
    EDTF,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Triple,
    in_graph,
    rdfs_label,
    simpul,
    thing,
)

DAY = XSD + "date"
RIGHT, WRONG, TWICE = (thing("membership", name) for name in ("right", "wrong", "twice"))


def _said(node: NamedNode, name: str, value: str, datatype: str) -> Triple:
    return Triple(node, simpul(name), Literal(value, datatype=NamedNode(datatype)))


FACTS = [
    _said(RIGHT, "begin", "2019", EDTF),
    _said(RIGHT, "beginEarliest", "2019-01-01", DAY),
    _said(WRONG, "begin", "2020", EDTF),
    _said(WRONG, "beginEarliest", "2019-01-01", DAY),
    _said(WRONG, "end", "31/12/2019", EDTF),
    _said(WRONG, "numericValue", "1,5", XSD + "decimal"),
    _said(TWICE, "begin", "2019", EDTF),
    _said(TWICE, "begin", "2020", EDTF),
    _said(TWICE, "beginEarliest", "2019-01-01", DAY),
    _said(TWICE, "numericValue", "1.50", XSD + "decimal"),
    Triple(RIGHT, rdfs_label, Literal("2019-02-30")),
]


def test_wrong_values_of_a_store_are_those_of_its_triples() -> None:
    store = OxigraphStore.in_memory()
    store.add(in_graph(fact, DefaultGraph()) for fact in FACTS)
    found = wrong_values(store)
    assert found == dict((*ill_typed(FACTS), *false_bounds(FACTS)))
    assert [triple.subject for triple in found] == [WRONG] * 3
