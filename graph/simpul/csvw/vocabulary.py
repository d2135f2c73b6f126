"""The names the recommendations give: built-in datatypes, terms, properties and where each may stand.

Metadata Vocabulary for Tabular Data, https://www.w3.org/TR/tabular-metadata/, sections 5 and 5.11.1.
"""

import re
from functools import cache
from typing import Final

from simpul.terms import XSD, NamedNode

CONTEXT: Final = "http://www.w3.org/ns/csvw"
CSVW: Final = CONTEXT + "#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

NAMESPACES: Final[dict[str, str]] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "cc": "http://creativecommons.org/ns#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "ctag": "http://commontag.org/ns#",
    "dc": "http://purl.org/dc/terms/",
    "dc11": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "duv": "https://www.w3.org/ns/duv#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gr": "http://purl.org/goodrelations/v1#",
    "grddl": "http://www.w3.org/2003/g/data-view#",
    "ical": "http://www.w3.org/2002/12/cal/icaltzd#",
    "jsonld": "http://www.w3.org/ns/json-ld#",
    "ldp": "http://www.w3.org/ns/ldp#",
    "ma": "http://www.w3.org/ns/ma-ont#",
    "oa": "http://www.w3.org/ns/oa#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "og": "http://ogp.me/ns#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfa": "http://www.w3.org/ns/rdfa#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rev": "http://purl.org/stuff/rev#",
    "rif": "http://www.w3.org/2007/rif#",
    "rr": "http://www.w3.org/ns/r2rml#",
    "schema": "http://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "sosa": "http://www.w3.org/ns/sosa/",
    "ssn": "http://www.w3.org/ns/ssn/",
    "time": "http://www.w3.org/2006/time#",
    "v": "http://rdf.data-vocabulary.org/#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wdr": "http://www.w3.org/2007/05/powder#",
    "wrds": "http://www.w3.org/2007/05/powder-s#",
    "xhv": "http://www.w3.org/1999/xhtml/vocab#",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes that need no declaration: those of the context http://www.w3.org/ns/csvw."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTEGERS: Final = _words(
    """
    integer long int short byte nonNegativeInteger positiveInteger unsignedLong unsignedInt
    unsignedShort unsignedByte nonPositiveInteger negativeInteger
    """
)
_TEXTS: Final = _words("string normalizedString token language Name NMTOKEN")
_DATES: Final = _words(
    """
    date dateTime dateTimeStamp time gDay gMonth gMonthDay gYear gYearMonth
    """
)
DURATIONS: Final = _words("duration dayTimeDuration yearMonthDuration")
_OTHERS: Final = _words(
    """
    anyAtomicType anyURI base64Binary boolean decimal double float hexBinary QName
    """
)
BUILT_IN: Final[dict[str, str]] = {
    **{name: XSD + name for name in (*INTEGERS, *_TEXTS, *_DATES, *DURATIONS, *_OTHERS)},
    "any": XSD + "anyAtomicType",
    "binary": XSD + "base64Binary",
    "datetime": XSD + "dateTime",
    "html": RDF + "HTML",
    "json": CSVW + "JSON",
    "number": XSD + "double",
    "xml": RDF + "XMLLiteral",
}
"""Name of each built-in datatype, and its IRI."""

NUMBERS: Final = INTEGERS | {"decimal", "double", "float", "number"}
DATES: Final = frozenset((*_DATES, "datetime"))
FORMATTED_DATES: Final = frozenset(("date", "dateTime", "datetime", "dateTimeStamp", "time"))
BINARIES: Final = frozenset(("base64Binary", "binary", "hexBinary"))
MEASURED: Final = frozenset((*_TEXTS, *BINARIES, "anyURI"))
"""Datatypes that ``length`` and its kin may limit."""
ORDERED: Final = NUMBERS | FORMATTED_DATES | DURATIONS | DATES
"""Datatypes that ``minimum`` and its kin may limit."""
AS_WRITTEN: Final = frozenset(("string", "json", "xml", "html", "any", "anyAtomicType"))
"""Datatypes whose white space is kept (Model for Tabular Data, section 6.4)."""

