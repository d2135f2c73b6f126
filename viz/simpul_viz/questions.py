"""The SPARQL behind the pages: what gives a view, and what gives all that is known of a thing."""

from typing import Final

_HEAD: Final = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX simpul: <https://w3id.org/simpul/ontology#>

"""

THING: Final = (
    _HEAD
    + """SELECT DISTINCT ?subject ?property ?value ?source ?document ?passage
WHERE {
  GRAPH ?source {
    { <{iri}> ?property ?value . BIND (<{iri}> AS ?subject) }
    UNION
    { ?subject ?property <{iri}> . BIND (<{iri}> AS ?value) }
  }
  FILTER (?property NOT IN (dct:source, simpul:passage))
  OPTIONAL { ?subject dct:source ?document }
  OPTIONAL { ?subject simpul:passage ?passage }
}
ORDER BY ?subject ?property ?value ?source
"""
)
"""``{iri}`` stands for the thing."""

COMMON: Final = (
    _HEAD
    + """SELECT DISTINCT ?shared
WHERE {
  { <{a}> ?p ?shared } UNION { ?shared ?p <{a}> } UNION { ?p (simpul:member|simpul:party) <{a}> ; simpul:network|simpul:agreement ?shared }
  { <{b}> ?q ?shared } UNION { ?shared ?q <{b}> } UNION { ?q (simpul:member|simpul:party) <{b}> ; simpul:network|simpul:agreement ?shared }
  FILTER (isIRI(?shared) && STRSTARTS(STR(?shared), "https://w3id.org/simpul/id/"))
}
ORDER BY ?shared
"""
)
"""``{a}`` and ``{b}`` stand for two things."""

EVERYTHING: Final = (
    _HEAD
    + """SELECT DISTINCT ?thing ?property ?other ?source
WHERE {
  GRAPH ?source { ?thing ?property ?other }
  FILTER (isIRI(?other) && STRSTARTS(STR(?property), STR(simpul:)))
  FILTER (?source != simpul:)
}
ORDER BY ?thing ?property ?other ?source
"""
)

NETWORKS: Final = (
    _HEAD
    + """SELECT DISTINCT ?city ?network ?begin ?end ?asOf ?certainty ?document
WHERE {
  ?membership simpul:member ?city ; simpul:network ?network ; dct:source ?document .
  OPTIONAL { ?membership simpul:begin ?begin }
  OPTIONAL { ?membership simpul:end ?end }
  OPTIONAL { ?membership simpul:asOf ?asOf }
  OPTIONAL { ?membership simpul:certainty ?certainty }
}
ORDER BY ?network ?city
"""
)

SHARED: Final = (
    _HEAD
    + """SELECT ?city ?other (COUNT(DISTINCT ?network) AS ?networks)
WHERE {
  ?city simpul:memberOf ?network .
  ?other simpul:memberOf ?network .
  FILTER (STR(?city) < STR(?other))
}
GROUP BY ?city ?other
ORDER BY DESC(?networks) ?city ?other
"""
)

COOPERATION: Final = (
    _HEAD
    + """SELECT DISTINCT ?from ?to ?what
WHERE {
  { ?what simpul:visitingCity ?one ; simpul:hostCity|simpul:heldIn ?two }
  UNION { ?what simpul:learnedFrom ?one ; simpul:learnedBy ?two }
  UNION { ?what simpul:interestOf ?one ; simpul:seeksFrom ?two }
  UNION { ?what simpul:requestedBy ?one ; simpul:requestedOf ?two }
  UNION { ?what simpul:promisedBy ?one ; simpul:promisedTo ?two }
  UNION { ?one simpul:partyTo ?what . ?two simpul:partyTo ?what . FILTER (STR(?one) < STR(?two)) }
  UNION { ?one simpul:sisterCityOf ?two . FILTER (STR(?one) < STR(?two)) }
  ?one simpul:governs? ?from . ?from a simpul:City .
  ?two simpul:governs? ?to . ?to a simpul:City .
  FILTER (?from != ?to)
}
ORDER BY ?from ?to ?what
"""
)

INSTITUTIONS: Final = (
    _HEAD
    + """SELECT ?body ?other (COUNT(DISTINCT ?joint) AS ?together)
WHERE {
  ?body simpul:takesPartIn|^simpul:involves|simpul:partyTo ?joint .
  ?other simpul:takesPartIn|^simpul:involves|simpul:partyTo ?joint .
  ?body a simpul:Organisation . ?other a simpul:Organisation .
  FILTER (STR(?body) < STR(?other))
}
GROUP BY ?body ?other
ORDER BY DESC(?together) ?body ?other
"""
)

INITIATIVES: Final = (
    _HEAD
    + """SELECT DISTINCT ?initiative ?theme
WHERE { ?initiative a simpul:Initiative ; simpul:theme ?theme }
ORDER BY ?theme ?initiative
"""
)

ONTOLOGY: Final = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?class ?above
WHERE { ?class a owl:Class ; rdfs:subClassOf ?above . FILTER (isIRI(?above)) }
ORDER BY ?class ?above
"""

DATED: Final = (
    _HEAD
    + """SELECT DISTINCT ?thing ?property ?said
WHERE {
  ?thing ?property ?said .
  FILTER (?property IN (simpul:begin, simpul:end, simpul:asOf, simpul:due))
}
ORDER BY ?thing ?property
"""
)
