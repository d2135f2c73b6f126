"""Find the city for a name typed by hand: GeoNames id, score and method, or a blank.

::

    resolver = open_resolver()
    answer = resolver.answer(Asked(name="Pemerintah Kota Semarang", country="Indonesia"))
    answer.place.id, answer.place.name, answer.method      # 1627896, "Semarang", Method.FORM
    answer = resolver.answer(Asked(name="Greater Manchester Combined Authority", country="UK"))
    answer.place, answer.method                            # None, Method.NOT_A_CITY
"""

from collections.abc import Callable

from simpul.ingest.reconcile.decisions import NO_DECISIONS, Choice, Decisions
from simpul.ingest.reconcile.resolver import Answer, Asked, Resolver
from simpul.naming.atlas import THRESHOLD, Matcher
from simpul.naming.gazetteer import open_index

__all__ = [
    "THRESHOLD",
    "Answer",
    "Asked",
    "Choice",
    "Decisions",
    "Resolver",
    "open_resolver",
]


def open_resolver(
    *,
    least: float = THRESHOLD,
    decisions: Decisions = NO_DECISIONS,
    tell: Callable[[str], None] = lambda _text: None,
) -> Resolver:
    """Return a resolver over all cities of GeoNames; the index is made on first use, in some ten seconds.

    Args:
        least: Least score, from 0 to 1, at which a city is taken.
        decisions: What persons decided; it comes first.
        tell: Told when the index has to be made.
    """
    return Resolver(matcher=Matcher(open_index(tell)), least=least, decisions=decisions)
