"""SPARQL as text: its tokens, the values bound into it, what it may not do, and what is wrong with it."""

from simpul.store.sparql.aggregates import concatenating_texts, sums
from simpul.store.sparql.columns import asking, columns, counting
from simpul.store.sparql.diagnosis import malformed, slip
from simpul.store.sparql.mentions import Mention, mentions
from simpul.store.sparql.safety import Finding, Findings, inspect, refuse_what_reaches_out
from simpul.store.sparql.template import Bound, Template, Values, bind, template
from simpul.store.sparql.tokens import (
    Token,
    declared,
    form,
    meaning,
    place,
    prefix_declarations,
    tokens,
    variables,
    with_prefixes,
)

__all__ = [
    "Bound",
    "Finding",
    "Findings",
    "Mention",
    "Template",
    "Token",
    "Values",
    "asking",
    "bind",
    "columns",
    "concatenating_texts",
    "counting",
    "declared",
    "form",
    "inspect",
    "malformed",
    "meaning",
    "mentions",
    "place",
    "prefix_declarations",
    "refuse_what_reaches_out",
    "slip",
    "sums",
    "template",
    "tokens",
    "variables",
    "with_prefixes",
]
