"""The forms in which people and programs write one address."""

from simpul.terms import ID

JAKARTA = f"{ID}city/1642911"
OF_GEONAMES = (
    "https://sws.geonames.org/1642911/",
    "http://sws.geonames.org/1642911",
    "https://www.geonames.org/1642911",
    "https://www.geonames.org/1642911/jakarta.html",
    "http://geonames.org/1642911/about.rdf",
    "HTTPS://WWW.GEONAMES.ORG/1642911/",
    "www.geonames.org/1642911",
    "geonames.org/1642911/",
    "geonames:1642911",
    "gn:1642911",
)
OF_WIKIDATA = (
    "http://www.wikidata.org/entity/Q3630",
    "https://www.wikidata.org/wiki/Q3630",
    "https://m.wikidata.org/wiki/Q3630",
    "https://www.wikidata.org/wiki/Special:EntityData/Q3630.json",
    "https://www.wikidata.org/wiki/Special:EntityPage/Q3630#P1566",
    "wikidata.org/wiki/Q3630",
    "wd:Q3630",
    "Q3630",
    "q3630",
)
NEARLY_OURS = (
    "http://w3id.org/simpul/id/city/1642911",
    "https://www.w3id.org/simpul/id/city/1642911",
    "HTTPS://W3ID.ORG/simpul/id/city/1642911",
    "https://w3id.org/simpul/ID/City/1642911",
    "https://w3id.org/simpul/id/city/1642911/",
    "https://w3id.org/simpul//id//city/1642911",
    "https://w3id.org/simpul/city/1642911",
    "https://w3id.org/simpul/id/city#1642911",
    "https://w3id.org/simpul/id#city/1642911",
    "https://w3id.org/simpul/id/city/164%32911",
    "https://w3id.org/simpul/id%2Fcity%2F1642911",
    "//w3id.org/simpul/id/city/1642911",
)