INHERITED: Final = _words(
    """
    aboutUrl datatype default lang null ordered propertyUrl required separator textDirection
    valueUrl
    """
)
GROUP: Final = INHERITED | _words(
    """
    @context @id @type dialect notes tableDirection tableSchema tables transformations
    """
)
TABLE: Final = INHERITED | _words(
    """
    @context @id @type dialect notes suppressOutput tableDirection tableSchema transformations url
    """
)
SCHEMA: Final = INHERITED | _words("@context @id @type columns foreignKeys primaryKey rowTitles")
COLUMN: Final = INHERITED | _words("@id @type name suppressOutput titles virtual")
TEMPLATE: Final = _words("@id @type scriptFormat source targetFormat titles url")
DATATYPE: Final = _words(
    """
    @id @type base format length maxExclusive maxInclusive maxLength maximum minExclusive
    minInclusive minLength minimum
    """
)
DIALECT: Final = _words(
    """
    @context @id @type commentPrefix delimiter doubleQuote encoding header headerRowCount
    lineTerminators quoteChar skipBlankRows skipColumns skipInitialSpace skipRows trim
    """
)
_CLASSES: Final = _words(
    """
    Cell Column Datatype Dialect Direction ForeignKey JSON NumericFormat Row Schema Table TableGroup
    TableReference Template Transformation
    """
)
_PROPERTIES: Final = frozenset(
    name
    for name in GROUP | TABLE | SCHEMA | COLUMN | TEMPLATE | DATATYPE | DIALECT
    if not name.startswith("@")
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_EXTENSIONS: Final = frozenset("tu")
"""The letters that begin an extension of a language tag, as far as they are registered."""
_ALLOWED_FAULTS: Final = frozenset((1, 10, 11))
"""Faults that language-tags finds and BCP 47 allows: a tag or subtag out of use, a script that goes without saying."""


def expanded(name: str) -> str | None:
    """Return the IRI of a prefixed name, an absolute IRI or a term; None for anything else.

    >>> expanded("dc:title"), expanded("Table"), expanded("date"), expanded("nonsense")
    ('http://purl.org/dc/terms/title', 'http://www.w3.org/ns/csvw#Table', 'http://www.w3.org/2001/XMLSchema#date', None)
    """
    prefix, colon, local = name.partition(":")
    if colon and prefix in NAMESPACES and not local.startswith("//"):
        return _iri(NAMESPACES[prefix] + local)
    if _SCHEME.match(name) and not name.startswith("_:"):
        return _iri(name)
    if name in _CLASSES or name in _PROPERTIES:
        return CSVW + name
    return BUILT_IN.get(name)


def expanded_common(name: str) -> str | None:
    """Return the IRI of a common property, whose name has a colon; None for anything else."""
    return expanded(name) if ":" in name else None


def _iri(text: str) -> str | None:
    try:
        return NamedNode(text).value
    except ValueError:
        return None


def is_language(tag: object) -> bool:
    """Return whether a JSON value is a language tag: well formed, each part of it registered (BCP 47).

    >>> is_language("en"), is_language("x-mine"), is_language("und"), is_language("1"), is_language("qqqqq")
    (True, True, True, False, False)
    >>> is_language("id-Latn"), is_language("i-klingon"), is_language("not-a-language")
    (True, True, False)
    """
    return isinstance(tag, str) and _is_registered(tag)


@cache
def _is_registered(tag: str) -> bool:
    if not _LANGUAGE.fullmatch(tag):
        return False
    if tag in {"en", "id", "ko", "und"} or tag.lower().startswith("x-"):
        return True
    _language, *parts = tag.lower().partition("-x-")[0].split("-")
    if any(len(part) == 1 and part not in _EXTENSIONS for part in parts):
        return False
    from language_tags import tags

    return all(fault.code in _ALLOWED_FAULTS for fault in tags.tag(tag).errors)
