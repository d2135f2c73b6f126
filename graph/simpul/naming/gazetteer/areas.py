"""Which part of a continent a country lies in, as the United Nations divide the world."""

from functools import cache
from typing import Final

from simpul.naming.gazetteer.nations import LANGUAGES, continent, territories

_PARTS: Final[dict[str, str]] = {
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "013": "BZ CR GT HN MX NI PA SV",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "015": "DZ EG EH LY MA SD TN",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "021": "BM CA GL PM US",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "030": "CN HK JP KP KR MN MO TW",
    "034": "AF BD BT IN IR LK MV NP PK",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
    "143": "KG KZ TJ TM UZ",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "155": "AT BE CH DE FR LI LU MC NL",
}
"""Countries of each sub-region: UN M49 (https://unstats.un.org/unsd/methodology/m49/) as CLDR 49 has it
(territoryContainment), which also places the two that the UN does not list, TW and XK."""
_PART_OF: Final = {code: part for part, codes in _PARTS.items() for code in codes.split()}


@cache
def area(country: str) -> tuple[str, dict[str, str]]:
    """Return key and names (en, id, ko; CLDR's) of the sub-region of a country; empty where it has none.

    Args:
        country: ISO alpha-2 code.

    >>> area("ID")
    ('area/035', {'en': 'Southeast Asia', 'id': 'Asia Tenggara', 'ko': '동남아시아'})
    """
    part = _PART_OF.get(country, "")
    if not part:
        return "", {}
    return f"area/{part}", {language: territories(language)[part] for language in LANGUAGES}


@cache
def world_regions(country: str) -> tuple[str, ...]:
    """Return the codes (UN M49) of the sub-region and the continent of a country, sorted; South America is both.

    Args:
        country: ISO alpha-2 code.

    >>> world_regions("ID"), world_regions("AR")
    (('035', '142'), ('005',))
    """
    codes = {key.rpartition("/")[2] for key, _names in (area(country), continent(country))}
    # Antarctica has no code of digits in CLDR, and no cities.
    return tuple(sorted(filter(str.isdecimal, codes)))
