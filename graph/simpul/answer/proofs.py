"""Why a fact is in the graph, in words: who states it, in which rows, or by which rule it follows from what."""

from typing import Any

from simpul.answer.labels import labels, short
from simpul.catalogue import said
from simpul.errors import Place
from simpul.locale import translate as _
from simpul.naming import Names
from simpul.reason import Corrected, Proof, Said
from simpul.store import Queryable, Solutions
from simpul.terms import NamedNode, Term, rdf_type, text


class ProofText:
    """Proofs in words, in the language in use.

    Args:
        graph: Knows what things are called.
        names: Knows the rows that they came from.
    """

    def __init__(self, graph: Queryable, names: Names) -> None:
        self._graph, self._names = graph, names
        self._labels: dict[str, str] = {}

    def lines(self, proof: Proof, depth: int = 0) -> list[str]:
        """Return the proof as an indented outline."""
        margin = "  " * depth
        found = [f"{margin}{self.sentence(proof)}"]
        found += [f"{margin}  {line}" for one in proof.said for line in self._said(proof, one)]
        found += [f"{margin}  {self.corrected(one)}" for one in proof.corrected]
        if proof.rule is not None:
            found.append(f"{margin}  " + _("because {reason}", reason=self.reason(proof)))
            found += [line for premise in proof.premises for line in self.lines(premise, depth + 2)]
        return found

    def tree(self, proof: Proof) -> dict[str, Any]:
        """Return the proof as JSON's objects."""
        found: dict[str, Any] = {
            "triple": [str(part) for part in proof.triple],
            "text": self.sentence(proof),
        }
        if proof.rule is not None:
            found["rule"] = proof.rule.name
            found["reason"] = self.reason(proof)
            found["premises"] = [self.tree(premise) for premise in proof.premises]
        else:
            found["said"] = [
                {
                    "source": one.graph,
                    "documents": list(one.documents),
                    "passage": one.passage,
                    "rows": [str(place) for place in self.rows(proof, one)],
                    **({"correction": True} if one.is_correction else {}),
                }
                for one in proof.said
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

    def sentence(self, proof: Proof) -> str:
        """Return what is proved, in words."""
        return " — ".join(self.label(part) for part in proof.triple)

    def label(self, term: Term) -> str:
        """Return what a thing or a property is called; a text as it is."""
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

    def reason(self, proof: Proof) -> str:
        """Return the rule by which a fact follows, in words; empty where it is stated."""
        rule = proof.rule
        if rule is None:
            return ""
        if rule.summaries:
            return said(dict(rule.summaries)) + f" ({rule.name})"
        axioms = "; ".join(" ".join(self.label(part) for part in axiom) for axiom in rule.axioms)
        code = rule.name.split()[0]
        return _("the ontology says: {axioms} ({rule})", axioms=axioms, rule=f"OWL 2 RL {code}")

    def corrected(self, one: Corrected) -> str:
        """Return who says otherwise, in a sentence."""
        source = self._name(one.graph)
        if one.new is None:
            told = _("withdrawn by {source}", source=source)
        else:
            told = _("corrected by {source}: {new}", source=source, new=self.label(one.new))
        return f"{told} ({one.reason})" if one.reason else told

    def _name(self, iri: str) -> str:
        return self.label(NamedNode(iri))

    def _said(self, proof: Proof, one: Said) -> list[str]:
        documents = ", ".join(map(self._name, one.documents))
        passage = f", {one.passage}" if one.passage else ""
        cited = f" ({documents}{passage})" if documents else ""
        rows = [] if one.is_correction else self.rows(proof, one)
        source = self._name(one.graph)
        stated = _("said in a correction by {source}", source=source) if one.is_correction else _("stated by {source}", source=source)  # fmt: skip
        return [
            stated + cited,
            *(f"  {place}" for place in rows),
        ]

    def rows(self, proof: Proof, one: Said) -> list[Place]:
        """Return the rows of a source that what it says came from."""
        if not isinstance(proof.triple.subject, NamedNode):
            return []
        origins = self._names.origins(proof.triple.subject.value)
        return [origin.place for origin in origins if origin.source == one.graph]
