"""What of the graph leaves: profiles, and the selection that each makes."""

from simpul.exchange.profiles.profile import (
    EVERYTHING,
    FilledProfile,
    Profile,
    every,
    fill,
    parse,
    profile,
    profiles,
    read,
    refuse_more_than,
)
from simpul.exchange.profiles.selection import Selection, select, select_all

__all__ = [
    "EVERYTHING",
    "FilledProfile",
    "Profile",
    "Selection",
    "every",
    "fill",
    "parse",
    "profile",
    "profiles",
    "read",
    "refuse_more_than",
    "select",
    "select_all",
]
