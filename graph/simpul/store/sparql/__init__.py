"""SPARQL as text: its tokens, the values bound into it, what it may not do, and what is wrong with it."""

from simpul.store.sparql.aggregates import concatenating_texts, sums
from simpul.store.sparql.diagnosis import malformed
from simpul.store.sparql.mentions import Mention, mentions
from simpul.store.sparql.safety import Finding, Findings, inspect, refuse_what_reaches_out
from simpul.store.sparql.template import Bound, Template, Values, bind, template
from simpul.store.sparql.tokens import (
    Token,
    declared,
    form,
    meaning,
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
    "bind",
    "concatenating_texts",
    "declared",
    "form",
    "inspect",
    "malformed",
    "meaning",
    "mentions",
    "refuse_what_reaches_out",
    "sums",
    "template",
    "tokens",
    "variables",
    "with_prefixes",
]
