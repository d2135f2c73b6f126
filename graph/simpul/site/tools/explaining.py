"""The tool that tells why the graph holds a statement: who says it, where, or what it follows from."""

from collections.abc import Iterator, Sequence
from typing import Any

from simpul.answer.proofs import ProofText
from simpul.answer.statements import Words
from simpul.locale import translate as _
from simpul.reason import Proof
from simpul.site.tools.answers import SOURCES, TEXT, Argument, Given, Lines, Told, Tool
from simpul.site.why import path_to, proof_of
from simpul.terms import NamedNode


def why() -> Tool:
    """Return the tool."""
    return Tool(
        name="why",
        title=_("Tell why Simpul holds a statement"),
        description=_(
            "Tell who states a fact, in which document, passage and row of a table, or by which rule it follows from others, and who "
            "corrects it. Use it before you rely on a fact, or where a person asks how it is known."
        ),
        arguments=(
            Argument(
                name="subject",
                description=_("A name, or better an id such as city/1642911."),
                required=True,
            ),
            Argument(
                name="property",
                description=_("A property of the ontology, such as memberOf, or its label."),
                required=True,
            ),
            Argument(name="object", description=_("A name, an id, or a text."), required=True),
        ),
        output={"statement": TEXT, "proof": {"type": "object"}, "sources": SOURCES, "page": TEXT},
        answer=_explained,
    )


def _explained(given: Given) -> Told:
    site, asked = given.site, given.asked
    words = Words(
        subject=given.text("subject"),
        predicate=given.text("property"),
        object=given.text("object"),
    )
    proof = proof_of(site, asked, words, offer=_offered)
    graph = site.graph(asked.right)
    told = ProofText(graph.store, graph.names)
    graphs = dict.fromkeys(one.graph for part in _every(proof) for one in part.said)
    sources = [
        {"number": number, "title": told.label(NamedNode(iri)), "address": given.page(iri)}
        for number, iri in enumerate(graphs, 1)
    ]
    caveats = given.remarks + [
        told.corrected(one) for part in _every(proof) for one in part.corrected
    ]
    value: dict[str, Any] = {
        "statement": told.sentence(proof),
        "proof": told.tree(proof),
        "sources": sources,
        "page": given.address(path_to(words.subject, words.predicate, words.object)),
        "caveats": caveats,
    }
    lines = Lines()
    lines.add(*told.lines(proof))
    lines.part(_("Note:"), given.remarks)
    return Told(value=value, text=str(lines))


def _every(proof: Proof) -> Iterator[Proof]:
    yield proof
    for premise in proof.premises:
        yield from _every(premise)


def _offered(others: Sequence[Words]) -> str:
    if not others:
        return ""
    known = "; ".join(f"{one.subject} {one.predicate} {one.object}" for one in others)
    return _("Of both it says: {statements}.", statements=known)
