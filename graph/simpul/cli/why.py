"""``simpul why``: who states a fact, or how it follows."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simpul.cli.limited import OURS, Limited
from simpul.cli.options import (
    access_option,
    format_option,
    open_graph,
    output_option,
    store_option,
)
from simpul.cli.output import is_handed_on, write
from simpul.errors import ParameterError, UsageError, did_you_mean
from simpul.locale import translate as _
from simpul.terminal import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simpul.reason import Corrected, Proof, Said
    from simpul.session import KnowledgeGraph
    from simpul.store import Queryable
    from simpul.store.remote.settings import Place
    from simpul.terms import NamedNode, Term

_FORMATS = ("text", "json")
_MOST = 3
"""Commands that are offered where a fact is not there."""


def command() -> click.Command:
    """Return the command."""
    return Limited(
        "why",
        _why,
        parameters=[
            click.Argument(
                ["subject"], metavar=_("SUBJECT"), help=_("A name, a key or an address.")
            ),
            click.Argument(
                ["predicate"],
                metavar=_("PREDICATE"),
                help=_("A property, such as memberOf, or its label."),
            ),
            click.Argument(
                ["object_"],
                metavar=_("OBJECT"),
                help=_("A name, a key, an address, a class or a text."),
            ),
            format_option(
                lambda: _FORMATS, shown="|".join(_FORMATS), help=_("The format; by default text.")
            ),
            output_option(),
            access_option(),
            store_option(),
        ],
        help=_("Explain why the graph holds a fact: who states it, or what it follows from."),
        limits=OURS,
    )


def _why(  # noqa: PLR0913 - one parameter for each option
    *,
    subject: str,
    predicate: str,
    object_: str,
    format_: str | None,
    output: Path | None,
    access: str | None,
    store: "Place | None",
) -> None:
    """Explain one fact."""
    from simpul.reason import explain, rules_of
    from simpul.reason.ontology import ontology
    from simpul.terms import Triple

    kg = open_graph(store, access=access, handed_on=is_handed_on(output, format_ or "text"))
    one, link = _thing(subject, kg), _property(predicate, kg.store)
    others = _objects(object_, link, kg)
    for other in others:
        proof = explain(kg.store, Triple(one, link, other), rules_of(ontology()))
        if proof is not None:
            break
    else:
        raise UsageError(
            _(
                "The graph does not contain this: {subject} {predicate} {object}. No source "
                "states it, and it does not follow from anything.",
                subject=kg.names.label(one.value),
                predicate=predicate,
                object=object_,
            )
            + _worked(subject, object_, one, others, kg.store)
        )
    proof_text = _ProofText(kg)
    if format_ == "json":
        text = json.dumps(proof_text.tree(proof), ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(f"{one_line(line)}\n" for line in proof_text.lines(proof))
    write(text.encode(), output, private=kg.is_private)


def _worked(
    subject: str, object_: str, one: "NamedNode", others: "Sequence[Term]", graph: "Queryable"
) -> str:
    """Return a sentence with the commands that would have found something of both; empty where there is nothing."""
    from simpul.answer import short
    from simpul.catalogue import quoted
    from simpul.terms import ONTOLOGY, NamedNode, text

    things = " ".join(str(other) for other in others if isinstance(other, NamedNode))
    query = f"""SELECT DISTINCT ?there ?back WHERE {{
      VALUES ?other {{ {things} }}
      {{ {one} ?there ?other }} UNION {{ ?other ?back {one} }}
    }} ORDER BY ?there ?back"""
    rows = list(graph.select(query, checked=True)) if things else []
    commands: list[str] = []
    # What begins where the person began comes first.
    for row in sorted(rows, key=lambda row: "there" not in row):
        link = text(row.get("there")) or text(row.get("back"))
        name = link.removeprefix(ONTOLOGY) if link.startswith(ONTOLOGY) else short(link)
        ends = (subject, object_) if "there" in row else (object_, subject)
        commands.append(f"`simpul why {quoted(ends[0])} {name} {quoted(ends[1])}`")
    if not commands:
        return ""
    return " " + _(
        "What it says of both is explained by {commands}.", commands=", ".join(commands[:_MOST])
    )


def _prefixed(text: str) -> "NamedNode | None":
    """Return what a prefixed name such as ``owl:Thing`` stands for; None for any other text."""
    from simpul.terms import PREFIXES, NamedNode

    prefix, colon, local = text.partition(":")
    return NamedNode(PREFIXES[prefix] + local) if colon and prefix in PREFIXES else None


def _thing(text: str, kg: "KnowledgeGraph") -> "NamedNode":
    from simpul.terms import NamedNode

    return _prefixed(text) or NamedNode(kg.find(text))


def _property(text: str, graph: "Queryable") -> "NamedNode":
    """Return the property of this local name, prefixed name, address or label."""
    from simpul.naming import fold
    from simpul.terms import ONTOLOGY, NamedNode, rdf_type
    from simpul.terms import text as value

    if text == "a":
        return rdf_type
    if prefixed := _prefixed(text):
        return prefixed
    query = """SELECT ?term ?label WHERE {
      VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }
      ?term a ?kind . OPTIONAL { ?term rdfs:label ?label }
    }"""
    known: dict[str, str] = {}
    for row in graph.select(query):
        iri = value(row["term"])
        known[iri] = iri
        if iri.startswith(ONTOLOGY):
            known[fold(iri.removeprefix(ONTOLOGY))] = iri
        known.setdefault(fold(value(row.get("label"))), iri)
    found = known.get(text) or known.get(fold(text))
    if found is None:
        near = did_you_mean(text, [key for key in known if key and not key.startswith("http")])
        raise ParameterError(_("There is no property {name}.", name=repr(text)) + near)
    return NamedNode(found)


def _objects(text: str, link: "NamedNode", kg: "KnowledgeGraph") -> "list[Term]":
    """Return what the text may mean as an object, likeliest first."""
    from simpul.terms import ONTOLOGY, Literal, NamedNode, rdf_type

    if link == rdf_type:
        address = text if ":" in text else ONTOLOGY + text
        return [_prefixed(text) or NamedNode(address)]
    said = Literal(text)
    query = f"SELECT DISTINCT ?value WHERE {{ ?thing {link}|simpul:newValue ?value FILTER (STR(?value) = {said}) }}"
    literals = {row["value"] for row in kg.store.select(query, checked=True)}
    try:
        found: list[Term] = [_thing(text, kg)]
    except ParameterError:
        if not literals:
            raise
        found = []
    return [*found, *sorted(literals, key=str)]


class _ProofText:
    """Proofs in words, in the language in use."""

    def __init__(self, kg: "KnowledgeGraph") -> None:
        self._graph, self._names = kg.store, kg.names
        self._labels: dict[str, str] = {}

    def lines(self, proof: "Proof", depth: int = 0) -> list[str]:
        """Return the proof as an indented outline."""
        margin = "  " * depth
        found = [f"{margin}{self._sentence(proof)}"]
        found += [f"{margin}  {line}" for said in proof.said for line in self._said(proof, said)]
        found += [f"{margin}  {self._corrected(one)}" for one in proof.corrected]
        if proof.rule is not None:
            found.append(f"{margin}  " + _("because {reason}", reason=self._reason(proof)))
            found += [line for premise in proof.premises for line in self.lines(premise, depth + 2)]
        return found

    def tree(self, proof: "Proof") -> dict[str, Any]:
        """Return the proof as JSON's objects."""
        found: dict[str, Any] = {
            "triple": [str(part) for part in proof.triple],
            "text": self._sentence(proof),
        }
        if proof.rule is not None:
            found["rule"] = proof.rule.name
            found["reason"] = self._reason(proof)
            found["premises"] = [self.tree(premise) for premise in proof.premises]
        else:
            found["said"] = [
                {
                    "source": said.graph,
                    "documents": list(said.documents),
                    "passage": said.passage,
                    "rows": [str(place) for place in self._rows(proof, said)],
                    **({"correction": True} if said.is_correction else {}),
                }
                for said in proof.said
            ]
        if proof.corrected:
            found["corrected"] = [
                {
                    "source": one.graph,
                    "documents": list(one.documents),
                    "new": None if one.new is None else str(one.new),
                    "reason": one.reason,
                }
                for one in proof.corrected
            ]
        return found

    def _sentence(self, proof: "Proof") -> str:
        return " — ".join(self._label(part) for part in proof.triple)

    def _label(self, term: "Term") -> str:
        from simpul.answer import labels, short
        from simpul.store import Solutions
        from simpul.terms import NamedNode, rdf_type, text

        if not isinstance(term, NamedNode):
            return text(term)
        if term == rdf_type:
            return _("is a")
        if term.value not in self._labels:
            asked = Solutions(variables=("thing",), rows=[{"thing": term}])
            self._labels[term.value] = labels(self._graph, asked).get(term.value) or short(
                term.value
            )
        return self._labels[term.value]

    def _reason(self, proof: "Proof") -> str:
        from simpul.catalogue import said

        rule = proof.rule
        if rule is None:
            return ""
        if rule.summaries:
            return said(dict(rule.summaries)) + f" ({rule.name})"
        axioms = "; ".join(" ".join(self._label(part) for part in axiom) for axiom in rule.axioms)
        code = rule.name.split()[0]
        return _("the ontology says: {axioms} ({rule})", axioms=axioms, rule=f"OWL 2 RL {code}")

    def _corrected(self, one: "Corrected") -> str:
        source = self._name(one.graph)
        if one.new is None:
            told = _("withdrawn by {source}", source=source)
        else:
            told = _("corrected by {source}: {new}", source=source, new=self._label(one.new))
        return f"{told} ({one.reason})" if one.reason else told

    def _name(self, iri: str) -> str:
        from simpul.terms import NamedNode

        return self._label(NamedNode(iri))

    def _said(self, proof: "Proof", said: "Said") -> list[str]:
        documents = ", ".join(map(self._name, said.documents))
        passage = f", {said.passage}" if said.passage else ""
        cited = f" ({documents}{passage})" if documents else ""
        rows = [] if said.is_correction else self._rows(proof, said)
        source = self._name(said.graph)
        stated = _("said in a correction by {source}", source=source) if said.is_correction else _("stated by {source}", source=source)  # fmt: skip
        return [
            stated + cited,
            *(f"  {place}" for place in rows),
        ]

    def _rows(self, proof: "Proof", said: "Said") -> list[Any]:
        from simpul.terms import NamedNode

        if not isinstance(proof.triple.subject, NamedNode):
            return []
        origins = self._names.origins(proof.triple.subject.value)
        return [origin.place for origin in origins if origin.source == said.graph]
