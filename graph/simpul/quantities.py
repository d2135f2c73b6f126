"""A number with its unit as a person says it: "50,000 people", "305 days"; in data the unit is UCUM's (https://ucum.org)."""

import re
from typing import Final

from simpul.locale import Texts, current

_UNITS: Final[dict[str, tuple[str, str, str]]] = {
    "%": ("%", "%", "%"),
    "a": ("year", "years", "tahun"),
    "mo": ("month", "months", "bulan"),
    "wk": ("week", "weeks", "minggu"),
    "d": ("day", "days", "hari"),
    "h": ("hour", "hours", "jam"),
    "min": ("minute", "minutes", "menit"),
    "t": ("tonne", "tonnes", "ton"),
    "har": ("hectare", "hectares", "hektare"),
    "m2": ("m²", "m²", "m²"),
    "km2": ("km²", "km²", "km²"),
    "m3": ("m³", "m³", "m³"),
    "{TOE}": ("tonne of oil equivalent", "tonnes of oil equivalent", "ton setara minyak"),
    "{alarm}": ("alarm", "alarms", "alarm"),
    "{application}": ("application", "applications", "pendaftaran"),
    "{area}": ("area", "areas", "wilayah"),
    "{branch}": ("branch", "branches", "cabang"),
    "{camera}": ("camera", "cameras", "kamera"),
    "{chapter}": ("chapter", "chapters", "bab"),
    "{city}": ("city", "cities", "kota"),
    "{country}": ("country", "countries", "negara"),
    "{delegate}": ("delegate", "delegates", "utusan"),
    "{discussion}": ("discussion", "discussions", "diskusi"),
    "{employee}": ("employee", "employees", "pegawai"),
    "{event}": ("event", "events", "kegiatan"),
    "{household}": ("household", "households", "rumah tangga"),
    "{initiative}": ("initiative", "initiatives", "inisiatif"),
    "{member}": ("member", "members", "anggota"),
    "{officer}": ("officer", "officers", "pejabat"),
    "{pair}": ("pair", "pairs", "pasang"),
    "{panel}": ("panel", "panels", "panel"),
    "{person}": ("person", "people", "orang"),
    "{phase}": ("phase", "phases", "tahap"),
    "{pillar}": ("pillar", "pillars", "pilar"),
    "{programme}": ("programme", "programmes", "program"),
    "{project}": ("project", "projects", "proyek"),
    "{quadrant}": ("quadrant", "quadrants", "kuadran"),
    "{sector}": ("sector", "sectors", "sektor"),
    "{session}": ("session", "sessions", "sesi"),
    "{stakeholder}": ("stakeholder", "stakeholders", "pemangku kepentingan"),
    "{strategy}": ("strategy", "strategies", "strategi"),
    "{sub-district}": ("sub-district", "sub-districts", "kelurahan"),
    "{target}": ("target", "targets", "target"),
    "{vehicle}": ("vehicle", "vehicles", "kendaraan"),
    "{visitor}": ("visitor", "visitors", "pengunjung"),
}
"""One and several in English, and Indonesian, which has one word for both. Units that all write alike (m, km) are not here."""
_NUMBER: Final = re.compile(r"-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?", re.ASCII)


def unit_in_words(unit: str, number: str = "") -> Texts:
    """Return what a unit is called, by language; for a number of it, in the form that stands behind that number.

    A unit in braces that is not known is the word in them.

    >>> unit_in_words("{person}", "50000"), unit_in_words("{person}", "1")
    ({'en': 'people', 'id': 'orang'}, {'en': 'person', 'id': 'orang'})
    >>> unit_in_words("km"), unit_in_words("{tree}"), unit_in_words("")
    ({'': 'km'}, {'': 'tree'}, {'': ''})
    """
    if unit not in _UNITS:
        return {"": unit.strip("{}")}
    one, several, indonesian = _UNITS[unit]
    return {"en": one if number == "1" else several, "id": indonesian}


def grouped(number: str, language: str = "") -> str:
    """Return a number with its thousands apart, as a language (the one in use unless told) writes it; any other text as it is.

    >>> grouped("8070000", "en"), grouped("8070000.5", "id"), grouped("869", "en"), grouped("D", "en")
    ('8,070,000', '8.070.000,5', '869', 'D')
    """
    if not _NUMBER.fullmatch(number):
        return number
    indonesian = (language or current()) == "id"
    whole, point, fraction = number.partition(".")
    whole = f"{int(whole):,}".replace(",", "." if indonesian else ",")
    return f"{whole}{(',' if indonesian else '.') if point else ''}{fraction}"


def quantity(number: str, unit: str, language: str = "") -> str:
    """Return a number with its unit in a language, the one in use unless told.

    >>> quantity("50000", "{person}", "en"), quantity("305", "d", "id"), quantity("12.5", "%", "id"), quantity("D", "", "en")
    ('50,000 people', '305 hari', '12,5 %', 'D')
    """
    words = unit_in_words(unit, number)
    called = words.get(language or current()) or words.get("en") or words.get("", "")
    return f"{grouped(number, language)} {called}".strip()
