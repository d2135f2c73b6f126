"""How a name came by its city, or why it has none."""

from enum import StrEnum


class Method(StrEnum):
    """How a name came by its city, or why it has none; the words stand in tables of answers."""

    EXACT = "exact"
    ALIAS = "alias"
    FORM = "form"  # an official form
    PART = "part"
    SPELLING = "spelling"
    FUZZY = "fuzzy"
    ADDRESS = "address"  # what was written is one of GeoNames', or its number with a prefix
    ACCEPTED = "accepted"  # by a person, as the next two
    CHOSEN = "chosen"
    REJECTED = "rejected"
    AMBIGUOUS = "ambiguous"  # no city, as all that follow
    SEVERAL = "several cities"
    NOT_A_CITY = "not a city"
    UNKNOWN = "unknown"
    UNKNOWN_COUNTRY = "unknown country"
    EMPTY = "empty"
