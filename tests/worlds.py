"""A small world whose ties can be counted by hand."""

from pathlib import Path

from simpul.reason import materialise, rules_of, strata_of
from simpul.reason.ontology import ontology
from simpul.store import OxigraphStore
from simpul.terms import DefaultGraph, NamedNode, in_graph, thing

PREFIXES = """
@prefix s: <https://w3id.org/simpul/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix city: <https://w3id.org/simpul/id/city/> .
@prefix org: <https://w3id.org/simpul/id/org/> .
@prefix m: <https://w3id.org/simpul/id/membership/> .
@prefix e: <https://w3id.org/simpul/id/event/> .
@prefix a: <https://w3id.org/simpul/id/agreement/> .
@prefix l: <https://w3id.org/simpul/id/lesson/> .
@prefix i: <https://w3id.org/simpul/id/initiative/> .
@prefix p: <https://w3id.org/simpul/id/participation/> .
@prefix theme: <https://w3id.org/simpul/id/theme/> .
@prefix source: <https://w3id.org/simpul/id/source/> .
@prefix completeness: <https://w3id.org/simpul/id/completeness/> .
@prefix certainty: <https://w3id.org/simpul/id/certainty/> .
"""
# Four cities in alpha (D in doubt), two in beta, three in gamma, which ended in 2019.
WHOLE = """
source:whole s:completeness completeness:complete ; s:listOf org:beta .
org:beta a s:Network , s:Organisation ; rdfs:label "Beta"@en ; s:theme theme:floods .
theme:water a s:Theme ; rdfs:label "Water"@en .
theme:floods a s:Theme ; rdfs:label "Floods"@en ; skos:broader theme:water .
m:a-beta a s:Membership ; s:member city:a ; s:network org:beta ; s:beginEarliest "2001-01-01"^^xsd:date .
m:b-beta a s:Membership ; s:member city:b ; s:network org:beta ; s:beginEarliest "2005-01-01"^^xsd:date ;
    s:endLatest "2015-12-31"^^xsd:date .
"""
PARTIAL = """
source:part s:completeness completeness:partial .
city:a a s:City , s:Place ; rdfs:label "A"@en , "Kota A"@id .
city:b a s:City , s:Place ; rdfs:label "B"@en .
city:c a s:City , s:Place ; rdfs:label "C"@en .
city:d a s:City , s:Place ; rdfs:label "D"@en .
city:e a s:City , s:Place ; rdfs:label "E"@en .
org:alpha a s:Network , s:Organisation ; rdfs:label "Alpha"@en .
org:gamma a s:Network , s:Organisation ; rdfs:label "Gamma"@en ;
    s:end "2019"^^edtf:EDTF ; s:endLatest "2019-12-31"^^xsd:date .
m:a-alpha a s:Membership ; s:member city:a ; s:network org:alpha .
m:b-alpha a s:Membership ; s:member city:b ; s:network org:alpha .
m:c-alpha a s:Membership ; s:member city:c ; s:network org:alpha ; s:asOfEarliest "2018-03-22"^^xsd:date .
m:d-alpha a s:Membership ; s:member city:d ; s:network org:alpha ; s:certainty certainty:doubtful .
<urn:office:1> a s:NetworkOffice ; s:holder city:c ; s:officeIn org:gamma ; s:endedWith org:gamma ;
    s:officeKind <https://w3id.org/simpul/id/office-kind/committee> .
<urn:office:2> a s:NetworkOffice ; s:holder city:e ; s:officeIn org:alpha ;
    s:officeKind <https://w3id.org/simpul/id/office-kind/host> .
m:d-gamma a s:Membership ; s:member city:d ; s:network org:gamma ; s:endedWith org:gamma .
m:e-gamma a s:Membership ; s:member city:e ; s:network org:gamma ; s:endedWith org:gamma .
e:visit a s:Visit , s:Event ; rdfs:label "Visit"@en ; s:visitingCity city:a ; s:hostCity city:b ;
    s:begin "2018-03"^^edtf:EDTF ; s:beginEarliest "2018-03-01"^^xsd:date .
e:day a s:VisitDay , s:Event ; s:subEventOf e:visit ; s:visitingCity city:a ; s:hostCity city:b ;
    s:theme theme:floods ; s:beginEarliest "2018-03-02"^^xsd:date .
e:visit s:hasSubEvent e:day .
e:home a s:Visit , s:Event ; s:visitingCity city:c ; s:hostCity city:c .
a:sisters a s:SisterCityAgreement , s:TwinningAgreement , s:Agreement ; rdfs:label "Sisters"@en ;
    s:beginEarliest "2000-01-01"^^xsd:date ; s:endLatest "2010-12-31"^^xsd:date .
<urn:role:1> a s:PartyRole ; s:agreement a:sisters ; s:party org:gov-a .
<urn:role:2> a s:PartyRole ; s:agreement a:sisters ; s:party city:b .
a:undated a s:SisterCityAgreement , s:TwinningAgreement , s:Agreement ; rdfs:label "Sisters of no date"@en .
<urn:role:5> a s:PartyRole ; s:agreement a:undated ; s:party city:d .
<urn:role:6> a s:PartyRole ; s:agreement a:undated ; s:party city:e .
a:doubt a s:Agreement ; s:certainty certainty:doubtful .
<urn:role:3> a s:PartyRole ; s:agreement a:doubt ; s:party city:d .
<urn:role:4> a s:PartyRole ; s:agreement a:doubt ; s:party city:c .
org:gov-a a s:CityGovernment , s:Organisation ; rdfs:label "Government of A"@en ; s:governs city:a .
org:lab a s:Organisation ; rdfs:label "Lab"@en ; s:seatedIn city:b .
org:press a s:Company , s:Organisation ; rdfs:label "Press"@en .
<https://w3id.org/simpul/id/post/mayor> a s:Post ; rdfs:label "Mayor"@en ; s:postIn org:gov-a .
l:one a s:Lesson ; rdfs:label "Lesson"@en ; s:learnedFrom city:b ; s:learnedBy city:a ; s:arisesFrom e:visit .
l:two a s:Lesson ; rdfs:label "What a lab that merely sits in B taught"@en ; s:learnedFrom org:lab ; s:learnedBy city:c .
p:1 a s:Participation ; s:event e:visit ; s:participant <https://w3id.org/simpul/id/post/mayor> .
p:2 a s:Participation ; s:event e:visit ; s:participant org:lab .
p:3 a s:Participation ; s:event e:visit ; s:participant org:press .
i:one a s:Programme , s:Initiative ; rdfs:label "Programme"@en ; s:theme theme:water ;
    s:involves org:gov-a , org:lab ; s:ledBy org:gov-a ; s:partner org:lab .
"""


def store_of(folder: Path, **sources: str) -> OxigraphStore:
    """Return a store in memory that holds these sources, their merge and what follows from it."""
    store = OxigraphStore.in_memory()
    for name, text in sources.items():
        file = folder / f"{name}.ttl"
        file.write_text(PREFIXES + text, encoding="utf-8")
        store.load(file, thing("source", name))
    store.add([in_graph(quad.triple, DefaultGraph()) for quad in list(store.matching())])
    materialise(store, strata_of(rules_of(ontology())))
    return store


def iri(short: str) -> str:
    """Return the IRI of kind and key."""
    kind, key = short.split("/")
    node: NamedNode = thing(kind, key)
    return node.value
