"""Rules, read from the ontology's axioms and from the files in ``ontology/rules/``.

Each axiom becomes the OWL 2 RL rule that W3C's profile gives it
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules); what OWL cannot
say is a file. The rules come from the ontology alone: none is written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from simpul import paths
from simpul.catalogue import parse
from simpul.errors import StoreError
from simpul.folders import files_in
from simpul.locale import translate as _
from simpul.store import Queryable
from simpul.store.sparql import refuse_what_reaches_out
from simpul.terms import NamedNode, Term, Triple, rdf_type, text

_TYPE: Final = f"<{rdf_type.value}>"

ANYTHING: Final = "*"
"""Signature of a pattern that any triple may match."""


class Pattern(NamedTuple):
    """A triple pattern; each part is a SPARQL token: ``?name``, or a term's serialisation."""

    subject: str
    predicate: str
    object: str

    def __str__(self) -> str:
        return " ".join(self)

    @property
    def signature(self) -> str:
        """What kind of triple matches: a predicate, ``a <class>``, or ``ANYTHING``."""
        return _kind_of(self)

    @property
    def variables(self) -> set[str]:
        """Names of the variables."""
        return {part[1:] for part in self if part.startswith("?")}


@lru_cache(maxsize=4096)
def _kind_of(pattern: Pattern) -> str:
    """Return the signature of a pattern; a load asks for that of each rule's a thousand times."""
    return _signature(pattern.predicate, pattern.object)


def _signature(predicate: str, object_: str) -> str:
    if predicate.startswith("?") or (predicate == _TYPE and object_.startswith("?")):
        return ANYTHING
    return f"a {object_}" if predicate == _TYPE else predicate


def signature(triple: Triple) -> str:
    """Return what kind of triple this is, comparable with a pattern's signature."""
    return _signature(str(triple.predicate), str(triple.object))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What follows when something holds.

    Attributes:
        name: OWL 2 RL rule and the terms of its axiom, or the file's name.
        head: What follows.
        body: What must hold, as far as plain patterns say it.
        bound: Names of variables that have a value whenever the condition holds, to narrow it by; all of an axiom's.
        where: The whole condition in SPARQL, filters and all.
        axioms: The ontology's triples that the rule comes from; none for a file.
        summaries: What a file says the rule does, by language; empty for an axiom.
        negative: What must not hold, and that on which this depends.
    """

    name: str
    head: tuple[Pattern, ...]
    body: tuple[Pattern, ...]
    bound: frozenset[str]
    where: str
    axioms: tuple[Triple, ...] = ()
    summaries: tuple[tuple[str, str], ...] = ()
    negative: tuple[Pattern, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Its condition is its body and nothing more: true of an axiom, not of a file."""
        return not self.summaries

    def construct(self, given: str = "") -> str:
        """Return the rule as a CONSTRUCT of all that it gives; ``given`` is a VALUES clause that restricts the premises."""
        return f"CONSTRUCT {{ {self._made} }} WHERE {{ {given} {self.where} }}"

    def construct_new(self, given: str = "", *, many: bool = False) -> str:
        """Return the rule as a CONSTRUCT of what does not hold yet.

        Args:
            given: A VALUES clause that restricts the premises.
            many: Compare with what holds in one hash join, which is seven times faster than a look-up for
                each answer where answers are many, and slower where they are few among many that hold.
        """
        known = f"MINUS {{ {self._made} }}" if many else f"FILTER NOT EXISTS {{ {self._made} }}"
        return f"CONSTRUCT {{ {self._made} }} WHERE {{ {given} {self.where} {known} }}"

    @property
    def _made(self) -> str:
        return " . ".join(map(str, self.head))

    @property
    def reads(self) -> frozenset[str]:
        """Signatures of what must hold."""
        return frozenset(pattern.signature for pattern in self.body)

    @property
    def negates(self) -> frozenset[str]:
        """Signatures of what must not hold."""
        return frozenset(pattern.signature for pattern in self.negative)

    @property
    def writes(self) -> frozenset[str]:
        """Signatures of what follows."""
        return frozenset(pattern.signature for pattern in self.head)


def unify(pattern: Pattern, triple: Triple) -> dict[str, Term] | None:
    """Return what the variables of a pattern are in a triple; None if it does not match."""
    values: dict[str, Term] = {}
    for part, term in zip(pattern, triple, strict=True):
        if not part.startswith("?"):
            if part != str(term):
                return None
        elif values.setdefault(part[1:], term) != term:
            return None
    return values


class _Axiom(NamedTuple):
    """How an axiom is found and what rule it gives: W3C's name, head and body."""

    code: str
    pattern: str
    head: str
    body: str


_P, _Q = "<{p}>", "<{q}>"
_AXIOMS: Final = (
    _Axiom("cax-sco", "?p rdfs:subClassOf ?q . FILTER(?p != ?q)", f"?x {_TYPE} {_Q}", f"?x {_TYPE} {_P}"),
    _Axiom("cax-eqc1", "?p owl:equivalentClass ?q", f"?x {_TYPE} {_Q}", f"?x {_TYPE} {_P}"),
    _Axiom("cax-eqc2", "?p owl:equivalentClass ?q", f"?x {_TYPE} {_P}", f"?x {_TYPE} {_Q}"),
    _Axiom("prp-spo1", "?p rdfs:subPropertyOf ?q . FILTER(?p != ?q)", f"?x {_Q} ?y", f"?x {_P} ?y"),
    _Axiom("prp-eqp1", "?p owl:equivalentProperty ?q", f"?x {_Q} ?y", f"?x {_P} ?y"),
    _Axiom("prp-eqp2", "?p owl:equivalentProperty ?q", f"?x {_P} ?y", f"?x {_Q} ?y"),
    _Axiom("prp-inv1", "?p owl:inverseOf ?q", f"?y {_Q} ?x", f"?x {_P} ?y"),
    _Axiom("prp-inv2", "?p owl:inverseOf ?q", f"?y {_P} ?x", f"?x {_Q} ?y"),
    _Axiom("prp-symp", "?p a owl:SymmetricProperty", f"?y {_P} ?x", f"?x {_P} ?y"),
    _Axiom("prp-trp", "?p a owl:TransitiveProperty", f"?x {_P} ?z", f"?x {_P} ?y . ?y {_P} ?z"),
    _Axiom("prp-dom", "?p rdfs:domain ?q", f"?x {_TYPE} {_Q}", f"?x {_P} ?y"),
    _Axiom("prp-rng", "?p rdfs:range ?q . ?q a owl:Class", f"?y {_TYPE} {_Q}", f"?x {_P} ?y"),
)  # fmt: skip


