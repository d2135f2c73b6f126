"""A world of any size: cities of GeoNames with memberships, agreements, visits and initiatives drawn by a seed.

How many networks have how many members, in how many networks a city is, and with how many cities it has agreements
is drawn from the lists under ``data/``, so that the made-up graph has hubs and leaves as the real one has. The same
scale and seed give the same bytes.
"""

import csv
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simpul import paths
from simpul.naming import gazetteer

SEED: Final = 20261127
_CITIES: Final = 1_100
"""Cities of a world of scale 1; all other numbers grow with the scale too."""
_MEMBERSHIPS: Final = 2_200
_AGREEMENTS: Final = 2_200
_EVENTS: Final = 400
_INITIATIVES: Final = 600
_ID: Final = "https://w3id.org/simpul/id/"
_THEMES: Final = ("water", "waste-water", "mobility", "solid-waste", "safety", "resilience", "data")
_ALWAYS: Final = ("1642911", "1835848")
"""Jakarta and Seoul, which most questions ask about."""

_TITLES: Final = ("Made-up list", "Daftar buatan")

Table = tuple[Sequence[str], Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Degrees:
    """How often things are tied in the real lists.

    Attributes:
        network_sizes: For each network the number of its members.
        memberships: For each city the number of its networks.
        agreements: For each city the number of its sister cities.
    """

    network_sizes: NDArray[np.int64]
    memberships: NDArray[np.int64]
    agreements: NDArray[np.int64]


def real_degrees() -> Degrees:
    """Return how often things are tied in the tables under ``data/``."""
    sizes, of_city, sisters = Counter[str](), Counter[str](), Counter[str]()
    for table in sorted(paths.data().glob("*/memberships*.csv")):
        for row in _rows(table):
            sizes[row["network"]] += 1
            of_city[row["member"]] += 1
    for row in _rows(paths.data() / "sister-cities-wikidata" / "agreements.csv"):
        sisters.update(row["parties"].split(";"))
    return Degrees(
        network_sizes=_values(sizes), memberships=_values(of_city), agreements=_values(sisters)
    )


def _values(counted: Counter[str]) -> NDArray[np.int64]:
    return np.array(sorted(counted.values()), dtype=np.int64)


def _rows(table: Path) -> Iterator[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def write(folder: Path, scale: float, *, seed: int = SEED) -> Path:
    """Write the world as one source of tables, and return its folder.

    Args:
        folder: Where ``data/schemas`` is put, and beside it the source.
        scale: 1 gives about 130,000 triples in the merge, 100 ten million, and as many again in named graphs.
        seed: Another gives another world of the same size.
    """
    import shutil

    if not (folder / "schemas").exists():
        shutil.copytree(paths.data() / "schemas", folder / "schemas")
    source = folder / "generated-world"
    source.mkdir(parents=True)
    world = _World(scale, seed)
    kinds = []
    for kind, (heading, rows) in world.tables().items():
        kinds.append(kind)
        with (source / f"{kind}.csv").open("w", encoding="utf-8", newline="") as output:
            writer = csv.writer(output, lineterminator="\n")
            writer.writerow(heading)
            writer.writerows(rows)
    _write_metadata(source, kinds)
    return source


class _World:
    """The tables of one world; each draws from the same stream of chances, so they are made in order."""

    def __init__(self, scale: float, seed: int) -> None:
        self._scale, self._chance = scale, np.random.default_rng(seed)
        self._degrees = real_degrees()
        known = gazetteer.cities(500)
        greatest = sorted(known.values(), key=lambda c: (-c["population"], c["geonameid"]))
        keys = [str(city["geonameid"]) for city in greatest[: self._many(_CITIES)]]
        self._keys = [*_ALWAYS, *(key for key in keys if key not in _ALWAYS)]
        self._names = {key: known[key]["name"] for key in self._keys}

    def _many(self, count: int) -> int:
        return max(2, round(count * self._scale))

    def tables(self) -> dict[str, Table]:
        """Return for each kind of table its heading and rows."""
        sizes = self._network_sizes()
        pairs = self._pairs()
        return {
            "document": (
                ("key", "label_en", "label_id", "title_en", "title_id", "publisher_name", "issued"),
                [("made-up", *_TITLES, *_TITLES, "Nobody", "2026-01")],
            ),
            "organisation": (
                ("key", "kind", "label_en", "label_id", "begin", "source"),
                [
                    (
                        f"net-{n}",
                        "Network",
                        f"Network {n}",
                        f"Jejaring {n}",
                        1960 + n % 60,
                        "made-up",
                    )
                    for n in range(len(sizes))
                ],
            ),
            "membership": (
                ("key", "member", "member_name", "network", "begin", "as_of", "source"),
                self._memberships(sizes),
            ),
            "agreement": (
                (
                    "key",
                    "kind",
                    "label_en",
                    "label_id",
                    "parties",
                    "parties_names",
                    "begin",
                    "source",
                ),
                self._agreements(pairs),
            ),
            "event": (
                (
                    *("key", "kind", "label_en", "label_id", "begin", "end", "city", "city_name"),
                    *("visiting_city", "visiting_city_name", "host_city", "host_city_name"),
                    *("themes", "source"),
                ),
                self._visits(pairs),
            ),
            "initiative": (
                (
                    "key",
                    "kind",
                    "label_en",
                    "label_id",
                    "city",
                    "city_name",
                    "themes",
                    "begin",
                    "source",
                ),
                self._initiatives(),
            ),
        }

    def _network_sizes(self) -> list[int]:
        """Draw sizes from the real ones until the members are as many as they should be."""
        sizes, wanted, most = list[int](), self._many(_MEMBERSHIPS), len(self._keys) * 2 // 3
        while (left := wanted - sum(sizes)) > 0:
            sizes.append(int(min(self._chance.choice(self._degrees.network_sizes), most, left)))
        return sizes

    def _memberships(self, sizes: Sequence[int]) -> Iterator[Sequence[object]]:
        weights = self._chance.choice(self._degrees.memberships, len(self._keys)).astype(float)
        weights[: len(_ALWAYS)] = self._degrees.memberships.max()
        for number, size in enumerate(sizes):
            # The keys of a weighted draw without putting back (Efraimidis and Spirakis 2006).
            keys = np.log(self._chance.random(len(weights))) / weights
            for index in sorted(np.argpartition(keys, -size)[-size:].tolist()):
                city, begin = self._keys[index], int(self._chance.integers(1990, 2025))
                key = f"{city}-net-{number}"
                yield key, city, self._names[city], f"net-{number}", begin, "2026", "made-up"

    def _pairs(self) -> list[tuple[str, str]]:
        """Draw pairs of cities so that each has about as many as its degree says (the configuration model)."""
        degrees = self._chance.choice(self._degrees.agreements, len(self._keys))
        degrees[: len(_ALWAYS)] = self._degrees.agreements.max()
        ends = np.repeat(np.arange(len(degrees)), degrees)
        self._chance.shuffle(ends)
        drawn = ends[: len(ends) // 2 * 2].reshape(-1, 2).tolist()
        apart = dict.fromkeys((min(a, b), max(a, b)) for a, b in drawn if a != b)
        wanted = self._many(_AGREEMENTS)
        return [(self._keys[a], self._keys[b]) for a, b in itertools.islice(apart, wanted)]

    def _agreements(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Sequence[object]]:
        for a, b in pairs:
            names = (self._names[a], self._names[b])
            yield (
                *(f"{a}-{b}-sisters", "SisterCityAgreement"),
                *(f"Sister cities {' and '.join(names)}", f"Kota bersaudara {' dan '.join(names)}"),
                *(f"city/{a};city/{b}", ";".join(names)),
                *(int(self._chance.integers(1950, 2025)), "made-up"),
            )

    def _visits(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Sequence[object]]:
        for number in range(self._many(_EVENTS)):
            guest, host = pairs[int(self._chance.integers(len(pairs)))]
            day = f"{self._chance.integers(2000, 2025)}-{self._chance.integers(1, 13):02}"
            yield (
                *(f"visit-{number}", "Visit", f"Visit {number}", f"Kunjungan {number}", day, day),
                *(host, self._names[host], guest, self._names[guest], host, self._names[host]),
                *(self._theme(), "made-up"),
            )

    def _initiatives(self) -> Iterator[Sequence[object]]:
        for number in range(self._many(_INITIATIVES)):
            city = self._keys[int(self._chance.integers(len(self._keys)))]
            begin = int(self._chance.integers(1995, 2025))
            yield (
                *(f"initiative-{number}", "Project", f"Project {number}", f"Proyek {number}"),
                *(city, self._names[city], self._theme(), begin, "made-up"),
            )

    def _theme(self) -> str:
        return str(self._chance.choice(_THEMES))


def _write_metadata(source: Path, kinds: Iterable[str]) -> None:
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "@id": f"{_ID}source/{source.name}",
        "dc:title": [
            {"@value": "Made-up world", "@language": "en"},
            {"@value": "Dunia buatan", "@language": "id"},
        ],
        "dc:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dc:accessRights": {"@id": f"{_ID}access/public"},
        "https://w3id.org/simpul/ontology#completeness": {"@id": f"{_ID}completeness/sample"},
        "tables": [
            {"url": f"{kind}.csv", "tableSchema": f"../schemas/{kind}.json"} for kind in kinds
        ],
    }
    text = json.dumps(metadata, ensure_ascii=False, indent=2)
    (source / "csvw-metadata.json").write_text(f"{text}\n", encoding="utf-8")
