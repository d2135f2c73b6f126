"""A small index of cities in which two have an alias that is another's own name."""

from pathlib import Path

from simpul.naming import CITY, atlas

JAIPUR, JAYAPURA, SURAKARTA = f"{CITY}1269515", f"{CITY}2082600", f"{CITY}1625812"


def write_atlas(file: Path) -> Path:
    """Write the index; return its file."""
    places = [
        (_city(1269515, "Jaipur", "IN", 3_000_000, 27.0), ["Jaipur", "Jayapura"]),
        (_city(2082600, "Jayapura", "ID", 400_000, -2.5), ["Jayapura"]),
        (_city(1625812, "Surakarta", "ID", 500_000, -7.5), ["Surakarta", "Solo"]),
        (_city(1685850, "Solo", "PH", 3_000, 13.0), ["Solo"]),
    ]
    countries = (("IN", "India"), ("ID", "Indonesia"))
    labels = [atlas.Label(country=code, language="en", name=name) for code, name in countries]
    atlas.write(file, places, labels, {}, {1625812: ["수라카르타"]})
    return file


def _city(number: int, name: str, country: str, population: int, latitude: float) -> atlas.Place:
    return atlas.Place(id=number, name=name, country=country, region="", population=population, latitude=latitude, longitude=100.0)  # fmt: skip
