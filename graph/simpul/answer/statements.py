"""A statement as a person says it: names, keys, addresses or labels of its three parts, and why it holds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.answer.labels import short
from simpul.errors import ParameterError, UnstatedError, did_you_mean
from simpul.locale import translate as _
from simpul.naming import Names, fold
from simpul.reason import Proof, explain
from simpul.reason.rules import Rule
from simpul.store import Queryable
from simpul.terms import ONTOLOGY, PREFIXES, Literal, NamedNode, Term, Triple, rdf_type, text

_MOST: Final = 3
"""Other statements that are offered where one is not there."""

Find = Callable[[str], str]
"""Returns the IRI of the thing that a person means by a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A statement in the words of a person: a name, a key or an address; a property or its label; a thing or a text."""

    subject: str
    predicate: str
    object: str


def proved(  # noqa: PLR0913 - all but three are options by name
    words: Words,
    graph: Queryable,
    names: Names,
    *,
    find: Find,
    rules: Sequence[Rule],
    offer: Callable[[Sequence[Words]], str],
) -> Proof:
    """Return why a statement is in the graph, or which corrections say so.

    Args:
        words: The statement.
        graph: The graph.
        names: What its things are called.
        find: Finds a thing.
        rules: Those by which facts follow.
        offer: Returns a sentence with statements that the graph has of both ends; empty for none.

    Raises:
        UnstatedError: It is not there; the error has those statements.
        ParameterError: Nothing is called so, or there is no such property.
    """
    one, link = _thing(words.subject, find), _property(words.predicate, graph)
    others = _objects(words.object, link, graph, find)
    for other in others:
        proof = explain(graph, Triple(one, link, other), rules)
        if proof is not None:
            return proof
    told = _(
        "The graph does not contain this: {subject} {predicate} {object}. No source "
        "states it, and it does not follow from anything.",
        subject=names.label(one.value),
        predicate=words.predicate,
        object=words.object,
    )
    offered = offer(_of_both(words, one, others, graph))
    raise UnstatedError(f"{told} {offered}" if offered else told)


def _of_both(
    words: Words, one: NamedNode, others: Iterable[Term], graph: Queryable
) -> Sequence[Words]:
    """Return what the graph says of both ends of a statement."""
    things = " ".join(str(other) for other in others if isinstance(other, NamedNode))
    query = f"""SELECT DISTINCT ?there ?back WHERE {{
      VALUES ?other {{ {things} }}
      {{ {one} ?there ?other }} UNION {{ ?other ?back {one} }}
    }} ORDER BY ?there ?back"""
    rows = list(graph.select(query, checked=True)) if things else []
    found: list[Words] = []
    # What begins where the person began comes first.
    for row in sorted(rows, key=lambda row: "there" not in row):
        link = text(row.get("there")) or text(row.get("back"))
        name = _name_of(link)
        ends = (words.subject, words.object) if "there" in row else (words.object, words.subject)
        found.append(Words(subject=ends[0], predicate=name, object=ends[1]))
    return found[:_MOST]


def statements_about(subject: NamedNode, graph: Queryable, most: int) -> list[tuple[Words, Triple]]:
    """Return what the graph holds of a thing, each statement with words that ``proved`` takes; what ties it comes first.

    Args:
        subject: The thing.
        graph: The graph.
        most: How many statements are wanted at most.
    """
    query = f"""SELECT DISTINCT ?p ?o WHERE {{ {subject} ?p ?o }}
      ORDER BY ISLITERAL(?o) ?p ?o LIMIT {most}"""
    found: dict[Words, Triple] = {}
    for row in graph.select(query, checked=True):
        link = NamedNode(text(row["p"]))
        words = Words(subject=subject.value, predicate=_name_of(link.value), object=text(row["o"]))
        # The same text in several languages is one question.
        found.setdefault(words, Triple(subject, link, row["o"]))
    return list(found.items())


def _name_of(link: str) -> str:
    """Return what ``_property`` knows a property by."""
    return link.removeprefix(ONTOLOGY) if link.startswith(ONTOLOGY) else short(link)


def _prefixed(said: str) -> NamedNode | None:
    """Return what a prefixed name such as ``owl:Thing`` stands for; None for any other text."""
    prefix, colon, local = said.partition(":")
    return _node(PREFIXES[prefix] + local) if colon and prefix in PREFIXES else None


def _node(iri: str) -> NamedNode:
    """Return the node of an IRI.

    Raises:
        ParameterError: It is none.
    """
    try:
        return NamedNode(iri)
    except ValueError:
        raise ParameterError(_("{text} is no address.", text=repr(iri[:100]))) from None


def _thing(said: str, find: Find) -> NamedNode:
    return _prefixed(said) or NamedNode(find(said))


def _property(said: str, graph: Queryable) -> NamedNode:
    """Return the property of this local name, prefixed name, address or label."""
    if said == "a":
        return rdf_type
    if prefixed := _prefixed(said):
        return prefixed
    query = """SELECT ?term ?label WHERE {
      VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
      ?term a ?kind . OPTIONAL { ?term rdfs:label ?label }
    }"""
    known: dict[str, str] = {}
    for row in graph.select(query):
        iri = text(row["term"])
        known[iri] = iri
        if iri.startswith(ONTOLOGY):
            known[fold(iri.removeprefix(ONTOLOGY))] = iri
        known.setdefault(fold(text(row.get("label"))), iri)
    found = known.get(said) or known.get(fold(said))
    if found is None:
        near = did_you_mean(said, [key for key in known if key and not key.startswith("http")])
        raise ParameterError(_("There is no property {name}.", name=repr(said)) + near)
    return NamedNode(found)


def _objects(said: str, link: NamedNode, graph: Queryable, find: Find) -> list[Term]:
    """Return what a text may mean as an object, likeliest first."""
    if link == rdf_type:
        return [_prefixed(said) or _node(said if ":" in said else ONTOLOGY + said)]
    value = Literal(said)
    query = f"SELECT DISTINCT ?value WHERE {{ ?thing {link}|simpul:newValue ?value FILTER (STR(?value) = {value}) }}"
    literals = {row["value"] for row in graph.select(query, checked=True)}
    try:
        found: list[Term] = [_thing(said, find)]
    except ParameterError:
        if not literals:
            raise
        found = []
    return [*found, *sorted(literals, key=str)]
