"""How far the cities of a source lie from where its original puts them: rows drawn by a seed, to be looked at.

    .venv/bin/python benchmarks/matching.py data/covenant-of-mayors/memberships.csv ORIGINAL.csv --row gcom_id

Each row of the original that is drawn is found in our table by its mark (the column ``passage``, several separated by ;), and its own
coordinates are compared with those of the city that was chosen. The farthest are printed: there a person sees whether the city is
wrong, or the coordinates are. The original is not part of the repository.
"""

import argparse
import csv
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from simpul.naming.gazetteer import geonames

EARTH: Final = 6371.0
STEPS: Final = (2, 5, 10, 25, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A row of the original and the city that stands for it: where each is, and how far apart in km."""

    row: str
    name: str
    city: str
    distance: float


def main() -> None:
    """Draw rows, and print how far the cities are."""
    given = _given()
    cities = _cities(given.ours, given.city, given.mark)
    rows = [
        row for row in _rows(given.original) if _is_placed(row, given) and row[given.row] in cities
    ]
    chosen = random.Random(given.seed).sample(rows, min(given.draw, len(rows)))  # noqa: S311 - a draw that can be repeated
    drawn = sorted((_compared(row, cities, given) for row in chosen), key=lambda one: -one.distance)
    print(f"{len(drawn)} of {len(rows)} rows with a city and coordinates, seed {given.seed}")
    for step in STEPS:
        print(f"within {step} km: {sum(one.distance <= step for one in drawn)}")
    for one in drawn[: given.show]:
        print(f"{one.distance:8.1f} km  {one.row}  {one.name}  ->  {one.city}")


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ours", type=Path, help="our table")
    parser.add_argument("original", type=Path, help="the original, a CSV file")
    parser.add_argument(
        "--row", required=True, help="column of the original with the mark of a row"
    )
    parser.add_argument("--mark", default="passage", help="column of our table with the marks")
    parser.add_argument(
        "--city", default="member", help="column of our table with the GeoNames number"
    )
    parser.add_argument(
        "--name", default="member_name", help="column of the original with the name"
    )
    parser.add_argument("--lat", default="latitude", help="column of the original")
    parser.add_argument("--lon", default="longitude", help="column of the original")
    parser.add_argument("--draw", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--show", type=int, default=20)
    return parser.parse_args()


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _cities(table: Path, city: str, mark: str) -> dict[str, str]:
    """Return the GeoNames number by each mark of a row."""
    return {key: row[city] for row in _rows(table) if row[city] for key in row[mark].split(";")}


def _is_placed(row: dict[str, str], given: argparse.Namespace) -> bool:
    return bool(row[given.lat] and row[given.lon])


def _compared(row: dict[str, str], cities: dict[str, str], given: argparse.Namespace) -> Drawn:
    city = geonames.cities()[cities[row[given.row]]]
    here = (float(row[given.lat]), float(row[given.lon]))
    return Drawn(
        row=row[given.row],
        name=row[given.name],
        city=f"{city['name']} ({city['geonameid']}, {city['countrycode']})",
        distance=_kilometres(here, (city["latitude"], city["longitude"])),
    )


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance on a sphere, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    chord = math.sin((lat2 - lat1) / 2) ** 2
    chord += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


if __name__ == "__main__":
    main()
