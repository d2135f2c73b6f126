"""Random small graphs, and random shapes of SHACL Core for them, as Turtle.

Left out is where pyshacl 0.40 departs from the recommendation: it compares any two terms by ``sh:lessThan``, takes a
boolean for a number, and knows no flags of a pattern but ``i`` and ``m``.
"""

from collections.abc import Iterable
from typing import Final

from hypothesis import strategies as st

Text = st.SearchStrategy[str]

PREFIXES: Final = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_NODES: Final = (":a", ":b", ":c", "_:d")
_CLASSES: Final = (":A", ":B", ":C")
_PROPERTIES: Final = (":p", ":q", ":r")
_MEASURES: Final = (":n", ":m")
_NUMBERS: Final = ("1", "2", "3", "2.5")
_TEXTS: Final = ('"x"', '"xy"', '"x"@en', '"y"@en', '"x"@en-us', '"z"@id', '""')
_TERMS: Final = (*_NODES, *_TEXTS, *_NUMBERS, '"2020-01-01"^^xsd:date', '"2021"^^xsd:gYear')
_NAMED: Final = tuple(term for term in _TERMS if not term.startswith("_"))
"""Blank nodes of a graph have no name in another one."""

_node, _class, _property = (st.sampled_from(some) for some in (_NODES, _CLASSES, _PROPERTIES))
_measure, _number, _named = (st.sampled_from(some) for some in (_MEASURES, _NUMBERS, _NAMED))


def graphs() -> Text:
    """Return graphs of up to 25 triples."""
    said = st.builds("{} {} {} .".format, _node, _property, st.sampled_from(_TERMS))
    linked = st.builds("{} {} {} .".format, _node, _property, _node)
    typed = st.builds("{} a {} .".format, _node, _class)
    measured = st.builds("{} {} {} .".format, _node, _measure, _number)
    below = st.builds("{} rdfs:subClassOf {} .".format, _class, _class)
    lines = st.one_of(said, said, said, linked, typed, typed, measured, below)
    return st.lists(lines, min_size=1, max_size=25).map("\n".join)


def shapes() -> Text:
    """Return shapes graphs of up to three shapes with targets, each with a message and a severity."""
    bodies = st.one_of(_shapes(2, of_property=False), _shapes(2, of_property=True))
    one = st.builds("[] {} ; {} .".format, _targets(), bodies)
    return st.lists(one, min_size=1, max_size=3).map("\n".join)


def _targets() -> Text:
    ends = st.sampled_from(("targetSubjectsOf", "targetObjectsOf"))
    return st.one_of(
        st.builds("sh:targetClass {}".format, _class),
        st.builds("sh:targetNode {}".format, _named),
        st.builds("sh:{} {}".format, ends, _property),
    )


@st.composite
def _shapes(draw: st.DrawFn, depth: int, *, of_property: bool) -> str:
    """Return what stands within the brackets of a shape."""
    parameters = [*_of_values()]
    if of_property:
        parameters += _of_sets()
    if depth:
        parameters += _of_shapes(depth - 1, of_property=of_property)
    said = [f'sh:message "m{draw(st.integers(0, 10**6))}"@en']
    said.append(f"sh:severity sh:{draw(st.sampled_from(('Violation', 'Warning', 'Info')))}")
    if draw(st.integers(0, 9)) == 9:
        said.append("sh:deactivated true")
    if of_property:
        said.append(f"sh:path {draw(_paths())}")
    said += draw(st.lists(st.one_of(parameters), min_size=1, max_size=3, unique_by=_name))
    return " ; ".join(said)


def _name(parameter: str) -> str:
    return parameter.split(maxsplit=1)[0]


def _list(members: Iterable[str]) -> str:
    return f"( {' '.join(members)} )"


def _paths() -> Text:
    kinds = st.sampled_from(("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))

    def of(inner: Text) -> Text:
        several = st.lists(inner, min_size=2, max_size=3).map(_list)
        alternatives = several.map("[ sh:alternativePath {} ]".format)
        return st.one_of(st.builds("[ sh:{} {} ]".format, kinds, inner), several, alternatives)

    return st.one_of(_property, _property, st.recursive(_property, of, max_leaves=4))


def _of_values() -> list[Text]:
    """Return the parameters that are about single values, or about the focus node."""
    kinds = ("IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")
    datatypes = ("string", "integer", "decimal", "boolean", "date", "gYear")
    bounds = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
    lengths = ("minLength", "maxLength")
    patterns = ('"^x"', '"y$"', '"X" ; sh:flags "i"', '"example"', '"^.$"')
    ignored = ("", "; sh:ignoredProperties ( :p )", "; sh:ignoredProperties ( :p :q )")
    members = st.lists(_named, min_size=1, max_size=3, unique=True).map(_list)
    tags = st.lists(st.sampled_from(('"en"', '"id"', '"*"')), min_size=1, max_size=2, unique=True)
    return [
        st.builds("sh:class {}".format, _class),
        st.builds("sh:nodeKind sh:{}".format, st.sampled_from(kinds)),
        st.builds("sh:datatype xsd:{}".format, st.sampled_from(datatypes)),
        st.builds("sh:{} {}".format, st.sampled_from(bounds), _number),
        st.builds("sh:{} {}".format, st.sampled_from(lengths), st.integers(0, 3)),
        st.builds("sh:pattern {}".format, st.sampled_from(patterns)),
        st.builds("sh:in {}".format, members),
        st.builds("sh:languageIn {}".format, tags.map(_list)),
        st.builds("sh:hasValue {}".format, _named),
        st.builds("sh:equals {}".format, _property),
        st.builds("sh:disjoint {}".format, _property),
        st.builds("sh:closed true {}".format, st.sampled_from(ignored)),
    ]


def _of_sets() -> list[Text]:
    """Return the parameters that are about all values of a property together."""
    return [
        st.builds("sh:minCount {}".format, st.integers(0, 3)),
        st.builds("sh:maxCount {}".format, st.integers(0, 3)),
        st.builds("sh:uniqueLang {}".format, st.sampled_from(("true", "false"))),
    ]


def _of_shapes(depth: int, *, of_property: bool) -> list[Text]:
    """Return the parameters that lead to other shapes."""
    node = _shapes(depth, of_property=False).map("[ {} ]".format)
    part = _shapes(depth, of_property=True).map("[ {} ]".format)
    either = st.one_of(node, part)
    members = st.lists(either, min_size=1, max_size=3).map(_list)
    order = st.sampled_from(("lessThan", "lessThanOrEquals"))
    compared = st.builds("[ sh:message 'less'@en ; sh:path {} ; sh:{} {} ]".format, _measure, order, _measure)  # fmt: skip
    found = [
        st.builds("sh:property {}".format, part),
        st.builds("sh:property {}".format, compared),
        st.builds("sh:node {}".format, node),
        st.builds("sh:not {}".format, either),
        st.builds("sh:{} {}".format, st.sampled_from(("and", "or", "xone")), members),
    ]
    if of_property:
        count = st.builds("sh:qualified{}Count {}".format, st.sampled_from(("Min", "Max")), st.integers(0, 2))  # fmt: skip
        alone = st.sampled_from(("", "; sh:qualifiedValueShapesDisjoint true"))
        found.append(st.builds("sh:qualifiedValueShape {} ; {} {}".format, either, count, alone))
    return found