def rules_of(ontology: Queryable, folder: Path | None = None) -> list[Rule]:
    """Return the rules that an ontology's axioms and a folder of rule files call for.

    Args:
        ontology: Its default graph holds the axioms.
        folder: Named rules; by default those that come with Simpul.

    Raises:
        StoreError: A rule file is malformed; the message names it.
    """
    root = folder or paths.ontology() / "rules"
    files = files_in(root, root.glob("*.rq"))
    found = [*_axiom_rules(ontology), *_chain_rules(ontology), *map(read_rule, files)]
    # An axiom stated twice, or a property that is its own inverse, gives the same rule twice.
    return list({(rule.head, rule.where): rule for rule in reversed(found)}.values())[::-1]


def _axiom_rules(ontology: Queryable) -> Iterator[Rule]:
    for axiom in _AXIOMS:
        rows = ontology.select(f"SELECT DISTINCT ?p ?q WHERE {{ {axiom.pattern} }}")
        pairs = {
            (text(row["p"]), text(row.get("q")))
            for row in rows
            if isinstance(row["p"], NamedNode) and isinstance(row.get("q", row["p"]), NamedNode)
        }
        stated = axiom.pattern.split(" . ")[0].split()[1:]
        for p, q in sorted(pairs):
            names = {"p": p, "q": q}
            head, body = axiom.head.format(**names), axiom.body.format(**names)
            if head != body:
                yield Rule(
                    name=" ".join(filter(None, (axiom.code, _local(p), _local(q)))),
                    head=_patterns(head),
                    body=_patterns(body),
                    bound=frozenset[str]().union(
                        *(pattern.variables for pattern in _patterns(body))
                    ),
                    where=body,
                    axioms=(_stated(p, q, stated),),
                )


def _stated(p: str, q: str, predicate_and_object: list[str]) -> Triple:
    """Return the axiom's own triple."""
    from simpul.terms import PREFIXES

    def node(name: str) -> NamedNode:
        prefix, local = name.split(":")
        return NamedNode(PREFIXES[prefix] + local)

    predicate, object_ = predicate_and_object
    return Triple(
        NamedNode(p),
        rdf_type if predicate == "a" else node(predicate),
        NamedNode(q) if object_ == "?q" else node(object_),
    )


def _patterns(joined: str) -> tuple[Pattern, ...]:
    return tuple(Pattern(*pattern.split()) for pattern in joined.split(" . "))


def _chain_rules(ontology: Queryable) -> Iterator[Rule]:
    """Yield a rule for each property chain (prp-spo2)."""
    lists = {
        str(row["cell"]): (text(row["p"]), str(row["rest"]))
        for row in ontology.select("SELECT * WHERE { ?cell rdf:first ?p ; rdf:rest ?rest }")
        if isinstance(row["p"], NamedNode)
    }
    for row in ontology.select(
        "SELECT * WHERE { ?q owl:propertyChainAxiom ?list } ORDER BY ?q ?list"
    ):
        chain: list[str] = []
        cell = str(row["list"])
        while cell in lists:
            link, cell = lists[cell]
            chain.append(link)
        if not chain:
            continue
        steps = tuple(Pattern(f"?v{n}", f"<{p}>", f"?v{n + 1}") for n, p in enumerate(chain))
        whole = text(row["q"])
        axiom = NamedNode("http://www.w3.org/2002/07/owl#propertyChainAxiom")
        yield Rule(
            name=" ".join(("prp-spo2", *map(_local, chain), _local(whole))),
            head=(Pattern("?v0", f"<{whole}>", f"?v{len(chain)}"),),
            body=steps,
            bound=frozenset(f"v{n}" for n in range(len(chain) + 1)),
            where=" . ".join(map(str, steps)),
            axioms=tuple(Triple(NamedNode(whole), axiom, NamedNode(link)) for link in chain),
        )


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def read_rule(file: Path) -> Rule:
    """Read a rule from a file that holds one CONSTRUCT.

    Its premises must be plain patterns, so that they can be named in an explanation: a property path
    may stand in a FILTER only.

    Raises:
        StoreError: The file is malformed, or its premises cannot be named.
    """
    from simpul.reason.algebra import read_construct

    try:
        query = file.read_text(encoding="utf-8")
        refuse_what_reaches_out(query)
        parts = read_construct(query)
    except (OSError, ValueError) as error:
        raise StoreError(
            _("The rule {name} is malformed: {reason}", name=file.name, reason=error)
        ) from None
    summaries = parse(query, name=file.stem).summary
    return Rule(
        name=file.stem,
        head=tuple(Pattern(*pattern) for pattern in parts.template),
        body=tuple(Pattern(*pattern) for pattern in parts.positive),
        bound=parts.bound,
        where=parts.where,
        summaries=tuple(sorted(summaries.items())),
        negative=tuple(Pattern(*pattern) for pattern in parts.negative),
    )
