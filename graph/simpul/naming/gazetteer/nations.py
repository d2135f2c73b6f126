"""What countries are called: CLDR's names in every language (Babel), ISO's (pycountry), and what people say.

The only door to ``pycountry`` and ``babel``.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, cast

from simpul.naming.atlas import Label, fold
from simpul.naming.gazetteer.geonames import countries

LANGUAGES: Final = ("en", "id", "ko")
_CONTINENTS: Final = {
    "AF": "002",
    "AN": "AQ",
    "AS": "142",
    "EU": "150",
    "NA": "003",
    "OC": "009",
    "SA": "005",
}
"""GeoNames' continents by the codes (UN M49) under which CLDR names them."""
ALIAS: Final = "alias"
"""Tag of names that find a country and are never shown."""
_SAID: Final[dict[str, tuple[str, ...]]] = {
    "AE": ("UAE", "Emirates", "UEA", "الإمارات"),
    "BA": ("Bosnia",),
    "BH": ("مملكة البحرين",),
    "BN": ("Brunei Darussalam",),
    "BS": ("Bahamas", "Bahamas, The"),
    "CD": (
        "DRC",
        "DR Congo",
        "Congo-Kinshasa",
        "Democratic Republic of the Congo",
        "Zaire",
        "Congo DR",
        "Congo, Dem. Rep.",
        "Congo (DRC)",
        "Congo (Kinshasa)",
    ),
    "CF": ("Central African Rep.",),
    "CG": (
        "Congo-Brazzaville",
        "Republic of the Congo",
        "Republic of Congo",
        "Congo, Rep.",
        "Congo (Brazzaville)",
    ),
    "CI": ("Ivory Coast", "Cote d Ivoire"),
    "CN": (
        "PR China",
        "PRC",
        "People's Republic of China",
        "Mainland China",
        "P.R. China",
        "RRT",
        "RRC",
        "Republik Rakyat Tiongkok",
        "China, mainland",
        "中华人民共和国",
        "中華人民共和國",
    ),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic", "Czechia", "Czech Rep."),
    "DE": ("Federal Republic of Germany", "West Germany", "Republik Federal Jerman"),
    "DO": ("Dominican Rep.",),
    "EG": ("Egypt, Arab Rep.", "جمهورية مصر العربية"),
    "EH": ("Sahrawi Arab Democratic Republic",),
    "FK": ("Malvinas",),
    "FM": ("Micronesia, Fed. Sts.",),
    "GB": (
        "England",
        "Scotland",
        "Wales",
        "Northern Ireland",
        "Great Britain",
        "Britain",
        "UK",
        "U.K.",
        "Inggris",
        "Great Britain and Northern Ireland",
    ),
    "GM": ("The Gambia", "Gambia", "Gambia, The"),
    "HK": (
        "Hong Kong",
        "Hong Kong SAR",
        "Hong Kong, China",
        "China (Hong Kong)",
        "Hong Kong Special Administrative Region",
        "China, Hong Kong Special Administrative Region",
        "China, Hong Kong SAR",
    ),
    "ID": ("Republic of Indonesia", "Republik Indonesia", "RI"),
    "IE": ("Republic of Ireland", "Eire"),
    "IR": ("Islamic Republic of Iran", "Iran, Islamic Rep."),
    "JO": ("المملكة الأردنية الهاشمية",),
    "JP": ("日本国",),
    "KN": ("St. Kitts and Nevis",),
    "KP": (
        "DPRK",
        "DPR Korea",
        "Korea Utara",
        "Korea DPR",
        "Korut",
        "Dem. People's Republic of Korea",
        "Korea, Dem. People's Rep.",
    ),
    "KR": (
        "Korea",
        "South Korea",
        "Republic of Korea",
        "ROK",
        "S. Korea",
        "Korea Selatan",
        "Rep. of Korea",
        "Korea (South)",
        "Korea Republic",
        "한국",
        "남한",
        "Korsel",
        "Korea, Rep.",
    ),
    "KW": ("دولة الكويت",),
    "LA": ("Lao PDR", "Laos"),
    "LB": ("الجمهورية اللبنانية",),
    "LY": ("Libyan Arab Jamahiriya",),
    "MD": ("Rep. of Moldova",),
    "MK": ("Macedonia", "FYROM", "The former Yugoslav Republic of Macedonia"),
    "MM": ("Burma",),
    "MO": (
        "Macau",
        "Macao",
        "Macao SAR",
        "Macau SAR",
        "Macao Special Administrative Region",
        "China, Macao Special Administrative Region",
        "China, Macao SAR",
    ),
    "NL": ("Holland", "The Netherlands", "Belanda", "Netherlands (Kingdom of the)"),
    "OM": ("سلطنة عمان",),
    "PS": (
        "Palestine",
        "Palestinian Territories",
        "Palestinian National Authority",
        "Palestinian Territory",
        "West Bank",
        "Gaza Strip",
        "Occupied Palestinian Territory",
        "West Bank and Gaza",
    ),
    "QA": ("دولة قطر",),
    "RU": ("Russia", "USSR", "Soviet Union", "Российская Федерация"),
    "SA": ("السعودية", "KSA", "Kerajaan Arab Saudi"),
    "SO": ("Somalia, Fed. Rep.",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkey", "Türkiye", "Turkiye"),
    "TW": (
        "Taiwan",
        "Republic of China",
        "Chinese Taipei",
        "Taiwan ROC",
        "ROC",
        "Taiwan (R.O.C.)",
        "Taiwan, China",
        "China, Taiwan Province of China",
        "Republic of China (Taiwan)",
        "中華民國",
    ),
    "US": (
        "USA",
        "U.S.A.",
        "U.S.",
        "US",
        "America",
        "United States of America",
        "Amerika",
        "Amerika Serikat",
    ),
    "VA": ("Vatican", "Holy See", "Vatican City State"),
    "VC": ("St. Vincent and the Grenadines",),
    "VE": ("Venezuela, RB",),
    "VI": ("United States Virgin Islands",),
    "VN": ("Viet Nam", "Vietnam"),
    "XK": ("Kosovo", "Republic of Kosovo", "Kosovo (under UNSCR 1244)"),
    "YE": ("Yemen, Rep.",),
    "ZA": ("Afsel",),
}


def names(code: str) -> dict[str, str]:
    """Return a country's names in en, id and ko by CLDR, as far as it has them."""
    return {language: name for language in LANGUAGES if (name := territories(language).get(code))}


def is_country(code: str) -> bool:
    """Return whether ISO 3166-1 or GeoNames has this code.

    GeoNames has codes that ISO leaves to its users, such as XK for Kosovo.
    """
    import pycountry

    return pycountry.countries.get(alpha_2=code) is not None or code in countries()


def all_codes() -> set[str]:
    """Return the codes of every country that GeoNames or ISO 3166-1 has."""
    import pycountry

    return {*countries(), *(country.alpha_2 for country in pycountry.countries)}


def geonames_id(code: str) -> int | None:
    """Return GeoNames' number of a country, or None where it has none."""
    known = countries().get(code)
    return int(known["geonameid"]) if known else None


def country_numbered(number: int) -> str:
    """Return the code of the country with this GeoNames number; empty where it is no country's."""
    return _by_number().get(number, "")


@cache
def _by_number() -> dict[int, str]:
    return {int(known["geonameid"]): code for code, known in countries().items()}


@cache
def continent(country: str) -> tuple[str, dict[str, str]]:
    """Return key and names (en, id, ko) of the continent of a country; empty for an unknown country.

    Args:
        country: ISO alpha-2 code.
    """
    known = countries().get(country)
    code = _CONTINENTS.get(known["continentcode"], "") if known else ""
    if not code:
        return "", {}
    return f"continent/{code}", {language: territories(language)[code] for language in LANGUAGES}


@lru_cache(maxsize=8)
def territories(language: str) -> Mapping[str, str]:
    """Return CLDR's names of countries in a language, by ISO code."""
    from babel import Locale

    return Locale(language).territories


@lru_cache(maxsize=8)
def zones(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return what CLDR has on time zones in a language, by the zone's IANA name."""
    from babel import Locale

    return cast("Mapping[str, Mapping[str, Any]]", Locale(language).time_zones)


def labels() -> Iterator[Label]:
    """Yield the names of all countries in all languages of CLDR, ISO's, codes, and what people say.

    A name that means one country in English, Indonesian or by its code means no other in a language further
    down.
    """
    known = sorted(code for code in countries() if is_country(code))
    taken: dict[str, str] = {}
    for language, code, name in _ranked(known):
        if name and taken.setdefault(fold(name), code) == code:
            yield Label(country=code, language=language, name=name)


def _ranked(known: list[str]) -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES:
        yield from ((language, code, territories(language).get(code, "")) for code in known)
    for code in known:
        yield from ((ALIAS, code, name) for name in (*_SAID.get(code, ()), *_by_iso(code)))
    for language in _languages():
        names_ = territories(language)
        yield from ((ALIAS, code, names_.get(code, "")) for code in known)


def _by_iso(code: str) -> Iterator[str]:
    import pycountry

    yield code
    yield str(countries()[code]["name"])
    yield str(countries()[code]["iso3"])
    found: Any = pycountry.countries.get(alpha_2=code)
    for field in ("alpha_3", "name", "common_name", "official_name"):
        if name := str(getattr(found, field, "") or ""):
            head, _comma, tail = name.partition(", ")
            yield name
            # ISO writes "Korea, Republic of".
            yield f"{tail} {head}" if tail else name


def _languages() -> list[str]:
    from babel import localedata

    found: list[str] = localedata.locale_identifiers()
    return sorted(name for name in found if "_" not in name and name not in LANGUAGES)
