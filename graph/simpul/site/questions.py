"""The questions of the catalogue as pages: a list, a form for each, and under it the answer."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from simpul.catalogue import Question, near_words, said, search
from simpul.catalogue.groups import group_word
from simpul.locale import translate as _
from simpul.projection.reader import GROUP_OF
from simpul.reason.ontology import vocabulary
from simpul.site.answering import (
    LIMIT,
    SINGLES,
    Filled,
    answered,
    filled,
    question_of,
)
from simpul.site.asking import Asked, Reply, as_json
from simpul.site.cells import table_of
from simpul.site.fields import LONGEST, addressed, unread
from simpul.site.html import shown
from simpul.site.site import Site
from simpul.store.rdf import GRAPH_FORMATS

_FEW: Final = 200
"""Rows that a page shows unless its reader wants more."""
_MOST: Final = 5000
"""Rows that a page shows at most; the formats have all."""
_LYING: Final = frozenset(("City", "Place"))
_DATED: Final = frozenset(("Agreement", "Event", "Initiative"))
_OFFERED: Final = 12
"""Names that are offered while somebody types."""
_CALLED: Final = {
    "csv": "CSV",
    "tsv": "TSV",
    "json": "JSON",
    "srj": "SPARQL JSON",
    "jsonl": "JSON Lines",
    "markdown": "Markdown",
    "html": "HTML",
    "xlsx": "Excel",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "nquads": "N-Quads",
    "trig": "TriG",
    "n3": "N3",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF/XML",
}


def page(site: Site, asked: Asked) -> Reply:
    """List the questions by groups, or those about some words, the best first."""
    words = asked.value("q")[:LONGEST]
    known = list(site.graph(asked.right).catalogue.values())
    matches = search(words.split(), known, vocabulary() if words else ())
    listed = list(matches.questions)
    if matches.of_all:
        listed.sort(key=lambda one: (one.group, one.name))
    groups = (
        [(group_word(key), list(some)) for key, some in groupby(listed, key=lambda one: one.group)]
        if matches.of_all
        else [("", listed)]
    )
    told = ""
    if words and not listed:
        near = near_words(words.split(), known, vocabulary())
        told = _("No question is about {words}.", words=words) + near
    elif not matches.of_all:
        told = _("No question is about all these words; these are about some of them.")
    elif not matches.is_sure:
        told = _("No question has {words} as it is written; these have words near it.", words=words)
    return shown(
        site,
        asked,
        "questions.html",
        title=_("Questions"),
        sought=words,
        told=told,
        groups=[(name, some) for name, some in groups if some],
        said=said,
        examples=_examples,
    )


def question(site: Site, asked: Asked) -> Reply:
    """Show the form of a question, and its answer where it has all that it needs."""
    given = filled(site, asked, question_of(site, asked, asked.words["name"]))
    answer = _answer(site, asked, given) if given.is_complete else {}
    return shown(
        site,
        asked,
        "question.html",
        title=given.question.title,
        given=given,
        unread=unread(asked, given.fields, LIMIT, SINGLES),
        description=said(given.question.description),
        example=_examples(given.question),
        singles=SINGLES,
        **answer,
    )


def _answer(site: Site, asked: Asked, given: Filled) -> dict[str, Any]:
    request, answer, paths = answered(site, asked, given)
    table = table_of(site, asked, answer, most=most_rows(asked), paths=paths)
    sparql = site.graph(asked.right).as_run(request)
    formats = GRAPH_FORMATS if answer.is_graph else tuple(_CALLED)
    return {
        "table": table,
        "about": answer.about,
        "permanent": site.public(given.address()),
        "more": given.address(**{LIMIT: str(_MOST)}),
        "formats": [
            (_CALLED[name], given.address("/api/questions", format=name))
            for name in formats
            if name in _CALLED and (answer.is_graph or name not in GRAPH_FORMATS)
        ],
        "sparql": sparql,
        "editor": addressed("/sparql", {"query": [sparql]}),
        "drawn": drawn_as(site, asked, table.things),
        "picture": given.address(ending="/picture"),
    }


def drawn_as(site: Site, asked: Asked, things: Sequence[str]) -> list[str]:
    """Return how an answer can be drawn, by what is in it: as a network, on a map, as a timeline."""
    names = site.graph(asked.right).names
    kinds = {kind for iri in things[:_FEW] for kind in names.kinds_of(iri)}
    ways = {"network": kinds & GROUP_OF.keys(), "map": kinds & _LYING, "timeline": kinds & _DATED}
    return [way for way, those in ways.items() if those]


def most_rows(asked: Asked) -> int:
    """Return how many rows a page shows."""
    try:
        wanted = asked.number(LIMIT)
    except ValueError:
        wanted = None
    return _FEW if wanted is None else min(wanted, _MOST)


def _examples(asked_for: Question) -> str:
    """Return the address of a question with the examples of what it needs."""
    needed = [one for one in asked_for.parameters if one.required and not one.default]
    values = {one.name: one.examples if one.multiple else one.examples[:1] for one in needed}
    return addressed(f"/questions/{asked_for.name}", values)


def complete(site: Site, asked: Asked) -> Reply:
    """Offer names of things of a kind that begin as somebody types."""
    names = site.graph(asked.right).names
    typed = asked.value("q")[:LONGEST]
    found = names.complete(typed, asked.value("kind")[:LONGEST], _OFFERED)
    return as_json(
        [
            {"value": name, "what": "" if what == name else what.removeprefix(f"{name}, ")}
            for name, what in found
        ]
    )
