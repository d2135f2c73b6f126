"""Why a triple is in the graph: who states it, or which rule gives it from which premises.

A proof is a tree whose leaves are stated; no triple is below itself, so two facts that follow from each
other never prove one another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from simpul.reason.rules import Pattern, Rule, unify
from simpul.store import Queryable, sparql
from simpul.store.oxigraph import parse
from simpul.store.statements import holds, is_stated, stated_in
from simpul.terms import BlankNode, NamedNode, Term, Triple, dct, simpul, skos, text

_MOST_WAYS: Final = 50
"""The most ways considered in which one rule gives one triple."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A source that states a triple.

    Attributes:
        graph: The source, which is the graph's name.
        documents: What the thing itself cites, most often one.
        passage: Where in the document; empty where it is not said.
        is_correction: It says so in a correction of what others state.
    """

    graph: str
    documents: tuple[str, ...] = ()
    passage: str = ""
    is_correction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A source that corrects or withdraws what is stated.

    Attributes:
        graph: The source.
        documents: What the correction cites.
        new: What it says instead; None where it only withdraws.
        reason: In words; empty where none is given.
    """

    graph: str
    documents: tuple[str, ...] = ()
    new: Term | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Why a triple holds: ``said`` by sources, or by a ``rule`` from ``premises``; and who corrects it."""

    triple: Triple
    corrected: tuple[Corrected, ...] = ()
    said: tuple[Said, ...] = ()
    rule: Rule | None = None
    premises: tuple["Proof", ...] = ()


def explain(store: Queryable, triple: Triple, rules: Sequence[Rule]) -> Proof | None:
    """Return why a triple is in the merge, or which corrections say so; None if neither.

    Of several proofs, one with few inferred premises is given; all sources that state it are.
    """
    if holds(store, triple):
        return _prove(store, triple, rules, frozenset())
    said = tuple(_said_in_corrections(store, triple))
    return Proof(triple=triple, said=said) if said else None


def _prove(
    store: Queryable, triple: Triple, rules: Sequence[Rule], above: frozenset[Triple]
) -> Proof | None:
    if said := tuple(_said(store, triple)):
        return Proof(triple=triple, said=said, corrected=tuple(_corrected(store, triple)))
    if triple in above:
        return None
    above |= {triple}
    ways = [(rule, premises) for rule in rules for premises in _ways(store, triple, rule)]
    ways.sort(key=lambda way: sum(not is_stated(store, premise) for premise in way[1]))
    for rule, premises in ways:
        proofs: list[Proof] = []
        for premise in premises:
            proof = _prove(store, premise, rules, above)
            if proof is None:
                break
            proofs.append(proof)
        else:
            return Proof(triple=triple, rule=rule, premises=tuple(proofs))
    return None


def _said(store: Queryable, triple: Triple) -> Iterator[Said]:
    for graph in stated_in(store, triple):
        documents: tuple[str, ...] = ()
        passage = ""
        if isinstance(triple.subject, NamedNode):
            documents = _cited(store, triple.subject, graph)
            for quad in store.matching(triple.subject, simpul("passage"), None, graph):
                passage = text(quad.object)
        yield Said(graph=graph.value, documents=documents, passage=passage)


def _cited(store: Queryable, node: NamedNode, graph: NamedNode) -> tuple[str, ...]:
    cited = store.matching(node, dct("source"), None, graph)
    return tuple(sorted(text(quad.object) for quad in cited))


def _corrections(store: Queryable, triple: Triple) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield the corrections of a property of a thing, or of all that is said of it, each with who makes it."""
    if not isinstance(triple.subject, NamedNode):
        return
    found = store.matching(None, simpul("corrects"), triple.subject)
    for quad in sorted(found, key=str):
        node, graph = quad.subject, quad.graph_name
        if isinstance(node, NamedNode) and isinstance(graph, NamedNode):
            properties = _values(store, node, "correctedProperty", graph)
            if not properties or triple.predicate in properties:
                yield node, graph


def _values(store: Queryable, node: NamedNode, name: str, graph: NamedNode) -> list[Term]:
    return [quad.object for quad in store.matching(node, simpul(name), None, graph)]


def _corrected(store: Queryable, triple: Triple) -> Iterator[Corrected]:
    """Yield who says something else than a triple, or withdraws it."""
    for node, graph in _corrections(store, triple):
        old = _values(store, node, "oldValue", graph)
        new = [*_values(store, node, "newValue", graph)]
        for instead in _values(store, node, "statesInstead", graph):
            if isinstance(instead, NamedNode):
                stated = store.matching(instead, triple.predicate, None, graph)
                new += [*(quad.object for quad in stated), instead]
        if old == [triple.object] or not (old or _values(store, node, "newValue", graph)):
            notes = store.matching(node, skos("note"), None, graph)
            yield Corrected(
                graph=graph.value,
                documents=_cited(store, node, graph),
                new=next(iter(new), None),
                reason=next((text(quad.object) for quad in notes), ""),
            )


def _said_in_corrections(store: Queryable, triple: Triple) -> Iterator[Said]:
    """Yield who says in a correction that a triple is so."""
    for node, graph in _corrections(store, triple):
        if triple.object in _values(store, node, "newValue", graph):
            yield Said(graph=graph.value, documents=_cited(store, node, graph), is_correction=True)


def _ways(store: Queryable, triple: Triple, rule: Rule) -> Iterator[list[Triple]]:
    """Yield the premises of each way in which a rule gives a triple."""
    for head in rule.head:
        values = unify(head, triple)
        if values is None or any(isinstance(v, BlankNode | Triple) for v in values.values()):
            continue
        where = _bound(rule.where, values)
        seen: set[tuple[Triple, ...]] = set()
        query = f"SELECT * WHERE {{ {where} }} LIMIT {_MOST_WAYS}"
        for row in store.select(query):
            premises = [
                made
                for pattern in rule.body
                if (made := _fill(pattern, {**row, **values})) is not None and holds(store, made)
            ]
            if tuple(premises) not in seen:
                seen.add(tuple(premises))
                yield premises


def _bound(where: str, values: Mapping[str, Term]) -> str:
    """Return a rule's condition with these variables replaced by these terms, token by token."""
    return "".join(
        str(values[token.text[1:]])
        if token.kind == "variable" and token.text[1:] in values
        else token.text
        for token in sparql.tokens(where)
    )


def _fill(pattern: Pattern, values: Mapping[str, Term]) -> Triple | None:
    """Return the pattern with its variables filled; None where one is not bound."""
    parts: list[Term] = []
    for part in pattern:
        if part.startswith("?"):
            value = values.get(part[1:])
        elif part.startswith("<"):
            value = NamedNode(part[1:-1])
        else:
            value = _literal(part)
        if value is None:
            return None
        parts.append(value)
    subject, predicate, object_ = parts
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        return None
    return Triple(subject, predicate, object_)


def _literal(token: str) -> Term | None:
    line = f"<urn:x> <urn:x> {token} ."
    return next((quad.object for quad in parse(line.encode(), "turtle")), None)
