"""What the tests ask the views for."""

from typing import Final

from world import JAKARTA, SEOUL

TOKYO: Final = "1850147"
ASKED: Final[dict[str, dict[str, str | int]]] = {
    "ego": {"of": f"city/{JAKARTA}", "hops": 1},
    "path": {"start": f"city/{JAKARTA}", "goal": "initiative/flood-walls"},
    "compare": {"a": f"city/{JAKARTA}", "b": f"city/{SEOUL}"},
    "query": {
        "query": "SELECT ?city ?network WHERE { ?city simpul:memberOf ?network } ORDER BY ?city ?network",
        "name": "members",
    },
}
