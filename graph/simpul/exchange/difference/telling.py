"""A difference for people to read: text, Markdown, and JSON with the words in it."""

import json
from collections.abc import Iterator
from typing import Any, Final

from simpul.answer.text import markdown_escaped, markdown_paragraph
from simpul.exchange.difference.model import Difference, FactChange, ThingChange, ValueChange
from simpul.exchange.difference.words import ThingWords, Words
from simpul.locale import translate as _
from simpul.terminal import one_line
from simpul.terms import Quad

_PARTS: Final = 20
"""Changes of one thing that are told in a line; JSON and a page have all."""


def summary(difference: Difference) -> str:
    """Return in a sentence how much changed."""
    old, new = difference.old, difference.new
    if not difference:
        return _("{old} and {new} say the same.", old=old, new=new)
    return _(
        "From {old} to {new}: things changed: {things}; statements removed: {removed}, added: {added}.",
        old=old,
        new=new,
        things=len(difference.things),
        removed=len(difference.removed),
        added=len(difference.added),
    )


def text(difference: Difference) -> Iterator[str]:
    """Yield a line of text for each thing that changed, after one that sums up."""
    yield summary(difference)
    for told in in_words(difference):
        yield one_line(told.line(most=_PARTS))
    yield from map(one_line, _untied_lines(difference))


def markdown(difference: Difference, *, notice: str = "") -> Iterator[str]:
    """Yield Markdown: a heading, how much changed, and an item for each thing."""
    yield f"# {markdown_escaped(title(difference))}\n\n"
    yield markdown_paragraph(notice)
    yield f"{markdown_escaped(summary(difference))}\n"
    for number, told in enumerate(in_words(difference)):
        line = told.line(most=_PARTS).removeprefix(told.head)
        yield ("" if number else "\n") + f"- **{markdown_escaped(told.head)}**{markdown_escaped(line)}\n"  # fmt: skip
    for number, line in enumerate(_untied_lines(difference)):
        yield f"- {markdown_escaped(line)}\n" if number else f"\n{markdown_escaped(line)}\n\n"


def as_json(difference: Difference, *, notice: str = "") -> str:
    """Return all of it as JSON: addresses, values and words."""
    words = Words(difference.knowledge)
    document: dict[str, Any] = {
        "old": difference.old,
        "new": difference.new,
        "same": not difference,
        "removed": len(difference.removed),
        "added": len(difference.added),
        "things": [_thing(words, change) for change in difference.things],
        "untied": [words.consequence(one) for one in difference.untied],
    }
    if notice:
        document = {"notice": notice, **document}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def title(difference: Difference) -> str:
    """Return the heading of a document that tells of a difference."""
    return _("What changed from {old} to {new}", old=difference.old, new=difference.new)


def untied(difference: Difference) -> str:
    """Return in a sentence what follows from none of the changes."""
    return _(
        "{count} statements that are inferred or computed came or went without a change that they follow from.",
        count=len(difference.untied),
    )


def _untied_lines(difference: Difference) -> Iterator[str]:
    """Yield what follows from none of the changes: a sentence, then the first of these statements."""
    if not difference.untied:
        return
    yield untied(difference)
    words = Words(difference.knowledge)
    yield from map(words.consequence, difference.untied[:_PARTS])
    if len(difference.untied) > _PARTS:
        yield _("… and {count} more", count=len(difference.untied) - _PARTS)


def in_words(difference: Difference) -> Iterator[ThingWords]:
    """Yield each thing that changed in words."""
    words = Words(difference.knowledge)
    return map(words.thing, difference.things)


def _thing(words: Words, change: ThingChange) -> dict[str, Any]:
    told = words.thing(change)
    return {
        "iri": change.thing.value,
        "name": told.name,
        "kind": change.kind,
        "sign": change.sign.value,
        "text": told.line(),
        "deprecated": change.deprecated,
        "keys": [
            {"old": one.old.value, "reason": one.reason.value, "merged": one.merged}
            for one in change.identities
        ],
        "values": [_value(words, value) for value in change.values],
        "facts": [_fact(words, fact) for fact in change.facts],
        "sources": list(told.sources),
        "follows": list(told.follows),
    }


def _fact(words: Words, fact: FactChange) -> dict[str, Any]:
    return {
        "iri": fact.node.value,
        "kind": fact.kind,
        "sign": fact.sign.value,
        "text": words.fact(fact),
        "was": fact.was.value if fact.was else None,
        "values": [_value(words, value) for value in fact.values],
    }


def _value(words: Words, value: ValueChange) -> dict[str, Any]:
    return {
        "property": value.predicate.value,
        "language": value.language or None,
        "text": words.value(value),
        "removed": [_stated(quad) for quad in value.removed],
        "added": [_stated(quad) for quad in value.added],
    }


def _stated(quad: Quad) -> dict[str, str | None]:
    graph = getattr(quad.graph_name, "value", None)
    return {"value": str(quad.object), "source": graph}
