"""What is asked of which graph, from ``queries/cases.toml``: the golden answers and how a person checked them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "queries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One golden answer.

    Attributes:
        graph: Name of the fixture that gives the store.
        variant: Tells several cases of one question apart; empty for the first.
        empty: Why the honest answer has no rows; empty where it has some.
        also_single_datasets: Ties that one dataset alone lists are asked for too.
    """

    question: str
    graph: str
    values: dict[str, str | list[str]]
    checked: str
    variant: str = ""
    empty: str = ""
    also_single_datasets: bool = False

    @property
    def file(self) -> Path:
        """Where the golden answer lies."""
        return HERE / "golden" / f"{self}.csv"

    def __str__(self) -> str:
        return f"{self.question}.{self.variant}" if self.variant else self.question


def read_cases() -> list[Case]:
    """Return the cases in the order of the file."""
    tables: dict[str, list[dict[str, Any]]] = tomllib.loads(
        (HERE / "cases.toml").read_text(encoding="utf-8")
    )
    return [
        Case(
            question=question,
            graph=entry["graph"],
            values=entry["values"],
            checked=entry["checked"],
            variant=entry.get("as", ""),
            empty=entry.get("empty", ""),
            also_single_datasets=entry.get("also_single_datasets", False),
        )
        for question, entries in tables.items()
        for entry in entries
    ]
