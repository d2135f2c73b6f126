"""Tables to RDF: the engine, by the letter and as sources are read, against a bare reading of cells, as a ratio.

100,000 rows of seven columns (key, name, date by pattern, number with groups, decimal, list, reference), made
from a fixed seed. Python's csv only splits cells; Simpul reads them and makes triples. Output is Markdown on stdout.
"""

import csv
import json
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from simpul.csvw import table_to_rdf
from simpul.tables import METADATA, read_folder, read_tables

ROWS = 100_000
THING = "https://example.org/"
COLUMNS: list[dict[str, object]] = [
    {"name": "key", "titles": "key", "suppressOutput": True},
    {"name": "name", "titles": "name", "lang": "id"},
    {"name": "day", "titles": "day", "datatype": {"base": "date", "format": "d/M/yyyy"}},
    {
        "name": "visitors",
        "titles": "visitors",
        "datatype": {"base": "integer", "format": {"groupChar": ".", "decimalChar": ","}},
    },
    {"name": "share", "titles": "share", "datatype": "decimal"},
    {"name": "themes", "titles": "themes", "separator": ";"},
    {"name": "city", "titles": "city", "valueUrl": THING + "city/{city}"},
]


def write(folder: Path) -> Path:
    """Write the table and its metadata; return the metadata's path."""
    draw = random.Random(1)  # noqa: S311 - a fixed seed, no secret
    lines = ["key,name,day,visitors,share,themes,city"]
    for number in range(ROWS):
        day = f"{draw.randint(1, 28)}/{draw.randint(1, 12)}/{draw.randint(1990, 2025)}"
        visitors = f"{draw.randint(0, 9_999_999):,}".replace(",", ".")
        themes = ";".join(draw.sample(("water", "youth", "roads", "parks", "trade"), 2))
        share = f"{draw.random():.4f}"
        lines.append(
            f"k{number},Kota {number},{day},{visitors},{share},{themes},{draw.randint(1, 5000)}"
        )
    (folder / "table.csv").write_text("\n".join(lines) + "\n")
    metadata = {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": THING + "source/benchmark",
        "tables": [
            {
                "url": "table.csv",
                "tableSchema": {
                    "aboutUrl": THING + "id/{key}",
                    "propertyUrl": THING + "ontology#{_name}",
                    "columns": COLUMNS,
                },
            }
        ],
    }
    file = folder / METADATA
    file.write_text(json.dumps(metadata))
    return file


def _cells(file: Path) -> int:
    with file.open(newline="") as text:
        return sum(1 for _ in csv.reader(text))


def seconds(run: Callable[[], int]) -> tuple[float, int]:
    """Return how many seconds of a processor a run took, and what it counted."""
    start = time.process_time()
    count = run()
    return time.process_time() - start, count


def main() -> None:
    """Print one row for each way of reading."""
    with tempfile.TemporaryDirectory() as name:
        file = write(Path(name))
        ways: list[tuple[str, Callable[[], int]]] = [
            ("csv, cells only", lambda: _cells(file.with_name("table.csv"))),
            ("Simpul, minimal", lambda: sum(1 for _ in table_to_rdf(file))),
            ("Simpul, standard", lambda: sum(1 for _ in table_to_rdf(file, mode="standard"))),
            ("Simpul, as a source", lambda: len(read_tables(read_folder(file.parent)).facts)),
        ]
        print("| way | rows a second | seconds | ratio to csv | rows or triples |")
        print("|---|---:|---:|---:|---:|")
        first = 0.0
        for title, run in ways:
            taken, count = seconds(run)
            first = first or taken
            print(
                f"| {title} | {ROWS / taken:,.0f} | {taken:.2f} | {taken / first:.1f} | {count:,} |"
            )


if __name__ == "__main__":
    main()
