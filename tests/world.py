"""A made-up world of many cities and networks, for pages that must stay readable when there is much to show."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from simpul.naming import gazetteer
from support import write_source

CITIES: Final = 70
NETWORKS: Final = 9
JAKARTA: Final = "1642911"
SEOUL: Final = "1835848"


def world(folder: Path) -> Path:
    """Write the source: great cities, networks of falling size, sister cities, visits, promises, phases.

    The first network has all cities, the second every second one, and so on; network 9 ended in 2019.
    """
    cities = _cities()
    return write_source(folder, _tables(cities), key="made-up-world")


def _cities() -> list[gazetteer.City]:
    known = gazetteer.cities(15000).values()
    greatest = sorted(known, key=lambda city: (-city["population"], city["geonameid"]))
    first = [city for key in (JAKARTA, SEOUL) for city in greatest if str(city["geonameid"]) == key]
    return [*first, *(city for city in greatest if city not in first)][:CITIES]


def _tables(cities: Sequence[gazetteer.City]) -> dict[str, str | bytes]:
    names = {str(city["geonameid"]): city["name"] for city in cities}
    keys = list(names)
    sisters = [(keys[i % 4], keys[4 + i]) for i in range(40)]
    return {
        "organisation": _table(
            "key,kind,label_en,label_id,short_name,begin,end,source",
            (
                (
                    f"net-{n}",
                    "Network",
                    f"Network {n}",
                    f"Jejaring {n}",
                    f"N{n}",
                    1990 + n,
                    2019 if n == NETWORKS else "",
                    "report",
                )
                for n in range(1, NETWORKS + 1)
            ),
        ),
        "membership": _table(
            "key,member,member_name,network,begin,source",
            (
                (
                    f"{key}-net-{n}",
                    key,
                    names[key],
                    f"net-{n}",
                    2000 + (i + n) % 20 if n != 2 else "",
                    "report",
                )
                for n in range(1, NETWORKS + 1)
                for i, key in enumerate(keys)
                if i % n == 0
            ),
        ),
        "agreement": _table(
            "key,kind,label_en,label_id,begin,source",
            (
                (
                    f"sister-{a}-{b}",
                    "SisterCityAgreement",
                    f"Sisters {names[a]} and {names[b]}",
                    f"Saudara {names[a]} dan {names[b]}",
                    1970 + i,
                    "report",
                )
                for i, (a, b) in enumerate(sisters)
            ),
        ),
        "party": _table(
            "key,agreement,party,role,source",
            (
                (f"sister-{a}-{b}-{end}", f"sister-{a}-{b}", f"city/{end}", "party", "report")
                for a, b in sisters
                for end in (a, b)
            ),
        ),
        "event": _table(
            "key,kind,label_en,label_id,begin,end,city,city_name,visiting_city,visiting_city_name,host_city,host_city_name,source",
            (
                (
                    f"visit-{i}",
                    "Visit",
                    f"Visit {i}",
                    f"Kunjungan {i}",
                    f"20{10 + i}-05",
                    f"20{10 + i}-05",
                    keys[i],
                    names[keys[i]],
                    JAKARTA,
                    "Jakarta",
                    keys[i],
                    names[keys[i]],
                    "report",
                )
                for i in range(1, 9)
            ),
        ),
        "initiative": _table(
            "key,kind,label_en,label_id,city,city_name,themes,source",
            (
                (
                    "flood-walls",
                    "Project",
                    "Flood walls",
                    "Tanggul banjir",
                    JAKARTA,
                    "Jakarta",
                    "water",
                    "report",
                ),
            ),
        ),
        "phase": _table(
            "key,initiative,number,label_en,label_id,begin,end,source",
            (
                (
                    f"flood-walls-{n}",
                    "flood-walls",
                    n,
                    f"Stage {n}",
                    f"Tahap {n}",
                    2014 + n,
                    2015 + n,
                    "report",
                )
                for n in (1, 2)
            ),
        ),
        "commitment": _table(
            "key,label_en,label_id,promised_by,promised_to,status,due,source",
            (
                (
                    "maps",
                    "Share flood maps",
                    "Berbagi peta banjir",
                    f"city/{SEOUL}",
                    f"city/{JAKARTA}",
                    "accepted",
                    "2027-03",
                    "report",
                ),
            ),
        ),
    }


def _table(head: str, rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head.split(","))
    writer.writerows(rows)
    return text.getvalue()
