"""How often names find their city: right, wrong and blank, and how many names a second of one processor.

Three sets, each answered once after start-up:

* the official names in ``tests/graph/fixtures``, written by hand;
* great cities wrapped in the forms of their country's language, made here; a city and its namesakes of the same
  country count as right if the answer bears the name and is the most populous of them;
* a table given by ``--nodes`` with the columns label, country, pop, lon and lat (such as Wikidata's sister cities); right is an
  answer within 25 km. Constants were set on the rows with an even number; the others are the held-out half. Of each half also
  those rows are told near whose point a city bears the name: the others are provinces, districts and islands;
* tables given by ``--members`` with the columns of a list of members (name or label, country_iso2, latitude, longitude,
  geonames_id, any of which but the first may be empty); right is the city of the id or, without one, an answer within
  80 km, for such points are rough. Of each also those rows are told whose city GeoNames holds.

A second table tells, by the method with which a name was found, how many were right and what score they had on average:
a score that holds is the share that is right.

Output is Markdown on stdout.
"""

import argparse
import csv
import itertools
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from simpul.ingest.reconcile import Asked, Resolver, open_resolver
from simpul.naming.atlas import Place, key, kilometres, readings
from simpul.naming.gazetteer import City, cities

NEAR_KM = 25
ROUGHLY_KM = 80
OFFICIAL = (
    Path(__file__).parent.parent / "tests" / "graph" / "ingest" / "fixtures" / "official-names.csv"
)
FORMS = {
    "AR": ("Municipalidad de {}", "Ciudad de {}", "Intendencia de {}"),
    "AU": ("City of {}", "{} City Council"),
    "BR": ("Prefeitura Municipal de {}", "Prefeitura de {}", "Município de {}"),
    "CN": ("{} Municipal People's Government", "{} City", "{}-shi"),
    "CO": ("Alcaldía de {}", "Alcaldía Municipal de {}"),
    "DE": ("Stadt {}", "Landeshauptstadt {}", "Stadtverwaltung {}", "City of {}"),
    "ES": ("Ayuntamiento de {}", "Ajuntament de {}", "Ciudad de {}"),
    "FR": ("Ville de {}", "Mairie de {}", "Commune de {}", "City of {}"),
    "GB": ("{} City Council", "City of {}", "{} Council"),
    "ID": ("Kota {}", "Pemerintah Kota {}", "Pemkot {}", "Wali Kota {}", "{} City Government"),
    "IN": ("{} Municipal Corporation", "Municipal Corporation of {}", "{} Nagar Nigam"),
    "IT": ("Comune di {}", "Città di {}", "Municipality of {}"),
    "JP": ("{}-shi", "City of {}", "{} City"),
    "KR": ("{}-si", "{} City", "{} Metropolitan City"),
    "MX": ("Ayuntamiento de {}", "Municipio de {}", "H. Ayuntamiento de {}"),
    "MY": ("Majlis Perbandaran {}", "Majlis Bandaraya {}"),
    "NL": ("Gemeente {}", "Municipality of {}"),
    "PH": ("City Government of {}", "Lungsod ng {}"),
    "PL": ("Miasto {}", "Urząd Miasta {}"),
    "PT": ("Câmara Municipal de {}", "Município de {}"),
    "RU": ("Gorod {}", "Administration of the City of {}"),
    "TR": ("{} Belediyesi", "{} Büyükşehir Belediyesi", "{} Metropolitan Municipality"),
    "US": ("City of {}", "{} City Council", "Town of {}", "Mayor's Office of {}"),
    "VN": ("Thành phố {}", "{} People's Committee"),
    "ZA": ("City of {}", "{} Local Municipality"),
}
Judge = Callable[[Place | None], bool]
METHODS: dict[str, dict[str, list[tuple[bool, float]]]] = {}
"""Of each set, by method, whether each answer was right, and its score."""


