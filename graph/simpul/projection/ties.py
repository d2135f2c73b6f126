"""What ties things together: properties, statements that are nodes in RDF, and sister cities."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from simpul.projection.facts import facts_of
from simpul.projection.model import Citation, Proof, Span, Tie
from simpul.projection.patterns import HEAD, stated_by_several
from simpul.projection.reader import STATEMENT_ENDS, Reader, kind_of
from simpul.projection.scan import Said
from simpul.terms import GEONAMES_SOURCE, ID, INFERRED_GRAPH, ONTOLOGY

_DRAWN: Final = (
    *("Place", "Organisation", "Post", "Initiative", "Event", "Agreement", "Lesson", "Interest"),
    *("Request", "Commitment", "Concern", "Assessment", "Theme"),
)
"""The classes above all that are drawn (``simpul.projection.model.GROUPS``)."""
_STATEMENTS: Final = "\n".join(
    f"    UNION {{ ?tie a simpul:{kind} ; simpul:{one} ?from ; simpul:{other} ?to }}"
    for kind, (one, other) in STATEMENT_ENDS.items()
)
_IS_DRAWN: Final = "FILTER EXISTS {{ ?{0} a ?class . FILTER (?class IN ({1})) }}"
_CLASSES: Final = ", ".join(f"simpul:{name}" for name in _DRAWN)
_SISTERS: Final = "?tie = simpul:sisterCityOf"
_STATED: Final = f"""  GRAPH ?source {{
    {{ ?from ?tie ?to . FILTER (STRSTARTS(STR(?tie), STR(simpul:))) }}
{_STATEMENTS}
  }}
  FILTER (STRSTARTS(STR(?source), "{ID}source/") || (?source = <{INFERRED_GRAPH.value}> && {_SISTERS}))
  FILTER (?from != ?to && ?tie != simpul:inRegion)
{stated_by_several("from")}
{stated_by_several("to")}"""


_OF_GAZETTEER: Final = f"""  # Of the gazetteer's places those that a source mentions, what is left aside not counted, and the countries of these.
  OPTIONAL {{
    SELECT DISTINCT ?from (true AS ?isMentioned)
    WHERE {{
      {{
        SELECT DISTINCT ?place
        WHERE {{
          ?place a simpul:Place .
          GRAPH ?other {{ {{ ?it ?link ?place }} UNION {{ ?place ?link ?it }} }}
          FILTER (STRSTARTS(STR(?other), "{ID}source/") && ?other != <{GEONAMES_SOURCE.value}>)
          FILTER NOT EXISTS {{ ?it simpul:listedOnlyIn ?dataset }}
          FILTER NOT EXISTS {{ ?it simpul:agreement ?agreement . ?agreement simpul:listedOnlyIn ?dataset }}
        }}
      }}
      ?place simpul:inCountry? ?from .
    }}
  }}
  FILTER (?source != <{GEONAMES_SOURCE.value}> || BOUND(?isMentioned))"""
PATTERN: Final = f"""{_STATED}
{_OF_GAZETTEER}
  {_IS_DRAWN.format("from", _CLASSES)}
  {_IS_DRAWN.format("to", _CLASSES)}"""
"""A tie between two things that are drawn, as a property or as a statement of its own, and its source."""
QUERY: Final = f"""{HEAD}SELECT DISTINCT ?from ?tie ?to ?source
WHERE {{
{PATTERN}
}}
ORDER BY ?from ?tie ?to ?source
"""
"""Every such tie."""
_AMONG: Final = f"""{HEAD}SELECT DISTINCT ?from ?tie ?to ?source
WHERE {{
  $values
{_STATED}
}}
ORDER BY ?from ?tie ?to ?source
"""
_DATES: Final = ("begin", "end", "asOf")
_DATED: Final = frozenset(ONTOLOGY + name for name in (*_DATES, "cohort"))
"""Properties that a tie has apart from its notes."""
_PARTS: Final = frozenset(("Participation", "PartyRole"))
"""Statements of a part in something, which hold as long as that."""
_HAS_PARTY: Final = ONTOLOGY + "hasParty"
_IN_REGION: Final = ONTOLOGY + "inRegion"
"""A facet of what is drawn, and no tie: the parts of the world are drawn nowhere."""


def among_query(iris: Collection[str]) -> str:
    """Return the SPARQL for the ties among these things."""
    listed = [f"<{iri}>" for iri in sorted(iris)]
    ends = f"VALUES ?from {{ {' '.join(listed)} }}\n  FILTER (?to IN ({', '.join(listed)}))"
    return _AMONG.replace("$values", ends)


def between_query(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the SPARQL for the ties between the two things of each pair, either way."""
    listed = " ".join(f"(<{one}> <{other}>) (<{other}> <{one}>)" for one, other in sorted(pairs))
    among = _AMONG.replace("$values", f"VALUES (?from ?to) {{ {listed} }}")
    # A way leads through what engages a city, whoever acted for it.
    return among.replace(_SISTERS, "?tie IN (simpul:sisterCityOf, simpul:engages)")


def plain_ties(reader: Reader) -> Iterator[Tie]:
    """Yield a tie for each property that a source states between two things that are drawn."""
    for subject, stated in reader.statements.items():
        if kind_of(reader, subject) and subject not in reader.singles:
            yield from stated_ties(reader, subject, stated)


