"""Why the graph holds a statement: who states it, in which rows, or what it follows from; ``/why?s=&p=&o=``.

With a thing alone, ``/why?s=``, all that the graph holds of it is listed, each statement with its why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from simpul.answer.proofs import ProofText
from simpul.answer.statements import Words as Statement
from simpul.answer.statements import proved, statements_about
from simpul.errors import ParameterError, UnstatedError
from simpul.locale import translate as _
from simpul.projection.near import NearReader
from simpul.projection.reader import STATEMENT_ENDS
from simpul.reason import Proof, Said, rules_of
from simpul.reason.ontology import ontology
from simpul.site.addresses import page_of
from simpul.site.asking import JSON, Asked, Reply, as_json
from simpul.site.card import named_text
from simpul.site.failures import NotFoundError
from simpul.site.footnotes import Footnotes
from simpul.site.html import shown
from simpul.site.lines import Writer
from simpul.site.negotiation import media_type
from simpul.site.site import Site
from simpul.site.wording import Words
from simpul.terms import ID, NamedNode, Term

_SOURCE: Final = f"{ID}source/"
_MOST: Final = 500
"""Statements of a thing that are listed."""
Namer = Callable[[str], str]

_LONGEST: Final = 1000
"""Characters of a part of a statement that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A text, with the path of the page that tells of it; empty where none does."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Who says a statement.

    Attributes:
        source: The source.
        documents: What it cites.
        passage: Where in these; empty where that is not said.
        rows: The rows that it came from.
        is_correction: It is said in a correction of what others state.
    """

    source: Link
    documents: Sequence[Link] = ()
    passage: str = ""
    rows: Sequence[str] = ()
    is_correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A proof as a page shows it.

    Attributes:
        statement: The three parts of the statement.
        stated: Who says it.
        corrected: Who says otherwise, in sentences.
        reason: The rule by which it follows; empty where it is stated.
        premises: What it follows from.
    """

    statement: Sequence[Link]
    stated: Sequence[Stated] = ()
    corrected: Sequence[str] = ()
    reason: str = ""
    premises: Sequence["Shown"] = ()


def page(site: Site, asked: Asked) -> Reply:
    """Explain a statement; list those of a thing; without either, ask for one.

    Raises:
        NotFoundError: The graph does not hold it.
        ParameterError: Nothing is called so, or a program gives no statement.
    """
    words = Statement(
        subject=asked.value("s")[:_LONGEST],
        predicate=asked.value("p")[:_LONGEST],
        object=asked.value("o")[:_LONGEST],
    )
    is_whole = bool(words.subject and words.predicate and words.object)
    is_json = media_type(asked.accept, ("text/html", JSON)) == JSON
    if is_json and not is_whole:
        raise ParameterError(_("Give the three parts of a statement: s, p and o."))
    proof = (
        proof_of(site, asked, words, offer=lambda others: _offered(others, site))
        if is_whole
        else None
    )
    graph = site.graph(asked.right)
    told = ProofText(graph.store, graph.names)
    if is_json and proof:
        return as_json(told.tree(proof), vary=("Accept",))
    named = _namer(site, asked)
    reply = shown(
        site,
        asked,
        "why.html",
        title=told.sentence(proof) if proof else _("Why"),
        statement=words,
        proof=_shown(site, told, proof, named) if proof else None,
        held=_held(site, asked, told, words, named) if words.subject and not is_whole else (),
    )
    return Reply(
        media_type=reply.media_type, body=reply.body, headers=reply.headers, vary=("Accept",)
    )


def proof_of(
    site: Site, asked: Asked, words: Statement, *, offer: Callable[[Sequence[Statement]], str]
) -> Proof:
    """Return why the graph of who asks holds a statement.

    Args:
        site: The site.
        asked: What was asked.
        words: The statement.
        offer: Returns a sentence with statements on both of its ends.

    Raises:
        NotFoundError: It does not hold it.
        ParameterError: Nothing is called so, or there is no such property.
    """
    graph = site.graph(asked.right)
    rules = site.once("public", "rules", lambda: rules_of(ontology()))
    try:
        return proved(words, graph.store, graph.names, find=graph.find, rules=rules, offer=offer)
    except UnstatedError as error:
        raise NotFoundError(str(error)) from None


def _held(
    site: Site, asked: Asked, told: ProofText, words: Statement, named: Namer
) -> list[tuple[Link, Link, Link]]:
    """Return the statements of a thing: property, value, and why.

    Raises:
        ParameterError: Nothing is called so.
    """
    graph = site.graph(asked.right)
    subject = NamedNode(graph.find(words.subject))
    return [
        (
            _link(site, told, triple.predicate, named),
            _link(site, told, triple.object, named),
            Link(text=_("Why?"), href=site.address(path_to(held.subject, held.predicate, held.object))),
        )
        for held, triple in statements_about(subject, graph.store, _MOST)
    ]  # fmt: skip


def path_to(subject: str, predicate: str, object_: str) -> str:
    """Return the path of the page that explains a statement."""
    return f"/why?{urlencode({'s': subject, 'p': predicate, 'o': object_})}"


def _offered(others: Sequence[Statement], site: Site) -> str:
    addresses = [site.public(path_to(one.subject, one.predicate, one.object)) for one in others]
    if not addresses:
        return ""
    return _("What it says of both is explained at {addresses}.", addresses=", ".join(addresses))


def _shown(site: Site, told: ProofText, proof: Proof, named: Namer) -> Shown:
    return Shown(
        statement=[_link(site, told, part, named) for part in proof.triple],
        stated=[_stated(site, told, proof, one, named) for one in proof.said],
        corrected=[told.corrected(one) for one in proof.corrected],
        reason=told.reason(proof),
        premises=[_shown(site, told, one, named) for one in proof.premises],
    )


def _stated(site: Site, told: ProofText, proof: Proof, one: Said, named: Namer) -> Stated:
    return Stated(
        source=_link(site, told, NamedNode(one.graph), named),
        documents=[_link(site, told, NamedNode(document), named) for document in one.documents],
        passage=one.passage,
        rows=[] if one.is_correction else [str(place) for place in told.rows(proof, one)],
        is_correction=one.is_correction,
    )


def _namer(site: Site, asked: Asked) -> Namer:
    """Return what names a thing that has no label: by its class, and what it ties."""
    store = site.graph(asked.right).store
    reader = site.once(asked.right, "near", lambda: NearReader(store)).fresh()
    writer = Writer(reader, Footnotes(asked.language), Words(asked.language), page_of)

    def named(iri: str) -> str:
        reader.fetch([iri])
        ends = [
            end
            for name in STATEMENT_ENDS.get(reader.classes.get(iri, ""), ())
            for end in reader.objects(iri, name)
        ]
        reader.fetch(ends)
        return named_text(writer, iri)

    return named


def _link(site: Site, told: ProofText, term: Term, named: Namer) -> Link:
    if not isinstance(term, NamedNode):
        return Link(text=told.label(term))
    label = told.label(term)
    if term.value == ID + label:  # a statement that is a thing has no name of its own
        label = named(term.value)
    is_source = term.value.startswith(_SOURCE)
    path = f"/sources/{term.value.removeprefix(_SOURCE)}" if is_source else page_of(term.value)
    return Link(text=label, href=site.address(path) if path else "")
