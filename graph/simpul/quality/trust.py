"""How far each source can be trusted: which of its facts are confirmed, dated or in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.store import Queryable
from simpul.terms import text

_SOURCES = """SELECT ?source ?completeness ?until WHERE { ?source a simpul:Source
    OPTIONAL { ?source simpul:completeness ?completeness } OPTIONAL { ?source simpul:completeAsOf ?until } }
    ORDER BY ?source"""
_VOICES = """SELECT DISTINCT ?source ?fact ?voice WHERE { ?source a simpul:Source
    GRAPH ?source { ?fact dct:source ?document }
    OPTIONAL { ?document simpul:publisherName ?name } OPTIONAL { ?document dct:publisher ?publisher }
    BIND (COALESCE(?name, STR(?publisher), STR(?document)) AS ?voice) }"""
_DATABLE = "SELECT DISTINCT ?fact WHERE { ?fact dct:source ?document ; a simpul:DatedThing }"
_DATES = """SELECT ?source ?fact (MIN(?day) AS ?first) WHERE { ?source a simpul:Source
    GRAPH ?source { ?fact simpul:beginEarliest|simpul:endEarliest|simpul:asOfEarliest ?day } }
    GROUP BY ?source ?fact"""
_DOUBTS = """SELECT DISTINCT ?source ?fact WHERE { ?source a simpul:Source GRAPH ?source {
    { ?fact simpul:certainty ?certainty FILTER (?certainty != <https://w3id.org/simpul/id/certainty/stated>) }
    UNION { ?fact simpul:begin|simpul:end|simpul:asOf ?date FILTER REGEX(STR(?date), "[?~\\\\[]") } } }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What is known of the facts of one source; a fact is a thing that cites a document.

    Attributes:
        corroborated: Facts that another publisher confirms, in this source or in another.
        datable: Facts of a kind that can have a date: a membership can, a district cannot.
        dated: Facts that have one.
        oldest: The earliest day that a date of the source may mean, as YYYY-MM-DD; empty without dates.
        doubts: Facts that the source itself calls doubtful, disputed or former, or dates only roughly.
        completeness: IRI of how much of its subject the source covers.
        complete_as_of: The day up to which it does; empty where it is not complete.
    """

    iri: str
    facts: int
    corroborated: int
    datable: int
    dated: int
    oldest: str
    doubts: int
    completeness: str
    complete_as_of: str


def assess(store: Queryable) -> list[Quality]:
    """Return the quality of each source that cites documents, by IRI.

    Documents of one publisher count as one: two extracts of Wikidata do not confirm each other.
    """
    facts: dict[str, set[str]] = {}
    voices: dict[str, set[str]] = {}
    for row in store.select(_VOICES):
        fact = text(row["fact"])
        facts.setdefault(text(row["source"]), set()).add(fact)
        voices.setdefault(fact, set()).add(text(row["voice"]))
    datable = {text(row["fact"]) for row in store.select(_DATABLE)}
    dates = _by_source(store, _DATES, "first")
    doubts = _by_source(store, _DOUBTS, "fact")
    return [
        Quality(
            iri=iri,
            facts=len(own),
            corroborated=sum(len(voices[fact]) > 1 for fact in own),
            datable=len(own & datable),
            dated=len(own & datable & dates.get(iri, {}).keys()),
            oldest=min(dates.get(iri, {}).values(), default=""),
            doubts=len(doubts.get(iri, {})),
            completeness=completeness,
            complete_as_of=complete_as_of,
        )
        for iri, completeness, complete_as_of in _sources(store)
        if (own := facts.get(iri))
    ]


def _by_source(store: Queryable, query: str, column: str) -> dict[str, dict[str, str]]:
    """Return a column of each fact of each source."""
    found: dict[str, dict[str, str]] = {}
    for row in store.select(query):
        found.setdefault(text(row["source"]), {})[text(row["fact"])] = text(row[column])
    return found


def _sources(store: Queryable) -> Sequence[tuple[str, str, str]]:
    return [
        (text(row["source"]), text(row.get("completeness")), text(row.get("until")))
        for row in store.select(_SOURCES)
    ]