def stated_ties(reader: Reader, subject: str, stated: Iterable[Said]) -> Iterator[Tie]:
    """Yield a tie for each property that some of what is stated of a thing has between it and another that is drawn."""
    by_pair: dict[tuple[str, str], list[Said]] = {}
    for said in stated:
        relation, target = said.predicate, said.value
        if not relation.startswith(ONTOLOGY) or not kind_of(reader, target) or target == subject:
            continue
        if relation != _IN_REGION and not (relation == _HAS_PARTY and subject in reader.with_roles):
            by_pair.setdefault((relation, target), []).append(said)
    for (relation, target), those in by_pair.items():
        yield Tie(
            source=subject,
            target=target,
            relation=relation.removeprefix(ONTOLOGY),
            name=reader.labels.get(relation, {}),
            citations=reader.cite_stated(subject, those),
        )


def statement_ties(reader: Reader) -> Iterator[Tie]:
    """Yield a tie for each membership, participation and party's role."""
    for node in reader.statements:
        yield from statement_tie(reader, node)


def statement_tie(reader: Reader, node: str) -> Iterator[Tie]:
    """Yield the tie that a statement is, where it is one between two things that are drawn."""
    kind = reader.classes.get(node, "")
    if kind not in STATEMENT_ENDS:
        return
    source, target = (reader.first(node, name) for name in STATEMENT_ENDS[kind])
    if target in reader.singles or not (kind_of(reader, source) and kind_of(reader, target)):
        return
    certainty = reader.first(node, "certainty")
    role = reader.labels.get(reader.first(node, "role") or certainty, {})
    role = role or reader.texts(node, "officeTitle")
    yield Tie(
        source=source,
        target=target,
        relation=kind[0].lower() + kind[1:],
        name=reader.labels.get(ONTOLOGY + kind, {}),
        role=role,
        dates={name: when for name in _DATES if (when := reader.first(node, name))},
        notes=facts_of(reader, node, but=_DATED),
        citations=reader.cite_stated(node, reader.statements[node]),
        member=node in reader.memberships,
        span=_span(reader, node, target),
        proof=_proof(reader, node, kind, target),
    )


def _span(reader: Reader, node: str, whole: str) -> Span:
    """Return when a statement may have held: what it says of itself, else what its event or network says."""
    own, of_whole = reader.span(node), reader.span(whole)
    return Span(begin=own.begin or of_whole.begin, end=own.end or of_whole.end)


def _proof(reader: Reader, node: str, kind: str, whole: str) -> Proof:
    """Return when a statement is proven to have held: a part in an event or agreement, where nothing else dates it, as long as that."""
    own = reader.proof(node)
    if own.is_known or kind not in _PARTS:
        return own
    return reader.proof(whole)._replace(certainty=own.certainty)


def sister_ties(reader: Reader) -> Iterator[Tie]:
    """Yield one tie for each two cities that are sisters by inference, dated and cited by their agreement."""
    agreements = _sister_agreements(reader)
    for one, other in reader.sisters:
        if one < other:
            yield sister_tie(reader, one, other, agreements.get(frozenset((one, other)), []))


def sister_tie(reader: Reader, one: str, other: str, agreements: Sequence[str]) -> Tie:
    """Return the tie of two cities that are sisters by inference, dated and cited by their agreements."""
    agreement = agreements[0] if agreements else ""
    stated = [c for iri in agreements for c in reader.cite_stated(iri, reader.statements[iri])]
    return Tie(
        source=one,
        target=other,
        relation="sisterCityOf",
        name=reader.labels.get(ONTOLOGY + "sisterCityOf", {}),
        dates={n: when for n in _DATES if (when := reader.first(agreement, n))},
        citations=(Citation(inferred=True), *dict.fromkeys(stated)),
        span=reader.span(agreement),
        proof=reader.proof(agreement),
        directed=False,
    )


def _sister_agreements(reader: Reader) -> dict[frozenset[str], list[str]]:
    """Return the sister city agreements between each two places that several voices state."""
    found: dict[frozenset[str], list[str]] = {}
    for agreement, places in reader.parties.items():
        if (
            reader.classes.get(agreement) == "SisterCityAgreement"
            and agreement not in reader.singles
        ):
            for pair in combinations(places, 2):
                found.setdefault(frozenset(pair), []).append(agreement)
    return found


def single_ties(reader: Reader) -> Iterator[Tie]:
    """Yield a tie for each agreement that one dataset alone lists: it needs no node of its own."""
    for agreement in sorted(reader.singles & reader.statements.keys()):
        for one, other in combinations(reader.parties.get(agreement, ()), 2):
            yield single_tie(reader, agreement, one, other)


def single_tie(reader: Reader, agreement: str, one: str, other: str) -> Tie:
    """Return the tie of two places by an agreement that one dataset alone lists."""
    kind = reader.classes.get(agreement, "Agreement")
    return Tie(
        source=one,
        target=other,
        relation=kind[0].lower() + kind[1:],
        name=reader.labels.get(ONTOLOGY + kind, {}),
        dates={n: when for n in _DATES if (when := reader.first(agreement, n))},
        notes=facts_of(reader, agreement, but=_DATED),
        citations=reader.cite_stated(agreement, reader.statements[agreement]),
        span=reader.span(agreement),
        proof=reader.proof(agreement),
        directed=False,
        single=True,
    )


def left_aside(reader: Reader) -> list[tuple[str, str]]:
    """Return the two places of each agreement that one dataset alone lists and that was not read."""
    return sorted(pair for places in reader.left_aside for pair in combinations(places, 2))
