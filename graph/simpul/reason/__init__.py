"""What follows from what is stated: the ontology's axioms and its named rules, run as CONSTRUCTs."""

from simpul.reason.maintenance import rematerialise
from simpul.reason.materialisation import materialise
from simpul.reason.rules import Rule, rules_of
from simpul.reason.strata import Strata, strata_of
from simpul.reason.why import Corrected, Proof, Said, explain

__all__ = [
    "Corrected",
    "Proof",
    "Rule",
    "Said",
    "Strata",
    "explain",
    "materialise",
    "rematerialise",
    "rules_of",
    "strata_of",
]