def main() -> None:
    """Print one row for each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=Path, help="table of labels, countries and coordinates")
    parser.add_argument("--members", type=Path, nargs="*", default=[], help="lists of members")
    parser.add_argument("--show", action="store_true", help="print what was wrong")
    asked = parser.parse_args()
    resolver = open_resolver()
    print("| names | number | right | wrong | blank | names a processor second |")
    print("|---|---:|---:|---:|---:|---:|")
    report("official names, by hand", official(), resolver, show=asked.show)
    report("great cities in official forms", wrapped(), resolver, show=asked.show)
    if asked.nodes:
        for half, title in ((0, "tuned on"), (1, "held out")):
            for with_country in (True, False):
                words = "with country" if with_country else "name alone"
                names = nodes(asked.nodes, half, with_country=with_country)
                report(f"{asked.nodes.stem}, {title}, {words}", names, resolver, show=asked.show)
            names = nodes(asked.nodes, half, with_country=True, with_people=True)
            words = "with country and population"
            report(f"{asked.nodes.stem}, {title}, {words}", names, resolver, show=asked.show)
            known = list(held(asked.nodes, half, resolver))
            resolver = open_resolver()  # the other one remembers these names
            words = "with country, of a city that GeoNames holds"
            report(f"{asked.nodes.stem}, {title}, {words}", known, resolver, show=asked.show)
    for path in asked.members:
        resolver = open_resolver()
        report(f"{path.stem}, with country", members(path, resolver), resolver, show=asked.show)
        known = list(members(path, resolver, held=True))
        resolver = open_resolver()
        report(f"{path.stem}, of a city that GeoNames holds", known, resolver, show=asked.show)
    report_methods()


def report(
    title: str, names: Iterable[tuple[Asked, Judge]], resolver: Resolver, *, show: bool
) -> None:
    """Answer a set and print its row."""
    asked = list(names)
    readings.cache_clear()
    start = time.process_time()
    answers = list(resolver.answers(one for one, _judge in asked))
    seconds = time.process_time() - start
    counts: Counter[str] = Counter()
    by_method: dict[str, list[tuple[bool, float]]] = {}
    for answer, (one, judge) in zip(answers, asked, strict=True):
        # Where no city is meant, a blank is right.
        verdict = "right" if judge(answer.place) else "wrong" if answer.place else "blank"
        counts[verdict] += 1
        if answer.place:
            found = (verdict == "right", answer.score or 0.0)
            by_method.setdefault(answer.method.value, []).append(found)
        if show and verdict == "wrong" and answer.place:
            print(f"<!-- {one.name}, {one.country}: {resolver.describe(answer.place)} -->")
    share = {verdict: 100 * counts[verdict] / len(asked) for verdict in ("right", "wrong", "blank")}
    print(
        f"| {title} | {len(asked):,} | {share['right']:.1f} % | {share['wrong']:.2f} % | {share['blank']:.1f} % | "
        f"{len(asked) / seconds:,.0f} |"
    )
    METHODS[title] = by_method


def report_methods() -> None:
    """Print a row for each method of each set."""
    print("\n| names | method | number | right | mean score |")
    print("|---|---|---:|---:|---:|")
    for title, by_method in METHODS.items():
        for method, found in sorted(by_method.items()):
            right = 100 * sum(is_right for is_right, _score in found) / len(found)
            score = sum(score for _is_right, score in found) / len(found)
            print(f"| {title} | {method} | {len(found):,} | {right:.1f} % | {score:.3f} |")


def official() -> Iterator[tuple[Asked, Judge]]:
    """Yield the names written by hand; those without a number are no city's."""
    with OFFICIAL.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = int(row["geonames_id"]) if row["geonames_id"] else None
            yield Asked(name=row["name"], country=row["country"]), is_number(number)


def wrapped() -> Iterator[tuple[Asked, Judge]]:
    """Yield the hundred greatest cities of each country in each of its forms."""
    for country, forms in FORMS.items():
        own = [city for city in cities(15000).values() if city["countrycode"] == country]
        own.sort(key=lambda city: -city["population"])
        greatest: dict[str, City] = {}
        for city in own:
            greatest.setdefault(city["name"], city)
        for city, form in itertools.product(list(greatest.values())[:100], forms):
            asked = Asked(name=form.format(city["name"]), country=country)
            yield asked, is_near(city["latitude"], city["longitude"])


def nodes(
    path: Path, half: int, *, with_country: bool, with_people: bool = False
) -> Iterator[tuple[Asked, Judge]]:
    """Yield every other row of a table."""
    with path.open(encoding="utf-8") as file:
        delimiter = "\t" if path.suffix == ".tsv" else ","
        for row in itertools.islice(csv.DictReader(file, delimiter=delimiter), half, None, 2):
            asked = Asked(
                name=row["label"],
                country=row["country"] if with_country else "",
                population=row["pop"] if with_people else "",
            )
            yield asked, is_near(float(row["lat"]), float(row["lon"]))


def held(path: Path, half: int, resolver: Resolver) -> Iterator[tuple[Asked, Judge]]:
    """Yield those rows near whose point some city bears the name, so that a right answer is there to be found."""
    atlas = resolver.matcher.atlas
    for asked, judge in nodes(path, half, with_country=True):
        keys = tuple({key(reading.name) for reading in readings(asked.name)})
        if any(judge(bearer.place) for bearer in atlas.bearers(keys)):
            yield asked, judge


def members(path: Path, resolver: Resolver, *, held: bool = False) -> Iterator[tuple[Asked, Judge]]:
    """Yield the rows of a list of members, or those alone whose city GeoNames holds; groups are left out."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = row["geonames_id"]
            city = resolver.matcher.atlas.city(int(number)) if number else None
            latitude, longitude = row.get("latitude"), row.get("longitude")
            asked = Asked(
                name=row.get("member_name") or row.get("label", ""), country=row["country_iso2"]
            )
            if row.get("is_group") == "True" or (held and city is None):
                continue
            if city:
                yield asked, is_near(city.latitude, city.longitude)
            elif latitude and longitude:
                yield asked, is_near(float(latitude), float(longitude), ROUGHLY_KM)


def is_number(number: int | None) -> Judge:
    """Return a judge that wants this very city, or none."""
    return lambda place: (place.id if place else None) == number


def is_near(latitude: float, longitude: float, within: float = NEAR_KM) -> Judge:
    """Return a judge that wants a city near these coordinates."""
    return lambda place: (
        place is not None
        and kilometres(latitude, longitude, place.latitude, place.longitude) <= within
    )


if __name__ == "__main__":
    main()
