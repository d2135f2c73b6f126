"""Which items of Wikidata are cities of GeoNames, from a table of ours.

When it was made, each item was checked to lie in the city's country and within 25 km of it.
"""

from functools import lru_cache

from simpul.naming.gazetteer.own_tables import ITEMS, rows


def item_of(number: int) -> str:
    """Return the item that is the city of a GeoNames id; empty where none is known.

    >>> item_of(1642911)
    'Q3630'
    """
    return _items().get(number, "")


def city_of(item: str) -> str:
    """Return the GeoNames id of the city that an item is; empty where it is none.

    >>> city_of("Q3630")
    '1642911'
    """
    return _cities().get(item, "")


@lru_cache(maxsize=1)
def _items() -> dict[int, str]:
    return {int(number): item for number, item in rows(ITEMS)}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    return {item: str(number) for number, item in _items().items()}
