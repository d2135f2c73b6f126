"""What follows from what is stated: the ontology's axioms and its named rules, run as CONSTRUCTs.

Each axiom becomes the OWL 2 RL rule that W3C's profile gives it
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules); what OWL cannot
say is a file in ``ontology/rules/``. The rules come from the ontology alone: none is written here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul import paths
from simpul.errors import QueryError, StoreError
from simpul.language import translate as _
from simpul.store import Store
from simpul.terms import DefaultGraph, NamedNode, Quad, Triple, text

_MOST_ROUNDS: Final = 100

_AXIOMS: Final[dict[str, tuple[str, str, str]]] = {
    # OWL 2 RL rule: how to find the axioms, what each gives, when.
    "cax-sco": ("?p rdfs:subClassOf ?q . FILTER(?p != ?q)", "?x a <{q}>", "?x a <{p}>"),
    "cax-eqc1": ("?p owl:equivalentClass ?q", "?x a <{q}>", "?x a <{p}>"),
    "cax-eqc2": ("?q owl:equivalentClass ?p", "?x a <{q}>", "?x a <{p}>"),
    "prp-spo1": ("?p rdfs:subPropertyOf ?q . FILTER(?p != ?q)", "?x <{q}> ?y", "?x <{p}> ?y"),
    "prp-eqp1": ("?p owl:equivalentProperty ?q", "?x <{q}> ?y", "?x <{p}> ?y"),
    "prp-eqp2": ("?q owl:equivalentProperty ?p", "?x <{q}> ?y", "?x <{p}> ?y"),
    "prp-inv1": ("?p owl:inverseOf ?q", "?y <{q}> ?x", "?x <{p}> ?y"),
    "prp-inv2": ("?q owl:inverseOf ?p", "?y <{q}> ?x", "?x <{p}> ?y"),
    "prp-symp": ("?p a owl:SymmetricProperty", "?y <{p}> ?x", "?x <{p}> ?y"),
    "prp-trp": ("?p a owl:TransitiveProperty", "?x <{p}> ?z", "?x <{p}> ?y . ?y <{p}> ?z"),
    "prp-dom": ("?p rdfs:domain ?q", "?x a <{q}>", "?x <{p}> ?y"),
    "prp-rng": ("?p rdfs:range ?q . ?q a owl:Class", "?y a <{q}>", "?x <{p}> ?y"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A CONSTRUCT that adds what follows.

    Attributes:
        name: OWL 2 RL rule and the terms of its axiom, or the file's name.
        construct: SPARQL.
    """

    name: str
    construct: str


def rules_of(ontology: Store, folder: Path | None = None) -> list[Rule]:
    """Return the rules that an ontology's axioms and a folder of rule files call for.

    Args:
        ontology: Its default graph holds the axioms.
        folder: Named rules; by default those that come with Simpul.
    """
    found = [*_axiom_rules(ontology), *_chain_rules(ontology)]
    files = sorted((folder or paths.ontology() / "rules").glob("*.rq"))
    found += [Rule(name=file.stem, construct=file.read_text(encoding="utf-8")) for file in files]
    return found


def _axiom_rules(ontology: Store) -> Iterator[Rule]:
    for code, (pattern, conclusion, premise) in _AXIOMS.items():
        query = f"SELECT DISTINCT ?p ?q WHERE {{ {pattern} }}"
        pairs = sorted(
            (text(row["p"]), text(row.get("q")))
            for row in ontology.solutions(query)
            if isinstance(row["p"], NamedNode) and isinstance(row.get("q", row["p"]), NamedNode)
        )
        for p, q in pairs:
            yield _rule(f"{code} {_local(p)} {_local(q)}".strip(), conclusion, premise, p=p, q=q)


def _chain_rules(ontology: Store) -> Iterator[Rule]:
    """Yield a rule for each property chain (prp-spo2)."""
    lists = {
        str(row["cell"]): (text(row["p"]), str(row["rest"]))
        for row in ontology.solutions("SELECT * WHERE { ?cell rdf:first ?p ; rdf:rest ?rest }")
        if isinstance(row["p"], NamedNode)
    }
    for row in ontology.solutions("SELECT * WHERE { ?q owl:propertyChainAxiom ?list } ORDER BY ?q"):
        chain: list[str] = []
        cell = str(row["list"])
        while cell in lists:
            link, cell = lists[cell]
            chain.append(link)
        steps = " . ".join(f"?v{n} <{link}> ?v{n + 1}" for n, link in enumerate(chain))
        whole = text(row["q"])
        yield _rule(f"prp-spo2 {_local(whole)}", f"?v0 <{whole}> ?v{len(chain)}", steps)


def _rule(name: str, conclusion: str, premise: str, **names: str) -> Rule:
    made, given = conclusion.format(**names), premise.format(**names)
    return Rule(
        name=name,
        construct=f"CONSTRUCT {{ {made} }} WHERE {{ {given} FILTER NOT EXISTS {{ {made} }} }}",
    )


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def materialise(store: Store, rules: Sequence[Rule]) -> list[Triple]:
    """Add to the default graph all that follows, and return what was added, in no order.

    Rules run in rounds until a round gives nothing new. A conclusion about a literal or a blank node
    as subject is no triple and is left out.

    Raises:
        StoreError: A rule file is malformed; the message names it.
    """
    added: list[Triple] = []
    for _round in range(_MOST_ROUNDS):
        fresh = {triple for rule in rules for triple in _conclusions(store, rule)}
        if not fresh:
            return added
        store.add(_quads(fresh))
        added += fresh
    raise StoreError(_("The rules give no end of conclusions; one of them must make new things."))


def _conclusions(store: Store, rule: Rule) -> Iterator[Triple]:
    try:
        for triple in store.construct(rule.construct):
            if isinstance(triple.subject, NamedNode) and not store.has(triple):
                yield triple
    except QueryError as error:
        raise StoreError(
            _("The rule {name} is malformed: {reason}", name=rule.name, reason=error)
        ) from None


def _quads(triples: Iterable[Triple]) -> Iterator[Quad]:
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
